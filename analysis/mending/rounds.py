"""The rounds of a repair: what is found is mended and looked at again, until nothing more is certain."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..document.documents import BOX, Document, parse_again
from ..document.marks import marked
from .decided import placed
from .edits import in_order, touch
from .examination import Examination
from .ledger import WITHIN, Piece, as_mended, edited, in_source, kept_places, ledger, settled
from .settings import ON_REQUEST
from .stretches import stretches

if TYPE_CHECKING:
    from .settings import RepairSettings
    from .stretches import Stretch

ROUNDS = 60  # at most; each looks at the text as the one before left it


def mended(
    document: Document, given: pd.DataFrame | None, settings: RepairSettings
) -> tuple[Document, pd.DataFrame, pd.DataFrame]:
    """Mend a document by findings that are *given*, once, or by its own until nothing more is certain.

    Returns the clean document, the ledger and the findings; see `repair`.
    """
    decided = placed(settings.decisions, document) if given is None else []
    examination = Examination(document, settings, decided)
    pieces, told, current, number = [Piece(0, len(document.text))], [], document, 0
    near: list[Stretch] | None = None  # where edits were made; if none, all of the text is looked at
    only_copies = False
    for again in range(ROUNDS if given is None else 1):
        if near is None:
            current = _current(pieces, document)
        if given is not None:
            asked = given
        elif near is not None:
            asked = examination.near(near, pieces)
        else:
            asked = (examination.copies if only_copies else examination.everything)(current, pieces)
        done = _with_verdicts(asked, settings, number)
        number += len(done)
        made = done[done["applied"]]
        told.append(in_source(made if again else done, pieces, document))
        edits = [(*edit, row.kind, row.evidence, row.Index) for row in made.itertuples() for edit in row.edits]
        if not edits and near is None:
            break
        if not edits:
            near, only_copies = None, True
            continue
        places = [edit[:2] for row in told[-1][told[-1]["applied"]].itertuples() for edit in row.edits]
        pieces = [*edited(pieces, sorted(edits))]
        near = stretches(document, pieces, places)
        only_copies = False
    current = _current(pieces, document)
    pieces = [*settled(pieces)]
    every = pd.concat([told[0], *(table for table in told[1:] if len(table))])
    findings = marked(document.with_boxes(as_mended(every, pieces)), document)
    entries = ledger(pieces, document.text, every["decided"].to_dict())
    return current, document.with_boxes(entries), findings


def _current(pieces: list[Piece], document: Document) -> Document:
    """Return the document as it is now."""
    if len(pieces) == 1 and pieces[0].new is None:
        return document
    return parse_again("".join(piece.of(document.text) for piece in pieces), kept_places(pieces), document)


def _with_verdicts(asked: pd.DataFrame, settings: RepairSettings, first: int) -> pd.DataFrame:
    """Return findings in the order in which they are mended, numbered from *first*, with what is mended and why not."""
    asked = in_order(asked.drop(columns=[*BOX], errors="ignore")).astype({"decided": "str"})
    held = _held(asked, settings.also, settings.certain)
    return asked.assign(applied=held == "", held=held).set_index(pd.RangeIndex(first, first + len(asked)))


def _held(findings: pd.DataFrame, also: tuple[str, ...], certain: float) -> pd.Series:
    """Return why each finding's edits are not made, or nothing, in order: an edit holds those that touch it later."""
    taken: list[tuple[int, int]] = []
    reasons = []
    for row in findings.itertuples():
        reason = _reason_to_hold(row, taken, also, certain)
        reasons.append(reason)
        for edit in () if reason else row.edits:
            insort(taken, edit[:2])
    return pd.Series(reasons, index=findings.index, dtype="str")


def _reason_to_hold(row: Any, taken: list[tuple[int, int]], also: tuple[str, ...], certain: float) -> str:
    if not row.edits:
        return "nothing in the text can mend it"
    decided = getattr(row, "applied", None)
    if decided is False and (row.decided or row.kind not in also):
        return getattr(row, "held", "") or "not wanted"
    if decided is None and row.kind in ON_REQUEST and row.kind not in also:
        return "mended only on request"
    if decided is None and row.confidence < certain and row.kind not in also:
        return "not certain"
    if any(touch(edit[:2], other) for edit in row.edits for other in _beside(taken, edit[:2])):
        return WITHIN
    return ""


def _beside(taken: list[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the spans, out of sorted ones that do not touch each other, that may touch *span*."""
    at = bisect_left(taken, span)
    return taken[max(at - 1, 0) : at + 1]
