"""Find where a page came apart: broken, cut-off and orphaned paragraphs, lost headings, captions, by-lines.

A finding says what it saw and proposes an edit; `repair` makes the edits, and holds those that are not certain.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import require, require_several
from ..breaks.ends import CERTAIN
from ..document.documents import Document
from ..document.marks import marked, require_audit_of
from ..duplicates.audits import Audit
from ..duplicates.seams import seams as seams_of_copies
from ..languages.messages import _, enumeration
from ..structure.kinds import classify_blocks
from ..structure.numbers import COUNTER
from ..structure.words import MID_START
from ..text_index.newlines import NEWLINE
from ..words.engines import GIVEN
from ..words.lookups import first_tokens, word_across, words_of
from ..words.tokens import Tokeniser
from .brackets import PAIRS, closes, left_open, unbalanced
from .cut_off import often_open, truncated
from .finding import Finding
from .furniture import shown_by_place
from .headings import behind_indent, doubled_headings
from .inside_blocks import doubtful_text, faults_inside, unreadable_text
from .joins import LIKELY, Seam, line_wraps, seams_between
from .mixed_columns import mixed_columns
from .registered import all_kinds, registered_findings
from .starts import LEAST_LETTERS, LEAST_LIKELY, likely_cuts, odds_of_a_cut, rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..structure.kinds import ClassifiedBlock

# What a newspaper says itself of a text that goes on elsewhere: （下转第四版）, （上接第一版）.
GOES_ON = re.compile(f"[（(【]?(?:下转|转)第?[{COUNTER}A-Z]+版[^）)】]{{0,8}}[）)】]?$")
CAME_FROM = re.compile(f"[（(【]?(?:上接|接)第?[{COUNTER}A-Z]+版[^）)】]{{0,8}}[）)】]?\\s*")
BY_WORDS = 0.6  # most that is said of page furniture that its place does not show too
FARTHEST_MARK = 200  # characters before a block among which its line begins
MOST_SWAPS = 200  # cut-off blocks, and starts, that are tried with each other


def faults(
    document: Document,
    kinds: Collection[str] | None = None,
    audit: Audit | None = None,
    tokeniser: Tokeniser | None = None,
) -> pd.DataFrame:
    """Find the page faults of a document.

    Parameters
    ----------
    document : what `load` or `parse` returned.
    kinds : those wanted, out of `KINDS` and those that `register_finding` added; all by default.
    audit : from `audit`, of the same document: what stands elsewhere proves a join, or speaks against it.
    tokeniser : its words are in the dictionary when the halves of a broken paragraph are looked at; by default those of
        the audit's.

    Returns
    -------
    DataFrame with a row per finding, in order of the text: ``kind``, ``start``, ``end`` (offsets in code points of
    ``Document.text``), ``line``, ``evidence`` (in words), ``confidence`` (0..1), ``edits`` (a tuple of ``(start, end,
    replacement)`` that would mend it, empty where nothing can); of a document with pages also ``page`` and
    the box of the block, see `Document.with_boxes`.

    Raises
    ------
    ValueError : for a kind that there is not, or an audit of another text.

    >>> from analysis import parse
    >>> found = faults(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> found[["kind", "start", "end"]].values.tolist(), found["evidence"][0].split("; ")[0]
    ([['broken paragraph', 14, 16]], '供电 is a word across the gap')
    """
    require(document, Document, "faults", "document")
    if audit is not None:
        require(audit, Audit, "faults", "audit")
        require_audit_of(audit, document, "faults", "audit")
    if tokeniser is not None:
        require(tokeniser, Tokeniser, "faults", "tokeniser")
    if kinds is not None:
        require_several(kinds, "faults", "kinds")
    if wrong := [kind for kind in (() if kinds is None else kinds) if kind not in all_kinds()]:
        raise ValueError(
            "kinds: " + _("{given!r}; choose from {choices}").format(given=wrong[0], choices=enumeration(all_kinds()))
        )
    tokeniser = tokeniser or (audit.settings.tokeniser if audit else None)
    with words_of(tokeniser, document):
        found = findings_of(document, kinds_for(tokeniser, kinds), seams_of_copies(audit) if audit else {})
    return as_table(found, document)


def kinds_for(tokeniser: Tokeniser | None, kinds: Collection[str] | None = None) -> Collection[str] | None:
    """Return the kinds that are looked for: blanks between the words of a text that is cut already are no faults."""
    if tokeniser is None or tokeniser.engine != GIVEN:
        return kinds
    return [kind for kind in (all_kinds() if kinds is None else kinds) if kind != "space inside a word"]


def as_table(found: Iterable[Finding], document: Document) -> pd.DataFrame:
    """Return findings as `faults` does."""
    rows = [(f.kind, f.start, f.end, document.line(f.start), f.evidence, f.confidence, f.edits) for f in found]
    kinds, starts, ends, lines, evidence, confidence, edits = zip(*rows, strict=True) if rows else ((),) * 7
    table = pd.DataFrame(  # column by column: to convert a table takes several times as long
        {
            "kind": pd.array(kinds, "str"),
            **{name: np.array(own, np.int64) for name, own in (("start", starts), ("end", ends), ("line", lines))},
            "evidence": pd.array(evidence, "str"),
            "confidence": np.array(confidence, float),
            "edits": pd.Series([*edits], dtype=object),
        }
    )
    return marked(document.with_boxes(table), document)


def findings_of(
    document: Document, kinds: Collection[str] | None, elsewhere: Mapping[int, tuple[bool, int]]
) -> list[Finding]:
    """Return the findings of some kinds in order of the text; for *elsewhere* see `duplicates.seams`."""
    blocks = classify_blocks(document, with_furniture=kinds is None or "page furniture" in kinds)
    seams = seams_between(document, blocks, elsewhere)
    found = [
        *_by_kind(document.text, blocks, shown_by_place(blocks, seams.values())),
        *doubled_headings(document.text, blocks),
        *line_wraps(document),
        *_seams(document, blocks, seams),
        *unreadable_text(document, blocks),
        *doubtful_text(document),
        *mixed_columns(document),
    ]
    found += unbalanced(document, blocks, {f.start for f in found if f.kind == "broken paragraph"})
    found += [*faults_inside(document, blocks), *registered_findings(document, kinds)]
    return sorted((f for f in found if kinds is None or f.kind in kinds), key=lambda f: (f.start, f.end, f.kind))


def _by_kind(text: str, blocks: list[ClassifiedBlock], shown: dict[int, float]) -> Iterator[Finding]:
    """Yield the blocks that are no part of the running text, though nothing marks them.

    *shown* says of page furniture how sure its place is of it; by its words alone no line goes.
    """
    for index, unit in enumerate(blocks):
        start, end = unit.block.start, unit.block.end
        if unit.mark == "lost":
            edit = (behind_indent(text, start), start, "#" * unit.level + " ")
            yield Finding("lost heading", start, end, unit.evidence, unit.confidence, (edit,))
        elif unit.mark == "inferred":
            edit = (behind_indent(text, start), start, "#" * unit.level + " ")
            yield Finding("unmarked heading", start, end, unit.evidence, unit.confidence, (edit,))
        elif unit.kind in {"caption", "byline"}:
            yield Finding(unit.kind, start, end, unit.evidence, unit.confidence)
        elif unit.kind == "page furniture":
            # Its own indent and the lines behind it go too, up to that of the next block; behind the last those before.
            last = index + 1 == len(blocks)
            cut = (
                (blocks[index - 1].block.end if index else 0, end)
                if last
                else (_line_start(text, unit), _line_start(text, blocks[index + 1]))
            )
            likely = min(unit.confidence, max(shown.get(start, 0), BY_WORDS))
            yield Finding(unit.kind, start, end, unit.evidence, likely, ((*cut, ""),))


def _line_start(text: str, unit: ClassifiedBlock) -> int:
    """Return where the line of a block begins, with its marks and its indent."""
    start = unit.block.start
    return max((match.end() for match in NEWLINE.finditer(text, max(0, start - FARTHEST_MARK), start)), default=start)


def _seams(document: Document, blocks: list[ClassifiedBlock], seams: dict[int, Seam]) -> Iterator[Finding]:
    """Yield what is wrong between a block and the next: cut in two, cut off, begun in mid-sentence, out of order."""
    blocks = [unit for unit in blocks if unit.kind != "page furniture"]
    cut_starts = _cut_starts(document, blocks)
    ends_open: list[ClassifiedBlock] = []
    begins_open: list[ClassifiedBlock] = []
    joins: list[Finding] = []
    halves: set[int] = set()
    is_talk = often_open(blocks)
    for previous, unit, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        if not unit.is_prose:
            continue
        if stated := _goes_on(previous, unit, after):
            yield stated
            continue
        if unit.block.start not in halves and (previous is None or previous.closed or not previous.is_prose):
            orphan = [*_orphan(unit, cut_starts)]
            begins_open += [unit for _ in orphan]
            yield from orphan
        seam = seams.get(unit.block.start)
        if seam and seam.likely >= LIKELY and not unit.kind == seam.right.kind == "verse line":
            if seam.likely < CERTAIN and not unit.closed:  # something further on may go better with it
                ends_open.append(unit)
                begins_open.append(seam.right)
            joins.append(seam.finding(document))
            halves.add(seam.right.block.start)
            continue
        if unit.closed or not unit.letters or is_talk:
            continue
        begins_open += [seam.right] if seam else []
        cut_off = [*truncated(previous, unit, after, after is not None and after.is_prose)]
        ends_open += [unit for _ in cut_off]
        yield from cut_off
    follows = {left: seam.right.block.start for left, seam in seams.items()}
    swaps = [*_swapped(document, ends_open, begins_open, follows)]
    cut = {edit[0] for swap in swaps for edit in swap.edits} | {swap.end for swap in swaps}
    for join in joins:
        doubtful = join.start in cut or join.edits[0][1] in cut
        yield replace(join, confidence=min(join.confidence, 0.6)) if doubtful else join
    yield from swaps


def _goes_on(previous: ClassifiedBlock | None, unit: ClassifiedBlock, after: ClassifiedBlock | None) -> Finding | None:
    """Return what a newspaper's own words say of a text that goes on elsewhere, or came from there."""
    start, end = unit.block.start, unit.block.end
    to, from_ = GOES_ON.search(unit.text), CAME_FROM.match(unit.text)
    if to and after and (there := CAME_FROM.match(after.text)):
        cut = start + to.start(), after.block.start + there.end()
        stated = _("{one} and {other} say so").format(one=to[0], other=there[0].strip())
        return Finding("broken paragraph", *cut, stated, 0.95, ((*cut, ""),)) if to.start() else None
    if to:
        return Finding("truncated paragraph", start + to.start(), end, _("{words} says so").format(words=to[0]), 0.95)
    if from_ and not (previous and GOES_ON.search(previous.text)):
        return Finding("orphan start", start, end, _("{words} says so").format(words=from_[0].strip()), 0.95)
    return None


def _cut_starts(document: Document, blocks: list[ClassifiedBlock]) -> dict[int, float]:
    """Return how likely a block starts in mid-word, by where it starts, for those that may; see `rows_of`."""
    starts = Counter(first_tokens(unit.text)[0] for before, unit in pairwise(blocks) if before.closed and unit.is_prose)
    asked = [unit for unit in blocks if unit.is_prose and unit.letters >= LEAST_LETTERS]
    likely = likely_cuts(rows_of(asked, odds_of_a_cut(document), starts)).tolist()
    return {unit.block.start: chance for unit, chance in zip(asked, likely, strict=True) if chance >= LEAST_LIKELY}


def _orphan(unit: ClassifiedBlock, cut_starts: Mapping[int, float]) -> Iterator[Finding]:
    """Yield a block that begins in mid-sentence, with nothing unfinished before it."""
    start, end = unit.block.start, unit.block.end
    if MID_START.match(unit.text):
        stated = _("begins with {word}, and nothing before it is unfinished").format(word=unit.text[0])
        yield Finding("orphan start", start, end, stated, 0.7)
    elif start in cut_starts:
        stated = _("begins with {letters}, which seems to begin inside a word").format(letters=unit.text[:2])
        yield Finding("orphan start", start, end, stated, cut_starts[start])


def _swapped(
    document: Document, ends_open: list[ClassifiedBlock], begins_open: list[ClassifiedBlock], follows: dict[int, int]
) -> Iterator[Finding]:
    """Yield the cut-off blocks that a block further on completes in mid-word, and no other: columns out of order.

    *follows* says where the text that follows each block begins, by where that block does.
    """
    text = document.text
    next_start = {a.end: b.start for a, b in pairwise(document.blocks)}
    pairs = []
    closing = {mark: [closes(mark, other.text) for other in begins_open[:MOST_SWAPS]] for mark in PAIRS}
    for unit in ends_open[:MOST_SWAPS]:
        opened = left_open(unit.text)
        for number, other in enumerate(begins_open[:MOST_SWAPS]):
            word = word_across(unit.text, other.text)
            apart = other is not unit and follows.get(unit.block.start) != other.block.start
            if apart and (word or (opened and closing[opened][number])):
                pairs.append((unit, other, word, opened))
    completed = Counter(unit.block.start for unit, *__ in pairs)
    completes = Counter(other.block.start for __, other, *___ in pairs)
    for unit, other, word, opened in pairs:
        if completed[unit.block.start] == completes[other.block.start] == 1:
            start, end = other.block.start, next_start.get(other.block.end, len(text))
            here = unit.block.end
            edits = tuple(sorted([(here, here, text[start : other.block.end]), (start, end, "")]))
            line = document.line(unit.block.start)
            stated = (
                _("goes on from line {line}, which is cut off: {word} is a word across the gap")
                if word
                else _("goes on from line {line}, which is cut off: {mark} is closed there")
            ).format(line=line, word=word, mark=opened)
            yield Finding("order swap", start, other.block.end, stated, 0.6, edits)
