"""What is drawn on a PDF's page besides characters: rules, frames and pictures."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .boxes import Box, Turn

PATH, PICTURE, FORM = 2, 3, 5  # kinds of page objects
THIN = 3.0  # points; a rule is no thicker
WHITE = 250  # least value of red, green and blue that cannot be told from paper
LIGHT = 200  # of red, green and blue, of a ground on which white characters cannot be seen
RECTANGLE = 5  # segments of a path, at most
DEEPEST = 8  # forms within forms that are looked into


def drawings(page: Any, turn: Turn) -> tuple[tuple[Box, ...], tuple[Box, ...], tuple[Box, ...], bool]:
    """Return rules, frames and pictures of a page that can be seen, and whether anything dark is behind its text."""
    from pypdfium2 import raw

    rules: list[Box] = []
    frames: list[Box] = []
    pictures: list[Box] = []
    has_dark = False
    for kind, item, box in _objects(page, turn):
        if kind == PATH and not _is_painted(item) and not any(ground.holds(box) for ground in [*frames, *pictures]):
            continue
        if kind == PICTURE:
            pictures.append(box)
            has_dark = True
        elif min(box.width, box.height) <= THIN:
            if max(box.width, box.height) > THIN:
                rules.append(box)
        elif raw.FPDFPath_CountSegments(item) <= RECTANGLE:
            frames.append(box)
            has_dark = has_dark or _is_dark(item)
        else:
            pictures.append(box)
    # In an order that does not depend on that of the drawing.
    return tuple(sorted(rules)), tuple(sorted(frames)), tuple(sorted(pictures)), has_dark


def _is_painted(item: Any) -> bool:
    """Say whether a path can be seen on paper: it has an outline, or is filled and not in white."""
    from pypdfium2 import raw

    fill, has_outline = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, has_outline) or has_outline.value:
        return True
    red, green, blue, opaque = _fill_colour(item)
    return fill.value > 0 and opaque > 0 and min(red, green, blue) < WHITE


def _is_dark(item: Any) -> bool:
    return min(_fill_colour(item)[:3]) < LIGHT


def _fill_colour(item: Any) -> tuple[int, int, int, int]:
    """Return red, green, blue and how opaque what a path is filled with is, each up to 255."""
    from pypdfium2 import raw

    red, green, blue, opaque = (ctypes.c_uint(255) for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, red, green, blue, opaque)
    return red.value, green.value, blue.value, opaque.value


def _objects(page: Any, turn: Turn) -> Iterator[tuple[int, Any, Box]]:
    """Yield kind, handle and box of paths and pictures, those within forms too."""
    from pypdfium2 import raw

    waiting = [
        (raw.FPDFPage_GetObject(page.raw, number), np.eye(3), 0)
        for number in range(raw.FPDFPage_CountObjects(page.raw))
    ]
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for item, outer, depth in waiting:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == FORM and depth < DEEPEST:
            inner = _matrix(item) @ outer
            waiting += [
                (raw.FPDFFormObj_GetObject(item, number), inner, depth + 1)
                for number in range(raw.FPDFFormObj_CountObjects(item))
            ]
        elif kind in (PATH, PICTURE) and raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            corners = np.array([[left.value, bottom.value, 1], [right.value, top.value, 1]]) @ outer
            yield kind, item, turn.box(corners[0, 0], corners[0, 1], corners[1, 0], corners[1, 1])


def _matrix(item: Any) -> np.ndarray:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return np.array([[matrix.a, matrix.b, 0], [matrix.c, matrix.d, 0], [matrix.e, matrix.f, 1]])
