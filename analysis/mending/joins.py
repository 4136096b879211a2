"""Where a paragraph goes on: line ends inside blocks, and blocks that are the halves of one paragraph.

How likely that is says the fitted model of `analysis.breaks`; the same text elsewhere speaks for it or against.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ..breaks.ends import evidence, joint, likely_at, line_ends, line_ends_without
from ..document.blocks import VERBATIM
from ..languages.messages import _
from ..structure.model import ASIDE
from ..text_index.newlines import has_line_end
from ..words.gaps import GAP
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..document.documents import Document
    from ..structure.kinds import ClassifiedBlock

LIKELY = 0.5  # from here on it is reported
# What is added to the natural logarithm of the odds where the same text, elsewhere, runs on, or goes on otherwise.
RUNS_ON, GOES_ELSEWHERE = 3.0, -1.5


def line_wraps(document: Document) -> Iterator[Finding]:
    """Yield the line ends inside paragraphs.

    >>> from analysis import parse
    >>> text = "我们在河边的草地上坐了很久，看对岸的人来来往往，一直到太阳落到山的后\\n面去，才慢慢地走回来。\\n"
    >>> [finding.edits for finding in line_wraps(parse("\\u3000\\u3000" + text + "\\u3000\\u3000" + text))]
    [((36, 37, ''),), ((85, 86, ''),)]
    """
    text = document.text
    wrapped = [
        block
        for block in document.blocks
        if block.kind not in VERBATIM.values() and has_line_end(text[block.start : block.end])
    ]
    if not wrapped:
        return
    ends = line_ends(text)
    found = (gap for block in wrapped for gap in GAP.finditer(text, block.start, block.end))
    gaps = [gap for gap in found if has_line_end(gap[0])]
    rows = np.searchsorted(ends.lines.end, [gap.start() for gap in gaps]).clip(max=len(ends.likely) - 1)
    for gap, row, stated in zip(gaps, rows.tolist(), evidence(text, ends, rows.tolist()), strict=True):
        between = joint(text[max(gap.start() - 2, 0) : gap.start()], text[gap.end() : gap.end() + 1])
        yield Finding("line wrap", *gap.span(), stated, float(ends.likely[row]), ((*gap.span(), between),))


@dataclass(frozen=True)
class Seam:
    """Two blocks of running text that follow each other, whatever stands aside between them."""

    left: ClassifiedBlock
    right: ClassifiedBlock
    likely: float  #: that the paragraph goes on, 0..1
    evidence: str
    aside: tuple[ClassifiedBlock, ...]  #: captions and page furniture between them

    def finding(self, document: Document) -> Finding:
        """Return the finding that joining the two would mend; a caption between them is set behind the second."""
        text, start, end = document.text, self.left.block.end, self.right.block.start
        between = joint(text[:start][-2:], text[end : end + 1])
        likely = min([self.likely, *(unit.confidence for unit in self.aside)])
        if any(unit.kind == "caption" for unit in self.aside):
            place = self.right.block.end
            edits = ((start, end, between), (place, place, text[start : self.aside[-1].block.end]))
            return Finding("broken paragraph", start, end, self.evidence, likely, edits)
        # Page furniture goes by a finding of its own.
        end = self.aside[0].block.start if self.aside else end
        return Finding("broken paragraph", start, end, self.evidence, likely, ((start, end, between),))


def seams_between(
    document: Document, blocks: Sequence[ClassifiedBlock], elsewhere: Mapping[int, tuple[bool, int]]
) -> dict[int, Seam]:
    """Return the seams of a document by where the block before each starts.

    Parameters
    ----------
    document : whose blocks they are.
    blocks : all of them, with what they are.
    elsewhere : from `duplicates.seams`.
    """
    ends = line_ends_without(
        document.text, [(unit.block.start, unit.block.end) for unit in blocks if unit.kind in ASIDE]
    )
    titles = {_letters(unit) for unit in blocks if unit.block.kind in ("title", "heading")}
    lengths = {*map(len, titles)}
    named = {  # most have not as many letters as any title
        number for number, unit in enumerate(blocks) if unit.letters in lengths and _letters(unit) in titles
    }
    kept = [number for number, unit in enumerate(blocks) if unit.kind not in ASIDE]
    pairs = [
        (one, next_)
        for one, next_ in pairwise(kept)
        if _may_go_on(blocks[one], blocks[next_]) and one not in named and next_ not in named
    ]
    at = np.array([blocks[left].block.end for left, _ in pairs], np.int64)
    rows, likely = np.searchsorted(ends.lines.end, at), likely_at(ends, at)
    headings = {unit.block.line for unit in blocks if unit.kind in ("title", "heading")}
    heeded = [
        _heeding(elsewhere.get(blocks[left].block.end), chance, blocks[left].closed, headings)
        for (left, _), chance in zip(pairs, likely.tolist(), strict=True)
    ]
    shown = [number for number, (chance, stated) in enumerate(heeded) if chance >= LIKELY and not stated]
    words = dict(zip(shown, evidence(document.text, ends, rows[shown].tolist(), is_gap=True), strict=True))
    return {
        blocks[left].block.start: Seam(
            blocks[left], blocks[right], chance, stated or words.get(number, ""), (*blocks[left + 1 : right],)
        )
        for number, ((left, right), (chance, stated)) in enumerate(zip(pairs, heeded, strict=True))
    }


def _may_go_on(left: ClassifiedBlock, right: ClassifiedBlock) -> bool:
    """Say whether both are running text, and no by-line ends the first."""
    signed = len(left.text) < left.block.end - left.block.start
    return left.is_prose and right.is_prose and bool(left.text and right.text) and not signed


def _letters(unit: ClassifiedBlock) -> str:
    return "".join(filter(str.isalnum, unit.text))


def _heeding(elsewhere: tuple[bool, int] | None, likely: float, closed: bool, headings: set[int]) -> tuple[float, str]:
    """Return how likely a paragraph goes on, given whether the same text runs on elsewhere, and at which line.

    Where a sentence ends (*closed*), it may run on elsewhere: paragraphs are parted in more than one way. So may a
    title, which is set in several lines here and in one of the lines of *headings* there.
    """
    if elsewhere is None or not 0 < likely < 1 or (elsewhere[0] and (closed or elsewhere[1] in headings)):
        return likely, ""
    runs_on, line = elsewhere
    odds = math.log(likely / (1 - likely)) + (RUNS_ON if runs_on else GOES_ELSEWHERE)
    return 1 / (1 + math.exp(-odds)), _("at line {line} the same text runs on").format(line=line) if runs_on else ""
