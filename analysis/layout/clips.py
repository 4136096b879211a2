"""Text that is cut off by the area that it may be painted in, as programs hide the marks of their templates."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from .boxes import Box, around

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEN = 0.3  # share of a text's height and width that is painted, below which nobody reads it


def is_cut_off(text: Any) -> bool:
    """Say whether next to nothing of a text object (a handle of pdfium's) is painted."""
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    clip = raw.FPDFPageObj_GetClipPath(text)
    if raw.FPDFClipPath_CountPaths(clip) < 1 or not raw.FPDFPageObj_GetBounds(text, left, bottom, right, top):
        return False
    ink = Box(left.value, bottom.value, right.value, top.value)
    return any(_is_outside(ink, area) for area in _areas(clip))


def _is_outside(ink: Box, area: Box) -> bool:
    width, height = ink.overlap(area)
    return width < SEEN * ink.width or height < SEEN * ink.height


def _areas(clip: Any) -> Iterator[Box]:
    """Yield the boxes of the paths to which painting is clipped."""
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(raw.FPDFClipPath_CountPaths(clip)):
        points = []
        for number in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, number), x, y)
            points.append(Box(x.value, y.value, x.value, y.value))
        if points:
            yield around(points)
