"""What a person decided about findings, blocks and gaps, as findings that are made, or held, for that."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..breaks.ends import joint
from ..decisions.places import find, lettered, place_of
from ..decisions.records import Decisions
from .finding import Finding
from .headings import behind_indent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..decisions.records import Decision
    from ..document.documents import Document

OPEN, CLOSE = "⟦", "⟧"  # set around what is marked
HEADINGS = ("title", "heading")
DROPPED = ("page furniture", "advertisement")
JOINED = ("paragraph", "list item", "lead", "verse line", "note")  # blocks that a text may go on across
ON_BLOCKS = ("lost heading", "unmarked heading", "doubled heading", "caption", "byline", "page furniture")
# What a finding says that its block is.
SAYS = {kind: kind for kind in ("caption", "byline", "page furniture")} | {
    "lost heading": "heading",
    "unmarked heading": "heading",
}
BREAKS = ("broken paragraph", "line wrap")
LOST_HEADINGS = ("lost heading", "unmarked heading")
ON_GAPS = (*BREAKS, "truncated paragraph", "orphan start")
MARK = re.compile("#{1,6}[ \\t]+")
SPACE = re.compile("\\s+")
DECIDED_KIND = "decided kind"  # of the finding that makes a block what a person says it is
NO_EDIT = "decided, and no edit is needed"


@dataclass(frozen=True)
class Placed:
    """A decision that fits a document, and the letters that it is about: the first's number, that behind the last."""

    decision: Decision
    letters: tuple[int, int]


def placed(decisions: object, document: Document) -> list[Placed]:
    """Return the decisions on passages that fit a document, in the order in which they were taken."""
    taken = decisions.decisions if isinstance(decisions, Decisions) else ()
    spans = [(one, find(one.place, document)) for one in taken if one.place is not None]
    return [Placed(one, span) for one, span in spans if not isinstance(span, str)]


def decided_findings(document: Document, found: Sequence[Placed]) -> pd.DataFrame:
    """Return the findings that a person made: blocks of another kind, gaps that are joined, passages that are marked.

    Columns are those of `faults`, with ``decided``: who decided, and when; ``applied``: whether there is an edit to be
    made, and ``held``, which says that none is needed: for a block of a kind that no mark shows, such as a caption.
    """
    makers = {"block": _of_block, "gap": _of_gap, "finding": _of_mark}
    rows = [
        (f.kind, f.start, f.end, document.line(f.start), f.evidence, f.confidence, f.edits, str(one.decision))
        for one in found
        if one.decision.about in makers
        for f in makers[one.decision.about](document, one)
    ]
    names = ["kind", "start", "end", "line", "evidence", "confidence", "edits", "decided"]
    table = pd.DataFrame(rows, columns=names).astype(
        dict.fromkeys(["kind", "evidence", "decided"], "str")
        | dict.fromkeys(["start", "end", "line"], "int64")
        | {"confidence": "float64"}
    )
    has_edits = table["edits"].map(bool)
    return table.assign(applied=has_edits.astype(object), held=[["", NO_EDIT][not some] for some in has_edits])


def decided_on(findings: pd.DataFrame, document: Document, found: Sequence[Placed]) -> pd.DataFrame:
    """Return findings with ``applied``, ``decided`` and ``held`` where a person decided on them; else None and "".

    A finding is decided on by itself, by its kind and its letters; or by what its block is, or its gap.
    """
    wanted = [_wanted(found, kind, letters) for kind, letters in _kinds_and_letters(findings, document)]
    return findings.assign(
        applied=pd.Series([applied for applied, _ in wanted], findings.index, dtype=object),
        decided=[said for _, said in wanted],
        held=[said if applied is False else "" for applied, said in wanted],
    )


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


def _kinds_and_letters(findings: pd.DataFrame, document: Document) -> list[tuple[str, tuple[int, int]]]:
    """Return the kind of each finding, and its letters: the first's number, that behind the last."""
    spans = np.searchsorted(lettered(document).place, findings[["start", "end"]].to_numpy(np.int64)).tolist()
    return [(kind, (a, max(a, b))) for kind, (a, b) in zip(findings["kind"], spans, strict=True)]


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
        if one.decision.is_on_repeat:
            start, end = lettered(source).span_of(*one.letters, len(source.text))
            first, last = _moved(start, kept), _moved(end - 1, kept)
            if first is not None and last is not None:
                here = replace(one.decision, place=place_of(current, first, last + 1))
                again = again.without(one.decision).adding(here)
    return again


def _moved(offset: int, kept: Sequence[tuple[int, int, int]]) -> int | None:
    row = bisect_right(kept, offset, key=lambda piece: piece[1]) - 1
    if row < 0 or offset >= kept[row][1] + kept[row][2]:
        return None
    return kept[row][0] + offset - kept[row][1]


def _wanted(found: Sequence[Placed], kind: str, letters: tuple[int, int]) -> tuple[bool | None, str]:
    for one in reversed(found):
        wanted = _verdict(one, kind, letters)
        if wanted is not None:
            return wanted, str(one.decision)
    return None, ""


def _verdict(one: Placed, kind: str, letters: tuple[int, int]) -> bool | None:
    """Return whether a decision wants a finding mended; None where it says nothing of it."""
    decision, is_same = one.decision, letters == one.letters
    if decision.about == "finding":
        return decision.choice == "accept" if is_same and decision.kind == kind else None
    if decision.about == "gap":
        return _of_decided_gap(decision.choice, kind, letters, one.letters[0])
    if decision.about == "block":
        at_edge = letters[0] == letters[1] and letters[0] in one.letters
        apart = decision.choice not in JOINED and kind in ON_GAPS
        if is_same and kind in ON_BLOCKS:
            return decision.choice == SAYS.get(kind)
        return False if at_edge and apart else None
    return None


def _of_decided_gap(choice: str, kind: str, letters: tuple[int, int], gap: int) -> bool | None:
    """Return whether what was decided of a gap wants a finding mended; the gap is known by the letter behind it.

    A paragraph that is cut off before it, or begun behind it, is neither once they are joined: nothing is left to mend.
    """
    if kind in BREAKS:
        return choice == "join" if letters == (gap, gap) else None
    edge = {"truncated paragraph": letters[1], "orphan start": letters[0]}.get(kind)
    return False if edge == gap else None


def _span(document: Document, one: Placed) -> tuple[int, int]:
    return lettered(document).span_of(*one.letters, len(document.text))


def _of_gap(document: Document, one: Placed) -> Iterator[Finding]:
    """Yield the join of a gap, in which the first white space goes; marks around it stay."""
    start, end = _span(document, one)
    space = SPACE.search(document.text, start, end)
    if one.decision.choice == "join" and space:
        between = joint(document.text[: space.start()][-2:], document.text[space.end() :][:1])
        edit = (*space.span(), between)
        yield Finding("broken paragraph", *space.span(), str(one.decision), 1.0, (edit,))


def _of_mark(document: Document, one: Placed) -> Iterator[Finding]:
    """Yield the marks around a passage, or in a gap behind the marks that end what is before it."""
    if one.decision.choice != "mark":
        return
    start, end = _span(document, one)
    edits: tuple[tuple[int, int, str], ...] = ((start, start, OPEN), (end, end, CLOSE))
    if one.letters[0] == one.letters[1]:
        space = SPACE.search(document.text, start, end)
        start = end = space.start() if space else end
        edits = ((start, start, OPEN + CLOSE),)
    yield Finding(one.decision.kind, start, end, str(one.decision), 1.0, edits)


def _of_block(document: Document, one: Placed) -> Iterator[Finding]:
    """Yield what a block was decided to be, with the edit that makes it so; for most kinds none is needed."""
    start, _ = _span(document, one)
    number = bisect_right(document.blocks, start, key=lambda block: block.start) - 1
    if number < 0 or start >= document.blocks[number].end:
        return
    block, text, decision = document.blocks[number], document.text, one.decision
    marks = MARK.search(text, text.rfind("\n", 0, block.start) + 1, block.start)
    edit: tuple[int, int, str] | None = None
    if decision.choice in HEADINGS:
        begin = marks.start() if marks else behind_indent(text, block.start)
        edit = (begin, block.start, "#" * max(decision.level, 1) + " ")
    elif decision.choice in DROPPED:
        blocks = document.blocks
        following = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
        edit = (
            _line_start(text, block.start),
            _line_start(text, following) if following < len(text) else following,
            "",
        )
    elif marks:
        edit = (marks.start(), block.start, "")
    edits = (edit,) if edit and text[edit[0] : edit[1]] != edit[2] else ()
    level = f", level {decision.level}" if decision.level else ""
    yield Finding(DECIDED_KIND, block.start, block.end, f"{decision.choice}{level}: {decision}", 1.0, edits)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
