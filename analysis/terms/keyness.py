"""What is typical of a part of a text, or of a text beside another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_counts, require_integer, require_several, require_table, require_text
from ..document.marks import marked_as
from ..languages.messages import _
from . import contingency
from .frequencies import tally
from .selection import ASIDE, COUNTED

if TYPE_CHECKING:
    from collections.abc import Collection

    from .frequencies import Tally

ABSENT = 5  # to be expected, for a term to be listed where it does not occur


def keyness(
    tokens: pd.DataFrame,
    by: str | None = "section",
    reference: pd.DataFrame | None = None,
    weights: np.ndarray | pd.Series | None = None,
    stop_words: Collection[str] = (),
    min_characters: int = 2,
    kinds: Collection[str] = COUNTED,
) -> pd.DataFrame:
    """Find what is typical of each part of a text beside all the rest of it, or beside another text.

    With a, b a term's counts here and there, c, d the tokens of each (punctuation and space aside), the table of
    a, b, c - a, d - b gives:

    - ``g2``: log-likelihood, 2 Σ O ln(O / E), how surprising the difference is; ``chi2``: Pearson's Σ (O - E)² / E.
    - ``log_ratio``: log2 of a / c over b / d, how large it is: 1 is twice as frequent, -1 half. ``diff``: the same in
      percent, (a/c - b/d) / (b/d) · 100. A count of 0 is taken as 0.5 in both.
    - ``odds_ratio``: a (d - b) / (b (c - a)), with 0.5 added to all four where one is 0.
    - ``p``: of Fisher's exact test where fewer than five are expected in a cell, else of G2; ``p_adjusted``: corrected
      for the number of rows by Benjamini & Hochberg.

    Parameters
    ----------
    tokens : one row per token, with the column *by*.
    by : the column whose values are the parts; None takes *tokens* as one part, and needs a *reference*.
    reference : the tokens of another text, for each part to be held against, instead of the other parts; or a table
        with ``term`` and ``count`` of all its words, such as `general_counts`.
    weights, stop_words, min_characters, kinds : what is counted, and how; see `frequencies`. Weights are for *tokens*.

    Returns
    -------
    DataFrame with *by* where given, ``term``, ``count``, ``rest`` (int, or float with weights), and the measures above
    (float); a row for each term that a part holds, and for each that it lacks where five were to be expected. By part;
    first what is more frequent there (log ratio above 0), then the rest, both by descending G2.

    Raises
    ------
    ValueError : if *by* is no column of *tokens*, there is nothing to compare with, a count is below 0, or *kinds* has
        punctuation or space, which the base leaves out.

    References: Dunning (1993), Computational Linguistics 19(1), 61-74; Hardie (2014), Log Ratio: an informal
    introduction; Gabrielatos & Marchi (2011), Keyness: matching metrics to definitions; Pojanapunya & Watson Todd
    (2018), Corpus Linguistics and Linguistic Theory 14(1), 133-167; Benjamini & Hochberg (1995), JRSS B 57(1), 289-300.

    >>> from analysis import Tokeniser, parse, sections, with_sections
    >>> document = parse("# 春\\n\\n春天花开，春天雨多。\\n\\n# 冬\\n\\n冬天雪大，冬天风多。")
    >>> table = keyness(with_sections(Tokeniser().tokens(document), sections(document)))
    >>> table[["section", "term", "count", "rest", "log_ratio"]].round(2).head(1)
       section term  count  rest  log_ratio
    0        0   春天      2     0       1.74
    """
    require_text("keyness", by=by)
    require_integer("keyness", min_characters=min_characters)
    if by is None and reference is None:
        raise ValueError("by: " + _("None needs a reference to compare with"))
    require_several(kinds, "keyness", "kinds")
    if aside := [kind for kind in kinds if kind in ASIDE]:
        raise ValueError(
            "kinds: "
            + _("{aside} is no part of the base, so that no share of it can be compared").format(aside=aside[0])
        )
    tokens = as_tokens(tokens, "keyness")
    reference = None if reference is None else _checked(reference)
    chosen = {"stop_words": stop_words, "min_characters": min_characters, "kinds": kinds}
    counts = tally(tokens, by, weights, **chosen)
    if reference is not None and "kind" not in reference:
        total, n = _added(counts, _selected(reference, stop_words, min_characters)), reference["count"].sum()
    else:
        total, n = _total_counts(counts, None if reference is None else tally(reference, None, **chosen))
    row, part, a = _listed(counts, total, n, apart=reference is not None)
    row = pd.Series(total.index[row])
    c = counts.sizes[part]
    total = total.loc[row].to_numpy() + (a if reference is not None else 0)
    n = n + (c if reference is not None else 0)
    table = measures_of(a, total, c, n)
    table.insert(0, "term", row.astype("str"))
    if by is not None:
        table.insert(0, by, counts.parts[part])
    order = table.assign(rarer=table["log_ratio"] <= 0, least=-table["g2"])
    order = order.sort_values([*([by] if by else []), "rarer", "least", "term"])
    return marked_as(order.drop(columns=["rarer", "least"]).reset_index(drop=True), tokens)


def _checked(reference: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens of another text, or a table of its counts, if it is such."""
    if isinstance(reference, pd.DataFrame) and "kind" in reference:
        return as_tokens(reference, "keyness", argument="reference")
    require_table(reference, "counts", "keyness", "reference")
    require_counts(reference["count"], "keyness: reference: count")
    return reference


def _total_counts(counts: Tally, reference: Tally | None) -> tuple[pd.Series, float]:
    """Return what the parts are held against: each term's count, and the size; of all parts, or of the reference."""
    counted = pd.Series(counts.matrix.sum(axis=1), counts.terms, dtype=counts.matrix.dtype)
    if reference is None:
        return counted, counts.sizes.sum()
    other = pd.Series(reference.matrix.sum(axis=1), reference.terms)
    return _added(counts, other), reference.sizes.sum()


def _added(counts: Tally, other: pd.Series) -> pd.Series:
    """Return the counts of *other*, with a row for each term that only *counts* holds."""
    return other.reindex(counts.terms.union(other.index), fill_value=0)


def _selected(reference: pd.DataFrame, stop_words: Collection[str], min_characters: int) -> pd.Series:
    """Return the counts of a table of words, those left out that are not to be listed."""
    wanted = (reference["term"].str.len() >= min_characters) & ~reference["term"].isin([*stop_words])
    return reference[wanted].groupby("term")["count"].sum()


def _listed(counts: Tally, total: pd.Series, n: float, apart: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return row of *whole*, part and count of what is listed: what a part holds, and what it should but does not."""
    place = total.index.get_indexer(counts.terms)
    row, part, count = place[counts.rows], counts.matrix.indices, counts.matrix.data
    share = counts.sizes / max(n, 1)
    width, held = len(counts.parts), row.astype(np.int64) * len(counts.parts) + part
    # Only a frequent term can be missed anywhere, so that this stays as small as the text.
    often = np.flatnonzero(total.to_numpy() * share.max(initial=0) >= ABSENT)
    lacks = [often[total.to_numpy()[often] * share[p] >= ABSENT] for p in range(width)]
    extra = np.concatenate(
        [*(rows.astype(np.int64) * width + p for p, rows in enumerate(lacks)), np.zeros(0, np.int64)]
    )
    extra = np.setdiff1d(extra, held)
    if not apart and width < 2:
        extra = extra[:0]
    return (
        np.r_[row, extra // max(width, 1)].astype(np.int64),
        np.r_[part, extra % max(width, 1)].astype(np.int64),
        np.r_[count, np.zeros(len(extra), count.dtype)],
    )


def measures_of(a: np.ndarray, total: np.ndarray, c: np.ndarray, n: np.ndarray | float) -> pd.DataFrame:
    """Return the measures of terms that occur *a* times in *c* tokens and *total* times in *n*."""
    b, d = total - a, n - c
    here, there = np.maximum(a, 0.5) / np.maximum(c, 1), np.maximum(b, 0.5) / np.maximum(d, 1)
    # With nothing to compare with there is no difference.
    ratio = np.where(d > 0, here / there, 1.0)
    cells, _ = contingency.cells(a, total, c, n)
    one, other, rest, others = cells + 0.5 * (cells == 0).any(axis=0)
    p, _ = contingency.p_value(a, total, c, n)
    return pd.DataFrame(
        {
            "count": a,
            "rest": b.astype(a.dtype),
            "g2": contingency.g2(a, total, c, n),
            "chi2": contingency.chi_squared(a, total, c, n),
            "log_ratio": np.log2(ratio),
            "diff": (ratio - 1) * 100,
            "odds_ratio": one * others / (other * rest),
            "p": p,
            "p_adjusted": contingency.adjusted(p),
        }
    )
