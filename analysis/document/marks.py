"""A table knows the document that it was made of, so that it is never held against another one unnoticed.

A table made of a document carries a mark in ``DataFrame.attrs``: the document's name and the hash of its text. It
outlasts selecting, sorting, assigning, pickling, Parquet and Dask. CSV, a merge and concatenating the tables of several
documents lose it; then the rows are compared with the text itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages.messages import _

if TYPE_CHECKING:
    import pandas as pd

    from ..duplicates.audits import Audit
    from .documents import Document

KEY = "document"


def marked(table: pd.DataFrame, document: Document) -> pd.DataFrame:
    """Return *table*, which now knows that it was made of *document*."""
    table.attrs[KEY] = {"name": document.name, "sha256": document.text_sha256}
    return table


def marked_as(table: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return *table*, which now knows its document as *other* does, if that does."""
    if (mark := mark_of(other)) is not None:
        table.attrs[KEY] = mark
    return table


def mark_of(table: pd.DataFrame) -> dict[str, str] | None:
    """Return name and hash of the document that a table was made of, None where the mark was lost."""
    mark = table.attrs.get(KEY)
    return mark if isinstance(mark, dict) and {"name", "sha256"} <= mark.keys() else None


def require_table_of(table: pd.DataFrame, document: Document, caller: str, argument: str, first: str) -> None:
    """Raise ValueError if a table, of sections or findings, knows that it is of another document.

    Without a mark it must say of each place which line it is on, if it says so, as the document does.
    """
    mark = mark_of(table)
    if mark is not None and len(table) and mark["sha256"] != document.text_sha256:
        raise ValueError(f"{caller}: {of_another_text(mark, document, argument, first)}")
    if mark is None and len(table) and {"start", "end"} <= {*table}:
        _require_places(table, document, caller, argument, first)


def require_audit_of(found: Audit, document: Document, caller: str, argument: str) -> None:
    """Raise ValueError if an audit is of another text than a document's; of several documents the first counts."""
    if found.document.text_sha256 != document.text_sha256:
        raise ValueError(
            f"{caller}: "
            + _("{argument} is of another text than {name!r} as it is here; pass analysis.audit(document)").format(
                argument=argument, name=document.name
            )
        )


def require_same_document(one: pd.DataFrame, other: pd.DataFrame, caller: str, names: tuple[str, str]) -> None:
    """Raise ValueError if two tables know that they are of different documents; one without a row is of any."""
    if one.empty:
        return
    marks = mark_of(one), mark_of(other)
    if marks[0] and marks[1] and marks[0]["sha256"] != marks[1]["sha256"]:
        raise ValueError(
            f"{caller}: "
            + _("{one} are of {name!r}, and {other} of another text, {other_name!r}; make both of one document").format(
                one=names[0], name=marks[0]["name"], other=names[1], other_name=marks[1]["name"]
            )
        )


def of_another_text(mark: dict[str, str], document: Document, argument: str, first: str) -> str:
    """Return in words that an argument is of another text, which may have one name: a text and the same as repaired."""
    message = _("{argument} are of another text than {name!r} as it is here, though of its name; pass {first}")
    if mark["name"] != document.name:
        message = _("{argument} are of another text, {other!r}, not of {name!r}; pass {first}")
    return message.format(argument=argument, other=mark["name"], name=document.name, first=first)


def require_one_document(tokens: pd.DataFrame, caller: str, argument: str) -> None:
    """Raise ValueError if a table of tokens says that it is of several documents."""
    names = [*tokens["doc"].drop_duplicates()] if "doc" in tokens else []
    if len(names) > 1:
        raise ValueError(
            f"{caller}: "
            + _("{argument} are of {n} documents; pass those of one, {argument}[{argument}['doc'] == {name!r}]").format(
                argument=argument, n=len(names), name=names[0]
            )
        )


def _require_places(table: pd.DataFrame, document: Document, caller: str, argument: str, first: str) -> None:
    for place in table[["start", "end", *(["line"] if "line" in table else [])]].itertuples():
        start, end = place.start, place.end
        if not 0 <= start <= end <= len(document.text):
            values = {"start": start, "end": end, "n": len(document.text)}
            message = _(
                "{argument} are not of {name!r}: row {row!r} spans {start} to {end}, and the text has {n:,} "
                "characters; pass {first}"
            )
        elif "line" in table and document.line(start) != place.line:
            values = {"start": start, "given": place.line, "line": document.line(start)}
            message = _(
                "{argument} are not of {name!r}: row {row!r} says that {start} is on line {given}, and it is on line "
                "{line}; pass {first}"
            )
        else:
            continue
        values |= {"argument": argument, "name": document.name, "row": place.Index, "first": first}
        raise ValueError(f"{caller}: {message.format(**values)}")
