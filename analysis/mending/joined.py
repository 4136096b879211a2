"""Joins: what goes with a gap that a person closes, and whether what was joined, by whomever, is there in the end."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..breaks.ends import joint
from ..decisions.gaps import DROPPED, blocks_at_gap
from ..decisions.places import ENOUGH, lettered
from ..languages.messages import _, forms
from ..words.gaps import GAP
from .ledger import WITHIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from ..document.blocks import Block
    from ..document.documents import Document
    from .edits import Edit
    from .ledger import Piece

    Letters = tuple[int, int]

DECIDED_KIND = "decided kind"  # of the finding that makes a block what a person says it is
LOST_HEADINGS = ("lost heading", "unmarked heading")
HEADING_MARK = re.compile("#{1,6}[ \\t]+")
ITEM_MARK = re.compile("(?:>[ \\t]*)*([-*+][ \\t]+|)")  # of an item, these are a part of its block


def join_edit(document: Document, letter: int) -> Edit | None:
    """Return the edit that joins what is on both sides of a gap, which is known by the letter behind it.

    The marks of a quotation and of an item go with the gap; in front of a punctuation mark that is a block of its own
    the gap before it. None where nothing parts the two.

    >>> from analysis import parse
    >>> join_edit(parse("> 接受社会的\\n>\\n> 监督。"), 5), join_edit(parse("他们说，\\n\\n- 好。"), 3)
    ((7, 12, ''), (4, 8, ''))
    """
    numbers, text, blocks = blocks_at_gap(document, letter), document.text, document.blocks
    if numbers is None:
        return None
    if numbers[0] < numbers[1]:
        start, following = blocks[numbers[0]].end, blocks[numbers[0] + 1]
        end = _behind_mark(text, following)
    else:
        span = lettered(document).span_of(letter, letter, len(text))
        if not (gap := GAP.search(text, *span)):
            return None
        start, end = gap.span()
    return start, end, joint(text[max(start - 2, 0) : start], text[end : end + 1])


def _behind_mark(text: str, block: Block) -> int:
    """Return where the text of a block begins, behind the mark of an item."""
    mark = ITEM_MARK.match(text, block.start, block.end) if block.kind == "list item" else None
    return mark.end() if mark else block.start


def broken_joins(
    joins: Mapping[Letters, bool], document: Document, pieces: Sequence[Piece], findings: pd.DataFrame
) -> dict[Letters, str]:
    """Return the joins, by their letters, that cannot stand, and why.

    A join holds for the two passages on its two sides: if one of them is gone, or is a heading now, it joins what it
    was not meant for.

    Parameters
    ----------
    joins : by the letters of each gap (the first's number, that behind the last; what stands between is no part of
        either side), whether page furniture behind it is passed over.
    document : as it came.
    pieces : what it was mended into, with the joins made.
    findings : of that repair.
    """
    if not joins:
        return {}
    became = [piece for piece in pieces if piece.end > piece.start]
    marked = findings["kind"].isin(LOST_HEADINGS) & (findings["applied"] | findings["held"].isin(forms(WITHIN)))
    headings = {*findings.loc[marked, "start"]}
    found = {letters: _why_broken(letters, passes, document, became, headings) for letters, passes in joins.items()}
    return {letters: why for letters, why in found.items() if why}


def _why_broken(
    letters: Letters, passes: bool, document: Document, became: Sequence[Piece], headings: Collection[int]
) -> str:
    blocks, (first, last) = document.blocks, letters
    numbers = blocks_at_gap(document, first), blocks_at_gap(document, last)
    if numbers[0] is None or numbers[1] is None:
        return ""
    left, right = numbers[0][0], numbers[1][1]
    before = range(max(_letters(document, left).start, first - ENOUGH), first)
    behind = range(last, min(_letters(document, right).stop, last + ENOUGH))
    while passes and right + 1 < len(blocks) and _is_furniture(document, became, behind):
        right += 1
        behind = _letters(document, right)[:ENOUGH]
    sides = ((left, before), (right, behind))
    gone = [block for block, side in sides if not any(_is_kept(_piece(document, became, one)) for one in side)]
    if len(gone) == 1:
        return _("line {line}, which it joins, is dropped").format(line=blocks[gone[0]].line)
    marked = [block for block, __ in sides if blocks[block].start in headings]
    if not marked or left >= right:
        return ""
    return _("line {line}, which it joins, is a heading").format(line=blocks[marked[-1]].line)


def _letters(document: Document, block: int) -> range:
    return range(*lettered(document).range_of(document.blocks[block].start, document.blocks[block].end))


def _piece(document: Document, became: Sequence[Piece], letter: int) -> Piece:
    """Return the piece that a letter is in."""
    offset = int(lettered(document).place[letter])
    return became[bisect_right(became, offset, key=lambda piece: piece.start) - 1]


def _is_kept(piece: Piece) -> bool:
    """Say whether the letters of a piece are there, as they were or replaced by others."""
    return piece.new is None or any(map(str.isalnum, piece.new))


def _is_furniture(document: Document, became: Sequence[Piece], letters: Iterable[int]) -> bool:
    """Say whether letters go because they are none of the text."""
    pieces = [_piece(document, became, letter) for letter in letters]
    return all(not _is_kept(piece) and piece.kind in (*DROPPED, DECIDED_KIND) for piece in pieces)
