"""Does a line go on in the next? By the room at its end, indents, gaps and sizes; across columns and pages too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .lines import Line

LIKE = 0.05  # share of the size by which two lines of a paragraph may differ in size
EXTRA = 0.35  # em that a gap between paragraphs adds to the usual distance of lines
INDENT = 0.8, 6.0  # em, least and most of a first line
ALIGNED = 0.4  # em within which edges are the same
MOST_LEADING = 2.4  # em from one line to the next in running text
ENDS = re.compile("[。！？!?…：:；;.][”’」』）)】》\"']*$")
LISTED = re.compile("([·•●○■□◆◇▲△※–—-]|[(（]?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）.．、]|——|第.{1,4}条)")


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
        return min(before, behind) > self.line.size and abs(before - behind) < 0.8 * self.line.size


@dataclass(frozen=True)
class Setting:
    """How the running text of a document is set."""

    body: float  #: its size, in points
    leading: float  #: from one line of a paragraph to the next, in em
    is_indented: bool  #: whether first lines are
    bold: bool = False


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
    starts = [
        lower for upper, lower, _ in pairs if not is_full(upper, lower) and not lower.is_centred and lower.room < 2 * body
    ]
    inside = [lower.is_indented for upper, lower, _ in pairs if is_full(upper, lower)]
    indented = [place.is_indented for place in starts]
    bold = Counter(place.line.bold for place in text).most_common(1)
    is_indented = bool(np.mean(indented) > 0.5) if indented else bool(inside and np.mean(inside) > 0.05)
    return Setting(body, leading, is_indented, bool(bold and bold[0][0]))


def _distance(upper: Place, lower: Place) -> float:
    """Return how far a line is below another, in em."""
    return (lower.line.middle - upper.line.middle) / (lower.line.size or 1)


def is_full(line: Place, following: Place) -> bool:
    """Say whether a line has no room for what the next one begins with, so that it may have been broken there."""
    return line.room < 0.98 * following.line.first


def is_like(line: Line, other: Line) -> bool:
    """Say whether two lines are set alike."""
    return abs(line.size - other.size) <= LIKE * max(line.size, other.size) and line.bold == other.bold


def goes_on(last: Place, place: Place, setting: Setting) -> bool:
    """Say whether a paragraph whose last line so far is *last* goes on in *place*, the next line of running text."""
    if not is_like(last.line, place.line):
        return False
    is_below = last.column == place.column
    if is_below and not place.is_cut_off and _distance(last, place) > _most_distance(last, place, setting):
        return False
    if is_below and last.line.size > (1 + 2 * LIKE) * setting.body:
        return _is_display(last, place, setting)
    if not is_full(last, place) or last.is_centred:
        return False
    if place.is_indented and not _is_block(last, place):
        return False
    if LISTED.match(place.line.text) and ENDS.search(last.line.text):
        return setting.is_indented and not place.is_indented and not _is_listed_start(place)
    return True


def _is_listed_start(place: Place) -> bool:
    return place.line.text[0] in "·•●○■◆◇▲△※"


def _most_distance(last: Place, place: Place, setting: Setting) -> float:
    """Return how far the next line of a paragraph may be below, in em."""
    if last.line.size > (1 + 2 * LIKE) * setting.body:
        return max(1.2, min(setting.leading, 1.6)) + EXTRA / 2
    return setting.leading + EXTRA


def _is_display(last: Place, place: Place, setting: Setting) -> bool:
    """Say whether a line set large goes on: such lines are broken by sense, so all that are close are one."""
    if last.is_centred or place.is_centred:
        return True
    return is_full(last, place) or not ENDS.search(last.line.text)


def _is_block(last: Place, place: Place) -> bool:
    """Say whether both are lines of a block that is indented as a whole, such as a quotation."""
    return (
        abs(last.offset - place.offset) < ALIGNED
        and last.column == place.column
        and not ENDS.search(last.line.text)
    )
