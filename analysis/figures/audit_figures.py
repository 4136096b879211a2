"""Pictures of a document: what it is made of, where it came apart, and where the same text stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patheffects import withStroke

from .._checks import require, require_table
from ..document.documents import Document
from ..document.marks import require_audit_of, require_made_of
from ..duplicates.audits import Audit
from ..structure.kinds import block_kinds
from .drawing import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ON_WHITE,
    ORANGE,
    PALE,
    PINK,
    RED,
    SKY,
    Picture,
    empty,
    key,
    new,
    plain,
    section_names,
    styled,
    thin_out,
    whole,
)
from .glyphs import elide

if TYPE_CHECKING:
    import pandas as pd

KIND_COLOURS = {
    "title": INK,
    "heading": INK,
    "lead": BLUE,
    "paragraph": SKY,
    "list item": "#a6d3ef",
    "quotation": PINK,
    "verse line": PINK,
    "caption": ORANGE,
    "byline": GREEN,
    "page furniture": GREY,
}
REUSE_COLOURS = {
    "repeat": RED,
    "near repeat": ORANGE,
    "variant": SKY,
    "splice": GREEN,
    "periodic run": PINK,
    "doubled characters": BLUE,
    "natural repeat": GREY,
}
SIGNS = {
    "broken paragraph": "‖",
    "truncated paragraph": "┤",
    "orphan start": "├",
    "order swap": "×",
    "lost heading": "#",
}
MOST_PASSAGES = 500  # drawn in one picture, the longest first
BARS = 20  # of a picture with a bar for each class
ROWS = 40  # of a picture with a row for each section


@styled
def section_sizes(sections: pd.DataFrame) -> Picture:
    """Draw how long each section is, in characters; above 40 sections the longest 40, in order of the text."""
    require_table(sections, "section sizes", "section_sizes", "sections")
    shown = sections.loc[sections["characters"].nlargest(ROWS).index.sort_values()]
    picture, axes = new(8, 0.8 + 0.34 * len(shown))
    axes.barh(range(len(shown)), shown["characters"], color=BLUE, height=0.7)
    for row, (count, share) in enumerate(zip(shown["characters"], shown["share"], strict=True)):
        axes.annotate(f"{count:,} ({share:.0%})", (count, row), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(shown)), section_names(shown))
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_xlim(0, max(shown["characters"].max() * 1.15, 1) if len(shown) else 1)
    plain(axes, "bottom", "left")
    axes.set_title("Characters in each section")
    cut = f" The longest {ROWS} of {len(sections):,} are shown." if len(sections) > ROWS else ""
    picture.caption = f"Length of each section in characters, and its share of the document.{cut}"
    largest = shown.nlargest(1, "characters")
    picture.alt = f"Bar chart of {len(shown)} sections." + "".join(
        f" The longest is {name} with {count:,} characters, {share:.0%} of the document."
        for name, count, share in zip(section_names(largest), largest["characters"], largest["share"], strict=True)
    )
    return picture


@styled
def ribbon(document: Document, sections: pd.DataFrame, audit: Audit | None = None) -> Picture:
    """Draw the document as a row of blocks for each section; with *audit*, what stands there more than once.

    Above 40 sections the first 40 are drawn.
    """
    _require_sections_of(document, sections, "ribbon")
    if audit is not None:
        require(audit, Audit, "ribbon", "audit")
        require_audit_of(audit, document, "ribbon", "audit")
    shown = sections.head(ROWS)
    picture, axes = new(9, 1.1 + 0.36 * len(shown))
    longest = max((shown["end"] - shown["start"]).max(), 1) if len(shown) else 1
    rows = np.searchsorted(sections["start"], [block.start for block in document.blocks], side="right") - 1
    for row in range(len(shown)):
        origin, pieces = shown["start"].iloc[row], []
        for index in np.flatnonzero(rows == row):
            block = document.blocks[index]
            pieces.append((block.start - origin, block.end - block.start, INK if block.level else SKY))
            if not audit:
                continue
            span = slice(block.start, block.end)
            for copied, colour in ((False, ORANGE), (True, RED)):
                for start, end in _runs((audit.multiplicity[span] > 1) & (audit.is_copy[span] == copied)):
                    pieces.append((block.start - origin + start, end - start, colour))
        spans, colours = [piece[:2] for piece in pieces], [piece[2] for piece in pieces]
        gap = 1 if len(pieces) < 60 else 0.3
        axes.broken_barh(spans, (row - 0.31, 0.62), facecolors=colours, edgecolor="white", linewidth=gap)
    axes.set_yticks(range(len(shown)), section_names(shown))
    axes.set(xlim=(0, longest * 1.01), ylim=(len(shown) - 0.4, -0.6))
    axes.set_xlabel("characters from the section's start")
    whole(axes.xaxis)
    plain(axes, "left")
    axes.set_title("The document, block by block", pad=28)
    key(axes, {"heading": INK, "there once": SKY} | ({"repeated": ORANGE, "a copy": RED} if audit else {}))
    picture.caption = "Each block of the document, to scale, in a row for its section." + (
        " Orange: text that stands more than once, where it is counted; red: its copies." if audit else ""
    )
    picture.alt = f"Ribbon of {len(document.blocks):,} blocks in {len(sections):,} sections." + (
        f" {audit.redundancy:.0%} of the letters stand in a copy." if audit else ""
    )
    return picture


@styled
def fault_ribbon(document: Document, sections: pd.DataFrame, found: pd.DataFrame) -> Picture:
    """Draw the document as a row of blocks for each section, coloured by what they are, with signs for page faults.

    *found* is from `analysis.faults`. Above 40 sections the first 40 are drawn.
    """
    _require_sections_of(document, sections, "fault_ribbon")
    require_table(found, "faults", "fault_ribbon", "found")
    require_made_of(found, document, "fault_ribbon", "found", "analysis.faults(document)")
    shown, blocks = sections.head(ROWS), block_kinds(document)
    picture, axes = new(9, 1.3 + 0.42 * len(shown))
    longest = max((shown["end"] - shown["start"]).max(), 1) if len(shown) else 1
    rows = np.searchsorted(sections["start"], blocks["start"], side="right") - 1
    for row, origin in enumerate(shown["start"]):
        own = blocks[rows == row]
        spans = [*zip(own["start"] - origin, own["end"] - own["start"], strict=True)]
        colours = [KIND_COLOURS.get(kind, PALE) for kind in own["kind"]]
        gap = 1 if len(own) < 60 else 0.3
        axes.broken_barh(spans, (row - 0.22, 0.5), facecolors=colours, edgecolor="white", linewidth=gap)
    signed = found[found["kind"].isin(SIGNS)]
    places = np.searchsorted(sections["start"], signed["start"], side="right") - 1
    for row, kind, start in zip(places, signed["kind"], signed["start"], strict=True):
        if row < len(shown):
            at = (start - shown["start"].iloc[row], row - 0.22)
            thick = [withStroke(linewidth=1.2, foreground=ON_WHITE[1])]
            axes.annotate(SIGNS[kind], at, color=ON_WHITE[1], size=13, ha="center", va="bottom", path_effects=thick)
    axes.set_yticks(range(len(shown)), section_names(shown))
    axes.set(xlim=(0, longest * 1.01), ylim=(len(shown) - 0.5, -0.75))
    number = blocks["kind"].value_counts()
    axes.set_xlabel("characters from the section's start")
    whole(axes.xaxis)
    plain(axes, "left")
    axes.set_title("What each block is, and where the page came apart", pad=28)
    key(axes, {kind: colour for kind, colour in KIND_COLOURS.items() if kind in number and kind != "title"})
    counts = signed["kind"].value_counts()
    said = ", ".join(f"{SIGNS[kind]} {kind} ({count})" for kind, count in counts.items()) or "none"
    picture.caption = f"Each block, to scale, in a row for its section. Signs: {said}."
    kinds, faults = (", ".join(f"{n} {kind}" for kind, n in table.items()) or "none" for table in (number, counts))
    picture.alt = f"Ribbon of the document's blocks: {kinds}. Faults: {faults}."
    return picture


def _require_sections_of(document: Document, sections: pd.DataFrame, caller: str) -> None:
    require(document, Document, caller, "document")
    require_table(sections, "sections", caller, "sections")
    require_made_of(sections, document, caller, "sections", "analysis.sections(document)")


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """Return the spans in which *flags* are true."""
    edges = np.flatnonzero(np.diff(np.r_[False, flags, False].astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


@styled
def dot_plot(audit: Audit) -> Picture:
    """Draw the document, of several the first, against itself: a stroke off the diagonal is text that stands twice."""
    require(audit, Audit, "dot_plot", "audit")
    picture, axes = new(6.2, 6.3)
    length = max(len(audit.document.text), 1)
    axes.plot([0, length], [0, length], color=PALE, linewidth=1)
    links = _own_links(audit)
    longest = links.nlargest(MOST_PASSAGES, "letters")
    for row in longest.itertuples():
        one, other = [row.kept_start, row.kept_end], [row.start, row.end]
        for x, y in ((one, other), (other, one)):
            axes.plot(x, y, color=REUSE_COLOURS[row.kind], linewidth=2.5, solid_capstyle="butt")
    labels = [
        axes.annotate(
            f"line {row.line} = line {row.kept_line}",
            (min(row.kept_start, row.start), max(row.kept_start, row.start)),
            (-5, 0) if min(row.kept_start, row.start) > length / 3 else (5, 0),
            textcoords="offset points",
            ha="right" if min(row.kept_start, row.start) > length / 3 else "left",
            va="bottom",
            fontsize=9,
        )
        for row in longest.head(12).itertuples()
    ]
    for block in audit.document.blocks if len(audit.document.blocks) < 2000 else ():
        if block.level:
            axes.axhline(block.start, color="#ececec", linewidth=0.8, zorder=0)
            axes.axvline(block.start, color="#ececec", linewidth=0.8, zorder=0)
    axes.set(xlim=(0, length), ylim=(length, 0), aspect="equal", xlabel="offset", ylabel="offset")
    whole(axes.xaxis, axes.yaxis)
    axes.set_title("The document against itself", pad=28)
    key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (links["kind"] == kind).any()})
    thin_out(picture, labels)
    picture.caption = (
        f"A point stands for equal text at two places; a stroke is a passage of at least {audit.min_length} letters. "
        f"Thin lines are headings. The picture mirrors itself at the diagonal.{_cut(links)}"
    )
    picture.alt = f"Dot plot with {len(links)} strokes beside the diagonal." + _links_said(links)
    return picture


def _own_links(audit: Audit) -> pd.DataFrame:
    """Return the links between two places of the first document."""
    links = audit.links()
    own = audit.names[0]
    return links[(links["doc"] == own) & (links["kept_doc"] == own)]


def _cut(links: pd.DataFrame) -> str:
    """Say in a caption that not all links are drawn."""
    return f" The longest {MOST_PASSAGES} of {len(links):,} are drawn." if len(links) > MOST_PASSAGES else ""


def _links_said(links: pd.DataFrame, most: int = 5) -> str:
    said = [
        f" {row.kind.capitalize()}: {row.letters:,} letters at line {row.line} stand also at line {row.kept_line}."
        for row in links.nlargest(most, "letters").sort_values("start").itertuples()
    ]
    return "".join(said) or " Nothing is repeated."


@styled
def copy_links(audit: Audit) -> Picture:
    """Draw the document, of several the first, as one ribbon, with an arc from each copy to the place that is kept."""
    require(audit, Audit, "copy_links", "audit")
    picture, axes = new(9, 3.8)
    length = max(len(audit.document.text), 1)
    axes.barh(-0.04, length, height=0.08, color=SKY)
    links = _own_links(audit)
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
            said, top = f"{row.letters:,} letters", (x[45], y[45])
            labels.append(axes.annotate(said, top, (0, 3), textcoords="offset points", ha="center"))
    axes.set(xlim=(0, length), xlabel="offset", yticks=[])
    whole(axes.xaxis)
    axes.set_ylim(-0.08, max(axes.get_ylim()[1] * 1.12, 0.2))
    plain(axes, "left")
    axes.set_title("Where the same text stands", pad=28)
    key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (links["kind"] == kind).any()})
    thin_out(picture, labels)
    picture.caption = "The ribbon is the document; each band joins two places of the same text." + _cut(links)
    picture.alt = f"Ribbon of the document with {len(links)} arcs." + _links_said(links)
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
        said = f"{count:,} (×{times:,})"
        axes.annotate(said, (count, row), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(shown)), [elide(text, 28) for text in shown["text"]])
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_xlim(0, max(shown["redundant"].max() * 1.2, 1) if len(shown) else 1)
    plain(axes, "bottom", "left")
    axes.set_title("Letters beyond one copy, by class", pad=28)
    if shown.empty:
        empty(axes, "nothing is a copy")
    key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (shown["kind"] == kind).any()})
    cut = f" The largest {BARS} of {len(costly):,} are shown." if len(costly) > BARS else ""
    said = f"What each class of repeats adds to the text; × says at how many places it stands.{cut}"
    picture.caption = said if len(shown) else "Nothing in the text is a copy."
    picture.alt = f"Bar chart of {len(shown)} classes." + "".join(
        f" The largest adds {row.redundant:,} letters." for row in shown.head(1).itertuples()
    )
    return picture
