"""Two tables of counts, one beside the other."""

from __future__ import annotations

import pandas as pd

from .._checks import require_counts, require_table
from ..languages.messages import _


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Set two frequency tables side by side: what a repair, or another text, did to each count.

    Returns
    -------
    DataFrame with ``term``, ``before``, ``after`` (counts, 0 where absent), ``change`` (after - before),
    ``share_before``, ``share_after`` (of all that the table counts, 0..1), ``rank_before``, ``rank_after`` (Int64,
    missing where absent) and ``rank_change``; the largest changes first, then the more frequent.

    Raises
    ------
    ValueError : if a table has a term in two rows, as one counted by section has, or a count below 0.

    >>> before = pd.DataFrame({"term": ["企业", "政协"], "count": [15, 46], "rank": [2, 1]})
    >>> after = pd.DataFrame({"term": ["政协", "企业"], "count": [40, 5], "rank": [1, 2]})
    >>> compare(before, after)[["term", "before", "after", "change"]]
      term  before  after  change
    0   企业      15      5     -10
    1   政协      46     40      -6
    """
    for side, frame in (("before", before), ("after", after)):
        _require_frequencies(frame, side)
    columns = ["term", "count", "rank"]
    both = before[columns].merge(after[columns], on="term", how="outer", suffixes=("_before", "_after"))
    table = pd.DataFrame({"term": both["term"]})
    for side, frame in (("before", before), ("after", after)):
        table[side] = both[f"count_{side}"].fillna(0).astype(frame["count"].dtype)
    table["change"] = table["after"] - table["before"]
    for side in ("before", "after"):
        table[f"share_{side}"] = table[side] / (table[side].sum() or 1)
    for side in ("before", "after"):
        table[f"rank_{side}"] = both[f"rank_{side}"].astype("Int64")
    table["rank_change"] = table["rank_after"] - table["rank_before"]
    order = table.assign(size=-table["change"].abs(), most=-table["before"]).sort_values(["size", "most", "term"])
    return order.drop(columns=["size", "most"]).reset_index(drop=True)


def _require_frequencies(table: pd.DataFrame, side: str) -> None:
    require_table(table, "frequencies", "compare", side)
    require_counts(table["count"], f"compare: {side}: count")
    if (twice := table["term"].duplicated().to_numpy()).any():
        term = table["term"].iloc[twice.argmax()]
        raise ValueError(
            "compare: "
            + _("{side} has {term!r} in more than one row; call analysis.frequencies(tokens) without by first").format(
                side=side, term=term
            )
        )


def total_variation(change: pd.DataFrame) -> float:
    """Return how far apart the two sides of `compare` are: half the sum of the differences in share, 0..1.

    It is the share of all counts that would have to go to other terms to turn one side into the other.

    >>> total_variation(pd.DataFrame({"share_before": [0.5, 0.5, 0], "share_after": [0.5, 0.25, 0.25]}))
    0.25
    """
    require_table(change, "shares", "total_variation", "change")
    return float((change["share_before"] - change["share_after"]).abs().sum() / 2)
