"""Running heads, page numbers and what else stands at the edge of every page, by its place and by being repeated."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from .areas import SMALLER, ruled_areas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .boxes import Box
    from .lines import Line, PageLines

EDGE = 0.14  # share of the page's height, at the top and at the bottom, in which page furniture is
MOST_ROWS = 3  # of page furniture at one edge
APART = 1.25  # times the usual distance of two lines, from furniture to the text
FAR_APART = 6  # em between two running heads of a row
OFTEN = 2  # pages, beyond which what is set as the text is, with the same words at the same height, is furniture
LONG_HEAD = 6  # letters of a running head that is known by its words, at whatever height it is
LARGEST = 1.3  # times the text's size
SAME_HEIGHT = 0.5  # em by which the furniture of two pages may differ in height
NOTE = re.compile(
    "[①-⑳*＊※†]|[\\[［〔][0-9０-９]{1,3}[\\]］〕]|[0-9]{1,3}[ 　](?=[^0-9])|注[：:0-9①-⑳]"
)  # how a note begins
DIGITS = "[0-9０-９]{1,5}"
PAGE_NUMBER = re.compile(
    f"[-—–－―·•.|（(\\s]{{0,8}}([A-Z]|P\\.?)?({DIGITS}|[ivxlc]{{1,6}})[-—–－―·•.|）)\\s]{{0,8}}((/|of)\\s{{0,4}}{DIGITS})?"
    f"|[-—–－·\\s]{{0,8}}第\\s{{0,4}}([0-9０-９〇零一二三四五六七八九十百]{{1,5}})\\s{{0,4}}[页版][-—–－·\\s]{{0,8}}([/共（(]\\s{{0,4}}共?\\s{{0,4}}{DIGITS}\\s{{0,4}}页?[）)]?)?"
    "|[-—–－]\\s{0,4}[〇零一二三四五六七八九十百]{1,5}\\s{0,4}[-—–－]"
)
PAGE_WORDS = re.compile("第.{1,5}[版页期卷]|责任?编|星期[一二三四五六日]|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|https?://")
FIGURES = re.compile("[0-9０-９]+")


def furniture(pages: list[PageLines], body: float) -> list[set[int]]:
    """Return for each page the places of the lines that are page furniture.

    Rows at the edge of a page are, from the outermost inwards, as long as each has the like at the same height on other
    pages: the same words, figures left out, or page numbers; or, apart from the text, the same small size.

    Parameters
    ----------
    pages : with their lines.
    body : size of the running text, in points.
    """
    edges = [_edge_rows(page, body) for page in pages]
    known = Counter(mark for sides in edges for mark in {mark for rows in sides for row in rows for mark in row.marks})
    found = []
    for page, sides in zip(pages, edges, strict=True):
        taken: set[int] = set()
        for rows in sides:
            has_note = any(NOTE.match(line.text) for row in rows for line in row.lines)
            for row in rows:
                if not _is_furniture(row, known, body, has_note) and not _is_moved(row, known, body):
                    break
                taken |= {id(line) for line in row.lines}
        found.append({number for number, line in enumerate(page.lines) if id(line) in taken})
    return found


@dataclass(frozen=True)
class _Row:
    """A row at the edge of a page."""

    lines: list[Line]
    is_apart: bool  #: whether a gap parts it, or those beyond it, from the text
    marks: tuple[tuple[str, str], ...]  #: what other pages can have as well, each with the height

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


def _edge_rows(page: PageLines, body: float) -> list[list[_Row]]:
    """Return the outermost rows of a page, those at its top and those at its bottom."""
    tables = [box for box, xs, _ in ruled_areas(page.rules) if len(xs) > 2]
    rows = [
        (page.upright(row[0].box), row, any(table.holds(line.box) for table in tables for line in row))
        for row in _level_rows(page)
    ]
    height = page.width if page.is_vertical else page.height
    usual = _usual_distance([box for box, _, _ in rows], body)
    top = _outer(rows, [box.y0 < EDGE * height for box, _, _ in rows], usual, body)
    below = rows[len(top) :][::-1]
    return [top, _outer(below, [box.y1 > (1 - EDGE) * height for box, _, _ in below], usual, body)]


def _level_rows(page: PageLines) -> list[list[Line]]:
    """Return the lines that are level when the page is held upright in rows; of vertical text those beyond it."""
    lines, place = page.lines, page.upright
    if page.is_vertical:
        text = [place(line.box) for line in lines if line.frame == page.frame]
        lines = [
            line for line in lines if line.frame == 0 and not any(place(line.box).overlap(box)[1] > 0 for box in text)
        ]
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: place(line.box).y0 + place(line.box).y1):
        last = place(rows[-1][0].box) if rows else None
        box = place(line.box)
        if last and box.y0 + box.y1 - last.y0 - last.y1 <= 1.2 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _usual_distance(boxes: list[Box], body: float) -> float:
    between = [(lower.y0 + lower.y1 - upper.y0 - upper.y1) / 2 for upper, lower in pairwise(boxes)]
    between = [distance for distance in between if body <= distance <= 3 * body]
    return median(between) if between else 1.8 * body


def _outer(rows: list[tuple[Box, list[Line], bool]], is_near: list[bool], usual: float, body: float) -> list[_Row]:
    """Return rows from the edge inwards, up to one of a table, and whether a gap follows each."""
    found = []
    gaps = [
        abs(inner.y0 + inner.y1 - outer.y0 - outer.y1) / 2 > APART * usual
        for (outer, *_), (inner, *_) in pairwise(rows)
    ]
    for number, (box, row, is_cell) in enumerate(rows[:MOST_ROWS]):
        if is_cell or not is_near[number]:
            break
        is_apart = any(gaps[number:MOST_ROWS]) or len(rows) == number + 1
        found.append(_Row(row, is_apart, tuple(_marks(row, (box.y0 + box.y1) / 2, body))))
    return found


def _key(line: Line) -> str:
    """Return a line's words without its figures; nothing for amounts, which are alike without being the same."""
    words = FIGURES.sub("0", "".join(line.text.split()))
    return words if any(map(str.isalpha, words)) else ""


def _marks(row: list[Line], middle: float, body: float) -> Iterator[tuple[str, str]]:
    """Yield what a row has that other pages can have too: its words, its size and whether it is a page number."""
    height = round(middle / (SAME_HEIGHT * body))
    yield from (("head", _key(line)) for line in row if len(_key(line)) >= LONG_HEAD)
    for at in (height, height + 1):  # what lies on both sides of a border shares one of the two
        yield from (("words", f"{at} {_key(line)}") for line in row if _key(line))
        yield "size", f"{at} {max(line.size for line in row):.1f}"
        if all(PAGE_NUMBER.fullmatch(line.text.strip()) for line in row):
            yield "number", f"{at}"


def _is_furniture(row: _Row, known: Counter[tuple[str, str]], body: float, has_note: bool) -> bool:
    kinds = {mark[0] for mark in row.marks if known[mark] > 1}
    often = max((known[mark] for mark in row.marks if mark[0] == "words"), default=0)
    if "number" in kinds or ("words" in kinds and (row.is_apart or row.size < SMALLER * body or often > OFTEN)):
        return row.size <= LARGEST * body
    is_number = any(mark[0] == "number" for mark in row.marks)
    if not row.is_apart or (has_note and not is_number):
        return False
    if is_number:
        return row.size <= LARGEST * body
    is_alone = "size" not in kinds and not _is_spread(row.lines, body) and not any(map(_names_page, row.lines))
    return row.size < SMALLER * body and not is_alone


def _is_moved(row: _Row, known: Counter[tuple[str, str]], body: float) -> bool:
    """Say whether all of a row are long running heads of several other pages, as a first page has them elsewhere."""
    heads = [known[mark] for mark in row.marks if mark[0] == "head"]
    return row.is_apart and row.size <= LARGEST * body and len(heads) == len(row.lines) and min(heads) > OFTEN


def _is_spread(lines: list[Line], body: float) -> bool:
    """Say whether a row is several texts far apart, as one at each edge of the page."""
    ordered = sorted(lines, key=lambda line: line.box.x0)
    return any(right.box.x0 - left.box.x1 > FAR_APART * body for left, right in pairwise(ordered))


def _names_page(line: Line) -> bool:
    return bool(PAGE_WORDS.search(line.text))


def body_size(pages: list[PageLines]) -> float:
    """Return the size in which most characters are set, in points."""
    counts: dict[float, int] = defaultdict(int)
    for page in pages:
        for line in page.lines:
            counts[round(line.size * 4) / 4] += len(line.text)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 10.0
