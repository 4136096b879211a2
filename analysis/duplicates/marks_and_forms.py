"""What differs between two passages beside their letters: in marks and space, and in the forms of letters."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..text_index.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .aligned import Passage, Span

BETWEEN_DIGITS, BEFORE_DIGIT, AFTER_DIGIT = frozenset(".:/-~"), frozenset("+-"), frozenset("%‰°℃")
SAME_MARK = str.maketrans("。−—–", ".---")


class Difference(NamedTuple):
    """What one passage reads where the other reads something else; offsets in code points of each."""

    type: str  #: one of `TYPES`
    old: str  #: the reading of the first passage; may be empty
    new: str  #: the reading of the second
    start: int
    end: int
    other_start: int
    other_end: int


def beside_letters(first: Passage, second: Passage, spans: list[Span]) -> Iterator[Difference]:
    """Yield the differences in what is between letters, and in the forms of letters that are the same."""
    found = [*_beside_changes(first, second, spans)]
    edges = [(0, 0, 0, 0), *spans, (len(first.folded), len(first.folded), len(second.folded), len(second.folded))]
    for run, ((_, at, _, there), (end, _, _, _)) in enumerate(pairwise(edges)):
        if first.between(at, end) == second.between(there, there + end - at):
            continue
        for step in range(end - at):
            # What stands before the first letter behind a change is looked at with the change.
            at_change = step == 0 and run > 0
            for difference in _at_letter(first, second, at + step, there + step, at_change):
                if found and found[-1].type == difference.type and found[-1][4::2] == difference[3::2]:
                    found[-1] = _joined(found[-1], difference)
                else:
                    found.append(difference)
    ends = len(first.folded), len(second.folded)
    if not spans or (spans[-1][1], spans[-1][3]) != ends:
        found += _between_letters(first, second, *ends)
    return iter(found)


def _beside_changes(first: Passage, second: Passage, spans: list[Span]) -> Iterator[Difference]:
    """Yield how what stands before and behind differences in letters differs."""
    for a, b, c, d in spans:
        if a < b and c < d:
            yield from _between_letters(first, second, a, c)
            yield from _between_letters(first, second, b, d)
        elif a == b and first.gap(a)[1]:
            yield from _between_letters(first, second, a, c if second.gap(c)[1] else d)
        elif c == d and second.gap(c)[1]:
            yield from _between_letters(first, second, a if first.gap(a)[1] else b, c)


def _joined(one: Difference, other: Difference) -> Difference:
    return Difference(
        one.type, one.old + other.old, one.new + other.new, one.start, other.end, one.other_start, other.other_end
    )


def _at_letter(first: Passage, second: Passage, at: int, there: int, at_change: bool) -> Iterator[Difference]:
    """Yield how a letter that two passages have in common differs in its form, and in what stands before it."""
    if not at_change:
        yield from _between_letters(first, second, at, there)
    start, other_start = first.place[at], second.place[there]
    old, new = first.text[start : start + 1], second.text[other_start : other_start + 1]
    if old != new:
        kind = "width" if unicodedata.normalize("NFKC", old) == unicodedata.normalize("NFKC", new) else "variant"
        yield Difference(kind, old, new, start, start + 1, other_start, other_start + 1)


def _between_letters(first: Passage, second: Passage, at: int, there: int) -> Iterator[Difference]:
    """Yield how what stands before a letter, or at the end, differs."""
    (start, old), (other_start, new) = first.gap(at), second.gap(there)
    if old != new:
        kind = _mark_type(old, new, first.folded[at - 1 : at] if at else "", first.folded[at : at + 1])
        yield Difference(kind, old, new, start, start + len(old), other_start, other_start + len(new))


def _mark_type(old: str, new: str, before: str, after: str) -> str:
    """Return the type of a difference between two letters, where no letter stands."""
    old, new = (
        "".join(c for c in text if unicodedata.category(c)[0] not in "ZC" or _is_private(c)) for text in (old, new)
    )
    if old == new:
        return "space"
    old, new = (nfkc(text).translate(SAME_MARK) for text in (old, new))
    if old == new:
        return "width"
    if _signs(old) != _signs(new):
        return "number" if before.isdigit() or after.isdigit() else "word"
    marks = BETWEEN_DIGITS if before.isdigit() and after.isdigit() else AFTER_DIGIT if before.isdigit() else frozenset()
    marks |= BEFORE_DIGIT if after.isdigit() else frozenset()
    return "punctuation" if [c for c in old if c in marks] == [c for c in new if c in marks] else "number"


def _signs(text: str) -> list[str]:
    """Return what is neither letter nor punctuation."""
    return [c for c in text if unicodedata.category(c)[0] in "SM" or _is_private(c)]


def _is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"
