"""Tell what a machine misread from another word, by how alike characters look and whether both readings make sense."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from . import trees as boosted
from .breaks.pairs import FIRST, LAST, STEP, affinity, pairs
from .tokens import in_dictionary, is_han, tagged_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .trees import Trees

FILE = Path(__file__).parent / "misread.json"
FONT = Path(__file__).parent / "fonts" / "NotoSansSC-GBK.otf"
SIZE, BLUR = 32, 1.2  # pixels of a glyph, and by how many it is blurred before it is compared
NEAR = 2  # characters beside a difference whose words are looked at
SHORT = 3  # letters that a machine misreads in a row, at most
# Logarithms of the odds from which a change counts as made by a machine: by itself; surely; and where another one of
# the same pair surely is, since what is misread once is misread again.
ODDS, SURE, AMONG = 0.0, 2.0, -3.0
MOST = 12.0  # of a logarithm, beyond which it says no more

NAME_TAGS = ("nr", "ns", "nt")  # of people, places and bodies
GIVEN = 2  # characters of a given name
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
NEGATIONS = frozenset("不未无非没否毋勿莫")
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


class Change(NamedTuple):
    """Two readings of a place, in their own contexts; all in usual forms of characters."""

    left: str
    old: str
    right: str
    other_left: str
    new: str
    other_right: str
    times: int  #: how often the same change is there


def features(changes: Sequence[Change]) -> np.ndarray:
    """Return what is known of changes, a row for each with columns in the order of `NAMES`."""
    around = [
        left[-1:] + reading + right[:1]
        for change in changes
        for left, reading, right in ((change.left, change.old, change.right), change[3:6])
    ]
    likely = iter(_likelihoods(around))
    rows = [_features(change, (next(likely), next(likely))) for change in changes]
    return np.array(rows, np.float32).reshape(-1, len(NAMES))


def _features(change: Change, likely: tuple[float, float]) -> list[float]:
    old, new = change.old, change.new
    one, other = _words(change.left, old, change.right), _words(change.other_left, new, change.other_right)
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
        float(one.is_name or other.is_name),
        float(one.behind_surname and other.behind_surname),
        float(bool(NEGATIONS & {*old, *new})),
        _rareness(old + new),
        float(change.times > 1),
    ]


class _Words(NamedTuple):
    pieces: int  #: words around the place
    longest: int  #: characters of the longest that holds a character of the reading, or lies across its place
    is_name: bool
    behind_surname: bool  #: which is a word for itself, one character before or directly before the place


def _words(left: str, reading: str, right: str) -> _Words:
    """Return what the dictionary makes of a place."""
    begin, end = len(left), len(left) + len(reading)
    position, pieces, longest, behind_surname = 0, 0, 0, False
    for word, _ in tagged_words(left + reading + right):
        start, position = position, position + len(word)
        pieces += position > begin - NEAR and start < end + NEAR
        behind_surname |= word in SURNAMES and begin - GIVEN < position <= begin
        inside = start < end and position > begin if reading else start < begin < position
        if inside and all(map(is_han, word)):
            longest = max(longest, len(word))
    return _Words(pieces, longest, _is_name(left, reading, right), behind_surname)


def _is_name(left: str, reading: str, right: str) -> bool:
    """Say whether a reading lies in what seems a name: of a place, or a surname and what is given."""
    begin, end, position = len(left), len(left) + len(reading), 0
    for word, tag in tagged_words(left + reading + right, hmm=True):
        start, position = position, position + len(word)
        if tag[:2] in NAME_TAGS:
            reach = position + GIVEN if word in SURNAMES and tag == "nr" else position
            if start < end and reach > begin:
                return True
    return False


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
    return float(np.mean([1.0 if a == b else float(glyph(a) @ glyph(b)) for a, b in zip(old, new, strict=True)]))


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
    """Say of each change whether a machine made it: a few characters, of which one reading makes no sense.

    >>> one = Change("主管部门应", "当", "公开结果", "主管部门应", "尚", "公开结果", 1)
    >>> other = Change("主管部门", "", "应当公开", "主管部门", "不", "应当公开", 1)
    >>> machine_made([one, other])
    [True, False]
    """
    parts = [[*single_changes(change)] if _may_be_misread(change) else [] for change in changes]
    every = [part for some in parts for part in some]
    if not every:
        return [False] * len(changes)
    scores = iter(boosted.scores(features(every), _trees())[:, 0].tolist())
    # Of several characters in a row each must be misread.
    odds = [min(islice(scores, len(some)), default=-np.inf) for some in parts]
    sure = sum(one > SURE for one in odds)
    return [
        one > (AMONG if sure > (one > SURE) and not _is_weighty(change) else ODDS)
        for change, one in zip(changes, odds, strict=True)
    ]


def _is_weighty(change: Change) -> bool:
    """Say whether a change is looked at for itself, whatever else is misread: a negation, or a name."""
    readings = (change.left, change.old, change.right), (change.other_left, change.new, change.other_right)
    return not NEGATIONS.isdisjoint(change.old + change.new) or all(_is_name(*reading) for reading in readings)


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


def _may_be_misread(change: Change) -> bool:
    both = change.old + change.new
    return len(both) > 0 and max(len(change.old), len(change.new)) <= SHORT and all(map(is_han, both))


def is_name(change: Change) -> bool:
    """Say whether a reading of a change lies in what seems a name.

    >>> is_name(Change("湖", "南", "省", "湖", "北", "省", 1)), is_name(Change("应", "当", "", "应", "该", "", 1))
    (True, False)
    """
    readings = (change.left, change.old, change.right), (change.other_left, change.new, change.other_right)
    if all(_is_common_word(*reading) for reading in readings):
        return False
    return any(_is_name(*reading) for reading in readings)


def _is_common_word(left: str, reading: str, right: str) -> bool:
    """Say whether a reading lies in a word of the dictionary, of two characters and more, that is no name."""
    begin, end, position = len(left), len(left) + len(reading), 0
    for word, tag in tagged_words(left + reading + right):
        start, position = position, position + len(word)
        if start < end and position > begin and len(word) > 1 and tag[:2] not in NAME_TAGS:
            return True
    return False


def is_word(left: str, piece: str, right: str) -> bool:
    """Say whether the dictionary has a word that holds a piece twice, in its place, and means it to be there twice.

    Some of its entries were doubled when it was made: 科科长, where 科科 is no word and 科长 is one.

    >>> is_word("人", "人", "有责"), is_word("环", "环", "境"), is_word("科", "科", "长")
    (True, False, False)
    """
    twice = piece * 2
    words = [word for word, _ in tagged_words(left + piece + right) if twice in word and in_dictionary(word)]
    return any(in_dictionary(twice) or not in_dictionary(word.replace(twice, piece, 1)) for word in words)
