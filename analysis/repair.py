"""Mend a document by its findings, with every character of the source accounted for in a ledger.

The ledger and the clean text give the source back exactly (`restore`). What is not certain is not done but held.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from .document import NEWLINE, Document, parse
from .duplicates import Audit, audit
from .faults import faults
from .kinds import CLOSING, NUMBERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .document import Block

VERSION = 1
CERTAIN = 0.7
CHANCE = 2  # letters by which two paragraphs may go on, or begin, alike by chance
# Reported, and mended only on request: they change how a text was typed, not how it came apart.
ON_REQUEST = ("half-width punctuation", "space inside a word", "unmarked heading")
ENTRY = ["action", "start", "end", "clean_start", "clean_end", "source_text", "clean_text", "kind", "evidence"]


@dataclass(frozen=True)
class Repair:
    """A clean document, and how it came from its source."""

    document: Document  #: the clean one
    source: Document
    ledger: pd.DataFrame  #: see `repair`
    findings: pd.DataFrame  #: all of them, with ``applied`` (bool) and ``held`` (why not; empty where applied)

    def __repr__(self) -> str:
        applied = int(self.findings["applied"].sum())
        return f"<Repair of {self.source.name!r}: {applied} of {len(self.findings)} findings mended>"

    def to_json(self) -> str:
        """Return the ledger as JSON: ``version``, the source's ``sha256`` and the ``entries``, in order of the text.

        Offsets are ``[start, end)`` in code points: of the source, and as ``clean_…`` of the clean text. An entry of
        the action ``kept`` has its text in the clean document; all others hold theirs.
        """
        entries = self.ledger.to_dict("records")
        whole = {"version": VERSION, "sha256": self.source.source.sha256, "entries": entries}
        return json.dumps(whole, ensure_ascii=False, indent=1)


def repair(document: Document, findings: pd.DataFrame | None = None, also: tuple[str, ...] = ()) -> Repair:
    """Mend a document.

    Done in this order, each edit once, an edit that touches one before it held: copies dropped, then page faults.
    An edit is applied when its confidence is at least 0.7 and its kind is not one of those mended on request.

    Parameters
    ----------
    document : what `load` or `parse` returned.
    findings : from `copies` and `faults`, or a selection of their rows; all by default.
    also : kinds mended only on request: ``half-width punctuation``, ``space inside a word``, ``unmarked heading``.

    Returns
    -------
    `Repair` with the clean document and the ledger, one row per piece of the source, in order: ``action`` (kept,
    dropped, inserted, replaced), ``start``, ``end`` (in the source), ``clean_start``, ``clean_end`` (in the clean
    text), ``source_text``, ``clean_text`` (empty for what is kept), ``kind`` and ``evidence`` of the finding.

    >>> from analysis import parse
    >>> done = repair(parse("会议由市政\\n\\n协主席主持，大家都发了言。"))
    >>> done.document.text
    '会议由市政协主席主持，大家都发了言。'
    >>> restore(done) == done.source.text
    True
    """
    if findings is None:
        findings = pd.concat([copies(audit(document)), faults(document)], ignore_index=True)
    applied, held, edits = [], [], []
    taken: list[tuple[int, int]] = []
    for row in findings.itertuples():
        reason = _reason_to_hold(row, taken, also)
        applied.append(not reason)
        held.append(reason)
        if not reason:
            taken += [edit[:2] for edit in row.edits]
            edits += [(*edit, row.kind, row.evidence) for edit in row.edits]
    ledger, clean = _applied(document.text, sorted(edits))
    done = findings.assign(applied=pd.Series(applied, dtype=bool), held=pd.Series(held, dtype="str")).sort_values(
        ["start", "end", "kind"]
    )
    return Repair(parse(clean, document.name), document, ledger, done.reset_index(drop=True))


def _reason_to_hold(row: object, taken: list[tuple[int, int]], also: tuple[str, ...]) -> str:
    """Return why a finding's edits are not made, or nothing."""
    if not row.edits:
        return "nothing in the text can mend it"
    if row.kind in ON_REQUEST and row.kind not in also:
        return "mended only on request"
    if row.confidence < CERTAIN and row.kind not in also:
        return "not certain"
    if any(_touch(edit, other) for edit in row.edits for other in taken):
        return "lies within another edit"
    return ""


def _touch(edit: tuple[int, int, str], other: tuple[int, int]) -> bool:
    """Say whether two edits share a character, or one inserts where the other begins."""
    start, end, _ = edit
    return start < max(other[1], other[0] + 1) and other[0] < max(end, start + 1)


def copies(found: Audit) -> pd.DataFrame:
    """Find the copies to drop: runs of whole blocks that stand elsewhere, the better copy being kept.

    Better is the one with more of its headings marked; then the one in the longer run of copied blocks; then the
    first. What may be the writer's own is held: a single complete paragraph of less than 100 letters repeated at a
    distance, the items of a list, paragraphs amid a longer passage (the formulas of a statute), and passages that
    begin or end inside a paragraph (splices).

    Returns
    -------
    DataFrame with the columns of `analysis.faults`; kinds are repeat and splice.

    >>> from analysis import audit, parse
    >>> text = "春天来了，河边的柳树绿了。\\n\\n孩子们在岸上放着风筝，笑着跑着。\\n\\n"
    >>> copies(audit(parse(text * 2), min_length=10))[["kind", "start", "end"]].values.tolist()
    [['repeat', 33, 64]]
    """
    document = found.document
    starts, ends = ([getattr(block, side) for block in document.blocks] for side in ("start", "end"))
    keys = [_key(document, block) for block in document.blocks]
    # First and last block of a run: how many letters it has, and whether the passage is these blocks and no more.
    runs: dict[tuple[int, int], tuple[int, bool]] = {}
    rows = []
    for row in found.passages().itertuples():
        spans = (row.first_start, row.first_end), (row.start, row.end)
        # A match may run on by chance into the next paragraph: what counts are the blocks that it holds whole.
        here, there = ((bisect_left(starts, start), bisect_right(ends, end) - 1) for start, end in spans)
        letters = sum(map(len, keys[here[0] : here[1] + 1]))
        if letters and keys[here[0] : here[1] + 1] == keys[there[0] : there[1] + 1]:
            over = (row.first_start, starts[here[0]]), (ends[here[1]], row.first_end)
            aligned = max(sum(map(str.isalnum, document.text[start:end])) for start, end in over) <= CHANCE
            for run in (here, there):
                runs[run] = max(runs.get(run, (0, False)), (letters, aligned and letters >= found.min_length))
        if row.letters - letters >= found.min_length:
            for (start, end), line in zip(spans, (row.line, row.first_line), strict=True):
                said = f"{row.letters} letters, not whole paragraphs, stand also at line {line}"
                rows.append(("splice", start, end, document.line(start), said, 0.5, ()))
    rows += _dropped(document, runs, keys)
    columns = ["kind", "start", "end", "line", "evidence", "confidence", "edits"]
    return pd.DataFrame(sorted(rows, key=lambda row: row[1:3]), columns=columns)


def contexts(done: Repair, width: int = 12) -> pd.DataFrame:
    """Show each edit in its place, as it is and as it would be: both readings, for what is held too.

    Parameters
    ----------
    done : from `repair`.
    width : characters of text shown on either side.

    Returns
    -------
    DataFrame with ``kind``, ``line``, ``before``, ``after`` (str; ⏎ stands for a line's end, and … for what is left
    out), ``applied`` (bool) and ``held`` (why not), one row for each finding that proposes an edit, its first one
    shown.

    >>> from analysis import parse
    >>> done = repair(parse("会议由市政\\n\\n协主席主持，大家都发了言。"))
    >>> contexts(done, width=4)[["before", "after"]].values.tolist()
    [['议由市政⏎⏎协主席主', '议由市政协主席主']]
    """
    text, rows = done.source.text, []
    for row in done.findings[done.findings["edits"].map(bool)].itertuples():
        start, end, new = row.edits[0]
        left, old, right = text[max(start - width, 0) : start], text[start:end], text[end : end + width]
        readings = (_one_line(f"{left}{_short(piece, width)}{right}") for piece in (old, new))
        rows.append((row.kind, row.line, *readings, row.applied, row.held))
    return pd.DataFrame(rows, columns=["kind", "line", "before", "after", "applied", "held"]).astype(
        {"kind": "str", "line": "int64", "before": "str", "after": "str", "applied": "bool", "held": "str"}
    )


def _one_line(text: str) -> str:
    return NEWLINE.sub("⏎", text)


def _short(text: str, width: int) -> str:
    """Return *text* without its middle, if it is long."""
    return text if len(text) <= 2 * width + 1 else f"{text[:width]}…{text[-width:]}"


def _key(document: Document, block: Block) -> str:
    return "".join(filter(str.isalnum, document.text[block.start : block.end])).lower()


def _dropped(document: Document, runs: dict[tuple[int, int], tuple[int, bool]], keys: list[str]) -> Iterator[tuple]:
    """Yield the findings for the runs of blocks of which every block is kept elsewhere."""
    blocks = document.blocks
    where: dict[str, set[int]] = {}
    for index, key in enumerate(keys):
        where.setdefault(key, set()).add(index)

    def worth(run: tuple[int, int]) -> tuple[int, int, int]:
        marked = sum(blocks[index].level > 0 for index in range(run[0], run[1] + 1))
        return marked, runs[run][0], -run[0]

    for run in sorted(runs, key=worth):
        own = range(run[0], run[1] + 1)
        others = [where[keys[index]] - set(own) for index in own]
        if not all(others):
            continue
        start, end = blocks[run[0]].start, blocks[run[1]].end
        kept = min(others[0])
        letters, aligned = runs[run]
        odd = len(own) > 1 or letters >= 100 or abs(kept - run[0]) == 1 or document.text[end - 1] not in CLOSING
        # Items of a list may be named again under another article, and a title in the text.
        items = all(NUMBERED.match(document.text, blocks[index].start) for index in own)
        title = len(own) == 1 and blocks[kept].level != blocks[run[0]].level
        certain = aligned and odd and not items and not title
        after = blocks[run[1] + 1].start if run[1] + 1 < len(blocks) else len(document.text)
        before = blocks[run[0] - 1].end if run[0] else 0
        # The gap behind a run goes with it, and the mark before its first heading; at the end, the gap before it.
        cut = (
            (before, end)
            if after == len(document.text)
            else (_mark(document, before, start), _mark(document, end, after))
        )
        said = f"{len(own)} {'blocks stand' if len(own) > 1 else 'block stands'} also at line {blocks[kept].line}"
        yield ("repeat", start, end, blocks[run[0]].line, said, 0.95 if certain else 0.6, ((*cut, ""),))
        for index in own:
            where[keys[index]].discard(index)


def _mark(document: Document, before: int, start: int) -> int:
    """Return where the marks of a block begin that starts at *start*, after *before*."""
    gap = document.text[before:start]
    return start - len(gap) + len(gap.rstrip("# >\t").rstrip(" \t"))


def _applied(text: str, edits: list[tuple[int, int, str, str, str]]) -> tuple[pd.DataFrame, str]:
    """Return the ledger of sorted edits that do not overlap, and the clean text."""
    rows, pieces, at, clean = [], [], 0, 0

    def entry(action: str, end: int, new: str, kind: str, evidence: str) -> None:
        nonlocal at, clean
        old = text[at:end]
        texts = ("", "") if action == "kept" else (old, new)
        rows.append((action, at, end, clean, clean + len(new), *texts, kind, evidence))
        pieces.append(new)
        at, clean = end, clean + len(new)

    for start, end, new, kind, evidence in edits:
        if at < start:
            entry("kept", start, text[at:start], "", "")
        action = "inserted" if start == end else "replaced" if new else "dropped"
        entry(action, end, new, kind, evidence)
    if at < len(text):
        entry("kept", len(text), text[at:], "", "")
    return pd.DataFrame(rows, columns=ENTRY), "".join(pieces)


def restore(done: Repair) -> str:
    """Return the source's text, from the clean text and the ledger alone.

    >>> from analysis import parse
    >>> restore(repair(parse("没有毛病的一句话。")))
    '没有毛病的一句话。'
    """
    clean = done.document.text
    return "".join(
        clean[row.clean_start : row.clean_end] if row.action == "kept" else row.source_text
        for row in done.ledger.itertuples()
    )
