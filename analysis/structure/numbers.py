"""How headings and items are numbered: the shape of a number, its value, and which number it goes on from."""

from __future__ import annotations

import re

from ..languages.messages import N_

COUNTER = "一二三四五六七八九十百千零〇\\d"
NUMERAL = "[一二三四五六七八九十]"
# How headings are numbered, from the outermost inwards. An article of a law (第一条) is one only on a line of its own.
# A number is searched for from its first digit alone: a search from each digit takes quadratic time.
PATTERNS = (
    f"第[ \u3000]?[{COUNTER}]+[ \u3000]?[编卷篇部]",
    f"第[ \u3000]?[{COUNTER}]+[ \u3000]?[章回]",
    f"第[ \u3000]?[{COUNTER}]+[ \u3000]?节",
    f"第[ \u3000]?[{COUNTER}]+[ \u3000]?条",
    f"(?<!{NUMERAL}){NUMERAL}+[、．.]",
    f"[（(]{NUMERAL}+[)）]",
    "(?<!\\d)\\d+(?:[、．]|\\.(?!\\d))|(?<!\\d)\\d{1,2}[ \u3000](?=[一-鿿])",
    "[（(]\\d+[)）]|(?<!\\d)\\d{1,2}[)）]",
    "(?<!\\d)\\d{1,2}\\.\\d{1,2}(?![.\\d])\\.?",
    "(?<!\\d)\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}(?![.\\d])\\.?",
    "(?<!\\d)\\d{1,2}(?:\\.\\d{1,2}){3}(?![.\\d])",
    "[①-⑳]",
    "(?:[一二三四五六七八九十]{1,3}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|\\d{1,3})$",
)
SHAPES = tuple(map(re.compile, PATTERNS))
ANY = re.compile("|".join(f"({pattern})" for pattern in PATTERNS))  # the number of its group is that of the shape
NAMES = (
    "第一编",
    "第一章",
    "第一节",
    "第一条",
    "一、",
    "（一）",
    "1.",
    "(1)",
    "1.1",
    "1.1.1",
    "1.1.1.1",
    "①",
    N_("一 alone"),
)
ARTICLE = 3  # its place among them
SHAPED = re.compile("[第（(\\d一二三四五六七八九十①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]")  # what any of them begins with
NUMBERED = re.compile(
    f"第[ \u3000]?[{COUNTER}]+[ \u3000]?[编卷篇部章回节条款]|[（(][{COUNTER}]+[)）]"
    f"|(?<!{NUMERAL}){NUMERAL}+、|(?<!\\d)\\d+(?:\\.\\d+)*[.、．\\s]"
)
DIGITS = "零一二三四五六七八九"
LAST = re.compile(f"\\d+|[{DIGITS}〇十百千]+|[①-⑳]|[Ⅰ-Ⅹ]")
HEAD = 16  # characters in which a number ends


def shape_of(text: str) -> int:
    """Return which of `SHAPES` a text begins with, or -1.

    >>> [shape_of(text) for text in ("第一章 总则", "（二）农业", "1.2 方法", "七", "十分重要")]
    [1, 5, 8, 12, -1]
    """
    if not SHAPED.match(text):
        return -1
    head = text[:HEAD]
    if len(text) > HEAD and head[-1].isalnum():
        head += "…"  # so that what stands alone is not the end of the slice
    match = ANY.match(head)
    return match.lastindex - 1 if match and match.lastindex else -1


def number_of(text: str, shape: int) -> int:
    """Return the last number in what numbers a text, or -1.

    >>> number_of("第二十三条 本法", 3), number_of("1.12 方法", 8), number_of("③同上", 11)
    (23, 12, 3)
    """
    match = SHAPES[shape].match(text[:HEAD]) if shape >= 0 else None
    found = LAST.findall(match[0]) if match else []
    return value_of(found[-1]) if found else -1


def value_of(digits: str) -> int:
    """Return the value of a number in Arabic, Chinese, Roman or circled digits.

    >>> [value_of(digits) for digits in ("12", "十二", "一百零三", "④", "Ⅸ")]
    [12, 12, 103, 4, 9]
    """
    if digits[0].isdecimal():
        return int(digits)
    if "①" <= digits[0] <= "⑳":
        return ord(digits[0]) - ord("①") + 1
    if "Ⅰ" <= digits[0] <= "Ⅹ":
        return ord(digits[0]) - ord("Ⅰ") + 1
    total, digit = 0, 0
    for character in digits.replace("〇", "零"):
        unit = {"十": 10, "百": 100, "千": 1000}.get(character, 0)
        if unit:
            total, digit = total + max(digit, 1) * unit, 0
        else:
            digit = DIGITS.index(character)
    return total + digit
