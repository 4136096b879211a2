"""Pictures of how often terms stand: by rank, unusually often, and more or less often after a repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator

from .._checks import require_integer, require_section_numbers, require_table
from ..document.marks import require_same_document
from ..languages.messages import _, enumeration
from ..languages.names import column_name, label_name
from ..terms.diversity import zipf_exponent
from .drawing import (
    ON_WHITE,
    PALE,
    ROWS,
    Picture,
    amount,
    empty,
    integer_ticks,
    key,
    new,
    plain,
    section_names,
    styled,
    thin_out,
)
from .glyphs import elide, shorten
from .palette import BLUE, GREY, SKY
from .slim import choose

if TYPE_CHECKING:
    import pandas as pd

VERMILION = ON_WHITE[1]


@styled
def frequency_change(change: pd.DataFrame, n: int = 20, labels: tuple[str, str] | None = None) -> Picture:
    """Draw the *n* largest changes of a table from `analysis.compare`: two dots a term, joined.

    *labels* are what to call the two; by default "as it came" and "without copies".
    """
    one, other = labels or (_("as it came"), _("without copies"))
    labels = label_name(one), label_name(other)
    require_integer("frequency_change", n=n)
    require_table(change, "changes", "frequency_change", "change")
    shown = change.head(n).sort_values(["before", "term"], ascending=[False, True])
    picture, axes = new(7.5, 1.1 + 0.3 * len(shown))
    rows = np.arange(len(shown))
    axes.hlines(rows, shown["after"], shown["before"], color=PALE, linewidth=3, zorder=1)
    axes.scatter(shown["before"], rows, color=VERMILION, s=42, zorder=2)
    axes.scatter(shown["after"], rows, color=BLUE, s=42, zorder=2)
    for row, (before, after) in enumerate(zip(shown["before"], shown["after"], strict=True)):
        for value, other, colour in ((before, after, VERMILION), (after, before, BLUE)):
            side = 1 if value > other or (value == other and colour == VERMILION) else -1
            axes.annotate(
                f"{amount(value)}",
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
    axes.set_xlabel(_("count"))
    axes.grid(axis="x")
    plain(axes, "left", "bottom")
    moved = int((shown["change"] != 0).sum())
    axes.set_title(_("What changed most") if moved == len(shown) else _("The counts, before and after"), pad=28)
    integer_ticks(axes.xaxis)
    if shown.empty:
        empty(axes, _("no terms to compare"))
    key(axes, dict(zip(labels, (VERMILION, BLUE), strict=True)))
    named = {"one": labels[0], "other": labels[1]}
    stated = _("Count of a term {one} and {other}, for {n} terms, of which {moved} changed.")
    if not moved:
        stated = _("Count of a term {one} and {other}, for the {n} terms most frequent; none changed.")
    elif moved == len(shown):
        stated = _("Count of a term {one} and {other}, for the {n} terms that changed most.")
    picture.caption = stated.format(**named, n=len(shown), moved=moved)
    stated = _(" {term}: {before} {one}, {after} {other}.")
    picture.alt = _("Dumbbell chart of {n} terms.").format(n=len(shown)) + "".join(
        stated.format(term=row.term, before=amount(row.before), after=amount(row.after), **named)
        for row in change.head(3).itertuples()
    )
    return picture


@styled
def keyness_plot(keys: pd.DataFrame, sections: pd.DataFrame | None = None, n: int = 4) -> Picture:
    """Draw the key terms of each part, or, of a text held against another, those of either.

    Parameters
    ----------
    keys : from `analysis.keyness`.
    sections : from `analysis.sections`, to name the parts where they are sections.
    n : terms of a part, of those that it has more of and at least twice; of a text held against another, 4 *n* of
        those that it has more of and as many of those that it has too few of.

    Above 40 terms, those of the first parts are drawn.
    """
    require_integer("keyness_plot", n=n)
    require_table(keys, "keyness", "keyness_plot", "keys")
    if sections is not None:
        require_table(sections, "section titles", "keyness_plot", "sections")
        require_same_document(keys, sections, "keyness_plot", ("keys", "sections"))
        if "section" in keys:
            require_section_numbers(keys, sections, "keyness_plot", "keys")
    groups = _key_terms(keys, sections, n)
    rows = sum(len(terms_of_group) + bool(name) for name, terms_of_group in groups)
    picture, axes = new(8, 1.3 + 0.28 * (rows + 0.4 * len(groups)))
    top, ticks = 0.0, {}
    for name, terms_of_group in groups:
        if name:
            axes.annotate(name, (0, top), (4, 0), textcoords="offset points", va="center", fontsize=9, color=GREY)
            top += 1
        for term in terms_of_group.itertuples():
            axes.barh(top, term.g2, color=BLUE if term.log_ratio > 0 else VERMILION, height=0.7)
            counts_shown = f"{amount(term.count)} : {amount(term.rest)}"
            axes.annotate(counts_shown, (term.g2, top), (4, 0), textcoords="offset points", va="center", fontsize=9)
            ticks[top] = elide(term.term, 24)
            top += 1
        top += 0.4
    axes.set_yticks(list(ticks), list(ticks.values()))
    longest = max((terms_of_group["g2"].max() for __, terms_of_group in groups), default=1)
    axes.set(xlim=(0, longest * 1.2), ylim=(max(top, 1) - 0.6, -0.7), xlabel=_("log-likelihood G²"))
    axes.grid(axis="x")
    plain(axes, "left", "bottom")
    axes.set_title(_("What is said here, and hardly elsewhere"))
    if not ticks:
        empty(axes, _("no key terms: nothing to compare with, or no term twice here and more often than elsewhere"))
    picture.caption = _(
        "The longer the bar, the more surprising how often the term stands here, if it were the same everywhere; "
        "the numbers are its counts here : elsewhere."
    )
    stated, whole = _(" {name}: {terms}."), _("Of the whole")
    picture.alt = _("Bar chart of {n} key terms.").format(n=len(ticks)) + "".join(
        stated.format(
            name=name or whole, terms=enumeration(shorten(term, 24) for term in terms_of_group["term"].head(3))
        )
        for name, terms_of_group in groups[:8]
    )
    return picture


def _key_terms(keys: pd.DataFrame, sections: pd.DataFrame | None, n: int) -> list[tuple[str, pd.DataFrame]]:
    """Return the terms to draw, in groups that have a name each where there are several."""
    over, under = keys[(keys["log_ratio"] > 0) & (keys["count"] > 1)], keys[keys["log_ratio"] < 0]
    by = keys.columns[0]
    if by == "term":
        most = min(4 * n, ROWS // 2)
        groups = [("", over.head(most)), (_("rarer here than there"), under.head(most))]
    else:
        names = section_names(sections) if by == "section" and sections is not None else []
        parts = over.groupby(by, observed=True).head(n).head(ROWS).groupby(by, observed=True)
        named = column_name(by)
        groups = [(names[part] if len(names) else f"{named} {part}", terms_of_group) for part, terms_of_group in parts]
    return [(name, terms_of_group) for name, terms_of_group in groups if len(terms_of_group)]


@styled
def zipf_plot(frequencies: pd.DataFrame, labels: int = 16) -> Picture:
    """Draw the count of each term against its rank, both by orders of magnitude, beside Zipf's law fitted to them.

    *frequencies* is from `analysis.frequencies`; the law, count ~ rank^-a, is fitted by maximum likelihood (see
    `analysis.diversity`). Named are *labels* terms evenly spread from the most frequent to the rarest.
    """
    require_integer("zipf_plot", labels=labels)
    require_table(frequencies, "counts", "zipf_plot", "frequencies")
    counts = np.sort(frequencies["count"].to_numpy(float))[::-1]
    counts = counts[counts > 0]
    ranks, exponent = np.arange(1, len(counts) + 1), zipf_exponent(counts)
    labels = choose(labels, labels // 2)
    picture, axes = new(9, 5.4, slim_height=4.2)
    axes.set(xscale="log", yscale="log", xlabel=_("rank"), ylabel=_("count"))
    # Of equal counts the first and the last rank make the picture, however many there are.
    ends = np.flatnonzero((np.diff(counts, prepend=np.nan) != 0) | (np.diff(counts, append=np.nan) != 0))
    axes.plot(ranks[ends], counts[ends], color=SKY, marker="o", markersize=3.5, linewidth=1.5)
    if np.isfinite(exponent):
        law = counts.sum() * ranks**-exponent / (ranks**-exponent).sum()
        axes.plot(ranks[[0, -1]], law[[0, -1]], color=GREY, linewidth=1, linestyle=(0, (5, 3)))
        half, below = int(len(ranks) ** 0.5), {"ha": "right", "va": "top", "color": GREY}
        axes.annotate(f"rank^-{exponent:.2f}", (ranks[half], law[half]), (-4, -4), textcoords="offset points", **below)
    spread = np.unique(np.geomspace(1, max(len(counts), 1), labels).round().astype(int)) - 1
    ranked = frequencies.sort_values("count", ascending=False, kind="stable")["term"]
    names, top = ranked.iloc[spread[: len(counts)]], ranked.head(3)
    texts = [
        axes.annotate(elide(term, 24), (ranks[at], counts[at]), (4, 5), textcoords="offset points", fontsize=9)
        for at, term in zip(spread, names, strict=False)
    ]
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(LogLocator(subs=choose((1, 2, 5), (1,))))
        axis.set_major_formatter("{x:,.0f}")
        axis.set_minor_locator(NullLocator())
    axes.set(xlim=(0.8, max(len(counts) * 2.5, 10)), ylim=(0.7, max(counts.max(initial=1) * 1.8, 10)))
    axes.grid()
    axes.set_title(_("Counts by rank"))
    if not len(counts):
        empty(axes, _("no terms to count"))
    thin_out(picture, texts)
    once = (counts <= 1).mean() if len(counts) else 0
    plain_note = _("Each term's count against its rank, on scales by tens. {share} of the terms stand there once.")
    law_note = _(
        "Each term's count against its rank, on scales by tens; dashed: Zipf's law fitted to all. {share} of the terms "
        "stand there once."
    )
    picture.caption = (law_note if np.isfinite(exponent) else plain_note).format(share=f"{once:.0%}")
    stated = _(" The most frequent: {terms}. Fitted exponent {exponent}.")
    named = enumeration(shorten(t, 24) for t in top)
    picture.alt = _("Falling line of the counts of {n} terms by rank.").format(n=f"{len(counts):,}")
    if counts.max(initial=0) == 1:
        picture.alt += _(" Each term stands there once.")
    elif np.isfinite(exponent):
        picture.alt += stated.format(terms=named, exponent=f"{exponent:.2f}")
    return picture
