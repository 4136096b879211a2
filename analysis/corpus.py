"""Many documents: read, mended and counted in partitions on Dask, on the local cores or on any cluster.

A document is never held longer than it takes to survey it, and text travels by path, not in the task graph.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pandas as pd

from .document import READ, Document, DocumentError, load, parse
from .faults import faults
from .repair import repair
from .structure import outline
from .tokens import Tokeniser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Table = Any  # a Dask DataFrame

BYTES = 8_000_000  # of files that make a partition, by default
PLACE = re.compile(r"(?:line \d+, )?byte \d+")
# What a survey gives, and the columns of each table; documents have those of the corpus's own table, too.
TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "doc": "str",
        "path": "str",
        "title": "str",
        "sha256": "str",
        "characters": "int64",
        "kept": "int64",
        "blocks": "int64",
        "sections": "int64",
        "tokens": "int64",
        "faults": "int64",
    },
    "faults": {
        "doc": "str",
        "kind": "str",
        "start": "int64",
        "end": "int64",
        "line": "int64",
        "evidence": "str",
        "confidence": "float64",
        "applied": "bool",
    },
    "counts": {"doc": "str", "term": "category", "kind": "category", "count": "int64"},
    "errors": {"doc": "str", "path": "str", "place": "str", "reason": "str"},
}


@dataclass(frozen=True)
class Corpus:
    """Documents in partitions that are read where they are worked on; from `read_corpus`."""

    source: str
    partitions: tuple[Any, ...] = field(repr=False)  #: paths and names, or delayed tables, of a partition each
    text: str = "text"  #: the column of the text, of tables
    encoding: str | None = None
    state: str = field(default="", repr=False)  #: of a table: whether it is still the same

    def __len__(self) -> int:
        """Return the number of partitions."""
        return len(self.partitions)


@dataclass(frozen=True)
class Survey:
    """What was found in a corpus, as tidy tables; see `survey` for their columns."""

    documents: pd.DataFrame = field(repr=False)
    faults: pd.DataFrame = field(repr=False)
    counts: pd.DataFrame = field(repr=False)
    errors: pd.DataFrame = field(repr=False)

    def __repr__(self) -> str:
        return f"<Survey of {len(self.documents):,} documents; {len(self.errors):,} could not be read>"


def read_corpus(
    source: str | os.PathLike[str] | Table,
    text: str = "text",
    name: str | None = None,
    encoding: str | None = None,
    partitions: int | None = None,
) -> Corpus:
    """Name the documents of a corpus; none is read yet.

    Parameters
    ----------
    source : a folder, of which the files that end like text, Markdown, HTML, Word or PDF are meant; a pattern such as
        ``texts/**/*.txt``; a table with a row for each document (.csv, .jsonl or .parquet); or a Dask DataFrame.
    text : the column of the text, of tables.
    name : the column of the documents' names, of tables; by default they are numbered in order.
    encoding : of files, as for `load`.
    partitions : into how many parts files are put; by default so that each has about 8 MB. Results do not depend on it.

    Raises
    ------
    DocumentError : when there is nothing to read, or a table lacks a column.

    >>> read_corpus("seeds/*.txt")
    Corpus(source='seeds/*.txt', text='text', encoding=None)
    """
    if hasattr(source, "to_delayed"):
        # Nobody can tell whether it is the same another time.
        return Corpus("a Dask table", _rows(source, text, name, "document"), text, state=uuid4().hex)
    path = os.fspath(source)
    readers: dict[str, Callable[[], Table]] = {
        ".parquet": lambda: _dask().read_parquet(path),
        ".csv": lambda: _dask().read_csv(path, dtype=str, keep_default_na=False, blocksize=None),
        ".jsonl": lambda: _dask().read_json(path, lines=True, blocksize=BYTES),
    }
    if Path(path).suffix in readers:
        table = readers[Path(path).suffix]()
        return Corpus(path, _rows(table, text, name, Path(path).stem), text, state=_state(path))
    return Corpus(path, tuple(_parts(_files(path), partitions)), encoding=encoding)


def _state(path: str) -> str:
    import fsspec

    files, root = fsspec.core.url_to_fs(path)
    return json.dumps({name: str(value) for name, value in files.info(root).items()}, sort_keys=True)


def _dask() -> Any:
    import dask.dataframe

    return dask.dataframe


def _rows(table: Table, text: str, name: str | None, stem: str) -> tuple[Any, ...]:
    """Return the partitions of a table, their documents named."""
    import dask

    for column in filter(None, [text, name]):
        if column not in table.columns:
            raise DocumentError(f"{stem}: has no column {column!r}; there are {', '.join(map(str, table.columns))}")
    pieces = table.to_delayed()
    # Numbers run through all partitions, so the rows of those before have to be counted.
    lengths = dask.compute(*map(dask.delayed(len), pieces)) if name is None else [0] * len(pieces)
    firsts = [sum(lengths[:n]) for n in range(len(pieces))]
    return tuple(dask.delayed(_named)(piece, name, stem, first) for piece, first in zip(pieces, firsts, strict=True))


def _named(table: pd.DataFrame, name: str | None, stem: str, first: int) -> pd.DataFrame:
    names = table[name].astype(str) if name else [f"{stem}:{first + n}" for n in range(len(table))]
    return table.assign(doc=names).reset_index(drop=True)


def _files(source: str) -> list[tuple[str, str, int, str]]:
    """Return name, path, size and state of each file, in order of the paths; a name is the path below the folder."""
    import fsspec

    files, root = fsspec.core.url_to_fs(source)
    if files.isdir(root):
        found = {
            path: info for path, info in files.find(root, detail=True).items() if Path(path).suffix.lower() in READ
        }
        base = root.rstrip("/")
    else:
        found = {path: info for path, info in files.glob(root, detail=True).items() if info["type"] == "file"}
        # The folder that the pattern starts from: which files there are must not change their names.
        base = re.split(r"[*?\[]", root)[0].rpartition("/")[0]
    if not found:
        raise DocumentError(f"{source}: holds no file to read")
    rows = []
    for path in sorted(found):
        stem = str(Path(path.removeprefix(base).lstrip("/")).with_suffix(""))
        state = str(found[path].get("mtime") or found[path].get("ETag") or "")
        rows.append((stem, files.unstrip_protocol(path) if "://" in source else path, found[path]["size"] or 0, state))
    taken = pd.Series([row[0] for row in rows])
    # Two files that differ in their ending only keep it.
    return [
        (row[0] + Path(row[1]).suffix if twice else row[0], *row[1:])
        for row, twice in zip(rows, taken.duplicated(keep=False), strict=True)
    ]


def _parts(rows: Sequence[tuple[str, str, int, str]], count: int | None) -> Iterator[tuple[Any, ...]]:
    """Cut the files into runs of about equal size."""
    whole = sum(size for *_, size, _ in rows)
    count = min(count or max(1, -(-whole // BYTES)), len(rows))
    part: list[Any] = []
    before = done = 0
    for number, row in enumerate(rows):
        part.append(row)
        before += row[2]
        left = len(rows) - number - 1
        if left == 0 or left < count - done or before * count >= whole * (done + 1):
            yield tuple(part)
            part, done = [], done + 1


def survey(
    corpus: Corpus,
    out: str | os.PathLike[str] | None = None,
    tokeniser: Tokeniser | None = None,
    raw: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> Survey:
    """Read, mend and count every document of a corpus, on Dask.

    The scheduler is Dask's: a `distributed.Client` that is open, or else what ``dask.config`` says, or else all local
    cores, a process each. Rows are in order of the corpus, however it is partitioned.

    Parameters
    ----------
    corpus : from `read_corpus`.
    out : a folder that all workers can write to. It gets a Parquet file for each table, when all is done; a survey that
        was interrupted goes on where it was, if it is started again on the same files in the same way.
    tokeniser : by default the plain one.
    raw : whether to count the text as it came, not as repaired.
    progress : called with the number of partitions done and of all.

    Returns
    -------
    A `Survey` of four DataFrames:

    - ``documents``: ``doc``, ``path`` (str), ``title``, ``sha256`` (str), ``characters``, ``kept`` (of them, after the
      repair), ``blocks``, ``sections``, ``tokens``, ``faults`` (int), and the other columns of a table;
    - ``faults``: ``doc`` and the columns of `analysis.faults`, with ``applied``, whether it was mended (bool);
    - ``counts``: ``doc``, ``term``, ``kind``, ``count``: a token table with equal tokens put together, which
      `frequencies`, `dispersion`, `keyness` and `tf_idf` take as they take one of tokens;
    - ``errors``: ``doc``, ``path``, ``place``, ``reason`` of what could not be read.

    >>> survey(read_corpus("seeds/*.txt")).documents[["doc", "characters", "kept", "sections"]]
                        doc  characters  kept  sections
    0  000_ed0ec8543009b9f7        6143  4961         6
    """
    work = partial(_partition, text=corpus.text, encoding=corpus.encoding, tokeniser=tokeniser or Tokeniser(), raw=raw)
    if out is None:
        pieces = _computed([(work, part) for part in corpus.partitions], progress)
        return Survey(**{name: _joined([piece[name] for piece in pieces], name) for name in TABLES})
    folder = Path(out)
    kept = folder / ".parts"
    kept.mkdir(parents=True, exist_ok=True)
    keys = [_key(part, corpus, tokeniser, raw, number) for number, part in enumerate(corpus.partitions)]
    todo = [n for n, key in enumerate(keys) if not (kept / key).is_dir()]
    stored = partial(_stored, work, kept)
    done = len(keys) - len(todo)
    _computed(
        [(partial(stored, keys[n]), corpus.partitions[n]) for n in todo],
        progress and (lambda count, _: progress(done + count, len(keys))),
    )
    tables = {}
    for name in TABLES:
        tables[name] = _joined([pd.read_parquet(kept / key / f"{name}.parquet") for key in keys], name)
        tables[name].to_parquet(kept / f"{name}.parquet", index=False)
    for name in TABLES:  # only when all are written
        (kept / f"{name}.parquet").replace(folder / f"{name}.parquet")
    shutil.rmtree(kept)
    return Survey(**tables)


def _computed(
    tasks: list[tuple[Callable[[Any], Any], Any]], progress: Callable[[int, int], object] | None
) -> list[Any]:
    """Return what the tasks give, in order, computed on Dask."""
    import dask
    from dask.callbacks import Callback

    def client() -> Any:
        try:
            from distributed import get_client

            return get_client()
        except (ImportError, ValueError):
            return None

    nodes = [dask.delayed(work, pure=False)(part) for work, part in tasks]
    if found := client():
        from distributed import as_completed

        futures = found.compute(nodes)
        for count, future in enumerate(as_completed(futures), 1):
            if future.status == "error":
                future.result()
            if progress:
                progress(count, len(nodes))
        return list(found.gather(futures))
    ends = {node.key for node in nodes}

    class Counted(Callback):
        count = 0

        def _posttask(self, key: Any, *_: Any) -> None:
            if key in ends and progress:
                self.count += 1
                progress(self.count, len(nodes))

    local = {} if dask.config.get("scheduler", None) else {"scheduler": "processes"}
    with Counted():
        return list(dask.compute(*nodes, **local)) if nodes else []


def _key(part: Any, corpus: Corpus, tokeniser: Tokeniser | None, raw: bool, number: int) -> str:
    """Return a name for a partition's tables that is another one where files, version or settings are."""
    from importlib.metadata import version

    what = list(part) if isinstance(part, tuple) else [number]
    said = [
        corpus.source,
        corpus.state,
        corpus.text,
        corpus.encoding,
        repr(tokeniser),
        raw,
        version("zh-analysis"),
        what,
    ]
    return f"{number:06}-{hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]}"


def _stored(work: Callable[[Any], dict[str, pd.DataFrame]], kept: Path, key: str, part: Any) -> str:
    """Survey a partition and keep its tables in a folder of its own, whole or not at all."""
    place = kept / f".{key}-{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, table in work(part).items():
        table.to_parquet(place / f"{name}.parquet", index=False)
    try:
        place.rename(kept / key)
    except OSError:  # another worker did the same meanwhile
        shutil.rmtree(place)
    return key


def _partition(part: Any, text: str, encoding: str | None, tokeniser: Tokeniser, raw: bool) -> dict[str, pd.DataFrame]:
    """Return the tables of one partition: files, or rows of a table."""
    found: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for doc, path, read, more in _documents(part, text, encoding):
        try:
            tables = _document(read(), doc, path, tokeniser, raw, more)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one document, the others go on
            tables = {"errors": _error(doc, path, error)}
        for name, table in tables.items():
            found[name].append(table)
    return {name: _joined(pieces, name) for name, pieces in found.items()}


def _documents(
    part: Any, text: str, encoding: str | None
) -> Iterator[tuple[str, str, Callable[[], Document], dict[str, Any]]]:
    """Yield name, path, what reads it, and what else a table says of each document."""
    if isinstance(part, pd.DataFrame):
        others = [column for column in part.columns if column not in (text, "doc")]
        for row in part.to_dict("records"):
            read = partial(_of_row, row[text], row["doc"])
            yield row["doc"], "", read, {column: row[column] for column in others}
        return
    for doc, path, *_ in part:
        yield doc, path, partial(_of_file, path, doc, encoding), {}


def _of_row(text: object, doc: str) -> Document:
    if not isinstance(text, str) or not text.strip():
        raise DocumentError("holds no text")
    return parse(text, doc)


def _of_file(path: str, doc: str, encoding: str | None) -> Document:
    if "://" not in path:
        return load(path, encoding, doc)
    import fsspec

    with fsspec.open(path, "rb") as file:
        return load(file.read(), encoding, doc)


def _document(
    document: Document, doc: str, path: str, tokeniser: Tokeniser, raw: bool, more: dict[str, Any]
) -> dict[str, pd.DataFrame]:
    """Return the tables of one document."""
    if raw:
        clean, found = document, faults(document).assign(applied=False)
    else:
        done = repair(document)
        clean, found = done.document, done.findings
    tokens = tokeniser.tokens(clean)
    counts = tokens.groupby(["term", "kind"], observed=True).size().rename("count").reset_index()
    counts = counts.astype({"term": "str", "kind": "str"})
    title = next((block for block in document.blocks if block.kind == "title"), None)
    row = {
        **more,
        "doc": doc,
        "path": path,
        "title": " ".join(document.text[title.start : title.end].split()) if title else "",
        "sha256": document.source.sha256,
        "characters": len(document.text),
        "kept": len(clean.text),
        "blocks": len(document.blocks),
        "sections": len(outline(clean)),
        "tokens": int(counts["count"].sum()),
        "faults": len(found),
    }
    return {
        "documents": pd.DataFrame([row]),
        "faults": found.assign(doc=doc)[[*TABLES["faults"]]],
        "counts": counts.assign(doc=doc).sort_values(["term", "kind"]),
    }


def _error(doc: str, path: str, error: Exception) -> pd.DataFrame:
    said = str(error).removeprefix(f"{path}: ")
    place = PLACE.search(said)
    reason = said.removeprefix(f"{place[0]}: ") if place else said
    reason = reason if isinstance(error, DocumentError) else f"{type(error).__name__}: {reason}"
    return pd.DataFrame([{"doc": doc, "path": path, "place": place[0] if place else "", "reason": reason}])


def _joined(pieces: Iterable[pd.DataFrame], name: str) -> pd.DataFrame:
    """Return one table of a kind, its columns in order, whatever the pieces lack."""
    filled = [piece for piece in pieces if len(piece)]
    table = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=[*TABLES[name]])
    table = table[[*TABLES[name], *(column for column in table.columns if column not in TABLES[name])]]
    return table.astype(TABLES[name])
