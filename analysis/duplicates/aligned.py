"""Align the letters of two passages that are nearly the same."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from ..text_index.passages import Letters, letters, windows
from ..words.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

DIRECT = 4000  # letters up to which two passages are aligned as a whole; longer ones piece by piece
ANCHOR = 12  # letters in a row, found once in each passage, at which they are cut into pieces
LONGEST = 20  # letters of a number, on either side of a difference in it

DIGITS, HAN_NUMERALS = frozenset("0123456789"), frozenset("一二三四五六七八九十百千万亿零〇两廿卅")
NUMERALS = DIGITS | HAN_NUMERALS

Span = tuple[int, int, int, int]  # of letters, start and end in one passage and in the other


class Passage(NamedTuple):
    """A passage with its letters, folded and simplified, and where each stands."""

    text: str
    folded: str
    place: list[int]  #: of each letter, and the passage's length

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of letters stands; an empty one stands behind the letter before it."""
        if start == end:
            at = self.place[start - 1] + 1 if start else 0
            return at, at
        return self.place[start], self.place[end - 1] + 1

    def between(self, start: int, end: int) -> str:
        """Return the text of letters, with what stands before the first of them."""
        begin = self.place[start - 1] + 1 if start else 0
        return self.text[begin : self.place[end - 1] + 1] if end > start else ""

    def gap(self, at: int) -> tuple[int, str]:
        """Return what stands before a letter, or at the end, and where."""
        begin = self.place[at - 1] + 1 if at else 0
        return begin, self.text[begin : self.place[at]]


class _Forms(dict[int, str]):
    """The usual form of each character: simplified, and not one kept for the sake of another standard."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        usual = simplified(unicodedata.normalize("NFKC", character).casefold())
        self[code] = usual if len(usual) == 1 else character
        return self[code]


FORMS = _Forms()


def passage(text: str) -> Passage:
    """Return a text as a passage.

    >>> passage("公開，")
    Passage(text='公開，', folded='公开', place=[0, 1, 3])
    """
    return with_letters(text, letters(text))


def with_letters(text: str, own: Letters) -> Passage:
    """Return a text whose letters are known as a passage."""
    folded = own.codes.tobytes().decode("utf-32-le", "surrogatepass")
    return Passage(text, folded.translate(FORMS), [*own.place.tolist(), len(text)])


def unequal(one: str, other: str) -> list[Span]:
    """Return the spans of letters that differ; of numbers that differ, all of both.

    >>> unequal("三十日内公开", "二十日内不公开")
    [(0, 2, 0, 2), (4, 4, 4, 5)]
    """
    found: list[Span] = []
    for a, b, c, d in _edited(one, other):
        for numerals in (DIGITS, HAN_NUMERALS):
            if {*one[a:b], *other[c:d]} <= numerals:
                most = b + LONGEST, a - LONGEST
                while a > max(most[1], 0) and c and one[a - 1] == other[c - 1] and one[a - 1] in numerals:
                    a, c = a - 1, c - 1
                while b < most[0] and one[b : b + 1] in numerals and one[b : b + 1] == other[d : d + 1]:
                    b, d = b + 1, d + 1
        if found and (a < found[-1][1] or c < found[-1][3]):
            a, _, c, _ = found.pop()
        found.append((a, b, c, d))
    return found


def _edited(one: str, other: str) -> Iterator[Span]:
    """Yield the spans of letters, start and end in each passage, that differ; none touches the next."""
    begin: Span | None = None
    for a, b, c, d in _pieces(one, other):
        edits: list[tuple[str, int, int, int, int]] = [("replace", a, b, c, d)]
        if max(b - a, d - c) <= 2 * DIRECT:
            opcodes = Levenshtein.opcodes(one[a:b], other[c:d])
            edits = [
                (edit.tag, a + edit.src_start, a + edit.src_end, c + edit.dest_start, c + edit.dest_end)
                for edit in opcodes
            ]
        for tag, s, e, t, f in edits:
            if tag == "equal":
                if begin:
                    yield begin
                begin = None
            else:
                begin = (begin[0] if begin else s, e, begin[2] if begin else t, f)
    if begin:
        yield begin


def _pieces(one: str, other: str) -> Iterator[Span]:
    """Yield pieces of two passages that belong together: of long ones, cut where both have the same letters."""
    cuts = [(0, 0)]
    if max(len(one), len(other)) > DIRECT:
        for at, there in _anchors(one, other):
            if max(at - cuts[-1][0], there - cuts[-1][1]) >= DIRECT // 2:
                cuts.append((at, there))
    cuts.append((len(one), len(other)))
    for (a, c), (b, d) in pairwise(cuts):
        yield a, b, c, d


def _anchors(one: str, other: str) -> list[tuple[int, int]]:
    """Return places of letters that are the same, and once in each passage: the longest series that is in order."""
    hashed = [windows(np.frombuffer(t.encode("utf-32-le", "surrogatepass"), np.uint32), ANCHOR) for t in (one, other)]
    (grams, at, count), (others, there, times) = (np.unique(h, return_index=True, return_counts=True) for h in hashed)
    _, left, right = np.intersect1d(grams[count == 1], others[times == 1], return_indices=True)
    pairs = sorted(zip(at[count == 1][left].tolist(), there[times == 1][right].tolist(), strict=True))
    # Patience sorting: the last place of the best series of each length, and of each pair the one before it.
    tails: list[int] = []
    rows: list[int] = []
    before: list[int] = []
    for row, (_, place) in enumerate(pairs):
        rank = bisect_left(tails, place)
        tails[rank : rank + 1], rows[rank : rank + 1] = [place], [row]
        before.append(rows[rank - 1] if rank else -1)
    series, row = [], rows[-1] if rows else -1
    while row >= 0:
        series.append(pairs[row])
        row = before[row]
    return series[::-1]
