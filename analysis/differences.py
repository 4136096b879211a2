"""Align two passages that are nearly the same, and say of each difference what kind it is.

What a machine makes of a page (`MACHINE`) makes a copy; a difference that carries meaning makes another version.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from .misread import Change, is_name, is_word, machine_made
from .passages import letters, windows
from .tokens import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MACHINE = ("punctuation", "width", "space", "variant", "misread", "doubled", "lost")
SAME_LETTERS = ("punctuation", "width", "space", "variant")
MEANING = ("number", "date", "ordinal", "name", "negation", "word", "clause")
TYPES = (*MACHINE, *MEANING)

DIRECT = 4000  # letters up to which two passages are aligned as a whole; longer ones piece by piece
ANCHOR = 12  # letters in a row, found once in each passage, at which they are cut into pieces
CONTEXT = 8  # characters on either side of a difference that are looked at
CLAUSE = 8  # letters from which what is added or left out is a clause
SHORT = 3  # letters that a machine misreads in a row, at most
YEAR = 4  # letters of a year; a number of fewer before 年 counts years
LONGEST = 20  # letters of a number, on either side of a difference in it
SHOWN = 12  # characters of a reading that a summary shows

DIGITS, HAN_NUMERALS = frozenset("0123456789"), frozenset("一二三四五六七八九十百千万亿零〇两廿卅")
NUMERALS = DIGITS | HAN_NUMERALS
NEGATIONS = frozenset("不未无非没否毋勿莫")
INTERCHANGED = {"的", "地"}  # written for one another, as habits go
CALENDAR = frozenset("年月日号时分秒")
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


class _Passage(NamedTuple):
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


def differences(one: str, other: str) -> list[Difference]:
    """Return where two passages differ, in order, and of what type each difference is.

    Types that a machine makes: ``punctuation``, ``width`` (full and half), ``space``, ``variant`` (traditional for
    simplified, a capital, another form of a character), ``misread`` (one reading makes no sense), ``doubled`` and
    ``lost`` (a character). Types that carry meaning: ``number``, ``date``, ``ordinal``, ``name``, ``negation``,
    ``word``, ``clause`` (a long piece added, left out or replaced).

    >>> [(d.type, d.old, d.new) for d in differences("第二次修正，应当公開。", "第三次修正,不应当公开。")]
    [('ordinal', '二', '三'), ('width', '，', ','), ('negation', '', '不'), ('variant', '開', '开')]
    """
    if one == other:
        return []
    first, second = _passage(one), _passage(other)
    spans = _spans(first.folded, second.folded)
    found = [*_in_letters(first, second, spans), *_beside_letters(first, second, spans)]
    return sorted(found, key=lambda difference: (difference.start, difference.other_start))


def bears_meaning(found: Iterable[Difference]) -> bool:
    """Say whether a difference among some carries meaning, so that two passages are versions, not copies.

    >>> bears_meaning(differences("三十日", "二十日")), bears_meaning(differences("三十日，", "三十日,"))
    (True, False)
    """
    return any(difference.type in MEANING for difference in found)


def summary(found: list[Difference], most: int = 3) -> str:
    """Return in words what differs: what carries meaning first, then misread characters; *most* with both readings.

    >>> summary(differences("三十日内答复。", "二十日内答复."))
    'number: 三十 / 二十; width: 。 / .'
    """
    ranked = sorted(found, key=lambda one: (one.type in MACHINE, one.type in SAME_LETTERS))
    said = [f"{d.type}: {_shown(d.old)} / {_shown(d.new)}" for d in ranked[:most]]
    rest = Counter(d.type for d in ranked[most:])
    return "; ".join([*said, *(f"{count} more of type {name}" for name, count in rest.items())])


def _shown(text: str) -> str:
    text = " ".join(text.split()) or ("nothing" if not text else "space")
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _passage(text: str) -> _Passage:
    codes, place = letters(text)
    folded = codes.tobytes().decode("utf-32-le", "surrogatepass")
    return _Passage(text, folded.translate(FORMS), [*place.tolist(), len(text)])


class _Forms(dict[int, str]):
    """The usual form of each character: simplified, and not one kept for the sake of another standard."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        usual = simplified(unicodedata.normalize("NFKC", character).casefold())
        self[code] = usual if len(usual) == 1 else character
        return self[code]


FORMS = _Forms()


def _spans(one: str, other: str) -> list[tuple[int, int, int, int]]:
    """Return the spans of letters that differ, as `_unequal`, where a number differs all of it."""
    found: list[tuple[int, int, int, int]] = []
    for a, b, c, d in _unequal(one, other):
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


def _unequal(one: str, other: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield the spans of letters, start and end in each passage, that differ; none touches the next."""
    begin: tuple[int, int, int, int] | None = None
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


def _pieces(one: str, other: str) -> Iterator[tuple[int, int, int, int]]:
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


def changes(one: str, other: str) -> list[Change]:
    """Return where the letters of two passages differ, each with the text around it.

    >>> [(change.old, change.new) for change in changes("应当公开。", "应尚公開")]
    [('当', '尚')]
    """
    first, second = _passage(one), _passage(other)
    return _changes(first, second, _spans(first.folded, second.folded))


def _changes(first: _Passage, second: _Passage, spans: list[tuple[int, int, int, int]]) -> list[Change]:
    repeated = Counter((first.folded[a:b], second.folded[c:d]) for a, b, c, d in spans)
    return [_change(first, second, span, repeated) for span in spans]


def _in_letters(first: _Passage, second: _Passage, spans: list[tuple[int, int, int, int]]) -> Iterator[Difference]:
    """Yield the differences in letters."""
    found = _changes(first, second, spans)
    types = [_plain_type(change) for change in found]
    # A number is one whatever it looks like: words and glyphs are looked at for the others alone.
    others = [change for change, kind in zip(found, types, strict=True) if not kind]
    judged = map(_type, others, machine_made(others))
    for (a, b, c, d), kind in zip(spans, types, strict=True):
        (start, end), (other_start, other_end) = first.raw(a, b), second.raw(c, d)
        old, new = first.text[start:end], second.text[other_start:other_end]
        yield Difference(kind or next(judged), old, new, start, end, other_start, other_end)


def _change(first: _Passage, second: _Passage, span: tuple[int, int, int, int], repeated: Counter) -> Change:
    """Return the readings of a span of letters in each passage, and the text around it."""
    a, b, c, d = span
    old, new = first.folded[a:b], second.folded[c:d]
    return Change(*_context(first, a, b, old), *_context(second, c, d, new), repeated[old, new])


def _context(passage: _Passage, start: int, end: int, reading: str) -> tuple[str, str, str]:
    begin, finish = passage.raw(start, end)
    left, right = passage.text[max(begin - CONTEXT, 0) : begin], passage.text[finish : finish + CONTEXT]
    return left.translate(FORMS), reading, right.translate(FORMS)


def _plain_type(change: Change) -> str:
    """Return the type of a difference in letters that is plain without the model of `misread`, or nothing."""
    both = change.old + change.new
    beside = change.left[-1:] + change.right[:1]
    numeral = all(c in NUMERALS for c in both) and (bool(change.old and change.new) or not NUMERALS.isdisjoint(beside))
    if numeral or any(c.isdigit() and c.isascii() for c in both):
        return _number(change)
    if _is_doubled(change):
        return "doubled"
    return "variant" if {change.old, change.new} == INTERCHANGED else ""


def _type(change: Change, is_misread: bool) -> str:
    """Return the type of another difference in letters; *is_misread*: whether the model of `misread` says so."""
    both = change.old + change.new
    if is_misread:
        return "misread" if change.old and change.new else "lost"
    if all(c in NUMERALS for c in both):
        return "number"
    if Counter(c for c in change.old if c in NEGATIONS) != Counter(c for c in change.new if c in NEGATIONS):
        return "negation"
    if len(both) >= CLAUSE:
        return "clause"
    return "name" if is_name(change) else "word"


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


def _beside_letters(first: _Passage, second: _Passage, spans: list[tuple[int, int, int, int]]) -> Iterator[Difference]:
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


def _beside_changes(first: _Passage, second: _Passage, spans: list[tuple[int, int, int, int]]) -> Iterator[Difference]:
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


def _at_letter(first: _Passage, second: _Passage, at: int, there: int, at_change: bool) -> Iterator[Difference]:
    """Yield how a letter that two passages have in common differs in its form, and in what stands before it."""
    if not at_change:
        yield from _between_letters(first, second, at, there)
    start, other_start = first.place[at], second.place[there]
    old, new = first.text[start : start + 1], second.text[other_start : other_start + 1]
    if old != new:
        kind = "width" if unicodedata.normalize("NFKC", old) == unicodedata.normalize("NFKC", new) else "variant"
        yield Difference(kind, old, new, start, start + 1, other_start, other_start + 1)


def _between_letters(first: _Passage, second: _Passage, at: int, there: int) -> Iterator[Difference]:
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
    old, new = (unicodedata.normalize("NFKC", text).translate(SAME_MARK) for text in (old, new))
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
