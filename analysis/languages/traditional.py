"""Traditional Chinese, with the words of Taiwan, made of what is written in simplified Chinese."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import Match

# What OpenCC's s2twp does not do, or does to a term of the field: in what it returns.
EXCEPTIONS = {"“": "「", "”": "」", "‘": "『", "’": "』", "賬": "帳", "字位元組節": "字字節節"}
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
    "columns} 列": "columns} 欄",
    "column} 列": "column} 欄",
    "10 列": "10 欄",
    "末列": "末欄",
    "行、列各取": "列、欄各取",
    "最先見於各列": "最先見於各欄",
    "每列是那段": "每欄是那段",
    "在列裡的": "在欄裡的",
    "表格的列": "表格的欄",
}
# And what it has from left to right: a line of text is 行 in Taiwan, too, a row of a table is not.
EXCEPTIONS |= {
    "各行文件": "各列文件",
    "各行分組": "各列分組",
    "rows} 行": "rows} 列",
    "row} 行": "row} 列",
    "row!r} 行": "row!r} 列",
    "每行是含有": "每列是含有",
    "每行是一節": "每列是一節",
    "每行是一處": "每列是一處",
    "橫著看一行": "橫著看一列",
    "一行裡有深格": "一列裡有深格",
    "在行裡的": "在列裡的",
    "50,000 行": "50,000 列",
    "表格 30 行": "表格 30 列",
    "最多列多少行": "最多列出幾列",
    "一行的表": "一列的表",
    "佔一行": "佔一列",
    "每行從左讀": "每列從左讀",
    "每詞一行": "每詞一列",
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
    "只讀檔案": "唯讀檔案",
    "聯絡有多緊": "關聯有多緊",
    "聯絡最緊": "關聯最緊",
    "聯絡緊密": "關聯緊密",
    "按回車": "按 Enter 鍵",  # before the next, in which it ends
    "回車": "按 Enter 鍵",
    "專案符號": "項目符號",
    "檔名的字尾": "副檔名",
    "返回": "傳回",
    "撤銷": "復原",
}
# Characters that s2twp takes for a measure word or a measure of length, where no number stands before.
_SINGLE = re.compile("(?<![一二三四五六七八九十百千萬兩幾每0-9 ])隻")
_INSIDE = re.compile("(?<![公英海鄰千萬百0-9 ])里(?![程弄長])")
_WRONG = re.compile("|".join(map(re.escape, EXCEPTIONS)))


def traditional(text: str) -> str:
    """Return *text*, which is in simplified Chinese, as it is written in Taiwan.

    >>> traditional("“软件”里的词频")
    '「軟體」裡的詞頻'
    """

    def right(found: Match[str]) -> str:
        return EXCEPTIONS[found[0]]

    return _WRONG.sub(right, _INSIDE.sub("裡", _SINGLE.sub("只", _converter().convert(text))))


@cache
def _converter() -> Any:
    import opencc  # not at the top: few who import the package need it

    return opencc.OpenCC("s2twp")
