"""Headings that are printed twice, one below the other, as in e-books: a chapter's page and its first line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..languages.messages import _
from ..structure.numbers import SHAPES, shape_of
from ..text_index.newlines import NEWLINE
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..structure.kinds import ClassifiedBlock

HEADINGS = ("title", "heading")
# `benchmarks/harm.py` shows none in sound texts; what stands twice there has no number, or no words (续表, （一）).
CONFIDENCE = 0.9


def doubled_headings(text: str, blocks: Sequence[ClassifiedBlock]) -> Iterator[Finding]:
    """Yield numbered headings with the very words of the one before them; the one that is marked stays, or the first.

    >>> from analysis import faults, parse
    >>> text = "第1章 空屋\\n　　第1章 空屋\\n　　灯还亮着。\\n\\n第2章 来客\\n　　第2章 来客\\n　　天亮了。\\n"
    >>> faults(parse(text), kinds=["doubled heading"])["evidence"].tolist()
    ['as in line 1', 'as in line 5']
    """
    for one, other in pairwise(blocks):
        if one.kind not in HEADINGS or other.kind not in HEADINGS or not _is_the_same(one, other):
            continue
        only_other_is_marked = other.block.kind in HEADINGS and one.block.kind not in HEADINGS
        gone, kept = (one, other) if only_other_is_marked else (other, one)
        mark = other.block.start - len(text[one.block.end : other.block.start].lstrip())
        first = behind_indent(text, one.block.start)
        cut = (first, mark) if only_other_is_marked else (one.block.end, other.block.end)
        stated = _("as in line {line}").format(line=kept.block.line)
        yield Finding("doubled heading", gone.block.start, gone.block.end, stated, CONFIDENCE, ((*cut, ""),))


def _is_the_same(one: ClassifiedBlock, other: ClassifiedBlock) -> bool:
    """Say whether two headings have one number and the same words behind it."""
    first, second = (_letters(unit.text) for unit in (one, other))
    shape = shape_of(one.text)
    number = SHAPES[shape].match(one.text) if shape >= 0 else None
    return first == second and number is not None and len(first) > len(_letters(number[0]))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def behind_indent(text: str, start: int) -> int:
    """Return where the white space begins that indents a line: behind it, a mark makes no heading."""
    while start and text[start - 1].isspace() and not NEWLINE.match(text[start - 1]) and text[start - 1] != "\f":
        start -= 1
    return start
