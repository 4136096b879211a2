"""Words that are kept whole wherever they stand: where they are in a text, and how it is cut around them."""

from __future__ import annotations

from itertools import chain, islice
from operator import add
from typing import TYPE_CHECKING

from .scripts import HAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class KeptWords:
    """Words to keep whole; where two overlap the longer one stands, and of two as long the first.

    A word does not stand in the middle of Latin letters or of digits: APP is not in APPLE, nor B2 in B23.

    The time to find them grows with the length of the text, times how many lengths the words have that begin with the
    same two characters.

    >>> KeptWords(["南京市长"]).spans("南京市长江大桥")
    [(0, 4)]
    >>> KeptWords(["甲乙", "乙丙丁", "丁甲"]).spans("甲乙丙丁甲乙")
    [(1, 4), (4, 6)]
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {*words}
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        self._has_single = any(len(head) == 1 for head in lengths)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the words stand that are kept, in order; none overlaps another."""
        taken = bytearray(len(text))
        found: list[tuple[int, int]] = []
        waiting: dict[int, list[int]] = {}
        self._first(text, waiting)
        while waiting:
            length = max(waiting)
            for start in sorted(waiting.pop(length)):
                # What is taken is as long or longer: it covers an end of whatever it overlaps.
                if taken[start]:
                    continue
                if taken[start + length - 1]:
                    self._next(text, start, length, waiting)
                    continue
                taken[start : start + length] = b"\1" * length
                found.append((start, start + length))
        return sorted(found)

    def _first(self, text: str, waiting: dict[int, list[int]]) -> None:
        """Put the longest word that begins at each place in *waiting*, by its length."""
        get = self._lengths.get
        for start, lengths in enumerate(map(get, map(add, text, chain(islice(text, 1, None), ("",))))):
            if lengths:
                self._longest(text, start, lengths, waiting)
        if self._has_single:
            for start, character in enumerate(text):
                if lengths := get(character):
                    self._longest(text, start, lengths, waiting)

    def _next(self, text: str, start: int, length: int, waiting: dict[int, list[int]]) -> None:
        lengths = self._lengths.get(text[start : start + 2], ())
        self._longest(text, start, [other for other in lengths if other < length], waiting)

    def _longest(self, text: str, start: int, lengths: list[int], waiting: dict[int, list[int]]) -> None:
        for length in lengths:
            end = start + length
            if end <= len(text) and text[start:end] in self._words and stands_apart(text, start, end):
                waiting.setdefault(length, []).append(start)
                return

    def cut(self, text: str, cut: Callable[[str], list[str]]) -> list[str]:
        """Return the tokens of *text*: the words kept, and what *cut* makes of the text between them.

        >>> KeptWords(["南京市长"]).cut("到南京市长江大桥", list)
        ['到', '南京市长', '江', '大', '桥']
        """
        spans = self.spans(text)
        return [*_around(text, spans, cut)] if spans else cut(text)


def _around(text: str, spans: list[tuple[int, int]], cut: Callable[[str], list[str]]) -> Iterator[str]:
    last = 0
    for start, end in spans:
        if start > last:
            yield from cut(text[last:start])
        yield text[start:end]
        last = end
    if last < len(text):
        yield from cut(text[last:])


def stands_apart(text: str, start: int, end: int) -> bool:
    """Say whether a piece of a text is not in the middle of Latin letters or digits.

    >>> stands_apart("用APP", 1, 4), stands_apart("APPLE", 0, 3)
    (True, False)
    """
    return not (
        (start and _goes_on(text[start - 1], text[start])) or (end < len(text) and _goes_on(text[end - 1], text[end]))
    )


def _goes_on(before: str, after: str) -> bool:
    """Say whether two characters are both letters other than Han, or both digits."""
    if before.isdecimal() or after.isdecimal():
        return before.isdecimal() and after.isdecimal()
    return before.isalpha() and after.isalpha() and not HAN.match(before) and not HAN.match(after)
