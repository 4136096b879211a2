"""What stands around a passage at one of its places: marks and words before and behind it, its block, its list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..structure.numbers import NUMBERED
from .hold import CHANCE
from .reading_on import AROUND, MARKS, first_closed, left_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .spans import Span, Texts

BESIDE = 16  # characters behind a passage that are compared
LOOKED_AT = 8  # blocks of a passage that are looked at
STOPS, OPENERS, CLOSERS = (frozenset(MARKS[number]) for number in (3, 5, 6))
ENDS = "。！？!?…，,"  # between a passage and the mark that closes its quotation
QUOTES = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《"}  # by those that close; brackets quote nothing
COLONS = frozenset(MARKS[4])
# The number of an article as it stands before its text: no reference to one, which no blank follows.
ARTICLE = re.compile(r"[^\w\s]{0,4}第[一二三四五六七八九十百千零〇0-9]{1,9}条[ \u3000]")
# What says that something is said again, or that others said it, up to the passage.
ANNOUNCED = re.compile(
    "(?:前[文面述]|上[文述面]|如前|所[述说言]|说过|提到|提过|说道?|指出|写道|规定|强调|[道云曰问答]|即|原文|引用?)[^。！？]{0,12}$"
)


@dataclass(frozen=True)
class Place:
    """One of the spans of a class, and where it is."""

    texts: Texts
    span: Span

    @cached_property
    def raw(self) -> Span:
        """Where it stands in the text, in characters."""
        return self.texts.raw(self.span)

    @cached_property
    def first(self) -> int:
        """The block that it begins in."""
        return self.texts.block_at(self.span[0])

    @cached_property
    def last(self) -> int:
        """The block that it ends in."""
        return self.texts.block_at(self.span[1] - 1)

    @cached_property
    def begin(self) -> int:
        """Where the block that it begins in begins, in characters."""
        return int(self.texts.spans[self.first, 0])

    @cached_property
    def stop(self) -> int:
        """Where the block that it ends in ends, in characters."""
        return int(self.texts.spans[self.last, 1])

    @property
    def begins_a_block(self) -> bool:
        """Whether no letter of its block stands before it."""
        return self.span[0] == self.texts.starts[self.first]

    @property
    def ends_a_block(self) -> bool:
        """Whether no letter of its block stands behind it."""
        return self.span[1] == self.texts.ends[self.last]

    @property
    def is_inside(self) -> bool:
        """Whether letters of one block stand before it and behind it."""
        return self.first == self.last and not self.begins_a_block and not self.ends_a_block

    @property
    def share(self) -> float:
        """The share of the letters of its blocks that are its own."""
        size = self.texts.ends[self.last] - self.texts.starts[self.first]
        return (self.span[1] - self.span[0]) / max(size, 1)

    @cached_property
    def marks_before(self) -> str:
        """The marks between it and the letter before it in its block."""
        at = self.raw[0]
        while at > self.begin and not self.texts.text[at - 1].isalnum():
            at -= 1
        return self.texts.text[at : self.raw[0]]

    @cached_property
    def marks_behind(self) -> str:
        """The marks between it and the letter behind it in its block."""
        at = self.raw[1]
        while at < self.stop and not self.texts.text[at].isalnum():
            at += 1
        return self.texts.text[self.raw[1] : at]

    @cached_property
    def before(self) -> str:
        """What is before it in its block."""
        return self.texts.text[max(self.begin, self.raw[0] - 2 * AROUND) : self.raw[0]]

    @cached_property
    def behind(self) -> str:
        """What is behind it in its block."""
        return self.texts.text[self.raw[1] : min(self.stop, self.raw[1] + BESIDE)]

    @property
    def begins_a_sentence(self) -> bool:
        """Whether a full stop, or the edge of a block, is before it."""
        return self.begins_a_block or not STOPS.isdisjoint(self.marks_before)

    @property
    def ends_a_sentence(self) -> bool:
        """Whether a full stop is behind it."""
        return not STOPS.isdisjoint(self.marks_behind)

    @property
    def openings(self) -> Iterator[int]:
        """Where it may begin, in characters: at its first letter, or later, if its first are alike by chance."""
        letters = self.texts.letters.place[self.span[0] : min(self.span[0] + CHANCE + 1, self.span[1])].tolist()
        for number, at in enumerate(letters):
            if not number or at - letters[number - 1] > 1:
                yield at

    def quotes(self, at: int) -> str:
        """Return the marks that quote it from one of its `openings` to its end, or nothing.

        What the passage opens itself it closes, too: of “天”和“地” no mark quotes all.
        """
        closed = self.marks_behind.lstrip(ENDS)[:1]
        opened = self.texts.text[at - 1 : at] if at > self.begin else ""
        if QUOTES.get(closed, "") != opened or not opened:
            return ""
        inner = self.texts.text[at : self.raw[1]]
        return "" if first_closed(inner) or left_open(inner) else f"{opened}…{closed}"

    @property
    def is_quoted(self) -> bool:
        """Whether marks of one pair are right around it, but for letters that are alike by chance."""
        return any(map(self.quotes, self.openings))

    @property
    def is_in_a_table(self) -> bool:
        """Whether it is in a table, rows of it or less."""
        return self.first == self.last and self.texts.blocks[self.first].kind == "table"

    @property
    def is_announced(self) -> bool:
        """Whether words before it say that something is said again."""
        return bool(ANNOUNCED.search(self.before))

    @property
    def runs_into_an_article(self) -> bool:
        """Whether the number of an article stands inside a paragraph at one of its ends."""
        text = self.texts.text
        own = not self.begins_a_block and ARTICLE.match(text, self.raw[0], self.stop)
        return bool(own or ARTICLE.match(text, self.raw[1], self.stop))

    @cached_property
    def number(self) -> str:
        """The number that its first block begins with, or nothing."""
        found = NUMBERED.match(self.texts.text, self.begin, int(self.texts.spans[self.first, 1]))
        return found[0] if found else ""

    @property
    def listed(self) -> float:
        """The share of its blocks that are items of a list, the number of none an article's."""
        blocks = range(self.first, min(self.last, self.first + LOOKED_AT - 1) + 1)
        return sum(is_item(self.texts.of_block(block)) for block in blocks) / len(blocks)

    @property
    def is_led_in(self) -> bool:
        """Whether the block before its first one ends with a colon."""
        return bool(self.first) and not COLONS.isdisjoint(self.texts.of_block(self.first - 1)[-1:])

    @property
    def follows_an_item(self) -> bool:
        """Whether an item of a list stands on one side of its blocks."""
        sides = (block for block in (self.first - 1, self.last + 1) if 0 <= block < len(self.texts.blocks))
        return any(is_item(self.texts.of_block(block)) for block in sides)


def is_item(text: str) -> bool:
    """Say whether a block is an item of a list: it has a number, but not an article's.

    >>> is_item("（二）申请表；"), is_item("第二条 申请表。")
    (True, False)
    """
    return text[:1] != "第" and bool(NUMBERED.match(text))
