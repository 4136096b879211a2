"""Which lines of a page go across its columns, and part what is above them from what is below."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from .boxes import Box, around
from .rows import GUTTER, Row, gutters_of, hulls_of, is_side_by_side, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SPREAD = 1.4  # em between two words of a heading that is one line
LARGER = 1.1  # times the text's size; a heading set so may go across columns that it does not fill
NEAR = 8  # rows above and below a row that show how many columns there are
USUAL_GAP = 0.6  # em between two lines, where too few show it
APART = 0.25  # em more than that, above and below a heading
ROOM = 0.8  # em that other columns leave at least above and below a heading over all


def goes_across(rows: list[Row], number: int, body: float) -> bool:
    """Say whether a row is one line, or a figure or table, across columns of the rows around it.

    It reaches into two of them, or crosses a gutter; or it is a heading over all that fills one only: apart from what
    is above and below it, with room beside it in the others though they have text below.
    """
    row = rows[number]
    if is_side_by_side(row, body) or any(item.kind == "box" for item in row.items):
        return False
    boxes = [item.box for item in row.items]
    hull = around(boxes)
    # Where the columns below are few, as at a text's end, those above are what it stands over.
    near = (columns for columns in near_columns(rows, number, body) if hull.x0 < columns[-1].x1)
    columns = next(near, [])
    return bool(columns) and _crosses(boxes, columns, rows, number, body)


def _crosses(boxes: list[Box], columns: list[Box], rows: list[Row], number: int, body: float) -> bool:
    """Say whether the boxes of a row are one line across columns, or a heading over all of them."""
    gutter = min(right.x0 - left.x1 for left, right in pairwise(columns))
    parts = hulls_of(boxes, min(SPREAD * body, 0.9 * gutter))
    if len(parts) > 1:
        return False
    touched = [column for column in columns if column.overlap(parts[0])[0] > 0.1 * body]
    if len(touched) == 1:
        return _has_room_beside(rows, number, touched[0], body)
    return len(touched) > 1 or columns[0].x1 < parts[0].x0 < columns[-1].x0


def near_columns(rows: list[Row], number: int, body: float) -> Iterator[list[Box]]:
    """Yield the columns of the rows below a row, and those of the rows above it, where there are several."""
    for near in (rows[number + 1 : number + 1 + NEAR], rows[max(0, number - NEAR) : number][::-1]):
        for count in range(len(near), 0, -1):
            columns = hulls_of([item.box for item in items_of(near[:count])], GUTTER * body)
            if gutters_of(columns, body):
                yield columns
                break


def _has_room_beside(rows: list[Row], number: int, column: Box, body: float) -> bool:
    """Say whether a line stands apart in its column, and the other columns are empty beside it but not below it.

    It is large, or farther from what is above and below it than lines are from each other; the others leave so much
    room as a line takes with the gaps about it.
    """
    line = around([item.box for item in rows[number].items])
    near = [item.box for item in items_of(rows[max(0, number - NEAR) : number + 1 + NEAR])]
    in_column = [box for box in near if box.overlap(column)[0] > 0 and box != line]
    others = [box for box in near if box.overlap(column)[0] <= 0 and box.overlap(line)[0] <= 0]
    above, below = _gaps(line, others)
    if below is None:
        return False
    usual = _usual_gap([*in_column, line], body)
    apart = [gap for gap in _gaps(line, in_column) if gap is not None]
    is_apart = line.height > LARGER * body or min(apart, default=0) > usual + APART * body
    return is_apart and min(below, below if above is None else above) > max(usual, ROOM * body)


def _usual_gap(boxes: list[Box], body: float) -> float:
    """Return how far lines below each other are apart."""
    gaps = [lower.y0 - upper.y1 for upper, lower in pairwise(sorted(boxes, key=lambda box: box.y0))]
    return median(gaps) if len(gaps) > 2 else USUAL_GAP * body


def _gaps(line: Box, others: list[Box]) -> tuple[float | None, float | None]:
    """Return how far boxes above and below a line are; None where there are none."""
    middle = (line.y0 + line.y1) / 2
    above = [line.y0 - box.y1 for box in others if (box.y0 + box.y1) / 2 < middle]
    below = [box.y0 - line.y1 for box in others if (box.y0 + box.y1) / 2 >= middle]
    return min(above, default=None), min(below, default=None)
