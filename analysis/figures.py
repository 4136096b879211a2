"""Every picture: matplotlib figures in one style, with a Chinese font of our own, a caption and alternative text."""

from __future__ import annotations

import base64
import html
import io
import os
import unicodedata
import warnings
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.ticker import LogLocator, NullLocator

from .kinds import block_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd

    from .document import Document
    from .duplicates import Audit

FONT = Path(__file__).parent / "fonts" / "NotoSansSC-GBK.otf"
# Okabe & Ito (2008): told apart by readers of every kind of colour vision.
BLUE, ORANGE, GREEN, RED, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9"
INK, GREY, PALE = "#222222", "#6b6b6b", "#d9d9d9"
GETA = "〓"  # what a Chinese compositor sets for a type that is not in the case
KIND_COLOURS = {
    "title": INK,
    "heading": INK,
    "lead": BLUE,
    "paragraph": SKY,
    "list item": "#a6d3ef",
    "quotation": "#CC79A7",
    "verse line": "#CC79A7",
    "caption": ORANGE,
    "byline": GREEN,
    "page furniture": GREY,
}
REUSE_COLOURS = {
    "repeat": RED,
    "near repeat": ORANGE,
    "splice": GREEN,
    "periodic run": "#CC79A7",
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
SHADES = LinearSegmentedColormap.from_list("rate", ["#eef5fb", "#8cc0e6", "#00507f"])
STYLE: dict[str, Any] = {
    "font.family": ["Noto Sans SC GBK", "DejaVu Sans"],
    "font.size": 10,
    "text.parse_math": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 12,
    "axes.titlelocation": "left",
    "axes.axisbelow": True,
    "axes.unicode_minus": False,
    "grid.color": "#ececec",
    "xtick.color": GREY,
    "ytick.color": INK,
    "figure.facecolor": "white",
    "figure.dpi": 100,
    "savefig.dpi": 160,
    "svg.hashsalt": "analysis",
}


class Picture(Figure):
    """A matplotlib `Figure` with a ``caption`` and alternative text ``alt`` that shows itself in a notebook."""

    caption: str = ""
    alt: str = ""

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to *path* in the format of its ending (png, svg or pdf), the same bytes each time."""
        path = Path(path)
        dateless = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
        if path.suffix not in dateless:
            raise ValueError(f"{path}: a picture is saved as {', '.join(dateless)}")
        with matplotlib.rc_context(STYLE):
            self.savefig(path, metadata=dateless[path.suffix])
        return path

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        png = io.BytesIO()
        with matplotlib.rc_context(STYLE):
            self.savefig(png, format="png", metadata={"Software": None})
        self._keep()
        data = base64.b64encode(png.getvalue()).decode("ascii")
        image = f'<img src="data:image/png;base64,{data}" alt="{html.escape(self.alt)}" style="max-width:100%">'
        caption = f"<figcaption>{html.escape(self.caption)}</figcaption>"
        return {"text/html": f"<figure>{image}{caption}</figure>", "text/plain": f"{self.caption} {self.alt}"}

    def _keep(self) -> None:
        """Write the picture also to the folder that `analysis report --figures` names, numbered as it is shown."""
        if stem := os.environ.get("ANALYSIS_FIGURES"):
            number = next(n for n in range(1, 1000) if not Path(f"{stem}_{n}.png").exists())
            self.save(f"{stem}_{number}.png")
            self.save(f"{stem}_{number}.svg")


def _picture(draw: Callable[..., Picture]) -> Callable[..., Picture]:
    """Draw in our style, whatever the user's is, and let no character that the fonts lack become a box in silence."""

    @wraps(draw)
    def styled(*args: Any, **kwargs: Any) -> Picture:
        _register()
        with matplotlib.rc_context(STYLE):
            picture = draw(*args, **kwargs)
            for text in picture.findobj(Text):
                text.set_text(drawable(text.get_text()))
        return picture

    return styled


@cache
def _register() -> None:
    font_manager.fontManager.addfont(FONT)


@cache
def _characters() -> tuple[frozenset[int], frozenset[int]]:
    """Return the code points of the bundled font, and of the Latin font that matplotlib brings."""
    latin = font_manager.findfont("DejaVu Sans")
    return tuple(frozenset(FT2Font(str(path)).get_charmap()) for path in (FONT, latin))


@cache
def _warn_of(characters: str) -> None:
    names = ", ".join(f"{c} (U+{ord(c):04X} {unicodedata.name(c, 'no name')})" for c in characters)
    warnings.warn(f"the bundled font lacks {names}: drawn as {GETA}", stacklevel=2)


def drawable(text: str, fallback: bool = True) -> str:
    """Return *text* with 〓 for what no font at hand can draw, and a blank for what is not for drawing.

    A character is warned of once, by name. *fallback* says whether matplotlib's own Latin font serves too.

    >>> drawable("政协\\x00工作")
    '政协 工作'
    """
    ours, latin = _characters()
    known = ours | latin if fallback else ours
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    for character in sorted({c for c in text if ord(c) not in known and c != "\n"}):
        _warn_of(character)
        text = text.replace(character, GETA)
    return text


def elide(text: str, width: int) -> str:
    """Return *text* cut to *width* columns, a Han character taking two, with … for what was cut.

    >>> elide("守正出新推动政协工作", 9)
    '守正出新…'
    """
    columns = 0
    for position, character in enumerate(text):
        columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if columns > width:
            return text[:position].rstrip() + "…"
    return text


def _new(width: float, height: float) -> tuple[Picture, Any]:
    picture = Picture(figsize=(width, height), layout="constrained")
    return picture, picture.add_subplot()


def _plain(axes: Any, *sides: str) -> None:
    """Take away the spines named and every tick mark."""
    axes.spines[list(sides)].set_visible(False)
    axes.tick_params(length=0)


def _section_names(table: pd.DataFrame) -> list[str]:
    return [elide(title or "(before the first heading)", 28) for title in table["title"]]


@_picture
def section_sizes(sections: pd.DataFrame) -> Picture:
    """Draw how long each section is, in characters; above 40 sections the longest 40, in order of the text."""
    shown = sections.loc[sections["characters"].nlargest(ROWS).index.sort_values()]
    picture, axes = _new(8, 0.8 + 0.34 * len(shown))
    axes.barh(range(len(shown)), shown["characters"], color=BLUE, height=0.7)
    for row, (count, share) in enumerate(zip(shown["characters"], shown["share"], strict=True)):
        axes.annotate(f"{count:,} ({share:.0%})", (count, row), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(shown)), _section_names(shown))
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_xlim(0, max(shown["characters"].max() * 1.15, 1) if len(shown) else 1)
    _plain(axes, "bottom", "left")
    axes.set_title("Characters in each section")
    cut = f" The longest {ROWS} of {len(sections):,} are shown." if len(sections) > ROWS else ""
    picture.caption = f"Length of each section in characters, and its share of the document.{cut}"
    largest = shown.nlargest(1, "characters")
    picture.alt = f"Bar chart of {len(shown)} sections." + "".join(
        f" The longest is {name} with {count:,} characters, {share:.0%} of the document."
        for name, count, share in zip(_section_names(largest), largest["characters"], largest["share"], strict=True)
    )
    return picture


@_picture
def ribbon(document: Document, sections: pd.DataFrame, audit: Audit | None = None) -> Picture:
    """Draw the document as a row of blocks for each section; with *audit*, what stands there more than once.

    Above 40 sections the first 40 are drawn.
    """
    shown = sections.head(ROWS)
    picture, axes = _new(9, 1.1 + 0.36 * len(shown))
    longest = max((shown["end"] - shown["start"]).max(), 1) if len(shown) else 1
    rows = np.searchsorted(sections["start"], [block.start for block in document.blocks], side="right") - 1
    for row in range(len(shown)):
        origin, pieces = shown["start"].iloc[row], []
        for index in np.flatnonzero(rows == row):
            block = document.blocks[index]
            pieces.append((block.start - origin, block.end - block.start, INK if block.level else SKY))
            span = slice(block.start, block.end)
            for copied, colour in ((False, ORANGE), (True, RED)) if audit else ():
                for start, end in _runs((audit.multiplicity[span] > 1) & (audit.is_copy[span] == copied)):
                    pieces.append((block.start - origin + start, end - start, colour))
        spans, colours = [piece[:2] for piece in pieces], [piece[2] for piece in pieces]
        gap = 1 if len(pieces) < 60 else 0.3
        axes.broken_barh(spans, (row - 0.31, 0.62), facecolors=colours, edgecolor="white", linewidth=gap)
    axes.set_yticks(range(len(shown)), _section_names(shown))
    axes.set(xlim=(0, longest * 1.01), ylim=(len(shown) - 0.4, -0.6))
    axes.set_xlabel("characters from the section's start")
    _plain(axes, "left")
    axes.set_title("The document, block by block", pad=28)
    _key(axes, {"heading": INK, "there once": SKY} | ({"repeated": ORANGE, "a copy": RED} if audit else {}))
    picture.caption = "Each block of the document, to scale, in a row for its section." + (
        " Orange: text that stands more than once, where it is counted; red: its copies." if audit else ""
    )
    picture.alt = f"Ribbon of {len(document.blocks):,} blocks in {len(sections):,} sections." + (
        f" {audit.redundancy:.0%} of the letters stand in a copy." if audit else ""
    )
    return picture


@_picture
def fault_ribbon(document: Document, sections: pd.DataFrame, found: pd.DataFrame) -> Picture:
    """Draw the document as a row of blocks for each section, coloured by what they are, with signs for page faults.

    *found* is from `analysis.faults`. Above 40 sections the first 40 are drawn.
    """
    shown, blocks = sections.head(ROWS), block_kinds(document)
    picture, axes = _new(9, 1.3 + 0.42 * len(shown))
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
            thick = [withStroke(linewidth=1.2, foreground=RED)]
            axes.annotate(SIGNS[kind], at, color=RED, size=13, ha="center", va="bottom", path_effects=thick)
    axes.set_yticks(range(len(shown)), _section_names(shown))
    axes.set(xlim=(0, longest * 1.01), ylim=(len(shown) - 0.5, -0.75))
    number = blocks["kind"].value_counts()
    axes.set_xlabel("characters from the section's start")
    _plain(axes, "left")
    axes.set_title("What each block is, and where the page came apart", pad=28)
    _key(axes, {kind: colour for kind, colour in KIND_COLOURS.items() if kind in number and kind != "title"})
    counts = signed["kind"].value_counts()
    said = ", ".join(f"{SIGNS[kind]} {kind} ({count})" for kind, count in counts.items()) or "none"
    picture.caption = f"Each block, to scale, in a row for its section. Signs: {said}."
    kinds, faults = (", ".join(f"{n} {kind}" for kind, n in table.items()) or "none" for table in (number, counts))
    picture.alt = f"Ribbon of the document's blocks: {kinds}. Faults: {faults}."
    return picture


def _key(axes: Any, colours: dict[str, str]) -> None:
    """Name colours above the axes, each by a word in bold beside a square of it."""
    handles = [Patch(color=colour, label=label) for label, colour in colours.items()]
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(-0.01, 1),
        ncols=len(handles),
        frameon=False,
        handlelength=1,
        handleheight=1,
        borderpad=0.2,
        columnspacing=1.4,
    )


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """Return the spans in which *flags* are true."""
    edges = np.flatnonzero(np.diff(np.r_[False, flags, False].astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


@_picture
def dot_plot(audit: Audit) -> Picture:
    """Draw the document, of several the first, against itself: a stroke off the diagonal is text that stands twice."""
    picture, axes = _new(6.2, 6.3)
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
    axes.set_title("The document against itself", pad=28)
    _key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (links["kind"] == kind).any()})
    _thin_out(picture, labels)
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


def _thin_out(picture: Picture, labels: list[Any]) -> None:
    """Hide each label that would cover one before it in the list."""
    picture.draw_without_rendering()
    kept: list[Any] = []
    for label in labels:
        box = label.get_window_extent()
        label.set_visible(not any(box.overlaps(other) for other in kept))
        kept += [box] if label.get_visible() else []


def _cut(links: pd.DataFrame) -> str:
    """Say in a caption that not all links are drawn."""
    return f" The longest {MOST_PASSAGES} of {len(links):,} are drawn." if len(links) > MOST_PASSAGES else ""


def _links_said(links: pd.DataFrame, most: int = 5) -> str:
    said = [
        f" {row.kind.capitalize()}: {row.letters:,} letters at line {row.line} stand also at line {row.kept_line}."
        for row in links.nlargest(most, "letters").sort_values("start").itertuples()
    ]
    return "".join(said) or " Nothing is repeated."


@_picture
def copy_links(audit: Audit) -> Picture:
    """Draw the document, of several the first, as one ribbon, with an arc from each copy to the place that is kept."""
    picture, axes = _new(9, 3.8)
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
    axes.set_ylim(-0.08, max(axes.get_ylim()[1] * 1.12, 0.2))
    _plain(axes, "left")
    axes.set_title("Where the same text stands", pad=28)
    _key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (links["kind"] == kind).any()})
    _thin_out(picture, labels)
    picture.caption = "The ribbon is the document; each band joins two places of the same text." + _cut(links)
    picture.alt = f"Ribbon of the document with {len(links)} arcs." + _links_said(links)
    return picture


@_picture
def class_costs(audit: Audit) -> Picture:
    """Draw how many letters each class of repeats adds to the text beyond one copy; above 20 classes the largest 20."""
    costly = audit.classes[audit.classes["redundant"] > 0]
    shown = costly.nlargest(BARS, "redundant")
    picture, axes = _new(8, 1.2 + 0.36 * len(shown))
    axes.barh(range(len(shown)), shown["redundant"], color=[REUSE_COLOURS[kind] for kind in shown["kind"]], height=0.7)
    for row, (count, times) in enumerate(zip(shown["redundant"], shown["count"], strict=True)):
        said = f"{count:,} (×{times:,})"
        axes.annotate(said, (count, row), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(shown)), [elide(text, 28) for text in shown["text"]])
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_xlim(0, max(shown["redundant"].max() * 1.2, 1) if len(shown) else 1)
    _plain(axes, "bottom", "left")
    axes.set_title("Letters beyond one copy, by class", pad=28)
    _key(axes, {kind: colour for kind, colour in REUSE_COLOURS.items() if (shown["kind"] == kind).any()})
    cut = f" The largest {BARS} of {len(costly):,} are shown." if len(costly) > BARS else ""
    said = f"What each class of repeats adds to the text; × says at how many places it stands.{cut}"
    picture.caption = said if len(shown) else "Nothing in the text is a copy."
    picture.alt = f"Bar chart of {len(shown)} classes." + "".join(
        f" The largest adds {row.redundant:,} letters." for row in shown.head(1).itertuples()
    )
    return picture


@_picture
def frequency_change(
    change: pd.DataFrame, n: int = 20, labels: tuple[str, str] = ("as it came", "without copies")
) -> Picture:
    """Draw the *n* largest changes of a table from `analysis.compare`: two dots a term, joined."""
    shown = change.head(n).sort_values(["before", "term"], ascending=[False, True])
    picture, axes = _new(7.5, 1.1 + 0.3 * len(shown))
    rows = np.arange(len(shown))
    axes.hlines(rows, shown["after"], shown["before"], color=PALE, linewidth=3, zorder=1)
    axes.scatter(shown["before"], rows, color=RED, s=42, zorder=2)
    axes.scatter(shown["after"], rows, color=BLUE, s=42, zorder=2)
    for row, (before, after) in enumerate(zip(shown["before"], shown["after"], strict=True)):
        for value, other, colour in ((before, after, RED), (after, before, BLUE)):
            side = 1 if value > other or (value == other and colour == RED) else -1
            axes.annotate(
                f"{value:,.4g}",
                (value, row),
                (7 * side, 0),
                textcoords="offset points",
                va="center",
                ha="left" if side > 0 else "right",
                color=colour,
                fontsize=9,
            )
    axes.set_yticks(rows, [elide(term, 24) for term in shown["term"]])
    axes.invert_yaxis()
    axes.margins(x=0.08)
    axes.set_xlabel("count")
    axes.grid(axis="x")
    _plain(axes, "left", "bottom")
    axes.set_title("What changed most", pad=28)
    _key(axes, dict(zip(labels, (RED, BLUE), strict=True)))
    picture.caption = f"Count of a term {labels[0]} and {labels[1]}, for the {len(shown)} terms that changed most."
    picture.alt = f"Dumbbell chart of {len(shown)} terms." + "".join(
        f" {row.term}: {row.before:,.4g} {labels[0]}, {row.after:,.4g} {labels[1]}."
        for row in change.head(3).itertuples()
    )
    return picture


@_picture
def term_sections(counts: pd.DataFrame, sections: pd.DataFrame, terms: Collection[str]) -> Picture:
    """Draw how often each of *terms* stands in each section: its count, on a ground as deep as its rate is high.

    *counts* comes from `analysis.frequencies` with ``by="section"``. Above 40 sections the first 40 are drawn.
    """
    terms = list(dict.fromkeys(terms))
    shown = counts[counts["term"].isin(terms) & (counts["section"] < ROWS)]
    count = min(len(sections), ROWS)
    picture, axes = _new(2.4 + 0.5 * max(len(terms), 4), 1.6 + 0.42 * count)
    columns = shown["term"].map({term: column for column, term in enumerate(terms)})
    # A section of a few words has a high rate of each: such must not make all others pale.
    deep = max(shown["per_10k"].quantile(0.9), 1e-9) if len(shown) else 1
    for column, row, value, rate in zip(columns, shown["section"], shown["count"], shown["per_10k"], strict=True):
        shade = min(float(rate / deep), 1.0)
        cell = Rectangle((column - 0.47, row - 0.44), 0.94, 0.88, color=SHADES(shade), linewidth=0)
        axes.add_patch(cell)
        ink = "white" if shade > 0.75 else INK
        axes.annotate(f"{value:,.4g}", (column, row), ha="center", va="center", fontsize=9, color=ink)
    axes.set_xticks(
        range(len(terms)), [elide(term, 12) for term in terms], rotation=40, ha="left", rotation_mode="anchor"
    )
    axes.xaxis.tick_top()
    axes.set_yticks(range(count), _section_names(sections.head(count)))
    axes.set(xlim=(-0.6, len(terms) - 0.4), ylim=(count - 0.4, -0.6))
    _plain(axes, "left", "bottom")
    axes.grid(color="#f3f3f3")
    picture.caption = (
        "Count of each term in each section, on a ground as deep as its rate per 10,000 tokens of the section is high."
    )
    top = shown.sort_values(["per_10k", "term"], ascending=[False, True]).head(3)
    names = _section_names(sections)
    picture.alt = f"Shaded table: {len(terms)} terms by {count} sections." + "".join(
        f" Densest: {row.term}, {row.count:,.4g} times in {names[row.section]}." for row in top.itertuples(name="Cell")
    )
    return picture


@_picture
def dispersion_plot(dispersion: pd.DataFrame, labels: int = 24) -> Picture:
    """Draw how evenly each term is spread against how frequent it is; *dispersion* is from `analysis.dispersion`.

    Named are the most frequent of *labels* bands from even to clumped, where there is room.
    """
    picture, axes = _new(9, 5.4)
    shown = dispersion[(dispersion["count"] > 1) & dispersion["dp"].notna()]
    axes.scatter(shown["count"], shown["dp"], s=14, color=SKY, alpha=0.6, linewidths=0)
    axes.set(xscale="log", ylim=(1.03, -0.03), xlabel="count", ylabel="DP: even at the top, clumped at the bottom")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid()
    axes.set_xlim(1.7, max(shown["count"].max() * 1.6, 10) if len(shown) else 10)
    axes.set_title("Frequent and everywhere, or frequent in one place")
    # Half of the names go to the most frequent, so that each end of the picture is told.
    frequent = shown.head(labels // 2)
    bands = (shown.iloc[len(frequent) :]["dp"] * labels / 2).astype(int)
    named = [*frequent.index, *shown.loc[bands.index].groupby(bands)["count"].idxmax()]
    texts = [
        axes.annotate(
            elide(row.term, 24), (row.count_, row.dp), (4, 0), textcoords="offset points", va="center", fontsize=9
        )
        for row in shown.loc[named].rename(columns={"count": "count_"}).itertuples()
    ]
    _thin_out(picture, texts)
    picture.caption = (
        "Each dot is a term that stands twice or more: to the right the frequent ones, at the top those spread as "
        "evenly as the parts allow, at the bottom those that stand in one part (deviation of proportions)."
    )
    ends = {"most even": shown.nsmallest(3, "dp"), "most clumped": shown[shown["count"] > 2].nlargest(3, "dp")}
    picture.alt = f"Scatter plot of {len(shown):,} terms, dispersion against count." + "".join(
        f" The {name}: " + ", ".join(f"{elide(row.term, 24)} ({row.dp:.2f})" for row in rows.itertuples()) + "."
        for name, rows in ends.items()
        if len(rows)
    )
    return picture


@_picture
def word_cloud(frequencies: pd.DataFrame, n: int = 150, size: tuple[int, int] = (1600, 900)) -> Picture:
    """Draw the *n* most frequent terms of a table from `analysis.frequencies`, in proportion to their counts.

    Parameters
    ----------
    frequencies : with ``term`` and ``count``.
    n : how many terms at most.
    size : of the cloud, in pixels.

    The layout is the same each time. Terms that found no room are in ``Picture.left_out``, and counted in the caption.
    """
    from wordcloud import WordCloud

    top = frequencies[frequencies["count"] > 0].head(n)
    cloud = WordCloud(
        font_path=str(FONT),
        width=size[0] // 2,
        height=size[1] // 2,
        scale=2,
        max_words=n,
        background_color="white",
        random_state=1,
        prefer_horizontal=1.0,
        relative_scaling=1.0,
        min_font_size=6,
        margin=3,
        color_func=_by_size(top),
    )
    picture, axes = _new(9, 9 * size[1] / size[0])
    axes.set_axis_off()
    sizes = {drawable(term, fallback=False): count for term, count in zip(top["term"], top["count"], strict=True)}
    placed: set[str] = set()
    if sizes:
        cloud.generate_from_frequencies(sizes)
        placed = {word for (word, _), *_ in cloud.layout_}
        axes.imshow(cloud.to_array(), interpolation="bilinear")
    else:
        axes.text(0.5, 0.5, "no term to draw", ha="center", va="center", color=GREY)
    picture.left_out = [term for term in top["term"] if drawable(term, fallback=False) not in placed]
    left = f" {len(picture.left_out)} more found no room." if picture.left_out else ""
    picture.caption = (
        f"The {len(placed)} most frequent terms, height in proportion to the count; darker is more frequent.{left}"
    )
    picture.alt = "Word cloud. Largest: " + ", ".join(
        f"{elide(term, 24)} ({count:,.4g})" for term, count in zip(top["term"].head(10), top["count"], strict=False)
    )
    return picture


def _by_size(top: pd.DataFrame) -> Callable[..., str]:
    """Return the colour of a word: of one blue scale, all of it dark enough to be read on white."""
    shades = LinearSegmentedColormap.from_list("ink", ["#2b7a78", "#0072B2", "#0b2545"])
    rank = {term: 1 - position / max(len(top), 1) for position, term in enumerate(top["term"])}
    return lambda word, **_: to_hex(shades(rank.get(word, 0.0)))
