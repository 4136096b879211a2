"""The fitted model: how likely a text goes on across a line's end, and which features say so.

It looks twice: at each line end by itself, then at what the first look says of the others (`context`). The scores of
trees are no probabilities. A curve makes them so, fitted on documents that the trees had not seen: the logarithm of
the odds is slope times score plus shift (Platt 1999, Advances in Large Margin Classifiers, 61-74).
"""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..languages.messages import _
from ..models import trees as boosted
from .context import NAMES as IN_CONTEXT
from .context import context_columns
from .features import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models.trees import Trees
    from .lines import Lines

FILE = Path(__file__).parent / "model.json"
VARIABLE = "ANALYSIS_LINE_MODEL"  # of the environment: the file of a group's own model, in place of the package's


def trees() -> Trees:
    """Return the fitted trees of the first look.

    Raises
    ------
    OSError : if the file that the environment names cannot be read, or holds no model of these features.
    """
    return _looks(os.environ.get(VARIABLE) or str(FILE))[0]


def trees_in_context() -> Trees:
    """Return the fitted trees of the second look; it raises what `trees` does."""
    return _looks(os.environ.get(VARIABLE) or str(FILE))[1]


@cache
def _looks(path: str) -> tuple[Trees, Trees]:
    try:
        data = json.loads(Path(path).read_text("utf-8"))
        return read(data), read(data["in context"], IN_CONTEXT)
    except (ValueError, KeyError, TypeError) as error:
        wrong = _("no model of line ends as `make fit-lines` writes it ({variable}): {problem}")
        raise OSError(errno.EINVAL, wrong.format(variable=VARIABLE, problem=error), path) from None


def read(data: dict, names: Sequence[str] = NAMES) -> Trees:
    """Return the trees that `make fit` wrote, with scores that are the logarithm of the odds.

    Raises
    ------
    ValueError : if they were fitted to features other than *names*.
    """
    read_as_written, (slope, shift) = boosted.read_trees(data, [*names], str(FILE)), data["curve"]
    return replace(read_as_written, value=slope * read_as_written.value, base=slope * read_as_written.base + shift)


def probabilities(rows: np.ndarray, fitted: Trees | None = None) -> np.ndarray:
    """Return for each row of `features.features` how likely the text goes on there, 0..1, by the first look.

    Or by other *fitted* trees, for rows of theirs.

    >>> probabilities(np.zeros((0, len(NAMES)), np.float32)).tolist()
    []
    """
    return 1 / (1 + np.exp(-boosted.scores(rows, fitted or trees())[:, 0]))


def probabilities_in_context(text: str, lines: Lines, rows: np.ndarray) -> np.ndarray:
    """Return how likely a text goes on at each of its line ends: the mean of what the two looks say, 0..1.

    On old newspapers the second look alone is too sure of itself.

    Parameters
    ----------
    text, lines : the text, and its lines.
    rows : from `features.features`.
    """
    first = probabilities(rows)
    return (first + probabilities(context_columns(text, lines, rows, first), trees_in_context())) / 2


def contributions(rows: np.ndarray) -> np.ndarray:
    """Return for each row what each feature adds to the logarithm of the odds that the text goes on there.

    They are those of the first look.

    >>> contributions(np.zeros((2, len(NAMES)), np.float32)).shape == (2, len(NAMES))
    True
    """
    return boosted.contributions(rows, trees())
