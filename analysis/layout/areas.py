"""What is a unit on a page besides lines: ruled tables, boxes with text, and figures with their captions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from .boxes import Box, around
from .lines import CLOSING, Line, PageLines, merged

TOUCHING = 2.5  # points between two rules that meet
MOST_RULES = 3000  # of a page whose rules are looked at; more are a drawing
MOST_FRAMES = 3000  # of a page that are looked into, and as many pictures
MOST_FIGURES = 200
LARGER = 1.06  # times the text's size; headings are set larger
HEADING_ROWS = 3  # of a heading, at most
BACKGROUND = 0.6  # share of a page that no figure takes up
SMALLEST_FIGURE = 1.5  # em, of its shorter side
CAPTION_GAP = 1.6  # em between a figure and its caption
CAPTION_ROWS = 5  # lines of a caption, at most
MOSTLY = 0.3  # share of a frame that a picture takes at least, if the frame is its
CAPTION_LEADING = 1.9  # em from one line of a caption to the next
SMALLER = 0.96  # of the text's size; what is set smaller is no running text
CAPTION = re.compile("^[（(▲△◆■▼]?(左|右|上|下)?(图|表|照片|Fig|Table|Figure)|(摄|资料图片|供图|制图)[）)]?$")
CAPTION_START = re.compile("[▲△]?(图|表|圖)\\s*[0-9０-９一二三四五六七八九十]")
SAME_ROW = 0.5  # em between the middles of two runs of one row


@dataclass
class Item:
    """What is put into the order of reading as one: a line, or a table, a box, a figure with its caption."""

    kind: str  #: line, turned (a line in another direction than the text), table, box, figure
    box: Box
    lines: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    rows: list[list[list[Line]]] = field(default_factory=list)  #: of a ruled table: cells with their lines
    is_above: bool = False  #: whether the captions are above what they belong to


def page_items(page: PageLines, lines: list[Line], body: float) -> list[Item]:
    """Return lines of a page as items, those of tables, boxes and figures together.

    Parameters
    ----------
    page : says what is drawn.
    lines : those that are not page furniture.
    body : size of the running text, in points.
    """
    areas = ruled_areas(page.rules) + [(frame, [], []) for frame in page.frames[:MOST_FRAMES]]
    areas.sort(key=lambda area: area[0].width * area[0].height)
    boxes, sizes = np.array([line.box for line in lines], float).reshape(-1, 4), np.array([line.size for line in lines])
    is_free = np.ones(len(lines), bool)
    items, empty = [], []
    for box, xs, ys in areas:
        is_inner = is_free & _held(box, boxes, 0.3 * body)
        if not is_inner.any():
            empty.append(box)
        elif _is_unit(box, is_inner, is_free & _reached(box, boxes, 0.5 * sizes), page):
            inner = [lines[number] for number in np.flatnonzero(is_inner)]
            if len(xs) <= 2 and _is_ground(inner, body):
                continue
            is_free &= ~is_inner
            shown = [other for other in [*page.pictures, *empty] if box.holds(other)]
            is_figure = _is_about_figure(box, inner, shown)
            items.append(_framed_figure(box, inner, shown) if is_figure else _unit(box, inner, xs, ys))
    left = [lines[number] for number in np.flatnonzero(is_free)]
    figures = _figures([*page.pictures[:MOST_FRAMES], *empty], boxes[is_free], sizes[is_free], page, body)
    for item in [*items, *figures]:
        if item.kind != "box" and not item.captions:
            left = _without(left, _take_captions(item, left, body))
    items += figures
    kinds = ["line" if line.frame == page.frame else "turned" for line in left]
    return [*items, *(Item(kind, line.box, [line]) for kind, line in zip(kinds, left, strict=True))]


def _held(box: Box, boxes: np.ndarray, margin: float) -> np.ndarray:
    """Return which boxes lie in a box, or stick out by no more than a margin."""
    low, high = np.array(box[:2]) - margin, np.array(box[2:]) + margin
    return np.asarray((boxes[:, :2] >= low).all(1) & (boxes[:, 2:] <= high).all(1))


def _reached(box: Box, boxes: np.ndarray, least: np.ndarray) -> np.ndarray:
    """Return which boxes overlap with a box in width and in height, each by more than *least*."""
    shared = np.minimum(boxes[:, 2:], box[2:]) - np.maximum(boxes[:, :2], box[:2])
    return np.asarray((shared > least[:, None]).all(1))


def _without(lines: list[Line], gone: list[Line]) -> list[Line]:
    taken = {id(line) for line in gone}
    return [line for line in lines if id(line) not in taken]


def _is_unit(box: Box, is_inner: np.ndarray, is_reached: np.ndarray, page: PageLines) -> bool:
    """Say whether a frame holds something of its own: not the page, and no line that sticks out of it."""
    if box.width * box.height > BACKGROUND * page.width * page.height:
        return False
    return not (is_reached & ~is_inner).any()


def _is_ground(lines: list[Line], body: float) -> bool:
    """Say whether a frame is but the ground that a line or a heading is printed on."""
    count = len(in_rows(lines))
    return count == 1 or (count <= HEADING_ROWS and all(line.size > LARGER * body for line in lines))


def _is_about_figure(box: Box, lines: list[Line], shown: list[Box]) -> bool:
    """Say whether a frame holds a picture and its caption: mostly the picture, and few lines."""
    area = max((other.width * other.height for other in shown), default=0.0)
    return area >= MOSTLY * box.width * box.height and len(in_rows(lines)) <= CAPTION_ROWS


def _framed_figure(box: Box, lines: list[Line], shown: list[Box]) -> Item:
    """Return a frame about a picture and its caption as a figure."""
    return Item("figure", box, captions=rows_of(lines), is_above=lines[0].middle < around(shown).y0)


def _unit(box: Box, inner: list[Line], xs: list[float], ys: list[float]) -> Item:
    is_grid = len(xs) > 2 and len(ys) > 1
    rows = _cells(inner, xs, ys) if is_grid else []
    return Item("table" if is_grid else "box", box, inner, rows=rows)


def ruled_areas(rules: list[Box]) -> list[tuple[Box, list[float], list[float]]]:
    """Return areas that touching rules enclose: the box, and the places of upright and of level rules."""
    if not rules or len(rules) > MOST_RULES:
        return []
    found = []
    for group in _touching(rules):
        upright = [rule for rule in group if rule.height > rule.width]
        level = [rule for rule in group if rule.height <= rule.width]
        xs = _places([(rule.x0 + rule.x1) / 2 for rule in upright])
        ys = _places([(rule.y0 + rule.y1) / 2 for rule in level])
        if len(xs) > 1 and len(ys) > 1:
            found.append((around(group), xs, ys))
    return found


def _touching(rules: list[Box]) -> list[list[Box]]:
    """Return the groups of rules that meet, by way of others too."""
    boxes = np.array(rules, float)
    group = np.full(len(rules), -1)
    found: list[list[Box]] = []
    for first in range(len(rules)):
        if group[first] >= 0:
            continue
        group[first], waiting = len(found), [first]
        found.append([])
        while waiting:
            x0, y0, x1, y1 = boxes[waiting[-1]]
            found[-1].append(rules[waiting.pop()])
            near = (boxes[:, 0] <= x1 + TOUCHING) & (boxes[:, 2] >= x0 - TOUCHING)
            near &= (boxes[:, 1] <= y1 + TOUCHING) & (boxes[:, 3] >= y0 - TOUCHING) & (group < 0)
            group[near] = len(found) - 1
            waiting += np.flatnonzero(near).tolist()
    return found


def _places(values: list[float]) -> list[float]:
    """Return values without those that are nearly equal to one before."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * TOUCHING:
            found.append(value)
    return found


def _cells(lines: list[Line], xs: list[float], ys: list[float]) -> list[list[list[Line]]]:
    """Return the lines of each cell of each row of a grid."""
    rows: list[list[list[Line]]] = [[[] for _ in pairwise(xs)] for _ in pairwise(ys)]
    for line in lines:
        column = int(np.searchsorted(xs, (line.box.x0 + line.box.x1) / 2)) - 1
        row = int(np.searchsorted(ys, line.middle)) - 1
        rows[min(max(row, 0), len(rows) - 1)][min(max(column, 0), len(xs) - 2)].append(line)
    return [[rows_of(cell) for cell in row] for row in rows]


def rows_of(lines: list[Line]) -> list[Line]:
    """Return runs from the top to the bottom, those of one row as one line."""
    return [merged(row) for row in in_rows(lines)]


def in_rows(lines: list[Line]) -> list[list[Line]]:
    """Return runs in rows from the top to the bottom, each from the left to the right."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if found and line.middle - found[-1][0].middle <= SAME_ROW * min(line.size, found[-1][0].size):
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.box.x0) for row in found]


def _figures(drawn: list[Box], boxes: np.ndarray, sizes: np.ndarray, page: PageLines, body: float) -> list[Item]:
    """Return pictures and empty frames as figures, those that overlap as one, but no background of text."""
    large = [
        box
        for box in drawn
        if min(box.width, box.height) >= SMALLEST_FIGURE * body
        and box.width * box.height < BACKGROUND * page.width * page.height
    ]
    found: list[Box] = []
    for box in sorted(large, key=lambda box: -box.width * box.height)[:MOST_FIGURES]:
        hit = next((n for n, other in enumerate(found) if min(box.overlap(other)) > 0), None)
        if hit is None:
            found.append(box)
        else:
            found[hit] = around([found[hit], box])
    return [Item("figure", box) for box in found if not _reached(box, boxes, 0.5 * sizes).any()]


def _take_captions(item: Item, lines: list[Line], body: float) -> list[Line]:
    """Give a figure or a table the lines below it, or else above it, that are its caption, and return these runs."""
    near = [
        line
        for line in lines
        if line.box.x0 >= item.box.x0 - body
        and line.box.x1 <= item.box.x1 + body
        and -0.3 * line.size <= max(line.box.y0 - item.box.y1, item.box.y0 - line.box.y1)
    ]
    below = [line for line in near if line.middle > item.box.y1]
    above = [line for line in near if line.middle < item.box.y0]
    sides = (above, below) if item.kind == "table" else (below, above)
    for side in sides:
        rows = rows_of(side)
        rows = rows if side is below else rows[::-1]
        taken = _caption_lines(item.box, rows, body, side is below)
        if taken:
            item.captions = taken if side is below else taken[::-1]
            item.is_above = side is above
            held = around([line.box for line in taken])
            item.box = around([item.box, held])
            return [run for run in side if held.holds(run.box, 0.1)]
    return []


def _caption_lines(figure: Box, rows: list[Line], body: float, is_below: bool) -> list[Line]:
    """Return the lines of a caption, from that next to the figure on."""
    found: list[Line] = []
    for line in rows:
        if found:
            distance = abs(line.middle - found[-1].middle)
            usual = abs(found[1].middle - found[0].middle) if len(found) > 1 else CAPTION_LEADING * line.size
            goes_on = abs(line.size - found[0].size) < 0.04 * line.size and distance <= usual + 0.1 * line.size
            goes_on = goes_on and not CAPTION_START.match((line if is_below else found[-1]).text)
            if not goes_on or (not _is_small(line, body) and is_below and found[-1].text[-1] in CLOSING):
                break
        else:
            gap = line.box.y0 - figure.y1 if is_below else figure.y0 - line.box.y1
            if gap > CAPTION_GAP * line.size or not _is_caption(line, figure, body):
                break
        found.append(line)
        if not _is_small(line, body):
            break
    return found if len(found) <= CAPTION_ROWS else []


def _is_small(line: Line, body: float) -> bool:
    return line.size < SMALLER * body


def _is_caption(line: Line, figure: Box, body: float) -> bool:
    """Say whether a line next to a figure is its caption: by its size, or by what it says."""
    return _is_small(line, body) or (
        line.size < body / SMALLER and line.box.width < 0.9 * figure.width and bool(CAPTION.search(line.text))
    )
