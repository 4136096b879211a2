"""What is wrong inside a block: a by-line at its end, half-width marks, spaces inside words, doubled characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..document.unreadable import PRIVATE_USE, UNREADABLE, count_unreadable, counted, has_unreadable
from ..duplicates.doubled import doubled, may_be_doubled
from ..languages.messages import _, enumeration, ngettext
from ..structure.words import byline_start, names_a_reporter
from ..words.lookups import SEAM, word_across
from ..words.scripts import HAN
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..document.documents import Document
    from ..structure.kinds import ClassifiedBlock

HALF_WIDTH = re.compile(f"(?<=[{HAN.pattern[1:-1]}”》）])[,;:?!](?=[{HAN.pattern[1:-1]}“《（]|$)")
HALF_WIDTH_MARK = re.compile("[,;:?!]")
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in ",;:?!"}
SPACED = re.compile(f"(?<={HAN.pattern})[ 　\\u00a0]+(?={HAN.pattern})")


def faults_inside(document: Document, blocks: Sequence[ClassifiedBlock]) -> Iterator[Finding]:
    """Yield what is wrong inside the blocks of running text, whatever stands around them.

    Most texts have nothing of most kinds, and what a whole text cannot have no block of it has.
    """
    finders = [find for find, may_be in FINDERS if may_be(document.text)]
    for unit in blocks if finders else ():
        for find in finders if unit.is_prose else ():
            yield from find(document, unit)


def unreadable_text(document: Document, blocks: Sequence[ClassifiedBlock]) -> Iterator[Finding]:
    """Yield the characters of each block, from the first to the last, that are no text: nothing counts them rightly."""
    for unit in blocks if has_unreadable(document.text) else ():
        yield from _unreadable(document, unit)


def _unreadable(document: Document, unit: ClassifiedBlock) -> Iterator[Finding]:
    start, end = unit.block.start, unit.block.end
    end -= PRIVATE_USE.match(document.text, end - 1, end) is not None  # one at the end is a sign of the page's font
    counts = count_unreadable(document.text, start, end)
    if counts:
        marks = [*UNREADABLE.finditer(document.text, start, end)]
        stated = enumeration(counted(name, count) for name, count in counts.items())
        yield Finding("unreadable text", marks[0].start(), marks[-1].end(), stated, 1.0)


def doubtful_text(document: Document) -> Iterator[Finding]:
    """Yield what was recognised in the picture of a page, but not for certain."""
    for start, end, certain in document.doubtful:
        stated = _("recognised with {certainty}").format(certainty=f"{certain:.2f}".replace("0.", "."))
        yield Finding("misread?", start, end, stated, round(1 - certain, 2))


def _bylines_inside(document: Document, unit: ClassifiedBlock) -> Iterator[Finding]:
    own = document.text[unit.block.start : unit.block.end]
    if begin := byline_start(own):
        start = unit.block.start + begin
        stated = _("a reporter's name behind the last sentence")
        yield Finding(
            "byline", start, unit.block.end, stated, 0.9, ((unit.block.start + len(unit.text), start, "\n\n"),)
        )


def _half_width(document: Document, unit: ClassifiedBlock) -> Iterator[Finding]:
    marks = [*HALF_WIDTH.finditer(document.text, unit.block.start, unit.block.end)]
    if marks:
        stated = ngettext(
            "{n} half-width mark between Chinese characters",
            "{n} half-width marks between Chinese characters",
            len(marks),
        ).format(n=len(marks))
        edits = tuple((m.start(), m.end(), m[0].translate(FULL_WIDTH)) for m in marks)
        yield Finding("half-width punctuation", marks[0].start(), marks[-1].end(), stated, 0.5, edits)


def _spaces(document: Document, unit: ClassifiedBlock) -> Iterator[Finding]:
    for match in SPACED.finditer(document.text, unit.block.start, unit.block.end):
        begin, end = max(unit.block.start, match.start() - SEAM), min(unit.block.end, match.end() + SEAM)
        before, after = document.text[begin : match.start()], document.text[match.end() : end]
        if word := word_across(before, after):
            stated = _("{word} is a word across it").format(word=word)
            yield Finding("space inside a word", *match.span(), stated, 0.75, ((*match.span(), ""),))


def _doubled(document: Document, unit: ClassifiedBlock) -> Iterator[Finding]:
    begin = unit.block.start
    for at, to, stated in doubled(document.text[begin : unit.block.end]):
        start, end = begin + at, begin + to
        yield Finding("doubled characters", start, end, stated, 0.9, ((start, end, document.text[start:end:2]),))


# What is looked for in a block, and whether there may be any of it in a whole text.
FINDERS = (
    (_bylines_inside, names_a_reporter),
    (_half_width, HALF_WIDTH_MARK.search),
    (_spaces, SPACED.search),
    (_doubled, may_be_doubled),
)
