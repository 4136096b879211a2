"""Verse in metre, a line or a couplet to each line: no paragraph goes on there, however full the lines are.

Each line of regulated verse is as long as the next and ends with a comma as often as not, just as the lines of a
narrow column do. What tells them apart is that each is of whole clauses of one length.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from .characters import MARK, STOPS, class_of

if TYPE_CHECKING:
    from .lines import Lines

CLAUSES = re.compile("(?:[\u3400-\u9fff]{4,7}[，。！？；、：,!?;:]”?){1,4}")
MARKS = re.compile("[，。！？；、：,!?;:”]+")
LONGEST = 36  # characters of a line: four clauses of seven, each with two marks
ENDS = STOPS + "”"
FEWEST_LINES, FEWEST_CLAUSES = 2, 4  # of a stanza
ABOVE, LONGEST_ABOVE = 2, 15  # lines of title and poet, and characters of each


def within_stanzas(text: str, lines: Lines) -> np.ndarray:
    """Return which line ends, but for the last, are inside a stanza or between it and its title (bool).

    >>> from .lines import lines_of
    >>> verse = "采莲曲\\n荷叶罗裙一色裁，\\n芙蓉向脸两边开。\\n乱入池中看不见，\\n闻歌始觉有人来。"
    >>> within_stanzas(verse, lines_of(verse, [(0, 3), (4, 12), (13, 21), (22, 30), (31, 39)])).tolist()
    [True, True, True, True]
    """
    found = np.zeros(max(len(lines) - 1, 0), bool)
    size = lines.end - lines.start
    metres = [
        _metre(text[start:end]) if end - start <= LONGEST else (0, 0)
        for start, end in zip(lines.start.tolist(), lines.end.tolist(), strict=True)
    ]
    stanza = np.cumsum(lines.gap > 0)
    keys = [(int(number), length) for number, (length, _clauses) in zip(stanza, metres, strict=True)]
    first = 0
    for (_number, length), rows in groupby(keys):
        last = first + len([*rows]) - 1
        is_long = (
            last - first + 1 >= FEWEST_LINES and sum(count for _, count in metres[first : last + 1]) >= FEWEST_CLAUSES
        )
        if length and is_long and text[lines.end[last] - 1] in ENDS and not _in_column(size, stanza, first, last):
            found[_begin(text, lines, stanza, first) : last] = True
        first = last + 1
    return found


def _metre(line: str) -> tuple[int, int]:
    """Return how long the clauses of a line are and how many there are; 0 and 0 where they differ, or it is no verse.

    >>> _metre("渭城朝雨浥轻尘，客舍青青柳色新。"), _metre("他来了，大家都很高兴。")
    ((7, 2), (0, 0))
    """
    if not CLAUSES.fullmatch(line):
        return 0, 0
    lengths = [*map(len, filter(None, MARKS.split(line)))]
    return (lengths[0], len(lengths)) if len({*lengths}) == 1 else (0, 0)


def _in_column(size: np.ndarray, stanza: np.ndarray, first: int, last: int) -> bool:
    """Say whether the line before or behind is as wide, as in a column, where clauses of one length meet by chance."""
    beside = [row for row in (first - 1, last + 1) if 0 <= row < len(size) and stanza[row] == stanza[first]]
    return any(abs(int(size[row]) - int(size[first])) <= 1 for row in beside)


def _begin(text: str, lines: Lines, stanza: np.ndarray, first: int) -> int:
    """Return the first of the short lines without a mark that stand directly above a stanza."""
    begin = first
    while (
        begin > max(first - ABOVE, 0)
        and stanza[begin - 1] == stanza[first]
        and lines.end[begin - 1] - lines.start[begin - 1] <= LONGEST_ABOVE
        and class_of(text[lines.end[begin - 1] - 1]) > MARK
    ):
        begin -= 1
    return begin
