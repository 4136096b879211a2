"""Traditional Chinese, with the words of Taiwan, made of what is written in simplified Chinese."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import Match

# What OpenCC's s2twp does not do, or does to a term of the field: in what it returns.
EXCEPTIONS = {"“": "「", "”": "」", "‘": "『", "’": "』", "本里": "本裡", "賬": "帳", "字位元組節": "字字節節"}
# What a table has from top to bottom, which is another word in Taiwan.
EXCEPTIONS |= {
    "一列": "一欄",
    "兩列": "兩欄",
    "列名": "欄名",
    "數值列": "數值欄",
    "的列作": "的欄作",
    "} 列的": "} 欄的",
    "word 列": "word 欄",
    "tag 列": "tag 欄",
    "單元格": "儲存格",
}
_WRONG = re.compile("|".join(map(re.escape, EXCEPTIONS)))


def traditional(text: str) -> str:
    """Return *text*, which is in simplified Chinese, as it is written in Taiwan.

    >>> traditional("“软件”里的词频")
    '「軟體」裡的詞頻'
    """

    def right(found: Match[str]) -> str:
        return EXCEPTIONS[found[0]]

    return _WRONG.sub(right, _converter().convert(text))


@cache
def _converter() -> Any:
    import opencc  # not at the top: few who import the package need it

    return opencc.OpenCC("s2twp")
