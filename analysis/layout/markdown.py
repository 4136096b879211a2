"""Write blocks of pages as Markdown, so that the text of each is unchanged and nothing in it becomes a mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pages import LaidBlock

PAGE_BREAK = "\f\n\n"
INDENT = "\u3000\u3000"  # white space to us, but not to Markdown: what follows it begins no list, heading or rule
MARK = re.compile("#|>|[-*+=_|<]|`{3}|~{3}|[0-9]{1,9}[.)]|[ \t]")


def markdown(blocks: list[LaidBlock]) -> tuple[str, list[tuple[int, int]]]:
    """Return blocks as Markdown, and where the text of each begins and ends in it.

    Headings have ``#``, ruled tables are Markdown tables, rows of other tables are lines; everything else is a line. A
    line that begins as a list, a heading or a rule of Markdown would is indented by two wide spaces; no character is
    escaped. A form feed parts two pages unless a block stands on both.

    >>> from .pages import LaidBlock
    >>> markdown([LaidBlock("title", 1, "题", ((1, 0, 0, 9, 9),)), LaidBlock("paragraph", 0, "- 1 -", ())])
    ('# 题\\n\\n\u3000\u3000- 1 -\\n', [(2, 3), (7, 12)])
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    size = last_page = 0
    for block in blocks:
        pages = [region[0] for region in block.regions]
        gap = "\n\n" if parts else ""
        if pages and last_page and min(pages) > last_page:
            gap += PAGE_BREAK
        last_page = max([last_page, *pages])
        before, text = _written(block)
        parts += [gap, before, text]
        start = size + len(gap) + len(before)
        size = start + len(text)
        spans.append((start, size))
    return "".join([*parts, "\n"]) if parts else "", spans


def _written(block: LaidBlock) -> tuple[str, str]:
    """Return the marks that go before a block's text, and the text."""
    if block.level and not block.text.endswith("#"):  # Markdown takes these away
        return f"{'#' * block.level} ", block.text
    if block.kind == "table" and "|" not in block.text:
        return "", _table([row.split("\t") for row in block.text.split("\n")])
    lines = [INDENT + line if MARK.match(line) else line for line in block.text.split("\n")]
    first = lines[0]
    if first.startswith(INDENT) and MARK.match(first.removeprefix(INDENT)):
        return INDENT, "\n".join(lines).removeprefix(INDENT)
    return "", "\n".join(lines)


def _table(rows: list[list[str]]) -> str:
    """Return rows as a Markdown table, the first as its head.

    >>> print(_table([["年", "数"], ["2024", "3"]]))
    | 年 | 数 |
    | --- | --- |
    | 2024 | 3 |
    """
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])
