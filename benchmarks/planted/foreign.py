"""Latin words, figures with their sign, and references, as they stand in Chinese texts: made by a seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planted.among import clauses_of
from planted.page import words_of, wrapped

if TYPE_CHECKING:
    import random

    from planted.page import Page

FOREIGN = 0.12  # of the texts have Latin words and figures in their paragraphs
LATIN = words_of(
    "Text Mining Analysis of Chinese Review Survey Methods Journal Transactions on Knowledge Data "
    "Engineering Nature Science Proceedings International Conference Learning Deep Networks Language "
    "Models Information Retrieval Word Segmentation and for in the Theory Economics Growth Urban "
    "Planning Law Society Modern History Press University IEEE ACM Springer Elsevier Systems "
    "Research Letters Bulletin Applied Statistics Computing"
)
FAMILIES = words_of("Smith Brown Wang Zhang Miller Chen Li Johnson Garcia Kim Lee Tanaka Müller Davis Liu")
SURNAMES = "张王李赵刘陈杨黄周吴徐孙胡朱高林何郭马罗"
FIGURES = (
    "同比-{}%",
    "增速为-{}%",
    "环比-{}%",
    "较上年-{}个百分点",
    "净利润-{}亿元",
    "同比+{}%",
    "气温为-{}℃",
    "占{}%",
    "下降{}%",
)
MARKED = ("[{}] ", "[{}]", "[{}] ", "{}. ", "（{}）", "〔{}〕", "{} ", "")
SIGN = re.compile("(?<![\\s\\d])-(?=\\d)")  # behind it a figure may be cut
PHRASE = re.compile("[A-Za-z][,.:]? (?=[A-Za-z\\d])")  # and a Latin title
BETWEEN = re.compile("[,，.:] ?|[A-Za-z] ")  # where a reference is cut
AT_A_COMMA = re.compile("[，；]")


def latin(chance: random.Random, least: int = 2, most: int = 8) -> str:
    """Return some Latin words, as of a title, perhaps with a colon or comma among them."""
    words = [chance.choice(LATIN) for _ in range(chance.randint(least, most))]
    place = chance.randrange(len(words))
    words[place] += chance.choice(["", "", ":", ","]) if place + 1 < len(words) else ""
    return " ".join(words)


def with_foreign(
    paragraphs: list[tuple[bool, str]], chance: random.Random, share: float = FOREIGN
) -> list[tuple[bool, str]]:
    """Return paragraphs, in this *share* of the texts with Latin titles or figures behind their commas."""
    if chance.random() > share:
        return paragraphs
    figures = chance.random() < 0.6
    return [(is_heading, text if is_heading else _filled(text, chance, figures)) for is_heading, text in paragraphs]


def _filled(text: str, chance: random.Random, figures: bool) -> str:
    for _ in range(chance.choice([0, 1, 2, 3])):
        places = [match.end() for match in AT_A_COMMA.finditer(text)]
        if not places:
            break
        amount = chance.choice([f"{chance.randint(0, 99)}.{chance.randint(0, 9)}", f"{chance.randint(1, 99)}"])
        added = chance.choice(FIGURES).format(amount) if figures else latin(chance)
        place = chance.choice(places)
        text = f"{text[:place]}{added}{chance.choice(['，', '，', '、'])}{text[place:]}"
    return text


def references(clauses: list[str], chance: random.Random) -> list[str]:
    """Return a list of references, Chinese and Latin, numbered in one way, some with a last point."""
    marked, pointed = chance.choice(MARKED), chance.choice([0.0, 0.7, 1.0])
    latins, typed = chance.choice([0.2, 0.5, 0.9]), chance.random() < 0.7
    found = []
    for number in range(1, chance.randint(2, 25)):
        said = _latin_one(chance, typed) if chance.random() < latins else _chinese_one(clauses, chance, typed)
        found.append(marked.format(number) + said + ("." if chance.random() < pointed else ""))
    return found


def _numbers(chance: random.Random) -> str:
    year, pages = chance.randint(1950, 2024), chance.randint(1, 900)
    volume = chance.choice([f", {chance.randint(1, 60)}", ""]) + chance.choice([f"({chance.randint(1, 12)})", ""])
    return f"{year}{volume}" + chance.choice([f": {pages}-{pages + chance.randint(1, 30)}", f":{pages}", ""])


def _latin_one(chance: random.Random, typed: bool) -> str:
    names = [f"{chance.choice(FAMILIES)} {chance.choice('ABCDEFGHJKLMRST')}" for _ in range(chance.randint(1, 4))]
    kind = chance.choice(["[J]", "[C]", "[M]", ""]) if typed else ""
    return f"{', '.join(names)}. {latin(chance)}{kind}. {latin(chance, 1, 5)}, {_numbers(chance)}"


def _chinese_one(clauses: list[str], chance: random.Random, typed: bool) -> str:
    def some() -> str:
        return chance.choice(clauses) if clauses else "研究"

    point, comma = chance.choice([(". ", ", "), (".", ","), ("．", "，")])
    names = [chance.choice(SURNAMES) + some()[: chance.choice([1, 2])] for _ in range(chance.randint(1, 3))]
    kind = chance.choice(["[J]", "[M]", "[D]", "[N]", "[R]"]) if typed else ""
    place = some()[:2]
    where = chance.choice(
        [f"{place}学报", f"{place}研究", f"{place}: {some()[:3]}出版社", f"{place}大学", f"{place}日报"]
    )
    return f"{comma.join(names)}{point}{some()[:20]}{kind}{point}{where}{comma}{_numbers(chance)}"


def set_references(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set a list of references: wrapped, a line each, or a few of them cut behind a comma or between Latin words."""
    width, hanging, gap = (
        chance.choice([0, 0, chance.randint(20, 60)]),
        chance.choice([0, 1, 2]),
        chance.choice([0, 0, 1]),
    )
    indent, share = chance.choice([0, 0, 2]), chance.choice([0.0, 0.1, 0.3])
    if chance.random() < 0.7:
        page.put(chance.choice(["参考文献", "参考文献：", "References", "主要参考书目", "## 参考文献", "注释"]), 0)
    for entry in references(clauses_of(paragraphs), chance):
        places = [match.end() for match in BETWEEN.finditer(entry, 4, len(entry) - 2)]
        if width:
            lines = wrapped(entry, width, 0, hanging, whole=True)
        else:
            place = chance.choice(places) if places and chance.random() < share else len(entry)
            lines = [line for line in (entry[:place].strip(), entry[place:].strip()) if line]
        for number, line in enumerate(lines):
            page.put("　" * (indent if number else 0) + line, 0 if number else gap, number > 0)


def set_foreign(page: Page, paragraphs: list[tuple[bool, str]], chance: random.Random) -> None:
    """Set a few paragraphs, cut behind a sign or among Latin words, some from the clause before it on."""
    gap, share, indent = chance.choice([0, 0, 1]), chance.choice([0.3, 0.7, 1.0]), chance.choice([0, 0, 2])
    for is_heading, text in paragraphs[: chance.choice([1, 2, 4, 8])]:
        places = [match.end() for cut in (SIGN, PHRASE) for match in cut.finditer(text, 2)]
        if is_heading or not places or chance.random() > share:
            page.put(text, gap)
            continue
        place = chance.choice(places)
        begin = text.rfind(chance.choice("，。"), 0, max(place - 6, 0)) + 1 if chance.random() < 0.5 else 0
        page.put("　" * indent + text[begin:place].strip(), gap)
        page.put(text[place:].strip(), gap, goes_on=True)
