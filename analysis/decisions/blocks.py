"""What a person decided that the blocks of a document are."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from ..document.blocks import VERBATIM
from ..languages.messages import N_, _
from ..languages.names import kind_name
from .places import lettered

NO_HEADING = N_("line {line} is a {kind}, which cannot be marked as a heading")
UNCOUNTED = N_("line {line} is {kind}, which cannot be marked as a heading")  # of kinds that take no article
# What a finding says that its block is.
SAYS = {kind: kind for kind in ("caption", "byline", "page furniture")} | {
    "lost heading": "heading",
    "unmarked heading": "heading",
}

if TYPE_CHECKING:
    from ..document.documents import Document
    from .decision import Decision
    from .records import Decisions


def decided_blocks(document: Document, decisions: Decisions | None) -> dict[int, Decision]:
    """Return the decision on each block on which there is one that can be carried out, by the block's number.

    The document may be the source, or the same as repaired: a block is known by its letters, and one that was joined to
    another is no longer that which was decided on.

    >>> from analysis import Decisions, parse
    >>> document = parse("春游\\n\\n图为车站。")
    >>> decided_blocks(document, Decisions().block(document, 1, "caption"))[1].choice
    'caption'
    """
    blocks = (one for one in decisions.decisions if one.about == "block") if decisions else ()
    found = ((_block_of(one, document), one) for one in blocks)
    return {number: one for number, one in found if number is not None and not _why_not(one, document, number)}


def reason_not_to_be(decision: Decision, document: Document) -> str:
    """Return why no block of a document can be what was decided of it, though its letters are there; nothing if it can.

    >>> from analysis import Decisions, parse
    >>> document = parse("| 年 | 人数 |\\n| --- | --- |\\n| 2024 | 489 |")
    >>> reason_not_to_be(Decisions().block(document, 0, "heading", 2).decisions[0], document)
    'line 1 is a table, which cannot be marked as a heading'
    """
    number = _block_of(decision, document)
    return _("what was a block is one no more") if number is None else _why_not(decision, document, number)


def _why_not(decision: Decision, document: Document, number: int) -> str:
    block = document.blocks[number]
    if not decision.level or block.kind not in VERBATIM.values():
        return ""
    stated = UNCOUNTED if block.kind in ("code", "html", "front matter") else NO_HEADING
    return _(stated).format(line=block.line, kind=kind_name(block.kind))


def rejected_bylines(document: Document, decisions: Decisions | None) -> frozenset[int]:
    """Return the numbers of the blocks whose end a person says to be no by-line.

    >>> from analysis import Decisions, faults, parse
    >>> document = parse("会议在京举行，各地代表出席了会议并作交流发言。本报记者 王芳")
    >>> found = faults(document)
    >>> rejected_bylines(document, Decisions().reject(document, found[found["kind"] == "byline"].iloc[0]))
    frozenset({0})
    """
    taken = decisions.decisions if decisions else ()
    spans = [_span(one, document) for one in taken if one.choice == "reject" and one.kind == "byline"]
    ends = {block.end: number for number, block in enumerate(document.blocks)} if spans else {}
    return frozenset(ends[end] for __, end in filter(None, spans) if end in ends)


def rejected_kinds(document: Document, decisions: Decisions | None) -> dict[int, Decision]:
    """Return the decision on each block that it is not what a finding says that it is, by the block's number.

    >>> from analysis import Decisions, faults, parse
    >>> document = parse("# 春游\\n\\n图为车站 王芳摄\\n\\n到的时候天黑了。")
    >>> rejected_kinds(document, Decisions().reject(document, faults(document).iloc[0]))[1].kind
    'caption'
    """
    rejected = (one for one in decisions.decisions if one.choice == "reject" and one.kind in SAYS) if decisions else ()
    return {number: one for one in rejected if (number := _block_of(one, document)) is not None}


def _block_of(decision: Decision, document: Document) -> int | None:
    """Return the number of the block that a decision is about; none where it is not all of one."""
    span = _span(decision, document)
    if span is None:
        return None
    number = bisect_right(document.blocks, span[0], key=lambda block: block.start) - 1
    block = document.blocks[number] if number >= 0 else None
    letters = lettered(document).range_of
    return number if block and letters(block.start, block.end) == letters(*span) else None


def _span(decision: Decision, document: Document) -> tuple[int, int] | None:
    """Return the span of the letters that a decision is about, if they are there."""
    if decision.place is None or isinstance(letters := decision.letters(document), str):
        return None
    return lettered(document).span_of(*letters, len(document.text))


def heading_level(edits: Any) -> int:
    """Return the level of the heading that edits mark; 0 where they mark none.

    >>> heading_level(((4, 4, "## "),)), heading_level(((4, 6, ""),))
    (2, 0)
    """
    marks = [edit[2].strip() for edit in edits] if isinstance(edits, tuple | list) else []
    return max((len(mark) for mark in marks if mark and not mark.strip("#")), default=0)
