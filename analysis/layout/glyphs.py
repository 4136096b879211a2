"""The characters of a PDF's page with their boxes, sizes and fonts, and what else is drawn on it."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .boxes import Turn
from .clips import is_cut_off
from .drawings import drawings

if TYPE_CHECKING:
    from .boxes import Box

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
# Fonts for vertical text show marks in forms that mean the same, and some writers map Han characters to radicals.
SHOWN_AS = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︰︱︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
    "，、。：；！？〖〗…：—＿（）｛｝〔〕【】《》〈〉「」『』",
)
SPACE, HYPHEN = 0x20, 0x2D
LINE_END_HYPHEN = 2  # what pdfium makes of a hyphen or a minus sign at a line's end


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

    Left out are characters that cannot be seen (not painted, cut off, of no size, beside the page, or white with
    nothing dark behind them; but those that are not painted over a picture are the text of a scan), and the second of
    two that are printed at the same place.
    """
    turn = Turn.of(page)
    rules, frames, pictures, has_dark = drawings(page, turn)
    text = page.get_textpage()
    try:
        found, fonts = _characters(text, turn, bool(pictures), has_dark)
    finally:
        text.close()
    return PageGlyphs(turn.width, turn.height, _once(_within(found, turn)), fonts, rules, frames, pictures)


class _Style(NamedTuple):
    """What the characters of one text object share."""

    size: float
    font: int
    bold: bool
    turned: int
    is_seen: bool


class _Styles:
    """Reads the style of each text object once."""

    def __init__(self, text: Any, turn: Turn, over_picture: bool, has_dark: bool) -> None:
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
            size > 0.5 and self._is_painted(index, mode) and not is_cut_off(handle),
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


def _characters(text: Any, turn: Turn, over_picture: bool, has_dark: bool) -> tuple[np.ndarray, tuple[str, ...]]:
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
    names = sorted(styles.fonts)  # in an order that does not depend on that of the drawing
    places = np.array([names.index(name) for name in styles.fonts] or [0])
    found["font"] = places[found["font"]]
    return found, tuple(names)


def _set_boxes(found: np.ndarray, shapes: np.ndarray, turn: Turn) -> None:
    """Set each character's box: as wide as it advances along its line, as high as its font size across it."""
    x, y = turn.point(shapes[:, 0], shapes[:, 1])
    loose = turn.boxes(shapes[:, 2:6])
    ink = turn.boxes(shapes[:, 6:10])
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


def _within(found: np.ndarray, turn: Turn) -> np.ndarray:
    """Return the characters whose middle is on the page, and of each what is."""
    x, y = (found["x0"] + found["x1"]) / 2, (found["y0"] + found["y1"]) / 2
    found = found[(x >= 0) & (x <= turn.width) & (y >= 0) & (y <= turn.height)]
    for edge, most in (("x0", turn.width), ("x1", turn.width), ("y0", turn.height), ("y1", turn.height)):
        found[edge] = np.clip(found[edge], 0, most)
    return found


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
