"""A text as it is set, line by line, and the headings and lines that are put into it by a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planted.labelled import Block
from planted.vocabulary import LISTS, Words

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

CHINESE = [*"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"), "二十"]
NUMBERS: dict[str, Callable[[int], str]] = {
    "第一章 ": lambda n: f"第{CHINESE[n]}章 ",
    "第 一 章 ": lambda n: f"第 {CHINESE[n]} 章 ",
    "第1章 ": lambda n: f"第{n + 1}章 ",
    "第一节　": lambda n: f"第{CHINESE[n]}节　",
    "第一条 ": lambda n: f"第{CHINESE[n]}条 ",
    "第一回　": lambda n: f"第{CHINESE[n]}回　",
    "一、": lambda n: f"{CHINESE[n]}、",
    "一．": lambda n: f"{CHINESE[n]}．",
    "（一）": lambda n: f"（{CHINESE[n]}）",
    "1. ": lambda n: f"{n + 1}. ",
    "1、": lambda n: f"{n + 1}、",
    "1 ": lambda n: f"{n + 1} ",
    "(1) ": lambda n: f"({n + 1}) ",
    "1.1 ": lambda n: f"{n // 3 + 1}.{n % 3 + 1} ",
    "1.1. ": lambda n: f"{n // 3 + 1}.{n % 3 + 1}. ",
    "▲": lambda _: "▲",
    "◇": lambda _: "◇",
    "": lambda _: "",
}
ALONE = ("alone", "digits alone")  # shapes of headings that are nothing but a number
SHAPES = ("clause", "two", "comma", "part", "quoted", "sentence", *ALONE)
DISPLAYED = ("大減價", "春季", "棉布莊", "日期不限", "歡迎參觀", "價格低廉", "本月底止", "大贈品", "新貨上市", "名醫")
STARS = ["\u200b", "※　※", "* * *", "＊＊＊", "——————", "☆☆☆", "◇", "※", "※　※　※", "……", "* * * * *", "＊　＊　＊"]


@dataclass(frozen=True)
class Line:
    """A line as it is set: its kind, None where nobody knows, and how many empty ones stand above it."""

    kind: str | None
    text: str
    gap: int
    page: bool = False  #: whether a page begins with it


@dataclass
class Setting:
    """How a text is set, and what has been set so far."""

    chance: random.Random
    words: Words
    gap: int
    lines: list[Line] = field(default_factory=list)

    def put(self, kind: str | None, text: str, more: int = 0, page: bool = False) -> None:
        """Add a line, with so many empty lines more than usual above it."""
        self.lines.append(Line(kind, text, self.gap + more, page))

    def put_all(self, kind: str | None, texts: list[str], more: int = 0) -> None:
        """Add lines of a kind, the first after a wider gap."""
        for place, text in enumerate(texts):
            self.put(kind, text, more if place == 0 else 0)


def shorter(text: str, chance: random.Random, most: int = 24) -> str:
    """Return a text cut to a length by chance."""
    return text[: chance.randint(min(6, most), most)]


def invented_headings(setting: Setting, blocks: list[Block], bare: bool = False) -> list[Block]:
    """Return blocks with headings of a new form before some, in place of those that they had; *bare* have no number."""
    chance, words = setting.chance, setting.words
    number = NUMBERS["" if bare else chance.choice([*NUMBERS, "", "", "一、", "（一）"])]
    inner = NUMBERS[chance.choice(["（一）", "1. ", "1.1 ", "(1) ", ""])]
    shape, inner_shape = chance.choice([*SHAPES, "clause", "comma"]), chance.choice(["comma", "clause", "clause"])
    shape = chance.choice(["comma", "comma", "clause", "two", "quoted"]) if bare else shape
    found: list[Block] = []
    count = inside = 0
    every = chance.randint(2, 6)
    for place, block in enumerate(blocks):
        if block.kind in {"title", "heading"}:
            continue
        if place % every == 0 and count < len(CHINESE):
            title = heading_text(shape, words, chance, count)
            found.append(Block("heading", title if shape in ALONE else number(count) + title, 2))
            count, inside = count + 1, 0
            if not bare and chance.random() < 0.2 and inner is not number:
                found.append(Block("heading", inner(0) + heading_text(inner_shape, words, chance, 0), 3))
                inside = 1
        elif place % every and not bare and chance.random() < 0.2 and inside < 9 and inner is not number:
            found.append(Block("heading", inner(inside) + heading_text(inner_shape, words, chance, inside), 3))
            inside += 1
        found.append(block)
    return found


def heading_text(shape: str, words: Words, chance: random.Random, count: int) -> str:
    """Return the words of a heading."""
    one, other = (chance.choice(words.clauses)[: chance.choice([2, 4, 6, 8, 10, 13])] for _ in range(2))
    if shape in ALONE:
        return CHINESE[count] if shape == "alone" else str(count + 1)
    if shape == "part":
        return chance.choice([*words.of("parts"), one])
    if shape == "quoted":
        return chance.choice(
            [
                f"“{one}”和{other}",
                f"《{one}》与{other}",
                f"{one}（{chance.randint(1990, 2026)}年）",
                f"{chance.randint(2000, 2030)}年{one}",
            ]
        )
    if shape == "sentence":
        return f"{one}{chance.choice(['？', '！', '：' + other])}"
    return {"clause": one, "two": f"{one}{chance.choice(' 　')}{other}", "comma": f"{one}，{other}"}[shape]


def insert(setting: Setting, kind: str, wide: int) -> None:
    """Add something that is not the text: of a kind, or several lines of it."""
    chance, words = setting.chance, setting.words
    number = chance.randint(1, 9)
    if kind == "caption":
        for _ in range(chance.choice([1, 1, 1, 2])):
            setting.put("caption", words.pick("captions"), wide)
    elif kind == "plain":  # nothing but the wider gap and the missing mark tell it
        forms = [
            "{scene}",
            "{clause}",
            "{scene}，{clause}",
            "{city}市{scene}",
            "{scene}“{clause}”",
            "{city}举办“{clause}”活动",
        ]
        setting.put_all("caption", [words.fill(chance.choice(forms)) for _ in range(chance.choice([1, 2, 3]))], 2)
        if chance.random() < 0.5:
            setting.put("paragraph", chance.choice(words.sentences), 2)
        else:
            setting.put("marked", words.fill("## {clause} {clause}"), 2)
    elif kind == "byline":
        setting.put("byline", words.pick("bylines"))
    elif kind == "scrap":
        setting.put_all("page furniture", words.pick("scraps").split("|"))
    elif kind == "editor":
        setting.put("page furniture", words.pick("editors"))
    elif kind == "head":
        setting.put(
            "page furniture",
            words.pick("heads", number=number, chapter=shorter(chance.choice(words.clauses), chance, 12)),
        )
    elif kind == "page number":
        setting.put("page furniture", words.pick("page_numbers", number=number * 7, total=99))
    elif kind == "note":
        setting.put_all("note", [words.pick("notes", number=number + n) for n in range(chance.choice([1, 1, 3]))])
    elif kind == "table":
        rows(setting, chance.randint(2, 7))
    elif kind == "ad":
        texts = [words.pick("ads") for _ in range(chance.choice([1, 2, 3]))]
        setting.put_all("advertisement", texts if chance.random() < 0.4 else displayed(words))
    elif kind == "address":
        setting.put_all("paragraph", words.pick("addresses").split("|"), chance.choice([0, 0, 1]))
    elif kind == "item":
        shape = NUMBERS[chance.choice(["（一）", "1. ", "1、", "(1) ", "一、"])]
        mark = chance.choice("；。， ")
        setting.put("paragraph", f"{chance.choice(words.clauses)}包括：")
        setting.put_all(
            "list item",
            [f"{shape(n)}{chance.choice(words.clauses)}{mark}".strip() for n in range(chance.randint(2, 6))],
        )
    else:
        setting.put("paragraph", words.pick("traps"))


def displayed(words: Words) -> list[str]:
    """Return the lines of an advertisement that is set large, a few characters in each; some lines come again."""
    chance = words.chance
    shown = [
        chance.choice(
            [words.fill("{goods}"), words.fill("{shop}"), shorter(chance.choice(words.clauses), chance, 6), *DISPLAYED]
        )
        for _ in range(6)
    ]
    shown += [one for one in (words.brand, "電話", f"TEL.{chance.randint(10000, 99999)}") if chance.random() < 0.5]
    return [piece for one in shown for piece in (list(one[:3]) if chance.random() < 0.4 else [one[:9]])]


def rows(setting: Setting, count: int) -> None:
    """Add rows of a table, its head above them."""
    chance, words = setting.chance, setting.words
    template, given = chance.choice(words.of("rows")), chance.random()
    if given < 0.4:
        above, behind = chance.choice(["表", "表 "]), chance.choice("　 ：")
        setting.put("caption", f"{above}{chance.randint(1, 9)}{behind}{chance.choice(words.clauses)[:12]}")
    if given < 0.6:
        setting.put("table", words.fill(chance.choice(LISTS["row_heads"])))
    setting.put_all(
        "table",
        [words.fill(template if chance.random() < 0.9 else chance.choice(words.of("rows"))) for _ in range(count)],
    )
