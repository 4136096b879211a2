"""Lines of two columns or more that stand between each other, as where a page was read straight across.

There a line goes on in the second line below it, or in the third or fourth, and not in the next. How well the last
character of a line goes with the first of another is pointwise mutual information (`breaks.pairs.affinity`); what it is
more for the line further down than for the next is summed over stretches of lines, as a t statistic whose deviation is
drawn to that of most texts. Nothing is mended: which line belongs to which column the page shows, not the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..breaks.ends import line_ends
from ..breaks.pairs import FIRST, LAST, affinity, in_simplified
from ..languages.messages import _
from ..text_index.passages import code_points
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..breaks.lines import Lines
    from ..document.documents import Document

COLUMNS = (2, 3, 4)
STRETCH, FEWEST = 16, 8  # lines that are looked at together, and of them those with ideographs at both ends
MOST = 6.0  # more than this no difference counts
USUAL, DRAWN = 3.0, 6.0  # deviation of the differences in most texts, and how many lines that weighs
ENOUGH, LEAST = 3.0, 1.5  # deviations from 0, from which on columns are mixed, and as far around as there are so many
CONFIDENCE = 0.95


class Stretch(NamedTuple):
    """Lines that stand between each other."""

    first: int  #: the first of them
    last: int
    columns: int  #: how many seem to be mixed
    better: int  #: line ends that go on better in the line as far down
    ends: int  #: of so many that could be compared


def mixed_columns(document: Document) -> Iterator[Finding]:
    """Yield the stretches of a document in which the lines of several columns stand between each other."""
    lines = line_ends(document.text).lines
    for one in stretches(document.text, lines):
        stated = _(
            "lines of {columns} columns stand between each other: {better} of {ends} line ends go on better {columns}"
            " lines down than in the next; read the page again by its columns"
        ).format(columns=one.columns, better=one.better, ends=one.ends)
        start, end = int(lines.start[one.first]), int(lines.end[one.last])
        yield Finding("order swap", start, end, stated, CONFIDENCE)


def stretches(text: str, lines: Lines) -> Iterator[Stretch]:
    """Yield the stretches of lines that stand between each other, in order; none goes over the end of a page.

    >>> from analysis.breaks.lines import lines_of
    >>> [*stretches("他们在河边坐了很久。", lines_of("他们在河边坐了很久。", [(0, 10)]))]
    []
    """
    codes, ends = code_points(text), np.r_[np.flatnonzero(lines.page), len(lines)]
    for begin, stop in zip(np.r_[0, ends[:-1]].tolist(), ends.tolist(), strict=True):
        if stop - begin >= STRETCH + max(COLUMNS):
            yield from _of_page(codes, lines, begin, stop)


def _of_page(codes: np.ndarray, lines: Lines, begin: int, stop: int) -> Iterator[Stretch]:
    last = in_simplified(codes[lines.end[begin:stop] - 1].astype(np.int64))
    first = in_simplified(codes[lines.start[begin:stop]].astype(np.int64))
    if np.count_nonzero(_is_ideograph(last)) < FEWEST:
        return
    seen = [_differences(last, first, step) for step in COLUMNS]
    scores = np.array([_deviations(*differences) for differences in seen])
    covered = np.zeros(stop - begin, bool)
    for window in np.flatnonzero(scores.max(axis=0) > LEAST).tolist():
        covered[window : window + STRETCH + COLUMNS[scores[:, window].argmax()]] = True
    edges = np.flatnonzero(np.diff(np.r_[False, covered, False]))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        inside = scores[:, start : end - STRETCH + 1]
        if inside.max() <= ENOUGH:
            continue
        best = inside.max(axis=1).argmax()
        difference, compared = (values[start:end] for values in seen[best])
        better, ends = int((difference > 0).sum()), int(compared.sum())
        yield Stretch(begin + start, begin + end - 1, COLUMNS[best], better, ends)


def _is_ideograph(codes: np.ndarray) -> np.ndarray:
    return (codes >= FIRST) & (codes <= LAST)


def _differences(last: np.ndarray, first: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Return for each line how much better it goes on *step* lines down than in the next, and whether it is known."""
    count = len(last) - step
    ends, next_start, start = last[:count], first[1 : count + 1], first[step:]
    compared = _is_ideograph(ends) & _is_ideograph(next_start) & _is_ideograph(start)
    better = (affinity(ends, start) - affinity(ends, next_start)).clip(-MOST, MOST)
    filled = np.zeros((2, len(last)))
    filled[0, :count], filled[1, :count] = np.where(compared, better, 0), compared
    return filled[0], filled[1].astype(bool)


def _deviations(difference: np.ndarray, compared: np.ndarray) -> np.ndarray:
    """Return for each stretch by how many of its deviations the mean of its differences is above 0."""
    total, squares, count = (
        np.convolve(values, np.ones(STRETCH), "valid") for values in (difference, difference**2, compared)
    )
    known = count.clip(1)
    mean = total / known
    spread = (squares - known * mean**2 + DRAWN * USUAL**2) / (known + DRAWN)
    return np.where(count >= FEWEST, mean / np.sqrt(spread.clip(0.1)) * np.sqrt(known), 0)
