"""The order of reading: a page is cut between its columns and across them, whatever order it was drawn in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .areas import Item, rows_of
from .glyphs import Box, around

if TYPE_CHECKING:
    from .lines import Line

GUTTER = 0.8  # em of the text that part two columns at least
NARROWEST = 5  # em; what is narrower on both sides of a gap is no column of prose
SHRUNK = 0.15  # share of a line's height, above and below, that may reach into its neighbours
FIGURE = re.compile("[0-9０-９.,，．%％+－-]")
LARGER = 1.1  # times the text's size; a heading set so may go across columns that it does not fill


@dataclass
class Column:
    """Items below each other, and between which edges they are set."""

    x0: float
    x1: float
    items: list[Item] = field(default_factory=list)
    is_rows: bool = False  #: whether its lines are rows of cells, as of a table without rules


@dataclass
class _Row:
    """Items side by side."""

    y0: float
    y1: float
    items: list[Item]


def ordered(items: list[Item], body: float) -> list[Column]:
    """Return the columns of a page, or of a box, in the order of reading; items within each from the top down.

    Parameters
    ----------
    items : in any order.
    body : size of the running text, in points.
    """
    if not items:
        return []
    hull = around([item.box for item in items])
    found = _cut(sorted(items, key=lambda item: (item.box.y0, item.box.x0)), hull.x0, hull.x1, body)
    return [_in_lines(column) for column in found]


def _in_lines(column: Column) -> Column:
    """Return a column with the runs of each line as one."""
    lines = rows_of([line for item in column.items if item.kind == "line" for line in item.lines])
    others = [item for item in column.items if item.kind != "line"]
    items = [*(Item("line", line.box, [line]) for line in lines), *others]
    items.sort(key=lambda item: (item.box.y0 + item.box.y1) / 2 if item.kind == "line" else item.box.y0)
    return Column(column.x0, column.x1, items, column.is_rows)


def _cut(items: list[Item], x0: float, x1: float, body: float) -> list[Column]:
    gutters = _gutters(items, body)
    if gutters and not _is_tabular(items, gutters, body):
        return [column for part in _between(items, gutters) for column in _cut(part, *_edges(part), body)]
    rows = _rows(items)
    groups = _groups(rows, body)
    if len(groups) > 1:
        return [
            column for group in groups for column in _cut([item for row in group for item in row.items], x0, x1, body)
        ]
    if gutters:
        return [Column(x0, x1, items, is_rows=True)]
    if any(_side_by_side(row, body) for row in rows):
        return _around_widest(items, x0, x1, body)
    return [Column(x0, x1, items)]


def _edges(items: list[Item]) -> tuple[float, float]:
    hull = around([item.box for item in items])
    return hull.x0, hull.x1


def _gutters(items: list[Item], body: float) -> list[float]:
    """Return the middles of the gaps that go through items from the top to the bottom."""
    spans = _joined([(item.box.x0, item.box.x1) for item in items], GUTTER * body)
    return [(left[1] + right[0]) / 2 for left, right in zip(spans, spans[1:], strict=False)]


def _joined(spans: list[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Return spans with those that are less than a gap apart as one."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] < gap:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _between(items: list[Item], gutters: list[float]) -> list[list[Item]]:
    places = np.searchsorted(gutters, [(item.box.x0 + item.box.x1) / 2 for item in items])
    return [[item for item, at in zip(items, places, strict=True) if at == n] for n in range(len(gutters) + 1)]


def _is_tabular(items: list[Item], gutters: list[float], body: float) -> bool:
    """Say whether gaps part cells or the words of one line rather than columns of prose.

    Columns have lines that fill them; a line that is spread out, and cells, are short and stand in rows.
    """
    if any(item.kind != "line" for item in items):
        return False
    rows, parts = _rows(items), _between(items, gutters)
    if any(_side_by_side(row, body) for row in rows):
        return False
    if len(rows) == 1 or any(_is_figures(part) for part in parts):
        return True
    widths = [np.median([item.box.width for item in part]) for part in parts]
    if min(widths) >= NARROWEST * body and len(rows) > 2:
        return False
    return sum(len(row.items) > 1 for row in rows) >= 0.5 * len(rows)


def _is_figures(items: list[Item]) -> bool:
    """Say whether most of a column are amounts."""
    texts = [line.text for item in items for line in item.lines]
    return len(texts) > 1 and sum(2 * len(FIGURE.findall(text)) > len(text) for text in texts) > 0.6 * len(texts)


def _rows(items: list[Item]) -> list[_Row]:
    """Return items in rows: a gap goes across the page between two rows."""
    found: list[_Row] = []
    for item in sorted(items, key=_top):
        top, bottom = _top(item), _bottom(item)
        if found and top < found[-1].y1:
            found[-1].items.append(item)
            found[-1].y1 = max(found[-1].y1, bottom)
        else:
            found.append(_Row(top, bottom, [item]))
    return found


def _top(item: Item) -> float:
    return item.box.y0 + SHRUNK * min(item.box.height, 20)


def _bottom(item: Item) -> float:
    return item.box.y1 - SHRUNK * min(item.box.height, 20)


def _side_by_side(row: _Row, body: float) -> bool:
    """Say whether a row has items of several lines side by side, which are no runs of one line."""
    if len(row.items) < 2:
        return False
    height = max(item.box.height for item in row.items)
    return row.y1 - row.y0 > 1.2 * max(height, body)


def _groups(rows: list[_Row], body: float) -> list[list[_Row]]:
    """Return rows in groups, each with gutters of its own or without any.

    A row goes into the group above it while a gutter goes through both: so a heading across columns parts what is
    above it from what is below.
    """
    found: list[list[_Row]] = []
    free: list[tuple[float, float]] = []
    for number, row in enumerate(rows):
        taken = _joined([(item.box.x0, item.box.x1) for item in row.items], GUTTER * body)
        if found and not _goes_across(rows, number, free, body):
            spans = _joined([*free, *taken], GUTTER * body)
            if (len(spans) > 1) == (len(free) > 1) or (len(free) == 1 and _is_one_line(row, body)):
                found[-1].append(row)
                free = spans
                continue
            if len(found[-1]) == 1 and len(free) > 1 and _is_one_line(found[-1][0], body) and len(taken) == 1:
                found[-1].append(row)  # a line that is spread out, with the text below it
                free = spans
                continue
        found.append([row])
        free = taken
    return found


def _is_one_line(row: _Row, body: float) -> bool:
    """Say whether a row is one line with gaps in it."""
    return not _side_by_side(row, body) and all(item.kind == "line" for item in row.items)


def _goes_across(rows: list[_Row], number: int, spans: list[tuple[float, float]], body: float) -> bool:
    """Say whether a row is a heading over all columns though it fills only some, as one that is short and not centred."""
    row = rows[number]
    if len(spans) < 2 or len(row.items) > 1 or row.items[0].kind != "line" or number + 1 == len(rows):
        return False
    line = row.items[0].lines[0]
    if line.size < LARGER * body:
        return False
    below = _joined([(i.box.x0, i.box.x1) for later in rows[number + 1 : number + 3] for i in later.items], GUTTER * body)
    return len(below) > 1


def _around_widest(items: list[Item], x0: float, x1: float, body: float) -> list[Column]:
    """Order items that no straight cut parts: without the widest, which then comes before what is below it."""
    widest = max(items, key=lambda item: (item.box.width, -item.box.y0))
    rest = [item for item in items if item is not widest]
    found = _cut(rest, x0, x1, body)
    at = next((n for n, column in enumerate(found) if _is_below(column, widest.box)), len(found))
    column = found[at] if at < len(found) else None
    if column is not None:
        above = [item for item in column.items if item.box.y0 < widest.box.y0]
        below = [item for item in column.items if item.box.y0 >= widest.box.y0]
        parts = [Column(column.x0, column.x1, part, column.is_rows) for part in (above, below)]
        middle = Column(widest.box.x0, widest.box.x1, [widest])
        return [*found[:at], *(part for part in (parts[0], middle, parts[1]) if part.items), *found[at + 1 :]]
    return [*found, Column(widest.box.x0, widest.box.x1, [widest])]


def _is_below(column: Column, box: Box) -> bool:
    return any(item.box.y0 >= box.y0 and item.box.overlap(box)[0] > 0 for item in column.items)


def lines_of(column: Column) -> list[Line]:
    """Return the lines of a column that are no part of a table, box or figure."""
    return [item.lines[0] for item in column.items if item.kind == "line"]
