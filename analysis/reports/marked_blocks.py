"""The blocks of a document as HTML, with a label and a colour at each passage that stands more than once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from html import escape
from itertools import groupby, pairwise
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from ..duplicates.differences import untyped
from ..duplicates.kinds import NEARLY, NOT_COPIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document.blocks import Block
    from ..document.documents import Document
    from ..duplicates.audits import Audit

# Light enough for black letters, and told apart by readers of every kind of colour vision; the label says it too.
TINTS = ("#ffd9a0", "#bfe3f7", "#b9ead6", "#f7c6ad", "#eccbe2", "#f6f0a6", "#c8d4f0", "#d9cfc1")
GREY = "#e3e3e3"  # of what is no copy
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


def label(number: int) -> str:
    """Return A to Z, then AA, AB, ….

    >>> label(0), label(25), label(26)
    ('A', 'Z', 'AA')
    """
    return (label(number // 26 - 1) if number >= 26 else "") + ascii_uppercase[number % 26]


def tint(number: int, kind: str) -> str:
    """Return the colour of a class as a declaration of CSS.

    >>> tint(8, "repeat"), tint(8, "natural repeat")
    ('--tint: #ffd9a0', '--tint: #e3e3e3')
    """
    return f"--tint: {GREY if kind in NOT_COPIES else TINTS[number % len(TINTS)]}"


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


def blocks_of(document: Document, spots: list[Spot], edits: Edits, prefix: str) -> Iterator[str]:
    """Yield the text block by block; those without a repeat folded away."""
    spots = sorted(spots, key=lambda spot: (spot.start, -spot.end))
    inside: list[tuple[Block, list[Spot]]] = []
    live: list[Spot] = []
    begun = 0
    for block in document.blocks:
        begin, begun = begun, bisect_left(spots, block.end, key=lambda spot: spot.start)
        live = [spot for spot in (*live, *spots[begin:begun]) if spot.end > block.start]
        inside.append((block, live))
    for marked, group in groupby(inside, key=lambda pair: bool(pair[1])):
        pairs = [*group]
        own = "".join(_block(document, block, there, edits, prefix) for block, there in pairs)
        if marked or len(pairs) < FOLDED:
            yield own
        else:
            first, last = pairs[0][0].line, pairs[-1][0].line
            yield f"<details><summary>lines {first} to {last}: nothing repeated</summary>{own}</details>"


def _block(
    document: Document,
    block: Block,
    spots: list[Spot],
    edits: Edits,
    prefix: str,
) -> str:
    """Return one block as HTML: its pieces between the points at which a mark begins or ends."""
    inserted, deleted = edits
    own = inserted[bisect_left(inserted, (block.start, 0)) : bisect_left(inserted, (block.end, 0))]
    points = {block.start, block.end}
    for start, end in [*((spot.start, spot.end) for spot in spots), *own]:
        points |= {max(start, block.start), min(end, block.end)}
    points |= {at for at in range(block.start, block.end) if at in deleted} if deleted else set()
    new = {at for start, end in own for at in range(start, end)}
    pieces = []
    for start, end in pairwise(sorted(points)):
        pieces += [_opening(spot, prefix, inside=start > block.start) for spot in spots if spot.start == start]
        if start in deleted:
            pieces.append(f"<del>{escape(deleted[start])}</del>")
        text = escape(document.text[start:end])
        text = f"<ins>{text}</ins>" if start in new else text
        there = [spot for spot in spots if spot.start <= start < spot.end]
        pieces.append(_marked(text, there) if there else text)
        pieces += [
            '<span class="seam" title="a splice ends here">‖</span>' for spot in there if _is_seam(spot, end, block)
        ]
    tag = "h3" if block.level else "p"
    return f'<{tag}><span class="line">{block.line}</span>{"".join(pieces)}</{tag}>\n'


def _is_seam(spot: Spot, end: int, block: Block) -> bool:
    return spot.kind == "splice" and spot.end == end < block.end


def _opening(spot: Spot, prefix: str, inside: bool) -> str:
    """Return the label at the start of an occurrence, with links to its class and to the other places."""
    name = label(spot.number)
    first = max(0, min(bisect_left(spot.here, spot.place) - LINKED // 2, len(spot.here) - LINKED - 1))
    others = [n for n in spot.here[first : first + LINKED + 1] if n != spot.place]
    links = " ".join(f'<a href="#{prefix}-{spot.number}-{n}">{name}{n}</a>' for n in others)
    seam = '<span class="seam" title="a splice begins here">‖</span>' if spot.kind == "splice" and inside else ""
    return (
        f'{seam}<span class="label" id="{prefix}-{spot.number}-{spot.place}" style="{tint(spot.number, spot.kind)}"'
        f' title="{escape(spot.reason)}"><a href="#{prefix}-{spot.number}">{name}{spot.place} {spot.role}</a>'
        f"{' = ' + links if links else ''}</span>"
    )


def _marked(text: str, there: list[Spot]) -> str:
    """Return a piece of text marked: by the shortest class in it, and its title names all."""
    shortest = min(there, key=lambda spot: spot.end - spot.start)
    names = ", ".join(f"{label(spot.number)}{spot.place}" for spot in there)
    copy = ' class="copy"' if any(spot.role == "copy" for spot in there) else ""
    return f'<mark{copy} style="{tint(shortest.number, shortest.kind)}" title="{names}">{text}</mark>'
