"""Which findings of a round are mended, in which order, and why the others are held."""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import chain, starmap
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from ..document.documents import BOX
from ..languages.messages import _
from .edits import order_of, touch
from .finding import ON_REQUEST
from .ledger import WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .edits import Edit, Edits
    from .settings import RepairSettings


def with_verdicts(found: pd.DataFrame, settings: RepairSettings, first: int, text: str) -> pd.DataFrame:
    """Return findings in the order in which they are mended, numbered from *first*, with what is mended and why not."""
    boxes = [name for name in BOX if name in found]
    found = (found.drop(columns=boxes) if boxes else found).iloc[order_of(found)]
    found.index = pd.RangeIndex(first, first + len(found))
    verdicts = _verdicts(found, settings, text)
    held = [reason for reason, __ in verdicts]
    found["decided"] = found["decided"].astype("str")
    found["applied"] = np.array([not reason for reason in held], bool)
    found["held"] = pd.array(held, "str")
    found["edits"] = [edits for __, edits in verdicts]
    return found


class _Row(NamedTuple):
    """What of a finding decides whether it is mended."""

    kind: str
    confidence: float
    edits: Edits
    decided: str
    applied: object  #: whether it is wanted, if anybody says so
    held: object  #: why not, as it was said before


def _rows_of(findings: pd.DataFrame) -> Iterator[_Row]:
    nothing = [None] * len(findings)
    names = ("kind", "confidence", "edits", "decided", "applied", "held")
    columns = (findings[name].tolist() if name in findings else nothing for name in names)
    return starmap(_Row, zip(*columns, strict=True))


def _verdicts(findings: pd.DataFrame, settings: RepairSettings, text: str) -> list[tuple[str, Edits]]:
    """Return of each finding, in order, why its edits are not made, or nothing, and its edits.

    An edit holds those that touch it later; but of two that drop text, and share no letter, the later drops the rest.
    """
    taken: list[tuple[int, int]] = []
    drops: set[tuple[int, int]] = set()
    verdicts = []
    for row in _rows_of(findings):
        reason, edits = _reason_to_hold(row, settings.also, settings.certain), row.edits
        if not reason:
            edits = tuple(chain.from_iterable(_trimmed(edit, taken, drops, text) for edit in edits))
            if any(touch(edit[:2], other) for edit in edits for other in _beside(taken, edit[:2])):
                reason, edits = _(WITHIN), row.edits
        for edit in () if reason else edits:
            insort(taken, edit[:2])
            drops |= set() if edit[2] else {edit[:2]}
        verdicts.append((reason, edits))
    return verdicts


def _reason_to_hold(row: _Row, also: tuple[str, ...], certain: float) -> str:
    if not row.edits:
        return _stated(row) or _("nothing in the text can mend it")
    decided = row.applied
    if decided is False and (row.decided or row.kind not in also):
        return _stated(row) or _("not wanted")
    if decided is None and row.kind in ON_REQUEST and row.kind not in also:
        return _("mended only on request")
    if decided is None and row.confidence < certain and row.kind not in also:
        return _("not certain")
    return ""


def _stated(row: _Row) -> str:
    """Return why a finding is held, as it was said before; a table that was read from a file may say nothing."""
    return row.held if isinstance(row.held, str) else ""


def _trimmed(edit: Edit, taken: list[tuple[int, int]], drops: set[tuple[int, int]], text: str) -> Edits:
    """Return an edit that drops text without what others drop already, where that is no letter; in pieces, maybe."""
    start, end, new = edit
    if new:
        return (edit,)
    left = []
    for other in taken[max(bisect_left(taken, (start, end)) - 1, 0) : bisect_left(taken, (end, end))]:
        first, last = max(start, other[0]), min(end, other[1])
        if other in drops and first < last and not any(map(str.isalnum, text[first:last])):
            left.append((start, first, ""))
            start = last
    return tuple(piece for piece in [*left, (start, end, "")] if piece[0] < piece[1]) or (edit,)


def _beside(taken: list[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the spans, out of sorted ones that do not touch each other, that may touch *span*."""
    at = bisect_left(taken, span)
    return taken[max(at - 1, 0) : at + 1]
