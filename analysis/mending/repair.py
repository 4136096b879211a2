"""Mend a document by its findings, with every character of the source accounted for in a ledger.

The ledger and the clean text give the source back exactly (`restore`). What is not certain is not done but held.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import deque
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pandas as pd

from .._checks import require, require_number, require_several, require_whole
from ..breaks.ends import CERTAIN
from ..document.documents import Document, parse
from ..document.marks import marked
from ..duplicates.audits import Audit, audit
from ..output.json import json_text
from ..text_index.newlines import NEWLINE
from .edits import COPIES, given_findings, in_order, touch
from .faults import faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .edits import Edit

VERSION = 1
ROUNDS = 60  # at most; each looks at the text as the one before left it
# Reported, and mended only on request: they change how a text was typed, not how it came apart.
ON_REQUEST = ("half-width punctuation", "space inside a word", "unmarked heading")
WITHIN = "touches an edit that is made"
CONFIDENCES = {"copy": 0.95, "held": 0.6, "variant": 0.05}  # that an occurrence can go, by its role
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

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        kinds = self.findings.groupby("kind", sort=False)["applied"].agg(["sum", "size"]).reset_index()
        table = pd.DataFrame({"finding": kinds["kind"], "mended": kinds["sum"], "held": kinds["size"] - kinds["sum"]})
        size = f"{len(self.source.text):,} characters before, {len(self.document.text):,} after"
        return table_html(f"Repair of {self.source.name}: {size}", table)

    def to_json(self) -> str:
        """Return the ledger as JSON: ``version``, the source's ``sha256`` and the ``entries``, in order of the text.

        Offsets are ``[start, end)`` in code points: of the source, and as ``clean_…`` of the clean text. An entry of
        the action ``kept`` has its text in the clean document; all others hold theirs.
        """
        entries = self.ledger.to_dict("records")
        whole = {"version": VERSION, "sha256": self.source.source.sha256, "entries": entries}
        return json_text(whole, indent=1)


def repair(
    document: Document,
    findings: pd.DataFrame | None = None,
    also: tuple[str, ...] = (),
    certain: float = CERTAIN,
    min_length: int = 30,
    similarity: float = 0.8,
) -> Repair:
    """Mend a document.

    Done in this order, each edit once, an edit that touches one before it held: copies dropped, then page faults, of
    which joins heed what stands elsewhere in the text (see `duplicates.seams`). Then all of it again on the mended
    text, until nothing more is certain: what was joined may be seen to be a copy. An edit is
    applied when its confidence is at least *certain* and its kind is not one of those mended on request.

    Parameters
    ----------
    document : what `load` or `parse` returned.
    findings : from `copies` and `faults`, or a selection of their rows, to be mended once; all by default. Or those of
        a repair, also when they come back from CSV or JSON: where ``applied`` is true or false, it decides, and not
        the confidence; so the findings of a repair give that repair again, and a person can change what is mended.
        The order of the rows does not matter.
    also : kinds mended only on request: ``half-width punctuation``, ``space inside a word``, ``unmarked heading``.
    certain : the least confidence (0..1) with which a finding is mended; the rest is held.
    min_length, similarity : of the repeats that are looked for; see `audit`.

    Returns
    -------
    `Repair` with the clean document and the ledger, one row per piece of the source, in order: ``action`` (kept,
    dropped, inserted, replaced), ``start``, ``end`` (in the source), ``clean_start``, ``clean_end`` (in the clean
    text), ``source_text``, ``clean_text`` (empty for what is kept), ``kind`` and ``evidence`` of the finding.
    The ``findings`` are all of them, in order, with ``applied`` and ``held``; the ``edits`` of those applied are what
    they changed in the end, over the source. What a later round changed again is held, and its edit is the later one's.

    Raises
    ------
    ValueError : if the findings are of another text, or one has an edit that the text has no place for, or two that
        overlap; the message names the row. Or for a kind in *also* that is none of the three, or a *certain* that is no
        number from 0 to 1.

    >>> from analysis import parse
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> done.document.text
    '工程队连夜抢修，终于恢复了供电，附近的三个小区没有受到影响。'
    >>> restore(done) == done.source.text
    True
    """
    require_number("repair", certain=certain, similarity=similarity)
    require_whole("repair", min_length=min_length)
    require(document, Document, "repair", "document")
    _require_on_request(also)
    _require_certain(certain)
    given = None if findings is None else given_findings(findings, document)
    pieces, told, current, number = [_Piece(0, len(document.text))], [], document, 0
    for again in range(ROUNDS if given is None else 1):
        if given is None:
            found = audit(current, min_length, similarity)
            asked = pd.concat([copies(found), faults(current, audit=found)], ignore_index=True)
        else:
            asked = given
        asked = in_order(asked)
        held = _held(asked, also, certain)
        done = asked.assign(applied=held == "", held=held).set_index(pd.RangeIndex(number, number + len(asked)))
        number += len(asked)
        mended = done[done["applied"]]
        told.append(_in_source(mended if again else done, pieces, document))
        edits = [(*edit, row.kind, row.evidence, row.Index) for row in mended.itertuples() for edit in row.edits]
        if not edits:
            break
        pieces = [*_edited(pieces, sorted(edits))]
        current = parse("".join(piece.of(document.text) for piece in pieces), document.name)
    pieces = [*_settled(pieces)]
    whole = _as_mended(pd.concat([told[0], *(table for table in told[1:] if len(table))]), pieces)
    return Repair(current, document, _ledger(pieces, document.text), marked(whole, document))


def _require_on_request(also: Iterable[str]) -> None:
    require_several(also, "repair", "also")
    if wrong := [kind for kind in also if kind not in ON_REQUEST]:
        raise ValueError(f"repair: also: {wrong[0]!r}; choose from {', '.join(ON_REQUEST)}")


def _require_certain(certain: Any) -> None:
    if isinstance(certain, bool) or not isinstance(certain, int | float) or not 0 <= certain <= 1:
        raise ValueError(f"repair: certain must be a number from 0 to 1, not {certain!r}")


def _as_mended(findings: pd.DataFrame, pieces: list[_Piece]) -> pd.DataFrame:
    """Return the findings of all rounds in order, each with the edits of the source that are left of its own.

    Given back, they make these pieces again, whatever the rounds were.
    """
    left: dict[int, list[Edit]] = {}
    for piece in pieces:
        if piece.new is not None:
            left.setdefault(piece.finding, []).append((piece.start, piece.end, piece.new))
    is_left = findings.index.isin(left)
    whole = findings.assign(
        edits=[tuple(left.get(row.Index, row.edits)) for row in findings.itertuples()],
        held=findings["held"].where(~findings["applied"] | is_left, WITHIN),
        applied=findings["applied"] & is_left,
    )
    # What was held in one round, and mended in a later one.
    again = whole.sort_values("applied", kind="stable").duplicated(["kind", "start", "end"], keep="last")
    whole = whole[whole["applied"] | ~again.reindex(whole.index)]
    return whole.sort_values(["start", "end", "kind"], ignore_index=True)


def _held(findings: pd.DataFrame, also: tuple[str, ...], certain: float) -> pd.Series:
    """Return why each finding's edits are not made, or nothing, in order: an edit holds those that touch it later."""
    taken: list[tuple[int, int]] = []
    reasons = []
    for row in findings.itertuples():
        reason = _reason_to_hold(row, taken, also, certain)
        reasons.append(reason)
        for edit in () if reason else row.edits:
            insort(taken, edit[:2])
    return pd.Series(reasons, index=findings.index, dtype="str")


def _reason_to_hold(row: Any, taken: list[tuple[int, int]], also: tuple[str, ...], certain: float) -> str:
    if not row.edits:
        return "nothing in the text can mend it"
    decided = getattr(row, "applied", None)
    if decided is False and row.kind not in also:
        return getattr(row, "held", "") or "not wanted"
    if decided is None and row.kind in ON_REQUEST and row.kind not in also:
        return "mended only on request"
    if decided is None and row.confidence < certain and row.kind not in also:
        return "not certain"
    if any(touch(edit[:2], other) for edit in row.edits for other in _beside(taken, edit[:2])):
        return WITHIN
    return ""


def _beside(taken: list[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the spans, out of sorted ones that do not touch each other, that may touch *span*."""
    at = bisect_left(taken, span)
    return taken[max(at - 1, 0) : at + 1]


@dataclass(frozen=True)
class _Piece:
    """A span of the source, and what became of it."""

    start: int
    end: int
    new: str | None = None  #: the text that stands for it; none where it is kept
    kind: str = ""
    evidence: str = ""
    finding: int = -1  #: whose edit it is

    def of(self, source: str) -> str:
        return source[self.start : self.end] if self.new is None else self.new

    @property
    def size(self) -> int:
        return self.end - self.start if self.new is None else len(self.new)

    def split(self, at: int) -> tuple[_Piece, _Piece]:
        """Return its first *at* characters, as they are now, and the rest."""
        if self.new is None:
            return replace(self, end=self.start + at), replace(self, start=self.start + at)
        return replace(self, new=self.new[:at]), replace(self, start=self.end, new=self.new[at:])


def _edited(pieces: list[_Piece], edits: list[tuple[int, int, str, str, str, int]]) -> Iterator[_Piece]:
    """Yield the pieces after sorted edits, which are of the text as the pieces give it and do not overlap."""
    waiting = deque(pieces)
    at = 0

    def upto(place: int) -> Iterator[_Piece]:
        nonlocal at
        while waiting and at + waiting[0].size <= place:
            at += waiting[0].size
            yield waiting.popleft()
        if waiting and at < place:
            first, rest = waiting.popleft().split(place - at)
            waiting.appendleft(rest)
            at = place
            yield first

    for start, end, new, kind, evidence, finding in edits:
        yield from (before := [*upto(start)])
        gone = [*upto(end)] if end > start else []
        here = gone[0].start if gone else waiting[0].start if waiting else before[-1].end if before else 0
        said = "; ".join(dict.fromkeys([*(piece.evidence for piece in gone if piece.evidence), evidence]))
        yield _Piece(here, gone[-1].end if gone else here, new, kind, said, finding)
    yield from waiting


def _settled(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces that hold anything; changes that touch are one, the latest finding's.

    Then no change depends on another, and they can be made in any order.
    """
    last: _Piece | None = None
    for piece in pieces:
        if piece.start == piece.end and not piece.new:
            continue
        if (
            last is None
            or last.new is None
            or piece.new is None
            or not touch((last.start, last.end), (piece.start, piece.end))
        ):
            yield from filter(None, [last])
            last = piece
            continue
        latest = max(last, piece, key=lambda one: one.finding)
        evidence = "; ".join(dict.fromkeys([last.evidence, piece.evidence]))
        last = replace(latest, start=last.start, end=piece.end, new=last.new + piece.new, evidence=evidence)
    yield from filter(None, [last])


def _in_source(findings: pd.DataFrame, pieces: list[_Piece], document: Document) -> pd.DataFrame:
    """Return findings in the text as the pieces give it, with their places in the source."""
    if len(pieces) == 1:
        return findings
    begins = [0, *accumulate(piece.size for piece in pieces)]

    def place(offset: int, is_end: bool) -> int:
        row = (bisect_left(begins, offset) if is_end else bisect_right(begins, offset)) - 1
        piece = pieces[min(max(row, 0), len(pieces) - 1)]
        if piece.new is None:
            return min(piece.start + offset - begins[max(row, 0)], piece.end)
        return piece.end if is_end else piece.start

    rows = findings.to_dict("records")
    for row in rows:
        row["start"], row["end"] = place(row["start"], False), place(row["end"], True)
        row["line"] = document.line(row["start"])
        row["edits"] = tuple((s := place(a, False), max(place(b, True), s), new) for a, b, new in row["edits"])
    return pd.DataFrame(rows, columns=findings.columns, index=findings.index)


def _ledger(pieces: list[_Piece], source: str) -> pd.DataFrame:
    """Return a row for each piece; what is kept, and touches, is one."""
    rows: list[tuple] = []
    clean = 0
    for piece in pieces:
        text, size = source[piece.start : piece.end], piece.size
        if piece.new is None and rows and rows[-1][0] == "kept":
            first = rows.pop()
            rows.append(("kept", first[1], piece.end, first[3], clean + size, "", "", "", ""))
        elif piece.new is None:
            rows.append(("kept", piece.start, piece.end, clean, clean + size, "", "", "", ""))
        else:
            action = "inserted" if piece.start == piece.end else "replaced" if piece.new else "dropped"
            span = (piece.start, piece.end, clean, clean + size)
            rows.append((action, *span, text, piece.new, piece.kind, piece.evidence))
        clean += size
    return pd.DataFrame(rows, columns=ENTRY)


def copies(found: Audit) -> pd.DataFrame:
    """Say which of the repeats that `audit` found are to be dropped: copies of whole blocks of which one is kept.

    What may be meant is held (see `Audit.occurrences` for why), and so are variants, splices and periodic runs. Doubled
    characters are for `faults`; natural repeats are none.

    Returns
    -------
    DataFrame with the columns of `analysis.faults`; kinds are repeat, near repeat, variant, splice and periodic run.

    Raises
    ------
    ValueError : if several documents were audited together: a ledger is of one text.

    >>> from analysis import audit, parse
    >>> text = "春天来了，河边的柳树绿了。\\n\\n孩子们在岸上放着风筝，笑着跑着。\\n\\n"
    >>> copies(audit(parse(text * 2), min_length=10))[["kind", "start", "end"]].values.tolist()
    [['repeat', 33, 64]]
    """
    require(found, Audit, "copies", "found")
    if len(found.documents) > 1:
        raise ValueError(f"found: {len(found.documents)} documents were audited; repair them one by one")
    rows: list[tuple] = []
    told = found.occurrences.join(found.classes[["kind", "evidence"]], on="class")
    for row in told[told["kind"].isin(COPIES)].itertuples():
        if row.role == "keep" or row.reason == "inside a copy":
            continue
        said, span = f"{row.evidence}; {row.reason}", (row.start, row.end)
        if row.kind == "splice":
            rows.append((row.kind, *span, row.line, said, 0.5, ()))
        elif row.kind == "periodic run":
            rows.append((row.kind, *span, row.line, said, 0.5, ((*span, ""),)))
        else:
            run, cut = _cut(found.document, *span)
            line = found.document.line(run[0])
            rows.append((row.kind, *run, line, said, CONFIDENCES[row.role], cut))
    columns = ["kind", "start", "end", "line", "evidence", "confidence", "edits"]
    return marked(pd.DataFrame(sorted(rows, key=lambda row: row[1:3]), columns=columns), found.document)


def _cut(document: Document, start: int, end: int) -> tuple[tuple[int, int], tuple[tuple[int, int, str], ...]]:
    """Return the whole blocks in a span, from the first's start to the last's end, and the edit that drops them.

    The gap behind them goes with them, and the mark before their first heading; at the end, the gap before them.
    """
    blocks, text = document.blocks, document.text
    first = bisect_left(blocks, start, key=lambda block: block.start)
    last = bisect_right(blocks, end, key=lambda block: block.end) - 1
    # Of punctuation at the edges of a block, an occurrence has only so much.
    if first and start < blocks[first - 1].end and not _has_letters(text[blocks[first - 1].start : start]):
        first -= 1
    if last + 1 < len(blocks) and blocks[last + 1].start < end and not _has_letters(text[end : blocks[last + 1].end]):
        last += 1
    if first > last:
        return (start, end), ()
    start, end = blocks[first].start, blocks[last].end
    before = blocks[first - 1].end if first else 0
    if last + 1 == len(blocks):
        return (start, end), ((before, len(text), ""),)
    after = blocks[last + 1].start
    return (start, end), ((_mark(document, before, start), _mark(document, end, after), ""),)


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def contexts(done: Repair, width: int = 12) -> pd.DataFrame:
    """Show each edit in its place, as it is and as it would be: both readings, for what is held too.

    Parameters
    ----------
    done : from `repair`.
    width : characters of text shown on either side.

    Returns
    -------
    DataFrame with ``kind``, ``line``, ``before``, ``after`` (str; ⏎ stands for a line's end, and … for what is left
    out), ``applied`` (bool), ``held`` (why not) and ``evidence`` (of near repeats and variants what differs, both
    readings of it), one row for each finding that proposes an edit, its first one shown.

    >>> from analysis import parse
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> contexts(done, width=4)[["before", "after"]].values.tolist()
    [['恢复了供⏎⏎电，附近', '恢复了供电，附近']]
    """
    require_whole("contexts", width=width)
    require(done, Repair, "contexts", "done")
    text, rows = done.source.text, []
    for row in done.findings[done.findings["edits"].map(bool)].itertuples():
        start, end, new = row.edits[0]
        left, old, right = text[max(start - width, 0) : start], text[start:end], text[end : end + width]
        readings = (_one_line(f"{left}{_short(piece, width)}{right}") for piece in (old, new))
        rows.append((row.kind, row.line, *readings, row.applied, row.held, row.evidence))
    texts = dict.fromkeys(["kind", "before", "after", "held", "evidence"], "str")
    columns = ["kind", "line", "before", "after", "applied", "held", "evidence"]
    return pd.DataFrame(rows, columns=columns).astype({**texts, "line": "int64", "applied": "bool"})


def _one_line(text: str) -> str:
    return NEWLINE.sub("⏎", text)


def _short(text: str, width: int) -> str:
    """Return *text* without its middle, if it is long."""
    return text if len(text) <= 2 * width + 1 else f"{text[:width]}…{text[-width:]}"


def _mark(document: Document, before: int, start: int) -> int:
    """Return where the marks of a block begin that starts at *start*, after *before*."""
    gap = document.text[before:start]
    return start - len(gap) + len(gap.rstrip("# >\t").rstrip(" \t"))


def restore(done: Repair) -> str:
    """Return the source's text, from the clean text and the ledger alone.

    >>> from analysis import parse
    >>> restore(repair(parse("没有毛病的一句话。")))
    '没有毛病的一句话。'
    """
    require(done, Repair, "restore", "done")
    clean = done.document.text
    return "".join(
        clean[row.clean_start : row.clean_end] if row.action == "kept" else row.source_text
        for row in done.ledger.itertuples()
    )
