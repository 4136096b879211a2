"""How often two terms stand together: in one unit of a text, such as a sentence, or so many words apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .collocations import slots
from .ngrams import runs
from .selection import is_counted


def pairs_in_units(
    node: np.ndarray, unit: np.ndarray, doc: np.ndarray, size: int
) -> tuple[pd.DataFrame, np.ndarray, float]:
    """Return the pairs of nodes in one unit, in how many units each node is, and how many units there are.

    Parameters
    ----------
    node, unit, doc : of each token: the number of its term, -1 for none; that of its unit; that of its document.
    size : how many terms there are.

    >>> node, unit = np.array([0, 1, 0]), np.array([0, 0, 1])
    >>> pairs_in_units(node, unit, np.zeros(3, int), 2)[0].to_numpy().tolist()
    [[0, 1, 1, 1]]
    """
    from scipy.sparse import coo_array, csr_array

    units = pd.factorize(unit)[0]
    whole = int(units.max(initial=-1)) + 1
    there = node >= 0
    rows = pd.DataFrame({"unit": units[there], "node": node[there], "doc": doc[there]}).drop_duplicates()
    held = coo_array((np.ones(len(rows), np.int64), (rows["unit"], rows["node"])), (whole, size)).tocsr()
    both = (held.T @ held).toarray()
    documents = np.zeros((size, size), np.int64)
    for _doc, part in rows.groupby("doc"):
        inside = csr_array(held[np.unique(part["unit"])])
        documents += ((inside.T @ inside) > 0).toarray()
    one, other = np.nonzero(np.triu(both, 1))
    table = {"one": one, "other": other, "count": both[one, other], "documents": documents[one, other]}
    return pd.DataFrame(table).astype("int64"), both.diagonal(), whole


def pairs_in_windows(
    tokens: pd.DataFrame, node: np.ndarray, doc: np.ndarray, window: int, size: int
) -> tuple[pd.DataFrame, np.ndarray, float]:
    """Return the pairs of nodes in reach of each other, and of how many pairs of words each is one, and all.

    Parameters
    ----------
    tokens, node, doc : a row for each token; the number of its term, -1 for none; that of its document.
    window : words to either side.
    size : how many terms there are.

    >>> from analysis import Tokeniser, parse
    >>> tokens = Tokeniser().tokens(parse("工作机制"))
    >>> pairs_in_windows(tokens, np.array([0, 1]), np.zeros(2, int), 1, 2)[0].to_numpy().tolist()
    [[0, 1, 1, 1]]
    """
    counted = is_counted(tokens)
    node, doc, run = node[counted], doc[counted], runs(tokens)[counted]
    found = [np.zeros((0, 3), np.int64)]
    for step in range(1, min(window, len(node)) + 1):
        at = np.flatnonzero((node[:-step] >= 0) & (node[step:] >= 0) & (run[:-step] == run[step:]))
        ends = np.sort(np.column_stack([node[at], node[at + step]]), axis=1)
        found.append(np.column_stack([ends, doc[at]])[ends[:, 0] != ends[:, 1]])
    pairs = pd.DataFrame(np.concatenate(found), columns=["one", "other", "doc"])
    table = pairs.groupby(["one", "other"], as_index=False).agg(count=("doc", "size"), documents=("doc", "nunique"))
    reach = min(window, len(node))
    # A word that is no node is the one behind the last.
    margins, _others, whole = slots(np.where(node < 0, size, node), run, reach, reach, size + 1)
    return table.astype("int64"), margins[:size], whole
