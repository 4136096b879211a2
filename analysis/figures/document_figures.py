"""Pictures of a document: how long its sections are, what each block is, and where the page came apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patheffects import withStroke

from .._checks import require, require_table
from ..document.documents import Document
from ..document.marks import require_audit_of, require_table_of
from ..duplicates.audits import Audit
from ..languages.messages import _, enumeration
from ..languages.names import kind_name, kind_signs
from ..structure.kinds import block_kinds
from .drawing import ON_WHITE, PALE, ROWS, Picture, integer_ticks, key, new, plain, section_names, styled
from .palette import BLUE, INK, KIND_COLOURS, ORANGE, RED, SIGNS, SKY

if TYPE_CHECKING:
    import os

    import pandas as pd

    from ..decisions.records import Decisions


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
    axes.set_title(_("Characters in each section"))
    cut = _(" The longest {n} of {all} are shown.").format(n=ROWS, all=f"{len(sections):,}")
    stated = _("Length of each section in characters, and its share of the document.")
    picture.caption = stated + (cut if len(sections) > ROWS else "")
    largest = shown.nlargest(1, "characters")
    stated = _(" The longest is {name} with {n} characters, {share} of the document.")
    picture.alt = _("Bar chart of {n} sections.").format(n=len(shown)) + "".join(
        stated.format(name=name, n=f"{count:,}", share=f"{share:.0%}")
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
    axes.set_xlabel(_("characters from the section's start"))
    integer_ticks(axes.xaxis)
    plain(axes, "left")
    axes.set_title(_("The document, block by block"), pad=28)
    more = {_("repeated"): ORANGE, _("a copy"): RED} if audit else {}
    key(axes, {"heading": INK, _("there once"): SKY} | more)
    picture.caption = _("Each block of the document, to scale, in a row for its section.") + (
        _(" Orange: text that stands more than once, where it is counted; red: its copies.") if audit else ""
    )
    stated = _("Ribbon of {n} blocks in {sections} sections.")
    picture.alt = stated.format(n=f"{len(document.blocks):,}", sections=f"{len(sections):,}") + (
        _(" {share} of the letters stand in a copy.").format(share=f"{audit.redundancy:.0%}") if audit else ""
    )
    return picture


@styled
def fault_ribbon(
    document: Document,
    sections: pd.DataFrame,
    found: pd.DataFrame,
    decisions: Decisions | str | os.PathLike[str] | None = None,
) -> Picture:
    """Draw the document as a row of blocks for each section, coloured by what they are, with signs for page faults.

    *found* is from `analysis.faults`; *decisions* are what a person decided that blocks are, see `block_kinds`. Above
    40 sections the first 40 are drawn.
    """
    _require_sections_of(document, sections, "fault_ribbon")
    require_table(found, "faults", "fault_ribbon", "found")
    require_table_of(found, document, "fault_ribbon", "found", "analysis.faults(document)")
    shown, blocks = sections.head(ROWS), block_kinds(document, decisions)
    picture, axes = new(9, 1.3 + 0.42 * len(shown))
    longest = max((shown["end"] - shown["start"]).max(), 1) if len(shown) else 1
    rows = np.searchsorted(sections["start"], blocks["start"], side="right") - 1
    for row, origin in enumerate(shown["start"]):
        rows_of_group = blocks[rows == row]
        spans = [*zip(rows_of_group["start"] - origin, rows_of_group["end"] - rows_of_group["start"], strict=True)]
        colours = [KIND_COLOURS.get(kind, PALE) for kind in rows_of_group["kind"]]
        gap = 1 if len(rows_of_group) < 60 else 0.3
        axes.broken_barh(spans, (row - 0.22, 0.5), facecolors=colours, edgecolor="white", linewidth=gap)
    signs = SIGNS | kind_signs()
    signed = found[found["kind"].isin(signs)]
    places = np.searchsorted(sections["start"], signed["start"], side="right") - 1
    for row, kind, start in zip(places, signed["kind"], signed["start"], strict=True):
        if row < len(shown):
            at = (start - shown["start"].iloc[row], row - 0.22)
            thick = [withStroke(linewidth=1.2, foreground=ON_WHITE[1])]
            axes.annotate(signs[kind], at, color=ON_WHITE[1], size=13, ha="center", va="bottom", path_effects=thick)
    axes.set_yticks(range(len(shown)), section_names(shown))
    axes.set(xlim=(0, longest * 1.01), ylim=(len(shown) - 0.5, -0.75))
    number = blocks["kind"].value_counts()
    axes.set_xlabel(_("characters from the section's start"))
    integer_ticks(axes.xaxis)
    plain(axes, "left")
    axes.set_title(_("What each block is, and where the page came apart"), pad=28)
    key(axes, {kind: colour for kind, colour in KIND_COLOURS.items() if kind in number and kind != "title"})
    counts = signed["kind"].value_counts()
    named = (
        _("{sign} {kind} ({n})").format(sign=signs[kind], kind=kind_name(kind), n=count)
        for kind, count in counts.items()
    )
    stated = _("Each block, to scale, in a row for its section. Signs: {signs}.")
    picture.caption = stated.format(signs=enumeration(named) or _("none"))
    stated = _("Ribbon of the document's blocks: {kinds}. Faults marked: {faults}.")
    picture.alt = stated.format(kinds=counts_of_kinds(number.to_dict()), faults=counts_of_kinds(counts.to_dict()))
    return picture


def counts_of_kinds(counts: dict[str, int]) -> str:
    """Return how many there are of each kind, in words.

    >>> counts_of_kinds({"caption": 3, "heading": 2}), counts_of_kinds({})
    ('3 caption, 2 heading', 'none')
    """
    stated = _("{n} {kind}")
    return enumeration(stated.format(n=n, kind=kind_name(kind)) for kind, n in counts.items()) or _("none")


def _require_sections_of(document: Document, sections: pd.DataFrame, caller: str) -> None:
    require(document, Document, caller, "document")
    require_table(sections, "sections", caller, "sections")
    require_table_of(sections, document, caller, "sections", "analysis.sections(document)")


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """Return the spans in which *flags* are true."""
    edges = np.flatnonzero(np.diff(np.r_[False, flags, False].astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
