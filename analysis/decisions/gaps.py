"""Which gaps may be joined: a heading, a table or a picture goes on in nothing, and nothing goes on in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..breaks.characters import CLOSERS, STOPS
from ..document.blocks import VERBATIM
from ..languages.messages import N_, _
from ..languages.names import kind_name
from .places import lettered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..document.blocks import Block
    from ..document.documents import Document
    from .decision import Decision

JOINED = ("paragraph", "list item", "lead", "verse line", "note")  # blocks that a text may go on across
DROPPED = ("page furniture", "advertisement")
QUOTATION = "quotation"
ALONE = ("title", "heading", *VERBATIM.values())  # what Markdown marks as a block that is joined to nothing
OTHERS = N_("line {line} is a {kind}, which is joined to nothing")
NAMED = {
    "title": N_("line {line} is a heading, which is joined to nothing"),
    "advertisement": N_("line {line} is an advertisement, which is joined to nothing"),
    "code": N_("line {line} is code, which is joined to nothing"),
    "html": N_("line {line} is html, which is joined to nothing"),
    "front matter": N_("line {line} is front matter, which is joined to nothing"),
    "page furniture": N_("line {line} is page furniture, which is joined to nothing"),
}
PICTURE = re.compile("!\\[[^\\[\\]\\n]*\\]\\([^()\\n]*\\)")
NUMBER = re.compile("\\d{1,9}[.)][ \\t]")  # which makes an item of a line; a bullet goes with the gap
# What may be between two sides; more is a mark of its own, such as a rule.
PLAIN = f"\\s>，、；：,;:{re.escape(STOPS + CLOSERS)}"
BETWEEN, BETWEEN_HEADINGS = (re.compile(f"[{signs}{PLAIN}]*") for signs in ("", "#=\\-"))


def blocks_at_gap(document: Document, letter: int) -> tuple[int, int] | None:
    """Return the numbers of the blocks of the letters around a gap, which is known by the letter behind it.

    >>> from analysis import parse
    >>> blocks_at_gap(parse("春天来了。\\n\\n花开了。"), 4), blocks_at_gap(parse("春天来了。"), 0)
    ((0, 1), None)
    """
    place, blocks = lettered(document).place, document.blocks
    if not 0 < letter < len(place):
        return None
    left, right = (bisect_right(blocks, int(place[n]), key=lambda block: block.start) - 1 for n in (letter - 1, letter))
    return (left, right) if left >= 0 else None


def reason_not_to_join(decision: Decision, document: Document, letter: int, decided: Mapping[int, Decision]) -> str:
    """Return why a text cannot go on across a gap, which is known by the letter behind it; nothing if it can.

    Parameters
    ----------
    decision : that it does. Behind a break that was found, page furniture may stand, which goes.
    document : whose gap it is.
    letter : its number among the letters of the document.
    decided : from `decided_blocks`.

    >>> from analysis import Decisions, parse
    >>> document = parse("他们说，\\n\\n## 第二节\\n\\n完了。")
    >>> reason_not_to_join(Decisions().join(document, 4).decisions[0], document, 3, {})
    'line 3 is a heading, which is joined to nothing'
    """
    numbers = blocks_at_gap(document, letter)
    if numbers is None:
        return _("there is text on one side of it only")
    inside = numbers[0] == numbers[1]  # lines of a table are no sentence, and those of a heading may be
    kinds = []
    for number in numbers:
        block, said = document.blocks[number], decided.get(number)
        kind = said.choice if said else block.kind
        if kind in DROPPED and decision.about == "finding":
            return ""
        apart = kind not in (*JOINED, QUOTATION) if said else kind in ALONE
        if kind in VERBATIM.values() if inside else apart:
            return _(NAMED.get(kind, OTHERS)).format(line=block.line, kind=kind_name(kind))
        if not inside and (why := _why_alone(block, document.text, is_behind=number == numbers[1], kind=kind)):
            return why
        kinds.append(kind)
    left, right = (document.blocks[number] for number in numbers)
    between = document.text[left.end : right.start]
    marks = BETWEEN_HEADINGS if left.level or right.level else BETWEEN  # who says that it is none says that of its mark
    if not marks.fullmatch(between):
        return _("“{marks}” is between the two").format(marks=between.strip()[:10])
    if kinds[0] != kinds[1] and QUOTATION in kinds:
        line = document.blocks[numbers[kinds.index(QUOTATION)]].line
        return _("line {line} is a quotation, and the other side is not").format(line=line)
    return ""


def _why_alone(block: Block, text: str, is_behind: bool, kind: str) -> str:
    """Return why, by the text of a block, no sentence goes on in it, or from it; nothing if one may."""
    if PICTURE.fullmatch(text, block.start, block.end):
        return _("line {line} is a picture, which is joined to nothing").format(line=block.line)
    if is_behind and kind == block.kind == "list item" and NUMBER.match(text, block.start):
        return _("line {line} is an item with a number, which would be in the sentence").format(line=block.line)
    return ""
