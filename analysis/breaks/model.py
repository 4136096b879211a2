"""The fitted model: how likely a text goes on across a line's end, and which features say so; see `analysis.trees`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from .. import trees as fitted_trees
from ..trees import Trees, scores
from .features import NAMES

FILE = Path(__file__).parent / "model.json"


@cache
def trees() -> Trees:
    """Return the fitted trees."""
    return read_trees(json.loads(FILE.read_text("utf-8")))


def read_trees(data: dict[str, Any]) -> Trees:
    """Return the trees that `make fit` wrote.

    Raises
    ------
    ValueError : if they were fitted to other features.
    """
    return fitted_trees.read_trees(data, [*NAMES], str(FILE))


def probabilities(rows: np.ndarray, fitted: Trees | None = None) -> np.ndarray:
    """Return for each row of `features.features` how likely the text goes on there, 0..1.

    >>> probabilities(np.zeros((0, len(NAMES)), np.float32)).tolist()
    []
    """
    return 1 / (1 + np.exp(-scores(rows, fitted or trees())[:, 0]))


def contributions(row: np.ndarray) -> dict[str, float]:
    """Return what each feature of one row adds to the logarithm of the odds that the text goes on there.

    >>> contributions(np.zeros(len(NAMES), np.float32)).keys() <= {*NAMES}
    True
    """
    found = fitted_trees.contributions(row[None], trees())[0]
    return {name: value for name, value in zip(NAMES, found.tolist(), strict=True) if value}
