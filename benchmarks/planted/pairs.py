"""Count pairs of characters in texts, for `analysis.breaks.pairs`."""

from collections.abc import Iterable
from pathlib import Path

import jieba
import numpy as np
from opencc import OpenCC

from analysis.breaks.pairs import FIRST, LAST, STEP, key_of

TO_SIMPLIFIED = OpenCC("t2s")
WORDS = 0.1  # how much the dictionary's counts of words in general Chinese count beside those of the texts
FEWEST = 8  # times that a pair is there to be listed
STOPS = np.array([ord(c) for c in "。！？；\n"], np.uint32)


def counted(texts: Iterable[str]) -> dict[str, np.ndarray]:
    """Return the arrays of `analysis.breaks.pairs.Pairs`, by name."""
    codes = np.concatenate([np.frombuffer(f"\n{text}\n".encode("utf-32-le"), np.uint32) for text in texts])
    known = (codes >= FIRST) & (codes <= LAST)
    size = LAST - FIRST + 1
    words, often = _dictionary()
    inside = (words >= FIRST) & (words <= LAST)
    in_texts = np.bincount(codes[known] - FIRST, minlength=size)
    single = in_texts + np.bincount(words[inside] - FIRST, often[inside], minlength=size)
    total = single.sum()
    pairs = [_keys(codes, known), _keys(words, inside)]
    weights = [np.ones(len(pairs[0])), often[:-1][inside[:-1] & inside[1:]]]
    keys, place = np.unique(np.concatenate(pairs), return_inverse=True)
    times = np.bincount(place, np.concatenate(weights))
    keys, times = keys[times >= FEWEST], times[times >= FEWEST]
    left, right = np.divmod(keys, np.uint32(size))
    values = np.log(times * total / (single[left].astype(float) * single[right]))
    stops = np.isin(codes, STOPS)
    begins = _more_often(codes[1:][stops[:-1] & known[1:]] - FIRST, in_texts)
    ends = _more_often(codes[:-1][stops[1:] & known[:-1]] - FIRST, in_texts)
    counts = np.log((single + 0.5) / total * 1e6).clip(min=-1)
    return {
        "keys": keys,
        "values": _bytes(values),
        "counts": _bytes(counts),
        "begins": _bytes(begins),
        "ends": _bytes(ends),
        "simplified": np.array([ord(_simplified(chr(code))) for code in range(FIRST, LAST + 1)], np.uint16),
    }


def _dictionary() -> tuple[np.ndarray, np.ndarray]:
    """Return the characters of jieba's dictionary, a newline behind each word, and how often each counts."""
    lines = (line.split(" ") for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines())
    words = [(f"{word}\n", float(times)) for word, times, *_ in lines]
    codes = np.frombuffer("".join(word for word, _ in words).encode("utf-32-le"), np.uint32)
    return codes, np.repeat([times * WORDS for _, times in words], [len(word) for word, _ in words])


def _keys(codes: np.ndarray, known: np.ndarray) -> np.ndarray:
    both = known[:-1] & known[1:]
    return key_of(codes[:-1][both] - FIRST, codes[1:][both] - FIRST)


def _simplified(character: str) -> str:
    """Return the simplified ideograph for one, if it is one."""
    other = TO_SIMPLIFIED.convert(character)
    return other if len(other) == 1 and FIRST <= ord(other) <= LAST else character


def _more_often(places: np.ndarray, single: np.ndarray) -> np.ndarray:
    there = np.bincount(places, minlength=len(single))
    share, usual = (there + 0.5) / there.sum(), (single + 0.5 * single.sum() / there.sum()) / single.sum()
    return np.log(share / usual)


def _bytes(values: np.ndarray) -> np.ndarray:
    return (values * STEP).round().clip(-127, 127).astype(np.int8)
