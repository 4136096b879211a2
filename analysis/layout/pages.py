"""Read a PDF by where its characters stand: blocks in the order of reading, with kinds, texts, pages and boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..languages.messages import _
from .areas import page_items
from .attached import with_attached
from .boxes import Box, around, turned_back
from .furniture import body_size, furniture
from .glyphs import page_glyphs
from .lines import PageLines, merged, page_lines
from .paragraphs import Piece, pieces

if TYPE_CHECKING:
    from .lines import Line

KINDS = {"line": "paragraph", "small": "paragraph", "boxed": "boxed line"}
SAME_SIZE = 0.04  # share by which headings of one level may differ in size
DEEPEST = 6
MOST_OBJECTS = 500_000
ONE_HEAD = 2.5  # em; what is farther apart is another running head


@dataclass(frozen=True)
class LaidBlock:
    """A block as it is laid out.

    Its kind is title, heading, paragraph, boxed paragraph, boxed line, caption, note, table (with rules), rows (of a
    table without), ruby (how characters of the block before are read) or page furniture.
    """

    kind: str
    level: int  #: of a title or heading 1..6, else 0
    text: str  #: of a table its rows as lines, cells parted by tabs
    regions: tuple[
        tuple[int, float, float, float, float], ...
    ]  #: page, x0, y0, x1, y1: points from the top left corner


def read_pages(data: bytes, most_objects: int = MOST_OBJECTS) -> list[LaidBlock]:
    """Return the blocks of a PDF in the order of reading; page furniture comes first and last on its page.

    Parameters
    ----------
    data : the bytes of the file.
    most_objects : pieces of text and drawing that one page may have.

    Raises
    ------
    ValueError : when a page has more.
    pypdfium2.PdfiumError : when it is no PDF, or needs a password.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for number in range(len(document)):
            page = document[number]
            try:
                pages.append(_read(page, number + 1, most_objects))
            finally:
                page.close()
    finally:
        document.close()
    return laid_blocks(pages)


def _read(page: Any, number: int, most: int) -> PageLines:
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page)
    if count > most:
        raise ValueError(
            _("page {number}: {count:,} objects; {most:,} are the most that one page may have").format(
                number=number, count=count, most=most
            )
        )
    return with_attached(page_lines(page_glyphs(page), number))


def laid_blocks(pages: list[PageLines]) -> list[LaidBlock]:
    """Return the blocks that the runs of pages make."""
    body = body_size(pages)
    aside = furniture(pages, body)
    texts = []
    for page, gone in zip(pages, aside, strict=True):
        kept = [line for number, line in enumerate(page.lines) if number not in gone]
        texts.append((page.number, page_items(page, kept, body)))
    found = pieces(texts, body)
    levels = _levels(found)
    blocks = [block for piece in found for block in (_block(piece, levels, pages), *_ruby(piece, pages))]
    edges = [
        (page, [line for number, line in enumerate(page.lines) if number in gone])
        for page, gone in zip(pages, aside, strict=True)
    ]
    return _with_furniture([block for block in blocks if block.text], edges)


def _levels(found: list[Piece]) -> dict[float, int]:
    """Return the level of each size of headings; level 1 is left to a title that is larger than all others."""
    sizes = [piece.size for piece in found if piece.kind == "heading"]
    ranks: list[float] = []
    for size in sorted(set(sizes), reverse=True):
        if not ranks or size < ranks[-1] * (1 - SAME_SIZE):
            ranks.append(size)
    has_title = bool(ranks) and sum(size >= ranks[0] * (1 - SAME_SIZE) for size in sizes) == 1
    return {
        size: min(
            DEEPEST, next(n for n, rank in enumerate(ranks) if size >= rank * (1 - SAME_SIZE)) + (1 if has_title else 2)
        )
        for size in sizes
    }


def _block(piece: Piece, levels: dict[float, int], pages: list[PageLines]) -> LaidBlock:
    kind, level = KINDS.get(piece.kind, piece.kind), 0
    if kind == "heading":
        level = levels[piece.size]
        kind = "title" if level == 1 else kind
    text = "\n".join("\t".join(row) for row in piece.rows) if piece.rows else piece.text
    return LaidBlock(kind, level, text, _regions(piece, pages))


def _ruby(piece: Piece, pages: list[PageLines]) -> list[LaidBlock]:
    """Return what is set above the characters of a piece as a block, if there is any."""
    found = [(place.page, line) for place in piece.places for line in place.line.ruby]
    if not found:
        return []
    regions = tuple(_region(page, line.box, pages) for page, line in found)
    return [LaidBlock("ruby", 0, " ".join(line.text for _, line in found), regions)]


def _regions(piece: Piece, pages: list[PageLines]) -> tuple[tuple[int, float, float, float, float], ...]:
    """Return a box for each column that a piece stands in."""
    if piece.box is not None:
        return (_region(piece.page, piece.box, pages),)
    parts: dict[tuple[int, int], list[Box]] = {}
    for place in piece.places:
        parts.setdefault((place.page, place.column), []).append(place.line.box)
    return tuple(_region(page, around(boxes), pages) for (page, _), boxes in parts.items())


def _region(number: int, box: Box, pages: list[PageLines]) -> tuple[int, float, float, float, float]:
    page = pages[number - 1]
    width, height = (page.height, page.width) if page.frame % 2 else (page.width, page.height)
    return (number, *(round(float(edge), 2) for edge in turned_back(box, page.frame, width, height)))  # type: ignore[return-value]


def _with_furniture(blocks: list[LaidBlock], edges: list[tuple[PageLines, list[Line]]]) -> list[LaidBlock]:
    """Return blocks with those of page furniture before the first and behind the last that begin on the page."""
    by_page: dict[int, list[LaidBlock]] = {}
    for block in blocks:
        by_page.setdefault(block.regions[0][0], []).append(block)
    pages = [page for page, _ in edges]
    found: list[LaidBlock] = []
    for page, lines in edges:
        above = [line for line in lines if line.middle < page.height / 2]
        below = [line for line in lines if line.middle >= page.height / 2]
        found += _furniture_blocks(page, above, pages)
        found += by_page.get(page.number, [])
        found += _furniture_blocks(page, below, pages)
    return found


def _furniture_blocks(page: PageLines, lines: list[Line], pages: list[PageLines]) -> list[LaidBlock]:
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (round(line.middle / line.size), line.box.x0)):
        last = found[-1][-1] if found else None
        if (
            last
            and abs(line.middle - last.middle) < 0.5 * line.size
            and line.box.x0 - last.box.x1 < ONE_HEAD * line.size
        ):
            found[-1].append(line)
        else:
            found.append([line])
    heads = [merged(runs) for runs in found]
    return [LaidBlock("page furniture", 0, head.text, (_region(page.number, head.box, pages),)) for head in heads]
