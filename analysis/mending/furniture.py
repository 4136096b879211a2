"""Which lines of the page may go without anybody's being asked: those that their place shows too, not words alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from ..structure.repeats import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..structure.kinds import ClassifiedBlock
    from .joins import Seam

EDGE = 2  # blocks at the head and at the foot of a page among which its lines stand
BY_LAYOUT = 0.9  # how sure the layout of a page is of its furniture
ROW = 3  # scraps of a web page in a row, at least
PAGE_NUMBER = re.compile("[-—–·•~\\s]{0,4}\\d{1,4}[-—–·•~\\s]{0,4}|第\\s?\\d{1,4}\\s?[页頁].{0,10}")
SCRAP = re.compile(
    "(?:下载|打印|全屏|收藏|加大|还原|减小|大|中|小|【?字[号体]：?|】|】?分享[：:]?|关闭|首页|打印本页|关闭窗口|返回顶部"
    "|[>＞»]|扫一扫在手机打开当前页|相关(?:报道|附件|链接|阅读|新闻)(?:[：:]|>>)?|(?:来源|时间|责任编辑)[：:].{0,24})"
)


def shown_by_place(blocks: Sequence[ClassifiedBlock], seams: Iterable[Seam]) -> dict[int, float]:
    """Return where the page furniture begins that its place shows, with how sure that is (0..1).

    Lines that are alike but for digits are shown at once: by standing at the edges of two pages or, a page number, of
    one; or by standing between the halves of a sentence, as sure as that goes on. Scraps of a web page are, three and
    more in a row; and what the layout of a page says.

    Parameters
    ----------
    blocks : all of a document, with what they are.
    seams : from `joins.seams_between`.
    """
    lines = {unit.block.start: unit.text for unit in blocks if unit.kind == "page furniture"}
    key = {start: key_of(text) for start, text in lines.items()}
    edges = _at_edges(blocks) & {*lines}
    pages = Counter(key[start] for start in edges)
    sure: dict[str, float] = defaultdict(float)
    for start in edges:
        if pages[key[start]] > 1 or PAGE_NUMBER.fullmatch(lines[start]):
            sure[key[start]] = 1.0
    for seam in seams:
        for unit in seam.aside if not seam.left.closed else ():
            sure[key_of(unit.text)] = max(sure[key_of(unit.text)], seam.likely)
    laid = {unit.block.start for unit in blocks if unit.block.kind == "page furniture"}
    found = {start: max(sure[own], BY_LAYOUT if start in laid else 0) for start, own in key.items()}
    return found | dict.fromkeys(_scraps(blocks), 1.0)


def _at_edges(blocks: Sequence[ClassifiedBlock]) -> set[int]:
    """Return where the blocks at the edges of pages begin, in a text that has page ends."""
    found: set[int] = set()
    for page, own in groupby(blocks, key=lambda unit: unit.block.page):
        starts = [unit.block.start for unit in own]
        found |= {*starts[:EDGE], *starts[-EDGE:]} if page else set()
    return found


def _scraps(blocks: Sequence[ClassifiedBlock]) -> Iterable[int]:
    """Yield where the scraps of a web page begin that stand in a row."""
    for is_furniture, own in groupby(blocks, key=lambda unit: unit.kind == "page furniture"):
        row = [*own]
        known = sum(SCRAP.fullmatch(unit.text) is not None for unit in row)
        if is_furniture and len(row) >= ROW and known * 2 > len(row):
            yield from (unit.block.start for unit in row)
