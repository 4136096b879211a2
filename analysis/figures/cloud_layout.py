"""Where the words of a cloud stand, and how large."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from ..document.files import printable, read_bytes
from ..languages.messages import _, enumeration
from .glyphs import FAMILIES, families

if TYPE_CHECKING:
    import pandas as pd

BESIDE, ABOVE = 0.3, 0.14  # room around a word, of its height: Chinese has no spaces to tell neighbours apart
WIDTH, CELL = 1600, 4  # units across a cloud, and a side of the squares in which room is reckoned


LEAST_SIDE = 32  # pixels of a side of a cloud
ELONGATED = 20  # times a side of a cloud is as long as the other, at most
MOST_PIXELS = 50_000_000  # of a picture: some 2 GB of memory
MOST_AROUND = (36, 18)  # units of that
SHAPES = ("circle", "ellipse", "diamond")


def height_of(size: tuple[int, int], panels: int = 1) -> int:
    """Return how many units each of so many clouds side by side is high, *size* being that of all, in pixels.

    Raises
    ------
    ValueError : if *size* is none that a cloud can have; see `word_cloud`.
    """
    wide, high = size[0] / panels, size[1]
    if min(wide, high) < LEAST_SIDE or max(wide, high) > ELONGATED * min(wide, high) or size[0] * high > MOST_PIXELS:
        message = _(
            "{wide} x {high}; a side has at least {least} pixels, at most {times} times the other, and the picture at "
            "most {most:,}"
        )
        if panels > 1:
            message = _(
                "{wide} x {high}; a side of each of {n} clouds has at least {least} pixels, at most {times} times the "
                "other, and the picture at most {most:,}"
            )
        limits = {"least": LEAST_SIDE, "times": ELONGATED, "most": MOST_PIXELS}
        raise ValueError("size: " + message.format(wide=size[0], high=high, n=panels, **limits))
    return round(WIDTH * high / wide)


def room(mask: str | os.PathLike[str] | bytes | None, height: int) -> np.ndarray:
    """Return which squares of the ground words may stand on."""
    shape = height // CELL, WIDTH // CELL
    y, x = (2 * (np.arange(side) + 0.5) / side - 1 for side in shape)
    y, x = y[:, None], x[None, :]
    if mask is None:
        return np.ones(shape, bool)
    if mask == "circle":
        short = min(shape)
        return (y * shape[0] / short) ** 2 + (x * shape[1] / short) ** 2 <= 1
    if mask == "ellipse":
        return y**2 + x**2 <= 1
    if mask == "diamond":
        return np.abs(y) + np.abs(x) <= 1
    if isinstance(mask, bytes):
        return _in_image("bytes", mask, shape)
    require_mask(mask)
    return _in_image(os.fspath(mask), None, shape)


def require_mask(mask: str | os.PathLike[str]) -> None:
    """Raise ValueError unless a mask is a shape or there is a file of that name: before a long text is read."""
    path = os.fspath(mask)
    if path not in SHAPES and not os.path.lexists(path):
        raise ValueError(
            f"mask: {printable(path)}: " + _("neither a file nor one of {choices}").format(choices=enumeration(SHAPES))
        )


def _in_image(path: str, data: bytes | None, shape: tuple[int, int]) -> np.ndarray:
    from PIL import Image, ImageOps, UnidentifiedImageError

    label = printable(path)
    try:
        with Image.open(io.BytesIO(read_bytes(path) if data is None else data)) as image:
            if image.mode[0] in "IF":  # of more than 256 greys, which Pillow would cut off
                greys = np.asarray(image, float)
                image_pixels = Image.fromarray((greys / max(greys.max(), 1e-9) * 255).astype(np.uint8))
            else:
                image_pixels = image.convert("RGBA")
            flat = Image.new("RGBA", image_pixels.size, "white")
            flat.alpha_composite(image_pixels.convert("RGBA"))
    except UnidentifiedImageError:
        raise ValueError(f"mask: {label}: " + _("no image that can be read (its format is not known)")) from None
    except (Image.DecompressionBombError, SyntaxError, ValueError, OSError) as error:
        reason = str(error).removeprefix(f"{label}: ")
        raise ValueError(f"mask: {label}: " + _("no image that can be read ({reason})").format(reason=reason)) from None
    fitted = ImageOps.pad(flat.convert("L"), (shape[1], shape[0]), color=255)
    room = np.asarray(fitted) < 250
    if not room.any():
        raise ValueError(f"mask: {label}: " + _("white all over; words go where an image is not white"))
    return room


def layout(words: pd.DataFrame, room: np.ndarray, smallest: float) -> tuple[np.ndarray, float]:
    """Return where the middle of each word goes, in units, missing where it does not; and units of height a value.

    The scale is the largest at which all have room that would not come out smaller than *smallest*.
    """
    places = np.full((len(words), 2), np.nan)
    if words.empty:
        return places, 0.0
    values = words["value"].to_numpy()
    inked = values[:, None] * extents_of(words["label"])[:, :2]
    sides = np.array(room.shape[::-1]) * CELL
    scale = min((sides / inked).min(), 0.45 * sides[1] / values[0])
    scale = min(scale, np.sqrt(0.9 * room.sum() * CELL**2 / inked.prod(axis=1).sum()))
    while True:
        sizes = values[values * scale >= smallest, None] * scale
        around = np.minimum(sizes * [BESIDE, ABOVE], MOST_AROUND)
        if (found := _place(inked[: len(sizes)] * scale + around, room)) is not None:
            break
        scale *= 0.96
    places[: len(found)] = found
    return places, scale


def extents_of(shown_text: pd.Series) -> np.ndarray:
    """Return width, height and descent of each text, in heights of the type."""
    return (
        np.array(
            [
                text_to_path.get_text_width_height_descent(
                    text, FontProperties(family=families(text) or list(FAMILIES), size=100), ismath=False
                )
                for text in shown_text
            ]
        ).reshape(-1, 3)
        / 100
    )


def _place(boxes: np.ndarray, room: np.ndarray) -> np.ndarray | None:
    """Put each box as near to the middle of the room as those before it allow; None if one finds no place."""
    from wordcloud.wordcloud import IntegralOccupancyMap

    taken = IntegralOccupancyMap(*room.shape, ~room)
    ground = np.where(room, 0, 255).astype(np.uint8)
    middle = [side.mean() + 0.5 for side in np.nonzero(room)]
    places = np.empty_like(boxes)
    for number, (wide, high) in enumerate(np.ceil(boxes / CELL).astype(int)):
        if high > room.shape[0] or wide > room.shape[1]:
            return None
        sums = np.pad(taken.integral, ((1, 0), (1, 0)))
        free = sums[high:, wide:] + sums[:-high, :-wide] == sums[:-high, wide:] + sums[high:, :-wide]
        down, across = ((np.arange(n) + side / 2) for n, side in zip(free.shape, (high, wide), strict=True))
        # A distance in sides of the room, so that the cloud grows into the shape of its ground.
        far = ((down - middle[0]) / room.shape[0])[:, None] ** 2 + ((across - middle[1]) / room.shape[1])[None, :] ** 2
        y, x = np.unravel_index(np.where(free, far, np.inf).argmin(), free.shape)
        if not free[y, x]:
            return None
        ground[y : y + high, x : x + wide] = 255
        taken.update(ground, y, x)
        places[number] = across[x] * CELL, down[y] * CELL
    return places
