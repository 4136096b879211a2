"""What a person decided about findings, blocks and gaps, as findings that are made, or held, for that."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..breaks.characters import CLOSERS, STOPS
from ..decisions.blocks import SAYS, decided_blocks, reason_not_to_be
from ..decisions.decision import BREAKS
from ..decisions.gaps import DROPPED, JOINED, reason_not_to_join
from ..decisions.places import lettered, place_of
from ..decisions.records import Decisions
from ..languages.messages import N_, _
from ..languages.names import kind_name
from .finding import Finding
from .joined import DECIDED_KIND, LOST_HEADINGS, join_edit
from .protected import parts
from .remarked import line_start, marked_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..decisions.decision import Decision
    from ..document.documents import Document
    from .edits import Edits

OPEN, CLOSE = "⟦", "⟧"  # set around what is marked
ON_BLOCKS = ("lost heading", "unmarked heading", "doubled heading", "caption", "byline", "page furniture")
ON_GAPS = (*BREAKS, "truncated paragraph", "orphan start")
SPACE = re.compile("\\s+")
# What a person answered, with who it was.
ACCEPTED, REJECTED, MARKED = N_("accepted: {decision}"), N_("rejected: {decision}"), N_("marked: {decision}")
CLOSING = re.compile(f"[{re.escape(STOPS + CLOSERS)}]*")  # marks that belong to the passage in front of them
NO_EDIT = N_("decided, and no edit is needed")


@dataclass(frozen=True)
class Placed:
    """A decision that fits a document, and the letters that it is about: the first's number, that behind the last."""

    decision: Decision
    letters: tuple[int, int]
    refused: str = ""  #: why it is not carried out, though its passage is there


def placed(decisions: object, document: Document) -> list[Placed]:
    """Return the decisions on passages that are in a document, in the order in which they were taken."""
    if not isinstance(decisions, Decisions):
        return []
    blocks = decided_blocks(document, decisions)
    spans = [(one, one.letters(document)) for one in decisions.decisions if one.place is not None]
    return [
        Placed(one, span, _reason_to_refuse(one, document, span[0], blocks))
        for one, span in spans
        if not isinstance(span, str)
    ]


def _reason_to_refuse(decision: Decision, document: Document, letter: int, blocks: Mapping[int, Decision]) -> str:
    """Return why a decision is not carried out whose first letter is there."""
    if decision.about == "block":
        return reason_not_to_be(decision, document)
    return reason_not_to_join(decision, document, letter, blocks) if decision.is_join else ""


def decided_findings(document: Document, found: Sequence[Placed]) -> pd.DataFrame:
    """Return the findings that a person made: blocks of another kind, gaps that are joined, passages that are marked.

    Columns are those of `faults`, with ``decided``: who decided, and when; ``applied``: whether there is an edit; and
    ``held``: that none is needed, of a kind that no mark shows, such as a caption, or why what was decided is not made.
    """
    makers = {"block": _of_block, "gap": _of_gap, "finding": _of_mark}
    rows = [
        (f.kind, f.start, f.end, document.line(f.start), f.evidence, 1.0, f.edits, str(one.decision), one.refused)
        for one in found
        if one.decision.about in makers
        for f in makers[one.decision.about](document, one)
    ]
    names = ["kind", "start", "end", "line", "evidence", "confidence", "edits", "decided", "held"]
    table = pd.DataFrame(rows, columns=names).astype(
        dict.fromkeys(["kind", "evidence", "decided", "held"], "str")
        | dict.fromkeys(["start", "end", "line"], "int64")
        | {"confidence": "float64"}
    )
    has_edits = table["edits"].map(bool)
    held = [why or ("" if some else _(NO_EDIT)) for why, some in zip(table["held"], has_edits, strict=True)]
    return table.assign(applied=has_edits.astype(object), held=held)


def decided_on(findings: pd.DataFrame, document: Document, found: Sequence[Placed]) -> pd.DataFrame:
    """Return findings with ``applied``, ``decided`` and ``held`` where a person decided on them; else None and "".

    A finding is decided on by itself, by its kind and its letters; or by what its block is, or its gap.
    """
    wanted = [_wanted(found, kind, letters) for kind, letters in _kinds_and_letters(findings, document)]
    return findings.assign(
        applied=pd.Series([applied for applied, _ in wanted], findings.index, dtype=object),
        decided=[str(one.decision) if one else "" for _, one in wanted],
        held=[(one.refused or str(one.decision)) if one and not applied else "" for applied, one in wanted],
    )


def answers_on(findings: pd.DataFrame, document: Document, found: Sequence[Placed]) -> list[str]:
    """Return of each finding what a person answered, accepted, rejected or marked, and who; "" where nobody did."""
    stated = []
    for kind, letters in _kinds_and_letters(findings, document):
        applied, one = _wanted(found, kind, letters)
        answer = ACCEPTED if applied else MARKED if one and one.decision.choice == "mark" else REJECTED
        stated.append(_(answer).format(decision=one.decision) if one else "")
    return stated


def not_among(found: Sequence[Placed], findings: pd.DataFrame, document: Document) -> list[Placed]:
    """Return decisions without those on findings, and on gaps, of these findings: they are listed with them."""
    known = {*_kinds_and_letters(findings, document)}
    gaps = {letters for kind, letters in known if kind in BREAKS}
    return [
        one
        for one in found
        if (one.decision.kind, one.letters) not in known and not (one.decision.about == "gap" and one.letters in gaps)
    ]


def still_wanted(found: Sequence[Placed], findings: pd.DataFrame, document: Document) -> list[Placed]:
    """Return decisions, each finding that was accepted and is not found any more as what its edit does.

    What is decided elsewhere may change the evidence for a finding: a decision holds all the same.
    """
    known = {*_kinds_and_letters(findings, document)}
    return [
        one if (one.decision.kind, one.letters) in known else replace(one, decision=_as_edit(one.decision, one.letters))
        for one in found
    ]


def _as_edit(decision: Decision, letters: tuple[int, int]) -> Decision:
    """Return the decision that makes the edit of an accepted finding without the finding."""
    if decision.about != "finding" or decision.choice != "accept":
        return decision
    if decision.kind in BREAKS and letters[0] == letters[1]:
        return replace(decision, about="gap", choice="join")
    if decision.kind in LOST_HEADINGS and decision.level:
        return replace(decision, about="block", choice="heading")
    if decision.kind in DROPPED:
        return replace(decision, about="block", choice=decision.kind)
    return decision


def letters_of(findings: pd.DataFrame, document: Document) -> list[tuple[int, int]]:
    """Return the letters of each finding: the first's number, that behind the last."""
    spans = np.searchsorted(lettered(document).place, findings[["start", "end"]].to_numpy(np.int64)).tolist()
    return [(first, max(first, last)) for first, last in spans]


def _kinds_and_letters(findings: pd.DataFrame, document: Document) -> list[tuple[str, tuple[int, int]]]:
    return [*zip(findings["kind"], letters_of(findings, document), strict=True)]


def moved(
    decisions: Decisions,
    found: Sequence[Placed],
    source: Document,
    current: Document,
    kept: Sequence[tuple[int, int, int]],
) -> Decisions:
    """Return decisions on repeats as they are to be found in a text that was mended since.

    *kept* says of each piece of the source where it begins in *current*, where it began, and how long it is.
    """
    again = decisions
    for one in found:
        if one.decision.about == "finding" and one.decision.choice == "accept":
            again = again.without(one.decision)  # done, or never
        if one.decision.is_on_repeat:
            start, end = lettered(source).span_of(*one.letters, len(source.text))
            first, last = _moved(start, kept), _moved(end - 1, kept)
            if first is not None and last is not None:
                here = replace(one.decision, place=place_of(current, first, last + 1))
                again = again.without(one.decision).adding(here)
            elif one.decision.choice == "copy":
                again = again.without(one.decision)
                for others in _meant(one.decision, source.text[start:end], current):
                    again = again.adding(others)
    return again


def _meant(decision: Decision, passage: str, current: Document) -> Iterator[Decision]:
    """Yield that the other places of a copy that went stay: it was said of that one alone."""
    start = current.text.find(passage)
    if start >= 0:
        yield replace(decision, choice="meant", place=place_of(current, start, start + len(passage)))


def _moved(offset: int, kept: Sequence[tuple[int, int, int]]) -> int | None:
    row = bisect_right(kept, offset, key=lambda piece: piece[1]) - 1
    if row < 0 or offset >= kept[row][1] + kept[row][2]:
        return None
    return kept[row][0] + offset - kept[row][1]


def _wanted(found: Sequence[Placed], kind: str, letters: tuple[int, int]) -> tuple[bool, Placed] | tuple[None, None]:
    """Return whether the last decision on a finding wants it mended, and that decision."""
    for one in reversed(found):
        wanted = _verdict(one, kind, letters)
        if wanted is not None:
            return wanted, one
    return None, None


def _verdict(one: Placed, kind: str, letters: tuple[int, int]) -> bool | None:
    """Return whether a decision wants a finding mended; None where it says nothing of it."""
    decision, is_same = one.decision, letters == one.letters
    if one.refused:
        return False if kind in BREAKS and is_same else None
    if parts(one, kind, letters):
        return False
    if decision.about == "finding":
        return decision.choice == "accept" if is_same and decision.kind == kind else None
    if decision.about == "gap":
        return _of_decided_gap(decision.choice, kind, letters, one.letters[0])
    if decision.about == "block":
        at_edge = letters[0] == one.letters[1] or letters[1] == one.letters[0]
        apart = decision.choice not in JOINED and (kind in BREAKS or (kind in ON_GAPS and letters[0] == letters[1]))
        if is_same and kind in ON_BLOCKS:
            return decision.choice == SAYS.get(kind)
        return False if at_edge and apart else None
    return None


def _of_decided_gap(choice: str, kind: str, letters: tuple[int, int], gap: int) -> bool | None:
    """Return whether what was decided of a gap wants a finding mended; the gap is known by the letter behind it.

    A paragraph that is cut off before it, or begun behind it, is neither once they are joined: nothing is left to mend.
    """
    if kind in BREAKS:
        return True if choice == "join" and letters == (gap, gap) else None
    edge = {"truncated paragraph": letters[1], "orphan start": letters[0]}.get(kind)
    return False if edge == gap else None


def _span(document: Document, one: Placed) -> tuple[int, int]:
    return lettered(document).span_of(*one.letters, len(document.text))


def _of_gap(document: Document, one: Placed) -> Iterator[Finding]:
    """Yield the join of a gap, with which its marks go."""
    edit = join_edit(document, one.letters[0]) if one.decision.choice == "join" else None
    if one.refused:
        yield Finding(
            "broken paragraph",
            *_span(document, one),
            _("{decision}, but {reason}").format(decision=one.decision, reason=one.refused),
            1.0,
        )
    elif edit:
        yield Finding("broken paragraph", *edit[:2], str(one.decision), 1.0, (edit,))


def _of_mark(document: Document, one: Placed) -> Iterator[Finding]:
    """Yield the marks around a passage, or in a gap behind the marks that end what is before it."""
    if one.decision.choice != "mark":
        return
    start, end = _span(document, one)
    end = CLOSING.match(document.text, end).end()  # type: ignore[union-attr]  # it may be nothing
    edits: tuple[tuple[int, int, str], ...] = ((start, start, OPEN), (end, end, CLOSE))
    if one.letters[0] == one.letters[1]:
        space = SPACE.search(document.text, start, end)
        start = end = space.start() if space else end
        edits = ((start, start, OPEN + CLOSE),)
    yield Finding(one.decision.kind, start, end, str(one.decision), 1.0, edits)


def _of_block(document: Document, one: Placed) -> Iterator[Finding]:
    """Yield what a block was decided to be, with the edit that makes it so; for most kinds none is needed."""
    if one.refused:
        stated = _("{decision}, but {reason}").format(decision=one.decision, reason=one.refused)
        yield Finding(DECIDED_KIND, *_span(document, one), stated, 1.0)
        return
    start, __ = _span(document, one)
    number = bisect_right(document.blocks, start, key=lambda block: block.start) - 1
    block, decision = document.blocks[number], one.decision
    edits = _dropped(document, number) if decision.choice in DROPPED else marked_as(document.text, block, decision)
    levelled, plain = _("{kind}, level {level}: {decision}"), _("{kind}: {decision}")
    values = {"kind": kind_name(decision.choice), "level": decision.level, "decision": decision}
    stated = (levelled if decision.level else plain).format(**values)
    yield Finding(DECIDED_KIND, block.start, block.end, stated, 1.0, edits)


def _dropped(document: Document, number: int) -> Edits:
    """Return the edit that drops the lines of a block, up to the next."""
    blocks, text = document.blocks, document.text
    following = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
    until = line_start(text, following) if following < len(text) else following
    return ((line_start(text, blocks[number].start), until, ""),)
