"""Rows of a page, between which a gap goes across, and the gutters that go down through them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .boxes import Box, around

if TYPE_CHECKING:
    from .areas import Item

GUTTER = 0.8  # em of the text that part two columns at least
SHRUNK = 0.15  # share of a line's height, above and below, that may reach into its neighbours
SIDE_BY_SIDE = 0.3  # em of their height that two columns share at least


@dataclass
class Row:
    """Items side by side."""

    y0: float
    y1: float
    items: list[Item]


def hulls_of(boxes: list[Box], gap: float) -> list[Box]:
    """Return boxes in columns: those that are less than a gap apart from left to right as one."""
    found: list[Box] = []
    for box in sorted(boxes):
        if found and box.x0 - found[-1].x1 < gap:
            found[-1] = around([found[-1], box])
        else:
            found.append(box)
    return found


def gutters_of(hulls: list[Box], body: float) -> list[float]:
    """Return the middles of the gaps between columns that are side by side, not one below the other."""
    return [(left.x1 + right.x0) / 2 for left, right in pairwise(hulls) if left.overlap(right)[1] > SIDE_BY_SIDE * body]


def rows_across(items: list[Item]) -> list[Row]:
    """Return items in rows: a gap goes across the page between two rows."""
    found: list[Row] = []
    for item in sorted(items, key=top):
        if found and top(item) < found[-1].y1:
            found[-1].items.append(item)
            found[-1].y1 = max(found[-1].y1, bottom(item))
        else:
            found.append(Row(top(item), bottom(item), [item]))
    return found


def top(item: Item) -> float:
    """Return where an item begins, a line a little below its top."""
    return item.box.y0 + (SHRUNK * item.box.height if item.kind == "line" else 0)


def bottom(item: Item) -> float:
    """Return where an item ends, a line a little above its bottom."""
    return item.box.y1 - (SHRUNK * item.box.height if item.kind == "line" else 0)


def is_side_by_side(row: Row, body: float) -> bool:
    """Say whether a row has items of several lines side by side, which are no runs of one line."""
    if len(row.items) < 2:
        return False
    height = max(item.box.height for item in row.items)
    return row.y1 - row.y0 > 1.2 * max(height, body)


def is_one_line(row: Row, body: float) -> bool:
    """Say whether a row is one line with gaps in it."""
    return not is_side_by_side(row, body) and all(item.kind == "line" for item in row.items)


def items_of(rows: list[Row]) -> list[Item]:
    """Return the items of rows."""
    return [item for row in rows for item in row.items]
