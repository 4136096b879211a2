"""Count terms: how often, where, what the faults of a text did to the counts, what is typical of a section."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection

COUNTED = ("word", "latin")


@cache
def stop_words() -> frozenset[str]:
    """Return the Chinese stop words of the collection Stopwords ISO (MIT licence), to be inspected or extended.

    >>> "我们" in stop_words(), len(stop_words())
    (True, 794)
    """
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords("zh"))


def frequencies(
    tokens: pd.DataFrame,
    by: str | None = None,
    weights: np.ndarray | pd.Series | None = None,
    stop_words: Collection[str] = (),
    min_length: int = 2,
) -> pd.DataFrame:
    """Count the terms of a token table.

    Counted are tokens of the kinds word and latin; the base of ``per_10k`` are all tokens but punctuation and space.
    Chinese has no inflection, so a term is its own lemma.

    Parameters
    ----------
    tokens : from `Tokeniser.tokens`, whole or a selection of its rows.
    by : a column, such as ``section``; then terms are counted within each of its values.
    weights : what each token counts, by row; 1 by default. See `Audit.weights`.
    stop_words : terms to leave out; see `analysis.stop_words`. The base stays as it is.
    min_length : characters that a term has at least. The default leaves out the single characters, most of them
        function words; pass 1 to keep them.

    Returns
    -------
    DataFrame with ``term`` (str), ``count`` (int, or float with weights), ``per_10k`` (float) and ``rank`` (int, from
    1, ties share the lowest), after the column *by* where given; by descending count, ties in code point order.

    Raises
    ------
    ValueError : if *by* is no column of *tokens*, or *weights* are not one for each row.

    >>> from analysis import Tokeniser, parse
    >>> frequencies(Tokeniser().tokens(parse("政协工作，委员工作。")))
      term  count  per_10k  rank
    0   工作      2   5000.0     1
    1   委员      1   2500.0     2
    2   政协      1   2500.0     2
    """
    if by is not None and by not in tokens:
        raise ValueError(f"by: {by!r} is no column; there are {', '.join(tokens.columns)}")
    if weights is not None and len(weights) != len(tokens):
        raise ValueError(f"weights: {len(weights)} of them for {len(tokens)} tokens")
    # Selections are made on the few distinct terms, not on the many tokens.
    distinct = pd.Series(tokens["term"].cat.categories, dtype="str")
    wanted = distinct.index[(distinct.str.len() >= min_length) & ~distinct.isin([*stop_words])]
    kept = tokens["kind"].isin(COUNTED) & tokens["term"].cat.codes.isin(wanted)
    table = tokens[[by] if by else []].assign(term=tokens["term"], count=1 if weights is None else np.asarray(weights))
    counted = ~tokens["kind"].isin(["punctuation", "space"])
    keys = [by, "term"] if by else ["term"]
    result = table[kept].groupby(keys, observed=True, as_index=False)["count"].sum().astype({"term": "str"})
    base = (
        table.loc[counted].groupby(by)["count"].sum().reindex(result[by]).to_numpy()
        if by
        else table["count"][counted].sum()
    )
    result["per_10k"] = result["count"] / base * 10_000
    result = result.sort_values(
        [*keys[:-1], "count", "term"], ascending=[True] * bool(by) + [False, True], ignore_index=True
    )
    ranks = result.groupby(by)["count"] if by else result["count"]
    return result.assign(rank=ranks.rank(method="min", ascending=False).astype("int64"))


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Set two frequency tables side by side: what a repair, or another text, did to each count.

    Returns
    -------
    DataFrame with ``term``, ``before``, ``after`` (counts, 0 where absent), ``change`` (after - before),
    ``rank_before``, ``rank_after`` (Int64, missing where absent); the largest changes first, then the more frequent.

    >>> before = pd.DataFrame({"term": ["企业", "政协"], "count": [15, 46], "rank": [2, 1]})
    >>> after = pd.DataFrame({"term": ["政协", "企业"], "count": [40, 5], "rank": [1, 2]})
    >>> compare(before, after)[["term", "before", "after", "change"]]
      term  before  after  change
    0   企业      15      5     -10
    1   政协      46     40      -6
    """
    columns = ["term", "count", "rank"]
    both = before[columns].merge(after[columns], on="term", how="outer", suffixes=("_before", "_after"))
    table = pd.DataFrame({"term": both["term"]})
    for side, frame in (("before", before), ("after", after)):
        table[side] = both[f"count_{side}"].fillna(0).astype(frame["count"].dtype)
    table["change"] = table["after"] - table["before"]
    for side in ("before", "after"):
        table[f"rank_{side}"] = both[f"rank_{side}"].astype("Int64")
    order = table.assign(size=-table["change"].abs(), most=-table["before"]).sort_values(["size", "most", "term"])
    return order.drop(columns=["size", "most"]).reset_index(drop=True)


def keyness(tokens: pd.DataFrame, by: str = "section", **counting: object) -> pd.DataFrame:
    """Find what is typical of each part of a text: log-likelihood G2 of a term there against all the rest.

    With a, b the counts of the term in the part and in the rest, and c, d the counted tokens of each,
    G2 = 2 (a ln(a / E1) + b ln(b / E2)), where E1 = c (a + b) / (c + d) and E2 = d (a + b) / (c + d).
    The log ratio is log2 of the term's share in the part over its share in the rest, a count of 0 taken as 0.5.

    Parameters
    ----------
    tokens : one row per token, with the column *by*.
    by : the column whose values are the parts.
    counting : what else `frequencies` takes: stop words, weights, the shortest length.

    Returns
    -------
    DataFrame with *by*, ``term``, ``count``, ``rest`` (int), ``g2``, ``log_ratio``, ``p`` (chi-squared with one degree
    of freedom, not corrected for the number of terms), one row per term that a part holds; by part, then by descending
    G2, terms that are rarer there than elsewhere (log ratio below 0) last.

    Raises
    ------
    ValueError : if *by* is no column of *tokens*.

    References: Dunning (1993), Computational Linguistics 19(1), 61-74; Rayson & Garside (2000), Proc. Workshop on
    Comparing Corpora, 1-6; Hardie (2014), Log Ratio: an informal introduction.

    >>> from analysis import Tokeniser, parse, sections, with_sections
    >>> document = parse("# 春\\n\\n春天花开，春天雨多。\\n\\n# 冬\\n\\n冬天雪大，冬天风多。")
    >>> keyness(with_sections(Tokeniser().tokens(document), sections(document)))[["section", "term", "count"]].head(1)
       section term  count
    0        0   春天      2
    """
    from scipy.special import chdtrc, xlogy

    table = frequencies(tokens, by=by, **counting)
    whole = table.groupby("term")["count"].sum()
    a = table["count"].to_numpy(float)
    b = whole.reindex(table["term"]).to_numpy(float) - a
    sizes = (table["count"] / table["per_10k"] * 10_000).groupby(table[by]).first()
    c = sizes.reindex(table[by]).to_numpy(float)
    d = sizes.sum() - c
    total = np.maximum(c + d, 1)
    g2 = 2 * (
        xlogy(a, a / (c * (a + b) / total)) + xlogy(b, np.maximum(b, 1) / np.maximum(d * (a + b) / total, 1e-300))
    )
    share = np.maximum(b, 0.5) / np.maximum(d, 1)
    ratio = np.log2((a / c) / share)
    result = table[[by, "term", "count"]].assign(
        rest=b.astype(table["count"].dtype), g2=g2.clip(min=0), log_ratio=ratio, p=chdtrc(1, g2)
    )
    order = result.assign(rarer=ratio < 0, least=-result["g2"]).sort_values([by, "rarer", "least", "term"])
    return order.drop(columns=["rarer", "least"]).reset_index(drop=True)
