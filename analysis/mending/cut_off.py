"""Paragraphs that were cut off for good: nothing in the text goes on with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages.messages import _
from ..structure.metre import is_verse
from ..structure.numbers import ARTICLE, NUMBERED, SHAPES
from ..structure.words import PROSE
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..structure.kinds import ClassifiedBlock

FUNCTION_WORDS = re.compile("[是的了在和与将把被对为]")
FEW, OFTEN = 3, 1 / 3  # number, and share, of paragraphs without a closing mark beyond which that is the text's way


def often_open(blocks: Sequence[ClassifiedBlock]) -> bool:
    """Say whether many paragraphs end without a mark, as in a talk written down: then none is cut off for that."""
    closed = [unit.closed for unit in blocks if unit.is_prose and unit.letters and unit.kind != "verse line"]
    return closed.count(False) > max(FEW, OFTEN * len(closed))


def truncated(
    previous: ClassifiedBlock | None, unit: ClassifiedBlock, after: ClassifiedBlock | None, is_next: bool
) -> Iterator[Finding]:
    """Yield a paragraph that was cut off for good."""
    end = unit.block.end
    if is_verse(unit.text) or (unit.letters < 12 and unit.text[-1] in ",，、"):  # a line of verse, an item of a list
        return
    # Among others that end without a mark it is a title in a list of them, unless sentences stand in it; an item of a
    # list is whole where another is beside it that ends so.
    listed = [
        other is not None and other.is_prose and (not other.closed or other.text[-1] in ":：")
        for other in (previous, after)
    ]
    if all(listed) and "。" not in unit.text:
        return
    beside = [other for other in (previous, after) if other is not None and other.kind == unit.kind == "list item"]
    if any(not other.closed for other in beside):
        return
    if _is_sentence(unit):
        if after is None:
            stated = _("no closing mark; the document ends")
        else:
            stated = (
                _("no closing mark; the next block starts anew") if is_next else _("no closing mark; no text follows")
            )
        yield Finding("truncated paragraph", end - 1, end, stated, 0.9 if not is_next else 0.7)
    elif unit.letters >= 8 and not is_next and not NUMBERED.match(unit.text) and FUNCTION_WORDS.search(unit.text):
        without = _("a clause with no closing mark; no text follows")
        stated = _("a clause with no closing mark; the document ends") if after is None else without
        yield Finding("truncated paragraph", end - 1, end, stated, 0.6)


def _is_sentence(unit: ClassifiedBlock) -> bool:
    """Say whether a block reads as part of a sentence, not as a title (of two halves, even), a date or a name."""
    own = NUMBERED.sub("", unit.text, count=1)
    least = 12 if SHAPES[ARTICLE].match(unit.text) else 25  # an article of a law is no title
    return bool(PROSE.search(unit.text)) or (unit.letters >= least and len(own.split()) == 1)
