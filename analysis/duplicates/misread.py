"""Tell what a machine misread from another word, by how alike characters look and whether both readings make sense."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..breaks.pairs import FIRST, LAST, STEP, affinity, pairs
from ..models import trees as boosted
from ..words.scripts import is_han
from .readings import NEGATIONS, Change, both_words, seems_name, words_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..models.trees import Trees

FILE = Path(__file__).parent / "misread.json"
FONT = Path(__file__).parents[1] / "fonts" / "NotoSansSC-GBK.otf"
SIZE, BLUR = 32, 1.2  # pixels of a glyph, and by how many it is blurred before it is compared
SHORT = 3  # letters that a machine misreads in a row, at most
# Logarithms of the odds from which a change counts as made by a machine: by itself; surely; and where another one of
# the same pair surely is, since what is misread once is misread again.
ODDS, SURE, AMONG = 0.0, 2.0, -3.0
MOST = 12.0  # of a logarithm, beyond which it says no more

NAMES = (
    "characters look alike",
    "characters look alike, squared",
    "one is left out",
    "letters beyond the first",
    "one reading is likelier",
    "the less likely reading is unlikely",
    "one reading has more pieces",
    "a word in one reading alone",
    "a word in both readings",
    "the shorter word in both",
    "a name in a reading",
    "behind a surname",
    "a negation in a reading",
    "the rarest character is rare",
    "the same difference again",
)


def features(changes: Sequence[Change]) -> np.ndarray:
    """Return what is known of changes, a row for each with columns in the order of `NAMES`."""
    around = [left[-1:] + reading + right[:1] for change in changes for left, reading, right in change.readings]
    likely = iter(_likelihoods(around))
    rows = [_features(change, (next(likely), next(likely))) for change in changes]
    return np.array(rows, np.float32).reshape(-1, len(NAMES))


def _features(change: Change, likely: tuple[float, float]) -> list[float]:
    old, new = change.old, change.new
    one, other = (words_at(*reading) for reading in change.readings)
    alike = look_alike(old, new)
    lengths = one.longest, other.longest
    return [
        alike,
        alike * alike,
        float(not old or not new),
        min(max(len(old), len(new)) - 1, 3.0),
        min(abs(likely[0] - likely[1]), MOST),
        max(-min(likely), 0.0) if min(likely) > -MOST else MOST,
        float(min(abs((one.pieces - len(old)) - (other.pieces - len(new))), 4)),
        float((lengths[0] > 1) != (lengths[1] > 1)),
        float(min(lengths) > 1),
        float(min(lengths)),
        float(any(seems_name(*reading) for reading in change.readings)),
        float(one.behind_surname and other.behind_surname),
        float(bool(NEGATIONS & {*old, *new})),
        _rareness(old + new),
        float(change.times > 1),
    ]


def _rareness(text: str) -> float:
    """Return how rare the rarest of some characters is: minus the logarithm of its share in a million, from 0."""
    known = [ord(c) for c in text if FIRST <= ord(c) <= LAST]
    return max((MOST - float(pairs().counts[code - FIRST]) / STEP for code in known), default=0.0)


def _likelihoods(texts: Sequence[str]) -> list[float]:
    """Return how much likelier each text is than its characters are: a mean over its pairs of characters."""
    codes = np.array([*map(ord, "".join(texts))], np.int64)
    of_pairs = affinity(codes[:-1], codes[1:]).tolist()
    found, begin = [], 0
    for text in texts:
        size = len(text) - 1
        found.append(sum(of_pairs[begin : begin + size]) / size if size > 0 else 0.0)
        begin += len(text)
    return found


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
    # Of several characters in a row each must be misread. What makes another word of the dictionary is no misreading by
    # itself.
    least = [min(islice(scores, len(some)), default=-np.inf) for some in parts]
    return [min(one, ODDS) if both_words(change) else one for change, one in zip(changes, least, strict=True)]


def with_others(changes: Sequence[Change], own: Sequence[float]) -> list[bool]:
    """Say of each change between two passages whether a machine made it, given the odds of each by itself.

    What is doubtful was misread where something else surely was.

    >>> some = [Change("主管部门应", new, "公开", "主管部门应", "尚", "公开", 1) for new in "当常"]
    >>> with_others(some, [-1.0, -1.0]), with_others(some, [-1.0, 3.0]), with_others(some, [-4.0, 3.0])
    ([False, False], [True, True], [False, True])
    """
    sure = sum(one > SURE for one in own)
    return [
        one > ODDS or (one > AMONG and sure > 0 and not _is_weighty(change))
        for change, one in zip(changes, own, strict=True)
    ]


def _is_weighty(change: Change) -> bool:
    """Say whether a change is looked at for itself, whatever else is misread: a negation, or a name."""
    negated = not NEGATIONS.isdisjoint(change.old + change.new)
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
    """Say whether the model is asked of a change: of a few characters, all of them Han."""
    both = change.old + change.new
    return len(both) > 0 and max(len(change.old), len(change.new)) <= SHORT and all(map(is_han, both))
