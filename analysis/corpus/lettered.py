"""The letters of a partition of a corpus as arrays in a folder, with where they stand, for all stages to look into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from ..text_index.passages import BEYOND, code_points, letters
from .arrays import save, saved
from .exchange import reaches
from .reading import ERRORS, date_of, documents_of, error_row, text_of
from .results import concat_tables, write_task_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .documents import Reading

PART = 40  # bits of an address below the number of its partition: of a letter, or of a document
LOCAL = (1 << PART) - 1
COMPLETE = 0.5  # of a passage's letters, more of which lie in whole lines where it is whole lines
MARKS = 4  # characters behind a passage's last letter, at most, that belong to its line; before its first, half so many
OPEN = 4  # partitions that a task has open at a time: what it looks into counts as its memory
OPENING = np.array([*map(ord, "“‘《〈（([【「『")])
BLANK = np.array([*range(33), 0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0x3000])
PLACE = np.dtype([("doc", "u8"), ("start", "i8"), ("end", "i8"), ("line", "i4"), ("letters", "i8"), ("whole", "?")])


def write(part: Any, reading: Reading, place: Path) -> None:
    """Read the documents of a partition and write their letters; what cannot be read is a row among its errors."""
    names, texts, errors = [], [], []
    for doc, path, source, more in documents_of(part, reading.text):
        try:
            text, date = text_of(source, reading.encoding), date_of(doc, path, more, reading.date)
            texts.append(text)
            names += [doc, date]
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one document, the others go on
            errors.append(error_row(doc, path, error))
    sizes = np.array([*map(len, texts)], np.int64)
    bases = np.cumsum(sizes + 1) - sizes - 1
    raw = code_points("\n".join(texts))
    codes, at = letters(raw, (bases[1:] - 1).tolist())
    docs = np.stack([np.searchsorted(at, bases), np.searchsorted(at, bases + sizes), bases], axis=1)
    lines = _line_starts(raw)
    edges = np.append(np.searchsorted(at, lines.astype(at.dtype)), len(at))
    words = [word.encode("utf-8", "surrogatepass") for word in names]
    named = np.cumsum([0, *map(len, words)])
    arrays = {"docs": docs, "lines": lines, "edges": edges, "names": np.frombuffer(b"".join(words), np.uint8)}
    save(place / "letters", codes=codes, at=at, raw=raw, named=named, **arrays)
    write_task_table(place, "errors", concat_tables(errors, ERRORS))


def _line_starts(raw: np.ndarray) -> np.ndarray:
    """Return where each line starts; lines end as those of a `Document` do."""
    ends = (raw == 10) | (raw == 13) | (raw == 0x85) | (raw == 0x2028) | (raw == 0x2029)
    ends[:-1] &= (raw[:-1] != 13) | (raw[1:] != 10)
    return np.r_[0, np.flatnonzero(ends) + 1]


def address(part: int, local: np.ndarray) -> np.ndarray:
    """Return places of a partition as places of the corpus, in its order."""
    return (np.uint64(part) << np.uint64(PART)) | local.astype(np.uint64)


def split(addresses: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the partitions of places of the corpus, and the places there."""
    return (addresses >> np.uint64(PART)).astype(np.int64), (addresses & np.uint64(LOCAL)).astype(np.int64)


class Lettered:
    """The letters of a partition, as `write` left them; of the arrays only what is looked at is read."""

    def __init__(self, place: Path) -> None:
        arrays = saved(place / "letters")
        self.codes = arrays["codes"]  #: the letters, folded
        self.at = arrays["at"]  #: where each letter stands in the text
        self.raw = arrays["raw"]  #: the text of all documents, as code points
        self.docs = arrays["docs"]  #: of each document its first letter, the one past its last, its offset in the text
        self.lines = arrays["lines"]  #: where each line starts
        self.edges = arrays["edges"]  #: the first letter at or after each line's start, and the end
        self.saved = cache(lambda name: saved(place / name))  #: other arrays of the partition
        self._names, self._named = arrays["names"], arrays["named"]

    def name(self, doc: int) -> tuple[str, str]:
        """Return name and date of a document."""
        start, middle, end = self._named[2 * doc : 2 * doc + 3].tolist()
        return _decoded(self._names[start:middle]), _decoded(self._names[middle:end])

    def doc(self, letter: np.ndarray) -> np.ndarray:
        """Return the document of each letter."""
        return np.searchsorted(self.docs[:, 0], letter, side="right") - 1

    def filled_lines(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the first letter and the one past the last of each line that has any."""
        start, end = self.edges[:-1], self.edges[1:]
        # What parts two documents is no letter of a line.
        end = end - ((self.codes[np.maximum(end - 1, 0)] >= BEYOND) & (end > start) if len(self.codes) else 0)
        return start[end > start], end[end > start]

    def spans(self, part: int, start: np.ndarray, size: np.ndarray) -> np.ndarray:
        """Return the places, as `PLACE`, of passages of letters in this partition, number *part*.

        With the marks beside them: those that open a line before its first letter, and to the end of a line.
        """
        end, doc = start + size, self.doc(start)
        first, stop, base = self.docs[doc].T
        opens = (start == first) | self._parted(np.maximum(start - 1, first), start)
        closes = (end == stop) | self._parted(end - 1, np.minimum(end, stop - 1))
        begin, finish = self.at[start].astype(np.int64), self.at[end - 1].astype(np.int64) + 1
        for _ in range(MARKS // 2):
            some = opens & (begin > base)
            some[some] = np.isin(self.raw[begin[some] - 1], OPENING)
            begin[some] -= 1
        for _ in range(MARKS):
            some = closes & (finish < len(self.raw))
            some[some] = ~np.isin(self.raw[finish[some]], BLANK)
            finish[some] += 1
        found = np.zeros(len(start), PLACE)
        found["doc"], found["letters"] = address(part, doc), size
        found["start"], found["end"] = begin - base, finish - base
        found["line"] = self._line(begin) - self._line(base) + 1
        found["whole"] = self._in_complete_lines(start, end, first, stop) > COMPLETE * size
        return found

    def _line(self, offset: np.ndarray) -> np.ndarray:
        return np.searchsorted(self.lines, offset, side="right")

    def _parted(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Say of pairs of letters whether a line ends between them."""
        return self._line(self.at[one]) != self._line(self.at[other])

    def _in_complete_lines(self, start: np.ndarray, end: np.ndarray, first: np.ndarray, stop: np.ndarray) -> np.ndarray:
        """Return how many letters of each passage lie in whole lines."""
        opened_at = np.minimum(self.edges[np.searchsorted(self.edges, start, side="left")], end)
        closed_at = self.edges[np.searchsorted(self.edges, end, side="right") - 1]
        return np.where(end == stop, end, closed_at) - np.where(start == first, start, opened_at)

    def keys(self, start: np.ndarray, size: np.ndarray) -> np.ndarray:
        """Return what passages of letters are known by: a number of 64 bits each, made of its letters alone."""
        data = self.codes.astype("<u4", copy=False).view(np.uint8).data
        edges = zip((4 * start).tolist(), (4 * (start + size)).tolist(), strict=True)
        digests = (blake2b(data[begin:end], digest_size=8).digest() for begin, end in edges)
        return np.frombuffer(b"".join(digests), ">u8").astype(np.uint64)

    def texts(self, places: np.ndarray, most: int = 1 << 40) -> list[str]:
        """Return the texts of places, as `PLACE`, each on one line and cut at *most* characters."""
        base = self.docs[(places["doc"] & np.uint64(LOCAL)).astype(np.int64), 2]
        # White space that falls together leaves fewer.
        size = np.minimum(places["end"] - places["start"], 2 * most)
        codes = self.raw[reaches(base + places["start"], size)]
        text, ends = codes.astype("<u4").tobytes().decode("utf-32-le", "replace"), np.cumsum(size)
        lines = (" ".join(text[s:e].split()) for s, e in zip((ends - size).tolist(), ends.tolist(), strict=True))
        return [line if len(line) <= most else f"{line[: most - 1]}…" for line in lines]


def _decoded(data: np.ndarray) -> str:
    return data.tobytes().decode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Matches:
    """Passages of a partition that stand before, as arrays of one length."""

    target: np.ndarray  #: first letter of each, in this partition
    of: np.ndarray  #: partition where each stands first
    begin: np.ndarray  #: its first letter there
    size: np.ndarray  #: letters

    def __getitem__(self, rows: Any) -> Matches:
        return Matches(self.target[rows], self.of[rows], self.begin[rows], self.size[rows])


def by_part(of: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Yield each partition and the rows that are of it, in their order.

    >>> [(part, rows.tolist()) for part, rows in by_part(np.array([7, 2, 7]))]
    [(2, [1]), (7, [0, 2])]
    """
    order = np.argsort(of, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(of[order])) + 1):
        if len(rows):
            yield int(of[rows[0]]), rows


class Parts:
    """The letters of all partitions, by number, each opened when it is looked into; a few at a time are kept open."""

    def __init__(self, places: Sequence[Path]) -> None:
        self.places = places
        self._opened = lru_cache(maxsize=OPEN)(lambda part: Lettered(places[part]))

    def __getitem__(self, part: int) -> Lettered:
        return self._opened(part)

    def name(self, doc: int) -> tuple[str, str]:
        """Return name and date of the document at an address."""
        return self[doc >> PART].name(doc & LOCAL)
