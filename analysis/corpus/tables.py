"""Tables that hold a document in each row: .csv, .tsv, .jsonl and .parquet, read as Dask DataFrames."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from functools import partial
from typing import IO, TYPE_CHECKING, Any

import pandas as pd

from ..document.files import MOST_BYTES, DocumentError, printable
from ..languages.library_errors import library_message
from ..languages.messages import _
from .parquet import read_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLOCK = 8_000_000  # bytes of .jsonl that make a partition
PIECE = 1 << 20  # bytes read at once, to find a line's end
MOST_CSV = 4_000_000_000  # bytes of one .csv or .tsv, which is read whole: a cell can hold a line's end
Table = Any  # a Dask DataFrame


def _csv(path: str, encoding: str, sep: str = ",") -> Table:
    files, found = _sizes(path)
    for file, size in found:
        if size > MOST_CSV:
            raise DocumentError(
                f"{printable(file)}: "
                + _(
                    "holds more than {most:g} GB, the most that is read of one such table; as .jsonl or .parquet it is "
                    "read in parts"
                ).format(most=MOST_CSV / 1e9)
            )
    names = next(_rows(found[0][0], files, encoding, sep), [])
    return _of_parts(_read_rows, [file for file, _size in found], names, files=files, encoding=encoding, sep=sep)


def _read_rows(path: str, files: Any, encoding: str, sep: str, names: list[str]) -> pd.DataFrame:
    """Return the rows of a file; nothing in it is anything but text."""
    head, *rows = _rows(path, files, encoding, sep)
    return _filled(pd.DataFrame(rows, columns=head, dtype=object), names)


def _rows(path: str, files: Any, encoding: str, sep: str) -> Iterator[list[str]]:
    """Yield the names of the columns, then the cells of each row."""
    csv.field_size_limit(MOST_BYTES)
    with files.open(path, "rb") as opened, io.TextIOWrapper(opened, encoding, newline="") as text:
        reader = csv.reader(text, delimiter=sep, strict=True)
        try:
            rows = filter(None, reader)
            head = [name or f"column {number}" for number, name in enumerate(next(rows, []), 1)]
            if twice := [name for name, count in Counter(head).items() if count > 1]:
                raise DocumentError(f"{printable(path)}: " + _("has two columns {column!r}").format(column=twice[0]))
            yield head
            for cells in rows:
                if len(cells) > len(head):
                    raise csv.Error(
                        _("{cells} cells below {columns} columns").format(cells=len(cells), columns=len(head))
                    )
                yield cells + [""] * (len(head) - len(cells))
        except csv.Error as error:
            raise DocumentError(
                f"{printable(path)}: " + _("line {line}").format(line=reader.line_num) + f": {error}"
            ) from None


def _lines(path: str, encoding: str) -> Table:
    files, found = _sizes(path)
    blocks = [(file, start, start + BLOCK) for file, size in found for start in range(0, max(size, 1), BLOCK)]
    names = [*_block(blocks[0], files, encoding, [])]
    return _of_parts(_block, blocks, names, files=files, encoding=encoding)


def _of_parts(read: Callable[..., pd.DataFrame], parts: list[Any], names: list[str], **options: Any) -> Table:
    """Return a table of parts that are read when they are computed, each with at least these columns."""
    import dask
    import dask.dataframe

    meta = pd.DataFrame(columns=names, dtype=object)
    with dask.config.set({"dataframe.convert-string": False}):  # what is no text is not made one
        return dask.dataframe.from_map(read, parts, **options, names=names, meta=meta, enforce_metadata=False)


def _filled(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    return rows.reindex(columns=[*names, *(name for name in rows if name not in names)])


def _sizes(path: str) -> tuple[Any, list[tuple[str, int]]]:
    """Return the store of a table, and its files with their sizes in bytes."""
    import fsspec
    from dask.utils import natural_sort_key

    files, root = fsspec.core.url_to_fs(path)
    found = files.glob(root, detail=True) if fsspec.core.has_magic(root) else {root: files.info(root)}
    if not found:
        raise DocumentError(f"{printable(path)}: " + _("no such file"))
    return files, [(name, found[name]["size"] or 0) for name in sorted(found, key=natural_sort_key)]


def _block(block: tuple[str, int, int], files: Any, encoding: str, names: list[str]) -> pd.DataFrame:
    """Return the rows of the lines that begin in a block of a file, with at least these columns."""
    path, start, end = block
    with files.open(path, "rb") as opened:
        begin, data = _lines_of(opened, start, end, path)
    place = _("from byte {byte}, line {line}") if begin else _("line {line}")
    lines = enumerate(data.decode(encoding).split("\n"), 1)
    places = ((line, place.format(byte=begin + 1, line=number)) for number, line in lines if line.strip())
    rows = [_object(line, f"{printable(path)}: {where}") for line, where in places]
    return _filled(pd.DataFrame(rows, dtype=object), names)


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{place}: " + _("no line of JSON: {error}").format(error=library_message(error))) from None
    if not isinstance(found, dict):
        raise DocumentError(
            f"{place}: " + _('{given} instead of an object such as {{"text": …}}').format(given=type(found).__name__)
        )
    return found


def _lines_of(opened: IO[bytes], start: int, end: int, path: str) -> tuple[int, bytes]:
    """Return where the first of the lines is that begin in a block, and the lines."""
    begin = start
    if start:  # the line that the block before ends with is its own
        opened.seek(start - 1)
        begin += len(_to_line_end(opened, path)) - 1
    opened.seek(begin)
    data = opened.read(max(end - begin, 0))
    return begin, data if not data or data.endswith(b"\n") else data + _to_line_end(opened, path)


def _to_line_end(opened: IO[bytes], path: str) -> bytes:
    """Read up to the next line end."""
    pieces, size = [], 0
    while piece := opened.read(PIECE):
        end = piece.find(b"\n") + 1
        pieces.append(piece[:end] if end else piece)
        size += len(piece)
        if end:
            break
        if size > MOST_BYTES:
            raise DocumentError(
                f"{printable(path)}: " + _("a line holds more than {most:,.0f} MB").format(most=MOST_BYTES / 1e6)
            )
    return b"".join(pieces)


TABLES: dict[str, Callable[[str, str], Table]] = {
    ".parquet": lambda path, _: read_ranges(path),
    ".csv": _csv,
    ".tsv": partial(_csv, sep="\t"),
    ".jsonl": _lines,
}
