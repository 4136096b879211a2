"""Pictures of a corpus: who holds whose passages, and which documents are nearly the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .._checks import require
from ..corpus.reuse import Reuse
from ..languages.messages import _, pgettext
from .drawing import PALE, Picture, amount, empty, key, name_width, new, plain, styled, thin_out
from .glyphs import elide
from .palette import BLUE, GREY
from .shaded import shaded_table
from .slim import choose

MOST = 16  # documents on either side of a matrix, and clusters
NAME = 32  # columns of a name
DOCUMENTS = 4  # in a row of the matrix, on a phone


@styled
def reuse_matrix(reuse: Reuse, groups: pd.Series | None = None) -> Picture:
    """Draw how many letters documents, in rows, hold that stand first in others, in columns.

    With *groups*, from `analysis.group_of`, groups of documents stand in rows and columns. The sixteen of each that
    have most are drawn.
    """
    require(reuse, Reuse, "reuse_matrix", "reuse")
    pairs = reuse.pairs()
    if groups is not None:
        pairs = pairs.assign(doc=pairs["doc"].map(groups), first_doc=pairs["first_doc"].map(groups))
        pairs = pairs.groupby(["doc", "first_doc"], as_index=False)[["passages", "letters"]].sum()
    rows, columns = (sorted(pairs.groupby(side)["letters"].sum().nlargest(MOST).index) for side in ("doc", "first_doc"))
    shown = pairs[pairs["doc"].isin(rows) & pairs["first_doc"].isin(columns)]
    deep = max(shown["letters"].max(), 1) if len(shown) else 1
    cells = [
        (rows.index(row.doc), columns.index(row.first_doc), amount(row.letters), float(np.sqrt(row.letters / deep)))
        for row in shown.itertuples(index=False)
    ]
    names, heads = ([elide(str(name), name_width(NAME)) for name in side] for side in (rows, columns))
    size = 3.4 + 0.62 * max(len(columns), 3), 2.4 + 0.4 * max(len(rows), 2)
    picture, tables = shaded_table(names, heads, cells, size, DOCUMENTS)
    for axes in tables:
        axes.set_ylabel(_("again in"))
        axes.set_xlabel(_("first in"))
        axes.xaxis.set_label_position("top")
    if shown.empty:
        empty(tables[0], _("no document holds what stands in another"))
    of_documents = _("Letters that the documents in rows hold of what stands first in the documents in columns.")
    of_groups = _("Letters that the groups in rows hold of what stands first in the groups in columns.")
    picture.caption = of_documents if groups is None else of_groups
    if shown.empty:
        picture.caption = _("No document holds a passage of another.")
    elif len(shown) < len(pairs):
        picture.caption += _(" The {n} of each that have most are shown.").format(n=MOST)
    of_documents = _("Shaded table of documents: {rows} by {columns}.")
    stated = of_documents if groups is None else _("Shaded table of groups: {rows} by {columns}.")
    held = _(" {doc} holds {n} letters of {first}.")
    picture.alt = stated.format(rows=len(rows), columns=len(columns)) + "".join(
        held.format(doc=row.doc, n=f"{row.letters:,}", first=row.first_doc) for row in shown.head(3).itertuples()
    )
    return picture


@styled
def reprint_plot(reuse: Reuse) -> Picture:
    """Draw each cluster of near-identical documents as a row, its documents by date, or else in order, and how alike.

    The sixteen clusters with most documents are drawn.
    """
    require(reuse, Reuse, "reprint_plot", "reuse")
    table = reuse.reprints
    sizes = table.groupby("cluster").size().sort_values(ascending=False, kind="stable")
    chosen = sizes.index[:MOST].tolist()
    shown = table[table["cluster"].isin(chosen)].copy()
    dated = bool(len(shown)) and bool((shown["date"] != "").all())
    days = pd.to_datetime(shown["date"], errors="coerce") if dated else pd.Series(dtype="datetime64[ns]")
    dated = dated and bool(days.notna().all())
    shown["x"] = days.map(lambda day: day.toordinal()) if dated else shown.groupby("cluster").cumcount()
    picture, axes = new(9, 1.6 + 0.56 * max(len(chosen), 1))
    labels: list[Any] = []
    for y, cluster in enumerate(chosen):
        rows = shown[shown["cluster"] == cluster].sort_values(["x", "doc"])
        axes.hlines(y, rows["x"].min(), rows["x"].max(), color=PALE, linewidth=3, zorder=1)
        axes.scatter(rows["x"], [y] * len(rows), s=60, zorder=2, color=[_colour(role) for role in rows["role"]])
        for row in rows[rows["role"] == "copy"].itertuples():
            label = f"{row.similarity:.0%}"
            labels.append(axes.annotate(label, (row.x, y), (0, 8), textcoords="offset points", ha="center", fontsize=9))
    kept = shown[shown["role"] == "keep"].set_index("cluster")["doc"]
    axes.set_yticks(range(len(chosen)), [elide(kept[cluster], name_width(NAME)) for cluster in chosen])
    axes.set_ylim(max(len(chosen), 1) - 0.4, -0.7)
    axes.margins(x=0.06)
    _mark_dates(axes, shown["x"]) if dated else axes.set_xticks([])
    plain(axes, "left", "bottom")
    if shown.empty:
        empty(axes, _("no document as a whole is nearly another"))
    else:
        key(axes, {pgettext("document", "kept"): BLUE, pgettext("role", "copy"): GREY})
    by_date = _("Near-identical documents, by date; how alike each is to the one that is kept.")
    in_order = _("Near-identical documents, in the order of the corpus; how alike each is to the one that is kept.")
    cut = _(" The largest {n} of {all} clusters are shown.").format(n=MOST, all=f"{len(sizes):,}")
    thin_out(picture, labels)
    picture.caption = (by_date if dated else in_order) + (cut if len(sizes) > MOST else "")
    if shown.empty:
        picture.caption = _("No document as a whole is nearly another.")
    picture.alt = _("Rows of dots, one for each of {n} clusters.").format(n=len(chosen)) + "".join(
        _(" {name}: {n} documents.").format(name=kept[cluster], n=sizes[cluster]) for cluster in chosen[:3]
    )
    return picture


def _colour(role: str) -> str:
    return BLUE if role == "keep" else GREY


def _mark_dates(axes: Any, days: pd.Series) -> None:
    """Write a few dates below the axis."""
    places = np.unique(np.linspace(days.min(), days.max(), choose(5, 2)).round().astype(int))
    axes.set_xticks(places, [pd.Timestamp.fromordinal(int(day)).date().isoformat() for day in places])
