"""Blocks and lines as other programs give them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..breaks.ends import joint
from ..languages.messages import _
from ..layout.boxes import Box, around
from ..layout.glyphs import CHARACTER, PageGlyphs
from ..layout.lines import page_lines
from ..layout.pages import LaidBlock, laid_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PAGES = 100_000  # of a file
NARROW = 0.5  # em that a character of ASCII takes; all others take one


class ParsedPages(NamedTuple):
    """The blocks of a file in the order of reading, and the width and height of each page."""

    blocks: list[LaidBlock]
    sizes: list[tuple[float, float]]


@dataclass
class ParsedPage:
    """A page as lines of text with their boxes; *kinds* are boxes whose kind the file says."""

    width: float
    height: float
    lines: list[tuple[str, Box]] = field(default_factory=list)
    kinds: list[tuple[str, int, Box]] = field(default_factory=list)  #: kind, level and box


def page_number(number: int) -> int:
    """Return the number of a page, from 1, if a document can have it.

    Raises
    ------
    ValueError : if it is below 1 or above `MOST_PAGES`.

    >>> page_number(2)
    2
    """
    if not 1 <= number <= MOST_PAGES:
        raise ValueError(
            _("page {number:,}; pages are from 1 to {most_pages:,}").format(number=number, most_pages=MOST_PAGES)
        )
    return number


def block(kind: str, text: str, page: int, box: Iterable[float] | None, level: int = 0) -> list[LaidBlock]:
    """Return a block, or none if it has no text; lines of its text are one, but for those of a table.

    >>> block("paragraph", "会议由\\n市政协主持", 1, None)[0].text
    '会议由市政协主持'
    """
    text = text.strip() if kind == "table" else in_one_line(text)
    regions = ((page, *map(float, box)),) if box is not None else ()
    return [LaidBlock(kind, level, text, regions)] if text else []  # type: ignore[arg-type]


def in_one_line(text: str) -> str:
    """Return the lines of a paragraph as one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = lines[0] if lines else ""
    for line in lines[1:]:
        found += joint(found, line) + line
    return found


def table_rows(html: str) -> str:
    """Return a table of HTML as lines of cells parted by tabs.

    >>> table_rows("<table><tr><td>年</td><td>数</td></tr><tr><td>2024</td><td>3</td></tr></table>")
    '年\\t数\\n2024\\t3'
    """
    from bs4 import BeautifulSoup

    rows = BeautifulSoup(html, "html.parser").find_all("tr")
    return "\n".join("\t".join(" ".join(c.get_text(" ").split()) for c in row.find_all(["td", "th"])) for row in rows)


def box_of(points: Any) -> Box:
    """Return the box around points, or around numbers that are x, y, x, y and so on.

    >>> box_of([[1, 2], [5, 2], [5, 9], [1, 9]]) == box_of([1, 2, 5, 9])
    True
    """
    numbers = np.array(points, float).reshape(-1, 2)
    (x0, y0), (x1, y1) = numbers.min(axis=0).tolist(), numbers.max(axis=0).tolist()
    return Box(x0, y0, x1, y1)


def laid_out(pages: list[ParsedPage]) -> ParsedPages:
    """Return the blocks that lines make where they stand; what the file says of a place is of the blocks there."""
    found = laid_blocks([page_lines(_glyphs(page), number) for number, page in enumerate(pages, 1)])
    blocks = [_with_given_kinds(one, pages[one.regions[0][0] - 1]) if one.regions else one for one in found]
    return ParsedPages(blocks, [(page.width, page.height) for page in pages])


def _glyphs(page: ParsedPage) -> PageGlyphs:
    rows: list[tuple[Any, ...]] = []
    for text, box in page.lines:
        rows += characters(text, box)
    return PageGlyphs(page.width, page.height, np.array(rows, CHARACTER), ("",))


def width_of(character: str) -> float:
    """Return how wide a character is in em."""
    return NARROW if character.isascii() else 1.0


def is_upright(text: str, box: Box) -> bool:
    """Say whether the characters of a line run downwards, by its box."""
    return box.height > 1.5 * box.width and len(text) > 1


def characters(text: str, box: Box, size: float | None = None) -> list[tuple[Any, ...]]:
    """Return characters side by side in the box of their line, or below each other, as rows of `CHARACTER`.

    Their font size is what there is room for, if it is not known.
    """
    widths = [width_of(character) for character in text]
    runs_down = is_upright(text, box)
    em = (box.height / len(text)) if runs_down else box.width / max(sum(widths), NARROW)
    rows, at = [], 0.0
    for character, width in zip(text, widths, strict=True):
        x0, y0 = (box.x0, box.y0 + at) if runs_down else (box.x0 + at, box.y0)
        x1, y1 = (box.x1, y0 + em) if runs_down else (x0 + width * em, box.y1)
        at += em if runs_down else width * em
        if not character.isspace():
            rows.append((ord(character), x0, y0, x1, y1, size or em, 0, False, 0))
    return rows


def _with_given_kinds(found: LaidBlock, page: ParsedPage) -> LaidBlock:
    """Return a block of the kind that the file says of the smallest place that its middle lies in."""
    box = around([Box(*region[1:]) for region in found.regions if region[0] == found.regions[0][0]])
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    here = [one for one in page.kinds if one[2].x0 <= x <= one[2].x1 and one[2].y0 <= y <= one[2].y1]
    if not here:
        return found
    kind, level, _ = min(here, key=lambda one: one[2].width * one[2].height)
    return replace(found, kind=kind, level=level)
