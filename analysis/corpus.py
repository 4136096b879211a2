"""Name the documents of a corpus, in partitions, and read them where they are worked on.

Text travels by path, not in the task graph.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pandas as pd

from .document import READ, Document, DocumentError, decoded, load, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Table = Any  # a Dask DataFrame

BYTES, MOST_BYTES = 8_000_000, 64_000_000  # of files that make a partition, by default; beyond MANY partitions more
MANY = 256
PLACE = re.compile(r"(?:line \d+, )?byte \d+")
# In a path or a cell: 2021-03-02, 20210302, 2021年3月2日, 2021/3/2.
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_./年]([01]?\d)[-_./月]([0-3]?\d)|([01]\d)([0-3]\d))(?!\d)")
ERRORS = {"doc": "str", "path": "str", "place": "str", "reason": "str"}


@dataclass(frozen=True)
class Reading:
    """How documents are read."""

    text: str = "text"  #: the column of the text, of tables
    encoding: str | None = None  #: of files
    date: str | None = None  #: the column of the date, of tables


@dataclass(frozen=True)
class Corpus:
    """Documents in partitions that are read where they are worked on; from `read_corpus`."""

    source: str
    partitions: tuple[Any, ...] = field(repr=False)  #: paths and names, or delayed tables, of a partition each
    reading: Reading
    state: str = field(default="", repr=False)  #: of a table: whether it is still the same

    def __len__(self) -> int:
        """Return the number of partitions."""
        return len(self.partitions)


def read_corpus(
    source: str | os.PathLike[str] | Table,
    text: str = "text",
    name: str | None = None,
    encoding: str | None = None,
    partitions: int | None = None,
    date: str | None = None,
) -> Corpus:
    """Name the documents of a corpus; none is read yet.

    Parameters
    ----------
    source : a folder, of which the files that end like text, Markdown, HTML, Word or PDF are meant; a pattern such as
        ``texts/**/*.txt``; a table with a row for each document (.csv, .jsonl or .parquet); or a Dask DataFrame.
    text : the column of the text, of tables.
    name : the column of the documents' names, of tables; by default they are numbered in order.
    encoding : of files, as for `load`.
    partitions : into how many parts files are put; by default so that each has about 8 MB, beyond 2 GB up to 64 MB.
        Results do not depend on it.
    date : the column of the documents' dates, of tables. A file's date is the last that its path tells, such as
        2021-03-02, 20210302 or 2021年3月2日.

    Raises
    ------
    DocumentError : when there is nothing to read, or a table lacks a column.

    >>> len(read_corpus("seeds/corpus", partitions=3))
    3
    """
    reading = Reading(text, encoding, date)
    if hasattr(source, "to_delayed"):
        # Nobody can tell whether it is the same another time.
        return Corpus("a Dask table", _rows(source, text, name, date, "document"), reading, uuid4().hex)
    path = os.fspath(source)
    try:
        return _at(path, text, name, partitions, reading)
    except DocumentError:
        raise
    except Exception as error:
        if "://" not in path:
            raise
        # Whatever the package for a store raises, or that there is none.
        hint = "; pip install 'zh-analysis[s3]'" if isinstance(error, ImportError) and path.startswith("s3:") else ""
        raise DocumentError(f"{path}: {error}{hint}") from error


def _at(path: str, text: str, name: str | None, partitions: int | None, reading: Reading) -> Corpus:
    """Return the corpus at a path."""
    readers: dict[str, Callable[[], Table]] = {
        ".parquet": lambda: _dask().read_parquet(path),
        ".csv": lambda: _dask().read_csv(path, dtype=str, keep_default_na=False, blocksize=None),
        ".jsonl": lambda: _dask().read_json(path, lines=True, blocksize=BYTES),
    }
    if Path(path).suffix in readers:
        table = readers[Path(path).suffix]()
        return Corpus(path, _rows(table, text, name, reading.date, Path(path).stem), reading, _state(path))
    return Corpus(path, tuple(_parts(_files(path), partitions)), reading)


def _state(path: str) -> str:
    import fsspec

    files, root = fsspec.core.url_to_fs(path)
    return json.dumps({name: str(value) for name, value in files.info(root).items()}, sort_keys=True)


def _dask() -> Any:
    import dask.dataframe

    return dask.dataframe


def _rows(table: Table, text: str, name: str | None, date: str | None, stem: str) -> tuple[Any, ...]:
    """Return the partitions of a table, their documents named."""
    import dask

    for column in filter(None, [text, name, date]):
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
    """Cut the files into runs of about equal size: what is left, over the parts that are left."""
    sizes = [max(row[2], 1) for row in rows]  # where a store does not tell, all are equal
    left = sum(sizes)
    size = min(max(BYTES, left // MANY), MOST_BYTES)
    parts = min(count or max(1, -(-left // size)), len(rows))
    part: list[Any] = []
    own = 0
    for after, row, weight in zip(range(len(rows) - 1, -1, -1), rows, sizes, strict=True):
        part.append(row)
        own += weight
        if after == 0 or (parts > 1 and (after < parts or own * parts >= left)):
            yield tuple(part)
            part, left, parts, own = [], left - own, parts - 1, 0


def documents_of(part: Any, text: str) -> Iterator[tuple[str, str, object, dict[str, Any]]]:
    """Yield name, path, what it is read from (a path, or a row's text), and what else a table says of each document."""
    if isinstance(part, pd.DataFrame):
        others = [column for column in part.columns if column not in (text, "doc")]
        for row in part.to_dict("records"):
            yield row["doc"], "", row[text], {column: row[column] for column in others}
        return
    for doc, path, *_ in part:
        yield doc, path, Path(path) if "://" not in path else _Remote(path), {}


class _Remote(os.PathLike[str]):
    """An address of a file elsewhere, which a `Path` would not keep as it is."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __fspath__(self) -> str:
        return self._address


def text_of(source: object, encoding: str | None) -> str:
    """Return the text of a document, without its blocks; for *source* see `documents_of`.

    Raises
    ------
    DocumentError : when there is none, or it cannot be read.
    """
    if isinstance(source, os.PathLike):
        return decoded(source, encoding)[0]
    if not isinstance(source, str) or not source.strip():
        raise DocumentError("holds no text")
    return source


def document_of(source: object, encoding: str | None, doc: str) -> Document:
    """Return a document, likewise."""
    return load(source, encoding, doc) if isinstance(source, os.PathLike) else parse(text_of(source, encoding), doc)


def date_of(path: str, more: dict[str, Any], column: str | None) -> str:
    """Return the date of a document, as 2021-03-02, that a table's column or its path tells; empty where none does.

    What a column has that is no such date stays as it is.

    >>> date_of("2020/晚报/20210302_版3.txt", {}, None)
    '2021-03-02'
    """
    said = str(more[column or "date"]) if column or "date" in more else path
    found = [*DATE.finditer(said)]
    if not found:
        return "" if said == path else said
    return "-".join(part.zfill(2) for part in found[-1].groups() if part)


def error_row(doc: str, path: str, error: Exception) -> pd.DataFrame:
    """Return a row that says of a document what is wrong with it."""
    said = str(error).removeprefix(f"{path}: ")
    place = PLACE.search(said)
    reason = said.removeprefix(f"{place[0]}: ") if place else said
    reason = reason if isinstance(error, DocumentError) else f"{type(error).__name__}: {reason}"
    return pd.DataFrame([{"doc": doc, "path": path, "place": place[0] if place else "", "reason": reason}])
