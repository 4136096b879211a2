"""How much oftener two characters stand side by side in Chinese than by chance, and which begin and end sentences.

Counted by ``make fit`` in statutes that the model itself is not fitted on, in a month of a newspaper, in reviews of
books and hotels, and in the words of jieba's dictionary, each as often as it is there in general Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent / "pairs.npz"
STEP = 8  # of a byte for 1 in a natural logarithm
FIRST, LAST = 0x4E00, 0x9FFF  # the ideographs that are looked at


@dataclass(frozen=True)
class Pairs:
    """Counts in a general text, as logarithms in bytes; see `STEP`."""

    keys: np.ndarray  #: of the pairs that are seen often, sorted
    values: np.ndarray  #: of each, log of how much oftener it is there than by chance
    counts: np.ndarray  #: of each ideograph, log of its share in a million
    begins: np.ndarray  #: of each, log of how much oftener it begins a sentence than it stands anywhere
    ends: np.ndarray  #: the same of ends
    simplified: np.ndarray  #: of each, the simplified ideograph for it, or itself


@cache
def pairs() -> Pairs:
    """Return the counts that come with the package."""
    with np.load(FILE) as data:
        return Pairs(**{name: data[name] for name in Pairs.__annotations__})


def in_simplified(points: np.ndarray) -> np.ndarray:
    """Return code points with simplified ideographs for traditional ones.

    >>> chr(in_simplified(np.array([ord("協")]))[0])
    '协'
    """
    known = _are_known(points)
    return np.where(known, pairs().simplified[np.where(known, points - FIRST, 0)], points)


@cache
def _simplified_characters() -> dict[int, int]:
    table = pairs().simplified.tolist()
    return {code: other for code, other in enumerate(table, FIRST) if code != other}


def simplified_text(text: str) -> str:
    """Return a text with simplified ideographs for traditional ones, each in its place.

    >>> simplified_text("市政協")
    '市政协'
    """
    return text.translate(_simplified_characters())


def key_of(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return a number for each pair of ideographs, as their places from `FIRST` on."""
    return left.astype(np.uint32) * np.uint32(LAST - FIRST + 1) + right.astype(np.uint32)


def affinity(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return pointwise mutual information of pairs of code points (natural logarithm), 0 where one is no ideograph.

    Church & Hanks (1990), Computational Linguistics 16(1), 22-29. A pair that was not seen often is taken to be there
    half a time in a million.

    >>> affinity(np.array([ord("政"), ord("政")]), np.array([ord("府"), ord("的")])).round().tolist()
    [6.0, -3.0]
    """
    known, found = _are_known(left) & _are_known(right), np.zeros(len(left))
    if not known.any():
        return found
    table, one, other = pairs(), left[known] - FIRST, right[known] - FIRST
    keys = key_of(one, other)
    place = np.searchsorted(table.keys, keys).clip(max=len(table.keys) - 1)
    expected = (table.counts[one].astype(float) + table.counts[other]) / STEP - np.log(1e6)
    unseen = np.minimum(np.log(0.5) - expected, 0)
    found[known] = np.where(table.keys[place] == keys, table.values[place] / STEP, unseen)
    return found


def begins(points: np.ndarray) -> np.ndarray:
    """Return how much oftener each code point begins a sentence than it stands anywhere (natural logarithm).

    >>> (begins(np.array([ord("第"), ord("的")])) > 0).tolist()
    [True, False]
    """
    return _of_one(points, pairs().begins)


def ends(points: np.ndarray) -> np.ndarray:
    """Return the same of the ends of sentences.

    >>> (ends(np.array([ord("行"), ord("第")])) > 0).tolist()
    [True, False]
    """
    return _of_one(points, pairs().ends)


def _of_one(points: np.ndarray, table: np.ndarray) -> np.ndarray:
    known = _are_known(points)
    return np.where(known, table[np.where(known, points - FIRST, 0)] / STEP, 0)


def _are_known(points: np.ndarray) -> np.ndarray:
    return (points >= FIRST) & (points <= LAST)
