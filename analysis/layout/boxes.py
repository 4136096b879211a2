"""Rectangles on a page, and how the space that a page is drawn in lies on the page that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.y1 - self.y0

    def holds(self, other: Box, margin: float = 1.0) -> bool:
        """Say whether another box lies in it, or sticks out by no more than a margin.

        >>> Box(0, 0, 10, 10).holds(Box(1, 1, 10.5, 9))
        True
        """
        return (
            self.x0 - margin <= other.x0
            and self.y0 - margin <= other.y0
            and other.x1 <= self.x1 + margin
            and other.y1 <= self.y1 + margin
        )

    def overlap(self, other: Box) -> tuple[float, float]:
        """Return by how much it overlaps another in width and in height; less than nothing is a gap.

        >>> Box(0, 0, 10, 10).overlap(Box(8, 12, 20, 20))
        (2, -2)
        """
        return min(self.x1, other.x1) - max(self.x0, other.x0), min(self.y1, other.y1) - max(self.y0, other.y0)


def around(boxes: list[Box]) -> Box:
    """Return the smallest box that holds others.

    >>> around([Box(0, 0, 1, 1), Box(5, 5, 6, 6)])
    Box(x0=0, y0=0, x1=6, y1=6)
    """
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def turned(box: Box, frame: int, width: float, height: float) -> Box:
    """Return a page's box as it lies when the page is turned by so many quarters to the left.

    With one quarter what runs downwards goes to the right, and columns from the right to the left go downwards.

    >>> turned(Box(80, 0, 90, 50), 1, 100, 200)
    Box(x0=0, y0=10, x1=50, y1=20)
    """
    x0, y0, x1, y1 = box
    if frame == 1:
        return Box(y0, width - x1, y1, width - x0)
    if frame == 2:
        return Box(width - x1, height - y1, width - x0, height - y0)
    if frame == 3:
        return Box(height - y1, x0, height - y0, x1)
    return box


def turned_back(box: Box, frame: int, width: float, height: float) -> Box:
    """Return the page's box that `turned` gives this one of; width and height are the page's.

    >>> turned_back(turned(Box(80, 0, 90, 50), 1, 100, 200), 1, 100, 200)
    Box(x0=80, y0=0, x1=90, y1=50)
    """
    if frame % 2:
        return turned(box, 4 - frame, height, width)
    return turned(box, frame, width, height)


@dataclass(frozen=True)
class Turn:
    """How the space that a page is drawn in lies on the page that is shown."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int  # by which the page is turned clockwise

    @classmethod
    def of(cls, page: Any) -> Turn:
        """Return how a page of an open PDF lies."""
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right, top, page.get_rotation() // 90 % 4)

    @property
    def width(self) -> float:
        """Return how wide the page is shown."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Return how high the page is shown."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def point(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Return where a point, or an array of them, is shown, from the top left corner."""
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a rectangle is shown."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def boxes(self, drawn: np.ndarray) -> np.ndarray:
        """Return where rectangles are shown, as rows of x0, y0, x1 and y1."""
        (x0, y0), (x1, y1) = self.point(drawn[:, 0], drawn[:, 1]), self.point(drawn[:, 2], drawn[:, 3])
        return np.column_stack([np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)])
