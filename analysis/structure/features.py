"""What a reader sees of a block: its length, marks, number and words, the space around it, its neighbours, its like."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ..breaks.characters import class_of
from ..breaks.ends import line_ends
from ..breaks.pairs import affinity, begins, ends
from ..document.laid_out import KINDS as PAGE_KINDS
from ..text_index.newlines import NEWLINE
from .levels import PLAIN, form_of
from .metre import metre_columns
from .numbers import number_of, shape_of
from .repeats import LONG, of_its_speaker, repeat_columns
from .words import word_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..document.blocks import Block

# Markdown says so, or the page that a block stands on.
FIXED = frozenset({"title", "heading", "quotation", "code", "table", "html", "front matter"}) | {*PAGE_KINDS}
FAR = 9  # blocks, pages' edges and empty lines beyond which no difference is made
AROUND = 5  # blocks on either side that a block's length is compared with
COUNTED = {
    "full stops": "。！？!?…",
    "commas": "，,",
    "enumeration commas": "、",
    "semicolons": "；;",
    "colons": "：:",
    "quotation marks": '“”‘’「」『』"',
    "brackets": "（）()【】〔〕[]",
    "titles in brackets": "《》〈〉",
    "spaces": " \u3000\t\u00a0",
    "dashes": "—-–─~·•",
    "dots": ".．",
    "particles": "的了着过是在被把将也都就很还",
}
BRACKET = re.compile("[“（《「【(”）》」】)]")
SIGNS = ("the rest", "digits", "Latin letters", "other letters", *COUNTED)


class Table(dict[str, np.ndarray]):
    """Columns by name, each with a number for every block."""


def block_columns(text: str, blocks: Sequence[Block]) -> Table:
    """Return what is seen of each block of a text; the columns' order is that of the model.

    >>> from analysis import parse
    >>> text = "第一章 总则\\n\\n第一条 为了保护公园，制定本条例。"
    >>> block_columns(text, parse(text).blocks)["shape of its number"].tolist()
    [1.0, 3.0]
    """
    texts = [text[block.start : block.end] for block in blocks]
    start, end = (np.array([getattr(block, name) for block in blocks], np.int64) for name in ("start", "end"))
    table = Table()
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    table |= _marks(points, start, end)
    table |= _edges(texts)
    table |= _gaps(text, blocks)
    table |= _places(blocks)
    table |= _markdown(blocks)
    table |= _numbers(texts)
    table |= _forms(texts, table)
    table |= word_columns(texts)
    table |= metre_columns(texts, (table["share of letters"] * (end - start)).round())
    table |= repeat_columns(texts, table)
    table["blocks of its speaker"] = of_its_speaker(texts)
    table |= _running_on(text, points, start, end)
    table |= _neighbours(table)
    return table


@cache
def _signs() -> np.ndarray:
    """Return for each code point, up to U+FFFF, the place of its class in `SIGNS`; 0 for what is in none."""
    found = np.zeros(1 << 16, np.uint8)
    found[[code for code in range(1 << 16) if chr(code).isalnum()]] = SIGNS.index("other letters")
    found[[code for code in range(0x250) if chr(code).isalpha()]] = SIGNS.index("Latin letters")
    found[[code for code in range(1 << 16) if chr(code).isdigit()]] = SIGNS.index("digits")
    for name, members in COUNTED.items():
        found[[ord(sign) for sign in members]] = SIGNS.index(name)
    return found


def _marks(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> Table:
    """Return length and counts of marks, and shares of digits and Latin letters."""
    edges = np.column_stack([start, end]).ravel()
    block = np.searchsorted(edges, np.arange(len(points)), "right")  # odd inside a block, even between two
    sign = _signs()[points.clip(max=0xFFFF)]
    counts = np.bincount(block * len(SIGNS) + sign, minlength=len(SIGNS) * (len(edges) + 1))
    inside = counts.reshape(-1, len(SIGNS))[1 : len(edges) : 2].T.astype(float)
    found = dict(zip(SIGNS, inside, strict=True))
    length = (end - start).clip(1).astype(float)
    digits, latin, others, _ = (found.pop(name) for name in ("digits", "Latin letters", "other letters", "the rest"))
    letters = digits + latin + others + found["particles"]
    shares = {"share of digits": digits, "share of Latin letters": latin, "share of letters": letters}
    return Table({"length": np.log(length)} | found | {name: count / length for name, count in shares.items()})


def _edges(texts: list[str]) -> Table:
    """Return the classes of a block's last and first characters, and how they end and begin sentences in Chinese."""
    last = np.array([class_of(one[-1]) for one in texts], float)
    second = np.array([class_of(one[-2:][0]) for one in texts], float)
    last_point, first_point = (np.array([ord(one[at]) for one in texts], np.int64) for at in (-1, 0))
    return Table(
        {
            "its last mark": last,
            "the mark before its last": second,
            "its first mark": np.array([class_of(one[0]) for one in texts], float),
            "closed": ((last == 0) | ((last == 1) & (second == 0))).astype(float),
            "ends as sentences do": ends(last_point),
            "begins as sentences do": begins(first_point),
            "left open": np.array([_open(one) for one in texts], float),
        }
    )


def _open(text: str) -> int:
    """Return how many brackets and quotation marks are opened and not closed, at most 3 either way."""
    opened = sum(1 if one in "“（《「【(" else -1 for one in BRACKET.findall(text[:200]))
    return min(max(opened, -3), 3)


def _gaps(text: str, blocks: Sequence[Block]) -> Table:
    gap = np.array([len(NEWLINE.findall(text, a.end, b.start)) for a, b in pairwise(blocks)])
    usual = np.bincount(gap).argmax() if len(gap) else 0
    before, after = np.r_[usual, gap].clip(max=FAR), np.r_[gap, usual].clip(max=FAR)
    lead = [block.start - 1 - text.rfind("\n", 0, block.start) for block in blocks]
    return Table(
        {
            "gap before": before.astype(float),
            "gap before, beside the usual": (before - usual).astype(float),
            "gap after, beside the usual": (after - usual).astype(float),
            "indent": np.array(lead, float).clip(max=FAR),
        }
    )


def _places(blocks: Sequence[Block]) -> Table:
    """Return where a block is, in the text and on its page."""
    count = len(blocks)
    number, page = np.arange(count), np.array([block.page for block in blocks])
    first, last = np.searchsorted(page, page, "left"), np.searchsorted(page, page, "right") - 1
    paged = page > 0
    return Table(
        {
            "blocks before it": np.minimum(number, FAR * 4.0),
            "blocks after it": np.minimum(count - 1 - number, FAR * 4.0),
            "blocks before it on its page": np.where(paged, (number - first).clip(max=FAR), -1.0),
            "blocks after it on its page": np.where(paged, (last - number).clip(max=FAR), -1.0),
            "blocks of the text": np.log(np.full(count, count + 1.0)),
        }
    )


def _markdown(blocks: Sequence[Block]) -> Table:
    level = np.array([block.level for block in blocks], float)
    kinds = [block.kind for block in blocks]
    above = np.maximum.accumulate(np.where(level > 0, np.arange(len(level)), -1)) if len(level) else level
    return Table(
        {
            "level in Markdown": level,
            "item in Markdown": np.array([kind == "list item" for kind in kinds], float),
            "fixed": np.array([kind in FIXED for kind in kinds], float),
            "share of marked headings": np.full(len(level), (level > 0).mean() if len(level) else 0),
            "marked headings": np.full(len(level), float(min((level > 1).sum(), FAR))),
            "blocks below a marked heading": np.where(above < 0, FAR, (np.arange(len(level)) - above).clip(max=FAR)),
        }
    )


def _numbers(texts: list[str]) -> Table:
    """Return the shape of each block's number, and how it goes on in the others of that shape."""
    shape = np.array([shape_of(one) for one in texts], np.int64)
    value = np.array([number_of(one, kind) for one, kind in zip(texts, shape.tolist(), strict=True)], float)
    names = ("number goes on", "number goes on below", "alike before", "alike after", "numbered alike", "share closed")
    found = {name: np.zeros(len(texts)) for name in names}
    closed = np.array([one[-1] in "。；;！？" for one in texts], float)
    for kind in np.unique(shape[shape >= 0]).tolist():
        rows = np.flatnonzero(shape == kind)
        step, distance = np.diff(value[rows]), np.diff(rows).clip(max=FAR)
        found["number goes on"][rows] = np.r_[0, step == 1]
        found["number goes on below"][rows] = np.r_[step == 1, 0]
        found["alike before"][rows] = np.r_[FAR, distance]
        found["alike after"][rows] = np.r_[distance, FAR]
        found["numbered alike"][rows] = np.log(len(rows))
        found["share closed"][rows] = closed[rows].mean()
    return Table({"shape of its number": shape.astype(float), "its number": value.clip(max=FAR * 4)} | found)


def _forms(texts: list[str], table: Table) -> Table:
    """Return of the marked headings the share of a block's form (its number, or halves); -1 where there are none."""
    forms = np.array([form_of(one) if len(one) < LONG else PLAIN for one in texts], np.int64)
    marked = forms[table["level in Markdown"] > 1]
    every, which = np.unique(forms, return_inverse=True)
    share = (marked[:, None] == every).mean(axis=0) if len(marked) else np.full(len(every), -1.0)
    return Table({"share of marked headings of its form": share[which]})


def _running_on(text: str, points: np.ndarray, start: np.ndarray, end: np.ndarray) -> Table:
    """Return how likely the text goes on into a block, out of it, and from the one before it to the one after it."""
    ends_of_lines = line_ends(text)
    likely = np.r_[ends_of_lines.likely, 0]
    row = np.searchsorted(ends_of_lines.lines.start, end, "left") - 1
    out = np.r_[likely[row[:-1]], 0] if len(row) else np.zeros(0)
    into = np.r_[0, out[:-1]]
    across = affinity(points[end[:-2] - 1], points[start[2:]]) if len(start) > 2 else np.zeros(0)
    found = {"text goes on into it": into, "text goes on below": out}
    for name, first in (("characters fit across it", 1), ("its last fits the block after the next", 0)):
        found[name] = np.zeros(len(start))
        found[name][first : first + len(across)] = across
    return Table(found)


BESIDE: tuple[str, ...] = (
    "length",
    "closed",
    "its last mark",
    "its first mark",
    "shape of its number",
    "level in Markdown",
    "commas",
    "full stops",
    "share of digits",
    "colons",
    "repeated",
    "ends with a credit",
    "is a page number",
    "begins with a source",
    "begins with a word of a web page",
)
BESIDE_AT = ((-2, "second before"), (-1, "before"), (1, "after"), (2, "second after"))
SHORT = np.log(20)  # logarithm of a length up to which a line is short


def _neighbours(table: Table) -> Table:
    found = Table()
    of_all = np.array([table[name] for name in BESIDE])
    steps = [(shifted(of_all, step, -1.0), where) for step, where in BESIDE_AT]
    for row, name in enumerate(BESIDE):
        found |= {f"{name}, {where}": values[row] for values, where in steps}
    found["length beside its neighbours"] = table["length"] - _median_around(table["length"])
    short = table["length"] <= SHORT
    found["share of short lines around it"] = _share_around(short)
    found["share of lines around it without a closing mark"] = _share_around(table["closed"] == 0)
    return found


def _around(values: np.ndarray, fill: float) -> np.ndarray:
    """Return for each block the values of those around it, a row each; *fill* beyond the ends."""
    padded = np.r_[np.full(AROUND, fill), values, np.full(AROUND, fill)]
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * AROUND + 1)


def _count_around(count: int) -> np.ndarray:
    """Return how many blocks there are around each of so many, itself among them."""
    place = np.arange(count)
    return np.minimum(place, AROUND) + np.minimum(place[::-1], AROUND) + 1


def _median_around(values: np.ndarray) -> np.ndarray:
    order, count = np.sort(_around(values, np.inf), axis=1), _count_around(len(values))
    rows = np.arange(len(values))
    return (order[rows, (count - 1) // 2] + order[rows, count // 2]) / 2


def _share_around(are: np.ndarray) -> np.ndarray:
    return _around(are.astype(float), 0.0).sum(axis=1) / _count_around(len(are))


def shifted(values: np.ndarray, step: int, fill: float) -> np.ndarray:
    """Return for each place of the last axis the value *step* places further on; *fill* beyond the ends.

    >>> shifted(np.array([1.0, 2.0, 3.0]), -1, 0.0).tolist()
    [0.0, 1.0, 2.0]
    """
    found = np.full(values.shape, fill, float)
    if step < 0:
        found[..., -step:] = values[..., :step]
    else:
        found[..., :-step] = values[..., step:]
    return found
