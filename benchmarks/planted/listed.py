"""Lines that stay as they are though nothing closes them: lists without marks, headlines, songs, clauses; by a seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planted.among import ACTS, clauses_of
from planted.foreign import SURNAMES
from planted.page import wrapped

if TYPE_CHECKING:
    import random

    from planted.page import Page

ANNOUNCED = ("{}如下：", "{}以下内容：", "{}：", "{}下列事项", "现将{}公布如下：", "{}，包括：", "")
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文"
PLACES = ("市政府", "县委", "镇人民政府", "教育局", "卫生局", "村委会", "大学", "")
OFFICES = ("主任", "书记", "局长", "副县长", "教授", "代表", "")
SONGS = ("，，，。", "，", "，。", "，，。", "；，。", "，，，，。", "", "！，！。")
AT_A_SEMICOLON = re.compile("(?<=[；;])")
LATIN = re.compile("[A-Za-z]")
TRIES = 40  # for two clauses that are as long together as is wanted


def _han_clauses(paragraphs: list[tuple[bool, str]]) -> list[str]:
    return [one for one in clauses_of(paragraphs) if not LATIN.search(one)] or ["总则"]


def person(chance: random.Random) -> str:
    """Return a name of two or three characters."""
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice([1, 2, 2])))


def of_length(clauses: list[str], size: int, between: str, chance: random.Random) -> str:
    """Return two clauses that are together about so long, neither of them cut."""
    pairs = [between.join(chance.choice(clauses) for _ in range(2)) for _ in range(TRIES)]
    return min(pairs, key=lambda pair: abs(len(pair) - size))


def items(clauses: list[str], chance: random.Random) -> list[str]:
    """Return the items of a list, all of one form, without marks at their ends or with commas and semicolons."""
    form = chance.choice(["act", "act", "said by", "said by", "person", "office", "clause", "two", "place"])
    act, who, sign = chance.choice(ACTS), chance.choice(PLACES), chance.choice(["", "", "", "；", "，", "、"])
    found = []
    for _ in range(chance.randint(2, 9)):
        clause = chance.choice(clauses)[: 18 if form in {"act", "said by"} else 30]
        shown = act if chance.random() < 0.5 else chance.choice(ACTS)
        found.append(
            {
                "act": f"关于{clause}的{shown}",
                "said by": f"{person(chance)}关于{clause}的{shown}",
                "person": f"{person(chance)}　{who}{chance.choice(OFFICES)}",
                "office": f"{who}{chance.choice(OFFICES)}{person(chance)}",
                "clause": clause,
                "two": of_length(clauses, 16, chance.choice(["，", "　", "、"]), chance),
                "place": f"{clause[:6]}{who}",
            }[form].strip()
            + sign
        )
    return [*found[:-1], found[-1].rstrip("；，、") + chance.choice(["", "。"] if sign else [""])]


def set_lists(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set paragraphs with lists between them that have no marks, announced by a colon, some other way or not at all."""
    clauses = _han_clauses(paragraphs)
    width, gap, share = chance.choice([0, 0, chance.randint(18, 45)]), chance.choice([0, 0, 1]), chance.choice([0.4, 1])
    indent, inner = chance.choice([0, 0, 2]), chance.choice([0, 0, 0, 2, 4])
    for _, text in paragraphs[: chance.choice([1, 2, 4, 20])]:
        body = text[: text.rfind("。", 0, chance.choice([40, 120, 400])) + 1] or text
        for place, line in enumerate(wrapped(body, width, indent, 2) if width else [body]):
            page.put("　" * indent * (place == 0) + line, 0 if place else gap, place > 0)
        if chance.random() > share:
            continue
        announced = chance.choice(ANNOUNCED).format(chance.choice(clauses)[:12])
        for line in ([announced] if announced else []) + items(clauses, chance):
            for place, part in enumerate(wrapped(line, width, inner, 2) if width else [line]):
                page.put("　" * inner * (place == 0) + part, 0 if place else gap, place > 0)


def set_headlines(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set headlines of about one length, a line each, nothing but themselves or above a paragraph here and there."""
    clauses = _han_clauses(paragraphs)
    size, loose, gap = chance.randint(10, 30), chance.choice([0, 1, 4]), chance.choice([0, 0, 1])
    between, share = chance.choice(["　", " ", "：", "，", ""]), chance.choice([0, 0, 0.15])
    for _, text in paragraphs:
        line = of_length(clauses, size, between, chance)
        if abs(len(line) - size) <= loose:
            page.put(line, gap)
        if chance.random() < share:
            page.put(text, gap)


def set_songs(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set songs and modern verse: clauses of many lengths, most with a comma at their end, in stanzas."""
    shortest, longest = chance.randint(2, 6), chance.randint(8, 18)
    clauses = [one for one in _han_clauses(paragraphs) if shortest <= len(one) <= longest]
    marks, gap, stanza = chance.choice(SONGS), chance.choice([0, 0, 1]), chance.choice([4, 4, 6, 100])
    apart, twice = chance.choice([0, 1]), chance.choice([0, 0, 0.2])
    for place, clause in enumerate(clauses[: chance.choice([4, 6, 12, 40])]):
        mark = marks[place % len(marks)] if marks else ""
        inner = chance.choice(clauses) if chance.random() < twice else ""
        line = f"{clause}{chance.choice('， 　')}{inner}" if inner else clause
        page.put(line + mark, gap + apart * (place % stanza == 0 and place > 0))


def set_clauses(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set each item of what is enumerated with semicolons a line of its own, wrapped or not, other paragraphs whole."""
    width, gap, indent = chance.choice([0, 0, chance.randint(18, 45)]), chance.choice([0, 0, 1]), chance.choice([0, 2])
    for _, text in paragraphs:
        for item in filter(None, AT_A_SEMICOLON.split(text)):
            for place, line in enumerate(wrapped(item, width, indent, 2) if width else [item]):
                page.put("　" * indent * (place == 0) + line, 0 if place else gap, place > 0)


def set_as_wide(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set headings that fill their line, or nearly, above paragraphs wrapped at the same width."""
    clauses, width = _han_clauses(paragraphs), chance.randint(14, 40)
    indent, between, short = chance.choice([0, 2]), chance.choice("，　 "), chance.choice([0, 0, 1, 3])
    for _, text in paragraphs[: chance.choice([2, 4, 20])]:
        if chance.random() < 0.6:
            heading = of_length(clauses, width - short, between, chance)
            for place, line in enumerate(wrapped(heading, width, 0, 2)):
                page.put(line, 0, place > 0)
        for place, line in enumerate(wrapped(text, width, indent, 1)):
            page.put("　" * indent * (place == 0) + line, 0, place > 0)
