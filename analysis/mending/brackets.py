"""Brackets and quotation marks that are opened and not closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages.messages import _, clauses
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document.documents import Document
    from ..structure.kinds import ClassifiedBlock

PAIRS = {"“": "”", "（": "）", "《": "》", "「": "」", "『": "』", "【": "】", "(": ")"}
PAIR = re.compile("[“”（）《》「」『』【】()]")


def left_open(text: str) -> str:
    """Return the last bracket or quotation mark that *text* opens and does not close, or nothing.

    >>> left_open("他说：“（见下）明天"), left_open("“好。”")
    ('“', '')
    """
    waiting: list[str] = []
    for character in text:
        if character in PAIRS:
            waiting.append(character)
        elif waiting and character == PAIRS[waiting[-1]]:
            waiting.pop()
    return waiting[-1] if waiting else ""


def closes(opening: str, text: str) -> bool:
    """Say whether *text* closes a bracket or quotation mark that was opened before it.

    >>> closes("“", "再来。”他说。"), closes("“", "他说：“再来。”")
    (True, False)
    """
    before, closing, __ = text.partition(PAIRS[opening])
    return bool(closing) and opening not in before


def unbalanced(document: Document, blocks: list[ClassifiedBlock], joined: set[int]) -> Iterator[Finding]:
    """Yield where pairs do not close, over paragraphs as they will be once joined: all of one place together."""
    begin = 0
    for index, unit in enumerate(blocks):
        if unit.block.end in joined:
            continue
        span = blocks[begin].block.start, unit.block.end
        after = blocks[index + 1].text if index + 1 < len(blocks) else ""
        stated = []
        for opening, closing in PAIRS.items() if unit.is_prose and PAIR.search(document.text, *span) else ():
            opened, closed = (document.text.count(mark, *span) for mark in (opening, closing))
            # A speech of several paragraphs opens its quotation mark in each, and closes it in the last.
            if opened != closed and not (opened > closed and after.startswith(opening)):
                values = {"opened": opened, "opening": opening, "closed": closed, "closing": closing}
                stated.append(_("{opened} {opening} and {closed} {closing}").format(**values))
        if stated:
            yield Finding("unbalanced pair", *span, clauses(stated), 0.6)
        begin = index + 1
