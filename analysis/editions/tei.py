"""A repair as TEI P5: the source's text with its edits encoded in it, so that either text can be read from it.

Divisions, heads and paragraphs are those of the clean text, as far as a line end that was kept parts them: then each
edit is in one of them. The evidence of the edits is in notes at the back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ..text_index.newlines import NEWLINE
from .markup import DECLARATION, element, plain, text
from .tei_facsimile import Facsimile, page_id
from .tei_header import header
from .tei_inline import RESPONSIBLE, Inline, change_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document.blocks import Block
    from .edition import Edition, Passage

NAMESPACE = "http://www.tei-c.org/ns/1.0"
HEADINGS = ("title", "heading")


@dataclass(slots=True)
class Part:
    """What becomes an element: the block that it begins with, if there is any, and its content as markup."""

    block: Block | None
    content: list[str] = field(default_factory=list)


def tei(edition: Edition) -> bytes:
    """Return the bytes of a TEI file, which `TEI P5 <https://tei-c.org/guidelines/p5/>`_ describes."""
    facsimile = Facsimile(edition.source)
    # White space is text in it, and no part of the layout of the XML.
    body = element("body", *_divided(_parts(edition, facsimile), facsimile), xml__space="preserve")
    content = element("text", body, _back(edition.changes))
    return f"{DECLARATION}{element('TEI', header(edition), facsimile.markup(), content, xmlns=NAMESPACE)}\n".encode()


def _parts(edition: Edition, facsimile: Facsimile) -> list[Part]:
    """Return the text in parts, each of which begins with a line of its own in both texts."""
    inline, blocks = Inline(edition), edition.clean.blocks
    parts, begins = [Part(blocks[0] if blocks else None, [inline.first_line()])], [*_begins(edition)]
    begins.reverse()
    for passage in edition.passages:
        if not passage.is_kept:
            parts[-1].content.append(inline.changed(passage, facsimile.of_passage(passage)))
            continue
        at, end = passage.clean_start, passage.clean_start + len(passage.new)
        while begins and begins[-1][0] < end:
            begin, behind, block = begins.pop()
            if at <= begin and behind <= end:
                parts[-1].content.append(inline.kept(edition.clean.text[at:begin]))
                parts.append(Part(block))
                at = begin
        parts[-1].content.append(inline.kept(edition.clean.text[at:end]))
    return parts


def _begins(edition: Edition) -> Iterator[tuple[int, int, Block]]:
    """Yield of each block of the clean text that a line end parts from the one before where that is, and the block."""
    blocks = edition.clean.blocks
    for before, block in pairwise(blocks):
        gap = [*NEWLINE.finditer(edition.clean.text, before.end, block.start)]
        if gap:
            yield *gap[-1].span(), block


def _divided(parts: list[Part], facsimile: Facsimile) -> Iterator[str]:
    """Yield the elements of the body: a heading opens a division, which ends before one of its level or above."""
    levels: list[int] = []
    page = 0
    for part in parts:
        block = part.block
        if block and block.kind in HEADINGS:
            while levels and levels[-1] >= block.level:
                levels.pop()
                yield "</div>"
            levels.append(block.level)
            yield "<div>"
        if block and page < block.page <= len(facsimile.sizes):
            page = block.page
            part.content.insert(0, element("pb", n=page, facs=f"#{page_id(page)}"))
        yield _block(part, facsimile)
    yield "</div>" * len(levels)


def _block(part: Part, facsimile: Facsimile) -> str:
    """Return a head, a paragraph, or a block of another kind."""
    kind = part.block.kind if part.block else "paragraph"
    facs = facsimile.references(part.block.regions) if part.block else None
    if kind in HEADINGS:
        return element("head", *part.content, facs=facs)
    if kind == "paragraph":
        return element("p", *part.content, facs=facs)
    return element("ab", *part.content, type=kind.replace(" ", "_"), facs=facs)


def _back(changes: list[Passage]) -> str:
    """Return the evidence of each change, or nothing if there is none."""
    about = {"type": "evidence", "resp": f"#{RESPONSIBLE}"}
    notes = (
        element("note", text(plain(change.remark)), target=f"#{change_id(number)}", **about)
        for number, change in enumerate(changes, 1)
    )
    return element("back", element("div", *notes, type="evidence")) if changes else ""
