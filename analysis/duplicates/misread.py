"""Tell what a machine misread from another word, by how alike characters look and whether both readings make sense."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..breaks.pairs import FIRST, LAST, STEP, pairs
from ..models import trees as boosted
from ..words.scripts import is_han
from .readings import MODALS, NEGATIONS, SURNAMES, Change, both_words, seems_name, words_at
from .sense import senses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..models.trees import Trees
    from .sense import Sense

FILE = Path(__file__).parent / "misread.json"
FONT = Path(__file__).parents[1] / "fonts" / "NotoSansSC-GBK.otf"
SIZE, BLUR = 32, 1.2  # pixels of a glyph, and by how many it is blurred before it is compared
SHORT = 3  # letters that a machine misreads in a row, at most
# Logarithms of the odds from which a change counts as made by a machine: by itself; surely; and where another one of
# the same pair surely is, since what is misread once is misread again. See `least_odds` for where several are.
ODDS, SURE, AMONG = 0.0, 2.0, -3.0
MANY = 20  # that surely are, beyond which more make no difference
MOST, MOST_WORDS = 12.0, 25.0  # of a logarithm of one character and of words, beyond which it says no more

NAMES = (
    "characters look alike",
    "characters look alike, squared",
    "one is left out",
    "letters beyond the first",
    "one reading has more pieces",
    "a word in both readings",
    "readings in a name",
    "behind a surname",
    "the character before is a surname",
    "the second character before is a surname",
    "a negation in a reading",
    "the rarest character is rare",
    "the same difference again",
    "words of one reading are likelier",
    "frequency of the rarest word in the likelier reading",
    "frequency of the rarest word in the other reading",
    "letters of the rarest word in the likelier reading",
    "letters of the rarest word in the other reading",
    "words of the likelier reading follow each other better",
    "two words of the likelier reading, at worst",
    "two words of the other reading, at worst",
    "characters of the likelier reading go together better",
    "two characters of the likelier reading, at worst",
    "two characters of the other reading, at worst",
)


def features(changes: Sequence[Change]) -> np.ndarray:
    """Return what is known of changes, a row for each with columns in the order of `NAMES`."""
    made = iter(senses([reading for change in changes for reading in change.readings]))
    rows = [[*_of_change(change), *_of_senses(next(made), next(made))] for change in changes]
    return np.array(rows, np.float32).reshape(-1, len(NAMES))


def _of_change(change: Change) -> list[float]:
    """Return what is known of a change by its two readings alike."""
    old, new = change.old, change.new
    one, other = (words_at(*reading) for reading in change.readings)
    alike = look_alike(old, new)
    return [
        alike,
        alike * alike,
        float(not old or not new),
        min(max(len(old), len(new)) - 1, 3.0),
        float(min(abs((one.pieces - len(old)) - (other.pieces - len(new))), 4)),
        float(both_words(change)),
        float(sum(seems_name(*reading) for reading in change.readings)),
        float(one.behind_surname and other.behind_surname),
        float(change.left[-1:] in SURNAMES),
        float(change.left[-2:-1] in SURNAMES),
        float(bool(NEGATIONS & {*old, *new})),
        _rareness(old + new),
        float(change.times > 1),
    ]


def _of_senses(one: Sense, other: Sense) -> list[float]:
    """Return which reading makes more sense, and how little the other one makes."""
    if one.words < other.words:
        one, other = other, one
    return [
        min(one.words - other.words, MOST_WORDS),
        one.frequency,
        other.frequency,
        one.letters,
        other.letters,
        one.kinds - other.kinds,
        one.least_kinds,
        other.least_kinds,
        one.pairs - other.pairs,
        one.least_pair,
        other.least_pair,
    ]


def _rareness(text: str) -> float:
    """Return how rare the rarest of some characters is: minus the logarithm of its share in a million, from 0."""
    known = [ord(c) for c in text if FIRST <= ord(c) <= LAST]
    return max((MOST - float(pairs().counts[code - FIRST]) / STEP for code in known), default=0.0)


def look_alike(old: str, new: str) -> float:
    """Return how alike two readings of one length look, 0..1, a mean over their characters; of others 0.

    >>> look_alike("未", "末") > 0.95 > 0.8 > look_alike("应", "当")
    True
    """
    if len(old) != len(new) or not old:
        return 0.0
    return sum(1.0 if a == b else float(glyph(a) @ glyph(b)) for a, b in zip(old, new, strict=True)) / len(old)


@cache
def _font():
    from PIL import ImageFont

    return ImageFont.truetype(FONT, SIZE, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1 << 13)
def glyph(character: str) -> np.ndarray:
    """Return a character as it looks, blurred, as a vector of length 1."""
    from PIL import Image, ImageDraw, ImageFilter

    picture = Image.new("L", (SIZE + 8, SIZE + 16))
    ImageDraw.Draw(picture).text((4, 2), character, font=_font(), fill=255)
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(BLUR)), np.float32).ravel()
    return pixels / max(float(np.linalg.norm(pixels)), 1e-9)


@cache
def _trees() -> Trees:
    """Return the fitted trees."""
    return boosted.read_trees(json.loads(FILE.read_text("utf-8")), [*NAMES], str(FILE))


def machine_made(changes: Sequence[Change]) -> list[bool]:
    """Say of each change between two passages whether a machine made it: of a few characters, one reading no sense.

    >>> one = Change("主管部门应", "当", "公开结果", "主管部门应", "尚", "公开结果", 1)
    >>> other = Change("主管部门", "", "应当公开", "主管部门", "不", "应当公开", 1)
    >>> machine_made([one, other])
    [True, False]
    """
    return with_others(changes, odds(changes))


def odds(changes: Sequence[Change]) -> list[float]:
    """Return the logarithm of the odds of each change that a machine made it, whatever stands beside it.

    >>> odds([Change("主管部门应", "当", "公开结果", "主管部门应", "尚", "公开结果", 1)])[0] > SURE
    True
    """
    parts = [[*single_changes(change)] if may_be_misread(change) else [] for change in changes]
    every = [part for some in parts for part in some]
    if not every:
        return [-np.inf] * len(changes)
    scores = iter(boosted.scores(features(every), _trees())[:, 0].tolist())
    # Of several characters in a row each must be misread.
    return [min(islice(scores, len(some)), default=-np.inf) for some in parts]


def with_others(changes: Sequence[Change], own: Sequence[float]) -> list[bool]:
    """Say of each change between two passages whether a machine made it, given the odds of each by itself.

    What is doubtful was misread where something else surely was, the more so the more was, if that is most of it.

    >>> some = [Change("主管部门应", new, "公开", "主管部门应", "尚", "公开", 1) for new in "当常"]
    >>> with_others(some, [-1.0, -1.0]), with_others(some, [-1.0, 3.0]), with_others(some, [-4.0, 3.0])
    ([False, False], [True, True], [False, True])
    """
    least = least_odds(sum(one > SURE for one in own), len(own))
    return [one > ODDS or (one > least and not _is_weighty(change)) for change, one in zip(changes, own, strict=True)]


def least_odds(sure: int, changes: int) -> float:
    """Return from which logarithm of odds a change counts as misread beside so many that surely are, of all *changes*.

    >>> least_odds(0, 1), least_odds(5, 20), least_odds(18, 20) < -5
    (0.0, -3.0, True)
    """
    if not sure:
        return ODDS
    return AMONG - float(np.log(min(sure, MANY))) if 2 * sure > changes else AMONG


def _is_weighty(change: Change) -> bool:
    """Say whether a change is looked at for itself, whatever else is misread: a negation more or less, or a name."""
    negated = not NEGATIONS.isdisjoint(change.old + change.new) and len(change.old) != len(change.new)
    return negated or all(seems_name(*reading) for reading in change.readings)


def single_changes(change: Change) -> Iterator[Change]:
    """Yield a change of several characters for as many as one change each."""
    old, new = change.old, change.new
    if len(old) != len(new) or len(old) == 1:
        yield change
        return
    for at in range(len(old)):
        yield Change(
            change.left + old[:at],
            old[at],
            old[at + 1 :] + change.right,
            change.other_left + new[:at],
            new[at],
            new[at + 1 :] + change.other_right,
            change.times,
        )


def may_be_misread(change: Change) -> bool:
    """Say whether the model is asked of a change: of a few characters, all of them Han, none negated by the change.

    A negation for a character that stands where it may stand says the contrary, as 无 for 有 does; for one that stands
    before no verb, as 的 does, it may be misread.

    >>> [may_be_misread(Change("", old, "为", "", new, "为", 1)) for old, new in ("有无", "的不", "可不")]
    [False, True, False]
    """
    both = change.old + change.new
    if not both or max(len(change.old), len(change.new)) > SHORT or not all(map(is_han, both)):
        return False
    same_length = len(change.old) == len(change.new)
    return not (same_length and any(map(_is_contrary, change.old, change.new)))


def _is_contrary(one: str, other: str) -> bool:
    """Say whether one of two characters is a negation, and the other another one or a word that may be negated."""
    both = {one, other}
    return len(both) > 1 and not NEGATIONS.isdisjoint(both) and both <= NEGATIONS | MODALS
