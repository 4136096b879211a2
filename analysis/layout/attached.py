"""What is set onto a line and is no line: ruby, emphasis dots, initials as high as several lines, marks of lists."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from .boxes import Box, around

if TYPE_CHECKING:
    from .lines import Line, PageLines

DOTS = frozenset("·•●○◦∙⋅・﹅﹆。.、ヽ△▲")
RUBY_SIZE = 0.62  # times the size of the line that it is above, at most
DOT_SIZE = 0.8  # the same for emphasis dots, which can be below it too
RUBY_GAP = 0.4  # em of the line between it and its ruby
WIDEST_RUBY = 1.3  # times the text's size; above larger lines, small ones are headings over headings
INITIAL_SIZE = 1.7  # times the size of the lines beside it, at least
INITIAL_LENGTH = 2  # characters
MARK = re.compile("[·•●○■□◆◇▲△▪▫➢※\ue000-\uf8ff]")  # the last are characters of symbol fonts
MARK_GAP = 2.5  # em of the line between it and the mark of a list before it
INITIAL_GAP = 0.6  # em of the initial to the lines beside it


def with_attached(page: PageLines) -> PageLines:
    """Return a page whose lines have their ruby, initials and marks of lists; emphasis dots are left out."""
    lines = _with_marks(_with_ruby(page.lines))
    return replace(page, lines=_with_initials(lines))


def _with_marks(lines: list[Line]) -> list[Line]:
    """Return lines with the mark of a list that stands alone before them as their first character."""
    marks = {number for number, line in enumerate(lines) if MARK.fullmatch(line.text)}
    if not marks or len(marks) == len(lines):
        return lines
    found, gone = dict(enumerate(lines)), set()
    texts = [number for number in found if number not in marks]
    boxes = np.array([lines[number].box for number in texts])
    sizes = np.array([lines[number].size for number in texts])
    for number in marks:
        mark = lines[number]
        gaps = boxes[:, 0] - mark.box.x1
        fits = (boxes[:, 1] < mark.middle) & (mark.middle < boxes[:, 3]) & (gaps >= 0) & (gaps <= MARK_GAP * sizes)
        if fits.any():
            other = texts[int(np.where(fits, gaps, np.inf).argmin())]
            box = around([mark.box, found[other].box])
            found[other] = replace(found[other], text=mark.text + found[other].text, box=box)
            gone.add(number)
    return [line for number, line in found.items() if number not in gone]


def _sizes(lines: list[Line]) -> tuple[np.ndarray, float]:
    """Return the sizes of lines, and that of most characters."""
    sizes = np.array([line.size for line in lines])
    lengths = np.array([len(line.text) for line in lines])
    usual, places = np.unique(np.round(sizes, 1), return_inverse=True)
    return sizes, float(usual[np.bincount(places, weights=lengths).argmax()])


def _with_ruby(lines: list[Line]) -> list[Line]:
    if len(lines) < 2:
        return lines
    boxes = np.array([line.box for line in lines])
    sizes, body = _sizes(lines)
    ruby: dict[int, list[Line]] = {}
    gone: set[int] = set()
    for number, line in enumerate(lines):
        are_dots = DOTS.issuperset(line.text.replace(" ", ""))
        most = DOT_SIZE if are_dots else RUBY_SIZE
        if line.size > most * WIDEST_RUBY * body:
            continue
        base = _base(line, boxes, sizes, most, WIDEST_RUBY * body, are_dots)
        if base is not None:
            gone.add(number)
            if not are_dots:
                ruby.setdefault(base, []).append(line)
    return [
        replace(line, ruby=tuple(sorted(ruby[number], key=lambda one: one.box.x0))) if number in ruby else line
        for number, line in enumerate(lines)
        if number not in gone
    ]


def _base(
    line: Line, boxes: np.ndarray, sizes: np.ndarray, most: float, largest: float, both_sides: bool
) -> int | None:
    """Return which line a run is set onto: one that is larger and close below it, or of dots above it as well."""
    x0, y0, x1, y1 = line.box
    fits = (sizes * most >= line.size) & (sizes <= largest)
    fits &= (boxes[:, 0] - sizes <= x0) & (x1 <= boxes[:, 2] + sizes)
    gaps = np.abs(boxes[:, 1] - y1)
    if both_sides:
        gaps = np.minimum(gaps, np.abs(y0 - boxes[:, 3]))
    fits &= gaps <= RUBY_GAP * sizes
    found = np.flatnonzero(fits)
    return int(found[gaps[found].argmin()]) if len(found) else None


def _with_initials(lines: list[Line]) -> list[Line]:
    """Return lines with an initial as part of the first of those beside it, and its room as part of all of them."""
    if len(lines) < 3:
        return lines
    boxes, (sizes, body) = np.array([line.box for line in lines]), _sizes(lines)
    found, gone = dict(enumerate(lines)), set()
    for number, line in enumerate(lines):
        if len(line.text) > INITIAL_LENGTH or line.size < INITIAL_SIZE * body:
            continue
        neighbours = _lines_at_initial(line, boxes, sizes)
        if len(neighbours) < 2:
            continue
        gone.add(number)
        for place, other in enumerate(neighbours):
            box = Box(line.box.x0, *found[other].box[1:])
            text = line.text + found[other].text if place == 0 else found[other].text
            found[other] = replace(found[other], text=text, box=box)
    return [line for number, line in found.items() if number not in gone]


def _lines_at_initial(line: Line, boxes: np.ndarray, sizes: np.ndarray) -> list[int]:
    """Return the lines beside an initial, from the top down."""
    x0, y0, x1, y1 = line.box
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    near = (boxes[:, 0] > x0) & (np.abs(boxes[:, 0] - x1) <= INITIAL_GAP * line.size)
    near &= (middles > y0) & (middles < y1) & (sizes * INITIAL_SIZE <= line.size)
    return sorted(np.flatnonzero(near).tolist(), key=lambda other: middles[other])
