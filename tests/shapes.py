"""Shapes of text that make bad algorithms slow, each of about so many characters."""

from collections.abc import Callable

SENTENCE = "会议由市政协主席主持，大家都发了言，会后又到河边去看了新修的桥和两岸的柳树。"


def _fibonacci(n: int) -> str:
    one, other = "一", "二"
    while len(other) < n:
        one, other = other, other + one
    return other[:n]


def _numbered(n: int) -> str:
    return "\n\n".join(f"第{i}天，河水涨了{i}寸，渡口停了{i}次船，岸上的人都在等。" for i in range(n // 30))


def _tails(n: int) -> str:
    starts = (f"{chr(0x4E00 + i % 2000)}{chr(0x5E00 + i % 700)}的事情是这样的：" for i in range(n // 60))
    return "\n\n".join(f"{start}{SENTENCE}" for start in starts)


# Each begins in mid-sentence and stops in a quotation, and each could go on in any other.
CUT = "，他说的话都在这里”。后来他又说：“大家一起来，事情还没有完"


def _columns(n: int) -> str:
    return "\n\n".join(f"## 题{i}\n\n{CUT}" for i in range(n // 40))


def _three_times(n: int) -> str:
    return "".join(f"{chr(0x4E00 + i % 5000)}{chr(0x5E00 + i // 5000)}说\n\n" * 3 for i in range(n // 15))


def _near(n: int) -> str:
    return "\n\n".join(f"{SENTENCE[: i % 36]}{chr(0x4E00 + i)}{SENTENCE[i % 36 :]}" for i in range(n // 40))


def _two_marks(n: int) -> str:
    # Marks of two classes, which the normal form puts in order, in two blocks that differ in a comma.
    start, marks = SENTENCE[:20], "\u0301" * (n // 4) + "\u0323" * (n // 4)
    return f"{start}{marks}{SENTENCE[20:]}\n\n春天来了。\n\n{start}{marks}，{SENTENCE[20:]}\n"


def _marks_apart(n: int) -> str:
    # The same, in two blocks that differ in one of the marks.
    marks = "\u0323" * (n // 4)
    one, other = ("\u0301" * (n // 4 + more) + marks for more in (0, 1))
    return f"{SENTENCE[:20]}{one}{SENTENCE[20:]}\n\n春天来了。\n\n{SENTENCE[:20]}{other}{SENTENCE[20:]}\n"


SHAPES: dict[str, Callable[[int], str]] = {
    "one character": lambda n: "一" * n,
    "period of 2": lambda n: "春秋" * (n // 2),
    "period of 3": lambda n: "天地人" * (n // 3),
    "period of 77": lambda n: "".join(chr(0x4E00 + i % 77) for i in range(n)),
    "Fibonacci": _fibonacci,
    "equal paragraphs": lambda n: f"{SENTENCE}\n\n" * (n // 40),
    "paragraphs that differ in a number": _numbered,
    "two paragraphs in turn": lambda n: f"{SENTENCE}\n\n第二天下了雨，路上的人都打着伞，走得很慢。\n\n" * (n // 62),
    "a shared tail": _tails,
    "one long line of prose": lambda n: SENTENCE * (n // 38),
    "short lines": lambda n: "春天来了\n" * (n // 5),
    "empty lines": lambda n: "甲" + "\n" * n + "乙",
    "only headings": lambda n: "".join(f"# 题{i}\n" for i in range(n // 6)),
    "numbered headings": lambda n: "".join(f"第{i}章 出发\n\n大家出发了。\n\n" for i in range(n // 18)),
    "only punctuation": lambda n: "、。《》「」" * (n // 6),
    "marks that begin Chinese, and no Han behind": lambda n: "走、。《》「」" + "！ " * (n // 2),
    "digits": lambda n: "圆周率：" + "1" * n,
    "numbers with points": lambda n: "1." * (n // 2) + "x",
    "Han numerals": lambda n: "一二三四五六七八九十" * (n // 10),
    "nested brackets": lambda n: "《" * (n // 2) + "字" + "》" * (n // 2),
    "marks that never close": lambda n: "“" * n,
    "marks that close nothing": lambda n: "”" * n,
    "brackets crossed": lambda n: "（《）》" * (n // 4),
    "blanks": lambda n: "春" + "　" * n + "秋",
    "blanks between": lambda n: "春 " * (n // 2),
    "dialogue": lambda n: "“你走不走？”他说。“走！”\n\n" * (n // 16),
    "verse": lambda n: "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n\n" * (n // 29),
    "a table": lambda n: "| 甲 | 乙 |\n| --- | --- |\n" + "| 一 | 100 |\n" * (n // 12),
    "rows without a mark": lambda n: "".join(f"货币资金 {i * 7919},000\n" for i in range(n // 15)),
    "Latin words": lambda n: "the quick 政协 brown fox " * (n // 23),
    "by-lines": lambda n: "大家都来了。本报记者 王芳 李明 " * (n // 18),
    "pages": lambda n: "".join(f"{SENTENCE}\n\n- {i} -\n\f" for i in range(n // 46)),
    "quotation marks in one line": lambda n: "> " * (n // 2) + "完",
    "list marks": lambda n: "- 一\n" * (n // 4),
    "columns out of order": _columns,
    "lines that stand three times": _three_times,
    "paragraphs nearly alike": _near,
    "Chinese and Latin in turn": lambda n: "春a" * (n // 2),
    "numbered items": lambda n: "".join(f"{i}. 春天来了，河水涨了。\n" for i in range(n // 15)),
    "doubled characters": lambda n: "".join(chr(0x4E00 + i % 7000) * 2 for i in range(n // 2)),
    "combining marks": lambda n: "a" + "\u0301" * n,
    "combining marks of two classes": _two_marks,
    "blocks that differ in a combining mark": _marks_apart,
    "brackets that never close": lambda n: "（《“「" * (n // 4) + "书",
    "captions": lambda n: "".join(f"图为第{i}站 王芳摄\n\n" for i in range(n // 12)),
    "rulers": lambda n: "一二三四五六七八九十\n---\n" * (n // 15),
}
