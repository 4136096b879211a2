"""Running heads, page numbers and what else stands at the edge of every page, by its place and by being repeated."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from .areas import rows_of

if TYPE_CHECKING:
    from .lines import Line, PageLines

EDGE = 0.14  # share of the page's height, at the top and at the bottom, in which page furniture is
MOST_ROWS = 3  # of page furniture at one edge
APART = 1.25  # times the usual distance of two lines, from furniture to the text
SAME_HEIGHT = 0.5  # em by which the furniture of two pages may differ in height
NOTE = re.compile(
    "[①-⑳*＊※†]|[\\[［〔][0-9０-９]{1,3}[\\]］〕]|[0-9]{1,3}[ 　](?=[^0-9])|注[：:0-9①-⑳]"
)  # how a note begins
NUMERAL = "[0-9０-９〇零一二三四五六七八九十百IVXLCivxlc]"
PAGE_NUMBER = re.compile(
    f"[-—–－―·•.|（(\\s]*(第\\s*|[A-Z]|P\\.?\\s*)?{NUMERAL}{{1,5}}\\s*(页|版)?[-—–－―·•.|）)\\s]*"
    f"((/|共|of)\\s*{NUMERAL}{{1,5}}\\s*页?)?"
)
FIGURES = re.compile("[0-9０-９]+")


def furniture(pages: list[PageLines], body: float) -> list[set[int]]:
    """Return for each page the places of the lines that are page furniture.

    A row at the edge of a page is, when it is apart from the text, no larger than it and has the like at the same
    height on other pages: the same words, figures left out, or the same small size; or when it is a page number.

    Parameters
    ----------
    pages : with their lines.
    body : size of the running text, in points.
    """
    edges = [_edge_rows(page, body) for page in pages]
    known = _repeated(pages, edges, body)
    found = []
    for page, rows in zip(pages, edges, strict=True):
        taken: set[int] = set()
        has_note = any(NOTE.match(line.text) for row in rows for line in row)
        for row in rows:
            if _is_furniture(row, known, body, has_note):
                taken |= {id(line) for line in row}
        found.append({number for number, line in enumerate(page.lines) if id(line) in taken})
    return found


def _edge_rows(page: PageLines, body: float) -> list[list[Line]]:
    """Return the rows at the edges of a page that could be furniture: those outside of what is set close together."""
    rows: list[list[Line]] = []
    for line in sorted(page.lines, key=lambda line: line.middle):
        if rows and line.middle - rows[-1][0].middle <= 0.6 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    usual = _usual_distance(rows, body)
    top = _outer(rows, page.height * EDGE, usual, 1)
    bottom = _outer(rows[::-1], page.height * EDGE, usual, -1) if len(rows) > len(top) else []
    return [*top, *(row for row in bottom if row not in top)]


def _usual_distance(rows: list[list[Line]], body: float) -> float:
    between = [lower[0].middle - upper[0].middle for upper, lower in pairwise(rows)]
    between = [distance for distance in between if body <= distance <= 3 * body]
    return median(between) if between else 1.8 * body


def _outer(rows: list[list[Line]], depth: float, usual: float, sign: int) -> list[list[Line]]:
    """Return the outermost rows, as many as a gap parts from the rest."""
    if not rows:
        return []
    first = rows[0][0].middle
    for count in range(1, min(MOST_ROWS, len(rows) - 1) + 1):
        distance = sign * (rows[count][0].middle - rows[count - 1][0].middle)
        if sign * (rows[count - 1][0].middle - first) > depth:
            break
        if distance > APART * usual:
            return rows[:count]
    return rows[:1] if len(rows) == 1 else []


def _key(line: Line) -> str:
    return FIGURES.sub("0", "".join(line.text.split()))


def _repeated(pages: list[PageLines], edges: list[list[list[Line]]], body: float) -> Counter[tuple[str, str]]:
    """Return how often the like of a row is at the same height: by words, and by size where it is small."""
    found: Counter[tuple[str, str]] = Counter()
    for rows in edges:
        seen = {key for row in rows for key in _marks(row, body)}
        found.update(seen)
    return found


def _marks(row: list[Line], body: float) -> list[tuple[str, str]]:
    height = round(row[0].middle / (SAME_HEIGHT * body))
    size = f"{max(line.size for line in row):.1f}"
    marks = [("words", f"{at} {_key(line)}") for line in row for at in (height, height + 1)]
    return [*marks, *(("size", f"{at} {size}") for at in (height, height + 1))]


def _is_furniture(row: list[Line], known: Counter[tuple[str, str]], body: float, has_note: bool) -> bool:
    largest = max(line.size for line in row)
    if all(PAGE_NUMBER.fullmatch(merged.text.strip()) for merged in rows_of(row)) and largest <= 1.1 * body:
        return True
    marks = _marks(row, body)
    if any(known[mark] > 1 for mark in marks if mark[0] == "words") and largest <= 1.5 * body:
        return True
    is_small = largest < 0.97 * body and not has_note
    return is_small and any(known[mark] > 1 for mark in marks if mark[0] == "size")


def body_size(pages: list[PageLines]) -> float:
    """Return the size in which most characters are set, in points."""
    counts: dict[float, int] = defaultdict(int)
    for page in pages:
        for line in page.lines:
            counts[round(line.size * 4) / 4] += len(line.text)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 10.0
