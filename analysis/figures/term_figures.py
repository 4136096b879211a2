"""Pictures of terms: how often, where, how evenly, how unusually, and what a repair changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle
from matplotlib.ticker import LogLocator, NullLocator

from .._checks import require_section_numbers, require_several, require_table, require_whole
from ..document.marks import require_same_document
from ..terms.diversity import zipf_exponent
from .drawing import (
    BLUE,
    GREY,
    ON_WHITE,
    PALE,
    SKY,
    Picture,
    amount,
    empty,
    key,
    new,
    plain,
    section_names,
    styled,
    thin_out,
    whole,
)
from .glyphs import elide, shorten

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

ROWS = 40  # of a picture with a row for each section, or each term
VERMILION = ON_WHITE[1]
SHADES = LinearSegmentedColormap.from_list("rate", ["#eef5fb", "#8cc0e6", "#00507f"])


@styled
def frequency_change(
    change: pd.DataFrame, n: int = 20, labels: tuple[str, str] = ("as it came", "without copies")
) -> Picture:
    """Draw the *n* largest changes of a table from `analysis.compare`: two dots a term, joined."""
    require_whole("frequency_change", n=n)
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
    axes.set_xlabel("count")
    axes.grid(axis="x")
    plain(axes, "left", "bottom")
    axes.set_title("What changed most", pad=28)
    whole(axes.xaxis)
    if shown.empty:
        empty(axes, "no terms to compare")
    key(axes, dict(zip(labels, (VERMILION, BLUE), strict=True)))
    which = "terms that changed most" if (shown["change"] != 0).any() else "terms most frequent; none changed"
    picture.caption = f"Count of a term {labels[0]} and {labels[1]}, for the {len(shown)} {which}."
    picture.alt = f"Dumbbell chart of {len(shown)} terms." + "".join(
        f" {row.term}: {amount(row.before)} {labels[0]}, {amount(row.after)} {labels[1]}."
        for row in change.head(3).itertuples()
    )
    return picture


@styled
def term_sections(counts: pd.DataFrame, sections: pd.DataFrame, terms: Collection[str]) -> Picture:
    """Draw how often each of *terms* stands in each section: its count, on a ground as deep as its rate is high.

    *counts* comes from `analysis.frequencies` with ``by="section"``. Above 40 sections the first 40 are drawn.
    """
    require_table(counts, "counts by section", "term_sections", "counts")
    require_table(sections, "section titles", "term_sections", "sections")
    require_same_document(counts, sections, "term_sections", ("counts", "sections"))
    require_section_numbers(counts, sections, "term_sections", "counts")
    require_several(terms, "term_sections", "terms")
    terms = list(dict.fromkeys(terms))
    shown = counts[counts["term"].isin(terms) & (counts["section"] < ROWS)]
    count = min(len(sections), ROWS)
    picture, axes = new(2.4 + 0.5 * max(len(terms), 4), 1.6 + 0.42 * count)
    columns = shown["term"].map({term: column for column, term in enumerate(terms)})
    # A section of a few words has a high rate of each: such must not make all others pale.
    deep = max(shown["per_10k"].quantile(0.9), 1e-9) if len(shown) else 1
    for column, row, value, rate in zip(columns, shown["section"], shown["count"], shown["per_10k"], strict=True):
        shade = min(float(rate / deep), 1.0)
        cell = Rectangle((column - 0.47, row - 0.44), 0.94, 0.88, color=SHADES(shade), linewidth=0)
        axes.add_patch(cell)
        ink = "white" if shade > 0.8 else "black"  # a contrast of 4.5 on either side
        axes.annotate(f"{amount(value)}", (column, row), ha="center", va="center", fontsize=9, color=ink)
    axes.set_xticks(
        range(len(terms)), [elide(term, 12) for term in terms], rotation=40, ha="left", rotation_mode="anchor"
    )
    axes.xaxis.tick_top()
    axes.set_yticks(range(count), section_names(sections.head(count)))
    axes.set(xlim=(-0.6, len(terms) - 0.4), ylim=(count - 0.4, -0.6))
    plain(axes, "left", "bottom")
    axes.grid(color="#f3f3f3")
    picture.caption = (
        "Count of each term in each section, on a ground as deep as its rate per 10,000 tokens of the section is high."
    )
    top = shown.sort_values(["per_10k", "term"], ascending=[False, True]).head(3)
    names = section_names(sections)
    picture.alt = f"Shaded table: {len(terms)} terms by {count} sections." + "".join(
        f" Densest: {row.term}, {amount(row.count)} times in {names[row.section]}."
        for row in top.itertuples(name="Cell")
    )
    return picture


@styled
def dispersion_plot(dispersion: pd.DataFrame, labels: int = 24) -> Picture:
    """Draw how evenly each term is spread against how frequent it is; *dispersion* is from `analysis.dispersion`.

    Named are the most frequent of *labels* bands from even to clumped, where there is room.
    """
    require_whole("dispersion_plot", labels=labels)
    require_table(dispersion, "dispersion", "dispersion_plot", "dispersion")
    picture, axes = new(9, 5.4)
    shown = dispersion[(dispersion["count"] > 1) & dispersion["dp"].notna()]
    axes.scatter(shown["count"], shown["dp"], s=14, color=SKY, alpha=0.6, linewidths=0)
    axes.set(xscale="log", ylim=(1.03, -0.03), xlabel="count", ylabel="DP: even at the top, clumped at the bottom")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid()
    axes.set_xlim(1.7, max(shown["count"].max() * 1.6, 10) if len(shown) else 10)
    axes.set_title("Frequent and everywhere, or frequent in one place")
    if shown.empty:
        empty(axes, "no term stands in the text twice")
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
    thin_out(picture, texts)
    picture.caption = (
        "Each dot is a term that stands twice or more: to the right the frequent ones, at the top those spread as "
        "evenly as the parts allow, at the bottom those that stand in one part (deviation of proportions)."
    )
    ends = {"most even": shown.nsmallest(3, "dp"), "most clumped": shown[shown["count"] > 2].nlargest(3, "dp")}
    picture.alt = f"Scatter plot of {len(shown):,} terms, dispersion against count." + "".join(
        f" The {name}: " + ", ".join(f"{shorten(row.term, 24)} ({row.dp:.2f})" for row in rows.itertuples()) + "."
        for name, rows in ends.items()
        if len(rows)
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
    require_whole("keyness_plot", n=n)
    require_table(keys, "keyness", "keyness_plot", "keys")
    if sections is not None:
        require_table(sections, "section titles", "keyness_plot", "sections")
        require_same_document(keys, sections, "keyness_plot", ("keys", "sections"))
        if "section" in keys:
            require_section_numbers(keys, sections, "keyness_plot", "keys")
    groups = _key_terms(keys, sections, n)
    rows = sum(len(own) + bool(name) for name, own in groups)
    picture, axes = new(8, 1.3 + 0.28 * (rows + 0.4 * len(groups)))
    top, ticks = 0.0, {}
    for name, own in groups:
        if name:
            axes.annotate(name, (0, top), (4, 0), textcoords="offset points", va="center", fontsize=9, color=GREY)
            top += 1
        for term in own.itertuples():
            axes.barh(top, term.g2, color=BLUE if term.log_ratio > 0 else VERMILION, height=0.7)
            said = f"{amount(term.count)} : {amount(term.rest)}"
            axes.annotate(said, (term.g2, top), (4, 0), textcoords="offset points", va="center", fontsize=9)
            ticks[top] = elide(term.term, 24)
            top += 1
        top += 0.4
    axes.set_yticks(list(ticks), list(ticks.values()))
    longest = max((own["g2"].max() for _, own in groups), default=1)
    axes.set(xlim=(0, longest * 1.2), ylim=(max(top, 1) - 0.6, -0.7), xlabel="log-likelihood G²")
    axes.grid(axis="x")
    plain(axes, "left", "bottom")
    axes.set_title("What is said here, and hardly elsewhere")
    if not ticks:
        empty(axes, "no key terms: nothing to compare with, or no difference")
    picture.caption = (
        "The longer the bar, the more surprising how often the term stands here, if it were the same everywhere; "
        "the numbers are its counts here : elsewhere."
    )
    picture.alt = f"Bar chart of {len(ticks)} key terms." + "".join(
        f" {name or 'Of the whole'}: {', '.join(shorten(term, 24) for term in own['term'].head(3))}."
        for name, own in groups[:8]
    )
    return picture


def _key_terms(keys: pd.DataFrame, sections: pd.DataFrame | None, n: int) -> list[tuple[str, pd.DataFrame]]:
    """Return the terms to draw, in groups that have a name each where there are several."""
    over, under = keys[(keys["log_ratio"] > 0) & (keys["count"] > 1)], keys[keys["log_ratio"] < 0]
    by = keys.columns[0]
    if by == "term":
        most = min(4 * n, ROWS // 2)
        groups = [("", over.head(most)), ("rarer here than there", under.head(most))]
    else:
        names = section_names(sections) if by == "section" and sections is not None else []
        parts = over.groupby(by, observed=True).head(n).head(ROWS).groupby(by, observed=True)
        groups = [(names[part] if len(names) else f"{by} {part}", own) for part, own in parts]
    return [(name, own) for name, own in groups if len(own)]


@styled
def trend_plot(trend: pd.DataFrame) -> Picture:
    """Draw where in the document terms stand: a row each, as high as the term is dense in that stretch of the text.

    *trend* is from `analysis.trend`. Above 40 terms the first 40 are drawn.
    """
    require_table(trend, "trend", "trend_plot", "trend")
    trend = trend[trend["term"].isin(trend["term"].drop_duplicates()[:ROWS])]
    terms = list(dict.fromkeys(trend["term"]))
    picture, axes = new(9, 1.1 + 0.42 * min(len(terms), ROWS))
    densest = max(trend["per_10k"].max(), 1e-9) if len(trend) else 1
    end = trend["end"].max() if len(trend) else 1
    for row, own in enumerate(own for _, own in list(trend.groupby("term", sort=False))[:ROWS]):
        axes.hlines(row + 0.4, 0, end, color=PALE, linewidth=0.8)
        heights, widths = 0.8 * own["per_10k"] / densest, own["end"] - own["start"]
        axes.bar(own["start"], -heights, widths, bottom=row + 0.4, align="edge", color=BLUE, edgecolor="white")
        said = (end, row + 0.2)
        axes.annotate(f"{own['count'].sum():,} ×", said, (4, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_yticks(np.arange(min(len(terms), ROWS)) + 0.2, [elide(term, 24) for term in terms[:ROWS]])
    axes.set(xlim=(0, max(end, 1) * 1.07), ylim=(max(min(len(terms), ROWS), 1) - 0.4, -0.5), xlabel="offset")
    whole(axes.xaxis)
    plain(axes, "left", "bottom")
    axes.set_title("Where in the text")
    if trend.empty:
        empty(axes, "no terms to follow")
    parts = trend["part"].nunique()
    picture.caption = (
        f"The document from left to right, in {parts} stretches; the higher, the denser the term stands there. "
        "Heights compare across rows; × is how often in all."
    )
    peaks = trend.sort_values(["per_10k", "part"], ascending=[False, True], kind="stable").drop_duplicates("term")
    picture.alt = f"Rows of bars for {len(terms)} terms over {parts} stretches of the text." + "".join(
        f" {shorten(row.term, 24)} is densest in stretch {row.part + 1} ({row.count:,} times)."
        for row in peaks.head(5).itertuples()
        if row.count
    )
    return picture


@styled
def zipf_plot(frequencies: pd.DataFrame, labels: int = 16) -> Picture:
    """Draw the count of each term against its rank, both by orders of magnitude, beside Zipf's law fitted to them.

    *frequencies* is from `analysis.frequencies`; the law, count ~ rank^-a, is fitted by maximum likelihood (see
    `analysis.diversity`). Named are *labels* terms evenly spread from the most frequent to the rarest.
    """
    require_whole("zipf_plot", labels=labels)
    require_table(frequencies, "counts", "zipf_plot", "frequencies")
    counts = np.sort(frequencies["count"].to_numpy(float))[::-1]
    counts = counts[counts > 0]
    ranks, exponent = np.arange(1, len(counts) + 1), zipf_exponent(counts)
    picture, axes = new(9, 5.4)
    axes.set(xscale="log", yscale="log", xlabel="rank", ylabel="count")
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
        axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axis.set_major_formatter("{x:,.0f}")
        axis.set_minor_locator(NullLocator())
    axes.set(xlim=(0.8, max(len(counts) * 2.5, 10)), ylim=(0.7, max(counts.max(initial=1) * 1.8, 10)))
    axes.grid()
    axes.set_title("Few words often, most of them once")
    if not len(counts):
        empty(axes, "no terms to count")
    thin_out(picture, texts)
    once = (counts <= 1).mean() if len(counts) else 0
    law_said = "; dashed: Zipf's law fitted to all" if np.isfinite(exponent) else ""
    picture.caption = (
        f"Each term's count against its rank, on scales by tens{law_said}. {once:.0%} of the terms stand there once."
    )
    picture.alt = f"Falling line of the counts of {len(counts):,} terms by rank." + (
        f" The most frequent: {', '.join(shorten(t, 24) for t in top)}. Fitted exponent {exponent:.2f}."
        if np.isfinite(exponent)
        else ""
    )
    return picture
