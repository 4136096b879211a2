"""How far a measured score may be off for what it happened to be measured on: a bootstrap over documents, and Wilson's.

What is found or missed in one document is so for one reason; so all that is in one is drawn together (Efron &
Tibshirani 1993, An Introduction to the Bootstrap, chapters 8 and 13). A share of documents, each of which has what is
counted or has not, has the interval of Wilson (1927, Journal of the American Statistical Association 22, 209-212),
which says something of a share of none, too: of n documents at most 3.8 in n + 3.8 may have it.
"""

from collections.abc import Callable, Sequence

import numpy as np

DRAWS = 10_000
FEWEST = 4  # documents of which an interval says anything
LEVEL = 0.95
QUANTILE = 1.959964  # of the normal distribution, for LEVEL
Bounds = tuple[float, float] | None


def bootstrap(
    counts: Sequence[Sequence[float]], score: Callable[[np.ndarray], np.ndarray], seed: int = 1, draws: int = DRAWS
) -> Bounds:
    """Return the bounds of the percentile interval of a score; None of too few documents.

    Parameters
    ----------
    counts : of each document what the score is made of, to be summed.
    score : from sums, a column for each of the counts, to the score, a number a row.
    seed, draws : of the draws, and how many.

    >>> bootstrap([(1, 2)] * 4, lambda sums: sums[:, 0] / sums[:, 1])
    (0.5, 0.5)
    """
    rows = np.array(counts, float)
    if len(rows) < FEWEST:
        return None
    drawn = np.random.default_rng(seed).integers(len(rows), size=(draws, len(rows)))
    times = np.array([np.bincount(one, minlength=len(rows)) for one in drawn])  # how often is all that a sum needs
    low, high = np.quantile(score(times @ rows), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def f1_interval(counts: list[tuple[int, int, int]], seed: int = 1) -> Bounds:
    """Return the bounds of F1; None of too few documents, or where nothing was planted.

    Parameters
    ----------
    counts : of each document: right, found and planted.
    seed : of the draws.

    >>> f1_interval([(5, 5, 5)] * 4), f1_interval([(5, 5, 5)] * 3)
    ((1.0, 1.0), None)
    """
    if not sum(planted for _, _, planted in counts):
        return None
    return bootstrap(counts, lambda sums: 2 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2], 1), seed)


def ratio_interval(counts: Sequence[tuple[float, float]], seed: int = 1) -> Bounds:
    """Return the bounds of a ratio, its two parts summed over documents; None of too few, or of nothing."""
    if not sum(below for _, below in counts):
        return None
    return bootstrap(counts, lambda sums: sums[:, 0] / np.maximum(sums[:, 1], 1), seed)


def plagdet_interval(counts: Sequence[Sequence[float]], seed: int = 1) -> Bounds:
    """Return the bounds of PAN's plagdet; None of too few documents, or where nothing was planted.

    Parameters
    ----------
    counts : of each document: sum and number of precisions, of recalls, and of what granularity is the mean of.
    seed : of the draws.
    """
    if not sum(row[3] for row in counts):
        return None

    def score(sums: np.ndarray) -> np.ndarray:
        p, r = (sums[:, one] / np.maximum(sums[:, one + 1], 1) for one in (0, 2))
        often = np.where(sums[:, 5] > 0, sums[:, 4] / np.maximum(sums[:, 5], 1), 1)
        return 2 * p * r / np.maximum(p + r, 1e-9) / np.log2(1 + often)

    return bootstrap(counts, score, seed)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the bounds of a share.

    >>> [round(bound, 4) for bound in wilson(0, 600)]
    [0.0, 0.0064]
    """
    square = QUANTILE**2
    share = hits / of
    middle = (share + square / (2 * of)) / (1 + square / of)
    around = QUANTILE / (1 + square / of) * (share * (1 - share) / of + square / (4 * of**2)) ** 0.5
    return max(middle - around, 0.0), min(middle + around, 1.0)


def shown(bounds: Bounds, how: str = ".3f") -> str:
    """Return bounds as a cell says them."""
    return "–" if bounds is None else f"{bounds[0]:{how}} to {bounds[1]:{how}}"
