"""Pictures of where terms stand: in which sections, how evenly, in which stretch of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator

from .._checks import require_integer, require_section_numbers, require_several, require_table
from ..document.marks import require_same_document
from ..languages.messages import _, clauses, enumeration
from .drawing import (
    PALE,
    ROWS,
    Picture,
    amount,
    empty,
    integer_ticks,
    new,
    plain,
    section_names,
    styled,
    thin_out,
)
from .glyphs import elide, shorten
from .palette import BLUE, SKY
from .shaded import shaded_table
from .slim import choose

TERMS = 5  # in a row of the table of sections, on a phone

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd


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
    at = {term: column for column, term in enumerate(terms)}
    # A section of a few words has a high rate of each: such must not make all others pale.
    deep = max(shown["per_10k"].quantile(0.9), 1e-9) if len(shown) else 1
    cells = [
        (row.section, at[row.term], amount(row.count_), min(float(row.per_10k / deep), 1.0))
        for row in shown.rename(columns={"count": "count_"}).itertuples()
    ]
    names, heads = section_names(sections.head(count)), [elide(term, 12) for term in terms]
    size = 2.4 + 0.5 * max(len(terms), 4), 1.6 + 0.42 * count
    picture, __ = shaded_table(names, heads, cells, size, TERMS)
    picture.caption = _(
        "Count of each term in each section, on a ground as deep as its rate per 10,000 tokens of the section is high."
    )
    top = shown.sort_values(["per_10k", "term"], ascending=[False, True]).head(3)
    names = section_names(sections)
    stated = _("{term}, {n} times in {section}")
    places = [
        stated.format(term=row.term, n=amount(row.count), section=names[row.section])
        for row in top.itertuples(name="Cell")
    ]
    picture.alt = _("Shaded table: {terms} terms by {n} sections.").format(terms=len(terms), n=count)
    if places:
        picture.alt += _(" The {n} densest: {places}.").format(n=len(places), places=clauses(places))
    return picture


@styled
def dispersion_plot(dispersion: pd.DataFrame, labels: int = 24) -> Picture:
    """Draw how evenly each term is spread against how frequent it is; *dispersion* is from `analysis.dispersion`.

    Named are the most frequent of *labels* bands from even to clumped, where there is room.
    """
    require_integer("dispersion_plot", labels=labels)
    require_table(dispersion, "dispersion", "dispersion_plot", "dispersion")
    labels = choose(labels, labels // 2)
    picture, axes = new(9, 5.4, slim_height=4.6)
    shown = dispersion[(dispersion["count"] > 1) & dispersion["dp"].notna()]
    axes.scatter(shown["count"], shown["dp"], s=14, color=SKY, alpha=0.6, linewidths=0)
    axes.set(
        xscale="log", ylim=(1.03, -0.03), xlabel=_("count"), ylabel=_("DP: even at the top, clumped at the bottom")
    )
    axes.xaxis.set_major_locator(LogLocator(subs=choose((1, 2, 5), (1, 3))))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid()
    axes.set_xlim(1.7, max(shown["count"].max() * 1.6, 10) if len(shown) else 10)
    axes.set_title(_("Frequent and everywhere, or frequent in one place"))
    if shown.empty:
        empty(axes, _("no term stands in the text twice"))
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
    picture.caption = _(
        "Each dot is a term that stands twice or more: to the right the frequent ones, at the top those spread as "
        "evenly as the parts allow, at the bottom those that stand in one part (deviation of proportions)."
    )
    even = shown.nsmallest(min(3, (len(shown) + 1) // 2), "dp")  # no term is told of at both ends
    clumped = shown[(shown["count"] > 2) & (shown["dp"] > even["dp"].max())].nlargest(3, "dp")
    ends = ((_(" The most even: {terms}."), even), (_(" The most clumped: {terms}."), clumped))
    one = _("{term} ({value})")
    stated = _("Scatter plot of {n} terms, dispersion against count.").format(n=f"{len(shown):,}")
    picture.alt = stated + "".join(
        words.format(
            terms=enumeration(
                one.format(term=shorten(row.term, 24), value=f"{row.dp:.2f}") for row in rows.itertuples()
            )
        )
        for words, rows in ends
        if len(rows)
    )
    return picture


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
    for row, term_rows in enumerate(term_rows for __, term_rows in list(trend.groupby("term", sort=False))[:ROWS]):
        axes.hlines(row + 0.4, 0, end, color=PALE, linewidth=0.8)
        heights, widths = 0.8 * term_rows["per_10k"] / densest, term_rows["end"] - term_rows["start"]
        axes.bar(term_rows["start"], -heights, widths, bottom=row + 0.4, align="edge", color=BLUE, edgecolor="white")
        end_of_row = (end, row + 0.2)
        axes.annotate(
            f"{term_rows['count'].sum():,} ×", end_of_row, (4, 0), textcoords="offset points", va="center", fontsize=9
        )
    axes.set_yticks(np.arange(min(len(terms), ROWS)) + 0.2, [elide(term, 24) for term in terms[:ROWS]])
    axes.set(xlim=(0, max(end, 1) * 1.07), ylim=(max(min(len(terms), ROWS), 1) - 0.4, -0.5), xlabel=_("offset"))
    integer_ticks(axes.xaxis)
    plain(axes, "left", "bottom")
    axes.set_title(_("Where in the text"))
    if trend.empty:
        empty(axes, _("no terms to follow"))
    parts = trend["part"].nunique()
    picture.caption = _(
        "The document from left to right, in {n} stretches; the higher, the denser the term stands there. Heights "
        "compare across rows; × is how often in all."
    ).format(n=parts)
    peaks = trend.sort_values(["per_10k", "part"], ascending=[False, True], kind="stable").drop_duplicates("term")
    stated = _(" {term} is densest in stretch {part} ({n} times).")
    rows = _("Rows of bars for {terms} terms over {n} stretches of the text.").format(terms=len(terms), n=parts)
    picture.alt = rows + "".join(
        stated.format(term=shorten(row.term, 24), part=row.part + 1, n=f"{row.count:,}")
        for row in peaks.head(5).itertuples()
        if row.count
    )
    return picture
