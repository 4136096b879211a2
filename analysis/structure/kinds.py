"""Say what each block of a document is, marked as such or not: heading, lead, caption, by-line, verse, page furniture.

Markdown's marks say it of some blocks; of the others a fitted model does (`model`), and each answer has its evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import require
from ..breaks.line_table import LONGEST_NOTE, NOTE
from ..decisions.blocks import SAYS, decided_blocks, rejected_bylines, rejected_kinds
from ..decisions.files import of_document
from ..document.documents import Document
from ..document.marks import marked
from ..languages.messages import _
from ..text_index.passages import letters
from ..words.scripts import HAN
from .features import FIXED
from .levels import set_levels
from .model import classify
from .words import CLOSING, byline_start

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Mapping, Sequence

    from ..decisions.decision import Decision
    from ..decisions.records import Decisions
    from ..document.blocks import Block

FOUND = frozenset({"title", "heading", "caption", "byline", "page furniture"})  # kinds that are findings
READ_AS_TEXT = frozenset({"paragraph", "lead", "quotation", "list item", "verse line"})
ITEM = re.compile("[-*+]\\s|\\d{1,9}[.)]\\s")
DECIDED = "decided"  # the mark of a heading that a person says is one
LEAD = 20  # letters that the first paragraph below a title has at least, if it is its lead


@dataclass(slots=True)
class ClassifiedBlock:
    """A block, what its neighbours say of it, and so what it is."""

    block: Block
    text: str  #: without a by-line at its end
    letters: int
    kind: str
    level: int  #: of a title or heading, marked or not; else 0
    mark: str  #: of a title or heading: marked, inferred, lost or decided; else empty
    evidence: str
    confidence: float = 1.0

    @property
    def closed(self) -> bool:
        """Say whether a closing mark ends it, the mark of a note or a sign of the page's font behind it left out."""
        last = self.text[-1:]
        if last in CLOSING or HAN.match(last):
            return last in CLOSING
        note = NOTE.search(self.text, max(1, len(self.text) - LONGEST_NOTE))
        return not last or (note is not None and self.text[note.start() - 1] in CLOSING)

    @property
    def is_prose(self) -> bool:
        """Say whether it is part of the running text."""
        return self.kind in READ_AS_TEXT


def block_kinds(document: Document, decisions: Decisions | str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Say what each block is.

    Kinds are title, heading, lead, paragraph, list item, quotation, verse line, table, caption, byline (a by-line at
    the end of a paragraph has a row of its own), page furniture (running heads, page numbers, editors' lines, scraps of
    web pages), note, advertisement, code, html and front matter. A heading is *marked* in Markdown, *lost* where it has
    no mark and the others like it have theirs, *decided* where a person says that it is one, and else *inferred*.

    Parameters
    ----------
    document : what `load` or `parse` returned, or the clean document of a repair.
    decisions : what a person decided, which comes before all else: `Decisions`, a file of them, or a folder. The
        evidence of such a block is who decided, and when; its confidence is 1. What a finding says of a block, and a
        person rejected, it is not: it is a paragraph.

    Returns
    -------
    DataFrame with ``kind`` (str), ``level`` (1 to 6 of titles and headings, else 0), ``mark`` (marked, inferred, lost,
    decided or empty), ``page``, ``line``, ``start``, ``end`` (offsets in code points), ``evidence`` (in words) and
    ``confidence`` (0..1: of blocks that are told with .9, nine in ten are what is said), in order of the text.

    >>> from analysis import parse
    >>> lines = ["春游", "第一章 出发", "大家一早就坐车出发了。", "图为车站 王芳摄", "第二章 到达", "到的时候天黑了。"]
    >>> block_kinds(parse("\\n\\n".join(lines)))[["kind", "level", "mark"]].values.tolist()[1:4]
    [['heading', 2, 'inferred'], ['paragraph', 0, ''], ['caption', 0, '']]
    """
    require(document, Document, "block_kinds", "document")
    rows = []
    for unit in classify_blocks(document, explained=None, decisions=of_document(decisions, document)):
        block, end = unit.block, unit.block.start + len(unit.text)
        place = (block.page, block.line, block.start, end)
        rows.append((unit.kind, unit.level, unit.mark, *place, unit.evidence, unit.confidence))
        if end < block.end:
            begin = block.start + byline_start(document.text[block.start : block.end])
            place = (block.page, document.line(begin), begin, block.end)
            rows.append(("byline", 0, "", *place, _("a reporter's name behind the last sentence"), 0.9))
    columns = ["kind", "level", "mark", "page", "line", "start", "end", "evidence", "confidence"]
    table = pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(["kind", "mark", "evidence"], "str")
        | dict.fromkeys(["level", "page", "line", "start", "end"], "int64")
        | {"confidence": "float64"}
    )
    return marked(table, document)


def classify_blocks(
    document: Document,
    with_furniture: bool = True,
    explained: Collection[str] | None = FOUND,
    decisions: Decisions | None = None,
) -> list[ClassifiedBlock]:
    """Return each block with what it is; see `block_kinds`.

    The evidence is worked out for the *explained* kinds only, or for all: it takes longer than to tell the kinds.
    """
    stated = _("the layout of the page") if document.page_sizes else _("a Markdown mark")
    if not document.blocks:
        return []
    counts = _letters_of(document).tolist()
    found = [
        _as_marked(document.text, block, count, stated) for block, count in zip(document.blocks, counts, strict=True)
    ]
    model = classify(document, with_furniture)
    uncut = rejected_bylines(document, decisions)
    for number, (unit, kind, confidence, stated) in enumerate(
        zip(found, model.kind, model.confidence, model.evidence(explained), strict=True)
    ):
        if unit.block.kind not in FIXED:
            _decide(unit, kind, confidence, stated, has_byline=number not in uncut)
    decided, rejected = decided_blocks(document, decisions), rejected_kinds(document, decisions)
    decided = _paragraphs(found, rejected) | decided
    _set_decided(found, decided)  # the levels of other headings heed it
    set_levels(found)
    decided = _paragraphs(found, rejected) | decided
    _find_lead(found)
    _set_decided(found, decided)  # and nothing that they say of a block changes it
    return found


def _letters_of(document: Document) -> np.ndarray:
    """Return how many letters and digits each block has."""
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    return np.diff(np.searchsorted(letters(document.text).place, edges))[::2]


def _as_marked(text: str, block: Block, count: int, by: str) -> ClassifiedBlock:
    own = text[block.start : block.end]
    mark = "marked" if block.level else ""
    stated = _("running text") if block.kind == "paragraph" else by
    return ClassifiedBlock(block, own, count, block.kind, block.level, mark, stated)


def _decide(unit: ClassifiedBlock, kind: str, confidence: float, stated: str, has_byline: bool) -> None:
    """Give a block the likeliest kind; what Markdown calls an item is one, but for lines that only stand below it.

    A by-line behind its last sentence is no part of it, unless a person says that there is none.
    """
    if kind != "paragraph" or not ITEM.match(unit.text):
        unit.kind, unit.evidence = kind, stated
    if kind != "paragraph" or unit.kind == "paragraph":
        unit.confidence = confidence
    if has_byline and unit.is_prose and (byline := byline_start(unit.text)):
        unit.text = unit.text[:byline].rstrip()
        unit.letters = sum(map(str.isalnum, unit.text))


def _paragraphs(found: Sequence[ClassifiedBlock], rejected: Mapping[int, Decision]) -> dict[int, Decision]:
    """Return the decisions that blocks are not what was found, as decisions that they are paragraphs."""
    kinds = {"title": "heading"}
    return {
        number: replace(one, choice="paragraph")
        for number, one in rejected.items()
        if kinds.get(found[number].kind, found[number].kind) == SAYS[one.kind] and found[number].mark != "marked"
    }


def _set_decided(found: list[ClassifiedBlock], decided: Mapping[int, Decision]) -> None:
    """Make blocks what a person says that they are."""
    for number, one in decided.items():
        unit = found[number]
        unit.kind, unit.level, unit.mark = one.choice, one.level, DECIDED if one.level else ""
        unit.evidence, unit.confidence = str(one), 1.0


def _find_lead(found: list[ClassifiedBlock]) -> None:
    """Find the lead, which is by definition the first full paragraph below the title, if headings follow."""
    titles = [index for index, unit in enumerate(found) if unit.kind == "title"]
    start = titles[0] + 1 if titles else len(found)
    for unit in found[start:]:
        if unit.level:
            return
        if unit.kind == "paragraph" and unit.closed and unit.letters >= LEAD:
            if any(other.level > 1 for other in found[start:]):
                unit.kind, unit.evidence = "lead", _("the first paragraph below the title")
            return
