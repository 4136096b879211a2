"""Which terms stand together more often than their frequencies explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_integer, require_text
from ..languages.messages import _, enumeration
from . import contingency
from .ngrams import PLACES, runs
from .selection import COUNTED, is_counted, is_selected

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import ArrayLike

MEASURES = ("log_dice", "pmi", "npmi", "t_score", "g2", "delta_p_collocate", "delta_p_node", "count")


def association(count: ArrayLike, node: ArrayLike, collocate: ArrayLike, pairs: ArrayLike) -> pd.DataFrame:
    """Measure how strongly two terms attract each other.

    With O the pairs that hold both, R those whose node it is, C those whose collocate it is, N all pairs, E = R C / N:

    - ``pmi`` = log2(O / E) (Church & Hanks 1990, Computational Linguistics 16(1), 22-29); ``npmi`` = pmi / -log2(O /
      N), -1..1 (Bouma 2009, Proc. GSCL, 31-40). Both favour rare pairs.
    - ``t_score`` = (O - E) / √O (Church et al. 1991, in Zernik, Lexical Acquisition, 115-164). Favours frequent pairs.
    - ``log_dice`` = 14 + log2(2 O / (R + C)), 14 at most, whatever the size of the text (Rychlý 2008, RASLAN, 6-9).
    - ``g2``: log-likelihood (Dunning 1993). How surprising, not how strong; large also for pairs that avoid each other.
    - ``delta_p_collocate`` = O / R - (C - O) / (N - R), how much the node helps to foresee the collocate;
      ``delta_p_node``, the other way round (Gries 2013, IJCL 18(1), 137-165).

    Parameters
    ----------
    count, node, collocate, pairs : O, R, C and N; arrays or numbers.

    Returns
    -------
    DataFrame with ``count``, ``expected`` and the measures above, one row for each O.

    Raises
    ------
    ValueError : for counts that no text can have: below 0, a pair more often than one of its terms, or terms more often
        than there are pairs.

    >>> association(5610, 174548, 7867, 10409868)[["delta_p_collocate", "delta_p_node"]].round(3)
       delta_p_collocate  delta_p_node
    0              0.032         0.697
    """
    o, r, c, n = (np.atleast_1d(np.asarray(x, float)) for x in np.broadcast_arrays(count, node, collocate, pairs))
    contingency.require_possible(o, r, c, n, ("count", "node", "collocate", "pairs"))
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = r * c / n
        pmi = np.log2(o / expected)
        # Where all pairs are the same one, nothing is left to be learnt from it.
        npmi = np.where(o == n, 0.0, np.where(o == 0, -1.0, pmi / -np.log2(o / n)))
        others = {"collocate": np.where(n > r, (c - o) / (n - r), 0), "node": np.where(n > c, (r - o) / (n - c), 0)}
        return pd.DataFrame(
            {
                "count": np.atleast_1d(np.asarray(count)),
                "expected": expected,
                "pmi": pmi,
                "npmi": npmi,
                "t_score": np.where(o > 0, (o - expected) / np.sqrt(o), -np.inf),
                "log_dice": 14 + np.log2(2 * o / (r + c)),
                "g2": contingency.g2(o, r, c, n),
                "delta_p_collocate": o / r - others["collocate"],
                "delta_p_node": o / c - others["node"],
            }
        )


def collocations(
    tokens: pd.DataFrame,
    node: str | None = None,
    window: int | tuple[int, int] = 5,
    min_count: int = 2,
    measure: str = "log_dice",
    stop_words: Collection[str] = (),
    min_characters: int = 2,
    kinds: Collection[str] = COUNTED,
) -> pd.DataFrame:
    """Find the terms that stand near a term, or all pairs of terms that stand near each other.

    A pair is a token and another within the window around it, in the same block. Punctuation and space take no place in
    a window; where something was left out of a block, as `Audit.without_copies` does, no window crosses the gap.

    Parameters
    ----------
    tokens : from `Tokeniser.tokens`.
    node : the term to look around; None takes each term in turn.
    window : how many tokens to each side, or (to the left, to the right). Without a *node* a number is that to the
        right alone, so that a pair is counted once, in the order in which it stands; 1 gives adjacent pairs.
    min_count : pairs that occur less often are left out.
    measure : what to sort by, descending: one of `association`'s, or count.
    stop_words, min_characters, kinds : which terms; see `frequencies`. What is left out still takes its place.

    Returns
    -------
    DataFrame with ``node``, ``collocate`` (str), ``left`` (how often it stands left of the node), ``right`` (int) and
    the columns of `association`; ties by descending count, then in code point order.

    Raises
    ------
    ValueError : for an unknown measure, or a window that holds nothing.

    >>> from analysis import Tokeniser, parse
    >>> tokens = Tokeniser().tokens(parse("完善工作机制。完善工作方法。工作时间。"))
    >>> collocations(tokens, window=1)[["node", "collocate", "count", "expected"]]
      node collocate  count  expected
    0   完善        工作      2  0.857143
    """
    require_text("collocations", node=node, measure=measure)
    require_integer("collocations", min_count=min_count, min_characters=min_characters)
    if measure not in MEASURES:
        raise ValueError(
            "measure: " + _("{given!r}; choose from {choices}").format(given=measure, choices=enumeration(MEASURES))
        )
    if isinstance(window, tuple) and len(window) == 2:
        left, right = window
    else:
        left, right = window if node is not None else 0, window
    require_integer("collocations", window=left)
    require_integer("collocations", window=right)
    if min(left, right) < 0 or left + right < 1:
        raise ValueError("window: " + _("{window!r} holds no token").format(window=window))
    tokens = as_tokens(tokens, "collocations", PLACES)
    counted = is_counted(tokens)
    codes = tokens["term"].cat.codes.to_numpy()[counted].astype(np.int64)
    left, right = min(left, len(codes)), min(right, len(codes))  # no token is farther away
    run = runs(tokens)[counted]
    wanted = is_selected(tokens, stop_words, min_characters, kinds)[counted]
    terms = tokens["term"].cat.categories
    only = None if node is None else np.int64(terms.get_indexer([node])[0])
    sides = [
        _pairs(codes, run, wanted, only, range(-left, 0)),
        _pairs(codes, run, wanted, only, range(1, right + 1)),
    ]
    table = sides[0].merge(sides[1], on=["node", "collocate"], how="outer", suffixes=("", "_")).fillna(0)
    table = table.set_axis(["node", "collocate", "left", "right"], axis=1).astype(np.int64)
    table["count"] = table["left"] + table["right"]
    table = table[table["count"] >= min_count]
    nodes, collocates, pairs = slots(codes, run, left, right, len(terms))
    measured = association(table.pop("count"), nodes[table["node"]], collocates[table["collocate"]], pairs)
    names = {name: terms[table[name]].astype("str") for name in ("node", "collocate")}
    table = pd.concat([table.assign(**names).reset_index(drop=True), measured], axis=1)
    order = [*dict.fromkeys([measure, "count"]), "node", "collocate"]
    table = table.sort_values(order, ascending=[name in ("node", "collocate") for name in order], ignore_index=True)
    return table.astype({"node": "str", "collocate": "str"})


def _pairs(codes: np.ndarray, run: np.ndarray, wanted: np.ndarray, only: np.int64 | None, steps: range) -> pd.DataFrame:
    """Count the pairs of a token and another so many steps on, of wanted terms in the same run."""
    width, found = int(codes.max(initial=0)) + 1, [np.zeros(0, np.int64)]
    nodes = np.flatnonzero(wanted if only is None else codes == only)
    for step in steps:
        at = nodes[(nodes + step >= 0) & (nodes + step < len(codes))]
        at = at[(run[at] == run[at + step]) & wanted[at + step]]
        found.append(codes[at] * width + codes[at + step])
    keys, count = np.unique(np.concatenate(found), return_counts=True)
    return pd.DataFrame({"node": keys // width, "collocate": keys % width, "count": count})


def slots(codes: np.ndarray, run: np.ndarray, left: int, right: int, terms: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Return for each term in how many pairs it is the node, and in how many the collocate, and the number of pairs.

    >>> slots(np.array([0, 1, 0]), np.array([0, 0, 0]), 0, 1, 2)[0].tolist()
    [1.0, 1.0]
    """
    place = np.arange(len(codes))
    _, first, size = np.unique(run, return_index=True, return_counts=True)
    before = place - np.repeat(first, size)
    after = np.repeat(size, size) - 1 - before
    as_node = np.minimum(before, left) + np.minimum(after, right)
    as_collocate = np.minimum(before, right) + np.minimum(after, left)
    return np.bincount(codes, as_node, terms), np.bincount(codes, as_collocate, terms), int(as_node.sum())
