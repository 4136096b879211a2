"""How far a measured F1 may be off for the documents that it happened to be measured on: a bootstrap over documents."""

import numpy as np

DRAWS = 10_000
FEWEST = 4  # documents of which an interval says anything
LEVEL = 0.95


def f1_interval(counts: list[tuple[int, int, int]], seed: int = 1) -> tuple[float, float] | None:
    """Return the bounds of the percentile interval of F1; None of too few documents, or where nothing was planted.

    All that is planted in one document is drawn together, since what is missed there is missed for one reason
    (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapters 8 and 13).

    Parameters
    ----------
    counts : of each document: right, found and planted.
    seed : of the draws.

    >>> f1_interval([(5, 5, 5)] * 4), f1_interval([(5, 5, 5)] * 3)
    ((1.0, 1.0), None)
    """
    rows = np.array(counts, float)
    if len(rows) < FEWEST or not rows[:, 2].sum():
        return None
    draws = np.random.default_rng(seed).integers(len(rows), size=(DRAWS, len(rows)))
    right, found, planted = rows[draws].sum(axis=1).T
    f1 = 2 * right / np.maximum(found + planted, 1)
    low, high = np.quantile(f1, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
