"""How much sense a reading makes in its place: whether its words are in use, and whether they follow each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..breaks.pairs import affinity
from ..words.lookups import tagged_words, word_frequency
from .reading_on import model, with_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Reading = tuple[str, str, str]  # a reading, between what stands before and behind it

NEAR = 2  # characters beside a reading at which words that follow each other are looked at
COUNTED = 17.9  # logarithm of all words that the dictionary's frequencies were counted in
NO_WORD = 9.0  # logarithm of a frequency, where no word holds the place of what was left out: neither rare nor common
MOST = 6.0  # of a logarithm, beyond which it says no more


class Sense(NamedTuple):
    """How much sense a reading makes in its place. All but the letters are logarithms."""

    words: float  #: how likely the words of the context are, the reading's among them
    frequency: float  #: of the rarest word that holds some of the reading
    letters: int  #: of this word
    kinds: float  #: how much oftener than by chance the words at the place follow each other, by their parts of speech
    least_kinds: float  #: the same of the two that do so least
    pairs: float  #: how much oftener than by chance the characters at the place stand side by side: a mean
    least_pair: float  #: the same of the two that do so least


def senses(readings: Sequence[Reading]) -> list[Sense]:
    """Return how much sense each reading makes.

    >>> good, bad = senses([("应当依法", "维", "修设备"), ("应当依法", "缮", "修设备")])
    >>> good.frequency > bad.frequency, good.letters, bad.letters
    (True, 2, 2)
    """
    pairs = _pairs([left[-1:] + reading + right[:1] for left, reading, right in readings])
    return [Sense(*_words(reading), *_kinds(reading), *own) for reading, own in zip(readings, pairs, strict=True)]


def _placed(words: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield where each word begins and ends, and the word."""
    end = 0
    for word, _ in words:
        start, end = end, end + len(word)
        yield start, end, word


def _words(reading: Reading) -> tuple[float, float, int]:
    """Return how likely the words are; and of the rarest that holds some of the reading, its frequency and letters."""
    begin, finish = len(reading[0]), len(reading[0]) + len(reading[1])
    likely, holding = 0.0, []
    for start, end, word in _placed(tagged_words("".join(reading))):
        if word.isalnum():
            frequency = np.log(max(word_frequency(word), 1))
            likely += frequency - COUNTED
            if (start < finish and end > begin) if reading[1] else start < begin < end:
                holding.append((float(frequency), len(word)))
    return likely, *min(holding, default=(NO_WORD, 0))


def _kinds(reading: Reading) -> tuple[float, float]:
    """Return how much oftener than by chance words at the place follow each other: of all, and the least."""
    begin, finish = len(reading[0]), len(reading[0]) + len(reading[1])
    words = tagged_words("".join(reading))
    starts = [start for start, _, _ in _placed(words)]
    found = [
        _follow(one, other)
        for (one, other), start in zip(pairwise(with_marks(words)), starts[1:], strict=True)
        if begin - NEAR <= start <= finish + NEAR
    ]
    return sum(found), min([MOST, *found])


def _follow(one: tuple[str, str], other: tuple[str, str]) -> float:
    """Return how much oftener than by chance two words follow each other, by their kinds: a mean over what is known."""
    _, known = model()
    of_words = (known.get(f"{one[0]} {other[1]}"), known.get(f"{one[1]} {other[0]}"))
    found = [known.get(f"{one[1]} {other[1]}", 0.0), *(value for value in of_words if value is not None)]
    return sum(found) / len(found)


def _pairs(texts: Sequence[str]) -> Iterator[tuple[float, float]]:
    """Yield how much oftener than by chance the characters of each text stand side by side: a mean, and the least."""
    codes = np.array([*map(ord, "".join(texts))], np.int64)
    values, begin = affinity(codes[:-1], codes[1:]).tolist(), 0
    for text in texts:
        own = values[begin : begin + len(text) - 1] if text else []
        begin += len(text)
        yield sum(own) / max(len(own), 1), min(own, default=0.0)
