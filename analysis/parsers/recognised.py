"""Recognise the lines of a picture of a page, with how certain each character is; the models are in a package."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..layout.boxes import Box
from ..layout.glyphs import CHARACTER, PageGlyphs
from .parsed_pages import box_of, characters, is_upright, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

LEAST = 0.5  # mean certainty of a line's characters; what is read with less is mostly no writing
MOST_SIDE = 10_000  # pixels; larger ones are made smaller by the engine
GAP = 0.7  # em beyond what two characters take, from which there is a space between them
LIKE = 0.1  # share by which the sizes of two lines differ that are taken for the same
ROUGHLY = 0.45  # the same, where only the height of a line tells its size
AGREED = 0.3  # em between the edges of two lines that are set at the same place
BLANK = 0.15  # share of the print of a line's fullest row that a row has at most which is between two lines
FARTHEST = 0.9  # em between the middle of a line's outer character and its edge
FEWEST = 4  # pairs of characters that tell the size of a line
# Marks of a character's width that are printed in its right or left half; a box is around what is printed.
IN_RIGHT_HALF, IN_LEFT_HALF = "（《〈「『【〔“‘", "，。、；：！？）》〉」』】〕”’"


class RecognisedLine(NamedTuple):
    """A line of a picture: its text and box, how certain each character is, and where each that is no space stands."""

    text: str
    box: Box
    certain: tuple[float, ...]  #: 0..1
    middles: tuple[float, ...] = ()  #: from the left, in points; none where that is not known
    ink: float = 0.0  #: height of what is printed, in points; 0 where that is not known


def recognised_lines(image: Image, scale: float) -> list[RecognisedLine]:
    """Return the lines of a picture.

    Parameters
    ----------
    image : the page, in colours.
    scale : points to a pixel; boxes are in points from the top left corner.

    Raises
    ------
    ModuleNotFoundError : when the extra ``ocr`` is not installed.
    """
    found = _engine()(image, return_word_box=True, return_single_char_box=True)
    rows = zip(found.boxes, found.txts, found.scores, found.word_results, strict=True) if len(found) else ()
    grey = np.asarray(image.convert("L"))
    return [
        _line(corners, text, score, each, scale)._replace(ink=ink_height(grey, box_of(corners)) * scale)
        for corners, text, score, each in rows
    ]


def ink_height(grey: np.ndarray, box: Box) -> float:
    """Return how high the print in a box of a picture is, in pixels: that of its middle rows which are not blank.

    >>> grey = np.full((20, 30), 255)
    >>> grey[5:15, 3:27] = 0
    >>> ink_height(grey, Box(0, 2, 30, 18))
    10.0
    """
    x0, y0, x1, y1 = (max(round(edge), 0) for edge in box)
    held = grey[y0 : y1 + 1, x0 : x1 + 1].astype(float)
    if held.size == 0:
        return 0.0
    rows = np.abs(held - np.median(held)).mean(axis=1)
    printed = np.flatnonzero(rows - rows.min() > BLANK * (rows.max() - rows.min()))
    return float(printed[-1] - printed[0] + 1) if len(printed) else 0.0


def _line(corners: Any, text: str, score: float, each: Any, scale: float) -> RecognisedLine:
    """Return a line; its characters are as certain as all of it, where the engine does not tell them apart."""
    box = Box(*(edge * scale for edge in box_of(corners)))
    letters = "".join(text.split())
    is_split = "".join(one[0] for one in each) == letters
    certain = tuple(float(one[1]) for one in each) if is_split and letters == text else (float(score),) * len(text)
    middles = [float(np.mean([x for x, _ in one[2]])) * scale for one in each] if is_split else []
    return RecognisedLine(text, box, certain, () if is_upright(text, box) else tuple(middles))


def glyphs_of_lines(lines: list[RecognisedLine], width: float, height: float) -> PageGlyphs:
    """Return the characters of a page; lines of nearly one size have the same, and wide spaces in them are kept.

    >>> line = RecognisedLine("第一条甲", Box(0, 0, 50, 10), (1.0,) * 4, (5.0, 15.0, 25.0, 45.0))
    >>> glyphs_of_lines([line], 100, 100).characters["x0"].tolist()
    [0.0, 10.0, 20.0, 40.0]
    """
    rows: list[tuple[Any, ...]] = []
    sizes = _sizes(lines)
    for line, size in zip(_aligned(lines, sizes), sizes, strict=True):
        for text, box in _parts(line, size):
            rows += characters(text, box, size)
    return PageGlyphs(width, height, np.array(rows, CHARACTER), ("",))


def _sizes(lines: list[RecognisedLine]) -> list[float]:
    """Return the font size of each line: what its characters are apart, or else in proportion to its height."""
    pitches = [_pitch(line) for line in lines]
    heights = [line.ink or min(line.box.width, line.box.height) for line in lines]
    shares = [pitch / height for pitch, height in zip(pitches, heights, strict=True) if pitch and height]
    share = float(np.median(shares)) if shares else 1.0
    # A line may be stretched to the width of its column: what its characters are apart tells only of most lines.
    raw = [share * height for height in heights]
    groups: Counter[float] = Counter()  # how many characters are of each size
    found = [0.0] * len(lines)
    for number in sorted(range(len(lines)), key=lambda number: (not pitches[number], -len(lines[number].text))):
        size, like = raw[number], LIKE if pitches[number] else ROUGHLY
        near = [group for group in groups if abs(group - size) <= like * group]
        found[number] = max(near, key=groups.__getitem__) if near else size
        groups[found[number]] += len(lines[number].text)
    return found


def _aligned(lines: list[RecognisedLine], sizes: list[float]) -> list[RecognisedLine]:
    """Return lines as wide as they are set: marks at their ends whole, and edges that nearly agree made the same."""
    boxes = [_set_box(line, size) for line, size in zip(lines, sizes, strict=True)]
    lefts, rights = (_agreed([box[edge] for box in boxes], sizes) for edge in (0, 2))
    return [
        line if is_upright(line.text, line.box) else line._replace(box=Box(x0, box.y0, max(x1, x0 + size / 2), box.y1))
        for line, box, x0, x1, size in zip(lines, boxes, lefts, rights, sizes, strict=True)
    ]


def _set_box(line: RecognisedLine, size: float) -> Box:
    """Return the box of a line as high as its font, and with the half of its outer marks that nothing is printed in.

    A box that reaches into another column is cut where the characters end.
    """
    x0, y0, x1, y1 = line.box
    if line.middles:
        x0, x1 = max(x0, line.middles[0] - FARTHEST * size), min(x1, line.middles[-1] + FARTHEST * size)
    x0 -= size / 2 if line.text[0] in IN_RIGHT_HALF else 0
    x1 += size / 2 if line.text[-1] in IN_LEFT_HALF else 0
    return Box(x0, (y0 + y1 - size) / 2, x1, (y0 + y1 + size) / 2)


def _agreed(edges: list[float], sizes: list[float]) -> list[float]:
    """Return edges with those that differ by less than `AGREED` put where the most of them are."""
    held = np.array(edges)
    return [
        float(np.median(held[np.abs(held - edge) < AGREED * size])) for edge, size in zip(edges, sizes, strict=True)
    ]


def _pitch(line: RecognisedLine) -> float:
    """Return what neighbours among the square characters of a line are apart, wide spaces left out; 0 if unknown."""
    letters = "".join(line.text.split())
    apart = [
        later - first
        for (one, first), (other, later) in pairwise(zip(letters, line.middles, strict=False))
        if (one + other).isalnum() and width_of(one) == width_of(other) == 1
    ]
    if len(apart) < FEWEST:
        return 0.0
    usual = float(np.median(apart))
    return float(np.mean([each for each in apart if each < (1 + GAP) * usual]))


def _parts(line: RecognisedLine, size: float) -> Iterator[tuple[str, Box]]:
    """Yield the parts of a line between wide spaces, each with its box."""
    x0, y0, x1, y1 = line.box
    start = 0
    letters = [at for at, character in enumerate(line.text) if not character.isspace()]
    for (one, first), (other, later) in pairwise(zip(letters, line.middles, strict=False)):
        left, right = (size * width_of(line.text[at]) / 2 for at in (one, other))
        if later - first > left + right + GAP * size:
            yield line.text[start : one + 1], Box(x0, y0, first + left, y1)
            start, x0 = other, later - right
    yield line.text[start:], Box(x0, y0, x1, y1)


@cache
def _engine() -> Any:
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    # Named by their paths, they are never looked for elsewhere, so that nothing is downloaded.
    paths = {f"{step}.model_path": str(next(models.glob(f"*_{step.lower()}_*.onnx"))) for step in ("Det", "Cls", "Rec")}
    settings = {"log_level": "critical", "text_score": LEAST, "max_side_len": MOST_SIDE}
    return rapidocr.RapidOCR(params=paths | {f"Global.{name}": value for name, value in settings.items()})
