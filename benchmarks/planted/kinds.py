"""Texts whose block kinds are known: clean documents set anew, with what pages and web pages add to them, by a seed."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planted.lines import HALF_WIDTH, wrapped
from planted.labelled import Block
from planted.vocabulary import (
    ADS, BYLINES, CAPTIONS, EDITORS, HEADS, NOTES, PAGE_NUMBERS, PARTS, REFERENCES, ROW_HEADS, ROWS, SCRAPS, SPEAKERS, TRAPS, Words, name,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from planted.labelled import Source

CLAUSE = re.compile("[，。；：！？、“”‘’（）《》\\s—…〔〕\\d.]+")
SENTENCE = re.compile("[^。！？\\s]{8,60}。")
CHINESE = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十".split()
NUMBERS: dict[str, Callable[[int], str]] = {
    "第一章 ": lambda n: f"第{CHINESE[n]}章 ",
    "第 一 章 ": lambda n: f"第 {CHINESE[n]} 章 ",
    "第1章 ": lambda n: f"第{n + 1}章 ",
    "第一节　": lambda n: f"第{CHINESE[n]}节　",
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
    "": lambda n: "",
}


@dataclass(frozen=True)
class Line:
    """A line as it is set: its kind, None where nobody knows, and how many empty ones stand above it."""

    kind: str | None
    text: str
    gap: int
    page: bool = False  #: whether a page begins with it


@dataclass(frozen=True)
class Labelled:
    """A text, and the kinds of the spans in it."""

    genre: str
    source: str  #: the document it is made of
    variant: str
    text: str
    spans: list[tuple[int, int, str | None]]


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


def _shorter(text: str, chance: random.Random, most: int = 24) -> str:
    return text[: chance.randint(min(6, most), most)]


def invented_headings(setting: Setting, blocks: list[Block]) -> list[Block]:
    """Return blocks with headings of a new form before some, in place of those that they had."""
    chance, words = setting.chance, setting.words
    number = NUMBERS[chance.choice([*NUMBERS, "", "", "一、", "（一）"])]
    inner = NUMBERS[chance.choice(["（一）", "1. ", "1.1 ", "(1) ", ""])]
    shape = chance.choice(["clause", "clause", "two", "comma", "comma", "part", "alone", "quoted", "sentence"])
    found: list[Block] = []
    count = inside = 0
    every = chance.randint(2, 6)
    for place, block in enumerate(blocks):
        if block.kind in {"title", "heading"}:
            continue
        if place % every == 0 and count < len(CHINESE):
            title = heading_text(shape, words, chance, count)
            found.append(Block("heading", title if shape == "alone" else number(count) + title, 2))
            count, inside = count + 1, 0
        elif place % every and chance.random() < 0.15 and inside < 9 and inner is not number:
            found.append(Block("heading", inner(inside) + heading_text("comma", words, chance, inside), 3))
            inside += 1
        found.append(block)
    return found


def heading_text(shape: str, words: Words, chance: random.Random, count: int) -> str:
    """Return the words of a heading."""
    one, other = (_shorter(chance.choice(words.clauses), chance, 13) for _ in range(2))
    if shape == "alone":
        return CHINESE[count]
    if shape == "part":
        return chance.choice([*words.of(PARTS), one])
    if shape == "quoted":
        return chance.choice([f"“{one}”和{other}", f"《{one}》与{other}", f"{one}（{chance.randint(1990, 2026)}年）", f"{chance.randint(2000, 2030)}年{one}"])
    if shape == "sentence":
        return f"{one}{chance.choice(['？', '！', '：' + other])}"
    return {"clause": one, "two": f"{one}{chance.choice(' 　')}{other}", "comma": f"{one}，{other}"}[shape]


def text_blocks(setting: Setting, blocks: list[Block]) -> None:
    """Set blocks as they are, headings marked in Markdown, bare, or some of them bare."""
    chance = setting.chance
    bare = chance.choice([1.0, 1.0, 1.0, 0.0, 0.25])
    indent, wide = "　　" * chance.choice([0, 0, 1]), chance.choice([0, 0, 0, 1])
    for block in blocks:
        if block.level and chance.random() >= bare:
            setting.put("marked", f"{'#' * block.level} {block.text}")
        elif block.level:
            setting.put(block.kind, block.text, wide)
        else:
            setting.put(block.kind, indent + block.text)


def interrupted(setting: Setting, blocks: list[Block], often: float) -> None:
    """Set blocks with captions, by-lines, scraps, tables, notes and advertisements between them, or in their middle."""
    chance, words = setting.chance, setting.words
    bare, wide = chance.choice([1.0, 1.0, 0.0, 0.3]), chance.choice([0, 0, 1, 2])
    for block in blocks:
        marked = block.level and chance.random() >= bare
        if marked or block.kind != "paragraph" or chance.random() > often:
            setting.put("marked" if marked else block.kind, f"{'#' * block.level} {block.text}" if marked else block.text)
            continue
        kind = chance.choice(["caption"] * 4 + ["byline", "byline", "scrap", "head", "table", "note", "ad", "item", "trap", "trap", "plain", "editor", "page number"])
        halves = [block.text]
        if len(block.text) > 40 and kind in {"caption", "head", "plain", "page number", "ad", "note", "table"} and chance.random() < 0.5:
            place = chance.randint(10, len(block.text) - 10)
            halves = [block.text[:place], block.text[place:]]
        setting.put("paragraph", halves[0])
        insert(setting, kind, wide)
        for half in halves[1:]:
            setting.put("paragraph", half, wide if kind in {"caption", "plain"} else 0)


def insert(setting: Setting, kind: str, wide: int) -> None:
    """Add something that is not the text: of a kind, or several lines of it."""
    chance, words = setting.chance, setting.words
    number = chance.randint(1, 9)
    if kind == "caption":
        for _ in range(chance.choice([1, 1, 1, 2])):
            setting.put("caption", words.pick(CAPTIONS), wide)
    elif kind == "plain":  # nothing but the wider gap and the missing mark tell it
        texts = [words.fill(chance.choice(["{scene}", "{clause}", "{scene}，{clause}"])) for _ in range(chance.choice([1, 1, 2, 3]))]
        setting.put_all("caption", texts, 2)
        setting.put("paragraph", chance.choice(words.sentences), 2)
    elif kind == "byline":
        setting.put("byline", words.pick(BYLINES))
    elif kind == "scrap":
        setting.put_all("page furniture", words.pick(SCRAPS).split("|"))
    elif kind == "editor":
        setting.put("page furniture", words.pick(EDITORS))
    elif kind == "head":
        setting.put("page furniture", words.pick(HEADS, number=number, chapter=_shorter(chance.choice(words.clauses), chance, 12)))
    elif kind == "page number":
        setting.put("page furniture", words.fill(chance.choice([t for t in words.of(PAGE_NUMBERS) if t != "{#}"]), number=number * 7, total=99))
    elif kind == "note":
        setting.put_all("note", [words.pick(NOTES, number=number + n) for n in range(chance.choice([1, 1, 3]))])
    elif kind == "table":
        rows(setting, chance.randint(2, 7))
    elif kind == "ad":
        setting.put_all("advertisement", [words.pick(ADS) for _ in range(chance.choice([1, 2, 3]))])
    elif kind == "item":
        shape = NUMBERS[chance.choice(["（一）", "1. ", "1、", "(1) ", "一、"])]
        mark = chance.choice("；。， ")
        setting.put("paragraph", f"{chance.choice(words.clauses)}包括：")
        setting.put_all("list item", [f"{shape(n)}{chance.choice(words.clauses)}{mark}".strip() for n in range(chance.randint(2, 6))])
    else:
        setting.put("paragraph", words.pick(TRAPS))


def rows(setting: Setting, count: int) -> None:
    """Add rows of a table, its head above them."""
    chance, words = setting.chance, setting.words
    template, given = chance.choice(words.of(ROWS)), chance.random()
    if given < 0.4:
        setting.put("caption", f"表{chance.choice(['', ' '])}{chance.randint(1, 9)}{chance.choice(['　', ' ', '：'])}{chance.choice(words.clauses)[:12]}")
    if given < 0.6:
        setting.put("table", words.fill(chance.choice(ROW_HEADS)))
    setting.put_all("table", [words.fill(template if chance.random() < 0.9 else chance.choice(words.of(ROWS))) for _ in range(count)])


def paged(setting: Setting, paragraphs: list[Block]) -> None:
    """Set blocks on pages with running heads and page numbers; the pages' ends marked by form feeds, or not."""
    chance, words = setting.chance, setting.words
    feeds, first = chance.random() < 0.6, chance.choice([1, 1, chance.randint(2, 300)])
    chapter = _shorter(chance.choice(words.clauses), chance, 12)
    # One template for all pages, or one for those on the left and one for those on the right.
    heads = [words.fill(chance.choice(words.of(HEADS)), number="{number}", chapter=chapter) for _ in range(chance.choice([1, 1, 2]))]
    forms = [t for t in words.of(PAGE_NUMBERS) if feeds or t != "{#}"]
    foot = chance.choice([*forms, ""]).replace("{#}", "{number}") if chance.random() < 0.7 else ""
    on_top, has_head, body = chance.random() < 0.7, chance.random() < 0.75, chance.random() < 0.25
    size, used, number = chance.randint(150, 900), 0, first
    below = [words.pick(NOTES, number=n) for n in range(1, 4)] if chance.random() < 0.2 else []
    repeated = chance.choice(words.clauses)[:6]

    def edge(top: bool) -> None:
        lines = [words.fill(heads[number % len(heads)].replace("{number}", "{#}"), number=number)] if has_head and top == on_top else []
        number_here = foot and (not top or (on_top and not has_head and chance.random() < 0.5))
        lines += [words.fill(foot, number=number, total=first + 40)] if number_here else []
        for place, line in enumerate(lines):
            setting.put("page furniture", line, chance.choice([0, 0, 1]), page=feeds and top and place == 0)
        if feeds and top and not lines:
            setting.lines.append(Line("feed", "", 0, page=True))

    edge(top=True)
    for block in paragraphs:
        text = block.text
        while block.kind == "paragraph" and used + len(text) > size and len(text) > 30:
            place = max(10, min(len(text) - 10, size - used))
            setting.put("paragraph", text[:place])
            text, used, number = text[place:], 0, number + 1
            if below and chance.random() < 0.5:
                setting.put_all("note", below[: chance.randint(1, 3)])
            edge(top=False)
            edge(top=True)
        setting.put(block.kind, text)
        used += len(text)
        if body and chance.random() < 0.3:  # comes again, and is text
            setting.put("paragraph", chance.choice([f"{repeated}：", repeated]))
        if used >= size:
            used, number = 0, number + 1
            edge(top=False)
            edge(top=True)


def verse(setting: Setting, paragraphs: list[Block]) -> None:
    """Set poems: quatrains, longer ones in stanzas, songs with a refrain."""
    chance, words = setting.chance, setting.words
    size, marks = chance.choice([4, 5, 7, 7, 8]), chance.choice(["", "", "，。", "，。", "，", "，；，。"])
    free = chance.random() < 0.4
    lines = [clause for clause in words.clauses if (3 <= len(clause) <= 12 if free else len(clause) == size)]
    while len(lines) < 8:
        lines.append("".join(chance.choice(words.clauses) for _ in range(4))[:size])
    chance.shuffle(lines)
    refrain, author, at = lines[: chance.choice([2, 4])], chance.random() < 0.4, 4
    for number in range(chance.randint(1, 4)):
        title = _shorter(chance.choice(words.clauses), chance, 7)
        marked = chance.random() < 0.2
        setting.put("marked" if marked else "title" if number == 0 else "heading", f"## {title}" if marked else title, chance.choice([0, 1]))
        if author:
            setting.put("byline", chance.choice(["（唐）{n}", "{n}", "作者：{n}", "词：{n} 曲：{n}"]).replace("{n}", name(chance)))
        for stanza in range(chance.choice([1, 1, 2, 3])):
            count = chance.choice([4, 4, 8])
            poem = [lines[(at + n) % len(lines)] for n in range(count)]
            at += count
            poem = [line + (marks[n % len(marks)] if marks and n < count else "") for n, line in enumerate(poem)]
            setting.put_all("verse line", poem, stanza > 0)
            if free and stanza and not marks:
                setting.put_all("verse line", refrain, 1)
    if chance.random() < 0.5:
        setting.put_all("paragraph", [b.text for b in paragraphs[:3] if b.kind == "paragraph"], 1)


def turns(setting: Setting, paragraphs: list[Block]) -> None:
    """Set the turns of a talk: names that come again, short answers, lines without a last mark; captions among them."""
    chance, words = setting.chance, setting.words
    pair = chance.choice(words.of(SPEAKERS)) if chance.random() < 0.7 else [name(chance), name(chance)]
    form, closed = chance.choice(["colon", "alone", "time", "date", "answer"]), chance.random() < 0.4
    answers = [_shorter(chance.choice(words.clauses), chance, 5) for _ in range(3)]
    apart, pictured = chance.choice([0, 0, 1]), chance.random() < 0.2
    if chance.random() < 0.5:
        setting.put("title", chance.choice(words.clauses))
    for place, block in enumerate(paragraphs):
        said = block.text[: chance.randint(4, 60)].rstrip("，。；：、") + (chance.choice("。？！") if closed else "")
        speaker = pair[place % 2]
        stamp = {"time": f" {place // 3:02}:{place * 13 % 60:02}", "date": f" 2024-01-05 10:{place % 60:02}:11"}.get(form, "")
        if form == "answer":
            setting.put("paragraph", f"{speaker}：{chance.choice(answers)}" if place % 2 else f"{speaker}：{said}")
        elif form == "colon" and chance.random() < 0.8:
            setting.put("paragraph", f"{speaker}：{said}")
        else:
            setting.put("paragraph", f"{speaker}{stamp}{'：' if form == 'colon' else ''}", apart)
            setting.put("paragraph", said)
        if pictured and chance.random() < 0.2:
            setting.put("caption", words.pick(CAPTIONS), chance.choice([0, 1]))


def contents(setting: Setting, blocks: list[Block]) -> None:
    """Set a list of contents, references or names before some text."""
    chance, words = setting.chance, setting.words
    kind = chance.choice(["contents", "contents", "references", "names", "table"])
    headed = [b for b in invented_headings(setting, [b for b in blocks if b.kind == "paragraph"])]
    titles = [b.text for b in headed if b.kind == "heading"]
    if kind == "contents":
        setting.put("title" if chance.random() < 0.3 else None, words.fill("{book}"))
        setting.put("heading", chance.choice(["目录", "目 录", "目　次", "目　　录"]))
        dots, page = chance.choice([" ", "……", "\t", "　", "........", " · · · "]), chance.randint(1, 4)
        for title in titles:
            page += chance.randint(0, 9)
            setting.put("list item", f"{title}{dots}{page}")
        text_blocks(setting, headed)
    elif kind == "references":
        text_blocks(setting, headed[-6:])
        setting.put("heading", chance.choice(["参考文献", "參考文獻", "参考文献："]))
        setting.put_all("list item", [words.pick(REFERENCES, number=n + 1) for n in range(chance.randint(2, 9))])
    elif kind == "table":
        text_blocks(setting, headed[:5])
        rows(setting, chance.randint(4, 12))
        text_blocks(setting, headed[5:9])
        rows(setting, chance.randint(2, 6))
    else:
        setting.put("paragraph", "名单如下：")
        shape = NUMBERS[chance.choice(["一、", "1. ", "（一）", "1、"])]
        setting.put_all("list item", [shape(n) + chance.choice([name(chance), chance.choice(words.clauses)]) for n in range(chance.randint(3, 9))])
        text_blocks(setting, headed[:9])


def plain(setting: Setting, blocks: list[Block]) -> None:
    """Set paragraphs without their last marks, as people write to each other, formulas and separators among them."""
    chance, words = setting.chance, setting.words
    formula, star = f"{chance.choice(words.clauses)[:4]}曰：", chance.choice(["※　※", "* * *", "＊＊＊", "——————", "☆☆☆", "◇"])
    often = chance.choice([0.0, 0.3, 0.6])
    for block in blocks:
        if chance.random() < often:
            setting.put("paragraph", formula)
        if chance.random() < 0.08:
            setting.put("paragraph", star, chance.choice([0, 1]))
        if chance.random() < 0.1:
            setting.put("paragraph", words.pick(TRAPS))
        if block.kind == "paragraph":
            short = block.text[: chance.randint(8, 120)].rstrip("，。；：、！？")
            setting.put("paragraph", short if often < 0.5 else f"{short}。", chance.choice([0, 0, 0, 1]))


def printed_twice(setting: Setting, blocks: list[Block]) -> None:
    """Set headings printed twice, sections printed twice with one mark lost, a title again in the lead."""
    chance, words = setting.chance, setting.words
    headed = invented_headings(setting, blocks)[:24]
    twice, again = chance.random() < 0.4, chance.random() < 0.5
    title = words.fill("{clause} {clause}")
    setting.put("title" if (bare := chance.random() < 0.6) else "marked", title if bare else f"# {title}")
    if chance.random() < 0.5:
        setting.put("byline", words.pick(BYLINES))
    if chance.random() < 0.4:
        setting.put("paragraph", f"{title.replace(' ', '，')}，{chance.choice(words.sentences)}")
    section: list[Line] = []
    for block in headed:
        if block.level:
            if again and section and chance.random() < 0.4:
                setting.lines += section
            section = []
            line = Line("heading" if bare else "marked", block.text if bare else f"## {block.text}", setting.gap)
            setting.lines.append(line)
            if twice and bare:
                setting.put("heading", f"　　{block.text}")
            section.append(Line("heading", block.text, setting.gap))
        else:
            setting.put(block.kind, block.text)
            section.append(Line(block.kind, block.text, setting.gap))


def fronted(setting: Setting, blocks: list[Block]) -> None:
    """Set an article as a web page gives it: scraps before and behind it, a title, a by-line, sub-headings."""
    chance, words = setting.chance, setting.words
    for _ in range(chance.choice([0, 1, 1, 2])):
        setting.put_all("page furniture", words.pick(SCRAPS).split("|"))
    marked = chance.random() < 0.3
    title = chance.choice([words.fill("{clause}"), words.fill("{clause}，{clause}"), words.fill("{year}年{city}市政府工作报告"), words.fill("{clause} {clause}")])
    setting.put("marked" if marked else "title", f"# {title}" if marked else title)
    if chance.random() < 0.4:
        setting.put("byline", words.pick(BYLINES))
    for _ in range(chance.choice([0, 1, 1, 2])):
        setting.put_all("page furniture", words.pick(SCRAPS).split("|"))
    if chance.random() < 0.3:
        setting.put("caption", words.pick(CAPTIONS))
    if chance.random() < 0.4:
        setting.put("paragraph", chance.choice(["各位代表：", "同志们：", "各位来宾："]))
    body = invented_headings(setting, blocks) if chance.random() < 0.7 else blocks
    text_blocks(setting, body)
    if chance.random() < 0.4:
        setting.put("byline", words.pick(BYLINES))
    for _ in range(chance.choice([0, 1, 1, 2])):
        setting.put_all("page furniture", [words.pick(EDITORS)] if chance.random() < 0.5 else words.pick(SCRAPS).split("|"))


def headed(setting: Setting, blocks: list[Block]) -> None:
    """Set blocks with headings of a new form."""
    text_blocks(setting, invented_headings(setting, blocks))


VARIANTS: dict[str, Callable[[Setting, list[Block]], None]] = {
    "as it is": text_blocks,
    "headings": headed,
    "interrupted": lambda setting, blocks: interrupted(setting, blocks, 0.3),
    "interrupted, headings": lambda setting, blocks: interrupted(setting, invented_headings(setting, blocks), 0.15),
    "pages": paged,
    "verse": verse,
    "turns": turns,
    "contents": contents,
    "unclosed": plain,
    "printed twice": printed_twice,
    "web page": fronted,
}


def made(source: Source, variant: str, seed: str, apart: bool = False) -> Labelled:
    """Return a text made of some blocks of a source, few or many; *apart* uses templates kept for measuring."""
    chance = random.Random(f"{source.name} {variant} {seed} {apart}")
    size = chance.choice([3, 5, 10, 20, 40, 60])
    begin = chance.randrange(max(1, len(source.blocks) - size)) if chance.random() < 0.6 else 0
    blocks = source.blocks[begin : begin + size]
    running = [block.text for block in source.blocks if block.kind in {"paragraph", "verse line"}]
    sample = "\n".join(chance.sample(running, min(len(running), 60)))
    clauses = [one for one in CLAUSE.split(sample) if 3 <= len(one) <= 25]
    words = Words(chance, clauses, SENTENCE.findall(sample), apart)
    setting = Setting(chance, words, chance.choice([0, 0, 1, 1, 1, 2]))
    VARIANTS[variant](setting, blocks)
    width = chance.randint(12, 44) if setting.gap == 0 and chance.random() < 0.3 else 0
    text, spans = rendered(setting.lines, width, chance.choice([0, 2]), chance.random() < 0.12)
    return Labelled(source.genre, source.name, variant, text, spans)


def as_it_is(source: Source) -> Labelled:
    """Return a source as it came, its headings bare."""
    text, spans = rendered([Line(block.kind, block.text, 1) for block in source.blocks], 0, 0, half_width=False)
    return Labelled(source.genre, source.name, "real", text, spans)


def rendered(lines: list[Line], width: int, indent: int, half_width: bool) -> tuple[str, list[tuple[int, int, str | None]]]:
    """Return the text of lines, paragraphs wrapped at *width* if it is one, and the spans of each kind."""
    out, spans = "", []
    pieces = []
    size = 0
    for line in lines:
        above = ("\n" * (line.gap + 1) if size else "") + ("\f\n" if line.page else "")
        text = line.text
        if width and line.kind in {"paragraph", "list item", "note"}:
            text = "\n".join(wrapped(text, width, indent, 1))
            if line.kind == "paragraph" and not text.startswith("　"):
                text = "　" * indent + text
        if half_width:
            text = text.translate(HALF_WIDTH)
        pieces += [above, text]
        size += len(above)
        spans.append((size, size + len(text), line.kind))
        size += len(text)
    out = "".join(pieces)
    return out, [span for span in spans if span[2] != "feed"]
