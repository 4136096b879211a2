"""Does a line go on in the next? By the room at its end, indents, gaps and sizes; across columns and pages too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from .attached import MARK

if TYPE_CHECKING:
    from .boxes import Box
    from .columns import Column
    from .lines import Line

T = TypeVar("T")
LIKE = 0.03  # share of the size by which two lines of a paragraph may differ in size
DISPLAY = 1.1  # times the text's size; lines set larger are broken by sense
EXTRA = 0.35  # em that a gap between paragraphs adds to the usual distance of lines
INDENT = 0.8, 6.0  # em, least and most of a first line
SHORT = 0.85  # share of a column's width that a centred line does not fill
ALIGNED = 0.4  # em within which edges are the same
FEW_LINES = 5  # of a column, below which its lines do not show how wide it is set
PAGE_NUMBER = "0123456789ivxlcIVXLCⅠⅡⅢⅣⅤⅥ-—()（） "  # characters of one behind the dots that lead to it
HANGING = 1.1  # em by which marks at line ends may stick out
MOSTLY, FARTHEST = 0.6, 2.0  # share of full lines that end at an edge; em by which the others may then go beyond it
ENDS = re.compile("[。！？!?…：:；;.][”’」』）)】》\"']*$")
LISTED = re.compile(
    "([·•●○■□◆◇▲△▪▫➢※\ue000-\uf8ff–—-]|[(（]?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）.．、](?![0-9])|——|第.{1,4}条)"
)


@dataclass(frozen=True)
class Place:
    """A line where it stands: page, column, and the edges between which the column is set."""

    line: Line
    page: int
    column: int  #: counted through the document
    x0: float
    x1: float
    is_cut_off: bool = False  #: whether a figure, table or box is between it and the line above it

    @property
    def offset(self) -> float:
        """Return by how much it is indented, in em."""
        return (self.line.box.x0 - self.x0) / (self.line.size or 1)

    @property
    def is_indented(self) -> bool:
        """Say whether it is indented as first lines are."""
        return INDENT[0] <= self.offset <= INDENT[1]

    @property
    def room(self) -> float:
        """Return how much of the column is free behind it, in points."""
        return self.x1 - self.line.box.x1

    @property
    def is_centred(self) -> bool:
        """Say whether it stands in the middle of its column, with as much room before it as behind it."""
        before, behind = self.line.box.x0 - self.x0, self.room
        is_short = self.line.box.width < SHORT * (self.x1 - self.x0)
        return is_short and min(before, behind) > self.line.size and abs(before - behind) < ALIGNED * self.line.size


@dataclass(frozen=True)
class Setting:
    """How the running text of a document is set."""

    body: float  #: its size, in points
    leading: float  #: from one line of a paragraph to the next, in em
    is_indented: bool  #: whether first lines are
    apart: float  #: from the last line of a paragraph to the next paragraph, in em
    bold: bool  #: whether it is
    font: str  #: that it is mostly set in
    width: float  #: of most of its columns, in points


def setting_of(places: list[Place], body: float) -> Setting:
    """Return how lines, given in the order of reading, are set.

    The leading is the most usual distance of two lines where the first is full. Paragraphs are indented where most of
    the lines are that come after one that is not full.
    """
    text = [place for place in places if abs(place.line.size - body) <= LIKE * body]
    pairs = [
        (upper, lower, _distance(upper, lower))
        for upper, lower in pairwise(text)
        if upper.column == lower.column and not lower.is_cut_off
    ]
    usual = Counter(round(distance / 0.05) for upper, lower, distance in pairs if is_full(upper, lower))
    leading = max(usual, key=lambda at: (usual[at], -at)) * 0.05 if usual else 1.7
    apart = [distance for upper, lower, distance in pairs if not is_full(upper, lower)]
    return Setting(
        body,
        leading,
        _has_indents([(upper, lower) for upper, lower, _ in pairs], body),
        median(apart) if apart else leading,
        _usual([place.line.bold for place in text], False),
        _usual([place.line.font for place in text], ""),
        median([place.x1 - place.x0 for place in text]) if text else 0.0,
    )


def _has_indents(pairs: list[tuple[Place, Place]], body: float) -> bool:
    """Say whether first lines are indented; where no line shows it, whether some lines within columns are."""
    starts = [
        lower.is_indented
        for upper, lower in pairs
        if not is_full(upper, lower) and not lower.is_centred and lower.room < 2 * body
    ]
    inside = [lower.is_indented for upper, lower in pairs if is_full(upper, lower)]
    return bool(np.mean(starts) > 0.5) if starts else bool(inside and np.mean(inside) > 0.05)


def _usual(values: list[T], default: T) -> T:
    return Counter(values).most_common(1)[0][0] if values else default


class Widths:
    """Between which edges columns are set: a short one, or one whose lines are short, as others of the document are."""

    def __init__(self, columns: list[Column], body: float) -> None:
        self.body = body
        self.known = [
            (min(box.x0 for box in boxes), self._right(boxes))
            for boxes in map(_line_boxes, columns)
            if len(boxes) >= FEW_LINES
        ]

    def edges(self, column: Column, page_columns: list[Column]) -> tuple[float, float]:
        """Return the left and the right edge of a column; *beside* are the columns of its page."""
        boxes = _line_boxes(column)
        x0, x1 = min([column.x0, *(box.x0 for box in boxes)]), max([column.x1, *(box.x1 for box in boxes)])
        if len(boxes) < FEW_LINES:
            inside = [
                (left, right)
                for left, right in self.known
                if left - self.body / 2 <= x0 and x1 <= right + self.body / 2
            ]
            x0 = max([left for left, _ in inside if x0 - left < INDENT[1] * self.body], default=x0)
        else:
            x1 = min(x1, self._right(boxes))
        return x0, max(x1, self._known_right(x0, x1, column, page_columns))

    def _right(self, boxes: list[Box]) -> float:
        """Return where most lines end, or where the longest does if they end anywhere; marks may hang out behind it."""
        step = 0.25 * self.body
        ends = [round(box.x1 / step) for box in boxes]
        usual = max(set(ends), key=lambda end: (ends.count(end), end))
        longest = max(box.x1 for box in boxes)
        at_edge = ends.count(usual) / sum(end >= usual for end in ends)
        hangs = longest - usual * step <= (HANGING if at_edge < MOSTLY else FARTHEST) * self.body
        return (usual + 0.5) * step if hangs and ends.count(usual) >= 0.3 * len(ends) else longest

    def _known_right(self, x0: float, x1: float, column: Column, page_columns: list[Column]) -> float:
        """Return how far columns that begin at the same place go, as long as no other of the page is in the way."""
        y0, y1 = min(item.box.y0 for item in column.items), max(item.box.y1 for item in column.items)
        stop = min(
            [
                item.box.x0
                for other in page_columns
                if other is not column
                for item in other.items
                if item.box.x0 > x1 and item.box.y0 < y1 and item.box.y1 > y0
            ],
            default=np.inf,
        )
        rights = [right for left, right in self.known if abs(left - x0) < 0.5 * self.body and right < stop]
        if len(column.items) < FEW_LINES:
            rights = [right for right in rights if abs(right - x1) < 0.5 * self.body] or rights
        return max(rights, default=x1)


def _line_boxes(column: Column) -> list[Box]:
    """Return the boxes of a column's lines, but for headings and notes, which may go beyond its edges."""
    lines = [item.lines[0] for item in column.items if item.kind == "line"]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return [line.box for line in lines if abs(line.size - usual) <= LIKE * usual]


def _distance(upper: Place, lower: Place) -> float:
    """Return how far a line is below another, in em, without the room that its ruby takes."""
    room = max((one.size for one in lower.line.ruby), default=0.0)
    return (lower.line.middle - upper.line.middle - room) / (lower.line.size or 1)


def is_full(line: Place, following: Place) -> bool:
    """Say whether a line has no room for what the next one begins with, so that it may have been broken there."""
    return line.room < 0.98 * following.line.first


def goes_on(places: list[Place], place: Place, setting: Setting) -> bool:
    """Say whether a paragraph goes on in *place*, the next line of running text; *places* are its lines so far."""
    first, last = places[0], places[-1]
    if not _is_as_large(last.line, place.line) or _has_leader(last.line.text):
        return False
    is_below = last.column == place.column
    if is_below and not place.is_cut_off and _distance(last, place) > _most_distance(last, setting):
        return False
    hangs = _hangs(first, last, place)
    # The first words of a paragraph can be bold, up to the end of a line in an item of a list only.
    if last.line.ends_bold != place.line.starts_bold and not (hangs and _has_bullet(first)):
        return False
    if is_below and last.line.size > DISPLAY * setting.body:
        return _is_display(last, place)
    if not is_full(last, place) or last.is_centred:
        return False
    if hangs:
        return True
    if place.is_indented and not _is_block(last, place):
        return False
    if LISTED.match(place.line.text) and ENDS.search(last.line.text):
        return setting.is_indented and not place.is_indented and not _has_bullet(place)
    return True


def _is_as_large(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= LIKE * max(line.size, other.size)


def _hangs(first: Place, last: Place, place: Place) -> bool:
    """Say whether a line is set in behind the mark or number of a list's item, as the others of the item are.

    Where only the first line is known, a closing mark at its end leaves that open, unless a bullet is before it.
    """
    if last.column != place.column or not LISTED.match(first.line.text) or LISTED.match(place.line.text):
        return False
    if last is first and ENDS.search(last.line.text) and not _has_bullet(first):
        return False
    is_aligned = last is first or abs(place.offset - last.offset) < ALIGNED
    return first.column == last.column and is_aligned and place.offset - first.offset > ALIGNED


def _has_leader(text: str) -> bool:
    """Say whether a line ends with dots and a page number, as those of a table of contents.

    >>> _has_leader("第一章 总则........ 12"), _has_leader("增长了3.12")
    (True, False)
    """
    dots = text.rstrip(PAGE_NUMBER)
    return dots != text and dots.endswith(("....", "……", "····"))


def _has_bullet(place: Place) -> bool:
    return bool(MARK.match(place.line.text))


def _most_distance(last: Place, setting: Setting) -> float:
    """Return how far the next line of a paragraph may be below, in em."""
    if last.line.size > DISPLAY * setting.body:
        return max(1.2, min(setting.leading, 1.6)) + EXTRA / 2
    return setting.leading + EXTRA


def _is_display(last: Place, place: Place) -> bool:
    """Say whether a line set large goes on: such lines are broken by sense, so all that are close are one."""
    if last.is_centred or place.is_centred:
        return True
    return is_full(last, place) or not ENDS.search(last.line.text)


def _is_block(last: Place, place: Place) -> bool:
    """Say whether both are lines of a block that is indented as a whole, such as a quotation."""
    return abs(last.offset - place.offset) < ALIGNED and last.column == place.column and not ENDS.search(last.line.text)
