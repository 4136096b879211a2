"""How alike neighbouring lines are, as the items of a list and the lines of a song are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

SAME = 4  # characters that two lines begin or end with alike; more say no more
LONGEST = 48  # characters of a line of which pairs are looked at: longer ones are no items


def begins_alike(codes: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return with how many characters, up to `SAME`, each line but the last and the next begin alike.

    Parameters
    ----------
    codes : code points of the text.
    start, end : offsets of its lines.

    >>> codes = np.array([*map(ord, "关于甲\\n关于乙")])
    >>> begins_alike(codes, np.array([0, 4]), np.array([3, 7]))
    array([2])
    """
    return _same(codes, start, end - start, 1)


def ends_alike(codes: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return with how many characters, up to `SAME`, each line but the last and the next end alike.

    >>> codes = np.array([*map(ord, "甲的报告\\n乙的报告")])
    >>> ends_alike(codes, np.array([0, 5]), np.array([4, 9]))
    array([3])
    """
    return _same(codes, end - 1, end - start, -1)


def _same(codes: np.ndarray, place: np.ndarray, length: np.ndarray, step: int) -> np.ndarray:
    shorter, alike = np.minimum(length[:-1], length[1:]), np.ones(max(len(place) - 1, 0), bool)
    found = np.zeros(len(alike), np.int64)
    for number in range(SAME):
        one, other = ((side + step * number).clip(0, len(codes) - 1) for side in (place[:-1], place[1:]))
        alike &= (number < shorter) & (codes[one] == codes[other])
        found += alike
    return found


def pairs_alike(text: str, spans: Sequence[tuple[int, int]]) -> np.ndarray:
    """Return of each line but the last which share of its pairs of characters the next has too, both short (0..1).

    Of the shorter of the two; 0 where one is longer than `LONGEST`.

    >>> pairs_alike("王伟关于农业的汇报\\n李志关于工业的汇报", [(0, 9), (10, 19)]).round(2).tolist()
    [0.5]
    """
    short = [end - start <= LONGEST for start, end in spans]
    found = [0.0] * max(len(spans) - 1, 0)
    one: set[tuple[str, str]] | None = None
    for row in range(len(found)):
        if not (short[row] and short[row + 1]):
            one = None
            continue
        one = _pairs(text, *spans[row]) if one is None else one
        other = _pairs(text, *spans[row + 1])
        if one and other:
            found[row] = len(one & other) / min(len(one), len(other))
        one = other
    return np.array(found)


def _pairs(text: str, start: int, end: int) -> set[tuple[str, str]]:
    return set(zip(text[start : end - 1], text[start + 1 : end], strict=True))


def since_colon(last: np.ndarray, colon: int, stop: int, most: int) -> np.ndarray:
    """Return for each line how many lines ago one ended with a colon, itself 1, no full stop since; 0 if none.

    Parameters
    ----------
    last : class of the last character of each line.
    colon, stop : the classes of a colon and of a full stop.
    most : lines, from which on no more are counted.

    >>> since_colon(np.array([5, 9, 9, 0, 9]), 5, 0, 20).tolist()
    [1, 2, 3, 0, 0]
    """
    place = np.arange(len(last))
    of_colon = np.maximum.accumulate(np.where(last == colon, place, -1))
    of_stop = np.maximum.accumulate(np.where(last == stop, place, -1))
    ago = place - of_colon + 1
    return np.where((of_colon > of_stop) & (ago <= most), ago, 0)
