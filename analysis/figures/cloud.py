"""Word clouds in which the size of a word can be trusted: in proportion, none dropped in silence, and comparable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.patches import Patch

from .._checks import require_integer, require_table, require_text
from ..languages.messages import N_, _, enumeration
from ..languages.names import group_name
from .cloud_colours import colours_of, named_groups
from .cloud_layout import WIDTH, extents_of, height_of, layout, room
from .drawing import BLACK, ON_BLACK, ON_WHITE, PALE, STYLE, Picture, amount, empty, styled
from .glyphs import columns, elide, shorten
from .palette import GREY
from .slim import LEAST, SLIM, choose, is_slim

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

SMALLEST = 11  # units high that a word is, if it is to be read
LONGEST = 24  # columns of a word that are drawn
INCHES = 10  # across a picture
SLIM_HIGH = 1.25  # times as high as wide, on a phone; within a shape as high as wide
KEY_ROW = 0.24  # inches of a row of the key there
MEASURES = {
    "count": N_("its count"),
    "per_10k": N_("its rate among 10,000 words"),
    "g2": N_("its keyness (log-likelihood G²), how surprising it is to be so frequent here"),
    "log_ratio": N_("its log ratio, how much more frequent it is here"),
    "tf_idf": N_("its tf-idf, how frequent it is in one part and rare in the others"),
}


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
    require_integer("word_cloud", n=n)
    require_table(table, "measured terms", "word_cloud", "table")
    words, groups = _words(table, n, measure), named_groups(colour)
    inches, smallest = choose(float(INCHES), SLIM), choose(float(SMALLEST), LEAST * WIDTH)
    height = height_of(size)  # which says what is wrong with it
    if is_slim():
        size = _slim_size(1.0 if mask is not None else SLIM_HIGH)
        height = height_of(size)
    places, scale = layout(words, room(mask, height), smallest)
    colours = colours_of(words, places, groups, dark)
    picture, (axes,) = _canvas(1, inches, size, len(colours[1]) if groups is not None else 0, dark)
    picture.left_out = words["term"][np.isnan(places[:, 0])].tolist()
    _draw(axes, words, places, words["value"] * scale, colours[0], inches)
    _describe(picture, words, places, measure, colours[1], dark)
    return picture


@styled
def cloud_pair(
    before: pd.DataFrame,
    after: pd.DataFrame,
    n: int = 80,
    measure: str = "count",
    colour: Mapping[str, str] | pd.Series | None = None,
    labels: tuple[str, str] | None = None,
    size: tuple[int, int] = (2000, 800),
    dark: bool = False,
) -> Picture:
    """Draw two clouds side by side in which a word keeps its place, its colour and its scale.

    Room is kept for the larger of a word's two sizes, so that whatever differs is the measure and nothing else.

    Parameters
    ----------
    before, after : tables as for `word_cloud`, of the text as it came and as repaired.
    n : how many terms at most, the largest in either.
    labels : what to call the two; by default "as it came" and "repaired".
    measure, colour, size, dark : as for `word_cloud`; *size* is of both together, without the key.

    Raises
    ------
    ValueError : as `word_cloud`.
    """
    labels = labels or (_("as it came"), _("repaired"))
    require_text("cloud_pair", measure=measure)
    require_integer("cloud_pair", n=n)
    for side, table in (("before", before), ("after", after)):
        require_table(table, "measured terms", "cloud_pair", side)
    both = [_words(table, max(len(table), 1), measure).set_index("term")["value"] for table in (before, after)]
    values = pd.DataFrame(dict(zip(("old", "new"), both, strict=True))).fillna(0.0)
    words = _words(values.assign(value=values.max(axis=1)).rename_axis("term").reset_index(), n, "value")
    height, inches = height_of(size, 2), choose(0.65 * INCHES, SLIM)
    if is_slim():
        size = _slim_size(1.0)
        height = height_of(size)
    smallest = choose(SMALLEST * INCHES / inches, LEAST * WIDTH)
    places, scale = layout(words, room(None, height), smallest)
    groups = named_groups(colour)
    colours = colours_of(words, places, groups, dark)
    picture, panels = _canvas(2, inches, size, len(colours[1]) if groups is not None else 0, dark, labels)
    picture.left_out = words["term"][np.isnan(places[:, 0])].tolist()
    for axes, column in zip(panels, values, strict=True):
        values_of_side = values[column].reindex(words["term"]).to_numpy() * scale
        _draw(axes, words, places, values_of_side, colours[0], inches)
    _describe(picture, words, places, measure, colours[1], dark)
    named = {"one": labels[0], "other": labels[1]}
    beside = _(" Left: {one}; right: {other}, each word where it stood.")
    below = _(" Above: {one}; below: {other}, each word where it stood.")
    picture.caption += choose(beside, below).format(**named)
    change = (values["new"] - values["old"]).loc[words["term"]]
    most = change[change != 0].sort_values(key=lambda by: -by.abs(), kind="stable").head(5)
    stated = _(" {term} goes from {before} to {after}.")
    picture.alt = _("Two clouds, {one} and {other}. {rest}").format(**named, rest=picture.alt) + "".join(
        stated.format(
            term=shorten(term, LONGEST), before=_rounded(values["old"][term]), after=_rounded(values["new"][term])
        )
        for term in most.index
    )
    return picture


def _words(table: pd.DataFrame, n: int, measure: str) -> pd.DataFrame:
    """Return the largest terms: ``term``, ``value``, and what is drawn for it (``label``), the largest first."""
    if n < 1:
        raise ValueError("n: " + _("{n}; a cloud has a word at least").format(n=n))
    if measure not in table or not pd.api.types.is_numeric_dtype(table[measure]):
        known = enumeration(name for name in table.columns if pd.api.types.is_numeric_dtype(table[name]))
        message = _("{measure!r} is no column of numbers; there are {choices}")
        if measure == "count":
            message = _(
                "{measure!r} is no column of numbers; there are {choices}; call analysis.frequencies(tokens) first"
            )
        raise ValueError("measure: " + message.format(measure=measure, choices=known))
    shown = table[table["log_ratio"] > 0] if "log_ratio" in table else table
    shown = shown[(shown[measure] > 0) & np.isfinite(shown[measure])]
    shown = shown.sort_values(measure, ascending=False, kind="stable").drop_duplicates("term").head(n)
    words = pd.DataFrame({"term": shown["term"].astype("str"), "value": shown[measure].astype(float)})
    words = words.reset_index(drop=True)
    return words.assign(label=[elide(term, LONGEST) for term in words["term"]])


def _slim_size(high: float) -> tuple[int, int]:
    """Return the pixels of a cloud on a phone that is so many times as high as wide."""
    wide = round(SLIM * STYLE["figure.dpi"])
    return wide, round(wide * high)


def _canvas(
    panels: int, inches: float, size: tuple[int, int], named: int, dark: bool, labels: tuple[str, ...] = ()
) -> tuple[Picture, list[Any]]:
    """Return a picture with so many clouds beside each other, room for a key below and labels above.

    On a phone the clouds stand below each other, and *size* is that of each.
    """
    across, down = choose((panels, 1), (1, panels))
    height = height_of(size, across)
    # A hundredth of a pixel more than asked for: matplotlib cuts off what is not whole.
    dpi = (size[0] + 0.01) / (inches * across)
    tall = (size[1] + 0.01) / dpi
    key, top = choose(0.55 * bool(named), KEY_ROW * named + 0.1 * bool(named)), 0.35 * bool(labels)
    whole = down * (tall + top) + key
    picture = Picture(figsize=(inches * across, whole), dpi=dpi)
    picture.can_be_slim = True
    picture.set_facecolor(BLACK if dark else "white")
    every = []
    for number in range(panels):
        column, row = number % across, number // across
        low = (key + (down - 1 - row) * (tall + top)) / whole
        axes = picture.add_axes((column / across, low, 1 / across, tall / whole))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        axes.set_axis_off()
        if labels:
            axes.set_title(labels[number], loc="center", color=ON_BLACK[-1] if dark else ON_WHITE[-1])
        every.append(axes)
    for axes in every[1:]:
        at, along = [0.0, 0.0], [0.04 * choose(height, WIDTH), 0.96 * choose(height, WIDTH)]
        axes.plot(choose(at, along), choose(along, at), color=GREY if dark else PALE, linewidth=1)
    return picture, every


def _draw(axes: Any, words: pd.DataFrame, places: np.ndarray, sizes: Any, colours: list[str], inches: float) -> None:
    """Write the words that have a place, each of its size, its middle where its room is."""
    points = inches * 72 / WIDTH  # of a unit
    extents = extents_of(words["label"])
    for (x, y), word, size, colour, (__, high, low) in zip(
        places, words["label"], sizes, colours, extents, strict=True
    ):
        if size > 0 and not np.isnan(x):
            base = y + (high / 2 - low) * size
            axes.text(x, base, word, fontsize=size * points, color=colour, ha="center", va="baseline")
    if words.empty:
        empty(axes, _("no term to draw"))


def _rounded(value: float) -> str:
    return amount(value) if abs(value) >= 1 else f"{value:.3g}"


def _describe(
    picture: Picture, words: pd.DataFrame, places: np.ndarray, measure: str, named: dict[str, str], dark: bool
) -> None:
    """Add the key to the colours, the caption and the alternative text."""
    if named:
        most = max(columns(group_name(name)) for name in named)
        handles = [Patch(color=colour, label=elide(group_name(name), 40)) for name, colour in named.items()]
        picture.legend(
            handles=handles,
            loc="lower center",
            ncols=choose(6 if most <= 18 else 3, 1),
            frameon=False,
            handlelength=1,
            handleheight=1,
            labelcolor="linecolor",
            fontsize=9,
        )
    placed = words[~np.isnan(places[:, 0])]
    too_small = _(" {n} more would be too small to read.").format(n=len(picture.left_out))
    of_groups = _(" Colours: {groups}.").format(groups=enumeration(map(group_name, named)))
    by_size = _(" The larger, the lighter.") if dark else _(" The larger, the darker.")
    colour = of_groups if named else by_size if len(placed) else ""
    stated = _("The {n} largest terms, the height of each in proportion to {measure}.")
    measured = _(MEASURES[measure]) if measure in MEASURES else measure
    picture.caption = stated.format(n=len(placed), measure=measured) + colour
    picture.caption += too_small if picture.left_out else ""
    one = _("{term} ({value})")
    largest = enumeration(
        one.format(term=shorten(term, LONGEST), value=_rounded(value))
        for term, value in zip(placed["term"].head(10), placed["value"], strict=False)
    )
    picture.alt = _("Word cloud of {n} terms.").format(n=len(placed))
    picture.alt += _(" The largest: {terms}.").format(terms=largest) if largest else ""
