"""Find a passage again in a text that was changed since: by its letters and by those around it, not by its offsets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..document.annotations import annotation
from ..languages.messages import N_, _
from ..text_index.passages import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document.documents import Document

CONTEXT = 16  # letters that are kept on either side of a passage
ENOUGH = 8  # of these, those next to the passage, that tell its place
SHOWN = 24  # letters of a passage that are kept, to look for it and to show it
ALONE = 16  # letters of a passage that is its own proof, if it is there once
MOST = 10_000  # places that are looked at: a passage of one letter may be everywhere

GONE = N_("the passage is not in the text any more")
ANOTHER = N_("this copy of the passage was changed or is gone; another is left")
CHANGED = N_("the passage is there, but what is around it has changed")


@dataclass(frozen=True)
class Place:
    """A span of a text, or the gap between two letters, as its letters tell it; marks, spaces and line ends do not."""

    passage: str  #: its first letters; none of a gap
    letters: int
    sha256: str  #: of all its letters in UTF-8
    before: str
    after: str
    nth: int = 1  #: which it is of those that are alike
    of: int = 1
    copies: int = 1  #: how often the passage was there, whatever was around it


@dataclass(frozen=True)
class Lettered:
    """The letters of a document: as a text, folded, and where each stands."""

    text: str
    place: np.ndarray

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the letters in a span: the first's number, and the number behind the last."""
        first, last = np.searchsorted(self.place, [start, end]).tolist()
        return first, max(first, last)

    def span_of(self, first: int, last: int, size: int) -> tuple[int, int]:
        """Return the span from a letter up to another; of a gap, all between the letters around it, in *size*."""
        if first == last:
            return (int(self.place[first - 1]) + 1 if first else 0), (
                int(self.place[first]) if first < len(self.place) else size
            )
        return int(self.place[first]), int(self.place[last - 1]) + 1


def lettered(document: Document) -> Lettered:
    """Return the letters of a document.

    >>> from analysis import parse
    >>> lettered(parse("春天，ＡＢ")).text
    '春天ab'
    """

    def compute() -> Lettered:
        codes, place = letters(document.text)
        return Lettered(codes.astype("<u4").tobytes().decode("utf-32-le"), place)

    return annotation(document, "lettered", compute)


def checked_place(place: Place) -> Place:
    """Return a place if it is one.

    Raises
    ------
    ValueError : for a number that does not go with the others.

    >>> checked_place(Place("", 0, "e3b0c44298fc1c14", "春天", "花开", nth=9, of=2))
    Traceback (most recent call last):
    ValueError: nth: 9 of 2
    """
    if not 1 <= place.nth <= place.of:
        raise ValueError(f"nth: {place.nth} of {place.of}")
    if place.letters <= SHOWN and len(place.passage) == place.letters and _hash(place.passage) != place.sha256:
        raise ValueError("sha256: " + _("not that of {passage!r}").format(passage=place.passage))
    if len(place.passage) != min(place.letters, SHOWN):
        raise ValueError(
            "passage: "
            + _("{n} letters of {letters}; its first {shown} are kept").format(
                n=len(place.passage), letters=place.letters, shown=SHOWN
            )
        )
    return place


def place_of(document: Document, start: int, end: int) -> Place:
    """Return a span of a document as its letters tell it.

    >>> from analysis import parse
    >>> place_of(parse("春天来了。\\n\\n花开了。"), 4, 7)
    Place(passage='', letters=0, sha256='e3b0c44298fc1c14', before='春天来了', after='花开了', nth=1, of=1, copies=1)
    """
    found = lettered(document)
    first, last = found.range_of(start, end)
    before, after = found.text[max(first - CONTEXT, 0) : first], found.text[last : last + CONTEXT]
    place = Place(found.text[first:last][:SHOWN], last - first, _hash(found.text[first:last]), before, after)
    place = replace(place, copies=max(sum(1 for __ in _candidates(place, found.text)), 1))
    alike = _best(place, found.text)
    return replace(place, nth=alike.index(first) + 1, of=len(alike)) if first in alike else place


def find(place: Place, document: Document, by_edge: bool = False) -> tuple[int, int] | str:
    """Return the letters of a document that are a place (the first's number, that behind the last), or why none are.

    Of several that were alike in all, none is found if one is gone: nobody can tell which. *by_edge* says that one of
    several copies at the edge of the text has to be there still, for its edge may be all that tells it.

    >>> from analysis import parse
    >>> place = place_of(parse("春天来了。\\n\\n花开了。"), 4, 7)
    >>> find(place, parse("序。\\r\\n春天来了\\r\\n花开了。")), find(place, parse("花开了。"))
    ((5, 5), 'the passage is there, but what is around it has changed')
    """
    text = lettered(document).text
    alike = _best(place, text, by_edge)
    if not alike:
        return _why_not(place, sum(1 for _each in _candidates(place, text)))
    if len(alike) == place.of:
        first = alike[place.nth - 1]
        return first, first + place.letters
    if len(alike) < place.of:
        return _(ANOTHER)
    return _("the passage is there at {n} places, and was at {before}").format(n=len(alike), before=place.of)


def equal_spans(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return where the letters of a span are in a text, itself among them, in order; none overlaps another.

    >>> equal_spans("春花秋春花", 3, 5)
    [(0, 2), (3, 5)]
    """
    passage, size = text[first:last], last - first
    before, at = list[tuple[int, int]](), first
    while passage and (at := text.rfind(passage, 0, at)) >= 0:
        before.append((at, at + size))
    behind, at = list[tuple[int, int]](), last
    while passage and (at := text.find(passage, at)) >= 0:
        behind.append((at, at := at + size))
    return [*before[::-1], (first, last), *behind]


def _why_not(place: Place, left: int) -> str:
    """Return why a place is not found, of whose passage so many copies are left."""
    if place.letters and not left:
        return _(GONE)
    return _(ANOTHER if place.letters and left < place.copies else CHANGED)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _best(place: Place, text: str, by_edge: bool = False) -> list[int]:
    """Return where a place may begin in a text of letters: those among them that have most of its context."""
    scores = {first: _context(place, text, first) for first in _candidates(place, text)}
    fitting = {first: sum(score) for first, score in scores.items() if _fits(place, score, len(scores), by_edge)}
    most = max(fitting.values(), default=0)
    return [first for first, score in fitting.items() if score == most]


def _candidates(place: Place, text: str) -> Iterator[int]:
    """Yield where a passage begins; of a gap, where the letters next to it do."""
    shift = 0 if place.letters else len(place.before[-ENOUGH:])
    wanted = place.passage or place.before[-ENOUGH:] + place.after[:ENOUGH]
    at = text.find(wanted) if wanted else -1
    for _attempt in range(MOST):
        if at < 0:
            return
        fits = at + shift + place.letters <= len(text)
        if fits and (place.letters <= SHOWN or _hash(text[at : at + place.letters]) == place.sha256):
            yield at + shift
        at = text.find(wanted, at + 1)


def _context(place: Place, text: str, first: int) -> tuple[int, int]:
    """Return how many letters next to a place are its own, before it and behind it."""
    last = first + place.letters
    return (
        _common(place.before[::-1], text[max(first - CONTEXT, 0) : first][::-1]),
        _common(place.after, text[last : last + CONTEXT]),
    )


def _common(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike; one more where both are over."""
    count = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return count + (count == len(one) == len(other) < CONTEXT)


def _fits(place: Place, score: tuple[int, int], candidates: int, by_edge: bool) -> bool:
    """Say whether enough of what was around a place is around it.

    A passage that was there once is told by its letters and one side, or, if it is long and there once, by its letters;
    a gap by enough letters on both sides; and one of several that are equal by all that was around it, for only that
    tells it from the others.
    """
    sides = (place.before, place.after)
    if place.copies > 1:
        return all(
            have >= len(side) + (by_edge and len(side) < CONTEXT) for have, side in zip(score, sides, strict=True)
        )
    enough = [have >= min(ENOUGH, len(side)) for have, side in zip(score, sides, strict=True)]
    if not place.letters:
        return all(enough)
    either = any(have > 0 and is_enough for have, is_enough in zip(score, enough, strict=True))
    return either or (candidates == 1 and place.letters >= ALONE)
