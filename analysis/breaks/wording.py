"""What the characters and words beside a line's end show: words across it, likely pairs, clauses."""

from __future__ import annotations

from functools import cache

import numpy as np

from ..text_index.passages import MIX
from .characters import HAN, KINDS_OF_CHARACTER, MARKS, STOPS
from .line_table import classes_at
from .lines import Lines, sides
from .pairs import affinity, begins, ends, in_simplified
from .seam_words import words_at

HASH_BITS = 14


def wording_columns(text: str, codes: np.ndarray, lines: Lines, last: np.ndarray) -> dict[str, np.ndarray]:
    """Return by name what the characters and words beside each line's end show; *last* are the lines' last classes."""
    characters, four = _characters(text, lines, last), _four_points(codes, lines)
    return {
        **characters,
        **_words(text, lines, characters),
        **_pairs_of_characters(four),
        **_here(codes, four),
        **_clauses(codes, lines),
    }


def _characters(text: str, lines: Lines, last: np.ndarray) -> dict[str, np.ndarray]:
    last, first = last[:-1], classes_at(text, lines.start[1:])
    kinds = range(len(KINDS_OF_CHARACTER))
    ends = {f"ends_with_{kind}": last == kind for kind in kinds}
    return ends | {f"next_begins_with_{kind}": first == kind for kind in kinds}


def _words(text: str, lines: Lines, column: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return how long the word of the dictionary is across each end, the likely word, and those before and behind it.

    They are 0 where there is none: where there is a word across, none ends there.
    """
    found = np.zeros((4, len(lines) - 1))
    between = column[f"ends_with_{HAN}"] & column[f"next_begins_with_{HAN}"]
    for row in np.flatnonzero(between).tolist():
        left, right = sides(text, lines, row)
        before, across, behind = words_at(left, right, likely=False)
        found[:, row] = [*map(len, (across, words_at(left, right, likely=True)[1], before, behind))]
    return dict(zip(("word_across", "likely_word_across", "word_before", "word_behind"), found, strict=True))


def _pairs_of_characters(four: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Return how well the characters beside each end go together, and begin and end sentences, in general Chinese."""
    second, last, first, following = map(in_simplified, four)
    return {
        "affinity": affinity(last, first),
        "affinity_inside": affinity(second, last) + affinity(first, following),
        "next_begins_sentences": begins(first),
        "ends_sentences": ends(last),
    }


def _four_points(codes: np.ndarray, lines: Lines) -> list[np.ndarray]:
    """Return the code points of the last two characters of each line and the first two of the next."""
    places = [*((lines.end[:-1] - step).clip(0) for step in (2, 1)), *(lines.start[1:] + step for step in (0, 1))]
    return [codes[place.clip(max=len(codes) - 1)].astype(np.int64) for place in places]


def _clauses(codes: np.ndarray, lines: Lines) -> dict[str, np.ndarray]:
    """Return the characters since the last mark of each line, and up to the first mark and full stop of the next."""
    is_mark, is_stop = _are_marks()
    marks = np.flatnonzero(is_mark.take(codes, mode="clip"))
    stops = marks[is_stop.take(codes[marks], mode="clip")]
    before = np.r_[-1, marks][np.searchsorted(marks, lines.end[:-1] - 1)]
    open_clause = lines.end[:-1] - 1 - np.maximum(before, lines.start[:-1] - 1)
    start, end = lines.start[1:], lines.end[1:]
    clause, sentence = (
        np.minimum(np.r_[found, len(codes)][np.searchsorted(found, start)], end) - start for found in (marks, stops)
    )
    usual = np.median(np.diff(marks)) if len(marks) > 1 else 10.0
    return {
        "open_clause": np.log1p(open_clause),
        "next_clause": np.log1p(clause),
        "next_sentence": np.log1p(sentence),
        "clauses_ratio": np.log1p(open_clause + clause) - np.log1p(usual),
    }


@cache
def _are_marks() -> np.ndarray:
    """Return of each code point of the first plane whether it is a mark, and whether it is a full stop, a mark too."""
    found = np.zeros((2, 1 << 16), bool)
    found[0, [*map(ord, MARKS)]] = True
    found[1, [*map(ord, STOPS)]] = True
    return found


def _here(codes: np.ndarray, four: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Return how often the two characters beside each end, and either with one more, stand elsewhere in this text."""
    codes = codes.astype(np.uint64)
    second, last, first, following = (points.astype(np.uint64) for points in four)
    twos = codes[:-1] << 21 | codes[1:]
    threes = twos[:-1] << 21 | codes[2:]
    across = [times(threes, second << 42 | last << 21 | first), times(threes, last << 42 | first << 21 | following)]
    return {"pair_here": np.log1p(times(twos, last << 21 | first)), "triple_here": np.log1p(np.maximum(*across))}


def times(values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return how often each of *wanted* is among *values*.

    >>> times(np.array([5, 7, 5]), np.array([7, 5, 6])).tolist()
    [1, 2, 0]
    """
    known, which = np.unique(wanted, return_inverse=True)
    # Nearly all are none of these: what shares no bits of its hash with one of them need not be looked up.
    may_be = np.zeros(1 << HASH_BITS, bool)
    may_be[_hashes(known)] = True
    values = values[may_be.take(_hashes(values))]
    place = np.searchsorted(known, values).clip(max=len(known) - 1)
    return np.bincount(place[known[place] == values], minlength=len(known))[which]


def _hashes(values: np.ndarray) -> np.ndarray:
    return ((values.astype(np.uint64, copy=False) * MIX) >> np.uint64(64 - HASH_BITS)).astype(np.intp)
