"""Characters that stand twice each, as some pages print a line: 字字节节."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

DOUBLED = re.compile("(?:([\\u4e00-\\u9fff])\\1){4,}")


def doubled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places where each character stands twice, and what shows it; 哈哈哈哈 is none.

    >>> [*doubled("环环境境保保护护，哈哈哈哈哈哈哈哈。")]
    [(0, 8, 'each of 4 characters stands twice')]
    """
    for match in DOUBLED.finditer(text):
        if len(set(match[0])) > 2:
            yield *match.span(), _("each of {n} characters stands twice").format(n=len(match[0]) // 2)
