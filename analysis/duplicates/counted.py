"""Say of each character how often its passage is there, and whether another place was chosen to count it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .spans import Group, Texts


def counted(texts: Texts, groups: Sequence[Group], within: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return for each code point how often its passage is there, and whether another place was chosen to count it.

    Letters that are the same, by any class, have one origin; it is counted where it is in no near repeat, and in no
    copy, else where it stands first. With *within*, letters that are not in it are there once.
    """
    codes, place = texts.letters
    origin = np.arange(len(codes), dtype=np.int32)
    dead = np.zeros(len(codes), bool)
    many = np.ones(len(codes), np.int32)
    near = np.zeros(len(codes), bool)
    for group in sorted(groups, key=lambda group: group.spans[0][0] - group.spans[0][1]):
        start, end = group.spans[0]
        for (left, right), role in zip(group.spans, group.roles, strict=True):
            dead[left:right] |= role == "copy"
            if group.kind == "near repeat":
                many[left:right] = np.maximum(many[left:right], group.count)
                near[left:right] |= role != "keep"
            elif group.period:
                origin[left:right] = origin[start + np.arange(right - left) % group.period]
            elif left > start:
                fresh = origin[left:right] == np.arange(left, right)
                origin[left:right][fresh] = origin[start:end][: right - left][fresh]
    while (origin[origin] != origin).any():
        origin = origin[origin]
    count = np.bincount(origin, minlength=len(codes)).astype(np.int32)[origin]
    rows = np.flatnonzero(count > 1)
    rows = rows[np.lexsort((dead[rows], near[rows]))]
    chosen = np.zeros(len(codes), bool)
    chosen[rows[np.unique(origin[rows], return_index=True)[1]]] = True
    is_copy = ((count > 1) & ~chosen) | near
    del origin, dead, near, chosen, rows
    if within is not None:
        is_copy &= within
        count[~within], many[~within] = 1, 1
    length = len(texts.text)
    return _spread(np.maximum(count, many), place, length), _spread(is_copy, place, length)


def _spread(values: np.ndarray, place: np.ndarray, length: int) -> np.ndarray:
    """Return letters' values for every code point: what stands between two letters has the lesser of their values."""
    rest = np.array([values.dtype.type(values.dtype != bool)])
    values = np.concatenate([rest, values, rest])
    letter = np.zeros(length, bool)
    letter[place] = True
    before = np.cumsum(letter, dtype=np.int32)
    return np.minimum(values[before], values[before - letter + 1])
