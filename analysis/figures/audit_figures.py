"""Pictures of an audit: where in a document the same text stands, and how much it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .._checks import require
from ..duplicates.audits import Audit
from ..languages.messages import _
from ..languages.names import kind_name
from .drawing import PALE, Picture, empty, integer_ticks, key, name_width, new, plain, styled, thin_out
from .glyphs import elide
from .palette import REUSE_COLOURS, SKY
from .slim import choose

if TYPE_CHECKING:
    import pandas as pd

MOST_PASSAGES = 500  # drawn in one picture, the longest first
BARS = 20  # of a picture with a bar for each class
# Of a label: how far it is from the upper end of its stroke, in points, and where that end lies, seen from it.
SIDES = (
    ((-5, 0), "right", "center"),
    ((0, 5), "right", "bottom"),
    ((4, 4), "left", "bottom"),
    ((-5, -3), "right", "top"),
    ((8, 0), "left", "center"),
)


@styled
def dot_plot(audit: Audit) -> Picture:
    """Draw the document, of several the first, against itself: a stroke off the diagonal is text that stands twice."""
    require(audit, Audit, "dot_plot", "audit")
    picture, axes = new(6.2, 6.3, slim_height=4.9)
    length = max(len(audit.document.text), 1)
    axes.plot([0, length], [0, length], color=PALE, linewidth=1)
    links = _links_within(audit)
    longest = links.nlargest(MOST_PASSAGES, "letters")
    for row in longest.itertuples():
        one, other = [row.kept_start, row.kept_end], [row.start, row.end]
        for x, y in ((one, other), (other, one)):
            axes.plot(x, y, color=REUSE_COLOURS[row.kind], linewidth=2.5, solid_capstyle="butt")
    labels = [
        axes.annotate(
            _("line {one} = line {other}").format(one=row.line, other=row.kept_line),
            (min(row.kept_start, row.start), max(row.kept_start, row.start)),
            (0, 0),
            textcoords="offset points",
            fontsize=9,
        )
        for row in longest.head(choose(12, 6)).itertuples()
    ]
    strokes = [*axes.lines]
    for block in audit.document.blocks if len(audit.document.blocks) < 2000 else ():
        if block.level:
            axes.axhline(block.start, color="#ececec", linewidth=0.8, zorder=0)
            axes.axvline(block.start, color="#ececec", linewidth=0.8, zorder=0)
    axes.set(xlim=(0, length), ylim=(length, 0), aspect="equal", xlabel=_("offset"), ylabel=_("offset"))
    integer_ticks(axes.xaxis, axes.yaxis)
    axes.set_title(_("The document against itself"), pad=28)
    key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (links["kind"] == kind).any()})
    _place(picture, axes, labels, strokes)
    stated = _(
        "A point stands for equal text at two places; a stroke is a passage of at least {n} letters. Thin lines are "
        "headings. The picture mirrors itself at the diagonal."
    )
    picture.caption = stated.format(n=audit.settings.min_length) + _cut(links)
    picture.alt = _("Dot plot with {n} strokes beside the diagonal.").format(n=len(links)) + _describe_links(links)
    return picture


def _place(picture: Picture, axes: Any, labels: list[Any], strokes: list[Any]) -> None:
    """Put each label on a side of its stroke where it lies on none of them and no other label; hide it elsewhere."""
    picture.draw_without_rendering()
    lines = [stroke.get_transform().transform_path(stroke.get_path()) for stroke in strokes]
    taken: list[Any] = []
    for label in labels:
        for away, across, up in SIDES:
            label.set(position=away, ha=across, va=up)
            box = label.get_window_extent()
            inside = axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1 and box.y0 >= axes.bbox.y0
            if inside and not (box.count_overlaps(taken) or any(path.intersects_bbox(box, False) for path in lines)):
                taken.append(box)
                break
        else:
            label.set_visible(False)


def _links_within(audit: Audit) -> pd.DataFrame:
    """Return the links between two places of the first document."""
    links = audit.links()
    name = audit.names[0]
    return links[(links["doc"] == name) & (links["kept_doc"] == name)]


def _cut(links: pd.DataFrame) -> str:
    """Say in a caption that not all links are drawn."""
    if len(links) <= MOST_PASSAGES:
        return ""
    return _(" The longest {n} of {all} are drawn.").format(n=MOST_PASSAGES, all=f"{len(links):,}")


def _describe_links(links: pd.DataFrame, most: int = 5) -> str:
    stated = _(" {kind}: {n} letters at line {line} stand also at line {other}.")
    label = [
        stated.format(kind=kind_name(row.kind).capitalize(), n=f"{row.letters:,}", line=row.line, other=row.kept_line)
        for row in links.nlargest(most, "letters").sort_values("start").itertuples()
    ]
    return "".join(label) or _(" Nothing is repeated.")


@styled
def copy_links(audit: Audit) -> Picture:
    """Draw the document, of several the first, as one ribbon, with an arc from each copy to the place that is kept."""
    require(audit, Audit, "copy_links", "audit")
    picture, axes = new(9, 3.8)
    length = max(len(audit.document.text), 1)
    axes.barh(-0.04, length, height=0.08, color=SKY)
    links = _links_within(audit)
    arc, labels = np.linspace(0, np.pi, 90), []
    for number, row in enumerate(links.nlargest(MOST_PASSAGES, "letters").itertuples()):
        colour = REUSE_COLOURS[row.kind]
        first, second = sorted([(row.kept_start, row.kept_end), (row.start, row.end)])
        outer, inner = (first[0], second[1]), (first[1], second[0])
        curves = [((a + b) / 2 - (b - a) / 2 * np.cos(arc), (b - a) / length * np.sin(arc)) for a, b in (outer, inner)]
        (x, y), (u, v) = curves
        axes.fill(np.r_[x, u[::-1]], np.r_[y, v[::-1]], color=colour, alpha=0.45, linewidth=0)
        for start, end in (first, second):
            edge = 0.8 if end - start > length / 100 else 0
            axes.barh(-0.04, end - start, left=start, height=0.08, color=colour, edgecolor="white", linewidth=edge)
        if number < 12:
            label, top = _("{n} letters").format(n=f"{row.letters:,}"), (x[45], y[45])
            labels.append(axes.annotate(label, top, (0, 3), textcoords="offset points", ha="center"))
    axes.set(xlim=(0, length), xlabel=_("offset"), yticks=[])
    integer_ticks(axes.xaxis)
    axes.set_ylim(-0.08, max(axes.get_ylim()[1] * 1.12, 0.2))
    plain(axes, "left")
    axes.set_title(_("Where the same text stands"), pad=28)
    key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (links["kind"] == kind).any()})
    thin_out(picture, labels)
    stated = _("The ribbon is the document; each band joins two places of the same text.")
    picture.caption = stated + _cut(links)
    picture.alt = _("Ribbon of the document with {n} arcs.").format(n=len(links)) + _describe_links(links)
    return picture


@styled
def class_costs(audit: Audit) -> Picture:
    """Draw how many letters each class of repeats adds to the text beyond one copy; above 20 classes the largest 20."""
    require(audit, Audit, "class_costs", "audit")
    costly = audit.classes[audit.classes["redundant"] > 0]
    shown = costly.nlargest(BARS, "redundant")
    picture, axes = new(8, 1.2 + 0.36 * len(shown))
    axes.barh(range(len(shown)), shown["redundant"], color=[REUSE_COLOURS[kind] for kind in shown["kind"]], height=0.7)
    for row, (count, times) in enumerate(zip(shown["redundant"], shown["count"], strict=True)):
        label = f"{count:,} (×{times:,})"
        axes.annotate(label, (count, row), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(shown)), [elide(text, name_width()) for text in shown["text"]])
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_xlim(0, max(shown["redundant"].max() * 1.2, 1) if len(shown) else 1)
    plain(axes, "bottom", "left")
    axes.set_title(_("Letters beyond one copy, by class"), pad=28)
    if shown.empty:
        empty(axes, _("nothing is a copy"))
    key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (shown["kind"] == kind).any()})
    cut = _(" The largest {n} of {all} are shown.").format(n=BARS, all=f"{len(costly):,}")
    label = _("What each class of repeats adds to the text; × says at how many places it stands.")
    label += cut if len(costly) > BARS else ""
    picture.caption = label if len(shown) else _("Nothing in the text is a copy.")
    picture.alt = _("Bar chart of {n} classes.").format(n=len(shown)) + "".join(
        _(" The largest adds {n} letters.").format(n=f"{row.redundant:,}") for row in shown.head(1).itertuples()
    )
    return picture
