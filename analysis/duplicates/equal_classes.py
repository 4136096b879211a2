"""Make classes of equal spans out of copy instructions: each passage with all its places, cut at blocks' edges."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

import numpy as np

from ..languages.messages import ngettext
from ..text_index.passages import Factor, factors
from .hold import CHANCE
from .spans import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..text_index.passages import Repeats
    from .near import Near, Run
    from .spans import Span, Texts


LISTED = 1000  # places of classes that are looked for, beside some for each window of the text


def equal_classes(texts: Texts, repeats: Repeats, runs: list[Run], near: list[Near], min_length: int) -> list[Group]:
    """Return the classes of passages of letters that are there more than once, but what is told as a near repeat."""
    exact = _snapped(texts, factors(repeats), min_length)
    groups = [*_classes(repeats, _not_near(texts, exact, runs, near, min_length))]
    groups += [group for factor in exact if _overlaps(factor) for group in _periodic(texts, factor, min_length)]
    return [*_merged(groups)]


def _overlaps(factor: Factor) -> bool:
    return factor.target - factor.source < factor.length


def _snapped(texts: Texts, exact: list[Factor], min_length: int) -> list[Factor]:
    """Return the factors without what lies beyond a block's edge that source and target share, if it is short.

    And where the one before ends at a block's edge, that much is not told again, unless it is whole blocks.
    """
    starts, ends = texts.block_starts, frozenset(texts.ends)
    found, explained = [], 0
    for factor in exact:
        target, source, length = factor
        over = explained - target
        if 0 < over <= length - min_length and {explained, source + over} <= starts and not {target, source} <= starts:
            target, source, length = explained, source + over, length - over
        over = target + length - texts.starts[texts.block_at(target + length - 1)]
        if (
            over < min_length <= length - over
            and {target + length - over, source + length - over} <= ends
            and not {target + length, source + length} & ends
        ):
            length -= over
        over = texts.ends[texts.block_at(target)] - target
        if (
            over < min_length <= length - over
            and {target + over, source + over} <= starts
            and not {target, source} & starts
        ):
            target, source, length = target + over, source + over, length - over
        found.append(Factor(target, source, length))
        explained = max(explained, target + length)
    return found


def _not_near(texts: Texts, exact: list[Factor], runs: list[Run], near: list[Near], min_length: int) -> list[Factor]:
    """Return the factors that are no part of a near repeat: a run on their own shift, or two blocks of one class."""
    source = {link.block: link.source for link in near}
    spans = sorted((texts.starts[run.first], texts.ends[run.last], texts.starts[run.source_first]) for run in runs)
    kept = []
    for factor in exact:
        if _overlaps(factor):
            continue
        blocks = [texts.block_at(start + factor.length // 2) for start in factor[:2]]
        one, other = (source.get(block, block) for block in blocks)
        if one == other and blocks[0] != blocks[1] and factor.length < texts.ends[one] - texts.starts[one] + min_length:
            continue
        row = bisect_left(spans, (factor.target + CHANCE + 1,)) - 1
        if row >= 0:
            start, end, first = spans[row]
            shift = (factor.target - start) - (factor.source - first)
            if factor.target + factor.length <= end + CHANCE and abs(shift) <= (end - start) // 4:
                continue
        kept.append(factor)
    return kept


def _classes(repeats: Repeats, exact: list[Factor]) -> Iterator[Group]:
    """Yield the classes of equal spans: for each passage that a factor copies, all its places.

    They are where its rarest window stands, if the rest is there too. The search is bounded; beyond the bound a class
    has the places that the factors tell.
    """
    known: dict[Span, list[Span]] = {}
    for target, source, length in exact:
        known.setdefault((source, source + length), []).append((target, target + length))
    search = _Search(repeats)
    budget = 4 * (len(repeats.codes) // repeats.length + LISTED)
    for (start, end), targets in sorted(known.items()):
        spans = sorted({(start, end), *targets})
        window, members = search.rarest(start, end)
        if len(members) > 2 and budget > 0:
            budget -= len(members)
            for other in search.equal(start, end, window, members):
                where = bisect_left(spans, (other, other))
                after = spans[where] if where < len(spans) else (1 << 62, 0)
                if after[0] >= other + end - start and (not where or spans[where - 1][1] <= other):
                    insort(spans, (other, other + end - start))
        yield Group(tuple(spans), len(spans))


class _Search:
    """The places of every repeated window, by the window."""

    def __init__(self, repeats: Repeats) -> None:
        self.repeats = repeats
        packed = (repeats.first << 32) | np.arange(len(repeats.first))
        packed.sort()
        order = packed & 0xFFFFFFFF
        self.places, firsts = repeats.places[order], repeats.first[order]
        head = np.flatnonzero(np.r_[True, firsts[1:] != firsts[:-1]]) if len(firsts) else np.zeros(0, np.int64)
        size = np.diff(np.r_[head, len(firsts)])
        self.begin = np.empty(len(firsts), np.int64)
        self.size = np.empty(len(firsts), np.int64)
        self.begin[order], self.size[order] = np.repeat(head, size), np.repeat(size, size)

    def rarest(self, start: int, end: int) -> tuple[int, np.ndarray]:
        """Return the window of a passage that has the fewest places, as its offset in it, and these places."""
        row = int(np.searchsorted(self.repeats.places, start))
        offset = int(self.size[row : row + end - start - self.repeats.length + 1].argmin())
        begin = self.begin[row + offset]
        return offset, self.places[begin : begin + self.size[row + offset]]

    def equal(self, start: int, end: int, window: int, members: np.ndarray) -> list[int]:
        """Return where the whole passage stands, out of the places of its rarest window."""
        at, first, step = self.repeats.places, self.repeats.first, self.repeats.length
        places = members - window
        places = places[(places >= 0) & (places + end - start <= len(self.repeats.codes))]
        for offset in {*range(0, end - start - step, step), end - start - step}:
            rows = np.searchsorted(at, places + offset).clip(max=len(at) - 1)
            wanted = first[np.searchsorted(at, start + offset)]
            places = places[(at[rows] == places + offset) & (first[rows] == wanted)]
        return places.tolist()


def _periodic(texts: Texts, factor: Factor, min_length: int) -> Iterator[Group]:
    """Yield what repeats without anything between: copies of blocks, each its own span, or a periodic run."""
    period, start, end = factor.target - factor.source, factor.source, factor.target + factor.length
    if period >= min_length:
        first = next(
            (at for at in _block_starts(texts, start, start + period) if at + period in texts.block_starts), -1
        )
        if first >= 0 and first + period < end:
            yield from _rounds(first, period, end, min_length)
            if first > start:
                yield from _rounds(start, period, end, min_length, first - start)
            return
    stated = ngettext("the same {n} letter {times} times", "the same {n} letters {times} times", period)
    evidence = stated.format(n=period, times=f"{(end - start) / period:.4g}")
    spans = ((start, start + period), (start + period, end))
    yield Group(spans, (end - start) // period, "periodic run", period=period, evidence=evidence)


def _rounds(start: int, period: int, end: int, min_length: int, length: int = 0) -> Iterator[Group]:
    """Yield the class of the first *length* letters of each round, by default all; and of as many as the last has."""
    length = length or period
    complete = max((end - start - length) // period + 1, 0)
    for size, count in ((length, complete), (end - start - complete * period, complete + 1)):
        if min_length <= size <= length and count > 1:
            yield Group(tuple((at, at + size) for at in range(start, start + count * period, period)), count)


def _merged(groups: list[Group]) -> Iterator[Group]:
    """Yield the classes; those that have a place in common, of one length, are one."""
    owner: dict[Span, int] = {}
    classes: dict[int, set[Span]] = {}
    for number, group in enumerate(groups):
        if group.period:
            yield group
            continue
        spans = set(group.spans)
        for other in {owner[span] for span in spans if span in owner}:
            spans |= classes.pop(other)
        classes[number] = spans
        owner |= dict.fromkeys(spans, number)
    for spans in classes.values():
        yield Group(tuple(sorted(spans)), len(spans))


def _block_starts(texts: Texts, start: int, end: int) -> list[int]:
    return texts.starts[bisect_left(texts.starts, start) : bisect_left(texts.starts, end)]
