"""Which script a character is of, and one form of it for all that are counted as the same."""

from __future__ import annotations

import re
from functools import cache

from ..text_index.normal import nfkc
from .gaps import GAP

# The ideograph blocks, their compatibility forms and extensions, and the zero that is written like one.
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
