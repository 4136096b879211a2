"""The characters of a PDF's page with their boxes, sizes and fonts, and what else is drawn: rules, frames and pictures."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

CHARACTER = np.dtype(
    [
        ("code", "u4"),  # its code point
        ("x0", "f4"),  # the box that it takes in its line, in points from the page's top left corner:
        ("y0", "f4"),  # as wide as it advances, as high as its font size
        ("x1", "f4"),
        ("y1", "f4"),
        ("size", "f4"),  # of the font on the page, in points
        ("font", "i2"),  # its place in `PageGlyphs.fonts`
        ("bold", "?"),
        ("turned", "i2"),  # degrees by which it is turned clockwise, 0..359
    ]
)
ASCENT = 0.88  # share of a Han character's square above its base line
BOLD = re.compile("bold|heavy|black|semib|demi", re.IGNORECASE)
BOLD_WEIGHT = 600
INVISIBLE = 3  # text render mode: neither filled nor stroked
STROKED_TOO = 2  # text render mode: filled and stroked, by which programs make letters bold
WHITE = 250  # least value of red, green and blue that cannot be seen on paper
SAME_PLACE = 0.12  # em between two characters that are one, printed twice to look bold
NARROW = 0.9  # of the usual width; a Han character is as wide as others of its font
THIN = 3.0  # points; a rule is no thicker
DEEPEST = 8  # forms within forms that are looked into
# Fonts for vertical text show marks in forms that mean the same, and some writers map Han characters to radicals.
SHOWN_AS = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︰︱︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
    "，、。：；！？〖〗…：—＿（）｛｝〔〕【】《》〈〉「」『』",
)
PATH, PICTURE, FORM = 2, 3, 5  # kinds of page objects
SPACE, HYPHEN = 0x20, 0x2D
LINE_END_HYPHEN = 2  # what pdfium makes of a hyphen or a minus sign at a line's end


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


@dataclass(frozen=True)
class PageGlyphs:
    """What is drawn on a page, as it is shown: turned as the page says."""

    width: float
    height: float
    characters: np.ndarray  #: of the dtype `CHARACTER`, spaces left out unless they are drawn as characters
    fonts: tuple[str, ...] = ()
    rules: tuple[Box, ...] = ()  #: thin lines, upright or level
    frames: tuple[Box, ...] = ()  #: rectangles, filled or only their outline
    pictures: tuple[Box, ...] = ()


def page_glyphs(page: Any) -> PageGlyphs:
    """Return what is drawn on a page of an open PDF (`pypdfium2.PdfPage`).

    Left out are characters that cannot be seen (not painted, of no size, or white with nothing dark behind them; but
    those that are not painted over a picture are the text of a scan), and the second of two that are printed at the
    same place.
    """
    turn = _Turn.of(page)
    rules, frames, pictures, has_dark = _drawings(page, turn)
    text = page.get_textpage()
    try:
        found, fonts = _characters(text, turn, bool(pictures), has_dark)
    finally:
        text.close()
    return PageGlyphs(turn.width, turn.height, _once(found), fonts, rules, frames, pictures)


@dataclass(frozen=True)
class _Turn:
    """How the space that a page is drawn in lies on the page that is shown."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int  # by which the page is turned clockwise

    @classmethod
    def of(cls, page: Any) -> _Turn:
        return cls(*page.get_bbox(), page.get_rotation() // 90 % 4)

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
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
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class _Style(NamedTuple):
    """What the characters of one text object share."""

    size: float
    font: int
    bold: bool
    turned: int
    is_seen: bool


class _Styles:
    """Reads the style of each text object once."""

    def __init__(self, text: Any, turn: _Turn, over_picture: bool, has_dark: bool) -> None:
        self.text, self.turn, self.over_picture, self.has_dark = text, turn, over_picture, has_dark
        self.fonts: dict[str, int] = {}
        self.known: dict[int, _Style] = {}

    def of(self, index: int, address: int, handle: Any) -> _Style:
        if address not in self.known:
            self.known[address] = self._read(index, handle)
        return self.known[address]

    def _read(self, index: int, handle: Any) -> _Style:
        from pypdfium2 import raw

        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self.text, index, matrix)
        size = raw.FPDFText_GetFontSize(self.text, index) * float(np.hypot(matrix.c, matrix.d))
        angle = round(np.degrees(np.arctan2(-matrix.b, matrix.a))) + 90 * self.turn.quarters
        mode = raw.FPDFTextObj_GetTextRenderMode(handle)
        name, is_bold = self._font(index)
        return _Style(
            size,
            self.fonts.setdefault(name, len(self.fonts)),
            is_bold or mode == STROKED_TOO,
            angle % 360,
            size > 0.5 and self._is_painted(index, mode),
        )

    def _font(self, index: int) -> tuple[str, bool]:
        from pypdfium2 import raw

        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self.text, index, buffer, 256, flags)
        name = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
        return name, bool(BOLD.search(name)) or raw.FPDFText_GetFontWeight(self.text, index) >= BOLD_WEIGHT

    def _is_painted(self, index: int, mode: int) -> bool:
        from pypdfium2 import raw

        if mode == INVISIBLE:
            return self.over_picture
        red, green, blue, opaque = (ctypes.c_uint(0) for _ in range(4))
        if not raw.FPDFText_GetFillColor(self.text, index, red, green, blue, opaque):
            return True
        is_white = min(red.value, green.value, blue.value) >= WHITE
        return opaque.value > 0 and (not is_white or self.has_dark or mode == STROKED_TOO)


def _characters(text: Any, turn: _Turn, over_picture: bool, has_dark: bool) -> tuple[np.ndarray, tuple[str, ...]]:
    from pypdfium2 import raw

    handle = text.raw
    count = raw.FPDFText_CountChars(handle)
    styles = _Styles(handle, turn, over_picture, has_dark)
    loose, left, right, bottom, top = raw.FS_RECTF(), *(ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    rows, shapes = [], []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        code = HYPHEN if code == LINE_END_HYPHEN else code
        if code < SPACE or raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        owner = raw.FPDFText_GetTextObject(handle, index)
        style = styles.of(index, ctypes.cast(owner, ctypes.c_void_p).value or 0, owner)
        if not style.is_seen:
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, loose)
        raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        ink = left.value, bottom.value, right.value, top.value
        shapes.append((x.value, y.value, loose.left, loose.bottom, loose.right, loose.top, *ink))
        rows.append((code, *style[:4]))
    found = np.zeros(len(rows), CHARACTER)
    for name, column in zip(("code", "size", "font", "bold", "turned"), zip(*rows, strict=True), strict=False):
        found[name] = column
    if rows:
        _set_boxes(found, np.array(shapes), turn)
    return found, tuple(styles.fonts)


def _set_boxes(found: np.ndarray, shapes: np.ndarray, turn: _Turn) -> None:
    """Set each character's box: as wide as it advances along its line, as high as its font size across it."""
    x, y = turn.point(shapes[:, 0], shapes[:, 1])
    loose = _shown(shapes[:, 2:6], turn)
    ink = _shown(shapes[:, 6:10], turn)
    size = found["size"]
    # Along the base line a box is as the font says; across it reaches from below the base line to the ascent.
    for angle, across, sign in ((0, 1, -1), (180, 1, 1), (90, 0, 1), (270, 0, -1)):
        chosen = np.abs((found["turned"] - angle + 180) % 360 - 180) <= 45
        base = (y if across == 1 else x)[chosen]
        near, far = base + sign * ASCENT * size[chosen], base - sign * (1 - ASCENT) * size[chosen]
        loose[chosen, across], loose[chosen, across + 2] = np.minimum(near, far), np.maximum(near, far)
        # Vertical fonts put a character's origin above it: its ink tells.
        middle = (ink[:, across] + ink[:, across + 2])[chosen] / 2
        is_off = (ink[chosen, across + 2] > ink[chosen, across]) & (
            np.abs(middle - (near + far) / 2) > 0.75 * size[chosen]
        )
        for edge, half in ((across, -0.5), (across + 2, 0.5)):
            values = loose[chosen, edge]
            values[is_off] = (middle + half * size[chosen])[is_off]
            loose[chosen, edge] = values
    _part_ligatures(found, loose)
    _widen(found, loose)
    for place, name in enumerate(("x0", "y0", "x1", "y1")):
        found[name] = loose[:, place]


def _part_ligatures(found: np.ndarray, boxes: np.ndarray) -> None:
    """Give each letter of a ligature, which all have its box, a part of that."""
    is_same = (boxes[1:] == boxes[:-1]).all(1) & (found["code"][1:] < ord("~")) & (found["code"][:-1] < ord("~"))
    starts = np.flatnonzero(is_same & ~np.r_[False, is_same[:-1]])
    for start in starts.tolist():
        count = 2
        while start + count - 1 < len(is_same) and is_same[start + count - 1]:
            count += 1
        along = int(found["turned"][start] // 90 % 2)
        edges = np.linspace(boxes[start, along], boxes[start, along + 2], count + 1)
        boxes[start : start + count, along], boxes[start : start + count, along + 2] = edges[:-1], edges[1:]


def _widen(found: np.ndarray, boxes: np.ndarray) -> None:
    """Give Han characters whose width a font does not tell, so that it is that of their ink, the usual width."""
    is_han = (found["code"] >= 0x3041) & (found["code"] <= 0x9FFF)
    for font in np.unique(found["font"]):
        for across in (0, 1):
            quarter = found["turned"] // 90 % 2 == across
            chosen = np.flatnonzero(is_han & quarter & (found["font"] == font))
            if len(chosen) == 0:
                continue
            size = np.maximum(found["size"][chosen], 0.1)
            width = boxes[chosen, across + 2] - boxes[chosen, across]
            usual = float(np.median(width / size))
            narrow = chosen[width < NARROW * usual * size]
            middle = (boxes[narrow, across] + boxes[narrow, across + 2]) / 2
            boxes[narrow, across] = middle - usual * found["size"][narrow] / 2
            boxes[narrow, across + 2] = middle + usual * found["size"][narrow] / 2


def _shown(boxes: np.ndarray, turn: _Turn) -> np.ndarray:
    """Return boxes of the page's space (left, bottom, right, top) as x0, y0, x1, y1 on the page that is shown."""
    (x0, y0), (x1, y1) = turn.point(boxes[:, 0], boxes[:, 1]), turn.point(boxes[:, 2], boxes[:, 3])
    return np.column_stack([np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)])


def _once(found: np.ndarray) -> np.ndarray:
    """Return characters without those that are printed again at nearly the same place; in the order of their places."""
    if len(found) == 0:
        return found
    found = found[np.lexsort((found["x0"], found["y0"], found["code"]))]
    is_again = np.zeros(len(found), bool)
    for step in (1, 2, 3):  # more than once more, for some programs
        first, later = found[:-step], found[step:]
        apart = SAME_PLACE * np.maximum(later["size"], 1)
        near = (np.abs(later["x0"] - first["x0"]) < apart) & (np.abs(later["y0"] - first["y0"]) < apart)
        is_again[step:] |= near & (later["code"] == first["code"])
    return found[~is_again]


def _drawings(page: Any, turn: _Turn) -> tuple[tuple[Box, ...], tuple[Box, ...], tuple[Box, ...], bool]:
    """Return rules, frames and pictures of a page, and whether anything dark is behind its text."""
    from pypdfium2 import raw

    rules, frames, pictures = [], [], []
    has_dark = False
    for kind, item, box in _objects(page, turn):
        if kind == PICTURE:
            pictures.append(box)
            has_dark = True
        elif min(box.width, box.height) <= THIN:
            if max(box.width, box.height) > THIN:
                rules.append(box)
        elif raw.FPDFPath_CountSegments(item) <= 5:
            frames.append(box)
            has_dark = has_dark or _is_dark(item)
        else:
            pictures.append(box)
    return tuple(rules), tuple(frames), tuple(pictures), has_dark


def _is_dark(item: Any) -> bool:
    from pypdfium2 import raw

    values = [ctypes.c_uint(255) for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(item, *values)
    return min(value.value for value in values[:3]) < WHITE - 50


def _objects(page: Any, turn: _Turn) -> Iterator[tuple[int, Any, Box]]:
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
