"""A document of pages: its blocks are what stands together on them, whatever its text would be in Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text_index.newlines import NEWLINE
from .blocks import Block, Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What the place and the type of a block say of it; of all others only what they say decides.
KINDS = frozenset({"title", "heading", "caption", "note", "table", "page furniture"})
HEADING = re.compile("(#{1,6}) +(?=\\S)")


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of a document of pages, as Markdown; its blocks, and the width and height of each page in points."""

    text: str
    blocks: tuple[Block, ...]
    sizes: tuple[tuple[float, float], ...]


def pages_of(laid: Iterable[tuple[str, int, str, Sequence[Region]]], sizes: Sequence[tuple[float, float]]) -> Pages:
    """Return the pages that blocks make, given in the order of reading.

    Parameters
    ----------
    laid : of each block kind, level, text (of a table a line for each row, cells parted by tabs) and regions.
    sizes : width and height of each page.

    >>> pages_of([("title", 1, "春游", [Region(1, 9, 9, 99, 20)]), ("paragraph", 0, "花开了。", [])], [(100, 200)]).text
    '# 春游\\n\\n花开了。\\n'
    """
    parts, blocks, at, line = [], [], 0, 1
    for kind, level, text, regions in laid:
        mark = "#" * level + " " if level else ""
        held = _markdown_table(text) if kind == "table" else " ".join(text.split())
        if not held:
            continue
        start = at + len(mark)
        known = kind if kind in KINDS else "paragraph"
        page = regions[0][0] if regions else 0
        blocks.append(Block(known, level, start, start + len(held), line, page, tuple(regions)))
        parts.append(f"{mark}{held}")
        at += len(parts[-1]) + 2
        line += 2 + held.count("\n")
    return Pages("\n\n".join(parts) + "\n" if parts else "", tuple(blocks), tuple((w, h) for w, h in sizes))


def _markdown_table(text: str) -> str:
    """Return rows as a table in Markdown; the first is its head."""
    rows = [[" ".join(cell.split()).replace("|", "\\|") for cell in row.split("\t")] for row in text.split("\n")]
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


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
        own = [*_own(start, end, kept, blocks, starts)]
        block = _again(text, start, end, number, own)
        if opened and block.kind == "table" and opened.regions == block.regions and opened.kind == "table":
            opened = Block("table", 0, opened.start, end, opened.line, opened.page, opened.regions)
            continue
        if opened:
            yield opened
        opened = block
    if opened:
        yield opened


def _own(
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


def _again(text: str, start: int, end: int, line: int, own: list[Block]) -> Block:
    """Return the block that a line is: of the kind of its first part, and marked, if it has a mark."""
    first = own[0] if own else None
    mark = HEADING.match(text, start, end)
    regions = tuple(dict.fromkeys(region for block in own for region in block.regions))
    page = first.page if first else 0
    if first and first.kind == "table":
        return Block("table", 0, start, end, line, page, regions)
    if mark:
        level = len(mark[1])
        kind = "title" if first and first.kind == "title" and first.level == level else "heading"
        return Block(kind, level, mark.end(), end, line, page, regions)
    kind = first.kind if first and not first.level else "paragraph"
    return Block(kind, 0, start, end, line, page, regions)
