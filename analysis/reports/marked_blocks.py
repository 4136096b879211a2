"""What is shown of a document's blocks: their pieces, and which of the repeated passages each lies in."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import groupby, pairwise
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from ..duplicates.differences import untyped
from ..duplicates.kinds import NEARLY
from ..figures import palette
from ..figures.palette import REUSE_COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document.blocks import Block
    from ..document.documents import Document
    from ..duplicates.audits import Audit

FOLDED = 3  # paragraphs without a repeat, one after the other, from which they are folded away
LINKED = 9  # other places, the nearest, that a label leads to

Edits = tuple[list[tuple[int, int]], dict[int, str]]  # spans that are inserted; by place, what is deleted


class Spot(NamedTuple):
    """An occurrence in the document that is shown."""

    number: int  #: of its class
    place: int  #: which of its class, from 1
    of: int  #: how many of its class are listed
    here: tuple[int, ...]  #: which of them are in this document
    start: int
    end: int
    role: str
    reason: str
    kind: str


class Piece(NamedTuple):
    """What stands in a paragraph between two points at which a mark begins or ends."""

    text: str
    is_inserted: bool  #: the place that is kept lacks it
    deleted: str  #: what stands in the place that is kept, and not here
    openings: list[tuple[Spot, list[int], bool]]  #: occurrences that begin here, places to link, whether a splice does
    spots: list[Spot]  #: occurrences that it lies in
    splices_ended: int  #: how many splices end behind it, inside the paragraph

    @property
    def shortest(self) -> Spot:
        """Return the occurrence whose colour it has."""
        return min(self.spots, key=lambda spot: spot.end - spot.start)

    @property
    def is_copy(self) -> bool:
        """Return whether it lies in a copy."""
        return any(spot.role == "copy" for spot in self.spots)


class Paragraph(NamedTuple):
    """A block as it is shown."""

    line: int
    is_heading: bool
    pieces: list[Piece]


class Run(NamedTuple):
    """Paragraphs in a row that have a repeat, or that have none."""

    paragraphs: list[Paragraph]
    is_folded: bool  #: shown on request


def label(number: int) -> str:
    """Return A to Z, then AA, AB, ….

    >>> label(0), label(25), label(26)
    ('A', 'Z', 'AA')
    """
    return (label(number // 26 - 1) if number >= 26 else "") + ascii_uppercase[number % 26]


def tint(kind: str) -> str:
    """Return the colour of a kind of repeat, that of the pictures, as a declaration of CSS.

    >>> tint("repeat"), tint("natural repeat")
    ('--tint: #f0c7a6', '--tint: #cbcbcb')
    """
    return f"--tint: {palette.tint(REUSE_COLOURS[kind])}"


def spots_of(audit: Audit, doc: int = 0) -> list[Spot]:
    """Return the occurrences in a document, number *doc* of those audited, as the audit lists them."""
    rows = audit.occurrences.assign(place=audit.occurrences.groupby("class").cumcount() + 1)
    sizes = rows.groupby("class").size()
    local = rows[rows["doc"] == audit.names[doc]]
    here = local.groupby("class")["place"].agg(tuple)
    kind = audit.classes["kind"]
    columns = ["class", "place", "start", "end", "role", "reason"]
    return [
        Spot(n, place, int(sizes[n]), here[n], start, end, role, reason, kind[n])
        for n, place, start, end, role, reason in local[columns].itertuples(index=False)
    ]


def edits_of(audit: Audit, document: Document, spots: list[Spot]) -> Edits:
    """Return the spans that near repeats have inserted, and by place what they lack, against the one that is kept."""
    inserted: list[tuple[int, int]] = []
    deleted: dict[int, str] = defaultdict(str)
    kept = {
        row[1]: audit.documents[audit.names.index(row.doc)].text[row.start : row.end]
        for row in audit.occurrences[audit.occurrences["role"] == "keep"].itertuples()
    }
    for spot in spots:
        before, after = kept.get(spot.number, ""), document.text[spot.start : spot.end]
        if spot.kind in NEARLY and spot.role != "keep" and before:
            for one in untyped(before, after):
                start, end = spot.start + one.other_start, spot.start + one.other_end
                if end > start:
                    inserted.append((start, end))
                if one.old:
                    deleted[start] += one.old
    return sorted(set(inserted)), deleted


def runs_of(document: Document, spots: list[Spot], edits: Edits) -> Iterator[Run]:
    """Yield the text block by block; those without a repeat folded away."""
    spots = sorted(spots, key=lambda spot: (spot.start, -spot.end))
    inside: list[tuple[Block, list[Spot]]] = []
    live: list[Spot] = []
    begun = 0
    for block in document.blocks:
        begin, begun = begun, bisect_left(spots, block.end, key=lambda spot: spot.start)
        live = [spot for spot in (*live, *spots[begin:begun]) if spot.end > block.start]
        inside.append((block, live))
    for is_marked, group in groupby(inside, key=lambda pair: bool(pair[1])):
        paragraphs = [_paragraph(document, block, there, edits) for block, there in group]
        yield Run(paragraphs, is_folded=not is_marked and len(paragraphs) >= FOLDED)


def _paragraph(document: Document, block: Block, spots: list[Spot], edits: Edits) -> Paragraph:
    """Return one block: its pieces between the points at which a mark begins or ends."""
    inserted, deleted = edits
    local = inserted[bisect_left(inserted, (block.start, 0)) : bisect_left(inserted, (block.end, 0))]
    points = {block.start, block.end}
    for start, end in [*((spot.start, spot.end) for spot in spots), *local]:
        points |= {max(start, block.start), min(end, block.end)}
    points |= {at for at in range(block.start, block.end) if at in deleted} if deleted else set()
    new = {at for start, end in local for at in range(start, end)}
    pieces = []
    for start, end in pairwise(sorted(points)):
        there = [spot for spot in spots if spot.start <= start < spot.end]
        pieces.append(
            Piece(
                text=document.text[start:end],
                is_inserted=start in new,
                deleted=deleted.get(start, ""),
                openings=[_opening(spot, inside=start > block.start) for spot in spots if spot.start == start],
                spots=there,
                splices_ended=sum(spot.kind == "splice" and spot.end == end < block.end for spot in there),
            )
        )
    return Paragraph(block.line, bool(block.level), pieces)


def _opening(spot: Spot, inside: bool) -> tuple[Spot, list[int], bool]:
    """Return an occurrence, the other places that its label leads to, and whether a splice begins inside a block."""
    return spot, other_places(spot), spot.kind == "splice" and inside


def other_places(spot: Spot) -> list[int]:
    """Return the other places of a class that the label of an occurrence leads to, the nearest."""
    first = max(0, min(bisect_left(spot.here, spot.place) - LINKED // 2, len(spot.here) - LINKED - 1))
    return [n for n in spot.here[first : first + LINKED + 1] if n != spot.place]
