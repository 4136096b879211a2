"""Latin words, figures with their sign, and references, as they stand in Chinese texts: made by a seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planted.page import words_of

if TYPE_CHECKING:
    import random

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
AT_A_COMMA = re.compile("[，；]")


def latin(chance: random.Random, least: int = 2, most: int = 8) -> str:
    """Return some Latin words, as of a title, perhaps with a colon or comma among them."""
    words = [chance.choice(LATIN) for _ in range(chance.randint(least, most))]
    place = chance.randrange(len(words))
    words[place] += chance.choice(["", "", ":", ","]) if place + 1 < len(words) else ""
    return " ".join(words)


def with_foreign(paragraphs: list[tuple[bool, str]], chance: random.Random) -> list[tuple[bool, str]]:
    """Return paragraphs, in some texts with Latin titles or figures behind their commas."""
    if chance.random() > FOREIGN:
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
