"""Word clouds in which the size of a word can be trusted: in proportion, none dropped in silence, and comparable."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Patch
from matplotlib.textpath import text_to_path

from .._checks import require_section_numbers, require_several, require_table, require_text, require_whole
from ..document.files import printable, read_bytes
from ..document.marks import require_same_document
from .drawing import (
    BLACK,
    FAMILIES,
    GREY,
    MUTED,
    ON_BLACK,
    ON_WHITE,
    PALE,
    Picture,
    amount,
    columns,
    elide,
    empty,
    families,
    section_names,
    shorten,
    styled,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH, CELL = 1600, 4  # units across a cloud, and a side of the squares in which room is reckoned
SMALLEST = 11  # units high that a word is, if it is to be read
LONGEST = 24  # columns of a word that are drawn
INCHES = 10  # across a picture
LEAST_SIDE = 32  # pixels of a side of a cloud
ELONGATED = 20  # times a side of a cloud is as long as the other, at most
MOST_PIXELS = 50_000_000  # of a picture: some 2 GB of memory
BESIDE, ABOVE = 0.3, 0.14  # room around a word, of its height: Chinese has no spaces to tell neighbours apart
MOST_AROUND = (36, 18)  # units of that
SHAPES = ("circle", "ellipse", "diamond")
MEASURES = {
    "count": "its count",
    "per_10k": "its rate among 10,000 words",
    "g2": "its keyness (log-likelihood G²), how surprising it is to be so frequent here",
    "log_ratio": "its log ratio, how much more frequent it is here",
    "tf_idf": "its tf-idf, how frequent it is in one part and rare in the others",
}
GROUPS = {
    "noun": ("n", "ng", "an", "vn", "s", "f", "t", "tg"),
    "verb": ("v", "vd", "vg", "vi", "vq"),
    "adjective, adverb": ("a", "ad", "ag", "b", "z", "zg", "d", "dg"),
    "name": ("nr", "nrfg", "nrt", "ns", "nt", "nz", "j"),
    "set phrase": ("i", "in", "l", "ln"),
}
OTHER, AS_IT_WAS = "other", "as it was"  # groups that stay in the background


def by_part_of_speech(terms: pd.Series, tags: list[str]) -> pd.Series:
    """Return the colour group of each term by its tag: noun, verb, adjective or adverb, name, set phrase, other.

    Parameters
    ----------
    terms : to be drawn.
    tags : theirs, from `Tokeniser.tags`; abbreviations are put to the names.

    >>> from analysis import Tokeniser
    >>> terms = pd.Series(["政协", "完善", "双向发力"])
    >>> by_part_of_speech(terms, Tokeniser().tags(terms)).tolist()
    ['name', 'verb', 'other']
    """
    require_several(terms, "by_part_of_speech", "terms")
    require_several(tags, "by_part_of_speech", "tags")
    if len(terms) != len(tags):
        raise ValueError(f"by_part_of_speech: {len(tags)} tags for {len(terms)} terms; pass tokeniser.tags(terms)")
    group = {tag: name for name, tags in GROUPS.items() for tag in tags}
    return pd.Series([group.get(tag, OTHER) for tag in tags], index=pd.Index(terms), dtype="str")


def by_section(counts: pd.DataFrame, sections: pd.DataFrame) -> pd.Series:
    """Return the colour group of each term: the section in which it is densest, the first of equals.

    A title that a section before it has is numbered.

    Parameters
    ----------
    counts : from `analysis.frequencies` with ``by="section"``.
    sections : from `analysis.sections`.

    >>> from analysis import Tokeniser, frequencies, parse, sections, with_sections
    >>> document = parse("# 春\\n\\n春天，雨水\\n\\n# 冬\\n\\n雨水，雨水")
    >>> table = sections(document)
    >>> counts = frequencies(with_sections(Tokeniser().tokens(document), table), by="section")
    >>> by_section(counts, table).to_dict()
    {'春天': '春', '雨水': '冬'}
    """
    require_table(counts, "rates by section", "by_section", "counts")
    require_table(sections, "section titles", "by_section", "sections")
    require_same_document(counts, sections, "by_section", ("counts", "sections"))
    require_section_numbers(counts, sections, "by_section", "counts")
    names: dict[int, str] = {}
    for number, name in enumerate(section_names(sections)):
        taken = name in {OTHER, AS_IT_WAS, *names.values()}
        names[number] = f"{name} ({number + 1})" if taken else name
    densest = counts.sort_values(["per_10k", "section"], ascending=[False, True]).drop_duplicates("term").sort_index()
    return densest.set_index("term")["section"].map(names).astype("str")


def by_change(change: pd.DataFrame) -> pd.Series:
    """Return the colour group of each term of a table from `analysis.compare`: whether its count fell, rose or stayed.

    >>> from analysis import compare
    >>> before = pd.DataFrame({"term": ["甲", "乙"], "count": [3, 2], "rank": [1, 2]})
    >>> after = pd.DataFrame({"term": ["乙", "甲"], "count": [2, 1], "rank": [1, 2]})
    >>> by_change(compare(before, after)).to_dict()
    {'甲': 'fewer', '乙': 'as it was'}
    """
    require_table(change, "changes", "by_change", "change")
    direction = np.sign(change["change"].to_numpy()).astype(int)
    return pd.Series(np.array([AS_IT_WAS, "more", "fewer"])[direction], index=pd.Index(change["term"]), dtype="str")


@styled
def word_cloud(
    table: pd.DataFrame,
    n: int = 150,
    measure: str = "count",
    colour: Mapping[str, str] | pd.Series | None = None,
    mask: str | os.PathLike[str] | bytes | None = None,
    size: tuple[int, int] = (1600, 900),
    dark: bool = False,
) -> Picture:
    """Draw the *n* largest terms of a table, the height of each in proportion to a measure.

    The largest stands in the middle, each next one as near to it as there is room; nothing is tilted. The layout is the
    same each time, and at each resolution. A term that would come out too small to be read is not drawn, but returned.

    Parameters
    ----------
    table : with ``term`` and the measure, from `frequencies`, `keyness` (of which only what is more frequent here is
        drawn) or `tf_idf`. Of a term in several rows the largest counts.
    n : how many terms at most.
    measure : the column that sizes are in proportion to.
    colour : to which group each term belongs, see `by_part_of_speech`, `by_section` and `by_change`; the largest
        groups, six colours in all, get one each. By default, the larger the darker (on black, the lighter).
    mask : a shape to fill (circle, ellipse or diamond), or an image file, or its bytes: words go where it is neither
        white nor transparent.
    size : of the cloud, in pixels; a key to colours comes below it.
    dark : whether the ground is black, not white.

    Returns
    -------
    The picture; the terms that found no room are in its ``left_out``, and counted in the caption.

    Raises
    ------
    ValueError : if *measure* is no column of *table*, *n* is below 1, *size* has a side of less than 32 pixels or of
        more than 20 times the other, or more than 50 million pixels, or *mask* is no shape and no image, or white all
        over.
    """
    require_text("word_cloud", measure=measure)
    require_whole("word_cloud", n=n)
    require_table(table, "measured terms", "word_cloud", "table")
    words, groups = _words(table, n, measure), _groups(colour)
    height = height_of(size)
    places, scale = _layout(words, _room(mask, height), SMALLEST)
    picture, (axes,) = _canvas(1, INCHES, size, groups is not None, dark)
    picture.left_out = words["term"][np.isnan(places[:, 0])].tolist()
    colours = _colours(words, places, groups, dark)
    _draw(axes, words, places, words["value"] * scale, colours[0], INCHES)
    _say(picture, words, places, measure, colours[1], dark)
    return picture


@styled
def cloud_pair(
    before: pd.DataFrame,
    after: pd.DataFrame,
    n: int = 80,
    measure: str = "count",
    colour: Mapping[str, str] | pd.Series | None = None,
    labels: tuple[str, str] = ("as it came", "repaired"),
    size: tuple[int, int] = (2000, 800),
    dark: bool = False,
) -> Picture:
    """Draw two clouds side by side in which a word keeps its place, its colour and its scale.

    Room is kept for the larger of a word's two sizes, so that whatever differs is the measure and nothing else.

    Parameters
    ----------
    before, after : tables as for `word_cloud`, of the text as it came and as repaired.
    n : how many terms at most, the largest in either.
    labels : what to call the two.
    measure, colour, size, dark : as for `word_cloud`; *size* is of both together, without the key.

    Raises
    ------
    ValueError : as `word_cloud`.
    """
    require_text("cloud_pair", measure=measure)
    require_whole("cloud_pair", n=n)
    for side, table in (("before", before), ("after", after)):
        require_table(table, "measured terms", "cloud_pair", side)
    both = [_words(table, max(len(table), 1), measure).set_index("term")["value"] for table in (before, after)]
    values = pd.DataFrame(dict(zip(("old", "new"), both, strict=True))).fillna(0.0)
    words = _words(values.assign(value=values.max(axis=1)).rename_axis("term").reset_index(), n, "value")
    height, inches = height_of(size, 2), 0.65 * INCHES
    places, scale = _layout(words, _room(None, height), SMALLEST * INCHES / inches)
    groups = _groups(colour)
    picture, panels = _canvas(2, inches, size, groups is not None, dark, labels)
    picture.left_out = words["term"][np.isnan(places[:, 0])].tolist()
    colours = _colours(words, places, groups, dark)
    for axes, column in zip(panels, values, strict=True):
        own = values[column].reindex(words["term"]).to_numpy() * scale
        _draw(axes, words, places, own, colours[0], inches)
    _say(picture, words, places, measure, colours[1], dark)
    picture.caption += f" Left: {labels[0]}; right: {labels[1]}, each word where it stood."
    change = (values["new"] - values["old"]).loc[words["term"]]
    most = change[change != 0].sort_values(key=lambda by: -by.abs(), kind="stable").head(5)
    picture.alt = f"Two clouds, {labels[0]} and {labels[1]}. {picture.alt}" + "".join(
        f" {shorten(term, LONGEST)} goes from {_said(values['old'][term])} to {_said(values['new'][term])}."
        for term in most.index
    )
    return picture


def _words(table: pd.DataFrame, n: int, measure: str) -> pd.DataFrame:
    """Return the largest terms: ``term``, ``value``, and what is drawn for it (``said``), the largest first."""
    if n < 1:
        raise ValueError(f"n: {n}; a cloud has a word at least")
    if measure not in table or not pd.api.types.is_numeric_dtype(table[measure]):
        first = "; call analysis.frequencies(tokens) first" if measure == "count" else ""
        known = [name for name in table.columns if pd.api.types.is_numeric_dtype(table[name])]
        raise ValueError(f"measure: {measure!r} is no column of numbers; there are {', '.join(known)}{first}")
    shown = table[table["log_ratio"] > 0] if "log_ratio" in table else table
    shown = shown[(shown[measure] > 0) & np.isfinite(shown[measure])]
    shown = shown.sort_values(measure, ascending=False, kind="stable").drop_duplicates("term").head(n)
    words = pd.DataFrame({"term": shown["term"].astype("str"), "value": shown[measure].astype(float)})
    words = words.reset_index(drop=True)
    return words.assign(said=[elide(term, LONGEST) for term in words["term"]])


def height_of(size: tuple[int, int], panels: int = 1) -> int:
    """Return how many units each of so many clouds side by side is high, *size* being that of all, in pixels.

    Raises
    ------
    ValueError : if *size* is none that a cloud can have; see `word_cloud`.
    """
    wide, high = size[0] / panels, size[1]
    if min(wide, high) < LEAST_SIDE or max(wide, high) > ELONGATED * min(wide, high) or size[0] * high > MOST_PIXELS:
        of_each = f" of each of {panels} clouds" if panels > 1 else ""
        raise ValueError(
            f"size: {size[0]} x {high}; a side{of_each} has at least {LEAST_SIDE} pixels, at most {ELONGATED} times "
            f"the other, and the picture at most {MOST_PIXELS:,}"
        )
    return round(WIDTH * high / wide)


def _room(mask: str | os.PathLike[str] | bytes | None, height: int) -> np.ndarray:
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
        raise ValueError(f"mask: {printable(path)}: neither a file nor one of {', '.join(SHAPES)}")


def _in_image(path: str, data: bytes | None, shape: tuple[int, int]) -> np.ndarray:
    from PIL import Image, ImageOps, UnidentifiedImageError

    label = printable(path)
    try:
        with Image.open(io.BytesIO(read_bytes(path) if data is None else data)) as image:
            if image.mode[0] in "IF":  # of more than 256 greys, which Pillow would cut off
                greys = np.asarray(image, float)
                whole = Image.fromarray((greys / max(greys.max(), 1e-9) * 255).astype(np.uint8))
            else:
                whole = image.convert("RGBA")
            flat = Image.new("RGBA", whole.size, "white")
            flat.alpha_composite(whole.convert("RGBA"))
    except UnidentifiedImageError:
        raise ValueError(f"mask: {label}: no image that can be read (its format is not known)") from None
    except (Image.DecompressionBombError, SyntaxError, ValueError, OSError) as error:
        reason = str(error).removeprefix(f"{label}: ")
        raise ValueError(f"mask: {label}: no image that can be read ({reason})") from None
    fitted = ImageOps.pad(flat.convert("L"), (shape[1], shape[0]), color=255)
    room = np.asarray(fitted) < 250
    if not room.any():
        raise ValueError(f"mask: {label}: white all over; words go where an image is not white")
    return room


def _layout(words: pd.DataFrame, room: np.ndarray, smallest: float) -> tuple[np.ndarray, float]:
    """Return where the middle of each word goes, in units, missing where it does not; and units of height a value.

    The scale is the largest at which all have room that would not come out smaller than *smallest*.
    """
    places = np.full((len(words), 2), np.nan)
    if words.empty:
        return places, 0.0
    values = words["value"].to_numpy()
    inked = values[:, None] * _extents(words["said"])[:, :2]
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


def _extents(said: pd.Series) -> np.ndarray:
    """Return width, height and descent of each text, in heights of the type."""
    return (
        np.array(
            [
                text_to_path.get_text_width_height_descent(
                    text, FontProperties(family=families(text) or list(FAMILIES), size=100), ismath=False
                )
                for text in said
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


def _canvas(
    panels: int, inches: float, size: tuple[int, int], keyed: bool, dark: bool, labels: tuple[str, ...] = ()
) -> tuple[Picture, list[Any]]:
    """Return a picture with so many clouds beside each other, room for a key below and labels above."""
    height = height_of(size, panels)
    # A hundredth of a pixel more than asked for: matplotlib cuts off what is not whole.
    dpi = (size[0] + 0.01) / (inches * panels)
    tall = (size[1] + 0.01) / dpi
    key, top = 0.55 * keyed, 0.35 * bool(labels)
    picture = Picture(figsize=(inches * panels, tall + key + top), dpi=dpi)
    picture.set_facecolor(BLACK if dark else "white")
    every = []
    for number in range(panels):
        low, share = key / (tall + key + top), tall / (tall + key + top)
        axes = picture.add_axes((number / panels, low, 1 / panels, share))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        axes.set_axis_off()
        if labels:
            axes.set_title(labels[number], loc="center", color=ON_BLACK[-1] if dark else ON_WHITE[-1])
        every.append(axes)
    for axes in every[1:]:
        axes.plot([0, 0], [0.04 * height, 0.96 * height], color=GREY if dark else PALE, linewidth=1)
    return picture, every


def _groups(colour: Mapping[str, str] | pd.Series | None) -> dict[str, str] | None:
    if colour is None:
        return None
    return {str(term): str(group) for term, group in reversed([*colour.items()]) if not pd.isna(group)}


def _colours(
    words: pd.DataFrame, places: np.ndarray, groups: dict[str, str] | None, dark: bool
) -> tuple[list[str], dict[str, str]]:
    """Return the colour of each word, and what each colour stands for among those that have a place."""
    palette = ON_BLACK if dark else ON_WHITE
    if groups is None:
        steps = ["#60ccfc", "#c9ecff"] if dark else ["#2b7a78", "#0072B2", "#0b2545"]
        shades = LinearSegmentedColormap.from_list("ink", steps)
        rank = words["value"].rank(method="dense", pct=True)  # equal words are of one colour
        return [to_hex(shades(share)) for share in rank], {}
    own = words["term"].map(groups).fillna(OTHER)
    drawn = own[~np.isnan(places[:, 0])]
    weight = words["value"].groupby(drawn).sum().sort_values(ascending=False, kind="stable")
    aside = {OTHER: palette[-1], AS_IT_WAS: MUTED[dark]}
    wanted = [group for group in weight.index if group not in aside]
    kept = sum(group in aside for group in weight.index)
    shown = len(palette) - kept - (OTHER not in weight.index and len(wanted) + kept > len(palette))
    named = dict(zip(wanted, palette[: min(shown, len(palette))], strict=False))
    own = own.where(own.isin([*named, *aside]), OTHER)
    named |= {group: colour for group, colour in aside.items() if (own[drawn.index] == group).any()}
    return own.map(named | aside).tolist(), named


def _draw(axes: Any, words: pd.DataFrame, places: np.ndarray, sizes: Any, colours: list[str], inches: float) -> None:
    """Write the words that have a place, each of its size, its middle where its room is."""
    points = inches * 72 / WIDTH  # of a unit
    extents = _extents(words["said"])
    for (x, y), said, size, colour, (_, high, low) in zip(places, words["said"], sizes, colours, extents, strict=True):
        if size > 0 and not np.isnan(x):
            base = y + (high / 2 - low) * size
            axes.text(x, base, said, fontsize=size * points, color=colour, ha="center", va="baseline")
    if words.empty:
        empty(axes, "no term to draw")


def _said(value: float) -> str:
    return amount(value) if abs(value) >= 1 else f"{value:.3g}"


def _say(
    picture: Picture, words: pd.DataFrame, places: np.ndarray, measure: str, named: dict[str, str], dark: bool
) -> None:
    """Add the key to the colours, the caption and the alternative text."""
    if named:
        most = max(columns(name) for name in named)
        handles = [Patch(color=colour, label=elide(name, 40)) for name, colour in named.items()]
        picture.legend(
            handles=handles,
            loc="lower center",
            ncols=6 if most <= 18 else 3,
            frameon=False,
            handlelength=1,
            handleheight=1,
            labelcolor="linecolor",
            fontsize=9,
        )
    placed = words[~np.isnan(places[:, 0])]
    left = f" {len(picture.left_out)} more would be too small to read." if picture.left_out else ""
    colour = (
        f" Colours: {', '.join(named)}."
        if named
        else f" The larger, the {'lighter' if dark else 'darker'}."
        if len(placed)
        else ""
    )
    picture.caption = (
        f"The {len(placed)} largest terms, the height of each in proportion to {MEASURES.get(measure, measure)}."
        f"{colour}{left}"
    )
    largest = ", ".join(
        f"{shorten(term, LONGEST)} ({_said(value)})"
        for term, value in zip(placed["term"].head(10), placed["value"], strict=False)
    )
    picture.alt = f"Word cloud of {len(placed)} terms." + (f" The largest: {largest}." if largest else "")
