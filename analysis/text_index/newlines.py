"""What ends a line, and where the lines of a text are."""

from __future__ import annotations

import re

LINE_ENDS = "\n\r\x85\u2028\u2029"
NEWLINE = re.compile(f"\r\n|[{LINE_ENDS}]")


def has_line_end(text: str) -> bool:
    """Say whether a text has a newline of any kind.

    >>> has_line_end("甲\\u2028乙"), has_line_end("甲 乙")
    (True, False)
    """
    # Five searches in C, without a loop about them, are quicker than an expression.
    return "\n" in text or "\r" in text or "\x85" in text or "\u2028" in text or "\u2029" in text


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return where each line of a text begins and ends, its newline left out.

    >>> line_spans("甲\\r\\n乙")
    [(0, 1), (3, 4)]
    """
    edges = [0, *(edge for newline in NEWLINE.finditer(text) for edge in newline.span()), len(text)]
    return [*zip(edges[::2], edges[1::2], strict=True)]
