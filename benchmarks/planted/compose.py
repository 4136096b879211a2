"""What pages are set from: the paragraphs of a clean text, and headings, figures, notes and the rest among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planted.among import CLAUSE

if TYPE_CHECKING:
    import random

    from planted.lines import Source
    from planted.style import Style

SCRAP = 30  # letters; a web page's scraps before the first paragraph are shorter
NUMERALS = "一二三四五六七八九十"
NOTE_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
SENTENCE_END = re.compile("[。！？](?![”』」’）])")
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国文华"
CAPTIONS = (
    "图{n}　{clause}",
    "图{n}：{clause}。",
    "图为{clause}。　本报记者　{name}　摄",
    "{clause}　{name}摄",
    "▲{clause}",
    "{clause}（资料图片）",
    "左图：{clause}。新华社记者{name}摄",
    "{clause}，{other}。{name}　摄",
    "{clause}。",
)
TABLE_CAPTIONS = ("表{n}　{clause}", "表{n}：{clause}", "表{n}-1 {clause}（单位：万元）")
BYLINES = (
    "本报记者　{name}",
    "本报记者　{name}　{other}",
    "□本报记者 {name} 通讯员 {other}",
    "文/{name}",
    "记者 {name} 报道",
    "{name}　{other}",
    "作者：{name}",
    "（本刊记者 {name}）",
)
NOTES = (
    "{mark}《{clause}》，第{n}页。",
    "{mark} {name}：《{clause}》，人民出版社{year}年版，第{n}页。",
    "{mark}参见{name}《{clause}》。",
    "{mark}{clause}，见第{n}页。",
)
# The words of the levels below a document's title, outermost first; {h} is a Han numeral, {n} and {m} are digits.
NUMBERINGS = (
    ("", ""),
    ("{h}、", "（{h}）"),
    ("第{h}章　", "第{h}节　"),
    ("{n} ", "{m}.{n} "),
    ("{n}. ", "{m}.{n}. "),
    ("（{h}）", "{n}．"),
    ("{h}、", ""),
    ("第{n}章 ", "{m}.{n} "),
)
# How headings of real texts are numbered: at the start alone, as a search from each numeral would take quadratic time.
REAL_LEVELS = (
    (2, re.compile("\\A第[一二三四五六七八九十百]+[编卷篇]")),
    (3, re.compile("\\A第[一二三四五六七八九十百]+章")),
    (4, re.compile("\\A第[一二三四五六七八九十百]+节")),
    (2, re.compile("\\A[一二三四五六七八九十]+、")),
    (3, re.compile("\\A[（(][一二三四五六七八九十]+[)）]")),
)
BRACKET = re.compile("[「」『』〈〉〔〕\\[\\]()【】]")
LONGEST_HEADING = 40


@dataclass(frozen=True)
class Item:
    """A run of text that is set: its kind, its level (of a title or heading, else 0) and its text."""

    kind: str
    level: int
    text: str


@dataclass
class Composition:
    """What is set in order, and how the boxes on a page hold it."""

    items: list[Item] = field(default_factory=list)
    blocks: list[dict[str, Any]] = field(default_factory=list)  #: as ``typeset.js`` reads them
    notes: int = 0
    figures: int = 0
    tables: int = 0

    def add(self, kind: str, text: str, level: int = 0) -> int:
        """Add an item and return its number."""
        self.items.append(Item(kind, level, text))
        return len(self.items) - 1

    def put(self, kind: str, text: str, level: int = 0, **more: Any) -> dict[str, Any]:
        """Add an item with a block for it, and return the block."""
        block = {"type": "text", "item": self.add(kind, text, level), "kind": kind, "level": level, "text": text}
        self.blocks.append(block | more)
        return self.blocks[-1]


def compose(source: Source, style: Style, chance: random.Random) -> Composition:
    """Return some thousand letters of a source as items and blocks.

    Parameters
    ----------
    source : a clean document.
    style : says how often what is put between paragraphs, and how headings are numbered.
    chance : makes every choice.
    """
    page = Composition()
    paragraphs = _some(_cleaned(source), style.letters, chance)
    clauses = _clauses(source)
    title = source.paragraphs[0][1] if source.paragraphs[0][0] else ""
    title = title if len(title) > 3 and not title.isascii() else _phrase(clauses, chance)
    page.put("title", title, 1, span=style.span)
    _below_title(page, style, chance)
    invented = not any(level for level, _ in paragraphs)
    numbers = [0, 0]
    for place, (level, text) in enumerate(paragraphs):
        if invented and place and chance.random() < style.headings:
            _heading(page, _phrase(clauses, chance), numbers, style, chance)
        if level:
            page.put("heading", text, level, span=style.span and level <= style.span_to, fresh=_fresh(style, level))
        elif place == 0 and style.lead:
            page.put("lead", text)
        else:
            _paragraph(page, text, clauses, style, chance)
        _between(page, clauses, style, chance)
    return page


def _cleaned(source: Source) -> list[tuple[int, str]]:
    """Return level (0 of no heading) and text of paragraphs: without the title and the scraps of a web page."""
    found = []
    for is_heading, text in source.paragraphs[1:]:
        level = _level(is_heading, text)
        if max(text) > "\uffff":  # a browser counts two units for one
            continue
        if level or len(text) > SCRAP or (found and len(text) > 3 and text[-1] in "。！？：”；"):
            found.append((level, text))
    return found


def _clauses(source: Source) -> list[str]:
    """Return what headings and captions are made of: words between two marks, without brackets of their own."""
    found = (clause for _, text in _cleaned(source) for clause in CLAUSE.split(text))
    return [clause for clause in found if 5 <= len(clause) <= 20 and not BRACKET.search(clause)] or ["会场情况"]


def _level(is_heading: bool, text: str) -> int:
    if len(text) > LONGEST_HEADING or (not is_heading and text[-1] in "。；：！？"):
        return 0
    by_number = next((level for level, shape in REAL_LEVELS if shape.match(text)), 0)
    return by_number or (2 if is_heading else 0)


def _some(paragraphs: list[tuple[int, str]], letters: int, chance: random.Random) -> list[tuple[int, str]]:
    begin, size, found = chance.randrange(max(1, len(paragraphs) * 2 // 3)), 0, []
    for level, text in paragraphs[begin:]:
        if size > letters:
            break
        found.append((level, text))
        size += len(text)
    while found and found[-1][0]:  # no heading at the end
        found.pop()
    return found


def _phrase(clauses: list[str], chance: random.Random) -> str:
    """Return what a heading could be: a clause, or two with a comma between them."""
    return (
        "，".join(chance.sample(clauses, 2)) if chance.random() < 0.25 and len(clauses) > 1 else chance.choice(clauses)
    )


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2])))


def _filled(form: str, clauses: list[str], chance: random.Random, **more: Any) -> str:
    words = {"name": _name(chance), "other": _name(chance), "clause": chance.choice(clauses), "year": 1990, "n": 1}
    if "{clause}，" in form:
        words["other"] = chance.choice(clauses)
    return form.format(**(words | {"year": chance.randint(1980, 2025), "n": chance.randint(1, 400)} | more))


def _below_title(page: Composition, style: Style, chance: random.Random) -> None:
    if chance.random() < style.bylines:
        page.put("byline", _filled(chance.choice(BYLINES), ["-"], chance), span=style.span and chance.random() < 0.5)


def _fresh(style: Style, level: int) -> bool:
    return style.chapters and level <= 2


def _heading(page: Composition, text: str, numbers: list[int], style: Style, chance: random.Random) -> None:
    """Put a heading of one of two levels, with its number; a newspaper's begins an article with a by-line."""
    deep = 1 if numbers[0] and style.depth > 1 and chance.random() < 0.55 else 0
    numbers[deep] += 1
    numbers[1] = numbers[1] if deep else 0
    number = NUMBERINGS[style.numbering][deep].format(h=_han(numbers[deep]), n=numbers[deep], m=numbers[0])
    page.put(
        "heading", number + text, 2 + deep, span=style.span and deep < style.span_to - 1, fresh=_fresh(style, 2 + deep)
    )
    if style.articles and not deep:
        _below_title(page, style, chance)


def _han(number: int) -> str:
    """Return a number below 100 in Han numerals."""
    tens, ones = divmod(number, 10)
    return f"{NUMERALS[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{NUMERALS[ones - 1] if ones else ''}"


def _paragraph(page: Composition, text: str, clauses: list[str], style: Style, chance: random.Random) -> None:
    """Put a paragraph, perhaps with a note at its foot or a figure between its lines."""
    note = None
    ends = [found.end() for found in SENTENCE_END.finditer(text)]
    if ends and page.notes < len(NOTE_MARKS) and chance.random() < style.notes:
        mark = NOTE_MARKS[page.notes] if style.circled else f"[{page.notes + 1}]"
        page.notes += 1
        at = chance.choice(ends)
        text = text[:at] + mark + text[at:]
        note = _filled(chance.choice(NOTES), clauses, chance, mark=mark)
    block = page.put("paragraph", text)
    if note:
        block["note"] = {"item": page.add("note", note), "text": note}
    if len(text) > 80 and chance.random() < style.insets:
        block["inset"] = _figure(page, clauses, chance) | {"at": chance.randint(20, len(text) - 20)}


def _figure(page: Composition, clauses: list[str], chance: random.Random) -> dict[str, Any]:
    page.figures += 1
    text = _filled(chance.choice(CAPTIONS), clauses, chance, n=page.figures)
    item = page.add("caption", text)
    return {
        "type": "figure",
        "item": item,
        "text": text,
        "height": chance.randint(15, 40),
        "above": chance.random() < 0.1,
    }


def _between(page: Composition, clauses: list[str], style: Style, chance: random.Random) -> None:
    """Put what comes between two paragraphs: a figure, a table, an advertisement, verse or a list; mostly nothing."""
    if chance.random() < style.figures:
        page.blocks.append(_figure(page, clauses, chance) | {"span": style.span and chance.random() < 0.3})
    if chance.random() < style.tables:
        page.tables += 1
        page.put("caption", _filled(chance.choice(TABLE_CAPTIONS), clauses, chance, n=page.tables))
        _rows(page, "table", _table(clauses, chance))
    if chance.random() < style.advertisements:
        phone = f"电话：{chance.randint(2000000, 8999999)}"
        lines = [
            chance.choice(clauses),
            f"{chance.choice(clauses)}！",
            f"地址：{_name(chance)}路{chance.randint(1, 300)}号",
            phone,
        ]
        _rows(page, "advertisement", [[line] for line in lines[: chance.randint(2, 4)]])
    if chance.random() < style.verse:
        size = chance.choice([5, 7])
        lines = [clause for clause in clauses if len(clause) == size][:40]
        marks = chance.choice(["，。", "", "，；"])
        lines = chance.sample(lines, min(len(lines), chance.choice([4, 8])))
        _rows(page, "verse line", [[line + (marks and marks[n % 2])] for n, line in enumerate(lines)])
    if chance.random() < style.lists:
        form = chance.choice(["{n}. {}", "· {}", "（{n}）{}；", "• {}", "{n}）{}", "——{}"])
        for n in range(chance.randint(2, 5)):
            page.put(
                "list item",
                form.format("，".join(chance.sample(clauses, min(len(clauses), chance.randint(1, 4)))), n=n + 1),
            )


def _table(clauses: list[str], chance: random.Random) -> list[list[str]]:
    width = chance.randint(2, 4)
    head = ["项目", *chance.sample(["2024年", "2025年", "增长（%）", "单位", "合计"], width - 1)]
    amounts = [[f"{chance.randint(1, 999_999):,}" for _ in head[1:]] for _ in range(chance.randint(3, 7))]
    return [head, *([chance.choice(clauses)[:8], *row] for row in amounts)]


def _rows(page: Composition, kind: str, rows: list[list[str]]) -> None:
    if rows:
        cells = [[{"item": page.add(kind, cell), "text": cell} for cell in row] for row in rows]
        page.blocks.append({"type": "rows", "kind": kind, "rows": cells})
