"""Whether the text reads on before the places of a class of equal spans, behind them, and without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .reading_on import AROUND, OPENERS, Seam
from .reading_on import odds as reads_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .spans import Texts
    from .surroundings import Place

NO_SEAM = 6.0  # for the odds that the text reads on where a block begins or ends: nothing speaks against it


class Readings(NamedTuple):
    """Logarithms of the odds that the text reads on, at each place of a class."""

    before: np.ndarray  #: `NO_SEAM` where a block begins
    behind: np.ndarray  #: `NO_SEAM` where a block ends
    without: np.ndarray  #: if the passage is left out, of places inside a block alone


def readings(texts: Texts, classes: Sequence[Sequence[Place]]) -> list[Readings]:
    """Return for each class whether the text reads on at its places."""
    places = [place for own in classes for place in own]
    starts = [place.span[0] for place in places if not place.begins_a_block]
    ends = [place.span[1] for place in places if not place.ends_a_block]
    seams = [*seams_at(texts, starts), *seams_at(texts, ends), *_without(texts, classes)]
    values = iter(reads_on(seams).tolist())
    before = iter([NO_SEAM if place.begins_a_block else next(values) for place in places])
    behind = iter([NO_SEAM if place.ends_a_block else next(values) for place in places])
    return [
        Readings(
            np.array([next(before) for _ in own]),
            np.array([next(behind) for _ in own]),
            np.array([next(values) for place in own if place.is_inside]),
        )
        for own in classes
    ]


def seams_at(texts: Texts, cuts: Sequence[int]) -> list[Seam]:
    """Return the places before letters, none of which begins a block, as `analysis.reading_on` sees them."""
    at = np.array(cuts, np.int64)
    codes = np.r_[np.zeros(2, np.uint32), texts.letters.codes, np.zeros(2, np.uint32)]
    counts = texts.together(np.stack([codes[at + step] for step in range(4)], axis=1))
    found = []
    for cut, some in zip(cuts, counts, strict=True):
        block = texts.block_at(cut)
        begin, stop = texts.spans[block].tolist()
        place, last = int(texts.letters.place[cut]), int(texts.letters.place[cut - 1]) + 1
        # Marks between belong to what is before them, but those that open.
        opening = next((k for k in range(last, place) if texts.text[k] in OPENERS), place)
        one, two, three, four = (max(int(count) - 1, 0) for count in some)
        left, right = (
            texts.text[max(begin, opening - AROUND) : opening],
            texts.text[opening : min(stop, opening + AROUND)],
        )
        found.append(Seam(left, right, (one, two, three, four)))
    return found


def _without(texts: Texts, classes: Sequence[Sequence[Place]]) -> list[Seam]:
    """Return the seams that are left where a passage is left out: of those places that are inside a block."""
    inside = []
    for places in classes:
        # Marks that are before it everywhere are its own; those behind it stand between then.
        own = len({place.marks_before for place in places}) == 1
        inside += [(place, place.marks_behind if own else place.marks_before) for place in places if place.is_inside]
    if not inside:
        return []
    codes = texts.letters.codes
    starts, ends = np.array([place.span for place, _ in inside]).T
    at = np.stack([np.maximum(starts - 2, 0), starts - 1, ends, np.minimum(ends + 1, len(codes) - 1)], axis=1)
    found = []
    for (place, between), some in zip(inside, texts.together(codes[at]), strict=True):
        start, end = place.raw
        last, first = start - len(place.marks_before), end + len(place.marks_behind)
        left = texts.text[max(place.begin, last - AROUND) : last] + between
        right = texts.text[first : min(place.stop, first + AROUND)]
        one, two, three, four = map(int, some)
        found.append(Seam(left[-AROUND:], right, (one, two, three, four)))
    return found
