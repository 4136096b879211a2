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
# Terms that Taiwan has otherwise, and words that s2twp takes for those of programming.
EXCEPTIONS |= {
    "型別": "類型",
    "引數": "參數",
    "指令碼": "腳本",
    "置信度": "信賴度",
    "詞雲": "文字雲",
    "終端機": "終端機",  # before the next, which it begins with
    "終端": "終端機",
    "管道": "管線",
    "畫素": "像素",
    "套接字": "通訊端",
    "許可權": "權限",
    "質量": "品質",
    "只讀": "唯讀",
    "按回車": "按 Enter 鍵",  # before the next, in which it ends
    "回車": "按 Enter 鍵",
    "專案符號": "項目符號",
    "檔名的字尾": "副檔名",
    "返回": "傳回",
    "撤銷": "復原",
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
