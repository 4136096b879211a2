"""The blocks of a text: its paragraphs, headings, items and the rest, as CommonMark and its line ends tell them."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from ..breaks.ends import CERTAIN, line_ends
from ..text_index.newlines import line_spans
from .simple_markdown import Span, is_simple, simple_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

VERBATIM = {"fence": "code", "html_block": "html", "table_open": "table", "front_matter": "front matter"}
# Between two rules may stand anything; a name and a colon below the first make it YAML.
FRONT_MATTER = re.compile("---[ \\t]*\n[\\w -]+:")
PAGE_BREAK = re.compile("\f")
IDEOGRAPH = re.compile("[\u3400-\u9fff\U00020000-\U0003fffd]")


class Region(NamedTuple):
    """Where a block stands on a page, in points from the page's top left corner."""

    page: int  #: from 1
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or other run of lines: ``text[start:end]`` without its marks and margins."""

    kind: str  #: title, heading, paragraph, list item, quotation, table, code, html, front matter; of a PDF see `load`
    level: int  #: of a title or heading 1..6, else 0
    start: int  #: offset in code points of ``Document.text``
    end: int  #: offset just past the block
    line: int  #: the line it starts on, from 1
    page: int = 0  #: the page it starts on, from 1; 0 where nothing parts pages
    regions: tuple[Region, ...] = ()  #: of a PDF, where it stands: a box for each page and column


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in order; what lies between them is white space and marks.

    A line is a paragraph, but for lines that were wrapped: where it is certain that a paragraph goes on.

    >>> [block.kind for block in blocks_of("# 题\\n\\n第一段。")]
    ['title', 'paragraph']
    """
    lines = line_spans(text)
    breaks = [match.start() for match in PAGE_BREAK.finditer(text)]
    for block in _in_order(text, lines):
        yield replace(block, page=bisect.bisect(breaks, block.start) + 1) if breaks else block


def _in_order(text: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
    covered, headings, goes_on = 0, 0, _wrapped(text, lines)
    for kind, first, last, level, start, end in _spans(text, lines):
        if covered < first:
            yield from _paragraphs(text, lines, "paragraph", range(covered, first), goes_on, leftover=True)
        covered = last
        if kind == "heading":
            yield Block("title" if level == 1 and not headings else kind, level, start, end, first + 1)
            headings += 1
        elif kind == "code" and _is_fenced_prose(text, lines, first, last):
            yield from _paragraphs(text, lines, "paragraph", range(first + 1, last), goes_on, leftover=True)
        elif kind in VERBATIM.values():
            start, end = _trim(text, lines[first][0], lines[last - 1][1])
            yield Block(kind, 0, start, end, first + 1)
        else:
            yield from _paragraphs(text, lines, kind, range(first, last), goes_on)
    yield from _paragraphs(text, lines, "paragraph", range(covered, len(lines)), goes_on, leftover=True)


def _wrapped(text: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the lines whose paragraph goes on in the very next line, for certain."""
    filled = [not text[start:end].isspace() and start < end for start, end in lines]
    if not any(map(min, filled, filled[1:])):
        return frozenset()
    ends = line_ends(text)
    numbers = np.searchsorted([start for start, _ in lines], ends.lines.start, side="right") - 1
    return frozenset(numbers[:-1][(ends.likely >= CERTAIN) & (np.diff(numbers) == 1)].tolist())


def _is_fenced_prose(text: str, lines: list[tuple[int, int]], first: int, last: int) -> bool:
    """Say whether a code fence holds the whole text, and that is Chinese."""
    inner = text[lines[first][1] : lines[last - 1][0]]
    outer = text[: lines[first][0]] + text[lines[last - 1][1] :]
    letters = sum(map(str.isalnum, inner))
    return not outer.strip() and letters > 0 and len(IDEOGRAPH.findall(inner)) * 2 > letters


def _spans(text: str, lines: list[tuple[int, int]]) -> Iterator[Span]:
    """Yield kind, first line, last line, and of headings level, start and end, as CommonMark sees them."""
    # The parser knows two newlines only, and replaces NUL; so it gets our lines, each as long as it was.
    source = "\n".join(text[start:end] for start, end in lines)
    yield from simple_blocks(text, lines) if is_simple(source) else _parsed(text, lines, source)


def _parsed(text: str, lines: list[tuple[int, int]], source: str) -> Iterator[Span]:
    """Yield the same by a parser of CommonMark."""
    parser = _parser(bool(FRONT_MATTER.match(text)))
    tokens = parser.parse(source)
    containers: list[str] = []
    for parent, token in zip([*tokens[:1], *tokens], tokens, strict=False):
        if token.type in {"blockquote_open", "list_item_open"}:
            containers.append("quotation" if token.type == "blockquote_open" else "list item")
        elif token.type in {"blockquote_close", "list_item_close"}:
            containers.pop()
        elif token.type in VERBATIM and token.map:
            yield VERBATIM[token.type], token.map[0], token.map[1], 0, 0, 0
        elif token.type == "inline" and token.map and parent.type == "paragraph_open":
            yield containers[-1] if containers else "paragraph", token.map[0], token.map[1], 0, 0, 0
        elif token.type == "inline" and parent.map and parent.type == "heading_open" and token.content:
            start, end = _heading(text, lines, parent.map, parent.markup, token.content)
            yield "heading", parent.map[0], parent.map[1], int(parent.tag[1]), start, end


@cache
def _parser(front_matter: bool) -> MarkdownIt:
    # Indented code and link references are off: Chinese text indents its paragraphs, and may open one with [甲]: too.
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "reference", "inline", "text_join"])
    parser = parser.use(front_matter_plugin) if front_matter else parser
    # Rules are compiled when first used, which two threads must not do at once.
    parser.parse("甲")
    return parser


def _heading(text: str, lines: list[tuple[int, int]], mapped: list[int], markup: str, content: str) -> tuple[int, int]:
    """Return where a heading's own text stands, without ``#`` before and behind it or ``===`` below it."""
    start, end = lines[mapped[0]]
    if markup[0] != "#":  # underlined: its text is the lines above the underline
        return _trim(text, start, lines[mapped[1] - 2][1], quoted=True)
    after = text.index(markup, start) + len(markup)
    # The parser shows a NUL as U+FFFD.
    start = after + text[after:end].replace("\0", "\ufffd").index(content)
    return start, start + len(content)


def _paragraphs(
    text: str,
    lines: list[tuple[int, int]],
    kind: str,
    numbers: range,
    goes_on: frozenset[int],
    leftover: bool = False,
) -> Iterator[Block]:
    """Yield a block a line, or one for lines of which each goes on in the next.

    With *leftover* the lines are those that no Markdown block holds: marks, white space and, rarely, text.
    """
    opened: tuple[int, int] | None = None
    for number in numbers:
        start, end = _trim(text, *lines[number], quoted=kind == "quotation")
        if start >= end or (leftover and not _has_letters(text, start, end)):
            continue
        begun = opened or (start, number + 1)
        opened = begun if number in goes_on and number + 1 in numbers else None
        if opened is None:
            yield Block(kind, 0, begun[0], end, begun[1])


def _trim(text: str, start: int, end: int, quoted: bool = False) -> tuple[int, int]:
    """Return a span without the white space, and the quotation marks ``>``, at its edges."""
    while start < end and (text[start].isspace() or (quoted and text[start] == ">")):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _has_letters(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))
