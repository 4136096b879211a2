"""The order of reading: a page is cut between its columns and across them, whatever order it was drawn in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from .areas import Item, in_rows, rows_of
from .boxes import Box, around
from .lines import merged
from .rows import GUTTER, Row, bottom, gutters_of, hulls_of, is_one_line, is_side_by_side, items_of, rows_across, top
from .spanning import SPREAD, goes_across, near_columns

NARROWEST = 5  # em; what is narrower on both sides of a gap is no column of prose
FIGURE = re.compile("[0-9０-９.,，．%％+－-]")
NARROW_GUTTER = 0.4  # em of a gap between columns that goes down beside many lines
FEW = 0.2  # share of a column's lines that may stand out of it
MANY_LINES = 8  # of each of the two columns beside such a gap
DEEPEST = 60  # cuts within cuts, beyond which lines stay in the order of their height


@dataclass
class Column:
    """Items below each other, and between which edges they are set."""

    x0: float
    x1: float
    items: list[Item] = field(default_factory=list)
    is_rows: bool = False  #: whether its lines are rows of cells, as of a table without rules


def ordered(items: list[Item], body: float) -> list[Column]:
    """Return the columns of a page, or of a box, in the order of reading; items within each from the top down.

    Parameters
    ----------
    items : in any order.
    body : size of the running text, in points.
    """
    if not items:
        return []
    first, items, last = _outside(items)
    hull = around([item.box for item in items])
    found = _cut(sorted(items, key=lambda item: (item.box.y0, item.box.x0)), hull.x0, hull.x1, body)
    found = [part for column in found for part in _without_captions(column)]
    return [_in_lines(column) for column in [*first, *_continued(found, body), *last]]


def _outside(items: list[Item]) -> tuple[list[Column], list[Item], list[Column]]:
    """Return the turned lines before all others in the direction of the lines, the other items, and those behind all.

    So a level headline above columns of characters is read first, and what is below them last.
    """
    text = [item for item in items if item.kind != "turned"]
    if not text or len(text) == len(items):
        return [], items, []
    hull = around([item.box for item in text])
    turned = sorted((item for item in items if item.kind == "turned"), key=lambda item: (item.box.x0, -item.box.y1))
    first = [item for item in turned if item.box.x1 <= hull.x0]
    last = [item for item in turned if item.box.x0 >= hull.x1]
    outside = {id(item) for item in [*first, *last]}
    parts = ([Column(hull.x0, hull.x1, [item]) for item in part] for part in (first, last))
    return next(parts), [item for item in items if id(item) not in outside], next(parts)


def _without_captions(column: Column) -> list[Column]:
    """Return rows of cells without lines of one run above and below them, which are columns for themselves."""
    if not column.is_rows:
        return [column]
    rows = rows_across(column.items)
    cells = [number for number, row in enumerate(rows) if len(row.items) > 1]
    parts = rows[: cells[0]], rows[cells[0] : cells[-1] + 1], rows[cells[-1] + 1 :]
    return [
        Column(column.x0, column.x1, items_of(part), is_rows=number == 1) for number, part in enumerate(parts) if part
    ]


def _continued(columns: list[Column], body: float) -> list[Column]:
    """Return columns with those that go on below each other, between the same edges, as one."""
    found: list[Column] = []
    for column in columns:
        last = found[-1] if found else None
        if (
            last
            and not last.is_rows
            and not column.is_rows
            and abs(last.x0 - column.x0) < body
            and abs(last.x1 - column.x1) < body
            and min(map(top, column.items)) >= max(map(bottom, last.items))
        ):
            found[-1] = Column(last.x0, last.x1, [*last.items, *column.items])
        else:
            found.append(column)
    return found


def _in_lines(column: Column) -> Column:
    """Return a column with the runs of each line as one; cells side by side stay apart."""
    runs = [line for item in column.items if item.kind == "line" for line in item.lines]
    if column.is_rows:
        rows = [Item("line", around([line.box for line in row]), row) for row in in_rows(runs)]
        return Column(column.x0, column.x1, rows, is_rows=True)
    lines = [Item("line", line.box, [line]) for line in rows_of(runs)]
    items = [*lines, *(item for item in column.items if item.kind != "line")]
    items.sort(key=lambda item: (item.box.y0 + item.box.y1) / 2 if item.kind == "line" else item.box.y0)
    return Column(column.x0, column.x1, items)


def _cut(items: list[Item], x0: float, x1: float, body: float, depth: int = 0) -> list[Column]:
    if depth > DEEPEST:
        return [Column(x0, x1, items)]
    if narrow := _narrow_gutters(items, body):
        return [column for part in _between(items, narrow) for column in _cut(part, *_edges(part), body, depth + 1)]
    rows = _joined_rows(rows_across(items), body)
    items = items_of(rows)
    parts = _parted(rows, body)
    if len(parts) > 1:
        return [column for part in parts for column in _cut(items_of(part), x0, x1, body, depth + 1)]
    gutters = gutters_of(hulls_of([item.box for item in items], GUTTER * body), body)
    if between := _between_columns(items, gutters, body):
        return [column for part in _between(items, between) for column in _cut(part, *_edges(part), body, depth + 1)]
    groups = _groups(rows, body)
    if len(groups) > 1:
        return [column for group in groups for column in _cut(items_of(group), x0, x1, body, depth + 1)]
    if gutters and sum(len(row.items) > 1 for row in rows) > 1:
        return [Column(x0, x1, items, is_rows=True)]
    if any(is_side_by_side(row, body) for row in rows):
        return _around_widest(items, x0, x1, body, depth + 1)
    return [Column(x0, x1, items)]


def _narrow_gutters(items: list[Item], body: float) -> list[float]:
    """Return gaps that are too narrow to part two columns but for the many lines of prose on both of their sides."""
    hulls = hulls_of([item.box for item in items], NARROW_GUTTER * body)
    pairs = [pair for pair in pairwise(hulls) if pair[1].x0 - pair[0].x1 < GUTTER * body]
    narrow = [gutter for pair in pairs for gutter in gutters_of([*pair], body)]
    parts = _between(items, narrow)
    return [
        gutter
        for gutter, left, right in zip(narrow, parts, parts[1:], strict=False)
        if min(_overlapping_lines(left, right), _overlapping_lines(right, left)) >= MANY_LINES
        and not _are_cells(left, right, body)
        and _usual_gap(left, right) < GUTTER * body
    ]


def _joined_rows(rows: list[Row], body: float) -> list[Row]:
    """Return rows with the runs of a line that is spread out, where it stands alone, as one."""
    return [
        Row(row.y0, row.y1, [_as_one(row.items)]) if len(row.items) > 1 and _is_spread(rows, number, body) else row
        for number, row in enumerate(rows)
    ]


def _as_one(items: list[Item]) -> Item:
    line = merged(sorted((line for item in items for line in item.lines), key=lambda line: line.box.x0))
    return Item("line", line.box, [line])


def _is_spread(rows: list[Row], number: int, body: float) -> bool:
    row = rows[number]
    if not is_one_line(row, body) or len(hulls_of([item.box for item in row.items], SPREAD * body)) > 1:
        return False
    gutters = gutters_of(next(near_columns(rows, number, body), []), body)
    boxes = sorted(item.box for item in row.items)
    return not any(left.x1 < gutter < right.x0 for gutter in gutters for left, right in pairwise(boxes))


def _parted(rows: list[Row], body: float) -> list[list[Row]]:
    """Return rows in parts, where lines that go across all columns part what is above them from what is below."""
    found: list[list[Row]] = []
    was_across = False
    for number, row in enumerate(rows):
        across = goes_across(rows, number, body)
        if not found or across != was_across:
            found.append([])
        found[-1].append(row)
        was_across = across
    return found


def _edges(items: list[Item]) -> tuple[float, float]:
    hull = around([item.box for item in items])
    return hull.x0, hull.x1


def _between(items: list[Item], gutters: list[float]) -> list[list[Item]]:
    places = np.searchsorted(gutters, [(item.box.x0 + item.box.x1) / 2 for item in items])
    return [[item for item, at in zip(items, places, strict=True) if at == n] for n in range(len(gutters) + 1)]


def _between_columns(items: list[Item], gutters: list[float], body: float) -> list[float]:
    """Return those gutters that part columns of prose rather than cells or the words of one line."""
    parts = _between(items, gutters)
    return [
        gutter
        for gutter, left, right in zip(gutters, parts, parts[1:], strict=False)
        if not _are_cells(left, right, body)
    ]


def _are_cells(left: list[Item], right: list[Item], body: float) -> bool:
    """Say whether what is on both sides of a gap are cells: short, or amounts, and in the same rows."""
    if any(item.kind != "line" for item in [*left, *right]):
        return False
    rows = rows_across(sorted([*left, *right], key=top))
    if any(is_side_by_side(row, body) for row in rows):
        return False
    in_rows = sum(len(row.items) > 1 for row in rows)
    if len(rows) == 1 or (in_rows >= 0.5 * len(rows) and (_is_figures(left) or _is_figures(right))):
        return True
    widths = [np.median([item.box.width for item in part]) for part in (left, right) if len(part) > 2 or len(rows) < 4]
    is_prose = min(widths, default=0) >= NARROWEST * body and len(rows) > 2
    return not is_prose and in_rows >= 0.5 * len(rows)


def _usual_gap(left: list[Item], right: list[Item]) -> float:
    """Return the gap between two columns without the few lines that stand out, such as a headline set between them."""
    ends, starts = [item.box.x1 for item in left], [item.box.x0 for item in right]
    return float(np.quantile(starts, FEW) - np.quantile(ends, 1 - FEW))


def _overlapping_lines(items: list[Item], others: list[Item]) -> int:
    """Return how many lines of a column are beside another, from its first to its last."""
    other = around([item.box for item in others])
    return sum(item.kind == "line" and item.box.overlap(other)[1] > 0 for item in items)


def _is_figures(items: list[Item]) -> bool:
    """Say whether most of a column are amounts."""
    texts = [line.text for item in items for line in item.lines]
    return len(texts) > 1 and sum(2 * len(FIGURE.findall(text)) > len(text) for text in texts) > 0.6 * len(texts)


def _groups(rows: list[Row], body: float) -> list[list[Row]]:
    """Return rows in groups, each with gutters that go through all of it, or without any.

    A row goes into the group above it while a gutter goes through both; so text in two columns is parted from text in
    three or in one.
    """
    found: list[list[Row]] = []
    hulls: list[Box] = []
    for row in rows:
        boxes = [item.box for item in row.items]
        both = hulls_of([*hulls, *boxes], GUTTER * body)
        if found and _is_alike(found[-1], row, hulls, both, body):
            found[-1].append(row)
            hulls = both
        else:
            found.append([row])
            hulls = hulls_of(boxes, GUTTER * body)
    return found


def _is_alike(group: list[Row], row: Row, hulls: list[Box], both: list[Box], body: float) -> bool:
    """Say whether a row has the gutters of a group, or either of them is but a line that is spread out."""
    has_gutter = bool(gutters_of(both, body))
    if has_gutter == bool(gutters_of(hulls, body)):
        return True
    if has_gutter:
        return is_one_line(row, body) and len(row.items) == 1
    return len(group) == 1 and is_one_line(group[0], body) and len(row.items) == 1


def _around_widest(items: list[Item], x0: float, x1: float, body: float, depth: int) -> list[Column]:
    """Order items that no straight cut parts: without the widest, which then comes before what is below it."""
    widest = max(items, key=lambda item: (item.box.width, -item.box.y0))
    rest = [item for item in items if item is not widest]
    found = _cut(rest, x0, x1, body, depth)
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
