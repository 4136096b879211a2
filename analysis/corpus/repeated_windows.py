"""Which windows of letters stand more than once in a corpus, and where each stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text_index.passages import BEYOND, CHUNK, MIX, windows
from .arrays import save
from .exchange import Groups, read_replies, read_requests, write_replies, write_requests
from .lettered import address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .lettered import Lettered, Parts

NONE = np.uint64((1 << 64) - 2)  # the fingerprint of what is no text of one document
ONE = np.uint64(1)
MANY = (1 << 31) - 1  # places that are counted, at most


def gram_of(length: int) -> int:
    """Return the letters of a fingerprint: so many that as many in a row as make a window tell two windows apart."""
    return length // 2 + 1


def slid(values: np.ndarray, width: int, most: np.ufunc) -> np.ndarray:
    """Return the least, or the greatest, of each *width* values in a row, in log2(width) steps.

    >>> slid(np.array([3, 1, 4, 1, 5]), 3, np.minimum).tolist()
    [1, 1, 1]
    """
    count, size = len(values) - width + 1, 1
    if count < 1:
        return values[:0]
    while 2 * size <= width:
        values = most(values[:-size], values[size:])
        size *= 2
    return most(values[:count], values[width - size :][:count])


def _grams(codes: np.ndarray, gram: int) -> np.ndarray:
    """Return a hash of each gram, its last bit 0; that of what is not within one document is beyond all others."""
    found = windows(codes, gram) & NONE if len(codes) >= gram else np.zeros(0, np.uint64)
    for end in np.flatnonzero(codes >= BEYOND).tolist():
        found[max(end - gram + 1, 0) : end + 1] = NONE
    return found


def fingerprints(codes: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return where the fingerprints are, and their hashes: grams that are the least in a window of *length* letters.

    Wherever two windows are equal, so are their fingerprints (Schleimer, Wilkerson & Aiken 2003).
    """
    gram = gram_of(length)
    width = length - gram + 1
    where, hashes = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
    for start in range(0, len(codes) - gram + 1, CHUNK):
        low = max(start - width + 1, 0)
        prints = _grams(codes[low : start + CHUNK + length - 1], gram)
        # A gram is the least in one of the windows around it, if it is the greatest of those that are.
        greatest = slid(np.pad(slid(prints, width, np.minimum), width - 1), width, np.maximum)
        partition = prints[start - low :][:CHUNK]
        some = np.flatnonzero((partition == greatest[start - low :][: len(partition)]) & (partition != NONE))
        where.append(some + start)
        hashes.append(partition[some])
    return np.concatenate(where), np.concatenate(hashes)


def request_fingerprints(place: Path, parts: int, partition: Lettered, length: int) -> None:
    """Write which fingerprints a partition, one of *parts*, has."""
    where, hashes = fingerprints(partition.codes, length)
    prints = Groups(hashes)
    save(place / "printed", where=where.astype(np.int32), number=prints.number)
    write_requests(place, "prints", parts, hashes[prints.order[prints.head]], count=prints.count.astype(np.int32))


def reply_fingerprints(places: Sequence[Path], bucket: int, out: Path) -> None:
    """Write, of a range of hashes, which fingerprints stand twice."""
    prints, rows, sizes = read_requests(places, "prints", bucket)
    write_replies(out, "prints", sizes, twice=prints.spread(prints.sums(rows["count"]) > 1))


def request_windows(parts: Parts, shared: Sequence[Path], number: int, length: int, out: Path) -> None:
    """Write which windows of a partition may stand twice: those whose fingerprint does."""
    partition = parts[number]
    printed = partition.saved("printed")
    where = printed["where"][read_replies(shared, "prints", number)["twice"][printed["number"]]]
    gram = gram_of(length)
    at, hashes = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
    for start in range(0, len(partition.codes) - length + 1, CHUNK):
        prints = _grams(partition.codes[start : start + CHUNK + length - 1], gram)
        low, high = np.searchsorted(where, [start, start + len(prints)])
        prints[where[low:high] - start] |= ONE
        some = np.flatnonzero((slid(prints, length - gram + 1, np.minimum) & ONE) != 0)
        # Two grams cover a window: it is known by them, and within one document if they are.
        left, right = prints[some] & NONE, prints[some + length - gram] & NONE
        inside = (left != NONE) & (right != NONE)
        at.append(some[inside] + start)
        hashes.append((left * MIX ^ right)[inside] * MIX)
    begin, hashed = np.concatenate(at), np.concatenate(hashes)
    found = Groups(hashed)
    chosen = found.order[found.head]
    save(out / "windowed", start=begin, number=found.number)
    docs = np.repeat(
        np.arange(len(partition.docs)),
        np.diff(np.searchsorted(begin, np.append(partition.docs[:, 0], len(partition.codes)))),
    )
    sums = {"docs": found.distinct(docs).astype(np.int32), "count": found.count.astype(np.int32)}
    write_requests(out, "windows", len(parts.places), hashed[chosen], value=address(number, begin[chosen]), **sums)


def reply_windows(places: Sequence[Path], bucket: int, out: Path) -> None:
    """Write, of a range of hashes, where each window stands first, and in how many documents and places."""
    found, rows, sizes = read_requests(places, "windows", bucket)
    sums = {name: np.minimum(found.sums(rows[name]), MANY).astype(np.int32) for name in ("docs", "count")}
    columns = {"first": rows["value"][found.order[found.head]], **sums}
    write_replies(out, "windows", sizes, **{name: found.spread(values) for name, values in columns.items()})
