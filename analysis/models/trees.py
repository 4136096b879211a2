"""Fitted trees, applied in numpy: gradient boosting (Friedman 2001, Annals of Statistics 29(5), 1189-1232).

``make fit`` fits them with scikit-learn; here they are only read, so that the package does not need it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..languages.messages import _
from .paths import Paths, paths_of, values_of

CELLS = 1 << 14  # rows times trees that are looked at together: so many fit a processor's cache
FEW = 20  # rows below which it is quicker to walk down the trees
TOGETHER = 512  # rows that go down the trees together, beyond
DEEPEST = 12  # a level more doubles the table of the values of all paths


@dataclass(frozen=True)
class Trees:
    """Trees as arrays over all their nodes; below a leaf lies the leaf itself."""

    roots: np.ndarray  #: of each tree, its first node
    feature: np.ndarray  #: of each node, the column that it looks at
    threshold: np.ndarray  #: values up to it go left
    below: np.ndarray  #: the node to the left of each node, and the one to its right, in turn
    value: np.ndarray  #: of each node, what it adds to a score
    base: np.ndarray  #: of each class, its score before anything is seen
    depth: int

    @property
    def classes(self) -> int:
        """How many scores there are: the trees are those of the classes in turn."""
        return len(self.base)

    @cached_property
    def paths(self) -> Paths:
        """The same by level, for many rows."""
        return paths_of(self)


def read_trees(data: dict[str, Any], names: list[str], what: str) -> Trees:
    """Return trees as `make fit` wrote them.

    Raises
    ------
    ValueError : if they were fitted to features other than *names*; the message begins with *what*.

    >>> read_trees({"features": ["a"]}, ["b"], "model.json")
    Traceback (most recent call last):
    ValueError: model.json: fitted to other features; run `make fit`
    """
    if data["features"] != names:
        raise ValueError(f"{what}: " + _("fitted to other features; run `make fit`"))
    nodes = data["nodes"]
    return Trees(
        np.array(data["roots"], np.int32),
        np.array(nodes["feature"], np.int32),
        np.array(nodes["threshold"], np.float32),
        np.array([nodes["left"], nodes["right"]], np.int32).T.ravel(),
        np.array(nodes["value"]),
        np.atleast_1d(np.array(data["base"], float)),
        data["depth"],
    )


def scores(rows: np.ndarray, trees: Trees) -> np.ndarray:
    """Return for each row the score of each class: of one class alone, the logarithm of its odds.

    *rows* are float32, a column for each feature.

    >>> stump = Trees(*(np.array(a) for a in ([0], [0, 0, 0], [5, 0, 0], [1, 2, 1, 1, 2, 2], [0, -1, 1], [0.0])), 1)
    >>> scores(np.array([[3], [7]], np.float32), stump).tolist()
    [[-1.0], [1.0]]
    """
    is_walked = len(rows) < FEW or trees.depth > DEEPEST
    step = max(1, CELLS // max(1, len(trees.roots))) if is_walked else TOGETHER
    found = np.empty((len(rows), trees.classes))
    for begin in range(0, len(rows), step):
        some = rows[begin : begin + step]
        added = _walked(some, trees) if is_walked else values_of(some, trees.paths)
        found[begin : begin + step] = trees.base + added.reshape(len(some), -1, trees.classes).sum(axis=1)
    return found


def _walked(rows: np.ndarray, trees: Trees) -> np.ndarray:
    """Return for each row what each tree adds, by walking down from the roots."""
    node = np.broadcast_to(trees.roots, (len(rows), len(trees.roots)))
    for _level in range(trees.depth):
        node = _below(rows, node, trees)
    return trees.value[node]


def _below(rows: np.ndarray, node: np.ndarray, trees: Trees) -> np.ndarray:
    """Return for each row, in each tree, the node below the one it is at."""
    first = np.arange(0, rows.size, rows.shape[1], dtype=np.int32)[:, None]
    seen = rows.ravel().take(trees.feature.take(node) + first)
    return trees.below.take(2 * node + (seen > trees.threshold.take(node)))


def contributions(rows: np.ndarray, trees: Trees, number: int = 0) -> np.ndarray:
    """Return for each row what each feature adds to the score of the class *number*, a column for each feature.

    A node's value less its parent's is put down to the feature that the parent looks at (Saabas 2014).

    >>> stump = Trees(*(np.array(a) for a in ([0], [0, 0, 0], [5, 0, 0], [1, 2, 1, 1, 2, 2], [0, -1, 1], [0.0])), 1)
    >>> contributions(np.array([[7]], np.float32), stump).tolist()
    [[1.0]]
    """
    found = np.zeros(rows.shape)
    roots = trees.roots[number :: trees.classes]
    step = max(1, CELLS // max(1, len(roots)))
    for begin in range(0, len(rows), step):
        some = rows[begin : begin + step]
        node, first = np.broadcast_to(roots, (len(some), len(roots))), np.arange(len(some))[:, None] * rows.shape[1]
        cells, steps = [], []
        for _level in range(trees.depth):
            below = _below(some, node, trees)
            cells.append((first + trees.feature[node]).ravel())
            steps.append((trees.value[below] - trees.value[node]).ravel())
            node = below
        # Added up in the order in which trees are walked, level by level.
        added = np.bincount(np.concatenate(cells), np.concatenate(steps), some.size) if cells else np.zeros(some.size)
        found[begin : begin + step] = added.reshape(some.shape)
    return found


def probability(log_odds: float) -> float:
    """Return a logarithm of odds as a probability.

    >>> probability(0.0)
    0.5
    """
    return float(1 / (1 + np.exp(-log_odds)))
