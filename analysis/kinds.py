"""Say what each block of a document is, marked as such or not: heading, lead, caption, by-line, verse, page furniture.

A block is read against its neighbours and against the others like it; each answer comes with its evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pandas as pd

from ._checks import require
from ._marks import marked
from .document import Document
from .newlines import NEWLINE
from .tokens import word_across

if TYPE_CHECKING:
    from .document import Block

CLOSING = frozenset("。！？!?…：:；;”’」』）)】》〉〕—.")
COUNTER = "一二三四五六七八九十百千零〇\\d"
NUMERAL = "[一二三四五六七八九十]"
# How headings are numbered, from the outermost inwards. An article of a law (第一条) is one only on a line of its own.
# A number is searched for from its first digit alone: a search from each digit takes quadratic time.
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        f"第[{COUNTER}]+[编卷篇]",
        f"第[{COUNTER}]+[章回]",
        f"第[{COUNTER}]+节",
        f"第[{COUNTER}]+条",
        f"(?<!{NUMERAL}){NUMERAL}+、",
        f"[（(]{NUMERAL}+[)）]",
        "(?<!\\d)\\d+(?:[、．]|\\.(?!\\d))",
        "[（(]\\d+[)）]",
        "(?<!\\d)\\d+\\.\\d+(?![.\\d])",
        "(?<!\\d)\\d+\\.\\d+\\.\\d+",
    )
)
ARTICLE = 3  # its place among them
SHAPED = re.compile("[第（(\\d一二三四五六七八九十]")  # what any of them begins with
NUMBERED = re.compile(
    f"第[{COUNTER}]+[编卷篇章回节条款]|[（(][{COUNTER}]+[)）]"
    f"|(?<!{NUMERAL}){NUMERAL}+、|(?<!\\d)\\d+(?:\\.\\d+)*[.、．\\s]"
)
FIRST = re.compile("[第（(]?(?:[一1](?![\\d一二三四五六七八九十百])|1\\.1)")
MID_START = re.compile("[，。、；：！？）》」』”’,;:!?)]|的(?![确士])")
PROSE = re.compile("[，,。；;：:、“”！？]")
SENTENCE_MARK = re.compile("[，；。]|[！？…：]$")
CLAUSE_MARK = re.compile("[，；]")
NO_HEADING = re.compile("[。；！？]")  # marks that a numbered heading does not have
NO_NAME = re.compile("[^\\w《》\\s]")  # and one that is a mere name
CLAUSE = re.compile("[^\\w]+")
CREDIT = re.compile(
    "(?:摄|摄影|摄影报道|供图|资料图片?|制图|文/图|图/文)[）)]?$|^(?:[上下左右]?图[：:]|图为|图[一二三四五六\\d])"
)
REPORTER = re.compile(  # at the start of what is searched: from each place of 特约特约… it would take quadratic time
    "\\A[（(]?(?:本报|本网|本刊|新华社|[\\u4e00-\\u9fff]{1,3}报)?(?:全媒体|融媒体|首席|见习|特约|实习)*"
    "(?:记者|通讯员|特派员)[\\s:：]*[\\u4e00-\\u9fff·]{2,4}(?:[\\s、]+[\\u4e00-\\u9fff·]{2,4})*"
    "(?:\\s*(?:文/图|摄影报道|摄|文|图))?[）)]?$"
)
DATE = re.compile("年.{1,4}月(?:.{1,4}日)?[)）]?$")
PAGE_NUMBER = re.compile(
    "[-—–·•]\\s*\\d+\\s*[-—–·•]|第\\s*\\d+\\s*页.{0,8}|(?<!\\d)\\d+\\s*/\\s*\\d+|[Pp]age\\s*\\d+.{0,8}"
)
AMOUNT = re.compile("(?<!\\d)\\d+(?:[,，]\\d{3})+(?:\\.\\d+)?|(?<!\\d)\\d+\\.\\d+")
UNPAGED = 0.6  # confidence in page furniture that is not at the edge of a page
EDGE = 2  # blocks at the edge of a page
PAGE_COUNT = re.compile(f"第[{COUNTER}]+(?=[页版])")
COUNT = re.compile(f"[{COUNTER}]+")
DIGITS = re.compile("\\d+")
READ_AS_TEXT = frozenset({"paragraph", "lead", "quotation", "list item", "verse line"})


@dataclass(slots=True)
class Look:
    """A block, what its neighbours say of it, and so what it is."""

    block: Block
    text: str  #: without a by-line at its end
    wide: bool  #: whether more lines than usual are left free before or after it
    letters: int
    kind: str
    level: int  #: of a title or heading, marked or not; else 0
    mark: str  #: of a title or heading: marked, inferred or lost; else empty
    evidence: str
    confidence: float = 1.0

    @property
    def closed(self) -> bool:
        """Say whether a closing mark ends it."""
        return not self.text or self.text[-1] in CLOSING

    @property
    def is_prose(self) -> bool:
        """Say whether it is part of the running text."""
        return self.kind in READ_AS_TEXT

    def become(self, kind: str, evidence: str, confidence: float, level: int = 0, mark: str = "") -> None:
        """Take another kind, for a reason."""
        self.kind, self.evidence, self.confidence, self.level, self.mark = kind, evidence, confidence, level, mark


def block_kinds(document: Document) -> pd.DataFrame:
    """Say what each block is.

    Kinds are title, heading, lead, paragraph, list item, quotation, verse line, caption, byline (a by-line at the end
    of a paragraph has a row of its own), page furniture (a running head or a page number), code, table, html and
    front matter. A heading is *marked* in Markdown, *inferred* from its number (第一章, 一、, （一）, 1.1) where
    headings of its shape carry no mark, or *lost*: without its mark where the others like it have theirs.

    Returns
    -------
    DataFrame with ``kind`` (str), ``level`` (1 to 6 of titles and headings, else 0), ``mark`` (marked, inferred, lost
    or empty), ``page``, ``line``, ``start``, ``end`` (offsets in code points), ``evidence`` (in words) and
    ``confidence`` (0..1), in order of the text.

    >>> from analysis import parse
    >>> text = "春游\\n\\n第一章 出发\\n\\n大家出发了。\\n\\n图为车站 王芳摄\\n\\n第二章 到达\\n\\n大家到了。"
    >>> block_kinds(parse(text))[["kind", "level", "mark"]].values.tolist()[1:4]
    [['heading', 2, 'inferred'], ['paragraph', 0, ''], ['caption', 0, '']]
    """
    require(document, Document, "block_kinds", "document")
    rows = []
    for look in looks(document):
        block, end = look.block, look.block.start + len(look.text)
        place = (block.page, block.line, block.start, end)
        rows.append((look.kind, look.level, look.mark, *place, look.evidence, look.confidence))
        if end < block.end:
            begin = block.start + byline_start(document.text[block.start : block.end])
            place = (block.page, document.line(begin), begin, block.end)
            rows.append(("byline", 0, "", *place, "a reporter's name behind the last sentence", 0.9))
    columns = ["kind", "level", "mark", "page", "line", "start", "end", "evidence", "confidence"]
    table = pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(["kind", "mark", "evidence"], "str")
        | dict.fromkeys(["level", "page", "line", "start", "end"], "int64")
        | {"confidence": "float64"}
    )
    return marked(table, document)


def looks(document: Document, with_furniture: bool = True) -> list[Look]:
    """Return each block with what it is; see `block_kinds`."""
    found = _first_look(document)
    if with_furniture:
        _find_furniture(found)
    _find_inferred(found)
    _find_roles(found)
    _find_items(found)
    _find_verse(found)
    _find_lead(found)
    return found


def _first_look(document: Document) -> list[Look]:
    text, blocks = document.text, document.blocks
    gaps = [len(NEWLINE.findall(text, a.end, b.start)) for a, b in pairwise(blocks)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 0
    found = []
    for block, before, after in zip(blocks, [usual, *gaps], [*gaps, usual], strict=False):
        own = text[block.start : block.end]
        byline = byline_start(own) if block.kind in READ_AS_TEXT else 0
        kept = own[:byline].rstrip() if byline else own
        letters, wide = sum(map(str.isalnum, kept)), max(before, after) > usual > 0
        said = "" if block.kind == "paragraph" else "a Markdown mark"
        mark = "marked" if block.level else ""
        found.append(Look(block, kept, wide, letters, block.kind, block.level, mark, said or "running text"))
    return found


def byline_start(text: str) -> int:
    """Return where a by-line at the end of a paragraph's text begins, or 0.

    >>> byline_start("会议开了。本报记者 王芳")
    5
    """
    tail = max(text.rfind(mark, 0, -1) for mark in "。！？”…") + 1
    return tail + len(text[tail:]) - len(text[tail:].lstrip()) if tail and REPORTER.match(text[tail:].lstrip()) else 0


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _find_furniture(found: list[Look]) -> None:
    """Find the lines that a page repeats: running heads and page numbers."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, look in enumerate(found):
        if look.is_prose and 0 < look.letters <= 30 and not SENTENCE_MARK.search(look.text):
            if AMOUNT.fullmatch(look.text):
                continue
            key = PAGE_COUNT.sub("第0", _key(look.text))
            groups[DIGITS.sub("0", key)].append(index)
    groups = {key: indices for key, indices in groups.items() if len(indices) >= 3}
    sure, edges = _at_page_edges(found), _page_edges(found)
    for indices in groups.values():
        if said := _why_furniture(found, indices, edges):
            for index in indices:
                found[index].become("page furniture", said, 0.9 if index in sure else UNPAGED)
    for indices in groups.values():  # a running head stands beside the page number
        beside = [
            any(found[i].kind == "page furniture" for i in (n - 1, n + 1) if 0 <= i < len(found)) for n in indices
        ]
        if sum(beside) * 3 >= len(indices) * 2 and found[indices[0]].is_prose:
            reason = f"stands beside the page number {sum(beside)} times"
            for index in indices:
                found[index].become("page furniture", reason, 0.85 if index in sure else UNPAGED)


def _at_page_edges(found: list[Look]) -> set[int]:
    """Return the first and the last blocks of every page.

    What repeats elsewhere, or in a text without page ends, may be said again: the name of a speaker, a refrain.
    """
    pages = groupby(range(len(found)), key=lambda index: found[index].block.page)
    indices = ([*page] for number, page in pages if number)
    return {index for page in indices for index in (*page[:EDGE], *page[-EDGE:])}


def _page_edges(found: list[Look]) -> dict[int, tuple[int, int]]:
    """Return the first and the last block of each page."""
    edges: dict[int, tuple[int, int]] = {}
    for index, look in enumerate(found):
        edges[look.block.page] = edges.get(look.block.page, (index,))[0], index
    return edges


def _why_furniture(found: list[Look], indices: list[int], edges: dict[int, tuple[int, int]]) -> str:
    """Return what shows that lines alike are page furniture, or nothing."""
    texts, count = [found[index].text for index in indices], len(indices)
    if NUMBERED.match(texts[0]):
        return ""
    pages = [found[index].block.page for index in indices]
    of_pages = (edges[page] for page in pages)
    at_edge = all(min(n - first, last - n) <= 1 for n, (first, last) in zip(indices, of_pages, strict=True))
    if pages[0] and len({*pages}) == count and at_edge:
        return f"stands at the edge of {count} pages"
    numbers = [int(match[-1]) if (match := DIGITS.findall(text)) else 0 for text in texts]
    counts_on = all(b - a == 1 for a, b in pairwise(numbers))
    parted = [found[index - 1] for index in indices if index]
    interrupts = sum(not look.closed and look.is_prose and bool(PROSE.search(look.text)) for look in parted)
    if counts_on and (PAGE_NUMBER.fullmatch(texts[0]) or interrupts * 3 >= count):
        return f"a number that counts on, {count} times"
    # A word that recurs alone may be a link, torn out of its sentence: that is text.
    return f"interrupts a sentence {interrupts} times" if interrupts * 2 >= count and len(texts[0]) >= 4 else ""


def _find_inferred(found: list[Look]) -> None:
    """Find numbered headings where none of their shape is marked, and a title where nothing is marked at all."""
    marked = {_rank(look.text) for look in found if look.level}
    candidates: dict[int, list[int]] = defaultdict(list)
    for index, look in enumerate(found):
        rank = _rank(look.text)
        plain = rank >= 0 and not PROSE.search(SHAPES[rank].sub("", look.text, count=1))
        if plain and rank not in marked and look.is_prose and not look.closed and look.letters <= 40:
            candidates[rank].append(index)
    accepted = sorted(rank for rank, indices in candidates.items() if _are_headings(found, rank, indices))
    deepest = max((look.level for look in found if look.level), default=0)
    base = max(deepest, 1)
    for depth, rank in enumerate(accepted, 1):
        for index in candidates[rank]:
            said = f"numbered like {len(candidates[rank]) - 1} others, on a line of its own"
            found[index].become("heading", said, 0.85, min(base + depth, 6), "inferred")
    opening = found[0] if found else None
    if opening and not deepest and opening.is_prose and len(found) > 1 and _is_title(opening, found[1]):
        opening.become("title", "the first line, short, with no closing mark", 0.8, 1, "inferred")


def _rank(text: str) -> int:
    """Return which of `SHAPES` a text begins with, or -1."""
    if not SHAPED.match(text):
        return -1
    return next((rank for rank, shape in enumerate(SHAPES) if shape.match(text)), -1)


def _are_headings(found: list[Look], rank: int, indices: list[int]) -> bool:
    """Say whether numbered lines are headings, not list items: two and more, from the first on, with text below."""
    alike = sum(_rank(look.text) == rank for look in found)
    if rank == ARTICLE and len(indices) * 2 < alike:  # articles of a law, some of them cut off
        return False
    below = [found[index + 1] for index in indices if index + 1 < len(found)]
    with_text = sum(look.closed or _rank(look.text) > rank for look in below)
    return len(indices) >= 2 and bool(FIRST.match(found[indices[0]].text)) and with_text * 3 >= len(indices) * 2


def _is_title(look: Look, after: Look) -> bool:
    plain = not look.closed and not DATE.search(look.text) and not NUMBERED.match(look.text)
    stands_free = not MID_START.match(after.text) and not word_across(look.text, after.text)
    return 2 <= look.letters <= 40 and not CLAUSE_MARK.search(look.text) and plain and stands_free


def _shape(text: str) -> str:
    """Return how a heading is numbered, such as 第0章, or how it is built: two halves, or one."""
    if number := NUMBERED.match(text):
        return COUNT.sub("0", number[0])
    return "two halves" if len(text.split()) == 2 else ""


def _find_roles(found: list[Look]) -> None:
    """Find the blocks that are no paragraphs: lost headings, captions, by-lines."""
    headings = [look for look in found if look.kind == "heading" and look.mark == "marked"]
    known = {_key(look.text): look for look in headings}
    often = Counter(_key(look.text) for look in found if look.is_prose and look.letters <= 12)
    shapes: dict[str, Counter[int]] = defaultdict(Counter)
    for look in headings:
        shapes[_shape(look.text)][look.level] += 1
    # What stands below the headings, such as the author's name, tells a heading too.
    below = Counter(_key(b.text) for a, b in pairwise(found) if a.mark == "marked" and b.letters <= 12)
    below = Counter({key: count for key, count in below.items() if count > 1})
    for index, look in enumerate(found):
        if not look.is_prose or look.closed or look.letters > 60:
            continue
        twin = known.get(_key(look.text))
        if REPORTER.fullmatch(look.text):
            look.become("byline", "a line of its own that names a reporter", 0.95)
        elif twin is not None:
            said = f"the heading on line {twin.block.line} has the same letters"
            look.become("heading", said, 0.98, twin.level, "lost")
        elif CREDIT.search(look.text):
            look.become("caption", "no closing mark, and the words of a caption or a credit", 0.95)
        elif look.wide:
            look.become("caption", "short, no closing mark, in a wider gap", 0.8)
        elif often[_key(look.text)] > 1 or DATE.search(look.text):
            continue
        elif level := _level_by_shape(found, index, shapes, below):
            look.become("heading", "short, unmarked, built like the other headings", 0.85, level, "lost")


def _level_by_shape(found: list[Look], index: int, shapes: dict[str, Counter[int]], below: Counter[str]) -> int:
    """Return the level of the headings that a block is built like, or 0."""
    look = found[index]
    shape = _shape(look.text)
    levels = shapes.get(shape)
    most, marks = (40, NO_HEADING) if NUMBERED.match(look.text) else (30, PROSE) if shape else (12, NO_NAME)
    if not levels or look.letters > most or marks.search(NUMBERED.sub("", look.text, count=1)):
        return 0
    before, after = found[index - 1] if index else None, found[index + 1] if index + 1 < len(found) else None
    stands_free = before is None or before.closed or not before.is_prose or bool(DATE.search(before.text))
    followed = after is not None and not MID_START.match(after.text) and (after.closed or shape != "")
    if after is not None and below[_key(after.text)]:
        followed = stands_free = True
    return max(levels, key=lambda level: (levels[level], -level)) if stands_free and followed else 0


def _find_items(found: list[Look]) -> None:
    """Find the items of numbered lists that Markdown does not know as such; an article of a law is a paragraph."""
    for rank, run in groupby(found, key=lambda look: _rank(look.text) if look.kind == "paragraph" else -1):
        items = [*run]
        if rank > ARTICLE and len(items) > 1:
            for look in items:
                look.become("list item", f"one of {len(items)} numbered alike, one below the other", 0.85)


def is_verse(text: str) -> bool:
    """Say whether most clauses have one length, of at most seven characters, as those of verse have.

    >>> is_verse("關關雎鳩，在河之洲。窈窕淑女，君子好逑。"), is_verse("他来了，大家都很高兴。")
    (True, False)
    """
    lengths = Counter(map(len, filter(None, CLAUSE.split(text))))
    length, count = lengths.most_common(1)[0] if lengths else (0, 0)
    return length <= 7 and count >= 2 and count * 4 >= lengths.total() * 3


def _find_verse(found: list[Look]) -> None:
    """Find verse: at least four clauses of one length, in one line or in lines that follow each other."""

    def metre(look: Look) -> int:
        if look.kind != "paragraph":
            return 0
        lengths = [*map(len, filter(None, CLAUSE.split(look.text)))]
        # Most paragraphs are prose, and that is seen at once.
        if sum(4 <= length <= 7 for length in lengths) * 4 < len(lengths) * 3 or not lengths:
            return 0
        usual = Counter(lengths).most_common(1)[0][0]
        return usual if 4 <= usual <= 7 and (is_verse(look.text) or len(lengths) == 1) else 0

    for length, run in groupby(found, key=metre):
        lines = [*run]
        clauses = sum(len([*filter(None, CLAUSE.split(look.text))]) for look in lines)
        if length and clauses >= 4 and any(look.closed for look in lines):
            for look in lines:
                look.become("verse line", f"{clauses} clauses of {length} characters", 0.8)


def _find_lead(found: list[Look]) -> None:
    """Find the lead: the first sentence-like block below the title, if headings follow."""
    titles = [index for index, look in enumerate(found) if look.kind == "title"]
    start = titles[0] + 1 if titles else len(found)
    for look in found[start:]:
        if look.level:
            return
        if look.kind == "paragraph" and look.closed and look.letters >= 20:
            if any(other.level > 1 for other in found[start:]):
                look.become("lead", "the first paragraph below the title", 0.8)
            return
