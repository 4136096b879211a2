"""A document of pages: its blocks are what stands together on them, whatever its text would be in Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..layout.markdown import markdown
from ..text_index.newlines import NEWLINE
from .blocks import Block, Region

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout.pages import LaidBlock

# What the place and the type of a block say of it; of all others only what they say decides.
KINDS = {kind: kind for kind in ("title", "heading", "caption", "note", "table", "page furniture")} | {"rows": "table"}
HEADING = re.compile("(#{1,6}) +(?=\\S)")


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of a document of pages, as Markdown; its blocks, and the width and height of each page in points."""

    text: str
    blocks: tuple[Block, ...]
    sizes: tuple[tuple[float, float], ...]
    doubtful: tuple[
        tuple[int, int, float], ...
    ] = ()  #: spans of the text, and how certainly they were recognised, 0..1


def pages_of(laid: list[LaidBlock], sizes: Sequence[tuple[float, float]]) -> Pages:
    """Return the pages that blocks make, given in the order of reading.

    >>> from analysis.layout.pages import LaidBlock
    >>> laid = [LaidBlock("title", 1, "春游", ((1, 9, 9, 99, 20),)), LaidBlock("paragraph", 0, "花开了。", ())]
    >>> pages_of(laid, [(100, 200)]).text
    '# 春游\\n\\n花开了。\\n'
    """
    text, spans = markdown(laid)
    line_starts = [0, *(match.end() for match in NEWLINE.finditer(text))]
    blocks = []
    for block, (start, end) in zip(laid, spans, strict=True):
        regions = tuple(Region(int(page), *map(float, box)) for page, *box in block.regions)
        page, line = regions[0].page if regions else 0, bisect_right(line_starts, start)
        blocks.append(Block(KINDS.get(block.kind, "paragraph"), block.level, start, end, line, page, regions))
    return Pages(text, tuple(blocks), tuple((round(width, 2), round(height, 2)) for width, height in sizes))


def blocks_again(text: str, kept: Sequence[tuple[int, int, int]], blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a text that was made of one with pages: a line each, with what is known of those before.

    Parameters
    ----------
    text : as it is now.
    kept : what was kept of the text before, in order: where it begins now, where it began, and how long it is.
    blocks : of the text before.

    >>> block = Block("caption", 0, 0, 2, 1, 1, (Region(1, 9.0, 9.0, 99.0, 20.0),))
    >>> [*blocks_again("图一\\n", [(0, 0, 3)], [block])] == [block]
    True
    """
    lines = NEWLINE.split(text)
    ends = [match.end() for match in NEWLINE.finditer(text)]
    starts = [block.start for block in blocks]
    opened: Block | None = None
    for number, (begin, held) in enumerate(zip([0, *ends], lines, strict=True), 1):
        if not held.strip():
            continue
        start, end = begin + len(held) - len(held.lstrip()), begin + len(held.rstrip())
        replaced = [*_replaced_blocks(start, end, kept, blocks, starts)]
        block = _again(text, start, end, number, replaced)
        if opened and block.kind == "table" and opened.regions == block.regions and opened.kind == "table":
            opened = Block("table", 0, opened.start, end, opened.line, opened.page, opened.regions)
            continue
        if opened:
            yield opened
        opened = block
    if opened:
        yield opened


def spans_again(
    kept: Sequence[tuple[int, int, int]], spans: Sequence[tuple[int, int, float]]
) -> tuple[tuple[int, int, float], ...]:
    """Return what is left of spans of a text in the text that was made of it.

    Parameters
    ----------
    kept : as for `blocks_again`.
    spans : start, end and a number of each.

    >>> spans_again([(0, 0, 2), (2, 5, 3)], [(1, 6, 0.5)])
    ((1, 2, 0.5), (2, 3, 0.5))
    """
    pieces = sorted(kept, key=lambda piece: piece[1])
    starts = [before for _, before, _ in pieces]
    found = []
    for start, end, number in spans:
        for now, before, size in pieces[max(bisect_right(starts, start) - 1, 0) : bisect_right(starts, end - 1)]:
            low, high = max(start, before), min(end, before + size)
            if low < high:
                found.append((now + low - before, now + high - before, number))
    return tuple(sorted(found))


def _replaced_blocks(
    start: int, end: int, kept: Sequence[tuple[int, int, int]], blocks: Sequence[Block], starts: list[int]
) -> Iterator[Block]:
    """Yield the blocks of the text before of which anything stands between two offsets of the text as it is."""
    row = max(bisect_right(kept, start, key=lambda piece: piece[0]) - 1, 0)
    last = -1
    for now, before, size in kept[row:]:
        if now >= end:
            return
        low, high = before + max(start - now, 0), before + min(end - now, size)
        for number in range(max(bisect_right(starts, low) - 1, last + 1, 0), bisect_right(starts, high - 1)):
            if low < high and blocks[number].end > low:
                last = number
                yield blocks[number]


def _again(text: str, start: int, end: int, line: int, replaced: list[Block]) -> Block:
    """Return the block that a line is: of the kind of its first part, and marked, if it has a mark."""
    first = replaced[0] if replaced else None
    mark = HEADING.match(text, start, end)
    regions = tuple(dict.fromkeys(region for block in replaced for region in block.regions))
    page = first.page if first else 0
    if first and first.kind == "table":
        return Block("table", 0, start, end, line, page, regions)
    if mark:
        level = len(mark[1])
        kind = "title" if first and first.kind == "title" and first.level == level else "heading"
        return Block(kind, level, mark.end(), end, line, page, regions)
    kind = first.kind if first and not first.level else "paragraph"
    return Block(kind, 0, start, end, line, page, regions)
