"""Documents as one text over which letters, blocks and lines are counted; and a class of spans that are the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ..breaks.pairs import in_simplified
from ..document.annotations import annotation
from ..text_index.passages import CHUNK, Letters, letters, windows
from ..words.scripts import SIMPLIFIED, TRADITIONAL, scripts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..document.blocks import Block
    from ..document.documents import Document

Span = tuple[int, int]
LEAST = 3  # traditional characters in a block that is read as simplified
PART = 18  # bits of a part of a table of counts
SAMPLE, GENRE = 64, 4096  # places in a passage, and in a text, about, at which four letters are looked up


def _counts(codes: np.ndarray, length: int, bits: int) -> np.ndarray:
    """Return how often, to 65,535, each hash of so many *bits* is that of *length* codes in a row."""
    hashes = np.empty(max(len(codes) - length + 1, 0), np.uint32)
    for start in range(0, len(hashes), CHUNK):
        some = windows(codes[start : start + CHUNK + length - 1], length) >> np.uint64(64 - bits)
        hashes[start : start + len(some)] = some
    # Sorted, they are counted a part of the table after the other, each small enough for a processor's own memory.
    hashes.sort()
    counts = np.empty(1 << bits, np.uint16)
    size = 1 << min(bits, PART)
    edges = np.searchsorted(hashes, np.arange(0, (1 << bits) + 1, size))
    for number, (begin, end) in enumerate(pairwise(edges.tolist())):
        found = np.bincount(hashes[begin:end] - np.uint32(number * size), minlength=size)
        counts[number * size : (number + 1) * size] = np.minimum(found, 0xFFFF, out=found)
    return counts


@dataclass(frozen=True)
class Group:
    """A class of spans over letters that are the same, or nearly so."""

    spans: tuple[Span, ...]
    count: int  #: of the spans there are; more than are listed where a class is very large
    kind: str = ""
    similarity: float = 1.0
    period: int = 0  #: letters, of a periodic run
    evidence: str = ""
    fault: float = 1.0  #: how likely nobody meant it, 0..1, of equal spans
    roles: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Texts:
    """Documents as one text, with a line's end between two; offsets run on, and no letter sequence crosses an end."""

    documents: tuple[Document, ...]

    @cached_property
    def text(self) -> str:
        """The documents' texts."""
        return self.documents[0].text if len(self.documents) == 1 else "\n".join(d.text for d in self.documents)

    @cached_property
    def bases(self) -> list[int]:
        """Where each document begins."""
        return np.cumsum([0, *(len(document.text) + 1 for document in self.documents[:-1])]).tolist()

    @cached_property
    def blocks(self) -> list[Block]:
        """Those of all documents; their offsets are of their own document."""
        return [block for document in self.documents for block in document.blocks]

    @cached_property
    def spans(self) -> np.ndarray:
        """Start and end of each block, in characters."""
        rows = [
            (base + block.start, base + block.end)
            for base, document in zip(self.bases, self.documents, strict=True)
            for block in document.blocks
        ]
        return np.array(rows, np.int64).reshape(-1, 2)

    @cached_property
    def letters(self) -> Letters:
        """Those of all documents; one that is like no other stands between two."""
        if len(self.documents) == 1:
            return annotation(self.documents[0], "letters", lambda: letters(self.text))
        return letters(self.text, [base - 1 for base in self.bases[1:]])

    @cached_property
    def read_codes(self) -> np.ndarray:
        """The letters, those of blocks in traditional characters read as simplified if other blocks are simplified.

        So a reprint in the other script is nearly the same; texts of one script are as they are.
        """
        codes = self.letters.codes
        script = scripts(codes)
        of_script = [np.r_[0, np.cumsum(script == one)] for one in (TRADITIONAL, SIMPLIFIED)]
        traditional, simplified = (total[self.edges[:, 1]] - total[self.edges[:, 0]] for total in of_script)
        other = (traditional > simplified) & (traditional >= LEAST)
        if not other.any() or not (simplified > traditional).any():
            return codes
        change = np.zeros(len(codes) + 1, np.int32)
        np.add.at(change, self.edges[other, 0], 1)
        np.add.at(change, self.edges[other, 1], -1)
        return np.where(np.cumsum(change[:-1]) > 0, in_simplified(codes), codes).astype(codes.dtype)

    @cached_property
    def edges(self) -> np.ndarray:
        """Start and end of each block, in letters."""
        return np.searchsorted(self.letters.place, self.spans.astype(np.int32))

    @cached_property
    def starts(self) -> list[int]:
        """Where each block starts, in letters."""
        return self.edges[:, 0].tolist()

    @cached_property
    def block_starts(self) -> frozenset[int]:
        """The letters that start a block."""
        return frozenset(self.starts)

    @cached_property
    def ends(self) -> list[int]:
        """Where each block ends, in letters."""
        return self.edges[:, 1].tolist()

    def raw(self, span: Span) -> Span:
        """Return where a span of letters stands in the text."""
        return int(self.letters.place[span[0]]), int(self.letters.place[span[1] - 1]) + 1

    def block_at(self, letter: int) -> int:
        """Return the block that holds a letter."""
        return bisect_right(self.starts, letter) - 1

    def doc_at(self, offset: int) -> int:
        """Return the number of the document that holds a character."""
        return bisect_right(self.bases, offset) - 1

    def line(self, offset: int) -> int:
        """Return the line, in its document, of a character."""
        doc = self.doc_at(offset)
        return self.documents[doc].line(offset - self.bases[doc])

    @cached_property
    def _grams(self) -> dict[int, np.ndarray]:
        """How often two, three and four letters stand one after the other, by a hash of them."""
        return {length: _counts(self.letters.codes, length, self._hash_bits) for length in (2, 3, 4)}

    def release_counts(self) -> None:
        """Free the memory of how often letters stand together: 48 MB of a long text. Who asks again counts again."""
        vars(self).pop("_grams", None)

    @property
    def _hash_bits(self) -> int:
        return min(max(len(self.letters.codes).bit_length() + 3, 12), 23)

    def together(self, fours: np.ndarray) -> np.ndarray:
        """Return how often, about, letters at places stand together in the text: a row for each place.

        Columns: one before the place and one behind it, two and one, one and two, two and two. A row of *fours* has
        the two letters before a place and the two behind it.
        """
        size, flat = np.uint64(64 - self._hash_bits), fours.astype(np.uint32).ravel()
        found = np.zeros((len(fours), 4), np.int64)
        for column, (first, length) in enumerate(((1, 2), (0, 3), (1, 3), (0, 4))):
            hashes = windows(flat, length)[first::4] if len(fours) else np.zeros(0, np.uint64)
            found[:, column] = self._grams[length][(hashes >> size).astype(np.int64)]
        return found

    @cached_property
    def repeats_itself(self) -> float:
        """The share, 0..1, of four letters in a row that stand in the text again: high where it speaks in formulas."""
        return self._shares_beyond([(0, len(self.letters.codes))], [1], GENRE)[0]

    def said_elsewhere(self, spans: Sequence[Span], counts: Sequence[int]) -> list[float]:
        """Return of each passage the share, 0..1, of its four letters in a row that the text has oftener than so."""
        return self._shares_beyond(spans, counts, SAMPLE)

    def _shares_beyond(self, spans: Sequence[Span], counts: Sequence[int], sample: int) -> list[float]:
        """Return of each span the share of its four letters in a row, of about *sample* places, beyond a count."""
        places = [
            np.arange(start, end - 3 if end - start > 4 else start, max(1, (end - start) // sample))
            for start, end in spans
        ]
        known, begin, found = self._fours(np.concatenate(places) if places else np.zeros(0, np.int64)), 0, []
        for own, count in zip(places, counts, strict=True):
            some = known[begin : begin + len(own)]
            begin += len(own)
            found.append(float((some > count).mean()) if len(some) else 0.0)
        return found

    def _fours(self, places: np.ndarray) -> np.ndarray:
        """Return how often, about, the four letters from each place on stand in the text."""
        letters = self.letters.codes[places[:, None] + np.arange(4)].ravel()
        hashes = windows(letters, 4)[::4] if len(places) else np.zeros(0, np.uint64)
        return self._grams[4][(hashes >> np.uint64(64 - self._hash_bits)).astype(np.int64)]

    def of_block(self, block: int) -> str:
        """Return the text of a block."""
        start, end = self.spans[block].tolist()
        return self.text[start:end]

    @cached_property
    def _headings(self) -> list[int]:
        """How many marked headings there are before each block."""
        return np.cumsum([0, *(block.level > 0 for block in self.blocks)]).tolist()

    def headings_between(self, one: int, other: int) -> int:
        """Return how many marked headings there are between two blocks."""
        return max(self._headings[other] - self._headings[min(one + 1, len(self.blocks))], 0)

    def run(self, span: Span) -> tuple[int, int] | None:
        """Return the first and last of the blocks that a span of letters holds whole, if there are any."""
        first, last = bisect_left(self.starts, span[0]), bisect_right(self.ends, span[1]) - 1
        while first <= last and self.starts[first] == self.ends[first]:
            first += 1
        return (first, last) if first <= last else None

    def over(self, span: Span, run: tuple[int, int]) -> int:
        """Return by how many letters, on the longer side, a span goes beyond its whole blocks."""
        return max(self.starts[run[0]] - span[0], span[1] - self.ends[run[1]])
