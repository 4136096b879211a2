"""The lines of a text that hold something, with the space before each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .characters import columns

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Lines:
    """The lines of a text that hold something, as arrays of one length."""

    start: np.ndarray  #: offset of the first character that is no white space
    end: np.ndarray  #: offset just past the last
    indent: np.ndarray  #: columns of white space before it, a Han character being one wide
    gap: np.ndarray  #: empty lines before it
    page: np.ndarray  #: whether a form feed stands before it

    def __len__(self) -> int:
        return len(self.start)


def lines_of(text: str, spans: Sequence[tuple[int, int]]) -> Lines:
    """Return the lines that hold something, of those at *spans* of the text.

    >>> lines_of("甲\\n\\n　乙", [(0, 1), (2, 2), (3, 5)]).gap.tolist()
    [0, 1]
    """
    rows, gap, page = [], 0, False
    for begin, stop in spans:
        line = text[begin:stop]
        inner = line.strip()
        page = page or "\f" in line
        if not inner:
            gap += 1
            continue
        lead = len(line) - len(line.lstrip())
        indent = sum(map(columns, line[:lead]))
        rows.append((begin + lead, begin + lead + len(inner), indent, gap, page))
        gap, page = 0, False
    start, end, indents, gaps, pages = zip(*rows, strict=True) if rows else ((),) * 5
    return Lines(
        np.array(start, np.int64),
        np.array(end, np.int64),
        np.array(indents, float),
        np.array(gaps, np.int64),
        np.array(pages, bool),
    )


def without(lines: Lines, aside: np.ndarray) -> Lines:
    """Return lines without those *aside* (bool), such as a running head; of the gaps around them the least is left.

    >>> lines = lines_of("甲\\n\\n乙\\n丙", [(0, 1), (2, 2), (3, 4), (5, 6)])
    >>> without(lines, np.array([False, True, False])).gap.tolist()
    [0, 0]
    """
    kept = ~aside
    run = np.cumsum(np.r_[False, kept[:-1]])  # a line, and those aside before it, have one number
    first = np.flatnonzero(np.diff(run, prepend=-1))
    gap, page = np.minimum.reduceat(lines.gap, first), np.logical_or.reduceat(lines.page, first)
    kept_runs = run[kept]
    return Lines(lines.start[kept], lines.end[kept], lines.indent[kept], gap[kept_runs], page[kept_runs])


def spans_of(lines: Lines) -> list[tuple[int, int]]:
    """Return the offsets of the first character of each line and of what is just past the last."""
    return [*zip(lines.start.tolist(), lines.end.tolist(), strict=True)]


def sides(text: str, lines: Lines, row: int) -> tuple[str, str]:
    """Return the last eight characters of a line and the first eight of the next.

    >>> sides("市政\\n协", lines_of("市政\\n协", [(0, 2), (3, 4)]), 0)
    ('市政', '协')
    """
    start, end = int(lines.start[row]), int(lines.end[row])
    following, last = int(lines.start[row + 1]), int(lines.end[row + 1])
    return text[max(start, end - 8) : end], text[following : min(last, following + 8)]
