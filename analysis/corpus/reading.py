"""One document of a partition: its text, its date, and what is wrong with it."""

from __future__ import annotations

import datetime
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..document.documents import Document, parse, refuse_surrogates
from ..document.files import MOST_BYTES, DocumentError, encodable, printable
from ..document.loading import decoded, load
from ..extensions.named_errors import ExtensionError
from ..languages.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = re.compile(r"(?:line \d+, )?(?:byte|character) \d+")
# In a path or a cell: 2021-03-02, 20210302, 2021年3月2日, 2021/3/2.
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_./年]([01]?\d)[-_./月]([0-3]?\d)|([01]\d)([0-3]\d))(?!\d)")
ERRORS = {"doc": "str", "path": "str", "place": "str", "reason": "str"}


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
    for doc, path, _size, _state, problem in part:
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
        raise DocumentError(_("holds no text"))
    if len(source) > MOST_BYTES:
        raise DocumentError(
            _("holds more than {most:,.0f} million characters, the most of one document").format(most=MOST_BYTES / 1e6)
        )
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
    has_column = (column or "date") in more
    said = more[column or "date"] if has_column else doc if path else ""
    said = "" if pd.api.types.is_scalar(said) and pd.isna(said) else str(said)
    found = [date for match in DATE.finditer(said) if (date := _date(match))]
    return found[-1] if found else said if has_column else ""


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
    reason = reason if isinstance(error, DocumentError | ExtensionError) else f"{type(error).__name__}: {reason}"
    return pd.DataFrame([{"doc": doc, "path": path, "place": place[0] if place else "", "reason": reason}])
