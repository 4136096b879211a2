"""The rounds of a repair: what is found is mended and looked at again, until nothing more is certain."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..decisions.records import Decisions
from ..document.documents import BOX, Document, parse_again
from ..document.marks import marked
from ..duplicates.audits import audit
from .copies import MEANT, copies
from .decided import decided_findings, decided_on, moved, placed, still_wanted
from .edits import COPIES, in_order, touch
from .faults import faults
from .ledger import WITHIN, Piece, as_mended, edited, in_source, kept_places, ledger, settled
from .settings import ON_REQUEST

if TYPE_CHECKING:
    from .decided import Placed
    from .edits import Edit, Edits
    from .settings import RepairSettings

ROUNDS = 60  # at most; each looks at the text as the one before left it


def mended(
    document: Document, given: pd.DataFrame | None, settings: RepairSettings
) -> tuple[Document, pd.DataFrame, pd.DataFrame]:
    """Mend a document by findings that are *given*, once, or by its own until nothing more is certain.

    Returns the clean document, the ledger and the findings; see `repair`.
    """
    decided = placed(settings.decisions, document) if given is None else []
    pieces, told, current, number = [Piece(0, len(document.text))], [], document, 0
    for again in range(ROUNDS if given is None else 1):
        asked = _asked(document, current, pieces, settings, decided) if given is None else given
        done = _with_verdicts(asked, settings, number, current.text)
        number += len(done)
        made = done[done["applied"]]
        told.append(in_source(made if again else done, pieces, document))
        edits = [(*edit, row.kind, row.evidence, row.Index) for row in made.itertuples() for edit in row.edits]
        if not edits:
            break
        pieces = [*edited(pieces, sorted(edits))]
        current = parse_again("".join(piece.of(document.text) for piece in pieces), kept_places(pieces), document)
    pieces = [*settled(pieces)]
    every = pd.concat([told[0], *(table for table in told[1:] if len(table))])
    findings = marked(document.with_boxes(as_mended(every, pieces)), document)
    entries = ledger(pieces, document.text, every["decided"].to_dict())
    return current, document.with_boxes(entries), findings


def _asked(
    document: Document, current: Document, pieces: list[Piece], settings: RepairSettings, decided: list[Placed]
) -> pd.DataFrame:
    """Return the findings of a document as it is now, with what a person decided on them."""
    if isinstance(settings.decisions, Decisions) and current is not document:
        kept = kept_places(pieces)
        settings = replace(settings, decisions=moved(settings.decisions, decided, document, current, kept))
    found = audit(current, settings=settings)
    asked = pd.concat([copies(found), faults(current, audit=found)], ignore_index=True)
    if not decided:
        return asked.assign(decided=[""] * len(asked))
    in_text = in_source(asked, pieces, document)
    said = decided_on(in_text, document, decided)
    repeats = asked["kind"].isin((*COPIES, MEANT))
    by_person = zip(said["decided"], repeats, asked["confidence"], asked["evidence"], strict=True)
    who = [  # of repeats, so sure is a person only
        name or (evidence.rpartition("; ")[2] if is_repeat and sure == 1 else "")
        for name, is_repeat, sure, evidence in by_person
    ]
    stays = repeats & (asked["edits"].map(len) == 0)
    held = [(name if stay else "") or why for name, stay, why in zip(who, stays, said["held"], strict=True)]
    asked = asked.assign(applied=said["applied"], held=held, decided=who)
    if current is not document:
        return asked
    return pd.concat([decided_findings(document, still_wanted(decided, in_text, document)), asked])


def _with_verdicts(asked: pd.DataFrame, settings: RepairSettings, first: int, text: str) -> pd.DataFrame:
    """Return findings in the order in which they are mended, numbered from *first*, with what is mended and why not."""
    asked = in_order(asked.drop(columns=[*BOX], errors="ignore")).astype({"decided": "str"})
    verdicts = _verdicts(asked, settings, text)
    held = pd.Series([reason for reason, _ in verdicts], asked.index, dtype="str")
    asked = asked.assign(applied=held == "", held=held, edits=[edits for _, edits in verdicts])
    return asked.set_index(pd.RangeIndex(first, first + len(asked)))


def _verdicts(findings: pd.DataFrame, settings: RepairSettings, text: str) -> list[tuple[str, Edits]]:
    """Return of each finding, in order, why its edits are not made, or nothing, and its edits.

    An edit holds those that touch it later; but of two that drop text, and share no letter, the later drops the rest.
    """
    taken: list[tuple[int, int]] = []
    drops: set[tuple[int, int]] = set()
    verdicts = []
    for row in findings.itertuples():
        reason, edits = _reason_to_hold(row, settings.also, settings.certain), row.edits
        if not reason:
            edits = tuple(chain.from_iterable(_trimmed(edit, taken, drops, text) for edit in edits))
            if any(touch(edit[:2], other) for edit in edits for other in _beside(taken, edit[:2])):
                reason, edits = WITHIN, row.edits
        for edit in () if reason else edits:
            insort(taken, edit[:2])
            drops |= set() if edit[2] else {edit[:2]}
        verdicts.append((reason, edits))
    return verdicts


def _reason_to_hold(row: Any, also: tuple[str, ...], certain: float) -> str:
    if not row.edits:
        return _stated(row) or "nothing in the text can mend it"
    decided = getattr(row, "applied", None)
    if decided is False and (row.decided or row.kind not in also):
        return _stated(row) or "not wanted"
    if decided is None and row.kind in ON_REQUEST and row.kind not in also:
        return "mended only on request"
    if decided is None and row.confidence < certain and row.kind not in also:
        return "not certain"
    return ""


def _stated(row: Any) -> str:
    """Return why a finding is held, as it was said before; a table that was read from a file may say nothing."""
    held = getattr(row, "held", "")
    return held if isinstance(held, str) else ""


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
