"""How rich a vocabulary is, in measures that do not grow with the text, and how its frequencies are distributed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_column, require_integer, require_text
from ..languages.messages import _
from .selection import COUNTED, is_selected

if TYPE_CHECKING:
    from collections.abc import Collection

DRAW = 42  # tokens, of HD-D
FACTOR = 0.72  # type-token ratio at which MTLD starts anew


def diversity(
    tokens: pd.DataFrame,
    by: str | None = None,
    window: int = 100,
    stop_words: Collection[str] = (),
    min_characters: int = 1,
    kinds: Collection[str] = COUNTED,
) -> pd.DataFrame:
    """Measure the richness of a vocabulary, of the whole text or of each of its parts.

    With N tokens, V types, V_m types that occur m times:

    - ``ttr`` = V / N, the type-token ratio; falls as a text grows, so compare only texts of one length.
    - ``mattr``: the mean of the ratio in every window of so many tokens (Covington & McFall 2010, Journal of
      Quantitative Linguistics 17(2), 94-100); of a text shorter than the window, its ``ttr``.
    - ``mtld``: the mean length of stretches in which the ratio stays at 0.72 and above, read from both ends (McCarthy &
      Jarvis 2010, Behavior Research Methods 42(2), 381-392); missing where no token is repeated.
    - ``hd_d``: the ratio to be expected in 42 tokens drawn at random (McCarthy & Jarvis 2007, Language Testing 24(4),
      459-488); missing for fewer than 42.
    - ``yule_k`` = 10⁴ (Σ m² V_m - N) / N², repetitiveness (Yule 1944; Tweedie & Baayen 1998, CHum 32, 323-352).
    - ``hapax_share`` = V_1 / V.
    - ``zipf``: the exponent a of frequency ~ rank^-a, by maximum likelihood over the ranks found (Moreno-Sánchez et
      al. 2016, PLoS ONE 11(1), e0147073); missing for one type.
    - ``heaps_k``, ``heaps_beta``: V ~ K N^beta, by least squares over the logarithms at 50 lengths evenly spaced
      in them (Heaps 1978, Information Retrieval, 206-208); missing for fewer than 10 tokens.

    Parameters
    ----------
    tokens : from `Tokeniser.tokens`.
    by : a column, such as ``section``, whose values are the parts.
    window : tokens, of ``mattr``.
    stop_words, min_characters, kinds : which tokens to look at; see `frequencies`. All words are, by default.

    Returns
    -------
    DataFrame with *by* where given, ``tokens``, ``types`` (int) and the measures above (float); a row for each part, or
    one.

    Raises
    ------
    ValueError : if *by* is no column, or the window is below 1.

    >>> from analysis import Tokeniser, parse
    >>> diversity(Tokeniser().tokens(parse("政协工作，委员工作")))[["tokens", "types", "ttr", "hapax_share"]].round(2)
       tokens  types   ttr  hapax_share
    0       4      3  0.75         0.67
    """
    require_text("diversity", by=by)
    require_integer("diversity", window=window, min_characters=min_characters)
    tokens = as_tokens(tokens, "diversity")
    if by is not None:
        require_column(tokens, by)
    if window < 1:
        raise ValueError("window: " + _("{window}; it holds one token at least").format(window=window))
    kept = is_selected(tokens, stop_words, min_characters, kinds)
    codes = tokens["term"].cat.codes.to_numpy()[kept]
    if by is None:
        return pd.DataFrame([measures(codes, window)])
    part, parts = pd.factorize(tokens[by], sort=True)
    kept &= part >= 0
    codes, part = tokens["term"].cat.codes.to_numpy()[kept], part[kept]
    order = np.argsort(part, kind="stable")
    pieces = np.split(codes[order], np.searchsorted(part[order], np.arange(1, len(parts))))
    rows = [{by: name} | measures(piece, window) for name, piece in zip(parts, pieces, strict=False)]
    return pd.DataFrame(rows, columns=[by, *measures(codes[:0], window)])


def measures(codes: np.ndarray, window: int = 100) -> dict[str, float]:
    """Return the measures of a sequence of types; see `diversity`.

    >>> measures(np.array([1, 2]))["ttr"]
    1.0
    """
    sequence, count = pd.factorize(codes)[0], np.sort(np.unique(codes, return_counts=True)[1])[::-1]
    n, v = len(sequence), len(count)
    heaps_k, heaps_beta = _heaps(sequence)
    return {
        "tokens": n,
        "types": v,
        "ttr": v / n if n else np.nan,
        "mattr": _mattr(sequence, window),
        "mtld": (mtld(sequence) + mtld(sequence[::-1])) / 2,
        "hd_d": _hd_d(count),
        "yule_k": 1e4 * ((count.astype(float) ** 2).sum() - n) / n**2 if n else np.nan,
        "hapax_share": (count == 1).mean() if v else np.nan,
        "zipf": zipf_exponent(count),
        "heaps_k": heaps_k,
        "heaps_beta": heaps_beta,
    }


def _mattr(sequence: np.ndarray, window: int) -> float:
    n = len(sequence)
    window = min(window, n)
    if not n:
        return np.nan
    # A token is its type's first in the windows that start behind the type's occurrence before it.
    order = np.argsort(sequence, kind="stable")
    before = np.full(n, -1)
    same = sequence[order[1:]] == sequence[order[:-1]]
    before[order[1:][same]] = order[:-1][same]
    place = np.arange(n)
    starts = np.minimum(place, n - window) - np.maximum(before + 1, place - window + 1).clip(0) + 1
    return float(starts.clip(0).sum() / ((n - window + 1) * window))


def mtld(sequence: np.ndarray) -> float:
    """Return the mean length of stretches of tokens, read forwards, whose share of types stays at `FACTOR` or above.

    >>> mtld(np.array([0, 1, 2, 3, 1, 2, 4, 1, 2]))
    9.0
    """
    factors, start, types = 0, 0, 0
    seen_in = [-1] * (int(sequence.max(initial=-1)) + 1)  # the factor in which a type was last seen
    for place, code in enumerate(sequence.tolist()):
        if seen_in[code] != factors:
            seen_in[code] = factors
            types += 1
        if types < FACTOR * (place + 1 - start):
            factors, start, types = factors + 1, place + 1, 0
    rest = (1 - types / (len(sequence) - start)) / (1 - FACTOR) if start < len(sequence) else 0
    return len(sequence) / (factors + rest) if factors + rest else np.nan


def _hd_d(count: np.ndarray) -> float:
    from scipy.special import gammaln

    if (n := int(count.sum())) < DRAW:
        return np.nan
    few, number = np.unique(count, return_counts=True)
    # The probability that 42 tokens drawn without replacement hold none of those that are *few*.
    rest = n - few
    possible = rest >= DRAW
    logs = gammaln(rest[possible] + 1) - gammaln(rest[possible] - DRAW + 1) - gammaln(n + 1) + gammaln(n - DRAW + 1)
    return float((number.sum() - (number[possible] * np.exp(logs)).sum()) / DRAW)


def zipf_exponent(count: np.ndarray) -> float:
    """Return the exponent of Zipf's law for counts in descending order; missing for one type. See `diversity`."""
    from scipy.optimize import minimize_scalar

    if len(count) < 2:
        return np.nan
    logs = np.log(np.arange(1, len(count) + 1))
    mean = (count * logs).sum() / count.sum()
    return float(
        minimize_scalar(lambda a: a * mean + np.log(np.exp(-a * logs).sum()), bounds=(0, 10), method="bounded").x
    )


def _heaps(sequence: np.ndarray) -> tuple[float, float]:
    if len(sequence) < 10:
        return np.nan, np.nan
    lengths = np.unique(np.geomspace(1, len(sequence), 50).round().astype(int))
    first = np.unique(sequence, return_index=True)[1]
    types = np.searchsorted(np.sort(first), lengths)
    beta, log_k = np.polyfit(np.log(lengths), np.log(types), 1)
    return float(np.exp(log_k)), float(beta)
