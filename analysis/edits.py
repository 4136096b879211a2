"""Findings that a person gives to `repair`: read back from CSV or JSON, checked, and put in order."""

from __future__ import annotations

import ast
import json
from itertools import pairwise
from numbers import Integral
from typing import TYPE_CHECKING, Any

import pandas as pd

from ._checks import require_table, type_name
from ._marks import require_made_of

if TYPE_CHECKING:
    from .document import Document

Edit = tuple[int, int, str]
Edits = tuple[Edit, ...]

COPIES = ("repeat", "near repeat", "variant", "splice", "periodic run")  # what is dropped before anything is mended


def in_order(findings: pd.DataFrame) -> pd.DataFrame:
    """Return findings in the order in which they are mended: copies first, then by place; whatever order they had."""
    keys = zip(*(findings[name] for name in ("kind", "start", "end", "edits")), strict=True)
    ranked = sorted(
        (kind not in COPIES, start, end, kind, edits, row) for row, (kind, start, end, edits) in enumerate(keys)
    )
    return findings.iloc[[key[-1] for key in ranked]].reset_index(drop=True)


def given_findings(findings: Any, document: Document) -> pd.DataFrame:
    """Return findings that were given to `repair`, each edit two whole numbers and a text, if they can be mended.

    Raises
    ------
    TypeError : if they are no DataFrame.
    ValueError : if a column is missing, they are of another text, or a row has a place beyond the text, edits that
        overlap, or a value that is none; the message names the row.
    """
    require_table(findings, "findings", "repair", "findings")
    findings = _with_numbers(findings)
    first = "analysis.faults(document), or the findings of analysis.repair(document)"
    require_made_of(findings, document, "repair", "findings", first)
    columns = ["kind", "start", "end", "evidence", "confidence", "edits"]
    rows = [_checked(row, document) for row in findings[columns].itertuples(name=None)]
    table = findings.assign(**dict(zip(columns, zip(*rows, strict=True), strict=True))) if rows else findings.copy()
    table["line"] = [document.line(start) for start in table["start"]]
    if "applied" in table:
        table["applied"] = [_decision(row, value) for row, value in table["applied"].items()]
    return table


def _with_numbers(findings: pd.DataFrame) -> pd.DataFrame:
    """Return findings whose numbers are numbers: a table may have been read with all of it as text."""
    for name in ("start", "end", "line", "confidence"):
        if name not in findings or pd.api.types.is_numeric_dtype(findings[name]):
            continue
        numbers = pd.to_numeric(findings[name], errors="coerce").to_numpy()
        for row, value, number in zip(findings.index, findings[name], numbers, strict=True):
            if isinstance(value, str) and number != number:
                raise ValueError(f"repair: findings: row {row!r}: {name} must be a number, not {value!r}")
        if all(isinstance(value, str) for value in findings[name]):
            findings = findings.assign(**{name: numbers})
    return findings


def _checked(values: tuple[Any, ...], document: Document) -> tuple[str, int, int, str, float, Edits]:
    """Return the values of a row, each of its type."""
    row, kind, start, end, evidence, confidence, edits = values
    place = f"repair: findings: row {row!r}"
    if not isinstance(kind, str) or not kind:
        raise ValueError(f"{place}: kind must be a text, not {kind!r}")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise ValueError(f"{place}: confidence must be a number from 0 to 1, not {confidence!r}")
    span = _span(start, end, document, place)
    parsed = tuple(sorted(_edit(edit, document, place) for edit in _listed(edits, place)))
    for one, other in pairwise(parsed):
        if touch(one[:2], other[:2]):
            raise ValueError(f"{place}: its edits {one!r} and {other!r} overlap")
    return kind, *span, "" if pd.isna(evidence) else str(evidence), float(confidence), parsed


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
                raise ValueError(f"{place}: edits: {edits[:40]!r} is no list of (start, end, text)") from None
    if edits is None or (isinstance(edits, float) and edits != edits):
        return []
    if not isinstance(edits, list | tuple):
        raise ValueError(f"{place}: edits must be a list of (start, end, text), not {type_name(edits)}")
    return [*edits]


def _edit(edit: Any, document: Document, place: str) -> Edit:
    if not isinstance(edit, list | tuple) or len(edit) != 3 or not isinstance(edit[2], str):
        raise ValueError(f"{place}: edit {edit!r} is not (start, end, text)")
    place = f"{place}: edit {tuple(edit)!r}"
    try:
        edit[2].encode()
    except UnicodeEncodeError:
        raise ValueError(f"{place}: its text holds a lone surrogate, which is no character") from None
    return *_span(edit[0], edit[1], document, place), edit[2]


def _span(start: Any, end: Any, document: Document, place: str) -> tuple[int, int]:
    """Return a span, if it is one of the text."""
    for name, value in (("start", start), ("end", end)):
        if isinstance(value, bool) or not isinstance(value, Integral | float) or value % 1 != 0:
            raise ValueError(f"{place}: {name} must be a whole number, not {value!r}")
    if start > end:
        raise ValueError(f"{place}: starts at {start}, behind its end at {end}")
    if start < 0 or end > len(document.text):
        raise ValueError(f"{place}: {start} to {end} lies beyond the text, which has {len(document.text):,} characters")
    return int(start), int(end)


def _decision(row: Any, value: Any) -> bool | None:
    """Return whether a person, or a repair before, wants a finding mended; None where nothing is said."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, str) and value.casefold() in ("true", "false"):
        return value.casefold() == "true"
    if value in (True, False):
        return bool(value)
    raise ValueError(f"repair: findings: row {row!r}: applied must be True or False, not {value!r}")
