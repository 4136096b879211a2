"""The edits that give a block the mark of the kind that a person says it is, and take away the one it had."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text_index.newlines import LINE_ENDS
from .headings import HEADINGS, behind_indent
from .joined import HEADING_MARK, ITEM_MARK

if TYPE_CHECKING:
    from ..decisions.decision import Decision
    from ..document.blocks import Block
    from .edits import Edits

QUOTED = ("quotation", "list item")  # kinds whose next line belongs to them, too, though it has no mark
BEHIND = re.compile(f"(?<![ \\t])[ \\t]+#+(?=[ \\t]*(?:[{LINE_ENDS}]|\\Z))")
UNDERLINE = re.compile(f"(?:\\r\\n|[{LINE_ENDS}])[> \\t]*(?:=+|-+)(?=[ \\t]*(?:[{LINE_ENDS}]|\\Z))")


def marked_as(text: str, block: Block, decision: Decision) -> Edits:
    """Return the edits of a text that make one of its blocks what was decided; none where it has no other mark.

    >>> from analysis import Decisions, parse
    >>> document = parse("- 第一项\\n- 第二项")
    >>> for kind in ("heading", "paragraph", "list item"):
    ...     decision = Decisions().block(document, 0, kind, 3 * (kind == "heading")).decisions[0]
    ...     print(marked_as(document.text, document.blocks[0], decision))
    ((0, 2, '### '),)
    ((0, 2, ''),)
    ()
    """
    start, end = _mark(text, block, decision.choice)
    if decision.choice in HEADINGS:
        indent = behind_indent(text, start)
        begin = start if text[indent - 1 : indent] == ">" else indent
        edits = [(begin, end, "#" * max(decision.level, 1) + " ")]
    else:
        edits = [(start, end, _parting(text, start) if start < end and (block.level or block.kind in QUOTED) else "")]
    if block.level and (behind := (BEHIND if start < end else UNDERLINE).match(text, block.end)):
        edits.append((*behind.span(), ""))
    return tuple(edit for edit in edits if text[edit[0] : edit[1]] != edit[2])


def line_start(text: str, offset: int) -> int:
    """Return where the line of an offset begins."""
    begin = text.rfind("\n", 0, offset) + 1
    return max(begin, *(text.rfind(mark, begin, offset) + 1 for mark in LINE_ENDS))


def _mark(text: str, block: Block, choice: str) -> tuple[int, int]:
    """Return where the mark stands that a block loses; where it has none, that is nothing in front of it."""
    begin = line_start(text, block.start)
    if block.level:
        marks = HEADING_MARK.search(text, begin, block.start)
        return (marks.start(), block.start) if marks else (block.start, block.start)
    if block.kind == "list item" and choice != "list item" and (mark := ITEM_MARK.match(text, block.start, block.end)):
        return mark.span(1)
    if block.kind == "quotation" and choice == "paragraph":  # anything else in a quotation is that in it
        return begin + len(text[begin : block.start]) - len(text[begin : block.start].lstrip(" \t")), block.start
    return block.start, block.start


def _parting(text: str, start: int) -> str:
    """Return what parts a line without its mark from the one above, which would go on in it: a line that is empty.

    Both are in the quotation that the line is in.
    """
    begin = line_start(text, start)
    end = text[begin - 2 : begin] if text[max(begin - 2, 0) : begin] == "\r\n" else text[max(begin - 1, 0) : begin]
    above = begin - len(end)
    return end + text[begin:start] if text[line_start(text, above) : above].strip("> \t") else ""
