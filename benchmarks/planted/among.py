"""What stands among the paragraphs of texts: headings, titles in several lines, verse, copies, notes; by a seed."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from planted.page import words_of, wrapped

if TYPE_CHECKING:
    import random

    from planted.page import Page

HEADED = 0.3  # of the texts have numbered headings without a mark
VERSED = 0.12  # and verse among their paragraphs
CLAUSE = re.compile("[，。；：！？、“”‘’（）《》\\s—…]+")
BETWEEN_WORDS = re.compile("[，。；：、\\s]")
HEADINGS = ("subject", "clause", "clause", "two")  # a usual word, or clauses of the text
HAN_NUMBERS = "一二三四五六七八九十"
# Numbers of headings: {0} is a Han number, {1} an Arabic one, {2} one below it.
NUMBERED = (
    "第{0}章 ",
    "第{0}章　",
    "第 {0} 章 ",
    "第{1}章 ",
    "第{0}节 ",
    "第{0}部分　",
    "第{0}编 ",
    "{0}、",
    "{0}、",
    "（{0}）",
    "（{0}）",
    "({1})",
    "{1}.{2} ",
    "{1}.{2}",
    "{1}.{2}.1 ",
    "{1} ",
    "{1}. ",
    "{1}、",
    "附件{1}　",
    "",
)
SUBJECTS = words_of(
    "正文 绪论 引言 结论 结语 背景介绍 正文要求 研究方法 文献综述 总则 附则 概述 前言 基本情况 "
    "主要问题 下一步打算 风险提示 投资建议 工作回顾 主要任务 总体要求 保障措施 组织领导 数据来源 "
    "讨论"
)
WHO = (
    "最高人民法院",
    "最高人民检察院",
    "国务院办公厅",
    "教育部",
    "财政部 国家税务总局",
    "某市人民政府",
    "某省人民代表大会常务委员会",
    "中国证券监督管理委员会",
    "省高级人民法院",
    "市住房和城乡建设局",
    "中共某县委员会",
    "某某股份有限公司",
    "",
)
ACTS = words_of("通知 意见 决定 若干规定 解释 批复 公告 实施细则 报告 暂行办法 复函 说明 若干问题的规定 管理办法")


def clauses_of(paragraphs: list[tuple[bool, str]]) -> list[str]:
    """Return the clauses of the paragraphs that are no headings."""
    return [clause for is_heading, text in paragraphs if not is_heading for clause in CLAUSE.split(text) if clause]


def with_headings(paragraphs: list[tuple[bool, str]], chance: random.Random) -> list[tuple[bool, str]]:
    """Return paragraphs, in some texts with headings above them, numbered in one way or two, with or without words."""
    if chance.random() > HEADED:
        return paragraphs
    clauses = clauses_of(paragraphs) or ["总则"]
    first, second = chance.choice(NUMBERED), chance.choice(NUMBERED)
    share, nested, bare = chance.choice([0.15, 0.4, 0.8]), chance.random() < 0.2, chance.random() < 0.15
    found: list[tuple[bool, str]] = []
    number = 0
    for place, (is_heading, text) in enumerate(paragraphs):
        above = found[-1:] and found[-1][0]
        if not is_heading and not above and chance.random() < share:
            for template in (first, second) if nested else (first,):
                mark = template.format(HAN_NUMBERS[number % 10], number % 20 + 1, place % 9 + 1)
                words = "" if bare and mark else words_of_a_heading(clauses, chance)
                found.append((True, (mark + words).strip()))
            number += 1
        found.append((is_heading, text))
    return found


def words_of_a_heading(clauses: list[str], chance: random.Random, kinds: tuple[str, ...] = HEADINGS) -> str:
    """Return what a heading says, behind its number: of one of the *kinds* in `HEADINGS`."""
    kind = chance.choice(kinds)
    if kind == "subject":
        return chance.choice(SUBJECTS)
    one, other = chance.choice(clauses), chance.choice(clauses)
    return f"{one[:16]}{chance.choice(['，', '，', '　', '、'])}{other[:16]}" if kind == "two" else one[:24]


def title_page(text: str, chance: random.Random) -> list[str]:
    """Return the lines of a title set in several, below who speaks and above a date or a name."""
    words = BETWEEN_WORDS.sub("", text)[: chance.randint(6, 60)]
    if chance.random() < 0.5:
        return [line for line in _title_of_an_act(words, chance) if line]
    count, before = chance.choice([2, 2, 3]), chance.choice(["", "", "人民法院", "市人民政府", "第一届委员会"])
    edges = [len(words) * place // count + chance.choice([-2, -1, 0, 1, 2]) for place in range(1, count)]
    lines = [words[max(start, 0) : end] for start, end in itertools.pairwise([0, *edges, len(words)])]
    return [line for line in [before, *lines, _below_a_title(chance)] if line]


def _title_of_an_act(words: str, chance: random.Random) -> list[str]:
    """Return `最高人民法院`, `关于…`, `…的解释`, and what stands below: a date, a number, or nothing."""
    who, act = chance.choice(WHO), chance.choice(ACTS)
    about, close = words[: chance.randint(4, 30)], chance.choice(["的", "", "〉的"])
    lead = "关于印发〈" if close == "〉的" else chance.choice(["关于", "关于", "关于贯彻执行", "关于修改"])
    lines = chance.choice(
        [
            [who, f"{lead}{about}{close}{act}"],
            [f"{who}{lead}{about}{close}", act],
            [f"{who}{lead}", f"{about}{close}{act}"],
            [who, f"{lead}{about}", f"{close}{act}"],
            [who, lead + about[: len(about) // 2], f"{about[len(about) // 2 :]}{close}{act}"],
        ]
    )
    return [*lines, _below_a_title(chance)]


def _below_a_title(chance: random.Random) -> str:
    return chance.choice(
        ["", "", "（2019年3月1日）", "（草案）", "王　芳", "二〇二〇年五月", "法释〔2015〕5号", "（试行）"]
    )


def noted(lines: list[str], chance: random.Random) -> list[str]:
    """Return lines of which many have the mark of a note, or a sign of the page's own font, behind their full stop."""
    marks = chance.choice(
        [["①", "②", "③"], ["[1]", "[2]", "[13]"], ["*"], ["\ue004"], ["\ue5e5", "\uf06e"], ["〔1〕", "〔2〕"]]
    )
    return [
        line + chance.choice(marks) if line.endswith(("。", "！", "？", "”")) and chance.random() < 0.7 else line
        for line in lines
    ]


def some_twice(paragraphs: list[tuple[bool, str]], chance: random.Random) -> list[tuple[bool, str]]:
    """Return paragraphs, of some texts with one or several of them again, at once or further on."""
    found = [*paragraphs]
    for _ in range(chance.choice([0] * 5 + [1, 2, 4])):
        place = chance.randrange(len(found))
        to = chance.choice([place, place, len(found)])
        found[to:to] = found[place : place + chance.choice([1, 1, 3])]
    return found


def with_verse(paragraphs: list[tuple[bool, str]], chance: random.Random) -> list[tuple[bool, str]]:
    """Return paragraphs, in some texts with lines of verse among them, mostly with a comma at their end."""
    if chance.random() > VERSED:
        return paragraphs
    shortest, marks = chance.choice([2, 4, 6]), chance.choice(["，。", "，，，。", "，", "，；，。", "", "、。"])
    clauses = [
        clause for clause in clauses_of(paragraphs) if shortest <= len(clause) <= shortest + chance.randint(1, 9)
    ]
    begin, place = chance.randrange(len(clauses) + 1), chance.randrange(len(paragraphs) + 1)
    lines = clauses[begin : begin + chance.randint(2, 12)]
    verse = [(False, line + (marks[number % len(marks)] if marks else "")) for number, line in enumerate(lines)]
    return [*paragraphs[:place], *verse, *paragraphs[place:]]


def set_headed(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set numbered headings of one or two clauses above paragraphs, wrapped or not, hardly longer than they are."""
    clauses, mark = clauses_of(paragraphs) or ["总则"], chance.choice(NUMBERED)
    width, gap = chance.choice([0, 0, chance.randint(18, 45)]), chance.choice([0, 1, 1])
    longest, share, cut = chance.choice([20, 50, 400]), chance.choice([0.3, 0.6, 1.0]), chance.choice([0, 0, 0.2])
    gap = 0 if width else gap
    for place, (is_heading, text) in enumerate(paragraphs[: chance.choice([2, 4, 8])]):
        if not is_heading and chance.random() < share:
            words = words_of_a_heading(clauses, chance, ("subject", "clause", "two", "two"))
            heading = mark.format(HAN_NUMBERS[place % 10], place + 1, place % 3 + 1) + words
            for number, line in enumerate(wrapped(heading, width, 0, 2) if width else [heading]):
                page.put(line, gap, number > 0)
        body = text[: text.rfind("。", 0, longest) + 1] or text
        halves = (
            [body[: len(body) // 2], body[len(body) // 2 :]] if len(body) > 12 and chance.random() < cut else [body]
        )
        for number, line in enumerate(wrapped(body, width, 0, 2) if width else halves):
            page.put(line, gap, number > 0)
