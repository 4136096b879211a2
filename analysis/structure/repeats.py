"""What comes again in a text, its digits left aside: how often, where on the page, and what stands around it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise

import numpy as np

from .numbers import COUNTER, value_of

LONG = 60  # characters from which what comes again is no line of a page
NUMBER = re.compile("\\d+")
SPEAKER = re.compile("[^，。；：:！？\\s]{1,10}(?=[：:])")
AMOUNT = re.compile("\\d[.,，%％]")
PAGE_COUNT = re.compile(f"第[ \u3000]?[{COUNTER}]+[ \u3000]?(?=[页頁版回])")
OF_GROUP = (
    "repeated",
    "what stands before differs",
    "what stands after differs",
    "stands open before it",
    "number counts on with each",
    "even distances",
    "distance",
)
NAMES = (
    *OF_GROUP,
    "repeated to the letter",
    "at a page's edge",
    "share of pages",
    "has the letters of a marked heading",
)


@lru_cache(maxsize=1024)  # of a line it is needed for its features, its group and its level
def key_of(text: str) -> str:
    """Return the letters of a text, with a 0 for each number; of one without letters the marks too; of amounts nothing.

    >>> key_of("江城晚报 第12版"), key_of("第三页"), key_of("— 7 —"), key_of("12,300.00")
    ('江城晚报第0版', '第0页', '— 0 —', '')
    """
    letters = NUMBER.sub("0", "".join(filter(str.isalnum, PAGE_COUNT.sub("第0", text))))
    if letters != "0":
        return letters
    return "" if AMOUNT.search(text) else NUMBER.sub("0", text)


def repeat_columns(texts: list[str], table: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return for each block what is known of those that are alike, of `NAMES`; zeros where there is none.

    >>> table = {name: np.zeros(3) for name in ("closed", "level in Markdown", "blocks before it on its page")}
    >>> table["blocks after it on its page"] = table["commas"] = np.zeros(3)
    >>> repeat_columns(["县报 1", "春天来了。", "县报 2"], table)["repeated"].round(1).tolist()
    [0.7, 0.0, 0.7]
    """
    found = {name: np.zeros(len(texts)) for name in NAMES}
    groups: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if len(text) < LONG and (key := key_of(text)):
            groups[key].append(index)
    marked = {key for key, rows in groups.items() if any(table["level in Markdown"][row] for row in rows)}
    edge = np.minimum(table["blocks before it on its page"], table["blocks after it on its page"])
    pages = max(1, int((table["blocks before it on its page"] == 0).sum()))
    for key, rows in groups.items():
        if key in marked:
            found["has the letters of a marked heading"][rows] = table["level in Markdown"][rows] == 0
        if len(rows) > 1:
            _fill(found, texts, rows, table)
            at_edge = (edge[rows] >= 0) & (edge[rows] <= 1)
            found["at a page's edge"][rows] = at_edge.mean()
            found["share of pages"][rows] = at_edge.sum() / pages
    return found


def _fill(found: dict[str, np.ndarray], texts: list[str], rows: list[int], table: dict[str, np.ndarray]) -> None:
    """Fill in what is known of the blocks at *rows*, which are alike."""
    count = len(rows)
    alike = Counter(texts[row] for row in rows)
    before = {texts[row - 1][-12:] if row else "" for row in rows}
    after = {texts[row + 1][:12] if row + 1 < len(texts) else "" for row in rows}
    parted = [row - 1 for row in rows if row]
    numbers = [value_of(number[-1]) if (number := NUMBER.findall(texts[row])) else 0 for row in rows]
    distances = [b - a for a, b in pairwise(rows)]
    mean = sum(distances) / len(distances)
    of_group = (
        math.log(count),
        len(before) / count,
        len(after) / count,
        sum(table["closed"][row] == 0 and table["commas"][row] > 0 for row in parted) / len(parted),
        sum(b - a == 1 for a, b in pairwise(numbers)) / len(distances),
        sum(abs(distance - mean) for distance in distances) / len(distances) / mean,
        math.log(sorted(distances)[len(distances) // 2]),
    )
    for name, value in zip(OF_GROUP, of_group, strict=True):
        found[name][rows] = value
    found["repeated to the letter"][rows] = [math.log(alike[texts[row]]) for row in rows]


def of_its_speaker(texts: list[str]) -> np.ndarray:
    """Return for each block the logarithm of how many begin with the words before its first colon; 0 without them.

    >>> of_its_speaker(["问：桥修好了吗", "答：修好了", "问：花了多久", "春天来了。"]).round(1).tolist()
    [0.7, 0.0, 0.7, 0.0]
    """
    speakers = [match[0] if (match := SPEAKER.match(text)) else None for text in texts]
    count = Counter(speakers)
    return np.array([math.log(count[speaker]) if speaker else 0.0 for speaker in speakers])
