"""What a person decided that the blocks of a document are."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from .places import find, lettered

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
    found: dict[int, Decision] = {}
    for one in decisions.decisions if decisions else ():
        if one.about != "block" or one.place is None or isinstance(letters := find(one.place, document), str):
            continue
        start, _ = lettered(document).span_of(*letters, len(document.text))
        number = bisect_right(document.blocks, start, key=lambda block: block.start) - 1
        block = document.blocks[number] if number >= 0 else None
        if block and lettered(document).range_of(block.start, block.end) == letters:
            found[number] = one
    return found
