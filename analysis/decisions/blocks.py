"""What a person decided that the blocks of a document are."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from .places import find, lettered

# What a finding says that its block is.
SAYS = {kind: kind for kind in ("caption", "byline", "page furniture")} | {
    "lost heading": "heading",
    "unmarked heading": "heading",
}

if TYPE_CHECKING:
    from ..document.documents import Document
    from .records import Decision, Decisions


def decided_blocks(document: Document, decisions: Decisions | None) -> dict[int, Decision]:
    """Return the decision on each block on which there is one that fits, by the block's number.

    The document may be the source, or the same as repaired: a block is known by its letters, and one that was joined to
    another is no longer that which was decided on.

    >>> from analysis import Decisions, parse
    >>> document = parse("春游\\n\\n图为车站。")
    >>> decided_blocks(document, Decisions().block(document, 1, "caption"))[1].choice
    'caption'
    """
    blocks = (one for one in decisions.decisions if one.about == "block") if decisions else ()
    return {number: one for one in blocks if (number := _block_of(one, document)) is not None}


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
    if decision.place is None or isinstance(letters := find(decision.place, document), str):
        return None
    start, _ = lettered(document).span_of(*letters, len(document.text))
    number = bisect_right(document.blocks, start, key=lambda block: block.start) - 1
    block = document.blocks[number] if number >= 0 else None
    return number if block and lettered(document).range_of(block.start, block.end) == letters else None


def heading_level(edits: Any) -> int:
    """Return the level of the heading that edits mark; 0 where they mark none.

    >>> heading_level(((4, 4, "## "),)), heading_level(((4, 6, ""),))
    (2, 0)
    """
    marks = [edit[2].strip() for edit in edits] if isinstance(edits, tuple | list) else []
    return max((len(mark) for mark in marks if mark and not mark.strip("#")), default=0)
