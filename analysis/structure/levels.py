"""Levels of headings that carry no mark: those of marked headings like them, and else by how they lie in each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from ..languages.messages import _
from .numbers import number_of, shape_of
from .repeats import LONG, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .kinds import ClassifiedBlock

TWIN = 0.98  # how often a line of a heading's letters is a heading; see benchmarks/kinds.py
ENTRIES = 3  # headings in a row that marked ones repeat: a list of contents
PLAIN, HALVES = -1, -2  # shapes of headings without a number: of one piece, and of two halves


def set_levels(found: list[ClassifiedBlock]) -> None:
    """Set level and mark of what is a title or a heading without a mark, consistently within a document.

    A heading with the letters of a marked one, or with a number of the shape that marked ones have, has *lost* its
    mark; so has a single line with a marked heading's letters, whatever it would pass for. Of a document's titles only
    the first is one, and none where one is marked or where it is numbered like another heading.
    """
    levels: dict[int, Counter[int]] = defaultdict(Counter)
    twins: dict[str, ClassifiedBlock] = {}
    for unit in found:
        if unit.mark == "marked":
            twins.setdefault(key_of(unit.text), unit)
            if unit.kind == "heading":
                levels[form_of(unit.text)][unit.level] += 1
    deepest = max((unit.level for unit in found if unit.mark), default=0)
    inferred: list[ClassifiedBlock] = []
    single = _single_twins(found, twins)
    for number in _contents(found, twins):
        found[number].kind = "list item"
        found[number].evidence = _("an entry of a list of the headings marked elsewhere")
    forms = Counter(form_of(unit.text) for unit in found if unit.kind in {"title", "heading"})
    for number, unit in enumerate(found):
        if unit.mark or (number not in single and unit.kind not in {"title", "heading"}):
            continue
        form = form_of(unit.text)
        twin, alike = twins.get(key_of(unit.text)), levels.get(form)
        if twin is not None and twin.kind == "heading" and unit.closed == twin.closed:
            stated = _("the heading on line {line} has the same letters").format(line=twin.block.line)
            unit.kind, unit.level, unit.mark, unit.evidence = "heading", twin.level, "lost", stated
            unit.confidence = max(unit.confidence, TWIN)
        elif alike and form != PLAIN:  # to have no number is no likeness
            unit.kind, unit.mark = "heading", "lost"
            unit.level = max(alike, key=lambda level: (alike[level], -level))
        elif unit.kind == "title" and not deepest and (form < 0 or forms[form] == 1):
            unit.level, unit.mark, deepest = 1, "inferred", 1
        else:
            unit.kind, unit.mark = "heading", "inferred"
            inferred.append(unit)
    depth = _depths(inferred)
    for unit in inferred:
        unit.level = min(max(deepest, 1) + depth[form_of(unit.text)], 6)


def _single_twins(found: list[ClassifiedBlock], twins: dict[str, ClassifiedBlock]) -> set[int]:
    """Return the numbers of lines that alone have the letters of a marked heading; in a list of contents many have."""
    marked = {key for key, twin in twins.items() if twin.kind == "heading"}
    if not marked:
        return set()
    # What the layout of a page says is page furniture is a running head with the words of a heading.
    may_be = [not unit.mark and len(unit.text) < LONG and unit.block.kind != "page furniture" for unit in found]
    keys = [key_of(unit.text) if may else "" for unit, may in zip(found, may_be, strict=True)]
    count = Counter(keys)
    return {
        number
        for number, key in enumerate(keys)
        if key in marked
        and count[key] == 1
        and found[number].closed == twins[key].closed
        and not {*keys[max(number - 1, 0) : number + 2]} & marked - {key}
    }


def _contents(found: list[ClassifiedBlock], twins: dict[str, ClassifiedBlock]) -> Iterator[int]:
    """Yield the numbers of headings without a mark in a row that marked ones repeat: entries, which head no text."""
    is_entry = [
        not unit.mark
        and unit.kind in {"title", "heading"}
        and (twin := twins.get(key_of(unit.text))) is not None
        and twin.kind == "heading"
        for unit in found
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


def _depths(headings: list[ClassifiedBlock]) -> dict[int, int]:
    """Return how deep each form of heading lies, from 1: by the rank of its number, and those without one around them.

    Headings without a number lie outside those whose numbers begin anew below them, and inside all others.
    """
    forms = [form_of(unit.text) for unit in headings]
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
