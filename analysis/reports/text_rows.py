"""A repaired document laid out beside its source: rows of blocks, in each what was found there and what became of it.

Each character of the source is in one piece of one row; the work grows with the text and what was found in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..figures.palette import APART
from ..mending.edits import COPIES
from ..mending.finding import ON_REQUEST
from ..structure.kinds import block_kinds
from ..text_index.newlines import LINE_ENDS, NEWLINE
from ..words.scripts import HAN
from .marked_blocks import other_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..document.documents import Document
    from ..mending.repair import Repair
    from .findings import Finding
    from .marked_blocks import Spot

HEADINGS = frozenset({"title", "heading"})
# Kinds that show without a line: repeats have their colour, blocks a bar, and lines their ends.
UNMARKED = frozenset({*COPIES, *APART, "line wrap", "lost heading", "unmarked heading"})
LONG = 40  # characters: what is longer is a paragraph, which its number stands before
AFTER = tuple[tuple[str, bool], ...]  # pieces of the clean text, and whether each was inserted


class Piece(NamedTuple):
    """A stretch of the source in which nothing begins or ends."""

    text: str
    is_gap: bool  #: between blocks: marks and white space
    is_dropped: bool  #: not in the clean text
    is_fault: bool  #: what a finding is about
    findings: list[Finding]  #: that begin here
    openings: list[tuple[Spot, list[int]]]  #: repeats that begin here, and the other places that their labels lead to
    spot: Spot | None  #: the shortest repeat that it lies in


class ShownBlock(NamedTuple):
    """A block of the source, with the gap behind it and the marks before it."""

    line: int
    kind: str
    mark: str  #: of a heading: marked, inferred or lost
    pieces: list[Piece]

    @property
    def is_chinese(self) -> bool:
        """Whether it has Chinese characters."""
        return any(HAN.search(piece.text) for piece in self.pieces)


class Row(NamedTuple):
    """Blocks of the source that are one in the clean text, most often a single one."""

    blocks: list[ShownBlock]
    after: AFTER | None  #: the clean text; None where it is as the source
    findings: list[Finding]

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.blocks[0].line

    @property
    def is_chinese(self) -> bool:
        """Whether it has Chinese characters."""
        return any(block.is_chinese for block in self.blocks)

    @property
    def is_heading(self) -> bool:
        """Whether a heading stands in it."""
        return any(block.kind in HEADINGS for block in self.blocks)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was found in it."""
        pieces = (piece for block in self.blocks for piece in block.pieces)
        return not self.findings and self.after is None and not any(piece.spot for piece in pieces)

    @property
    def is_gone(self) -> bool:
        """Whether nothing of it is in the clean text."""
        return self.after == ()


def rows_of(done: Repair, findings: Sequence[Finding], spots: Sequence[Spot]) -> list[Row]:
    """Return the rows of a repair, in order of the text.

    Parameters
    ----------
    done : from `repair`.
    findings : from `findings_of`, of the same.
    spots : the occurrences of repeats that are marked.

    >>> from analysis import parse, repair
    >>> from analysis.reports.findings import findings_of
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> row, = rows_of(done, findings_of(done), [])
    >>> len(row.blocks), "".join(text for text, _ in row.after)
    (2, '工程队连夜抢修，终于恢复了供电，附近的三个小区没有受到影响。')
    """
    begins = _begins(done.source)
    blocks = _blocks(done, begins, findings, spots)
    after, changed = _after(done, begins)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[bisect_right(begins, finding.start) - 1].append(finding)
    return [
        Row(
            [blocks[number] for number in numbers],
            _trimmed([piece for n in numbers for piece in after[n]]) if any(changed[n] for n in numbers) else None,
            [finding for number in numbers for finding in found[number]],
        )
        for numbers in _joined(["".join(text for text, _ in pieces) for pieces in after])
    ]


def _begins(document: Document) -> list[int]:
    """Return where the line of each block begins, with its marks; the first takes all before it."""
    begins = [0]
    for before, block in pairwise(document.blocks):
        ends = [match.end() for match in NEWLINE.finditer(document.text, before.end, block.start)]
        begins.append(ends[-1] if ends else block.start)
    return begins


def _after(done: Repair, begins: list[int]) -> tuple[list[list[tuple[str, bool]]], list[bool]]:
    """Return of each block what it is in the clean text, and whether that is anything else."""
    clean, bounds = done.document.text, [*begins, len(done.source.text) + 1]
    pieces: list[list[tuple[str, bool]]] = [[] for _ in begins]
    changed = [False] * len(begins)
    for entry in done.ledger.itertuples():
        number, at = bisect_right(begins, entry.start) - 1, entry.start
        if entry.action != "kept":
            pieces[number].append((clean[entry.clean_start : entry.clean_end], True))
        while at < entry.end or (at == entry.end == entry.start and entry.action != "kept"):
            until = min(entry.end, bounds[number + 1])
            if entry.action == "kept":
                shift = entry.clean_start - entry.start
                pieces[number].append((clean[at + shift : until + shift], False))
            else:
                changed[number] = True
            if until == entry.end:
                break
            at, number = until, number + 1
    return pieces, changed


def _trimmed(pieces: list[tuple[str, bool]]) -> AFTER:
    """Return pieces without the white space around all of them."""
    kept = [*pieces]
    while kept and not kept[-1][0].strip():
        kept.pop()
    while kept and not kept[0][0].strip():
        kept.pop(0)
    if kept:
        kept[0] = kept[0][0].lstrip(), kept[0][1]
        kept[-1] = kept[-1][0].rstrip(), kept[-1][1]
    return tuple(kept)


def _joined(after: list[str]) -> Iterator[list[int]]:
    """Yield the numbers of the blocks that are one in the clean text: no line ends between them there."""
    last = max((number for number, text in enumerate(after) if text.strip()), default=-1)
    group: list[int] = []
    is_open = False
    for number, text in enumerate(after):
        if group and not is_open:
            yield group
            group = []
        group.append(number)
        if text.strip():
            is_open = number < last and text.rstrip(" \t\u3000")[-1] not in LINE_ENDS
        elif any(end in text for end in LINE_ENDS):
            is_open = False
    yield group


def _blocks(done: Repair, begins: list[int], findings: Sequence[Finding], spots: Sequence[Spot]) -> list[ShownBlock]:
    """Return the blocks of the source, each with its pieces."""
    document, kinds = done.source, block_kinds(done.source)
    stated = {row.start: (row.kind, row.mark) for row in kinds.itertuples()}
    shown = [ShownBlock(block.line, *stated.get(block.start, (block.kind, "")), []) for block in document.blocks] or [
        ShownBlock(1, "paragraph", "", [])
    ]
    number = 0
    for start, piece in _pieces(done, begins, findings, spots):
        while number + 1 < len(begins) and start >= begins[number + 1]:
            number += 1
        shown[number].pieces.append(piece)
    return shown


def _pieces(
    done: Repair, begins: list[int], findings: Sequence[Finding], spots: Sequence[Spot]
) -> Iterator[tuple[int, Piece]]:
    """Yield where each piece of the source begins, and the piece: one sweep over all that begins and ends."""
    text, blocks = done.source.text, [(block.start, block.end) for block in done.source.blocks]
    edits = done.ledger[(done.ledger["action"] != "kept") & (done.ledger["end"] > done.ledger["start"])]
    dropped = [*zip(edits["start"], edits["end"], strict=True)]
    faults = [span for finding in findings for span in _passages(finding)]
    spans = [*blocks, *dropped, *faults, *((spot.start, spot.end) for spot in spots)]
    points = {0, len(text), *begins, *(min(one.start, len(text)) for one in findings)}
    points.update(point for span in spans for point in span)
    in_block, is_dropped, is_fault = (_cover(each) for each in (blocks, dropped, faults))
    first_at: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        first_at[min(finding.start, max(len(text) - 1, 0))].append(finding)
    opening: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        opening[spot.start].append(spot)
    points.update(first_at)
    live: list[Spot] = []
    depth = [0, 0, 0]
    for start, end in pairwise(sorted(points)):
        depth = [each + cover[start] for each, cover in zip(depth, (in_block, is_dropped, is_fault), strict=True)]
        begun = opening[start]
        live = [spot for spot in (*live, *begun) if spot.end > start] if live or begun else live
        yield (
            start,
            Piece(
                text[start:end],
                not depth[0],
                depth[1] > 0,
                depth[2] > 0,
                first_at[start],
                [(spot, other_places(spot)) for spot in begun],
                min(live, key=lambda spot: spot.end - spot.start) if live else None,
            ),
        )


def _cover(spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return at each point how many spans begin there, less those that end."""
    change: dict[int, int] = defaultdict(int)
    for start, end in spans:
        change[start] += 1
        change[end] -= 1
    return change


def _passages(finding: Finding) -> list[tuple[int, int]]:
    """Return what is underlined of a finding: of marks and blanks these alone, of a paragraph nothing."""
    if finding.kind in UNMARKED:
        return []
    if finding.kind in ON_REQUEST:
        return [edit[:2] for edit in finding.edits if edit[1] > edit[0]]
    return [(finding.start, finding.end)] if 0 < finding.end - finding.start <= LONG else []
