"""Lines in the order of reading to blocks: paragraphs across columns and pages, headings, notes, captions, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .areas import CAPTION_START, Item
from .columns import Column, ordered
from .flow import ENDS, LIKE, Place, Setting, Widths, goes_on, is_full, setting_of
from .furniture import NOTE
from .spacing import is_narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .boxes import Box

SMALL = 0.96  # of the text's size; notes are set smaller
LARGE = 1.035  # times the text's size; headings are set larger
ACROSS = 1.5  # times the width of a column; a short line that has so much room stands over several
LONGEST_HEADING = 60  # em
BYLINE = re.compile(
    "[（(□■◎●]?\\s*(本报|本刊|新华社|记者|通讯员|作者|文[/／]|编辑|撰文|摄影|特约)"
    "|NAME([\u3000 、,，]+NAME){1,5}$".replace("NAME", "[\u4e00-\u9fff]{2,3}[0-9*†,，]*")
)
NUMBERED = re.compile(
    "(第\\s*[一二三四五六七八九十百0-9]+\\s*[编章节回卷篇部]|[一二三四五六七八九十]{1,3}[、．.]"
    "|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}(\\.[0-9]{1,2}){0,3}[.．、\\s\u3000]?(?=[^0-9.．%]))"
)


@dataclass
class Piece:
    """A block before its level is known: what kind it is, its lines or the rows of its table."""

    kind: str
    places: list[Place] = field(default_factory=list)
    page: int = 0
    box: Box | None = None
    rows: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its lines as one."""
        return joined([place.line.text for place in self.places])

    @property
    def size(self) -> float:
        """Return the size of its first line, in points."""
        return self.places[0].line.size if self.places else 0.0


def joined(texts: list[str]) -> str:
    """Return the lines of a paragraph as one; a space goes between Latin words, but no sign is lost at a line's end.

    >>> joined(["同比-", "64.9%。", "See the", "note"])
    '同比-64.9%。See the note'
    """
    parts = texts[:1]
    for left, right in pairwise(texts):
        is_apart = left and right and is_narrow(left[-1]) and is_narrow(right[0])
        parts.append(f" {right}" if is_apart and left[-1] != "-" and not _is_split_number(left, right) else right)
    return "".join(parts)


def _is_split_number(left: str, right: str) -> bool:
    return left[-1].isdigit() and right[0].isdigit()


def pieces(pages: list[tuple[int, list[Item]]], body: float) -> list[Piece]:
    """Return the blocks of pages, of which each has its number and its items."""
    placed = [*_placed(pages, body)]
    setting = setting_of([entry for entry in placed if isinstance(entry, Place)], body)
    return _kinds(_grouped(placed, setting), setting)


def _placed(pages: list[tuple[int, list[Item]]], body: float) -> Iterator[Place | Piece]:
    """Yield lines where they stand, and what is no line, in the order of reading."""
    columns = [(number, column) for number, items in pages for column in ordered(items, body)]
    widths = Widths([column for _, column in columns if not column.is_rows], body)
    for count, (number, column) in enumerate(columns):
        if column.is_rows:
            yield _as_rows(column, number)
            continue
        edges = widths.edges(
            column, [other for page, other in columns[max(0, count - 9) : count + 10] if page == number]
        )
        is_cut_off = False
        for item in column.items:
            if item.kind == "line":
                yield Place(item.lines[0], number, count, *edges, is_cut_off)
                is_cut_off = False
            else:
                yield from _apart(item, number, body)
                is_cut_off = True


def _as_rows(column: Column, number: int) -> Piece:
    rows = [[line.text for line in item.lines] for item in column.items]
    places = [Place(line, number, -1, column.x0, column.x1) for item in column.items for line in item.lines]
    return Piece("rows", places, number, rows=rows)


def _apart(item: Item, number: int, body: float) -> Iterator[Piece]:
    """Yield the pieces of a table, box or figure."""
    captions = Piece("caption", [Place(line, number, -1, item.box.x0, item.box.x1) for line in item.captions], number)
    if item.captions and item.is_above:
        yield captions
    if item.kind == "table":
        rows = [["".join(line.text for line in cell) for cell in row] for row in item.rows]
        yield Piece("table", page=number, box=item.box, rows=rows)
    elif item.kind == "turned":
        line = item.lines[0]
        yield Piece("heading" if line.size > LARGE * body else "paragraph", [Place(line, number, -1, 0, 0)], number)
    elif item.kind == "box":
        yield from _boxed(item, number, body)
    if item.captions and not item.is_above:
        yield captions


def _boxed(item: Item, number: int, body: float) -> Iterator[Piece]:
    """Yield the pieces of a box: its paragraphs, or lines that are each for themselves, as in an advertisement."""
    columns = ordered([Item("line", line.box, [line]) for line in item.lines], body)
    places = [
        Place(entry.lines[0], number, -2 - count, item.box.x0 + body / 2, item.box.x1 - body / 2)
        for count, column in enumerate(columns)
        for entry in column.items
    ]
    if not any(is_full(upper, lower) for upper, lower in pairwise(places)):
        for place in places:
            yield Piece("boxed", [place], number)
        return
    setting = setting_of(places, places[0].line.size)
    for piece in _grouped(places, setting):
        yield replace(piece, kind="boxed paragraph")


def _grouped(placed: Sequence[Place | Piece], setting: Setting) -> list[Piece]:
    """Return lines as paragraphs, in the order in which they begin."""
    found: list[Piece] = []
    text: Piece | None = None  # of running text, which can go on behind notes, captions and figures
    for entry in placed:
        if isinstance(entry, Piece):
            found.append(entry)
            continue
        last = found[-1] if found else None
        is_text = abs(entry.line.size - setting.body) <= LIKE * setting.body
        if last and last.kind == "line" and goes_on(last.places, entry, setting):
            last.places.append(entry)
        elif is_text and text is not None and text is not last and _resumes(entry, found, text, setting):
            text.places.append(entry)
        else:
            found.append(Piece("line", [entry], entry.page))
            text = found[-1] if is_text or entry.line.size > setting.body else text
    return found


def _resumes(entry: Place, found: list[Piece], text: Piece, setting: Setting) -> bool:
    """Say whether running text goes on behind what is no running text."""
    between = found[next(n for n, piece in enumerate(found) if piece is text) + 1 :]
    if any(piece.kind == "line" and piece.size > SMALL * setting.body for piece in between):
        return False
    return goes_on(text.places, entry, setting)


def _kinds(found: list[Piece], setting: Setting) -> list[Piece]:
    """Return pieces with their kinds."""
    for number, piece in enumerate(found):
        if piece.kind != "line":
            continue
        before = found[number - 1] if number else None
        after = found[number + 1] if number + 1 < len(found) else None
        piece.kind = _kind(piece, before, after, setting)
    return [part for piece in found for part in _notes(piece)]


def _kind(piece: Piece, before: Piece | None, after: Piece | None, setting: Setting) -> str:
    if piece.size < SMALL * setting.body:
        return "note" if NOTE.match(piece.text) else "caption" if CAPTION_START.match(piece.text) else "small"
    if _is_heading(piece, before, after, setting):
        return "heading"
    return "paragraph"


def _notes(piece: Piece) -> list[Piece]:
    """Return the notes of a run of them, each for itself."""
    if piece.kind != "note":
        return [piece]
    found: list[Piece] = []
    for place in piece.places:
        if not found or NOTE.match(place.line.text):
            found.append(Piece("note", [place], place.page))
        else:
            found[-1].places.append(place)
    return found


def _is_heading(piece: Piece, before: Piece | None, after: Piece | None, setting: Setting) -> bool:
    """Say whether a piece is a heading: by size or weight, or as it stands apart, short and without a closing mark."""
    text, size = piece.text, piece.size / setting.body
    if _length(text) > LONGEST_HEADING or not any(map(str.isalnum, text)):
        return False
    is_closed = bool(ENDS.search(text))
    if size >= LARGE:
        return size >= 1.3 or not is_closed or len(piece.places) == 1
    if is_closed or text[-1] in "，、；" or len(piece.places) > 2:
        return False
    if piece.places[0].line.bold and not setting.bold:
        return True
    return not BYLINE.match(text) and (
        _stands_apart(piece, before, after, setting) or _has_other_font(piece, after, setting)
    )


def _length(text: str) -> float:
    """Return how long a text is in em; Latin letters are half as wide as Han characters."""
    return len(text) - sum(map(is_narrow, text)) / 2


def _has_other_font(piece: Piece, after: Piece | None, setting: Setting) -> bool:
    """Say whether a short line of Han characters is set in another font than the text, and than what is below it."""
    line = piece.places[0].line
    is_other = line.font != setting.font and bool(after and after.places and after.places[0].line.font == setting.font)
    is_short = len(piece.places) == 1 and piece.places[0].room > line.size
    return is_other and is_short and sum(not is_narrow(c) for c in line.text) > len(line.text) / 2


def _stands_apart(piece: Piece, before: Piece | None, after: Piece | None, setting: Setting) -> bool:
    """Say whether lines of the text's size are set as a heading: with gaps, and centred, not indented or numbered."""
    first, last = piece.places[0], piece.places[-1]
    if not first.is_centred and (len(piece.places) > 1 or first.room < first.line.size):
        return False
    above = _gap(before.places[-1], first) if before and before.places else None
    below = _gap(last, after.places[0]) if after and after.places else None
    usual = setting.leading + 0.2
    if any(gap is not None and gap <= usual for gap in (above, below)):
        return False
    if above is None and below is None and first.x1 - first.x0 > ACROSS * setting.width:
        return True
    if first.is_centred or (setting.is_indented and abs(first.offset) < 0.4):
        return True
    if setting.is_indented:
        return bool(NUMBERED.match(piece.text))
    return below is not None and (setting.apart if above is None else above) > below + 0.2


def _gap(upper: Place, lower: Place) -> float | None:
    """Return how far a line is below another of its column, in em; None where it is in another column."""
    if upper.column != lower.column or upper.page != lower.page:
        return None
    return (lower.line.middle - upper.line.middle) / (lower.line.size or 1)
