"""What became of every character: pieces of the source, in order, and their ledger."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..languages.messages import N_, _, clauses
from .edits import touch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..document.documents import Document
    from .edits import Edit

WITHIN = N_("touches an edit that is made")
ENTRY = [
    "action",
    "start",
    "end",
    "clean_start",
    "clean_end",
    "source_text",
    "clean_text",
    "kind",
    "evidence",
    "decided",
]


def as_mended(findings: pd.DataFrame, pieces: list[Piece]) -> pd.DataFrame:
    """Return the findings of all rounds in order, each with the edits of the source that are left of its own.

    Given back, they make these pieces again, whatever the rounds were.
    """
    left: dict[int, list[Edit]] = {}
    for piece in pieces:
        if piece.new is not None:
            left.setdefault(piece.finding, []).append((piece.start, piece.end, piece.new))
    index, was_applied = findings.index.tolist(), findings["applied"].tolist()
    is_left = np.array([row in left for row in index], bool)
    applied = [made and row in left for row, made in zip(index, was_applied, strict=True)]
    found = findings.assign(
        edits=[tuple(left.get(row, edits)) for row, edits in zip(index, findings["edits"].tolist(), strict=True)],
        held=findings["held"].where(~findings["applied"] | is_left, _(WITHIN)),
        applied=np.array(applied, bool),
    )
    names = (found[name].tolist() for name in ("start", "end", "kind"))
    places = [*zip(*names, strict=True)]
    # What was held in one round, and mended in a later one, or held again, is told once.
    latest = {place: row for row, place in enumerate(places) if not applied[row]}
    latest |= {place: row for row, place in enumerate(places) if applied[row]}
    kept = (row for row, place in enumerate(places) if applied[row] or latest[place] == row)
    return found.iloc[sorted(kept, key=places.__getitem__)].reset_index(drop=True)


@dataclass(frozen=True)
class Piece:
    """A span of the source, and what became of it."""

    start: int
    end: int
    new: str | None = None  #: the text that stands for it; none where it is kept
    kind: str = ""
    evidence: str = ""
    finding: int = -1  #: whose edit it is

    def of(self, source: str) -> str:
        """Return what it is in the clean text."""
        return source[self.start : self.end] if self.new is None else self.new

    @property
    def size(self) -> int:
        """Return how many characters that are."""
        return self.end - self.start if self.new is None else len(self.new)

    def split(self, at: int) -> tuple[Piece, Piece]:
        """Return its first *at* characters, as they are now, and the rest."""
        if self.new is None:
            return replace(self, end=self.start + at), replace(self, start=self.start + at)
        return replace(self, new=self.new[:at]), replace(self, start=self.end, new=self.new[at:])


def edited(pieces: list[Piece], edits: list[tuple[int, int, str, str, str, int]]) -> Iterator[Piece]:
    """Yield the pieces after sorted edits, which are of the text as the pieces give it and do not overlap."""
    waiting = deque(pieces)
    at = 0

    def upto(place: int) -> Iterator[Piece]:
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
        stated = clauses(dict.fromkeys([*(piece.evidence for piece in gone if piece.evidence), evidence]))
        yield Piece(here, gone[-1].end if gone else here, new, kind, stated, finding)
    yield from waiting


def settled(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces that hold anything; changes that touch are one, the latest finding's.

    Then no change depends on another, and they can be made in any order.
    """
    last: Piece | None = None
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
        evidence = clauses(dict.fromkeys([last.evidence, piece.evidence]))
        last = replace(latest, start=last.start, end=piece.end, new=last.new + piece.new, evidence=evidence)
    yield from filter(None, [last])


def kept_places(pieces: list[Piece]) -> list[tuple[int, int, int]]:
    """Return of each piece that is kept where it begins in the clean text and in the source, and how long it is."""
    begins = accumulate((piece.size for piece in pieces), initial=0)
    return [
        (begin, piece.start, piece.size)
        for begin, piece in zip(begins, pieces, strict=False)
        if piece.new is None and piece.size
    ]


def in_source(findings: pd.DataFrame, pieces: list[Piece], document: Document) -> pd.DataFrame:
    """Return findings in the text as the pieces give it, with their places in the source."""
    if len(pieces) == 1:
        return findings
    begins = [0, *accumulate(piece.size for piece in pieces)]

    def place(offset: int, is_end: bool) -> int:
        row = (bisect_left(begins, offset) if is_end else bisect_right(begins, offset)) - 1
        row = min(max(row, 0), len(pieces) - 1)
        piece = pieces[row]
        if piece.new is None:
            return min(piece.start + offset - begins[row], piece.end)
        return piece.end if is_end else piece.start

    rows = findings.to_dict("records")
    for row in rows:
        row["start"], row["end"] = place(row["start"], False), place(row["end"], True)
        row["line"] = document.line(row["start"])
        row["edits"] = tuple((s := place(a, False), max(place(b, True), s), new) for a, b, new in row["edits"])
    return pd.DataFrame(rows, columns=findings.columns, index=findings.index)


def ledger(pieces: list[Piece], source: str, decided: Mapping[int, str]) -> pd.DataFrame:
    """Return a row for each piece; what is kept, and touches, is one.

    *decided* says of a finding who decided on it.
    """
    rows: list[tuple] = []
    clean = 0
    for piece in pieces:
        text, size = source[piece.start : piece.end], piece.size
        if piece.new is None and rows and rows[-1][0] == "kept":
            first = rows.pop()
            rows.append(("kept", first[1], piece.end, first[3], clean + size, "", "", "", "", ""))
        elif piece.new is None:
            rows.append(("kept", piece.start, piece.end, clean, clean + size, "", "", "", "", ""))
        else:
            action = "inserted" if piece.start == piece.end else "replaced" if piece.new else "dropped"
            span = (piece.start, piece.end, clean, clean + size)
            rows.append((action, *span, text, piece.new, piece.kind, piece.evidence, decided.get(piece.finding, "")))
        clean += size
    return pd.DataFrame(rows, columns=ENTRY)
