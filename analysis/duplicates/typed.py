"""Say of what type a difference in letters is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .aligned import DIGITS, FORMS, NUMERALS, passage, unequal
from .misread import may_be_misread
from .readings import NEGATIONS, Change, is_name, is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .aligned import Passage, Span

CONTEXT = 8  # characters on either side of a difference that are looked at
CLAUSE = 8  # letters from which what is added or left out is a clause
SHORT = 3  # letters that are doubled, at most
YEAR = 4  # letters of a year; a number of fewer before 年 counts years
INTERCHANGED = {"的", "地"}  # written for one another, as habits go
CALENDAR = frozenset("年月日号时分秒")


def changes(one: str, other: str) -> list[Change]:
    """Return where the letters of two passages differ, each with the text around it.

    >>> [(change.old, change.new) for change in changes("应当公开。", "应尚公開")]
    [('当', '尚')]
    """
    first, second = passage(one), passage(other)
    return changes_of(first, second, unequal(first.folded, second.folded))


def changes_of(first: Passage, second: Passage, spans: Sequence[Span]) -> list[Change]:
    """Return spans of letters that differ, each with the text around it."""
    repeated = Counter((first.folded[a:b], second.folded[c:d]) for a, b, c, d in spans)
    return [
        change_at(first, second, span, repeated[first.folded[span[0] : span[1]], second.folded[span[2] : span[3]]])
        for span in spans
    ]


def change_at(first: Passage, second: Passage, span: Span, times: int = 1) -> Change:
    """Return the readings of a span of letters in each passage, and the text around it."""
    a, b, c, d = span
    return Change(*_context(first, a, b, first.folded[a:b]), *_context(second, c, d, second.folded[c:d]), times)


def _context(passage: Passage, start: int, end: int, reading: str) -> tuple[str, str, str]:
    begin, finish = passage.raw(start, end)
    left, right = passage.text[max(begin - CONTEXT, 0) : begin], passage.text[finish : finish + CONTEXT]
    return left.translate(FORMS), reading, right.translate(FORMS)


def number_type(change: Change) -> str:
    """Return number, date or ordinal, if a change is of digits or numerals; else nothing.

    >>> number_type(Change("第", "二", "次", "第", "三", "次", 1)), number_type(Change("", "甲", "", "", "一", "", 1))
    ('ordinal', '')
    """
    both = change.old + change.new
    beside = change.left[-1:] + change.right[:1]
    numeral = NUMERALS.issuperset(both) and (bool(change.old and change.new) or not NUMERALS.isdisjoint(beside))
    return _number(change) if numeral or not DIGITS.isdisjoint(both) else ""


def plain_type(change: Change) -> str:
    """Return the type of a difference in letters that is plain without the model of `misread`, or nothing.

    >>> [plain_type(Change("第", old, "次", "第", new, "次", 1)) for old, new in ("二三", "这每")]
    ['ordinal', '']
    """
    if number := number_type(change):
        return number
    if _is_doubled(change):
        return "doubled"
    if {change.old, change.new} == INTERCHANGED:
        return "variant"
    return "" if may_be_misread(change) else meaning_type(change)


def meaning_type(change: Change) -> str:
    """Return the type of a difference in letters that no machine made, and that is no number by its look.

    >>> meaning_type(Change("应当", "", "公开", "应当", "不", "公开", 1))
    'negation'
    """
    if NUMERALS.issuperset(change.old + change.new):
        return "number"
    if Counter(c for c in change.old if c in NEGATIONS) != Counter(c for c in change.new if c in NEGATIONS):
        return "negation"
    if len(change.old + change.new) >= CLAUSE:
        return "clause"
    return "name" if is_name(change) else "word"


def machine_type(change: Change) -> str:
    """Return the type of a difference in letters that a machine made."""
    return "misread" if change.old and change.new else "lost"


def _number(change: Change) -> str:
    """Return whether a number counts, orders, or is of a date."""
    for left, reading, right in (
        (change.left, change.old, change.right),
        (change.other_left, change.new, change.other_right),
    ):
        text = left + reading
        before = text.rstrip("".join(NUMERALS))
        after = right.lstrip("".join(NUMERALS))
        if before[-1:] == "第":
            return "ordinal"
        size = len(text) - len(before)
        named = after[:1] in CALENDAR and after[1:2] != "内" and (after[0] != "年" or size >= YEAR)
        if named or before[-1:] in CALENDAR:
            return "date"
        if before[-1:] in ("", "（", "(") and after[:1] in ("、", "）", ")", "."):
            return "ordinal"
    return "number"


def _is_doubled(change: Change) -> bool:
    """Say whether one reading has a piece twice that the other has once, and the dictionary has no such word."""
    piece, left, right = (
        (change.old, change.left, change.right) if change.old else (change.new, change.other_left, change.other_right)
    )
    if (change.old and change.new) or len(piece) > SHORT:
        return False
    return (left.endswith(piece) or right.startswith(piece)) and not is_word(left, piece, right)
