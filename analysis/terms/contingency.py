"""Measures over 2 × 2 tables, many at once: what keyness and collocations have in common.

A table is given by four arrays: ``a`` how often both occur, ``row`` and ``column`` how often each does, ``n`` the
whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..languages.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

EXPECTED = 5  # below it the chi-squared distribution is a poor guide (Cochran 1954, Biometrics 10, 417-451)
REACH = 128  # how far Fisher's test looks: far beyond what can happen where fewer than five are expected
ROWS = 20_000  # looked at together
ROUNDING = 1e-9  # of the whole: weights do not add up to the last digit


def require_possible(
    a: ArrayLike, row: ArrayLike, column: ArrayLike, n: ArrayLike, names: Sequence[str] = ("a", "row", "column", "n")
) -> None:
    """Raise ValueError for a table that no counts can give, naming its number and what is wrong with it.

    >>> require_possible([2, 9], 3, 4, 10)
    Traceback (most recent call last):
    ValueError: table 1: a = 9 is more than row = 3
    """
    counts = np.array([np.ravel(x) for x in np.broadcast_arrays(a, row, column, n)], float)
    if (wrong := ~(np.isfinite(counts) & (counts >= 0))).any():
        at, which = np.argwhere(wrong.T)[0]
        raise ValueError(
            _("table {at}: {name} = {count:.15g} is no number from 0").format(
                at=at, name=names[which], count=counts[which, at]
            )
        )
    slack = ROUNDING * np.maximum(counts[3], 1)
    for less, more in ((0, 1), (0, 2), (1, 3), (2, 3)):
        if (wrong := counts[less] > counts[more] + slack).any():
            at = int(wrong.argmax())
            one, other = (f"{names[side]} = {counts[side, at]:.15g}" for side in (less, more))
            raise ValueError(_("table {at}: {one} is more than {other}").format(at=at, one=one, other=other))
    # Those that have neither are left; there cannot be fewer than none.
    if (wrong := counts[1] + counts[2] - counts[0] > counts[3] + slack).any():
        at = int(wrong.argmax())
        sides = ", ".join(f"{name} = {value:.15g}" for name, value in zip(names, counts[:, at], strict=True))
        raise ValueError(
            _("table {at}: {sides}: there are more with one of the two than in all").format(at=at, sides=sides)
        )


def cells(a: ArrayLike, row: ArrayLike, column: ArrayLike, n: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the four observed and the four expected counts of each table, each of shape (4, tables).

    Raises
    ------
    ValueError : for a table that no counts can give.

    >>> observed, expected = cells([2], [3], [4], [10])
    >>> observed.ravel().tolist(), expected.ravel().round(1).tolist()
    ([2.0, 1.0, 2.0, 5.0], [1.2, 1.8, 2.8, 4.2])
    """
    require_possible(a, row, column, n)
    a, row, column, n = (np.asarray(x, float) for x in np.broadcast_arrays(a, row, column, n))
    total = np.maximum(n, 1e-300)
    observed = np.array([a, row - a, column - a, n - row - column + a])
    margins = ((row, column), (row, n - column), (n - row, column), (n - row, n - column))
    return observed.clip(0), np.array([one * other / total for one, other in margins])


def g2(a: ArrayLike, row: ArrayLike, column: ArrayLike, n: ArrayLike) -> np.ndarray:
    """Return the log-likelihood ratio G2 = 2 Σ O ln(O / E) over the four cells; an empty cell adds nothing.

    Dunning (1993), Computational Linguistics 19(1), 61-74.

    >>> g2([10], [10], [13], [31777]).round(2).tolist()
    [167.23]
    """
    from scipy.special import xlogy

    observed, expected = cells(a, row, column, n)
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=(observed > 0) & (expected > 0))
    return (2 * xlogy(observed, ratio).sum(axis=0)).clip(min=0)


def chi_squared(a: ArrayLike, row: ArrayLike, column: ArrayLike, n: ArrayLike) -> np.ndarray:
    """Return Pearson's chi-squared, Σ (O - E)² / E, without a correction; 0 where a margin is empty.

    >>> chi_squared([3], [3], [3], [31777]).round().tolist()
    [31777.0]
    """
    observed, expected = cells(a, row, column, n)
    square = (observed - expected) ** 2
    return np.divide(square, expected, out=np.zeros_like(square), where=expected > 0).sum(axis=0)


def p_value(a: ArrayLike, row: ArrayLike, column: ArrayLike, n: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the two-sided p-value of each table, and whether it is exact.

    Where fewer than five are expected in a cell of whole counts it is that of Fisher's exact test: the probability of
    all tables, margins given, that are no more probable than this one (Fisher 1935; Agresti 1992, Statistical Science
    7(1), 131-153). Elsewhere it is G2's, chi-squared with one degree of freedom.

    >>> p, exact = p_value([1], [4], [4], [8])
    >>> p.round(3).tolist(), exact.tolist()
    ([0.486], [True])
    """
    from scipy.special import chdtrc

    a, row, column, n = (np.asarray(x, float) for x in np.broadcast_arrays(a, row, column, n))
    p = chdtrc(1, g2(a, row, column, n))
    observed, expected = cells(a, row, column, n)
    exact = (expected.min(axis=0) < EXPECTED) & (observed == observed.round()).all(axis=0)
    # The cell that expects least is the one to vary; which margins it has follows from which it is.
    at = np.flatnonzero(exact)
    least = expected[:, at].argmin(axis=0)
    one = np.where(least < 2, row[at], n[at] - row[at])
    other = np.where(least % 2 == 0, column[at], n[at] - column[at])
    tables = np.column_stack([observed[least, at], one, other, n[at]])
    few = tables[:, 0] < REACH
    exact[at] = few
    # Rare terms make the same few tables again and again.
    which = pd.DataFrame(tables[few]).groupby([0, 1, 2, 3], sort=False).ngroup().to_numpy()
    distinct = tables[few][np.flatnonzero(np.diff(np.maximum.accumulate(which), prepend=-1))]
    chunks = [_fisher(distinct[i : i + ROWS]) for i in range(0, len(distinct), ROWS)]
    p[exact] = np.concatenate([*chunks, np.zeros(0)])[which]
    return p.clip(0, 1), exact


def _fisher(tables: np.ndarray) -> np.ndarray:
    """Return Fisher's p-value of each row of cell, its two margins and the whole."""
    from scipy.special import gammaln

    a, row, column, n = tables.T[:, :, None]
    k = np.arange(REACH)

    def choose(total: np.ndarray, part: np.ndarray) -> np.ndarray:
        return gammaln(total + 1) - gammaln(part + 1) - gammaln(total - part + 1)

    possible = (k <= np.minimum(row, column)) & (k >= row + column - n)
    with np.errstate(invalid="ignore"):  # of the impossible ones, which are masked
        logs = choose(row, k) + choose(n - row, column - k) - choose(n, column)
    probability = np.exp(logs, where=possible, out=np.zeros(logs.shape))
    observed_probability = np.take_along_axis(probability, a.astype(int), axis=1)
    return np.where(probability <= observed_probability * (1 + 1e-7), probability, 0).sum(axis=1)


def adjusted(p: np.ndarray) -> np.ndarray:
    """Return p-values as corrected for their number, so that a bound on them bounds the share of false discoveries.

    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57(1), 289-300.

    >>> adjusted(np.array([0.01, 0.02, 0.03, 0.04])).round(2).tolist()
    [0.04, 0.04, 0.04, 0.04]
    """
    from scipy.stats import false_discovery_control

    return false_discovery_control(p) if len(p) else p
