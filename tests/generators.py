"""Texts that hypothesis makes, for the tests of several packages, and the pieces that they are made of."""

from hypothesis import strategies as st

MARKS = [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\x85",
    "\u2028",
    "　　",
    " ",
    "\t",
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "```\n",
    "---\n",
]

MARKUP = ["===\n", "| a | b |\n|---|---|\n", "<div>\n", "<!-- 注 -->\n", "[甲]: /乙\n", "\\"]

ODD = ["\x00", "\u200b", "\ufeff", "\U00020000", "e\u0301", "㎡", "……"]

FAULTY = [
    "会议由市政\n\n协主席主持。",
    "\f",
    "— 1 —\n\n",
    "— 2 —\n\n",
    "— 3 —\n\n",
    "（下转第四版）",
    "（上接第一版）",
    "图为会场 王芳摄",
]

NUMBERS = ["第一章 总则\n\n", "第二章 分则\n\n", "一、", "（一）", "1.1 ", "本报记者 张三"]

WORDS = ["市政协", "完善工作机制，", "实施意见》。", "“我为群众办实事”", "1921", "APP"]

PIECE = st.sampled_from([*MARKS, *MARKUP, *ODD, *WORDS, *FAULTY, *NUMBERS])

MARKED_TEXT = st.lists(PIECE, max_size=40).map("".join)

ANY_TEXT = st.one_of(MARKED_TEXT, st.text(max_size=60))

PARAGRAPH = (
    "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，"
    "到天黑才肯回家去，谁也不愿意先停下来，大人喊了几遍。"
)

PIECES = (
    PARAGRAPH,
    PARAGRAPH[:40],
    PARAGRAPH[20:],
    "春",
    "哈" * 31,
    "啊" * 60,
    "甲乙丙" * 15,
    "## 题",
    "第一条 好。",
    "\u0301",
)
