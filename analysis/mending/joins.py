"""Where a paragraph goes on: line ends inside blocks, and blocks that are the halves of one paragraph.

How likely that is says the fitted model of `analysis.breaks`; the same text elsewhere speaks for it or against.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ..blocks import VERBATIM
from ..breaks.ends import LineEnds, evidence, joint, line_ends, line_ends_without
from ..tokens import GAP, LINE_ENDS
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..document import Document
    from ..structure.kinds import Look

ASIDE = ("page furniture", "caption")  # what can stand between the halves of a paragraph
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
        if block.kind not in VERBATIM.values() and any(mark in text[block.start : block.end] for mark in LINE_ENDS)
    ]
    if not wrapped:
        return
    ends = line_ends(text)
    for block in wrapped:
        for gap in GAP.finditer(text, block.start, block.end):
            if not any(mark in gap[0] for mark in LINE_ENDS):
                continue
            row = min(int(np.searchsorted(ends.lines.end, gap.start())), len(ends.likely) - 1)
            between = joint(text[max(gap.start() - 2, block.start) : gap.start()], text[gap.end() : gap.end() + 1])
            said, sure = evidence(text, ends, row), float(ends.likely[row])
            yield Finding("line wrap", *gap.span(), said, sure, ((*gap.span(), between),))


@dataclass(frozen=True)
class Seam:
    """Two blocks of running text that follow each other, whatever stands aside between them."""

    left: Look
    right: Look
    likely: float  #: that the paragraph goes on, 0..1
    evidence: str
    aside: tuple[Look, ...]  #: captions and page furniture between them

    def finding(self, document: Document) -> Finding:
        """Return the finding that joining the two would mend; a caption between them is set behind the second."""
        text, start, end = document.text, self.left.block.end, self.right.block.start
        between = joint(text[:start][-2:], text[end : end + 1])
        likely = min([self.likely, *(look.confidence for look in self.aside)])
        if any(look.kind == "caption" for look in self.aside):
            place = self.right.block.end
            edits = ((start, end, between), (place, place, text[start : self.aside[-1].block.end]))
            return Finding("broken paragraph", start, end, self.evidence, likely, edits)
        # Page furniture goes by a finding of its own.
        end = self.aside[0].block.start if self.aside else end
        return Finding("broken paragraph", start, end, self.evidence, likely, ((start, end, between),))


class Seams:
    """The seams of a document, looked at once."""

    def __init__(self, document: Document, blocks: Sequence[Look], elsewhere: Mapping[int, tuple[bool, int]]):
        """*elsewhere* is from `duplicates.seams`."""
        self._text, self._blocks, self._elsewhere = document.text, blocks, elsewhere

    @cached_property
    def by_left(self) -> dict[int, Seam]:
        """The seams, by where the block before each starts."""
        kept = [look for look in self._blocks if look.kind not in ASIDE]
        place = {look.block.start: index for index, look in enumerate(self._blocks)}
        found = {}
        for left, right in pairwise(kept):
            if left.is_prose and right.is_prose:
                between = self._blocks[place[left.block.start] + 1 : place[right.block.start]]
                found[left.block.start] = self._seam(left, right, tuple(between))
        return found

    def _seam(self, left: Look, right: Look, aside: tuple[Look, ...]) -> Seam:
        ends = self._ends
        row = int(np.searchsorted(ends.lines.end, left.block.end))
        follows = row < len(ends.likely) and ends.lines.end[row] == left.block.end
        likely = float(ends.likely[row]) if follows and left.text and right.text else 0.0
        runs_on, line = self._elsewhere.get(left.block.end, (None, 0))
        if runs_on is not None and 0 < likely < 1:
            odds = math.log(likely / (1 - likely)) + (RUNS_ON if runs_on else GOES_ELSEWHERE)
            likely = 1 / (1 + math.exp(-odds))
        said = ""
        if likely >= LIKELY:
            said = f"at line {line} the same text runs on" if runs_on else evidence(self._text, ends, row, "gap")
        return Seam(left, right, likely, said, aside)

    @cached_property
    def _ends(self) -> LineEnds:
        """The line ends without the lines aside, so that what they part stands side by side."""
        ends = line_ends(self._text)
        aside = [look.block for look in self._blocks if look.kind in ASIDE]
        if not aside:
            return ends
        first = np.array([block.start for block in aside])
        last = np.array([block.end for block in aside])
        row = np.searchsorted(first, ends.lines.start, side="right") - 1
        return line_ends_without(self._text, (row >= 0) & (ends.lines.start < last[row.clip(0)]))
