"""The passages of a partition of a corpus that stand before: equal to the letter, and as long as they can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..text_index.passages import CHUNK, common
from .arrays import saved
from .boilerplate import edges_of, send_passages, united, within
from .exchange import reaches, read_replies, write_requests
from .lettered import Matches, address, by_part, split

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .lettered import Lettered, Parts


@dataclass(frozen=True)
class Search:
    """What the search for the matches of a partition goes by."""

    parts: Parts
    number: int  #: of the partition
    length: int  #: letters that a match has at least
    common_lines: np.ndarray  #: hashes of the lines that are boilerplate


def send_matches(search: Search, windowed: Sequence[Path], firsts: Sequence[Path], limit: int, out: Path) -> None:
    """Write the passages of a partition that stand before: both places of each, and those that are boilerplate.

    Windows that follow one another, here and where they stand first, are one match; those in *limit* documents are
    boilerplate.
    """
    parts, number, length = search.parts, search.number, search.length
    partition = saved(windowed[number] / "windowed")
    start, replies = partition["start"], read_replies(firsts, "windows", number)[partition["number"]]
    first, docs, count = (np.ascontiguousarray(replies[name]) for name in ("first", "docs", "count"))
    again = np.flatnonzero(first != address(number, start))
    start, first, docs, count = start[again], first[again], docs[again], count[again]
    common_to = docs >= limit
    begins = np.r_[True, (np.diff(start) != 1) | (np.diff(first) != 1) | (common_to[1:] != common_to[:-1])]
    head = np.flatnonzero(begins[: len(start)])
    size = np.diff(np.r_[head, len(start)]) + length - 1
    matches = Matches(start[head], *split(first[head]), size)
    true = _verified(search, matches)
    # What lies in lines that are boilerplate is counted with them.
    some = np.flatnonzero(true & common_to[head])
    some = some[_outside_boilerplate(search, start[:0], matches[some])]
    docs, count = (np.minimum.reduceat(values, head)[some] if len(head) else values for values in (docs, count))
    send_passages(out, number, parts, matches[some], docs, count)
    passages = reaches(start[head][some], size[some] - length + 1)
    _send_places(search, passages, matches[true & ~common_to[head]], out)


def _outside_boilerplate(search: Search, passages: np.ndarray, matches: Matches) -> np.ndarray:
    """Say of matches whether at one of their places so many letters are beside boilerplate, and not alike by chance.

    Boilerplate is lines, and the windows of a match that are in *passages*: the same at both places.
    """
    target, size, length = matches.target, matches.size, search.length
    low, high = np.searchsorted(passages, target), np.searchsorted(passages, target + size - length + 1)
    gaps = np.r_[0, np.cumsum(np.minimum(np.diff(passages), length))]
    apart = np.zeros(len(target), np.int64)  # letters within such windows
    some = np.flatnonzero(low < high)
    apart[some] = gaps[high[some] - 1] - gaps[low[some]] + length

    def outside(part: int, at: np.ndarray, rows: np.ndarray) -> np.ndarray:
        edges = edges_of(search.parts[part], search.common_lines)
        lined = within(edges, at + size[rows]) - within(edges, at)
        found = size[rows] - np.maximum(lined, apart[rows])
        # Where there are both they can overlap, or not.
        for nth in np.flatnonzero((lined > 0) & (apart[rows] > 0) & (found >= length)).tolist():
            row, start, end = rows[nth], at[nth], at[nth] + size[rows[nth]]
            inside = passages[low[row] : high[row]] - target[row]
            some = slice(np.searchsorted(edges[:, 1], start, side="right"), np.searchsorted(edges[:, 0], end))
            partition = np.clip(edges[some], start, end) - start
            both = united(np.concatenate([partition, np.stack([inside, inside + length], axis=1)]))
            found[nth] = size[row] - int(np.diff(both).sum())
        return found

    found = outside(search.number, target, np.arange(len(target))) >= length
    for part, rows in by_part(np.where(found, -1, matches.of)):
        if part >= 0:
            found[rows] = outside(part, matches.begin[rows], rows) >= length
    return found


def _verified(search: Search, matches: Matches) -> np.ndarray:
    """Say of matches whether they are equal to the letter: a hash alone proves nothing."""
    partition, size, true = search.parts[search.number], matches.size, np.zeros(len(matches.size), bool)
    for part, rows in by_part(matches.of):
        # So many at a time that their letters fit into a few chunks.
        groups = np.cumsum(size[rows]) // (4 * CHUNK)
        for some in np.split(rows, np.flatnonzero(np.diff(groups)) + 1):
            one, other = (reaches(begin[some], size[some]) for begin in (matches.target, matches.begin))
            equal = partition.codes[one] == search.parts[part].codes[other]
            true[some] = np.logical_and.reduceat(equal, np.cumsum(size[some]) - size[some])
    return true


def _send_places(search: Search, passages: np.ndarray, matches: Matches, out: Path) -> None:
    """Write both places of each match, grown as far as it goes, by their letters; *passages* as above."""
    parts, partition = search.parts, search.parts[search.number]
    matches = _grown(search, matches)
    matches = matches[_outside_boilerplate(search, passages, matches)]
    keys = partition.keys(matches.target, matches.size)
    spans, named = [partition.spans(search.number, matches.target, matches.size)], [keys]
    for part, rows in by_part(matches.of):
        spans.append(parts[part].spans(part, matches.begin[rows], matches.size[rows]))
        named.append(keys[rows])
    keys, span = np.concatenate(named), np.concatenate(spans)
    order = np.lexsort((span["start"], span["doc"], keys))
    keys, span = keys[order], span[order]
    once = fresh(keys, span)
    write_requests(out, "places", len(parts.places), keys[once], span=span[once])


def _grown(search: Search, matches: Matches) -> Matches:
    """Return the matches with the letters beside them that are equal, too, without those within the ones before them.

    Matches are grown by partition, so that each is opened once. Those within one that was grown wait, for of many in a
    row each could grow as far; they are wanted only where that one is itself within another.
    """
    parts, partition = search.parts, search.parts[search.number]
    target, of, begin, size = matches.target, matches.of, matches.begin, matches.size
    ends = target + size
    here, there = _sides(partition, target, size), np.zeros((len(target), 4), np.int64)
    for part, rows in by_part(of):
        there[rows] = _sides(parts[part], begin[rows], size[rows])
    left, right = (here[:, 2:] == there[:, 2:]).T
    before, after = np.zeros((2, len(target)), np.int64)
    wanted = left | right
    wanted[1:] &= ends[1:] > np.maximum.accumulate(ends)[:-1]

    def grow(row: int, other: np.ndarray) -> int:
        t, s, end, stop = target[row], begin[row], ends[row], begin[row] + size[row]
        if right[row]:
            after[row] = common(partition.codes[end : here[row, 1]], other[stop : there[row, 1]])
        if left[row]:
            before[row] = common(partition.codes[here[row, 0] : t][::-1], other[there[row, 0] : s][::-1])
        wanted[row] = False
        return int(end + after[row])

    some = np.flatnonzero(wanted)
    for part, rows in by_part(of[some]):
        explained, other = 0, parts[part].codes
        for row in some[rows].tolist():
            if ends[row] > explained:
                explained = grow(row, other)
    kept, explained = [], 0
    for row, end in enumerate(ends.tolist()):
        if end > explained:
            explained = grow(row, parts[int(of[row])].codes) if wanted[row] else end + int(after[row])
            kept.append(row)
    return Matches(target - before, of, begin - before, size + before + after)[kept]


def _sides(partition: Lettered, start: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return of each passage where its document begins and ends, and the letters beside it; another number if none."""
    first, last = partition.docs[partition.doc(start), :2].T
    codes = partition.codes
    left = np.where(start > first, codes[np.maximum(start - 1, 0)], -1 - start)
    right = np.where(start + size < last, codes[np.minimum(start + size, len(codes) - 1)], -1 - start)
    return np.stack([first, last, left, right], axis=1)


def fresh(keys: np.ndarray, span: np.ndarray) -> np.ndarray:
    """Return where a place differs from the one before."""
    return np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (span[1:] != span[:-1])][: len(keys)])
