"""What tasks ask one another.

Partitions learn about the rest of a corpus by asking: each writes sorted hashes; a task for each range of hashes
answers for all partitions at once; each partition reads its answers. A partition asks each distinct hash once, so that
what is everywhere weighs no more than what is in one place. It all goes by files that every worker can see.
"""

from __future__ import annotations

from ast import literal_eval
from functools import cached_property
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAD = 1024  # bytes that say what rows are like


class Requests(NamedTuple):
    """What all partitions ask of one range of hashes, partition after partition."""

    groups: Groups  #: of equal hashes
    rows: np.ndarray  #: by the names of their columns
    sizes: np.ndarray  #: rows of each partition


def reaches(start: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return the numbers from each start on, so many of each, one after another.

    >>> reaches(np.array([7, 2]), np.array([1, 3])).tolist()
    [7, 2, 3, 4]
    """
    return np.repeat(start - np.cumsum(size) + size, size) + np.arange(int(size.sum()))


def by_hash(hashes: np.ndarray) -> np.ndarray:
    """Return the order that sorts hashes, equal ones as they stand.

    A stable sort of numbers of 16 bits goes by their digits, with no comparison. Two such, of the highest 32 bits in
    which the hashes differ, and a plain one of the few that are equal in those, take half the time or less.

    >>> by_hash(np.array([7, 5, 7, 1], np.uint64)).tolist()
    [3, 1, 0, 2]
    """
    if not len(hashes):
        return np.zeros(0, np.int64)
    least = hashes.min()
    keys = hashes - least
    shift = 64 - max(int(keys.max()).bit_length(), 1)
    keys <<= np.uint64(shift)
    _, _, low, high = keys.astype("<u8", copy=False).view("<u2").reshape(-1, 4).T
    order = np.argsort(low, kind="stable")
    order = order[np.argsort(high[order], kind="stable")]
    found = hashes[order]
    late = found[1:][found[1:] < found[:-1]]
    if len(late):
        below = np.uint64((1 << 32 - shift) - 1)  # the bits that were not looked at
        first = late - ((late - least) & below)
        last = first + np.minimum(below, ~first)  # not beyond the greatest number there is
        start, end = np.searchsorted(found, first), np.searchsorted(found, last, side="right")
        rows = np.unique(reaches(start, end - start))
        order[rows] = order[rows][np.argsort(found[rows], kind="stable")]
    return order


class Groups:
    """Rows with equal hashes together, in the order of the hashes, those of one hash as they stand.

    >>> groups = Groups(np.array([7, 5, 7], np.uint64))
    >>> groups.number.tolist(), groups.count.tolist(), groups.sums(np.array([1, 2, 3])).tolist()
    ([1, 0, 1], [1, 2], [2, 4])
    """

    def __init__(self, hashes: np.ndarray, order: np.ndarray | None = None) -> None:
        self.order = by_hash(hashes) if order is None else order  #: the rows, sorted
        found = hashes[self.order]
        self._opens = np.r_[True, found[1:] != found[:-1]][: len(found)]
        self.head = np.flatnonzero(self._opens)  #: where each group begins, among the ordered rows
        self.count = np.diff(np.r_[self.head, len(found)])  #: rows of each group

    @classmethod
    def of_sorted(cls, hashes: np.ndarray) -> Groups:
        """Return the groups of hashes that are sorted already."""
        return cls(hashes, np.arange(len(hashes)))

    @cached_property
    def number(self) -> np.ndarray:
        """Return the group of each row."""
        return self.spread(np.arange(len(self.head), dtype=np.int32))

    @property
    def rank(self) -> np.ndarray:
        """Return, of each ordered row, how many of its group stand before it."""
        return np.arange(len(self.order)) - np.repeat(self.head, self.count)

    def members(self, group: int) -> np.ndarray:
        """Return the rows of a group."""
        return self.order[self.head[group] :][: self.count[group]]

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Return values of groups, or rows of them, for each row."""
        found = np.empty((len(self.order), *values.shape[1:]), values.dtype)
        found[self.order] = np.repeat(values, self.count, axis=0)
        return found

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of each group's values."""
        ends = np.cumsum(values[self.order], dtype=np.int64)
        return np.diff(np.r_[0, ends[self.head + self.count - 1]])

    def distinct(self, values: np.ndarray) -> np.ndarray:
        """Return how many different values each group has; equal ones of a group stand together."""
        ends = np.cumsum(self.fresh(values))
        return np.diff(np.r_[0, ends[self.head + self.count - 1]])

    def fresh(self, values: np.ndarray) -> np.ndarray:
        """Return, of each ordered row, whether its value is not that of the row before it in its group."""
        found, fresh = values[self.order], self._opens.copy()
        fresh[1:] |= found[1:] != found[:-1]
        return fresh


def write_requests(place: Path, name: str, parts: int, hashes: np.ndarray, **columns: np.ndarray) -> None:
    """Write what a partition, one of *parts*, asks: sorted hashes, and what goes with each."""
    bounds = [np.uint64((number << 64) // parts) for number in range(parts)]
    edges = np.r_[np.searchsorted(hashes, np.array(bounds)), len(hashes)]
    _write(place / name, edges, {"hash": hashes} | columns)


def read_requests(places: Sequence[Path], name: str, bucket: int) -> Requests:
    """Return what all partitions ask of a range of hashes, one of as many ranges as there are partitions."""
    pieces = _segments(places, name, bucket)
    rows = np.concatenate(pieces)
    hashes = np.ascontiguousarray(rows["hash"])
    # What each partition asks is sorted: a stable sort merges it.
    groups = Groups(hashes, np.argsort(hashes, kind="stable"))
    return Requests(groups, rows, np.array([*map(len, pieces)]))


def write_replies(place: Path, name: str, sizes: np.ndarray, **columns: np.ndarray) -> None:
    """Write the answers of one range, in the order in which was asked."""
    _write(place / name, np.r_[0, np.cumsum(sizes)], columns)


def read_replies(places: Sequence[Path], name: str, part: int) -> np.ndarray:
    """Return what was answered to one partition, in the order of its hashes."""
    return np.concatenate(_segments(places, name, part))


def _write(file: Path, edges: np.ndarray, columns: dict[str, np.ndarray]) -> None:
    """Write rows with where they are to be cut, so that a segment of them is found by its number and read at once."""
    kind = np.dtype([(name, array.dtype, array.shape[1:]) for name, array in columns.items()])
    rows = np.empty(int(edges[-1]), kind)
    for name, array in columns.items():
        rows[name] = array
    with file.open("wb") as out:
        out.write(repr(kind.descr).encode().ljust(HEAD))
        edges.astype("<i8").tofile(out)
        rows.tofile(out)


def _kind(file: IO[bytes]) -> np.dtype:
    return np.dtype(literal_eval(file.read(HEAD).decode()))


def _segments(places: Sequence[Path], name: str, number: int) -> list[np.ndarray]:
    """Return the segment of a number of each file of a name: two short reads of each."""
    with (places[0] / name).open("rb") as file:
        kind = _kind(file)
    found, begins = [], HEAD + 8 * (len(places) + 1)
    for place in places:
        with (place / name).open("rb", buffering=0) as file:
            file.seek(HEAD + 8 * number)
            start, end = np.frombuffer(file.read(16), "<i8").tolist()
            file.seek(begins + start * kind.itemsize)
            found.append(np.fromfile(file, kind, end - start))
    return found
