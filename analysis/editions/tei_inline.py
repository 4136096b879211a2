"""The passages of an edition as TEI writes them inside a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document.documents import NEWLINE_NAMES
from .edition import lines_with_ends
from .markup import UNFIT_CHARACTER, element, text

if TYPE_CHECKING:
    from ..document.documents import Document
    from .edition import Edition, Passage

RESPONSIBLE = "zh-analysis"  # the id of this program in the header


class Inline:
    """Passages as inline markup, in order: lines of the source and changes are numbered as they come."""

    def __init__(self, edition: Edition) -> None:
        self.line_end = edition.line_end
        self.breaks = breaks_of(edition.source)
        self.people = edition.people
        self.line = 1
        self.changes = 0

    def first_line(self) -> str:
        """Return the beginning of the source's first line."""
        return element("lb", n=1)

    def kept(self, characters: str) -> str:
        """Return characters that are in both texts."""
        return self._text(characters, is_source=True)

    def changed(self, passage: Passage, facs: str | None) -> str:
        """Return a change: what the source has, what the clean text has, or the choice of both."""
        self.changes += 1
        name = change_id(self.changes)
        cert = None if passage.confidence is None else round(passage.confidence, 4)
        by = person_id(self.people.index(passage.person[0]) + 1) if passage.person else RESPONSIBLE
        about = {"type": _word(passage.kind), "resp": f"#{by}", "cert": cert}
        old, new = self._text(passage.old, is_source=True), self._text(passage.new, is_source=False)
        if not passage.new:
            return element("del", old, xml__id=name, **about, facs=facs)
        if not passage.old:
            return element("add", new, xml__id=name, **about)
        return element("choice", element("sic", old, facs=facs), element("corr", new, **about), xml__id=name)

    def _text(self, characters: str, is_source: bool) -> str:
        found = []
        for line, end in lines_with_ends(characters):
            found.append(self._fit(line))
            if end:
                found.append(self._line_break(end, is_source))
        return "".join(found)

    def _fit(self, line: str) -> str:
        """Return characters without a line end, those that XML cannot hold as elements."""
        found, at = [], 0
        for unfit in UNFIT_CHARACTER.finditer(line):
            found += [text(line[at : unfit.start()]), self._unfit(unfit[0])]
            at = unfit.end()
        return "".join([*found, text(line[at:])])

    def _unfit(self, character: str) -> str:
        return element("pb") if character in self.breaks else element("g", ref=f"#{character_id(character)}")

    def _line_break(self, end: str, is_source: bool) -> str:
        """Return the beginning of a line, which says what ended the one before, unless that is as usual."""
        self.line += is_source
        kind = None if end == self.line_end else NEWLINE_NAMES[end]
        return element("lb", n=self.line if is_source else None, type=kind)


def change_id(number: int) -> str:
    """Return the id of a change, counted from 1.

    >>> change_id(3)
    'change3'
    """
    return f"change{number}"


def person_id(number: int) -> str:
    """Return the id of who decided on changes, counted from 1.

    >>> person_id(1)
    'person1'
    """
    return f"person{number}"


def character_id(character: str) -> str:
    r"""Return the id under which the header declares a character that XML cannot hold.

    >>> character_id("\x01")
    'U0001'
    """
    return f"U{ord(character):04X}"


def breaks_of(document: Document) -> frozenset[str]:
    """Return the characters that are page breaks of a document: form feeds, unless it knows its pages."""
    return frozenset() if document.page_sizes else frozenset("\f")


def _word(kind: str) -> str | None:
    """Return a kind of finding as one word, as TEI wants the values of a type."""
    return "_".join("".join(c if c.isprintable() else " " for c in kind).split()) or None
