"""Findings that a person gives to `repair`: read back from CSV or JSON, checked, and put in order."""

from __future__ import annotations

import ast
import json
from itertools import pairwise
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .._checks import require_table, type_name
from ..document.marks import mark_of, require_table_of
from ..languages.messages import N_, _

if TYPE_CHECKING:
    from ..document.documents import Document

Edit = tuple[int, int, str]
Edits = tuple[Edit, ...]

COPIES = ("repeat", "near repeat", "variant", "splice", "periodic run")  # what is dropped before anything is mended

COLUMNS = ("kind", "start", "end", "line", "evidence", "confidence", "edits", "applied")
WHOLE = N_("{name} must be a whole number, not {shown}")
NUMBERS = {
    "start": WHOLE,
    "end": WHOLE,
    "line": WHOLE,
    "confidence": N_("{name} must be a number from 0 to 1, not {shown}"),
}
MOST = 10**15  # of a place: beyond any text, and within any type of whole numbers
BYTE_ORDER_MARK = "\ufeff"


def order_of(findings: pd.DataFrame) -> list[int]:
    """Return the places of findings in the order in which they are mended, whatever order they had.

    What a person decided comes first, then copies, then all else by its place.
    """
    keys = zip(*(findings[name].tolist() for name in ("decided", "kind", "start", "end", "edits")), strict=True)
    ranked = sorted(
        (not stated, kind not in COPIES, start, end, kind, edits, row)
        for row, (stated, kind, start, end, edits) in enumerate(keys)
    )
    return [key[-1] for key in ranked]


def given_findings(findings: Any, document: Document) -> pd.DataFrame:
    """Return findings that were given to `repair`, each edit two whole numbers and a text, if they can be mended.

    Raises
    ------
    TypeError : if they are no DataFrame.
    ValueError : if a column is missing, they are of another text, or a row has a place beyond the text, edits that
        overlap, or a value that is none; the message names the row.
    """
    require_table(findings, "findings", "repair", "findings")
    for name in COLUMNS:
        if [*findings.columns].count(name) > 1:
            raise ValueError("repair: " + _("findings has two columns {name!r}").format(name=name))
    findings = _with_numbers(findings)
    first = "analysis.faults(document), or the findings of analysis.repair(document)"
    require_table_of(findings, document, "repair", "findings", first)
    columns = ["kind", "start", "end", "evidence", "confidence", "edits"]
    rows = [_checked(row, document) for row in findings[columns].itertuples(name=None)]
    table = findings.assign(**dict(zip(columns, zip(*rows, strict=True), strict=True))) if rows else findings.copy()
    table["line"] = [document.line(start) for start in table["start"]]
    stated = table["decided"] if "decided" in table else [""] * len(table)
    table["decided"] = pd.Series(
        ["" if _is_missing(value) else str(value) for value in stated], table.index, dtype="str"
    )
    if "applied" in table:
        table["applied"] = [_decision(row, value) for row, value in table["applied"].items()]
    return table


def _with_numbers(findings: pd.DataFrame) -> pd.DataFrame:
    """Return findings whose numbers are numbers: a table may have been read with all of it as text."""
    # A table that knows its document need not say on which line a place is.
    names = [name for name in NUMBERS if name in findings and not (name == "line" and mark_of(findings))]
    cells = {name: [_number(row, cell, name) for row, cell in findings[name].items()] for name in names}
    return findings.assign(**cells)


def _number(row: Any, value: Any, name: str) -> int | float:
    """Return the number that a cell holds."""
    number = value.item() if isinstance(value, np.number | np.bool_) else value
    place = f"repair: findings: {_row(row)}"
    if isinstance(value, str):
        try:
            number = float(value)
        except ValueError:
            message = _("{name} must be a number, not {shown}").format(name=name, shown=shown(value))
            raise ValueError(f"{place}: {message}") from None
    most = 1 if name == "confidence" else MOST
    is_number = isinstance(number, int | float) and not isinstance(number, bool) and -MOST <= number <= most
    if not is_number or (number < 0 if name == "confidence" else number % 1):
        raise ValueError(f"{place}: {_(NUMBERS[name]).format(name=name, shown=shown(value))}")
    return float(number) if name == "confidence" else int(number)


def _row(row: Any) -> str:
    return _("row {row!r}").format(row=row)


def shown(value: object) -> str:
    """Return a value as a message shows it, on one line.

    >>> shown(None), shown(10**5000)
    ('None', 'int')
    """
    try:
        return " ".join(repr(value).split())[:80]
    except ValueError:  # a number of more digits than Python writes
        return type_name(value)


def _is_missing(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _checked(values: tuple[Any, ...], document: Document) -> tuple[str, int, int, str, float, Edits]:
    """Return the values of a row, each of its type."""
    row, kind, start, end, evidence, confidence, edits = values
    place = f"repair: findings: {_row(row)}"
    if not isinstance(kind, str) or not kind:
        raise ValueError(f"{place}: " + _("kind must be a text, not {shown}").format(shown=shown(kind)))
    if not isinstance(evidence, str) and not _is_missing(evidence):
        raise ValueError(f"{place}: " + _("evidence must be a text, not {shown}").format(shown=shown(evidence)))
    span = _span(start, end, document, place)
    parsed = tuple(sorted(_edit(edit, document, place) for edit in _listed(edits, place)))
    for one, other in pairwise(parsed):
        if touch(one[:2], other[:2]):
            raise ValueError(f"{place}: " + _("its edits {one!r} and {other!r} overlap").format(one=one, other=other))
    return kind, *span, "" if _is_missing(evidence) else evidence, confidence, parsed


def touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two edits share a character, or one inserts where the other begins.

    >>> touch((2, 4), (4, 6)), touch((2, 4), (2, 2)), touch((2, 4), (4, 4))
    (False, True, False)
    """
    return one[0] < max(other[1], other[0] + 1) and other[0] < max(one[1], one[0] + 1)


def _listed(edits: Any, place: str) -> list[Any]:
    """Return the edits of a row, which CSV holds as text."""
    if isinstance(edits, str):
        try:
            edits = json.loads(edits)
        except (ValueError, RecursionError):
            try:
                edits = ast.literal_eval(edits)
            except (ValueError, SyntaxError, MemoryError, RecursionError):
                raise ValueError(
                    f"{place}: edits: " + _("{edits!r} is no list of (start, end, text)").format(edits=edits[:40])
                ) from None
    if _is_missing(edits):
        return []
    if not isinstance(edits, list | tuple):
        raise ValueError(
            f"{place}: " + _("edits must be a list of (start, end, text), not {given}").format(given=type_name(edits))
        )
    return [*edits]


def _edit(edit: Any, document: Document, place: str) -> Edit:
    if not isinstance(edit, list | tuple) or len(edit) != 3 or not isinstance(edit[2], str):
        raise ValueError(f"{place}: " + _("edit {shown} is not (start, end, text)").format(shown=shown(edit)))
    place = f"{place}: " + _("edit {shown}").format(shown=shown(tuple(edit)))
    try:
        edit[2].encode()
    except UnicodeEncodeError:
        raise ValueError(f"{place}: " + _("its text holds a lone surrogate, which is no character")) from None
    if "\0" in edit[2] or edit[2].startswith(BYTE_ORDER_MARK):
        message = _("its text holds a byte order mark, which would be taken off a file")
        if "\0" in edit[2]:
            message = _("its text holds a NUL, which is of no text")
        raise ValueError(f"{place}: {message}")
    return *_span(edit[0], edit[1], document, place), edit[2]


def _span(start: Any, end: Any, document: Document, place: str) -> tuple[int, int]:
    """Return a span, if it is one of the text."""
    for name, value in (("start", start), ("end", end)):
        if isinstance(value, bool) or not isinstance(value, Integral | float) or value % 1 != 0:
            raise ValueError(
                f"{place}: " + _("{name} must be a whole number, not {shown}").format(name=name, shown=shown(value))
            )
        if not -MOST <= value <= MOST:  # type: ignore[operator]
            raise ValueError(
                f"{place}: " + _("{name} lies beyond any text: {shown}").format(name=name, shown=shown(value))
            )
    if start > end:
        raise ValueError(f"{place}: " + _("starts at {start}, behind its end at {end}").format(start=start, end=end))
    if start < 0 or end > len(document.text):
        raise ValueError(
            f"{place}: "
            + _("{start} to {end} lies beyond the text, which has {n:,} characters").format(
                start=start, end=end, n=len(document.text)
            )
        )
    return int(start), int(end)


def _decision(row: Any, value: Any) -> bool | None:
    """Return whether a person, or a repair before, wants a finding mended; None where nothing is said."""
    if _is_missing(value):
        return None
    if isinstance(value, str) and value.casefold() in ("true", "false"):
        return value.casefold() == "true"
    if isinstance(value, bool | int | float | np.number | np.bool_) and value in (True, False):
        return bool(value)
    raise ValueError(
        "repair: findings: "
        + _("row {row!r}: applied must be True or False, not {shown}").format(row=row, shown=shown(value))
    )
