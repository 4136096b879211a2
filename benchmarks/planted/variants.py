"""Clean texts set in other ways, by a seed: wrapped, cut in two, mixed with what else stands on pages."""

from __future__ import annotations

import random
import re
from functools import partial
from typing import TYPE_CHECKING

from planted.among import (
    CLAUSE,
    HAN_NUMBERS,
    clauses_of,
    noted,
    set_headed,
    some_twice,
    title_page,
    with_headings,
    with_verse,
)
from planted.foreign import FOREIGN, PHRASE, SIGN, latin, set_foreign, set_references, with_foreign
from planted.lines import Text
from planted.listed import set_as_wide, set_clauses, set_headlines, set_lists, set_songs
from planted.page import Page, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from planted.lines import Source

LOST, INTERRUPTED = 0.2, 0.25  # of the paragraphs cut in two
TITLED = 0.2  # of the texts have a title page
NOTED = 0.05  # of the texts have notes
HALF_WIDTH = str.maketrans("，；：？！", ",;:?!")
COMMA = re.compile("[，、；,]")
PAIR = re.compile("《[^》]{2,40}》|“[^”]{2,40}”")
NUMBERS = ("{}、", "（{}）", "第{}，", "{}是", "")
HEADS = (
    "江城日报",
    "第{}页",
    "— {} —",
    "{}",
    "市志通讯　第三期",
    "{}　文史资料选辑",
    "年度报告",
    "2019年3月{}日　星期二",
)
CAPTIONS = (
    "图为{}。　本报记者　王芳　摄",
    "图{}",
    "{}（资料图片）",
    "{}　新华社发",
    "{}。新华社发",
    "{}。李明 摄",
    "{}。本报通讯员 张建国 摄",
    "{}。（人民视觉）",
    "上图：{}",
    "▲{}。",
)


def _in_lines(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random, narrow: bool, blank: bool) -> None:
    """Set paragraphs at a width: in columns, on pages, with indents or empty lines between them, or neither.

    Headings are wrapped at the same width, or earlier where their characters are larger.
    """
    width = chance.randint(8, 20) if narrow else chance.randint(18, 45)
    larger = chance.choice([1.0, 1.0, 1.2, 1.5, 2.0])
    indent, hanging, between = chance.choice([0, 0, 2]), chance.choice([0, 1, 2]), chance.choice([0, 0, 1])
    changes, furnished = chance.random() < 0.3, not blank and chance.random() < 0.3
    head, number, left = chance.choice(HEADS), chance.randint(1, 200), chance.randint(15, 40)
    whole, outdent = chance.random() < 0.6, chance.choice([0, indent])
    if chance.random() < TITLED:
        _put_title(page, paragraphs[0][1], chance, int(blank))
    for is_heading, text in paragraphs:
        if changes and chance.random() < 0.1:
            width = max(8, width + chance.randint(-8, 8))
        lead = outdent if is_heading else indent
        within = max(6, round(width / larger)) if is_heading else width
        for place, line in enumerate(wrapped(text, within, lead, hanging, whole)):
            gap = 1 if blank else between if place == 0 else 0
            if furnished and left == 0:
                page.put(head.format(number), chance.choice([0, 1, 2]), aside=True)
                number, left, gap = number + 1, chance.randint(15, 40), chance.choice([0, 1, 2])
            page.put("　" * (lead if place == 0 else 0) + line, gap, place > 0)
            left -= 1


def _cut(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random, share: float) -> None:
    """Set a paragraph a line, this *share* of the long ones cut in two."""
    indent, gap = chance.choice([0, 0, 2]), chance.choice([0, 1, 1, 1])
    marks = chance.choice(["none", "title", "all"])
    if chance.random() < TITLED:
        _put_title(page, paragraphs[0][1], chance, gap)
    for number, (is_heading, text) in enumerate(paragraphs):
        if number == 0 and marks != "none":
            page.put(f"# {(CLAUSE.split(text) or [''])[0][:20] or '题'}", 0)
        lead = "## " if is_heading and marks == "all" else "" if is_heading else "　" * indent
        if not is_heading and len(text) > 12 and chance.random() < share:
            place = _place_of_a_cut(text, chance)
            page.put(lead + text[:place], gap)
            if chance.random() < LOST:
                continue
            if chance.random() < INTERRUPTED:
                for between in _between(text, chance):
                    page.put(between, gap + chance.choice([0, 0, 1]), aside=True)
            page.put(text[place:], gap, goes_on=True)
        else:
            page.put(lead + text, gap)


def _place_of_a_cut(text: str, chance: random.Random) -> int:
    """Return where to cut: anywhere, near the beginning, behind a comma, sign or Latin word, or inside a pair."""
    places = chance.choice(
        [
            range(2, len(text) - 1),
            range(2, len(text) - 1),
            range(4, min(len(text) - 1, 17)),
            [match.end() for match in COMMA.finditer(text, 2, len(text) - 2)],
            [place for match in PAIR.finditer(text, 2) for place in range(match.start() + 1, match.end())],
            *(places for cut in (SIGN, PHRASE) if (places := [match.end() for match in cut.finditer(text, 2)])),
        ]
    )
    return chance.choice(places or range(2, len(text) - 1))


def _put_title(page: Page, text: str, chance: random.Random, gap: int) -> None:
    """Set a title in several lines, which stay as they are."""
    indent = chance.choice([0, 0, 4, 8])
    for line in title_page(text, chance):
        page.put(" " * indent + line, gap)


def _few(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set no more than four paragraphs, some of them cut: nothing but themselves tells what they are."""
    begin = chance.randrange(len(paragraphs))
    _cut(page, paragraphs[begin : begin + chance.choice([1, 1, 2, 3, 4])], chance, chance.choice([0.0, 0.0, 0.2, 0.5]))


def _between(text: str, chance: random.Random) -> list[str]:
    """Return what stands between the halves of a paragraph: a caption, or the foot and the head of a page."""
    clause = (CLAUSE.split(text) or [""])[0][:20] or "会场"
    head = chance.choice(HEADS).format(chance.randint(1, 400))
    return chance.choice([[chance.choice(CAPTIONS).format(clause)], [head], [str(chance.randint(1, 400)), head]])


def _verse(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set clauses of about one length, a line each: with marks, or without any."""
    size, marks, gap = chance.choice([4, 5, 7, 8]), chance.choice(["", "", "，。", "，"]), chance.choice([0, 0, 1])
    loose = chance.choice([0, 0, 2])
    lines = [clause for clause in clauses_of(paragraphs) if abs(len(clause) - size) <= loose]
    for place, line in enumerate(lines[:40]):
        mark = marks[place % len(marks)] if marks else ""
        page.put(line + mark, gap + (place % 4 == 0 and place > 0))


def _turns(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set the turns of a talk, mostly without a last mark; the speaker on the same line or one of its own."""
    speakers = chance.choice(
        [("说话人1", "说话人2"), ("问", "答"), ("记者", "王芳"), ("张三", "李四"), ("主持人", "嘉宾")]
    )
    apart, gap, closed = chance.random() < 0.5, chance.choice([0, 1]), chance.random() < 0.3
    for place, (_, text) in enumerate(paragraphs):
        said = text[: chance.randint(6, 60)].rstrip("，。；：、") + ("。" if closed else "")
        name = f"{speakers[place % 2]}{chance.choice(['', f' 00:{place % 60:02}'])}"
        if apart:
            page.put(name, gap)
            page.put(said, 0)
        else:
            page.put(f"{name}：{said}", gap)


def _rows(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set rows of a table, a list of names, contents with page numbers, addresses, or program text."""
    words = [clause[: chance.randint(2, 8)] for clause in clauses_of(paragraphs)][:40]
    kind, gap = (
        chance.choice(["table", "cells", "names", "contents", "address", "code", "heads", "latin"]),
        chance.choice([0, 0, 1]),
    )
    for place, word in enumerate(words):
        amounts = " ".join(f"{chance.randint(1, 999_999):,}" for _ in range(2))
        cells = ("-", "-", f"{chance.randint(1, 99_999):,}.00", f"-{chance.randint(1, 99)}.{chance.randint(0, 9)}%")
        line = {
            "table": f"{word} {amounts}",
            "cells": f"{word} {' '.join(chance.choice(cells) for _ in range(3))}".lstrip(chance.choice(["", word])),
            "names": word[:3],
            "contents": f"{place // 3 + 1}.{place % 3 + 1} {word} {place + 3}",
            "address": f"{word}路{chance.randint(1, 300)}号 电话 {chance.randint(1000000, 9999999)}",
            "code": f"    {chance.choice('abcxyz')} = f({place}, '{word}')",
            "heads": f"第{place + 1}章 {word}",
            "latin": latin(chance),
        }[kind]
        page.put(line, gap)


def _blog(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set a paragraph a line, most without their last mark, as people write to each other."""
    gap = chance.choice([0, 1, 1])
    for _, text in paragraphs:
        page.put(text[: chance.randint(8, 120)].rstrip("，。；：、！？"), gap)


def _outline(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set headings of a clause or two, without a mark at their end, above paragraphs hardly longer than they are."""
    gap, indent, number = chance.choice([0, 1, 1]), chance.choice([0, 0, 2]), chance.choice(NUMBERS)
    least, longest = chance.randint(6, 20), chance.choice([chance.randint(14, 30), chance.randint(14, 80)])
    for place, (_, text) in enumerate(paragraphs[: chance.choice([2, 4, 20])]):
        heading, rest = _parted(text, least + chance.choice([-2, 0, 2]))
        closed = rest[:longest].rfind("。") + 1
        if heading and closed > 4:
            page.put("　" * indent + number.format(HAN_NUMBERS[place % 10]) + heading, gap)
            page.put("　" * indent + rest[:closed], gap)


def _parted(text: str, least: int) -> tuple[str, str]:
    """Return a text up to a comma or full stop behind so many characters, and what stands behind that mark."""
    places = [place for place in range(least, min(len(text), least + 16)) if text[place] in "，。；："]
    return (text[: places[0]], text[places[0] + 1 :]) if places else ("", text)


def _pictured(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set a paragraph a line, with captions, by-lines and scraps of a web page between them."""
    gap = chance.choice([0, 1, 1, 2])
    scraps = ["【字体：", "大", "中", "小", "】", "分享：", "来源：", "打印", "下载", "责任编辑：王芳"]
    for is_heading, text in paragraphs:
        page.put(text, gap)
        if is_heading or chance.random() > 0.25:
            continue
        clause = (CLAUSE.split(text) or [""])[0][:20] or "会场"
        for line in chance.choice(
            [[chance.choice(CAPTIONS).format(clause)], ["本报记者　王芳　李建国"], scraps[:5], scraps[5:]]
        ):
            page.put(line, gap + chance.choice([0, 0, 1]))


VARIANTS: dict[str, Callable[[Page, list[tuple[bool, str]], random.Random], None]] = {
    "clean": partial(_cut, share=0.0),
    "cut": partial(_cut, share=0.2),
    "few": _few,
    "wrapped": partial(_in_lines, narrow=False, blank=False),
    "narrow": partial(_in_lines, narrow=True, blank=False),
    "wrapped with empty lines": partial(_in_lines, narrow=False, blank=True),
    "verse": _verse,
    "turns": _turns,
    "rows": _rows,
    "unclosed": _blog,
    "pictured": _pictured,
    "outline": _outline,
    "references": set_references,
    "foreign": set_foreign,
    "headed": set_headed,
    "lists": set_lists,
    "headlines": set_headlines,
    "songs": set_songs,
    "clauses": set_clauses,
    "headings as wide": set_as_wide,
}


IN_PARAGRAPHS = {
    name for name in VARIANTS if name in {"clean", "cut", "few", "pictured"} or name.startswith(("wrap", "narrow"))
}


def made(source: Source, variant: str, seed: str) -> Text:
    """Return a text made of some paragraphs of a source, few or many."""
    chance = random.Random(f"{source.name} {variant} {seed}")
    size = chance.choice([1, 2, 3, 5, 10, 20, 40, 80])
    begin = chance.randrange(max(1, len(source.paragraphs) - size + 1))
    paragraphs = some_twice(source.paragraphs[begin : begin + size], chance)
    paragraphs = with_foreign(with_verse(paragraphs, chance), chance, 1.0 if variant == "foreign" else FOREIGN)
    paragraphs = with_headings(paragraphs, chance) if variant in IN_PARAGRAPHS else paragraphs
    page = Page()
    VARIANTS[variant](page, paragraphs, chance)
    text = "\n".join(noted(page.lines, chance) if chance.random() < NOTED else page.lines)
    text = text.translate(HALF_WIDTH) if chance.random() < 0.15 else text
    return Text(source.genre, source.name, variant, text, *map(frozenset, (page.joins, page.aside, page.across)))
