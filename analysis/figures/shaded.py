"""A table whose cells are shaded; on a phone its columns stand in several tables below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from .drawing import SHADES, Picture, plain
from .slim import SLIM, choose, in_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEADS = 0.85  # inches that the names above columns take on a phone
ROW = 0.34  # inches of a row there


def shaded_table(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Iterable[tuple[int, int, str, float]],
    size: tuple[float, float],
    most: int,
) -> tuple[Picture, list[Any]]:
    """Draw a table of shaded cells.

    Parameters
    ----------
    rows, columns : their names, short enough to stand beside a table.
    cells : row, column, what is written there and how deep the ground is (0 to 1).
    size : of the picture, in inches; on a phone its height follows from the rows.
    most : columns of one table on a phone.

    Returns
    -------
    The picture, and the axes of its tables: one, but on a phone as many as the columns need.
    """
    parts = in_parts(range(len(columns)), choose(max(len(columns), 1), most))
    high = len(parts) * (HEADS + ROW * max(len(rows), 2)) + 0.3
    picture = Picture(figsize=choose(size, (SLIM, high)), layout="constrained")
    picture.can_be_slim = True
    every = list(picture.subplots(len(parts), 1, squeeze=False)[:, 0])
    for axes, part in zip(every, parts, strict=True):
        names = [columns[column] for column in part]
        axes.set_xticks(range(len(names)), names, rotation=40, ha="left", rotation_mode="anchor")
        axes.xaxis.tick_top()
        axes.set_yticks(range(len(rows)), rows)
        # The last table may have fewer columns, and its cells are as wide.
        axes.set(xlim=(-0.6, max(len(parts[0]), 1) - 0.4), ylim=(max(len(rows), 1) - 0.4, -0.6))
        plain(axes, "left", "bottom")
        axes.grid(color="#f3f3f3")
    for row, column, text, shade in cells:
        axes, x = every[column // max(len(parts[0]), 1)], column % max(len(parts[0]), 1)
        axes.add_patch(Rectangle((x - 0.47, row - 0.44), 0.94, 0.88, color=SHADES(shade), linewidth=0))
        ink = "white" if shade > 0.8 else "black"  # a contrast of 4.5 on either side
        axes.annotate(text, (x, row), ha="center", va="center", fontsize=9, color=ink)
    return picture, every
