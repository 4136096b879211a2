"""The blocks of a text that has of Markdown only paragraphs, headings with ``#`` and comments, without its parser.

Such are most texts; to parse them as CommonMark took a tenth of the time of counting their words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span = tuple[str, int, int, int, int, int]  # kind, first line, last line, and of headings level, start and end
# What begins a line that is not of a paragraph, or may make another one so: quotations, items, rules, fences, tables,
# HTML, underlines of headings; and a heading that is set in, without text, or with another # in its line. An expression
# that begins with a character is looked for many times faster than one that begins with the beginning of a line.
OTHER = re.compile(
    "\n(?:[ \\t]*(?:[>+*=_`~|:-]|\\d{1,9}[.)])|[ \\t]+[<#]"
    "|<(?!!--[^\n]*-->[ \\t]*$)|#(?!#{0,5}[ \\t]+[^#\\s][^#\n]*$))",
    re.MULTILINE,
)
HEADING = re.compile("(#{1,6})[ \\t]+")


def is_simple(source: str) -> bool:
    """Say whether a text, its lines ended by newlines alone, has no Markdown but paragraphs, headings and comments.

    >>> is_simple("# 题\\n\\n春天来了。"), is_simple("- 春天")
    (True, False)
    """
    return not OTHER.search(f"\n{source}")


def simple_blocks(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield the blocks of a text that `is_simple` in order, of its *lines*.

    A paragraph goes on to a blank line, a heading or a comment. Only blanks and tabs are blank to CommonMark.

    >>> [*simple_blocks("# 题\\n春天\\n来了。", [(0, 3), (4, 6), (7, 10)])]
    [('heading', 0, 1, 1, 2, 3), ('paragraph', 1, 3, 0, 0, 0)]
    """
    begun = -1
    for number, (start, end) in enumerate(lines):
        first = text[start : start + 1] if start < end else ""
        is_special = first == "#" or text.startswith("<!--", start, end)
        if is_special or not text[start:end].strip(" \t"):
            if begun >= 0:
                yield "paragraph", begun, number, 0, 0, 0
            begun = -1
        elif begun < 0:
            begun = number
        if first == "#":
            mark = HEADING.match(text, start, end)
            if mark:  # it has one, being simple
                yield "heading", number, number + 1, len(mark[1]), mark.end(), start + len(text[start:end].rstrip())
        elif is_special:
            yield "html", number, number + 1, 0, 0, 0
    if begun >= 0:
        yield "paragraph", begun, len(lines), 0, 0, 0
