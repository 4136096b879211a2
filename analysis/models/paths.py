"""Fitted trees, applied to many rows at once: 64 rows are the bits of a number, and each node is looked at once.

To walk down each tree for each row takes several look-ups a step, and most of a survey's time went there. Here a node
knows by bits which rows come to it; whether they go left or right is two operations on all of them. In which leaf a row
ends up is its path, a bit for each level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from .trees import Trees

WORD = 64  # rows in a number
ALL = ~np.uint64(0)


class Level(NamedTuple):
    """The nodes of all trees that are so many steps below their roots, tree by tree."""

    inner: np.ndarray  #: which of them are no leaves
    condition: np.ndarray  #: of each of these, what it looks at
    bounds: np.ndarray  #: where those of each tree begin among these, and the end


class Paths(NamedTuple):
    """Trees by level."""

    feature: np.ndarray  #: of each condition, the column that it looks at
    threshold: np.ndarray  #: values above it go right
    levels: list[Level]
    value: np.ndarray  #: what is added, for each tree and each path; bit n is whether step n goes right
    first: np.ndarray  #: where the values of each tree begin

    @property
    def depth(self) -> int:
        """How many steps the longest path has."""
        return len(self.levels)


def paths_of(trees: Trees) -> Paths:
    """Return trees by level.

    >>> from analysis.models.trees import Trees
    >>> stump = Trees(*(np.array(a) for a in ([0], [0, 0, 0], [5, 0, 0], [1, 2, 1, 1, 2, 2], [0, -1, 1], [0.0])), 1)
    >>> paths_of(stump).value.tolist()
    [-1.0, 1.0]
    """
    left, right = trees.below[::2], trees.below[1::2]
    is_leaf = left == np.arange(len(left))
    pairs = np.rec.fromarrays([trees.feature, trees.threshold])
    conditions, which = np.unique(pairs[~is_leaf], return_inverse=True)
    condition = np.zeros(len(left), np.intp)
    condition[~is_leaf] = which
    node, tree, path = trees.roots, np.arange(len(trees.roots)), np.zeros(len(trees.roots), np.intp)
    value, levels = np.zeros((len(tree), 1 << trees.depth)), []
    for step in range(trees.depth):
        value[tree, path] = trees.value[
            node
        ]  # of no leaf its number is that of the node to its left, which comes later
        inner = np.flatnonzero(~is_leaf[node])
        node, tree, path = node[inner], tree[inner], path[inner]
        bounds = np.searchsorted(tree, np.arange(len(value) + 1))
        levels.append(Level(inner, condition[node], bounds))
        node = np.column_stack([left[node], right[node]]).ravel()
        tree, path = np.repeat(tree, 2), np.column_stack([path, path | 1 << step]).ravel()
    value[tree, path] = trees.value[node]
    first = np.arange(len(value)) << trees.depth
    return Paths(conditions["f0"].astype(np.intp), conditions["f1"], levels, value.ravel(), first)


def values_of(rows: np.ndarray, paths: Paths) -> np.ndarray:
    """Return for each row what each tree adds, a column for each tree.

    >>> from analysis.models.trees import Trees
    >>> stump = Trees(*(np.array(a) for a in ([0], [0, 0, 0], [5, 0, 0], [1, 2, 1, 1, 2, 2], [0, -1, 1], [0.0])), 1)
    >>> values_of(np.array([[3], [7]], np.float32), paths_of(stump)).tolist()
    [[-1.0], [1.0]]
    """
    words, count = -(-len(rows) // WORD), len(paths.first)
    is_met = _is_met(rows, paths, words)
    path = np.zeros((words, count, WORD), np.uint8 if paths.depth <= 8 else np.uint16)
    here = np.full((words, count), ALL)
    for step, (inner, condition, bounds) in enumerate(paths.levels):
        here = here.take(inner, axis=1)
        below = np.empty((words, len(inner), 2), np.uint64)
        right = np.bitwise_and(here, is_met.take(condition, axis=1), out=below[:, :, 1])
        np.bitwise_xor(here, right, out=below[:, :, 0])
        bits = np.unpackbits(_of_each_tree(right, bounds).view(np.uint8), bitorder="little")
        path |= bits.reshape(path.shape).astype(path.dtype, copy=False) << path.dtype.type(step)
        here = below.reshape(words, 2 * len(inner))
    of_rows = path.transpose(0, 2, 1).reshape(words * WORD, count)[: len(rows)]
    return paths.value.take(of_rows + paths.first)


def _is_met(rows: np.ndarray, paths: Paths, words: int) -> np.ndarray:
    """Return of each condition by bits which rows meet it, in so many words, a row for each word."""
    bits = np.packbits(
        np.ascontiguousarray(rows.T)[paths.feature] > paths.threshold[:, None], axis=1, bitorder="little"
    )
    filled = np.zeros((len(bits), words * WORD // 8), np.uint8)
    filled[:, : bits.shape[1]] = bits
    return np.ascontiguousarray(filled.view(np.uint64).T)


def _of_each_tree(bits: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Return the bits of all nodes of a tree together: no row is at two of them, so exclusive or takes sums apart."""
    sums = np.zeros((len(bits), bits.shape[1] + 1), np.uint64)
    np.bitwise_xor.accumulate(bits, axis=1, out=sums[:, 1:])
    at = sums.take(bounds, axis=1)
    return at[:, 1:] ^ at[:, :-1]
