"""Clean documents whose paragraphs have a known kind: statutes, reports, prose, essays and a newspaper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.structure.metre import is_verse
from analysis.structure.numbers import ARTICLE, shape_of
from planted.lines import real_texts, statutes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATUTES = 160
CLOSED = "。！？；：…”』」）)!?;:—"
SCRAP = re.compile(
    "(?:下载|打印|全屏|收藏|【字[号体]：?|加大|还原|减小|大|中|小|】|分享：?|相关报道：|来源：.*|时间：.*)$"
)
CREDIT = re.compile("摄$|资料图片|新华社发")
OFFICE = re.compile("[^，。]{0,14}(?:省长|市长|主席)[ \u3000].{2,5}$")
NOTE = re.compile("〔[\\d０-９]+〕")
RUNNING_HEAD = re.compile("第.版　|[庚辛壬癸甲乙丙丁戊己]..?年|晶報$|中華民國.*星期|◀|TheCrystal")


@dataclass(frozen=True)
class Block:
    """A paragraph of a clean document: its kind, None where nobody knows, and of a heading its level."""

    kind: str | None
    text: str
    level: int = 0


@dataclass(frozen=True)
class Source:
    """A document whose blocks are known."""

    genre: str
    name: str
    blocks: list[Block]


def sources(shared: Path) -> Iterator[Source]:
    """Yield the documents, of six genres."""
    for path in sorted((shared / "prose").glob("*.txt")):
        genre = path.stem.split("_")[0]
        yield Source(genre, path.stem, [*_marked(path.read_text("utf-8"), genre)])
    for text in real_texts(shared / "lines"):
        if text.genre == "report":
            yield Source("report", text.source, [*_report(text.text)])
        elif text.genre == "wrapped_indent":
            yield Source("essay", text.source, [*_essay(_joined(text.text, text.joins))])
        elif text.genre == "jingbao":
            yield Source("newspaper", text.source, [*_newspaper(text.text, text.joins)])
    for name, content in statutes(shared, STATUTES):
        yield Source("law", name, [*_marked(content, "law")])


def _lines(text: str) -> Iterator[str]:
    return filter(None, (line.strip() for line in text.split("\n")))


def _marked(text: str, genre: str) -> Iterator[Block]:
    """Yield the blocks of a text that has its headings marked."""
    in_contents = False
    for line in _lines(text):
        if line.startswith("<!--"):
            continue
        level, inner = len(line) - len(line.lstrip("#")), line.lstrip("#").strip()
        if level:
            yield Block("title" if level == 1 else "heading", inner, level)
        elif re.fullmatch("目[ \u3000]*[录次]", inner):
            in_contents = True
            yield Block(None, inner)
        elif in_contents and len(inner) < 40 and inner[-1] not in CLOSED:
            yield Block(None, inner)
        else:
            in_contents = False
            yield Block(_kind_in(genre, inner), inner)


def _kind_in(genre: str, text: str) -> str | None:
    if genre == "law":
        if shape_of(text) > ARTICLE:
            return "list item" if text[-1] in CLOSED or len(text) > 20 else None
        closed = text[-1] in CLOSED or text.endswith(("通过", "批准", "修正", "施行", "公布", "修订"))
        return "paragraph" if closed or len(text) > 40 else None
    if genre == "verse":
        return "verse line" if is_verse(text) else None
    return "paragraph" if text[-1] in CLOSED or len(text) > 60 else None


def _report(text: str) -> Iterator[Block]:
    """Yield the blocks of a government report as a web page gave it."""
    begun = False
    for place, line in enumerate(_lines(text)):
        begun = begun or line.startswith("各位代表")
        if SCRAP.match(line):
            yield Block("page furniture", line)
        elif not begun:
            title = place == 0 or line.endswith("政府工作报告")
            kind = "title" if title else "caption" if CREDIT.search(line) else "byline" if OFFICE.match(line) else None
            yield Block(kind, line)
        elif line[-1] in CLOSED or len(line) > 50:
            yield Block("paragraph", line)
        else:
            yield Block("heading" if shape_of(line) >= 0 or len(line) <= 24 else None, line, 2)


def _joined(text: str, joins: frozenset[int]) -> list[str]:
    found: list[str] = []
    for number, line in enumerate(_lines(text)):
        if number - 1 in joins:
            found[-1] += line
        else:
            found.append(line)
    return found


def _essay(paragraphs: list[str]) -> Iterator[Block]:
    for place, text in enumerate(paragraphs):
        if place == 0:
            yield Block("title", re.sub("〔.*?〕", "", text), 1)
        elif NOTE.match(text):
            yield Block("note", text)
        elif shape_of(text) == 12 and len(text) <= 3:
            yield Block("heading", text, 2)
        else:
            yield Block("paragraph" if text[-1] in CLOSED and len(text) > 9 else None, text)


def _newspaper(text: str, joins: frozenset[int]) -> Iterator[Block]:
    """Yield the blocks of a newspaper, of most of which only the paragraphs are known."""
    lines = [*_lines(text)]
    pieces = [1] * len(lines)
    for number in sorted(joins, reverse=True):
        pieces[number] += pieces[number + 1]
    for number, joined in zip([n for n in range(len(lines)) if n - 1 not in joins], _joined(text, joins), strict=True):
        if RUNNING_HEAD.match(joined):
            yield Block("page furniture", joined)
        elif len(joined) == 1:  # a character of an advertisement that is set large
            yield Block("advertisement", joined)
        else:
            yield Block("paragraph" if pieces[number] > 2 and len(joined) > 40 else None, joined)
