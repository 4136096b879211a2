"""Which script a character is of, and one form of it for all that are counted as the same."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from ..breaks.pairs import in_simplified
from ..text_index.normal import nfkc
from ..text_index.passages import code_points
from .gaps import GAP

# The ideograph blocks, their compatibility forms and extensions, and the zero that is written like one.
FIRST, LAST = 0x4E00, 0x9FFF  # of the ideographs that are in use
TRADITIONAL, SIMPLIFIED, KANA = 1, 2, 3
SHORT = 100  # characters up to which a text's are looked at one by one: that takes less time than to count them
HAN = re.compile("[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")


def simplified(text: str) -> str:
    """Return *text* in simplified characters, each in its place.

    >>> simplified("市政協")
    '市政协'
    """
    if text.isascii():
        return text
    convert = _opencc().convert
    converted = "\0".join(map(convert, text.split("\0")))  # at which the library would stop reading
    if len(converted) == len(text):
        return converted
    # A phrase that would change its length is converted character by character.
    singly = {c: convert(c) for c in set(text)}
    return "".join(singly[c] if len(singly[c]) == 1 else c for c in text)


@cache
def _opencc():
    from opencc import OpenCC

    return OpenCC("t2s")


def is_traditional(text: str) -> bool:
    """Say whether a text is in traditional characters: more of them than of those that are only in simplified text.

    Simplified are the ideographs of GB 2312 that Big5 lacks; traditional those that have a simplified form, and that GB
    2312 lacks. A text that has none of either is not traditional, nor one with a kana for each two of them: Japanese.

    >>> is_traditional("市政協開會"), is_traditional("市政协开会，他说“瞭望”"), is_traditional("工作")
    (True, False, False)
    """
    if text.isascii() or (len(text) <= SHORT and _traditional().isdisjoint(text)):
        return False
    counts = np.bincount(scripts(code_points(text)), minlength=4)
    return bool(counts[TRADITIONAL] > max(counts[SIMPLIFIED], 2 * counts[KANA]))


def is_simplified(text: str) -> bool:
    """Say whether a text has characters that are in simplified text alone, and is not traditional.

    >>> is_simplified("市政协开会"), is_simplified("市政協開會"), is_simplified("工作")
    (True, False, False)
    """
    return bool((scripts(code_points(text)) == SIMPLIFIED).any()) and not is_traditional(text)


def scripts(points: np.ndarray) -> np.ndarray:
    """Return which script each code point is of: `TRADITIONAL`, `SIMPLIFIED` (in text of one alone), `KANA` or 0.

    >>> scripts(code_points("協协工の")).tolist()
    [1, 2, 0, 3]
    """
    return _scripts().take(points, mode="clip")


@cache
def _scripts() -> np.ndarray:
    """Return the script of each code point below U+10000."""
    table = np.zeros(1 << 16, np.uint8)
    points = np.arange(FIRST, LAST + 1)
    mainland, taiwan = (np.isin(points, _ideographs_of(encoding)) for encoding in ("gb2312", "big5"))
    table[points[mainland & ~taiwan]] = SIMPLIFIED
    table[points[~mainland & (in_simplified(points) != points)]] = TRADITIONAL
    table[0x3041:0x3100] = KANA
    return table


def _ideographs_of(encoding: str) -> np.ndarray:
    """Return the code points that two bytes of an encoding stand for."""
    pairs = b"".join(bytes([first, second]) + b" " for first in range(0xA1, 0xFA) for second in range(0x40, 0xFF))
    return code_points(pairs.decode(encoding, "ignore"))


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, np.flatnonzero(_scripts() == TRADITIONAL)))


def fold(text: str) -> str:
    """Return *text* as it is counted: full width and letter case folded, nothing else.

    >>> fold("ＡＰＰ")
    'app'
    """
    return text if text.isascii() and text.islower() else nfkc(text).casefold()


def kind_of(text: str) -> str:
    """Return the class of a token: ``word`` (any Han character), ``latin``, ``number``, ``punctuation``, ``space``.

    >>> [kind_of(text) for text in ("政协", "APP", "19", "。", " ")]
    ['word', 'latin', 'number', 'punctuation', 'space']
    """
    if text.isspace() or GAP.fullmatch(text):
        return "space"
    if HAN.search(text):
        return "word"
    if any(c.isalpha() for c in text):
        return "latin"
    return "number" if any(c.isnumeric() for c in text) else "punctuation"


def is_han(character: str) -> bool:
    """Say whether a character is a Han ideograph, of any plane.

    >>> is_han("协"), is_han("〇"), is_han("か")
    (True, True, False)
    """
    return bool(HAN.match(character))
