"""The fitted model: how likely a text goes on across a line's end, and which features say so.

Gradient-boosted trees (Friedman 2001, Annals of Statistics 29(5), 1189-1232), fitted by ``make fit`` with scikit-learn;
here they are only applied, so that the package does not need it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .features import NAMES

FILE = Path(__file__).parent / "model.json"


@dataclass(frozen=True)
class Trees:
    """Trees as arrays over all their nodes; of a leaf, *left* and *right* are the leaf itself."""

    roots: np.ndarray  #: of each tree, its first node
    feature: np.ndarray  #: of each node, the column that it looks at
    threshold: np.ndarray  #: values up to it go left
    left: np.ndarray
    right: np.ndarray
    value: np.ndarray  #: of each node, what it adds to the logarithm of the odds
    base: float  #: the logarithm of the odds before anything is seen
    depth: int


@cache
def trees() -> Trees:
    """Return the fitted trees."""
    return read_trees(json.loads(FILE.read_text("utf-8")))


def read_trees(data: dict) -> Trees:
    """Return the trees that `make fit` wrote.

    Raises
    ------
    ValueError : if they were fitted to other features.
    """
    if data["features"] != [*NAMES]:
        raise ValueError(f"{FILE}: fitted to other features; run `make fit`")
    nodes = data["nodes"]
    columns = {name: np.array(nodes[name]) for name in ("feature", "threshold", "left", "right", "value")}
    return Trees(np.array(data["roots"]), **columns, base=data["base"], depth=data["depth"])


def probabilities(rows: np.ndarray, fitted: Trees | None = None) -> np.ndarray:
    """Return for each row of `features.features` how likely the text goes on there, 0..1.

    >>> probabilities(np.zeros((0, len(NAMES)), np.float32)).tolist()
    []
    """
    fitted = fitted or trees()
    odds = np.full(len(rows), fitted.base)
    number = np.arange(len(rows))
    for root in fitted.roots.tolist():
        node = np.full(len(rows), root)
        for _ in range(fitted.depth):
            goes_left = rows[number, fitted.feature[node]] <= fitted.threshold[node]
            node = np.where(goes_left, fitted.left[node], fitted.right[node])
        odds += fitted.value[node]
    return 1 / (1 + np.exp(-odds))


def contributions(row: np.ndarray) -> dict[str, float]:
    """Return what each feature of one row adds to the logarithm of the odds that the text goes on there.

    A node's value less its parent's is put down to the feature that the parent looks at (Saabas 2014).

    >>> contributions(np.zeros(len(NAMES), np.float32)).keys() <= {*NAMES}
    True
    """
    fitted, found = trees(), dict.fromkeys(NAMES, 0.0)
    for root in fitted.roots.tolist():
        node = root
        while fitted.left[node] != node:
            name = NAMES[fitted.feature[node]]
            below = fitted.left if row[fitted.feature[node]] <= fitted.threshold[node] else fitted.right
            found[name] += float(fitted.value[below[node]] - fitted.value[node])
            node = int(below[node])
    return {name: value for name, value in found.items() if value}
