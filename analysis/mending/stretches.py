"""The stretches of a text that edits touched: a later round of a repair looks at these again, and not at the rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..document.documents import parse_again
from ..text_index.newlines import LINE_ENDS
from .ledger import kept_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..document.documents import Document
    from .finding import Finding
    from .ledger import Piece

AROUND = 50  # blocks on either side of an edit that are read with it, as the context of what is near
NEAR = 3  # blocks on either side of an edit about which something new may be found
MOST = 0.5  # share of a text beyond which it is all looked at again

Span = tuple[int, int]


@dataclass(frozen=True)
class Stretch:
    """A stretch of the text as it is now, and the spans in it where findings count."""

    start: int
    end: int
    near: tuple[Span, ...]
    kept: tuple[tuple[int, int, int], ...]  #: where each piece of it begins in it, and in the source, and its size

    def document(self, text: str, source: Document) -> Document:
        """Return the stretch, of a *text* that was made of *source*, as a document."""
        return parse_again(text[self.start : self.end], self.kept, source)

    def counts(self, finding: Finding) -> bool:
        """Say whether a finding in the stretch's document is near an edit."""
        return any(finding.start + self.start <= end and start <= finding.end + self.start for start, end in self.near)

    def seams(self, elsewhere: Mapping[int, tuple[bool, int]]) -> dict[int, tuple[bool, int]]:
        """Return what is said of offsets of the source, of those that are kept in the stretch, by offsets in it."""
        places = ((_place(self.kept, offset), stated) for offset, stated in elsewhere.items())
        return {place: stated for place, stated in places if place is not None}


def stretches(document: Document, pieces: Sequence[Piece], edits: Sequence[Span]) -> list[Stretch] | None:
    """Return the stretches around edits; none where they are most of the text, which is then looked at as one.

    A stretch begins and ends where a block of the document does.

    Parameters
    ----------
    document : as it came.
    pieces : what it was mended into.
    edits : the spans of the document that the last round changed.
    """
    blocks, kept = document.blocks, kept_places([*pieces])
    if not blocks or not kept:
        return None
    size = sum(piece.size for piece in pieces)
    found = []
    for first, last, touched in _around(document, edits):
        start = _now(kept, _line_start(document, first)) if first else 0
        end = _now(kept, _line_start(document, last + 1)) if last + 1 < len(blocks) else size
        near = tuple(
            (_now(kept, blocks[max(one - NEAR, 0)].start), _now(kept, blocks[min(other + NEAR, len(blocks) - 1)].end))
            for one, other in touched
        )
        found.append(Stretch(start, end, near, tuple(_within(kept, start, end))))
    return found if sum(one.end - one.start for one in found) <= MOST * size else None


def _around(document: Document, edits: Sequence[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Yield the first and the last block of each stretch, and those of each edit in it."""
    blocks = document.blocks
    last_block = len(blocks) - 1
    open_: tuple[int, int, list[Span]] | None = None
    for start, end in sorted(edits):
        one = min(bisect_left(blocks, start, key=lambda block: block.end), last_block)
        other = max(bisect_right(blocks, end, key=lambda block: block.start) - 1, one)
        first, last = max(one - AROUND, 0), min(other + AROUND, last_block)
        if open_ and first <= open_[1] + 1:
            open_ = open_[0], max(last, open_[1]), [*open_[2], (one, other)]
            continue
        if open_:
            yield open_
        open_ = first, last, [(one, other)]
    if open_:
        yield open_


def _line_start(document: Document, number: int) -> int:
    """Return where the line begins that a block begins in, or where the block before ends, if that is in it, too."""
    before = document.blocks[number - 1].end
    return max(before, *(document.text.rfind(end, before, document.blocks[number].start) + 1 for end in LINE_ENDS))


def _now(kept: Sequence[tuple[int, int, int]], offset: int) -> int:
    """Return where an offset of the source is now; what is gone is where the text before it ends."""
    row = bisect_right(kept, offset, key=lambda piece: piece[1]) - 1
    if row < 0:
        return 0
    begin, start, size = kept[row]
    return begin + min(offset - start, size)


def _within(kept: Sequence[tuple[int, int, int]], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield what is kept between two offsets of the text as it is now, counted from the first of them."""
    for begin, origin, size in kept:
        low, high = max(begin, start), min(begin + size, end)
        if low < high:
            yield low - start, origin + low - begin, high - low


def _place(kept: Sequence[tuple[int, int, int]], end: int) -> int | None:
    """Return where the end of something kept is now."""
    row = bisect_left(kept, end, key=lambda piece: piece[1]) - 1
    if row < 0 or end > kept[row][1] + kept[row][2]:
        return None
    return kept[row][0] + end - kept[row][1]
