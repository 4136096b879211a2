"""Name the documents of a corpus, in partitions, and read them where they are worked on.

Text travels by path, not in the task graph.
"""

from __future__ import annotations

import datetime
import glob
import json
import os
import re
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
import pandas as pd

from .._checks import require_text, require_whole, type_name
from ..document.documents import READ, Document, DocumentError, decoded, load, parse, refuse_surrogates
from ..document.files import MOST_BYTES, encodable, is_local, printable
from ..document.listing import Found, find_files, may_hold, parts_of_pattern
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Table = Any  # a Dask DataFrame

# Of files that make a partition, by default; beyond MANY partitions more.
BYTES, MOST_PARTITION_BYTES = 8_000_000, 64_000_000
MANY = 256
PLACE = re.compile(r"(?:line \d+, )?(?:byte|character) \d+")
WILDCARD = re.compile(r"[*?\[]")
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
    columns: tuple[str, ...] = field(default=(), repr=False)  #: of a table: those beside the text

    def __len__(self) -> int:
        """Return the number of partitions."""
        return len(self.partitions)


def read_corpus(
    source: str | os.PathLike[str] | pd.DataFrame | Table,
    text: str = "text",
    name: str | None = None,
    encoding: str | None = None,
    partitions: int | None = None,
    date: str | None = None,
    follow_links: bool = False,
) -> Corpus:
    """Name the documents of a corpus; none is read yet.

    Each file is one document, whatever links lead to it. Named pipes, sockets, devices and broken links of a folder,
    and links that are not followed, are among the errors of what is made of the corpus.

    Parameters
    ----------
    source : a folder, of which the files that end like text, Markdown, HTML, Word or PDF are meant; a pattern such as
        ``texts/**/*.txt``; a table with a row for each document (.csv, .tsv, .jsonl or .parquet); or a DataFrame
        of pandas or Dask.
    text : the column of the text, of tables.
    name : the column of the documents' names, of tables; by default, and where it has none, they are numbered in order.
    encoding : of files, as for `load`; of tables UTF-8 by default.
    partitions : into how many parts files are put; by default so that each has about 8 MB, beyond 2 GB up to 64 MB.
        Results do not depend on it.
    date : the column of the documents' dates, of tables. A file's date is the last in its path below the
        folder, such as 2021-03-02, 20210302 or 2021年3月2日.
    follow_links : whether to follow links that lead out of the folder, or out of that which the pattern starts from.

    Raises
    ------
    DocumentError : when there is nothing to read, or it cannot be reached; when a table cannot be read, lacks a column,
        or has two documents of one name; or when a column is named for files.

    >>> len(read_corpus("seeds/corpus", partitions=3))
    3
    """
    require_text("read_corpus", text=text, name=name, encoding=encoding, date=date)
    require_whole("read_corpus", partitions=partitions)
    reading = Reading(text, encoding, date)
    if isinstance(source, pd.DataFrame):
        from dask.dataframe import from_pandas

        source = from_pandas(source, npartitions=partitions or 1)
    if hasattr(source, "to_delayed"):
        # Nobody can tell whether it is the same another time.
        return _of_table(source, "the table", "document", name, reading, uuid4().hex)
    if not isinstance(source, str | os.PathLike):
        raise TypeError(f"read_corpus: source must be a path, a pattern or a DataFrame, not {type_name(source)}")
    path = os.fspath(source)
    read = TABLES.get(Path(path).suffix.lower())
    for option, column in (("name", name), ("date", date)):
        if column is not None and not read:
            raise DocumentError(f"{printable(path)}: {option}={column!r} is a column of a table, and these are files")
    with _errors_named(path):
        if read:
            _refuse_special(path, follow_links)
            table = read(path, encoding or "utf-8-sig")
            return _of_table(table, printable(path), encodable(Path(path).stem), name, reading, _state(path))
        return Corpus(encodable(path), tuple(_parts(_files(path, follow_links), partitions)), reading)


@contextmanager
def _errors_named(path: str) -> Iterator[None]:
    """Raise whatever a reader of tables, or the package for a store, raises as one clear error."""
    try:
        yield
    except DocumentError:
        raise
    except Exception as error:
        cause = error if isinstance(error, ImportError) else error.__cause__ or error
        reason = (isinstance(cause, OSError) and cause.strerror) or str(cause)
        reason = "no such file" if isinstance(cause, FileNotFoundError) else " ".join(reason.split())
        if isinstance(cause, ImportError) and path.startswith("s3:"):
            reason += "; pip install 'zh-analysis[s3]'"
        if isinstance(cause, UnicodeDecodeError):
            reason += "; pass encoding=... to say what it is"
        raise DocumentError(f"{printable(path)}: {reason}") from error


def _refuse_special(path: str, follow_links: bool) -> None:
    """Raise when a table, or one of a pattern's, is no file: a named pipe would be waited for."""
    found = [] if "://" in path else find_files(path, tuple(TABLES), follow_links)
    for problem in (f"{printable(each.path)}: {each.problem}" for each in found if each.problem):
        raise DocumentError(problem)


def _state(path: str) -> str:
    import fsspec

    files, root = fsspec.core.url_to_fs(path)
    found = files.glob(root, detail=True) if glob.has_magic(root) else {root: files.info(root)}
    return json.dumps(found, sort_keys=True, default=str)


def _of_table(table: Table, source: str, stem: str, name: str | None, reading: Reading, state: str) -> Corpus:
    """Return the corpus of a table, its documents named."""
    import dask

    columns = [*map(str, table.columns)]
    for column in filter(None, [reading.text, name, reading.date]):
        if columns.count(column) != 1:
            has = f"has two columns {column!r}" if column in columns else f"has no column {column!r}"
            raise DocumentError(f"{source}: {has}; there are {', '.join(columns) or 'none'}")
    if reading.date == reading.text:
        raise DocumentError(f"{source}: {reading.text!r} cannot be both text and date")
    if columns != [*table.columns]:
        table = table.rename(columns=dict(zip(table.columns, columns, strict=True)))
    pieces = table.to_delayed()
    short = table[[name] if name else []].to_delayed()
    # Only the names are read, where that does not change how the table is cut.
    looked = dask.compute(
        *(dask.delayed(_look)(piece, name) for piece in (short if len(short) == len(pieces) else pieces))
    )
    starts = np.cumsum([0, *(size for size, _ in looked)]).tolist()  # numbers run through all partitions
    if name:
        _refuse_equal([(names, start, stem) for (_, names), start in zip(looked, starts, strict=False)], source)
    named = [
        dask.delayed(_named)(piece, names, start, stem)
        for piece, (_, names), start in zip(pieces, looked, starts, strict=False)
    ]
    return Corpus(source, tuple(named), reading, state, tuple(column for column in columns if column != reading.text))


def _refuse_equal(named: Sequence[tuple[list[str | None], int, str]], source: str) -> None:
    seen: set[str] = set()
    for given in named:
        for doc in _numbered(*given):
            if doc in seen:
                raise DocumentError(f"{source}: two documents are named {doc!r}; name a column that tells them apart")
            seen.add(doc)


def _look(table: pd.DataFrame, name: str | None) -> tuple[int, list[str | None] | None]:
    """Return how many rows there are, and the name of each, or that it has none."""
    return len(table), [_name(value) for value in table[name]] if name else None


def _name(value: Any) -> str | None:
    # Where a number is missing, those of the column around it were read as fractions.
    whole = isinstance(value, float) and value.is_integer()
    return (plain(str(int(value) if whole else value)).strip() or None) if pd.notna(value) else None


def _numbered(names: Sequence[str | None], start: int, stem: str) -> list[str]:
    """Return names, and for those that are missing the number of their row in the whole table."""
    return [f"{stem}:{start + n}" if name is None else name for n, name in enumerate(names)]


def _named(table: pd.DataFrame, names: list[str | None] | None, start: int, stem: str) -> pd.DataFrame:
    """Return a table with the documents' names as its index."""
    return table.set_axis(pd.Index(_numbered(names or [None] * len(table), start, stem), dtype=object))


def plain(text: str) -> str:
    """Return a name that can be written: what is no character of Unicode is a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


Row = tuple[str, str, int, str, str]  # name, path, size, state of a file, and what keeps it from being read


def _files(source: str, follow_links: bool) -> list[Row]:
    """Return a row for each file, in order of the paths; a name is the path below the folder."""
    import fsspec

    files, root = fsspec.core.url_to_fs(source)
    base = _base(files, root)
    found = find_files(root, READ, follow_links) if is_local(files) else sorted(_found_elsewhere(files, root))
    if not found:
        raise DocumentError(f"{printable(source)}: holds no file to read")
    if [each.path for each in found] == [root]:
        _refuse_file(source, root, found[0].problem)
    names = _unique_names([each.path.removeprefix(base).lstrip("/") for each in found])
    return [
        (name, files.unstrip_protocol(each.path) if "://" in source else each.path, *each[1:4])
        for name, each in zip(names, found, strict=True)
    ]


def local_place(source: str, made: Path) -> tuple[Path | None, bool]:
    """Return where a source is read from, links resolved, and whether it would read what is made in a folder.

    Parameters
    ----------
    source : as for `read_corpus`; of a pattern the place is the folder that it starts from, of what is not on this
        machine there is none.
    made : the folder, links resolved.

    >>> place, names_made = local_place("file:///texts/**/*.txt", Path("/texts/out"))
    >>> place.name, names_made
    ('texts', True)
    """
    import fsspec

    root = source
    if "://" in source or "::" in source:
        try:
            files, root = fsspec.core.url_to_fs(source)
        except (ImportError, ValueError, OSError):  # said when it is read
            return None, False
        if not is_local(files):
            return None, False
    if os.path.lexists(root) or not WILDCARD.search(root):
        place = Path(os.path.realpath(root))
        return place, place.is_dir() and made.is_relative_to(place)
    base, below = parts_of_pattern(root)
    place = Path(os.path.realpath(base))
    return place, made.is_relative_to(place) and may_hold(str(made.relative_to(place)), below)


def _base(files: Any, root: str) -> str:
    """Return the folder that names are below: which files there are must not change it."""
    if files.isdir(root):
        return root.rstrip("/")
    if is_local(files) and os.path.lexists(root):
        return root.rpartition("/")[0]
    if is_local(files):
        return parts_of_pattern(root)[0].as_posix()
    return WILDCARD.split(root)[0].rpartition("/")[0]


def _found_elsewhere(files: Any, root: str) -> Iterator[Found]:
    if files.isdir(root):
        named = files.find(root, detail=True).items()
        found = {path: info for path, info in named if Path(path).suffix.lower() in READ}
    else:
        found = {path: info for path, info in files.glob(root, detail=True).items() if info["type"] == "file"}
    for path, info in found.items():
        yield Found(path, info["size"] or 0, str(info.get("mtime") or info.get("ETag") or ""))


def _refuse_file(source: str, path: str, problem: str) -> None:
    """Raise when the only file, one that was named, cannot be read, or is no text."""
    if problem:
        raise DocumentError(f"{printable(source)}: {problem}")
    if Path(path).suffix.lower() not in READ:
        raise DocumentError(
            f"{printable(source)}: neither a text ({', '.join(READ)}) nor a table ({', '.join(TABLES)})"
        )


def _unique_names(paths: Sequence[str]) -> list[str]:
    """Return paths without their endings, where they differ in more than that."""
    full, seen = [], Counter[str]()
    for path in map(encodable, paths):  # a file can have the very name by which another is known
        seen[path] += 1
        full.append(path if seen[path] == 1 else f"{path} ({seen[path]})")
    names = [str(Path(name).with_suffix("")) for name in full]
    # Files that differ in their ending only keep it, and so does one whose name would then be another's.
    while len(taken := Counter(names)) < len(names):
        names = [path if taken[name] > 1 else name for name, path in zip(names, full, strict=True)]
    return names


def _parts(rows: Sequence[Row], count: int | None) -> Iterator[tuple[Any, ...]]:
    """Cut the files into runs of about equal size: what is left, over the parts that are left."""
    sizes = [max(row[2], 1) for row in rows]  # where a store does not tell, all are equal
    left = sum(sizes)
    size = min(max(BYTES, left // MANY), MOST_PARTITION_BYTES)
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
    """Yield name, path, what it is read from, and what else a table says of each document.

    It is read from a path, or from a row's text, or it cannot be, and there is the error instead.
    """
    if isinstance(part, pd.DataFrame):
        columns = [part[column].astype(object).tolist() for column in part]
        for doc, *row in zip(part.index, *columns, strict=True):
            more = dict(zip(part.columns, row, strict=True))
            yield doc, "", more.pop(text), more
        return
    for doc, path, _, _, problem in part:
        error = DocumentError(f"{printable(path)}: {problem}") if problem else None
        yield doc, encodable(path), error or (Path(path) if "://" not in path else _Remote(path)), {}


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
    if isinstance(source, DocumentError):
        raise source
    if isinstance(source, os.PathLike):
        return decoded(source, encoding)[0]
    if not isinstance(source, str) or not source.strip():
        raise DocumentError("holds no text")
    if len(source) > MOST_BYTES:
        raise DocumentError(f"holds more than {MOST_BYTES / 1e6:,.0f} million characters, the most of one document")
    refuse_surrogates(source, "text")
    return source


def document_of(source: object, encoding: str | None, doc: str) -> Document:
    """Return a document, likewise."""
    return load(source, encoding, doc) if isinstance(source, os.PathLike) else parse(text_of(source, encoding), doc)


def date_of(doc: str, path: str, more: dict[str, Any], column: str | None) -> str:
    """Return the date of a document, as 2021-03-02, that a table's column or a file's name tells; else nothing.

    The name is the path below the corpus's folder. What a column has that is no such date stays as it is.

    >>> date_of("2020/晚报/20210302_版3", "2020/晚报/20210302_版3.txt", {}, None)
    '2021-03-02'
    """
    own = (column or "date") in more
    said = more[column or "date"] if own else doc if path else ""
    said = "" if pd.api.types.is_scalar(said) and pd.isna(said) else str(said)
    found = [date for match in DATE.finditer(said) if (date := _date(match))]
    return found[-1] if found else said if own else ""


def _date(match: re.Match[str]) -> str:
    """Return a date if there is such a day."""
    with suppress(ValueError):
        return datetime.date(*(int(part) for part in match.groups() if part)).isoformat()
    return ""


def error_row(doc: str, path: str, error: Exception) -> pd.DataFrame:
    """Return a row that says of a document what is wrong with it."""
    said = str(error).removeprefix(f"{printable(path)}: ")
    place = PLACE.search(said)
    reason = said.removeprefix(f"{place[0]}: ") if place else said
    reason = reason if isinstance(error, DocumentError) else f"{type(error).__name__}: {reason}"
    return pd.DataFrame([{"doc": doc, "path": path, "place": place[0] if place else "", "reason": reason}])
