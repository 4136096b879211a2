"""Levels of headings that carry no mark: those of marked headings like them, and else by how they lie in each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from .numbers import number_of, shape_of
from .repeats import LONG, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .kinds import Look

TWIN = 0.98  # how often a line of a heading's letters is a heading; see benchmarks/kinds.py
ENTRIES = 3  # headings in a row that marked ones repeat: a list of contents
PLAIN, HALVES = -1, -2  # shapes of headings without a number: of one piece, and of two halves


def set_levels(found: list[Look]) -> None:
    """Set level and mark of what is a title or a heading without a mark, consistently within a document.

    A heading with the letters of a marked one, or with a number of the shape that marked ones have, has *lost* its
    mark; so has a single line with a marked heading's letters, whatever it would pass for. Of a document's titles only
    the first is one, and none where one is marked or where it is numbered like another heading.
    """
    levels: dict[int, Counter[int]] = defaultdict(Counter)
    twins: dict[str, Look] = {}
    for look in found:
        if look.mark == "marked":
            twins.setdefault(key_of(look.text), look)
            if look.kind == "heading":
                levels[form_of(look.text)][look.level] += 1
    deepest = max((look.level for look in found if look.mark), default=0)
    inferred: list[Look] = []
    single = _single_twins(found, twins)
    for number in _contents(found, twins):
        found[number].kind, found[number].evidence = "list item", "an entry of a list of the headings marked elsewhere"
    forms = Counter(form_of(look.text) for look in found if look.kind in {"title", "heading"})
    for number, look in enumerate(found):
        if look.mark or (number not in single and look.kind not in {"title", "heading"}):
            continue
        form = form_of(look.text)
        twin, alike = twins.get(key_of(look.text)), levels.get(form)
        if twin is not None and twin.kind == "heading" and look.closed == twin.closed:
            said = f"the heading on line {twin.block.line} has the same letters"
            look.kind, look.level, look.mark, look.evidence = "heading", twin.level, "lost", said
            look.confidence = max(look.confidence, TWIN)
        elif alike and form != PLAIN:  # to have no number is no likeness
            look.kind, look.mark = "heading", "lost"
            look.level = max(alike, key=lambda level: (alike[level], -level))
        elif look.kind == "title" and not deepest and (form < 0 or forms[form] == 1):
            look.level, look.mark, deepest = 1, "inferred", 1
        else:
            look.kind, look.mark = "heading", "inferred"
            inferred.append(look)
    depth = _depths(inferred)
    for look in inferred:
        look.level = min(max(deepest, 1) + depth[form_of(look.text)], 6)


def _single_twins(found: list[Look], twins: dict[str, Look]) -> set[int]:
    """Return the numbers of lines that alone have the letters of a marked heading; in a list of contents many have."""
    marked = {key for key, twin in twins.items() if twin.kind == "heading"}
    if not marked:
        return set()
    # What the layout of a page says is page furniture is a running head with the words of a heading.
    may_be = [not look.mark and len(look.text) < LONG and look.block.kind != "page furniture" for look in found]
    keys = [key_of(look.text) if may else "" for look, may in zip(found, may_be, strict=True)]
    count = Counter(keys)
    return {
        number
        for number, key in enumerate(keys)
        if key in marked
        and count[key] == 1
        and found[number].closed == twins[key].closed
        and not {*keys[max(number - 1, 0) : number + 2]} & marked - {key}
    }


def _contents(found: list[Look], twins: dict[str, Look]) -> Iterator[int]:
    """Yield the numbers of headings without a mark in a row that marked ones repeat: entries, which head no text."""
    is_entry = [
        not look.mark
        and look.kind in {"title", "heading"}
        and (twin := twins.get(key_of(look.text))) is not None
        and twin.kind == "heading"
        for look in found
    ]
    for entries, run in groupby(range(len(found)), key=is_entry.__getitem__):
        numbers = [*run]
        if entries and len(numbers) >= ENTRIES:
            yield from numbers


def form_of(text: str) -> int:
    """Return the shape of a heading's number, or whether it is of two halves or of one piece.

    >>> form_of("第一章 总则"), form_of("学好百年党史 汲取思想伟力") == HALVES
    (1, True)
    """
    shape = shape_of(text)
    return shape if shape >= 0 else HALVES if len(text.split()) == 2 else PLAIN


def _depths(headings: list[Look]) -> dict[int, int]:
    """Return how deep each form of heading lies, from 1: by the rank of its number, and those without one around them.

    Headings without a number lie outside those whose numbers begin anew below them, and inside all others.
    """
    forms = [form_of(look.text) for look in headings]
    numbered = sorted({form for form in forms if form >= 0})
    plain = sorted({form for form in forms if form < 0})
    first = [
        number_of(after.text, form) == 1
        for before, form, after in zip(forms, forms[1:], headings[1:], strict=False)
        if before < 0 <= form
    ]
    outside = bool(first) and sum(first) * 2 >= len(first)
    order = [*plain[:1], *numbered] if outside else [*numbered, *plain[:1]]
    depth = {form: place for place, form in enumerate(order, 1)}
    return depth | dict.fromkeys(plain, depth[plain[0]] if plain else 1)
