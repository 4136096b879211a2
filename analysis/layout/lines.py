"""Characters to lines: runs of characters side by side, in the direction in which the page is read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from .boxes import Box, around, turned, turned_back
from .glyphs import SHOWN_AS, PageGlyphs
from .runs import chained, directions, turned_boxes
from .spacing import is_narrow, spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDE_SPACE = 0.9  # em between two words of a line that a wide space parts
OPENING, CLOSING = "（《〈「『【〔“‘([{", "，。、；：！？）》〉」』】〕”’…—％%)]},.;:!?·"
SPACES = " \u3000\xa0"


@dataclass(frozen=True, slots=True)
class Line:
    """A run of characters: its box lies in the direction of reading, that is with lines from the top to the bottom."""

    text: str
    box: Box
    size: float  #: of most of its characters, in points
    bold: bool
    font: str  #: the name of that of most of its characters
    first: float  #: width of what could stand at the end of the line before, had it room
    frame: int = 0  #: how it is turned against the page: see `turned`
    ruby: tuple[Line, ...] = ()  #: how its characters are read, in small ones above them
    starts_bold: bool = False  #: whether its first character is bold
    ends_bold: bool = False  #: whether its last character is

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.box.y0 + self.box.y1) / 2


@dataclass(frozen=True)
class PageLines:
    """The runs of a page and what else is drawn, all turned so that lines go from left to right and downwards."""

    number: int  #: from 1
    width: float
    height: float
    frame: int
    lines: list[Line]
    rules: list[Box]
    frames: list[Box]
    pictures: list[Box]
    is_vertical: bool = False  #: whether upright characters run downwards

    def upright(self, box: Box) -> Box:
        """Return where a box is when the page is held so that characters are upright."""
        if not self.is_vertical:
            return box
        return turned_back(box, self.frame, self.height, self.width)


def page_lines(glyphs: PageGlyphs, number: int = 1) -> PageLines:
    """Return the runs of a page's characters.

    The page is read in the direction in which most of its characters run: lines below each other; columns of
    characters from the right to the left; or a page that is turned. Runs in another direction keep their text.
    """
    found = glyphs.characters
    quarters = directions(found, glyphs.width, glyphs.height)
    frame = int(np.bincount(quarters, minlength=4).argmax()) if len(found) else 0
    lines: list[Line] = []
    for other in sorted({*quarters.tolist()}):
        runs = _runs(found[quarters == other], glyphs, other)
        lines += [_reframed(run, other, frame, glyphs.width, glyphs.height) for run in runs]
    rules, frames, pictures = (
        [turned(box, frame, glyphs.width, glyphs.height) for box in drawn]
        for drawn in (glyphs.rules, glyphs.frames, glyphs.pictures)
    )
    width, height = (glyphs.height, glyphs.width) if frame % 2 else (glyphs.width, glyphs.height)
    is_vertical = frame == 1 and bool(np.mean(found["turned"] == 0) > 0.5)
    return PageLines(number, width, height, frame, lines, rules, frames, pictures, is_vertical)


def _reframed(line: Line, quarters: int, frame: int, width: float, height: float) -> Line:
    if quarters == frame:
        return line
    return replace(line, box=turned(turned_back(line.box, quarters, width, height), frame, width, height))


def _runs(found: np.ndarray, glyphs: PageGlyphs, frame: int) -> Iterable[Line]:
    """Yield the lines that characters of one direction make."""
    boxes = turned_boxes(found, frame, glyphs.width, glyphs.height)
    for run in chained(boxes, found["size"]):
        if line := _line(found[run], boxes[run], glyphs.fonts, frame):
            yield line


def _line(found: np.ndarray, boxes: np.ndarray, fonts: tuple[str, ...], frame: int) -> Line | None:
    """Return characters, given in their order, as a line; None when all are spaces."""
    texts = [chr(code).translate(SHOWN_AS) for code in found["code"].tolist()]
    texts = [unicodedata.normalize("NFKC", c) if "\u2f00" <= c <= "\u2fd5" else c for c in texts]
    ends = [n for n, c in enumerate(texts) if c not in SPACES]
    if not ends:
        return None
    kept = slice(ends[0], ends[-1] + 1)
    texts, found, boxes = texts[kept], found[kept], boxes[kept]
    sizes, counts = np.unique(np.round(found["size"], 1), return_counts=True)
    size = float(sizes[counts.argmax()])
    return Line(
        spaced(texts, boxes, found["size"]),
        Box(*(float(edge) for edge in (*boxes[:, :2].min(0), *boxes[:, 2:].max(0)))),
        size,
        bool(found["bold"].mean() > 0.5),
        fonts[int(np.bincount(found["font"]).argmax())],
        _first_width(texts, boxes),
        frame,
        starts_bold=bool(found["bold"][0]),
        ends_bold=bool(found["bold"][-1]),
    )


def _first_width(texts: list[str], boxes: np.ndarray) -> float:
    """Return the width of a line's first word or character, with the marks that may not be parted from it."""
    last = 0
    while last + 1 < len(texts) and (texts[last] in OPENING or texts[last + 1] in CLOSING or _is_word(texts, last)):
        last += 1
    return float(boxes[last, 2] - boxes[0, 0])


def _is_word(texts: list[str], place: int) -> bool:
    return is_narrow(texts[place]) and is_narrow(texts[place + 1])


def merged(lines: list[Line]) -> Line:
    """Return runs of one line, from left to right, as one; a wide space stands where they are clearly apart.

    Where every run is one character they are spread out, as those of a short title, and no space stands between them.
    """
    if len(lines) == 1:
        return lines[0]
    parts, main = [lines[0].text], max(lines, key=lambda line: len(line.text))
    for left, right in pairwise(lines):
        parts += [_between(left, right, main.size) if len(main.text) > 1 else "", right.text]
    box = around([line.box for line in lines])
    ruby = tuple(one for line in lines for one in line.ruby)
    return replace(
        main,
        text="".join(parts),
        box=box,
        first=lines[0].first,
        frame=lines[0].frame,
        ruby=ruby,
        starts_bold=lines[0].starts_bold,
        ends_bold=lines[-1].ends_bold,
    )


def _between(left: Line, right: Line, size: float) -> str:
    gap = (right.box.x0 - left.box.x1) / (size or 1)
    if is_narrow(left.text[-1]) and is_narrow(right.text[0]):
        return " "
    return "\u3000" if gap > WIDE_SPACE else ""
