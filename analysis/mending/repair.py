"""Mend a document by its findings, with every character of the source accounted for in a ledger.

The ledger and the clean text give the source back exactly (`restore`). What is not certain is not done but held.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from .._checks import require, settings_of
from ..breaks.ends import CERTAIN
from ..decisions.records import Decisions
from ..document.documents import BOX, Document, parse_again
from ..document.marks import marked
from ..duplicates.audits import audit
from ..output.json import json_text
from .copies import copies
from .decided import decided_findings, decided_on, moved, placed, with_joins
from .edits import COPIES, given_findings, in_order, touch
from .faults import faults
from .ledger import WITHIN, Piece, as_mended, edited, in_source, kept_places, ledger, settled
from .settings import ON_REQUEST, RepairSettings

if TYPE_CHECKING:
    import os

    from ..words.tokens import Tokeniser
    from .decided import Placed

VERSION = 2  # of the ledger as JSON
ROUNDS = 60  # at most; each looks at the text as the one before left it


@dataclass(frozen=True)
class Repair:
    """A clean document, and how it came from its source."""

    document: Document  #: the clean one
    source: Document
    ledger: pd.DataFrame  #: see `repair`
    findings: pd.DataFrame  #: all of them, with ``applied`` (bool), ``held`` (why not) and ``decided`` (by whom)
    settings: RepairSettings = field(default=RepairSettings(), repr=False)

    def __repr__(self) -> str:
        applied = int(self.findings["applied"].sum())
        return f"<Repair of {self.source.name!r}: {applied} of {len(self.findings)} findings mended>"

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        kinds = self.findings.groupby("kind", sort=False)["applied"].agg(["sum", "size"]).reset_index()
        table = pd.DataFrame({"finding": kinds["kind"], "mended": kinds["sum"], "held": kinds["size"] - kinds["sum"]})
        size = f"{len(self.source.text):,} characters before, {len(self.document.text):,} after"
        return table_html(f"Repair of {self.source.name}: {size}", table)

    @cached_property
    def _kept(self) -> tuple[list[int], list[int]]:
        """Where what is kept begins in the clean text, and in the source."""
        kept = self.ledger[self.ledger["action"] == "kept"]
        return kept["clean_start"].tolist(), kept["start"].tolist()

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source, in code points, from the first to the last character of one of the clean text.

        What was inserted stands in the source where it went in.

        >>> from analysis import parse
        >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
        >>> done.document.text[13:15], done.source_span(13, 15)
        ('供电', (13, 17))
        """
        return self._source_offset(start), self._source_offset(end - 1) + 1 if end > start else self._source_offset(end)

    def line(self, offset: int) -> int:
        """Return the line of the source, from 1, where a character of the clean text stands.

        >>> from analysis import parse
        >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
        >>> done.line(14), done.document.line(14)
        (3, 1)
        """
        return self.source.line(self._source_offset(offset))

    def _source_offset(self, offset: int) -> int:
        clean, source = self._kept
        row = bisect_right(clean, offset) - 1
        if row < 0:
            return 0
        following = source[row + 1] if row + 1 < len(source) else len(self.source.text)
        return min(source[row] + offset - clean[row], following)

    def to_json(self) -> str:
        """Return the ledger as JSON, from which `undo` gives the source back.

        ``version``, and of the source ``sha256`` (of its bytes), ``text_sha256``, ``encoding``, ``byte_order_mark`` and
        ``format``; the ``entries``, in order of the text, and the findings that were ``held``, with why. Offsets are
        ``[start, end)`` in code points: of the source, and as ``clean_…`` of the clean text. An entry of the action
        ``kept`` has its text in the clean document; all others hold theirs.
        """
        source, held = self.source.source, self.findings[~self.findings["applied"]].drop(columns="applied")
        whole = {
            "version": VERSION,
            "sha256": source.sha256,
            "text_sha256": self.source.text_sha256,
            "encoding": source.encoding,
            "byte_order_mark": source.byte_order_mark,
            "format": source.format,
            "entries": self.ledger.to_dict("records"),
            "held": held.to_dict("records"),
        }
        return json_text(whole, indent=1)


def repair(
    document: Document,
    findings: pd.DataFrame | None = None,
    also: tuple[str, ...] = (),
    certain: float = CERTAIN,
    min_length: int = 30,
    similarity: float = 0.8,
    tokeniser: Tokeniser | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
    settings: RepairSettings | None = None,
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
    tokeniser : its words are in the dictionary wherever it is looked at which words stand there.
    decisions : what a person decided, which comes before all else: `Decisions`, or the file of them; which of them
        fit is said by `Decisions.fit`.
    settings : *also* and all below it in one, in place of these.

    Returns
    -------
    `Repair` with the clean document and the ledger, one row per piece of the source, in order: ``action`` (kept,
    dropped, inserted, replaced), ``start``, ``end`` (in the source), ``clean_start``, ``clean_end`` (in the clean
    text), ``source_text``, ``clean_text`` (empty for what is kept), ``kind`` and ``evidence`` of the finding, and
    ``decided``, by whom and when, where a person did; of a document with pages also where it is on them, see
    `Document.with_boxes`.
    The ``findings`` are all of them, in order, with ``applied``, ``held`` and ``decided``; the ``edits`` of those
    applied are what they changed in the end, over the source. What a later round changed again is held, and its edit is
    the later one's.

    Raises
    ------
    ValueError : if the findings are of another text, or one has an edit that the text has no place for, or two that
        overlap; the message names the row. Or as `RepairSettings`, or if an argument is given beside *settings*.

    >>> from analysis import parse
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> done.document.text
    '工程队连夜抢修，终于恢复了供电，附近的三个小区没有受到影响。'
    >>> restore(done) == done.source.text
    True
    """
    require(document, Document, "repair", "document")
    chosen = {"also": also, "certain": certain, "min_length": min_length, "similarity": similarity}
    settings = settings_of(RepairSettings, settings, "repair", tokeniser=tokeniser, decisions=decisions, **chosen).of(
        document
    )
    return _repaired(document, None if findings is None else given_findings(findings, document), settings)


def _repaired(document: Document, given: pd.DataFrame | None, settings: RepairSettings) -> Repair:
    """Return a document mended by findings that are *given*, once, or by its own until nothing more is certain."""
    decided = placed(settings.decisions, document) if given is None else []
    pieces, told, current, number = [Piece(0, len(document.text))], [], document, 0
    for again in range(ROUNDS if given is None else 1):
        asked = _asked(document, current, pieces, settings, decided) if given is None else given
        done = _with_verdicts(asked, settings, number)
        number += len(done)
        mended = done[done["applied"]]
        told.append(in_source(mended if again else done, pieces, document))
        edits = [(*edit, row.kind, row.evidence, row.Index) for row in mended.itertuples() for edit in row.edits]
        if not edits:
            break
        pieces = [*edited(pieces, sorted(edits))]
        current = parse_again("".join(piece.of(document.text) for piece in pieces), kept_places(pieces), document)
    pieces = [*settled(pieces)]
    every = pd.concat([told[0], *(table for table in told[1:] if len(table))])
    findings = marked(document.with_boxes(as_mended(every, pieces)), document)
    entries = ledger(pieces, document.text, every["decided"].to_dict())
    return Repair(current, document, document.with_boxes(entries), findings, settings)


def _asked(
    document: Document, current: Document, pieces: list[Piece], settings: RepairSettings, decided: list[Placed]
) -> pd.DataFrame:
    """Return the findings of a document as it is now, with what a person decided on them."""
    if isinstance(settings.decisions, Decisions) and current is not document:
        kept = kept_places(pieces)
        settings = replace(settings, decisions=moved(settings.decisions, decided, document, current, kept))
    found = audit(current, settings=settings)
    asked = pd.concat([copies(found), faults(current, audit=found)], ignore_index=True)
    if not decided:
        return asked.assign(decided=[""] * len(asked))
    in_text = in_source(asked, pieces, document)
    said = decided_on(in_text, document, decided)
    by_person = zip(said["decided"], asked["kind"], asked["confidence"], asked["evidence"], strict=True)
    asked = asked.assign(
        applied=said["applied"],
        held=said["held"],
        decided=[  # of copies, so sure is a person only
            who or (evidence.rpartition("; ")[2] if kind in COPIES and sure == 1 else "")
            for who, kind, sure, evidence in by_person
        ],
    )
    if current is not document:
        return asked
    return pd.concat([decided_findings(document, with_joins(decided, in_text, document)), asked])


def _with_verdicts(asked: pd.DataFrame, settings: RepairSettings, first: int) -> pd.DataFrame:
    """Return findings in the order in which they are mended, numbered from *first*, with what is mended and why not."""
    asked = in_order(asked.drop(columns=[*BOX], errors="ignore")).astype({"decided": "str"})
    held = _held(asked, settings.also, settings.certain)
    return asked.assign(applied=held == "", held=held).set_index(pd.RangeIndex(first, first + len(asked)))


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
    if decided is False and (row.decided or row.kind not in also):
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
