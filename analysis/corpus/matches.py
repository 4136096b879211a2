"""The passages of a corpus that stand more than once: which windows may, where they stand first, how far they go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ..text_index.passages import BEYOND, CHUNK, MIX, common, windows
from .arrays import save, saved
from .boilerplate import ask_passages, edges_of, united, within
from .exchange import Groups, answer, answers, ask, asked, reaches
from .lettered import address, by_part, split
from .results import put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from .lettered import Lettered, Parts

NONE = np.uint64((1 << 64) - 2)  # the fingerprint of what is no text of one document
ONE = np.uint64(1)
MANY = (1 << 31) - 1  # places that are counted, at most
SHOWN = 200  # characters of a passage that a table shows
CLASSES = {
    "class": "int64",
    "kind": "str",
    "count": "int64",
    "documents": "int64",
    "letters": "int64",
    "redundant": "int64",
    "text": "str",
}


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
        own = prints[start - low :][:CHUNK]
        some = np.flatnonzero((own == greatest[start - low :][: len(own)]) & (own != NONE))
        where.append(some + start)
        hashes.append(own[some])
    return np.concatenate(where), np.concatenate(hashes)


def ask_fingerprints(place: Path, parts: int, own: Lettered, length: int) -> None:
    """Write which fingerprints a partition, one of *parts*, has."""
    where, hashes = fingerprints(own.codes, length)
    prints = Groups(hashes)
    save(place / "printed", where=where.astype(np.int32), number=prints.number)
    ask(place, "prints", parts, hashes[prints.order[prints.head]], count=prints.count.astype(np.int32))


def answer_fingerprints(places: Sequence[Path], bucket: int, out: Path) -> None:
    """Write, of a range of hashes, which fingerprints stand twice."""
    prints, rows, sizes = asked(places, "prints", bucket)
    answer(out, "prints", sizes, twice=prints.spread(prints.sums(rows["count"]) > 1))


def ask_windows(parts: Parts, shared: Sequence[Path], number: int, length: int, out: Path) -> None:
    """Write which windows of a partition may stand twice: those whose fingerprint does."""
    own = parts[number]
    printed = own.saved("printed")
    where = printed["where"][answers(shared, "prints", number)["twice"][printed["number"]]]
    gram = gram_of(length)
    at, hashes = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
    for start in range(0, len(own.codes) - length + 1, CHUNK):
        prints = _grams(own.codes[start : start + CHUNK + length - 1], gram)
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
        np.arange(len(own.docs)), np.diff(np.searchsorted(begin, np.append(own.docs[:, 0], len(own.codes))))
    )
    sums = {"docs": found.distinct(docs).astype(np.int32), "count": found.count.astype(np.int32)}
    ask(out, "windows", len(parts.places), hashed[chosen], value=address(number, begin[chosen]), **sums)


def answer_windows(places: Sequence[Path], bucket: int, out: Path) -> None:
    """Write, of a range of hashes, where each window stands first, and in how many documents and places."""
    found, rows, sizes = asked(places, "windows", bucket)
    sums = {name: np.minimum(found.sums(rows[name]), MANY).astype(np.int32) for name in ("docs", "count")}
    columns = {"first": rows["value"][found.order[found.head]], **sums}
    answer(out, "windows", sizes, **{name: found.spread(values) for name, values in columns.items()})


def ask_matches(
    parts: Parts,
    windowed: Sequence[Path],
    firsts: Sequence[Path],
    number: int,
    length: int,
    limit: int,
    everywhere: np.ndarray,
    out: Path,
) -> None:
    """Write the passages of a partition that stand before: both places of each, and those that are boilerplate.

    Windows that follow one another, here and where they stand first, are one match.
    """
    own = saved(windowed[number] / "windowed")
    start, told = own["start"], answers(firsts, "windows", number)[own["number"]]
    first, docs, count = (np.ascontiguousarray(told[name]) for name in ("first", "docs", "count"))
    again = np.flatnonzero(first != address(number, start))
    start, first, docs, count = start[again], first[again], docs[again], count[again]
    common_to = docs >= limit
    begins = np.r_[True, (np.diff(start) != 1) | (np.diff(first) != 1) | (common_to[1:] != common_to[:-1])]
    head = np.flatnonzero(begins[: len(start)])
    size = np.diff(np.r_[head, len(start)]) + length - 1
    true = _verified(parts, number, start[head], first[head], size)
    beside = partial(_beside, parts, number, everywhere, length)
    # What lies in lines that are boilerplate is told by them.
    some = np.flatnonzero(true & common_to[head])
    some = some[beside(start[:0], start[head][some], *split(first[head][some]), size[some])]
    docs, count = (np.minimum.reduceat(values, head)[some] if len(head) else values for values in (docs, count))
    ask_passages(out, number, parts, start[head][some], first[head][some], size[some], docs, count)
    told = reaches(start[head][some], size[some] - length + 1)
    some = np.flatnonzero(true & ~common_to[head])
    _ask_places(parts, number, start[head][some], first[head][some], size[some], partial(beside, told), out)


def _beside(
    parts: Parts,
    number: int,
    everywhere: np.ndarray,
    length: int,
    told: np.ndarray,
    target: np.ndarray,
    of: np.ndarray,
    begin: np.ndarray,
    size: np.ndarray,
) -> np.ndarray:
    """Say of matches whether at one of their places so many letters are beside boilerplate, and not alike by chance.

    That are lines, and the windows within a match that are *told* as passages: the same at both places.
    """
    low, high = np.searchsorted(told, target), np.searchsorted(told, target + size - length + 1)
    gaps = np.r_[0, np.cumsum(np.minimum(np.diff(told), length))]
    apart = np.zeros(len(target), np.int64)  # letters within such windows
    some = np.flatnonzero(low < high)
    apart[some] = gaps[high[some] - 1] - gaps[low[some]] + length

    def outside(part: int, at: np.ndarray, rows: np.ndarray) -> np.ndarray:
        edges = edges_of(parts[part], everywhere)
        lined = within(edges, at + size[rows]) - within(edges, at)
        found = size[rows] - np.maximum(lined, apart[rows])
        # Where there are both they can overlap, or not.
        for nth in np.flatnonzero((lined > 0) & (apart[rows] > 0) & (found >= length)).tolist():
            row, start, end = rows[nth], at[nth], at[nth] + size[rows[nth]]
            inside = told[low[row] : high[row]] - target[row]
            some = slice(np.searchsorted(edges[:, 1], start, side="right"), np.searchsorted(edges[:, 0], end))
            own = np.clip(edges[some], start, end) - start
            both = united(np.concatenate([own, np.stack([inside, inside + length], axis=1)]))
            found[nth] = size[row] - int(np.diff(both).sum())
        return found

    found = outside(number, target, np.arange(len(target))) >= length
    for part, rows in by_part(np.where(found, -1, of)):
        if part >= 0:
            found[rows] = outside(part, begin[rows], rows) >= length
    return found


def _verified(parts: Parts, number: int, target: np.ndarray, source: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return which matches are equal to the letter: a hash alone proves nothing."""
    own, true = parts[number], np.zeros(len(target), bool)
    of, start = split(source)
    for part, rows in by_part(of):
        # So many at a time that their letters fit into a few chunks.
        groups = np.cumsum(size[rows]) // (4 * CHUNK)
        for some in np.split(rows, np.flatnonzero(np.diff(groups)) + 1):
            one, other = (reaches(begin[some], size[some]) for begin in (target, start))
            equal = own.codes[one] == parts[part].codes[other]
            true[some] = np.logical_and.reduceat(equal, np.cumsum(size[some]) - size[some])
    return true


def _ask_places(
    parts: Parts,
    number: int,
    target: np.ndarray,
    source: np.ndarray,
    size: np.ndarray,
    beside: Callable[..., np.ndarray],
    out: Path,
) -> None:
    """Write both places of each match, made as long as it can be, by what they hold."""
    own = parts[number]
    of, begin = split(source)
    kept, before, after = _grown(parts, number, target, of, begin, size)
    target, of, begin = (target - before)[kept], of[kept], (begin - before)[kept]
    size = (size + before + after)[kept]
    some = beside(target, of, begin, size)
    target, of, begin, size = target[some], of[some], begin[some], size[some]
    keys = own.keys(target, size)
    spans, named = [own.spans(number, target, size)], [keys]
    for part, rows in by_part(of):
        spans.append(parts[part].spans(part, begin[rows], size[rows]))
        named.append(keys[rows])
    keys, span = np.concatenate(named), np.concatenate(spans)
    order = np.lexsort((span["start"], span["doc"], keys))
    keys, span = keys[order], span[order]
    once = _fresh(keys, span)
    ask(out, "places", len(parts.places), keys[once], span=span[once])


def _grown(
    parts: Parts, number: int, target: np.ndarray, of: np.ndarray, begin: np.ndarray, size: np.ndarray
) -> tuple[list[int], np.ndarray, np.ndarray]:
    """Return which matches are not within those before them, and how many letters before and after each are equal, too.

    Matches are grown by partition, so that each is opened once. Those within one that was grown wait, for of many in a
    row each could grow as far; they are wanted only where that one is itself within another.
    """
    own, ends = parts[number], target + size
    here, there = _sides(own, target, size), np.zeros((len(target), 4), np.int64)
    for part, rows in by_part(of):
        there[rows] = _sides(parts[part], begin[rows], size[rows])
    left, right = (here[:, 2:] == there[:, 2:]).T
    before, after = np.zeros((2, len(target)), np.int64)
    wanted = left | right
    wanted[1:] &= ends[1:] > np.maximum.accumulate(ends)[:-1]

    def grow(row: int, other: np.ndarray) -> int:
        t, s, end, stop = target[row], begin[row], ends[row], begin[row] + size[row]
        if right[row]:
            after[row] = common(own.codes[end : here[row, 1]], other[stop : there[row, 1]])
        if left[row]:
            before[row] = common(own.codes[here[row, 0] : t][::-1], other[there[row, 0] : s][::-1])
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
    return kept, before, after


def _sides(own: Lettered, start: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return of each passage where its document begins and ends, and the letters beside it; another number if none."""
    first, last = own.docs[own.doc(start), :2].T
    left = np.where(start > first, own.codes[np.maximum(start - 1, 0)], -1 - start)
    right = np.where(start + size < last, own.codes[np.minimum(start + size, len(own.codes) - 1)], -1 - start)
    return np.stack([first, last, left, right], axis=1)


def _fresh(keys: np.ndarray, span: np.ndarray) -> np.ndarray:
    """Return where a place differs from the one before."""
    return np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (span[1:] != span[:-1])][: len(keys)])


def find_classes(parts: Parts, places: Sequence[Path], bucket: int, out: Path) -> None:
    """Write, of a range of keys, the classes of places that hold the same, and these in order of their documents."""
    _, rows, _ = asked(places, "places", bucket)
    keys, span = rows["hash"], rows["span"]
    docs, doc = np.unique(span["doc"], return_inverse=True)
    told = [(*parts.name(of), of) for of in docs.tolist()]
    # A document without a date comes after those that have one.
    by_date = sorted(range(len(told)), key=lambda n: (not told[n][1], told[n][1], told[n][2]))
    rank = np.empty(len(told), np.int64)
    rank[by_date] = np.arange(len(told))
    order = np.lexsort((span["start"], rank[doc], keys))
    keys, span, doc = keys[order], span[order], doc[order]
    once = _fresh(keys, span)
    keys, span, doc = keys[once], span[once], doc[once]
    classes = Groups.of_sorted(keys)
    first = span[classes.head]
    texts = np.empty(len(first), object)
    for part, some in by_part(split(first["doc"])[0]):
        texts[some] = parts[part].texts(first[some], SHOWN)
    count, letters = classes.count, first["letters"]
    table = {"class": (keys[classes.head] >> ONE).astype(np.int64)}
    table["kind"] = np.where(classes.sums(span["whole"]) > 1, "repeat", "passage")
    table |= {"count": count, "documents": classes.distinct(doc), "letters": letters}
    put(out, "classes", table | {"redundant": letters * (count - 1), "text": texts})
    is_first = np.zeros(len(keys), bool)
    is_first[classes.head] = True
    head = classes.head[classes.number]
    said = zip(is_first.tolist(), doc[head].tolist(), span["line"][head].tolist(), strict=True)
    found = {"class": (keys >> ONE).astype(np.int64), "doc": [told[n][0] for n in doc.tolist()]}
    found |= {"start": span["start"], "end": span["end"], "line": span["line"].astype(np.int64)}
    found["role"] = np.where(is_first, "first", "again")
    found["reason"] = [
        (f"the earliest, of {told[n][1]}" if told[n][1] else "comes first")
        if first_of_all
        else f"stands also in {told[n][0]}, line {line}"
        for first_of_all, n, line in said
    ]
    put(out, "occurrences", found)
