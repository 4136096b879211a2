"""Tell whether a text reads on at a place: whether what is before it and what is behind it were written together.

Where a passage was set into another paragraph, a word is cut, a bracket left open, or two words meet that never do.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..breaks.pairs import affinity, begins, ends
from ..models import trees as boosted
from ..words.lookups import tagged_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..models.trees import Trees

FILE = Path(__file__).parent / "reading_on.json"
AROUND = 24  # characters on either side that are looked at
WORDS = 10  # of them that are cut into words
MOST = 6.0  # of a logarithm, beyond which it says no more
MARKS = ("，,", "、", "；;", "。！？!?…", "：:", "“‘「『（(【《〈〔", "”’」』）)】》〉〕")
KIND_OF_MARK = {mark: number for number, some in enumerate(MARKS, 1) for mark in some}
OTHER = len(MARKS) + 1
STOPS, OPENERS, CLOSERS = MARKS[3], MARKS[5], MARKS[6]
PAIRS = dict(zip(CLOSERS, OPENERS, strict=True))
CLAUSE = re.compile(rf"[{re.escape(''.join(MARKS))}]*([^\W_]*)")

NAMES = (
    "a mark between",
    "which mark ends the left side",
    "which mark begins the right side",
    "characters that go together",
    "two letters elsewhere in the text",
    "two and one elsewhere in the text",
    "one and two elsewhere in the text",
    "two and two elsewhere in the text",
    "letters of the word across",
    "words of these kinds go together",
    "the kind of the word goes with the second after it",
    "the kind of the word before goes with the word after",
    "ends sentences",
    "begins sentences",
    "letters of the clause before",
    "letters of the clause after",
    "a bracket is left open",
    "a bracket is closed that was not open",
    "letters of the word before",
    "letters of the word after",
    "the two kinds before go together",
    "the two kinds after go together",
    "the word before goes with the kind after",
    "the kind before goes with the word after",
    "the second word before goes with the kind before",
    "the kind after goes with the second word after",
    "letters that go together, but for marks",
    "the letter before the last goes with the first",
    "the last letter goes with the second",
    "the last two letters go together",
    "the first two letters go together",
)


class Seam(NamedTuple):
    """A place in a text, with what stands on either side of it, as far as its block goes."""

    left: str
    right: str
    #: how often two letters, two and one, one and two, and two and two stand together elsewhere in the text
    elsewhere: tuple[int, int, int, int]


def features(seams: Sequence[Seam], kinds: dict[str, float]) -> np.ndarray:
    """Return what is known of places, a row for each with columns in the order of `NAMES`.

    *kinds* says how much oftener than by chance one part of speech, or one of some frequent words, follows another
    (``n v``, ``把 n``, ``v 的``).
    """
    rows = np.array([_features(seam, kinds) for seam in seams], np.float32).reshape(-1, len(NAMES))
    if seams:
        last, first = (
            np.array([ord(c) for c in side], np.int64) for side in zip(*map(_characters_at, seams), strict=True)
        )
        second, one, other, third = np.array([_letters_at(seam) for seam in seams], np.int64).T
        rows[:, 3] = affinity(last, first).clip(-MOST, MOST)
        rows[:, 12], rows[:, 13] = ends(one), begins(other)
        pairs = ((one, other), (second, other), (one, third), (second, one), (other, third))
        for column, (left, right) in enumerate(pairs, len(NAMES) - len(pairs)):
            rows[:, column] = affinity(left, right).clip(-MOST, MOST)
    return rows


def _characters_at(seam: Seam) -> tuple[str, str]:
    """Return the last character of the left side and the first of the right."""
    return seam.left[-1:] or " ", seam.right[:1] or " "


def _letters_at(seam: Seam) -> tuple[int, int, int, int]:
    """Return the last two letters of the left side and the first two of the right; 0 where there is none."""
    one, second = _first_letters(reversed(seam.left))
    other, third = _first_letters(seam.right)
    return second, one, other, third


def _first_letters(characters: Iterable[str]) -> list[int]:
    """Return the first two letters among characters; 0 where there is none."""
    found = []
    for character in characters:
        if character.isalnum():
            found.append(ord(character))
            if len(found) == 2:
                return found
    return [*found, 0, 0][:2]


def _features(seam: Seam, kinds: dict[str, float]) -> list[float]:
    left, right = seam.left, seam.right
    marks = [KIND_OF_MARK.get(c, 0 if c.isalnum() else OTHER) for c in _characters_at(seam)]
    across, before, after = _words_at(left[-WORDS:], right[:WORDS])
    (second, one), (other, third) = before, after
    unknown = 0.0 if across else -MOST / 2
    found = [
        0.0 if across else kinds.get(f"{a} {b}", default)
        for a, b, default in (
            (one[1], other[1], unknown),
            (one[1], third[1], unknown),
            (second[1], other[1], unknown),
            (second[1], one[1], unknown),
            (other[1], third[1], unknown),
            (one[0], other[1], 0.0),
            (one[1], other[0], 0.0),
            (second[0], one[1], 0.0),
            (other[1], third[0], 0.0),
        )
    ]
    open_left, closed_right = left_open(left), first_closed(right)
    return [
        float(any(marks)),
        *map(float, marks),
        0.0,
        *(min(float(np.log1p(count)), MOST) for count in seam.elsewhere),
        float(across),
        *found[:3],
        0.0,
        0.0,
        float(_clause(left[::-1])),
        float(_clause(right)),
        float(len(open_left) > 0 and not closed_right),
        float(len(closed_right) > 0 and not open_left and len(left) < AROUND),
        float(len(one[0])),
        float(len(other[0])),
        *found[3:],
        *[0.0] * 5,
    ]


NOTHING = ("", "-")


def _words_at(left: str, right: str) -> tuple[int, tuple, tuple]:
    """Return the letters of the word across a place, and the two words before it and after it, with their kinds."""
    words, position = with_marks(tagged_words(left + right)), 0
    for at, (word, _) in enumerate(words):
        end = position + len(word)
        if position < len(left) < end:
            return len(word), (NOTHING, (left[position:], "-")), ((right[: end - len(left)], "-"), NOTHING)
        if end >= len(left):
            cut = at + (end == len(left))
            before, after = (NOTHING, NOTHING, *words[:cut])[-2:], (*words[cut:], NOTHING, NOTHING)[:2]
            return 0, before, after
        position = end
    return 0, (NOTHING, NOTHING), (NOTHING, NOTHING)


def with_marks(words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return words with their kinds; for the kind of a mark, which mark it is.

    >>> with_marks([("好", "a"), ("，", "x")])
    [('好', 'a'), ('，', '1')]
    """
    return [(word, str(KIND_OF_MARK[word]) if word in KIND_OF_MARK else kind) for word, kind in words]


def divided(text: str, at: int) -> int:
    """Return where the marks around a place in a text part: to the left of it, but for those that open.

    >>> divided("他说：“好", 2), divided("很好。他说", 2)
    (3, 3)
    """
    first, last = at, at
    while first and not text[first - 1].isalnum():
        first -= 1
    while last < len(text) and not text[last].isalnum():
        last += 1
    return next((k for k in range(first, last) if text[k] in OPENERS), last)


def left_open(left: str) -> list[str]:
    """Return the brackets and quotation marks that are open at the end of a text.

    >>> left_open("他说：“天（是）"), left_open("“天”和")
    (['“'], [])
    """
    found: list[str] = []
    for c in left:
        if c in OPENERS:
            found.append(c)
        elif c in PAIRS and PAIRS[c] in found:
            del found[len(found) - 1 - found[::-1].index(PAIRS[c]) :]
    return found


def first_closed(right: str) -> str:
    """Return the first mark of a text that closes what was opened before it, or nothing."""
    open_: list[str] = []
    for c in right:
        if c in OPENERS:
            open_.append(c)
        elif c in PAIRS:
            if not open_:
                return c
            open_.pop()
    return ""


def _clause(text: str) -> int:
    """Return how many characters there are before the first mark, behind those it begins with.

    >>> _clause("，春天来了，花开了"), _clause("春天"), _clause("。")
    (4, 2, 0)
    """
    found = CLAUSE.match(text)
    return len(found[1]) if found else 0


@cache
def model() -> tuple[Trees, dict[str, float]]:
    """Return the fitted trees, and what is known of pairs of parts of speech."""
    data = json.loads(FILE.read_text("utf-8"))
    return boosted.read_trees(data, [*NAMES], str(FILE)), data["kinds"]


def odds(seams: Sequence[Seam]) -> np.ndarray:
    """Return the logarithm of the odds of each place that the text reads on there.

    >>> good, bad = (Seam("会议由市政", right, (0, 0, 0, 0)) for right in ("协主席主持。", "的柳树绿了。"))
    >>> bool(np.diff(odds([bad, good]))[0] > 1)
    True
    """
    trees, kinds = model()
    # Formulas meet the same words at many places.
    rows = {seam: row for row, seam in enumerate(dict.fromkeys(seams))}
    return boosted.scores(features([*rows], kinds), trees)[[rows[seam] for seam in seams], 0] if seams else np.zeros(0)
