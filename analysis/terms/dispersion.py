"""How evenly terms are spread over the parts of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_integer, require_text
from .frequencies import tally
from .selection import CONCEPT, COUNTED, is_counted

if TYPE_CHECKING:
    from collections.abc import Collection


def dispersion(
    tokens: pd.DataFrame,
    by: str = "section",
    stop_words: Collection[str] = (),
    min_characters: int = 2,
    kinds: Collection[str] = COUNTED,
) -> pd.DataFrame:
    """Measure how evenly each term is spread over the parts of a text, which may differ in size.

    With v a term's share in each part of all its occurrences, s the part's share of all tokens, q the term's rate in
    the part (count / size), f its count and n the number of parts:

    - DP = ½ Σ |v - s|: 0 is as even as the parts allow, towards 1 clumped. DPnorm = DP / (1 - min s).
    - Juilland's D = 1 - sd(q) / mean(q) / √(n - 1), with the deviation of the population: 1 is even, 0 one part only.
    - Carroll's D2 = (log2 Σq - Σ q log2 q / Σq) / log2 n: 1 is even, 0 one part only.
    - Rosengren's S = (Σ √(s · count))² / f: 1 is even, and never below min s. (Of one part it would be 1 for every
      term, which says nothing.)
    - ARF, the average reduced frequency, needs no parts: Σ min(d, v) / v over the distances d from one occurrence to
      the next, round the end, with v = N / f. It is f where evenly spread, towards 1 where clumped.

    Parameters
    ----------
    tokens : one row per token, with the column *by*.
    by : the column whose values are the parts. Parts without a token (punctuation aside) are left out.
        See `with_parts` for parts of equal size.
    stop_words, min_characters, kinds : which terms; see `frequencies`.

    Returns
    -------
    DataFrame with ``term``, ``count``, ``range`` (parts that hold it, int), ``dp``, ``dp_norm``, ``juilland_d``,
    ``carroll_d2``, ``rosengren_s`` and ``arf`` (float); of one part all but the last are missing, and the last where
    equal tokens are put together (see `survey`), since it takes their order. By descending count, ties in code point
    order.

    Raises
    ------
    ValueError : if *by* is no column.

    References: Gries (2008), IJCL 13(4), 403-437; Lijffijt & Gries (2012), IJCL 17(1), 147-149; Carroll (1970), ETS
    Research Bulletin 70-11; Rosengren (1971), Études de linguistique appliquée n.s. 1, 103-127; Savický & Hlaváčová
    (2002), Journal of Quantitative Linguistics 9(3), 215-231.

    >>> from analysis import Tokeniser, parse
    >>> tokens = Tokeniser().tokens(parse("工作工作\\n\\n工作政协"))
    >>> dispersion(tokens, by="block")[["term", "range", "dp", "juilland_d"]].round(3)
      term  range     dp  juilland_d
    0   工作      2  0.167       0.667
    1   政协      1  0.500       0.000
    """
    require_text("dispersion", by=by)
    require_integer("dispersion", min_characters=min_characters)
    tokens = as_tokens(tokens, "dispersion")
    counts = tally(tokens, by, stop_words=stop_words, min_characters=min_characters, kinds=kinds)
    size, matrix = counts.sizes, counts.matrix.tocsr()
    share, parts = size / max(size.sum(), 1), len(size)
    row, part, count = counts.rows, matrix.indices, matrix.data

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(row, values, len(counts.terms))

    f = total(count)
    # A part without the term adds its share to Σ |v - s|; all shares make 1.
    dp = (1 + total(np.abs(count / f[row] - share[part]) - share[part])) / 2
    rate = count / size[part]
    rates = total(rate)
    deviation = np.sqrt(np.maximum(total(rate**2) / parts - (rates / parts) ** 2, 0))
    s = total(np.sqrt(share[part] * count)) ** 2 / f
    if parts == 1:
        dp, deviation, s = np.full((3, len(dp)), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):  # of one part
        measures = {
            "dp": dp,
            "dp_norm": dp / (1 - share.min(initial=1)),
            "juilland_d": 1 - deviation * parts / rates / np.sqrt(parts - 1),
            "carroll_d2": (np.log2(rates) - total(rate * np.log2(rate)) / rates) / np.log2(parts),
            "rosengren_s": s,
        }
    table = pd.DataFrame(
        {
            "term": counts.terms,
            "count": f.astype(np.int64),
            "range": np.bincount(row, minlength=len(counts.terms)),
            **{name: values.clip(0, 1) for name, values in measures.items()},
            "arf": np.nan if "count" in tokens or (tokens["kind"] == CONCEPT).any() else _arf(tokens, counts.codes),
        }
    )
    return table.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)


def _arf(tokens: pd.DataFrame, wanted: np.ndarray) -> np.ndarray:
    """Return the average reduced frequency of the terms with the codes *wanted*, in that order."""
    codes = tokens["term"].cat.codes.to_numpy()[is_counted(tokens)]
    order = np.argsort(codes, kind="stable")
    sorted_codes = codes[order]
    firsts = np.searchsorted(sorted_codes, wanted)
    lasts = np.searchsorted(sorted_codes, wanted, side="right") - 1
    distance = np.diff(order, prepend=0)
    distance[firsts] = order[firsts] + len(codes) - order[lasts]
    mean = len(codes) / (lasts - firsts + 1)
    of_code = np.ones(int(codes.max(initial=0)) + 1)
    of_code[wanted] = mean
    sums = np.r_[0, np.cumsum(np.minimum(distance, of_code[sorted_codes]))]
    return (sums[lasts + 1] - sums[firsts]) / mean
