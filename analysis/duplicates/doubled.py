"""Characters that stand twice each, as some pages print a line: 字字节节."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages.messages import _
from ..text_index.passages import code_points
from ..words.lookups import in_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 1000  # characters from which it is quicker to look whether there may be any
DOUBLED = re.compile("(?:([\\u4e00-\\u9fff])\\1){4,}")


def doubled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places where each character stands twice, and what shows it; 哈哈哈哈 is none, nor are words of a kind.

    >>> [*doubled("环环境境保保护护，哈哈哈哈哈哈哈哈。")]
    [(0, 8, 'each of 4 characters stands twice')]
    """
    if len(text) > LONG and not may_be_doubled(text):
        return
    for match in DOUBLED.finditer(text):
        if len(set(match[0])) > 2 and not is_reduplicated(match[0]):
            yield *match.span(), _("each of {n} characters stands twice").format(n=len(match[0]) // 2)


def is_reduplicated(text: str) -> bool:
    """Say whether a text is nothing but words of the dictionary in which each of two characters stands twice.

    >>> is_reduplicated("上上下下里里外外"), is_reduplicated("环环境境保保护护")
    (True, False)
    """
    return len(text) % 4 == 0 and all(in_dictionary(text[at : at + 4]) for at in range(0, len(text), 4))


def may_be_doubled(text: str) -> bool:
    """Say whether four pairs of equal characters follow each other; elsewhere no characters are `doubled`.

    >>> may_be_doubled("环环境境保保护护"), may_be_doubled("天天向上")
    (True, False)
    """
    codes = code_points(text)
    same = codes[1:] == codes[:-1]
    return bool((same[:-6] & same[2:-4] & same[4:-2] & same[6:]).any())
