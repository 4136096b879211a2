"""Name the documents of a corpus, in partitions, and read them where they are worked on.

Text travels by path, not in the task graph.
"""

from __future__ import annotations

import glob
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
import pandas as pd

from .._checks import require_integer, require_text, type_name
from ..document.files import DocumentError, encodable, printable
from ..document.listing import find_files
from ..languages.messages import _, enumeration
from ..languages.system_errors import system_message
from .named_files import files_of, partitions_of
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Table = Any  # a Dask DataFrame


@dataclass(frozen=True)
class Reading:
    """How documents are read."""

    text: str = "text"  #: the column of the text, of tables
    encoding: str | None = None  #: of files
    date: str | None = None  #: the column of the date, of tables
    name: str | None = None  #: the column of the documents' names, of tables


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

    @property
    def paths(self) -> list[str]:
        """The files that documents are in; none of a table."""
        return [row[1] for rows in self.partitions if isinstance(rows, tuple) for row in rows]


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
    source : a folder, of which the files that end like text, Markdown, HTML, Word, EPUB or PDF are meant; a pattern
        such as ``texts/**/*.txt``; a table with a row for each document (.csv, .tsv, .jsonl or .parquet); or a
        DataFrame of pandas or Dask.
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
    require_integer("read_corpus", partitions=partitions)
    reading = Reading(text, encoding, date, name)
    if isinstance(source, pd.DataFrame):
        from dask.dataframe import from_pandas

        source = from_pandas(source, npartitions=partitions or 1)
    if hasattr(source, "to_delayed"):
        # Nobody can tell whether it is the same another time.
        return _of_table(source, _("the table"), "document", name, reading, uuid4().hex)
    if not isinstance(source, str | os.PathLike):
        raise TypeError(
            "read_corpus: "
            + _("source must be a path, a pattern or a DataFrame, not {given}").format(given=type_name(source))
        )
    path = os.fspath(source)
    read = TABLES.get(Path(path).suffix.lower())
    for option, column in (("name", name), ("date", date)):
        if column is not None and not read:
            raise DocumentError(
                f"{printable(path)}: "
                + _("{option}={column!r} is a column of a table, and these are files").format(
                    option=option, column=column
                )
            )
    with _errors_named(path):
        if read:
            _refuse_special(path, follow_links)
            table = read(path, encoding or "utf-8-sig")
            return _of_table(table, printable(path), encodable(Path(path).stem), name, reading, _state(path))
        return Corpus(encodable(path), tuple(partitions_of(files_of(path, follow_links), partitions)), reading)


@contextmanager
def _errors_named(path: str) -> Iterator[None]:
    """Raise whatever a reader of tables, or the package for a store, raises as one clear error."""
    try:
        yield
    except DocumentError:
        raise
    except Exception as error:
        cause = error if isinstance(error, ImportError) else error.__cause__ or error
        reason = system_message(cause) if isinstance(cause, OSError) else str(cause)
        reason = _("no such file") if isinstance(cause, FileNotFoundError) else " ".join(reason.split())
        if isinstance(cause, ImportError) and path.startswith("s3:"):
            reason = _("{reason}; pip install 'zh-analysis[s3]'").format(reason=reason)
        if isinstance(cause, UnicodeDecodeError):
            reason = _("{reason}; pass encoding=... to say what it is").format(reason=reason)
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
            message = _("has no column {column!r}; there are {columns}")
            if column in columns:
                message = _("has two columns {column!r}; there are {columns}")
            columns_there = enumeration(columns) or _("none")
            raise DocumentError(f"{source}: {message.format(column=column, columns=columns_there)}")
    if reading.date == reading.text:
        raise DocumentError(f"{source}: " + _("{text!r} cannot be both text and date").format(text=reading.text))
    if columns != [*table.columns]:
        table = table.rename(columns=dict(zip(table.columns, columns, strict=True)))
    pieces = table.to_delayed()
    short = table[[name] if name else []].to_delayed()
    # Only the names are read, where that does not change how the table is cut.
    sizes = dask.compute(
        *(dask.delayed(_size_and_names)(piece, name) for piece in (short if len(short) == len(pieces) else pieces))
    )
    starts = np.cumsum([0, *(size for size, _names in sizes)]).tolist()  # numbers run through all partitions
    if name:
        _refuse_equal([(names, start, stem) for (_size, names), start in zip(sizes, starts, strict=False)], source)
    named = [
        dask.delayed(_named)(piece, names, start, stem)
        for piece, (_size, names), start in zip(pieces, sizes, starts, strict=False)
    ]
    return Corpus(source, tuple(named), reading, state, tuple(column for column in columns if column != reading.text))


def _refuse_equal(named: Sequence[tuple[list[str | None], int, str]], source: str) -> None:
    seen: set[str] = set()
    for given in named:
        for doc in _numbered(*given):
            if doc in seen:
                raise DocumentError(
                    f"{source}: "
                    + _("two documents are named {doc!r}; name a column that tells them apart").format(doc=doc)
                )
            seen.add(doc)


def _size_and_names(table: pd.DataFrame, name: str | None) -> tuple[int, list[str | None] | None]:
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
