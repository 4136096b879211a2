"""Which copies of an audit go: findings with the edit that takes each out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from .._checks import require
from ..decisions.decision import DECIDED
from ..document.marks import marked
from ..duplicates.alternatives import INSIDE
from ..duplicates.audits import Audit
from ..languages.messages import _, clauses, forms
from .edits import COPIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document.documents import Document

MEANT = "natural repeat"  # the kind of a class of which all places were meant
CONFIDENCES = {"copy": 0.95, "held": 0.6, "variant": 0.05}  # that an occurrence can go, by its role


def copies(found: Audit) -> pd.DataFrame:
    """Say which of the repeats that `audit` found are to be dropped: copies of whole blocks of which one is kept.

    What may be meant is held (see `Audit.occurrences` for why), and so are variants, splices and periodic runs. Doubled
    characters are for `faults`; natural repeats are none, but where a person says that a repeat was meant.

    Returns
    -------
    DataFrame with the columns of `analysis.faults`; kinds are repeat, near repeat, variant, splice and periodic run. A
    place that stays because a person says so has no edit; of a repeat that was meant, it is a natural repeat.

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
        raise ValueError(
            "found: " + _("{n} documents were audited; repair them one by one").format(n=len(found.documents))
        )
    rows: list[tuple] = []
    kinds, evidence = (found.classes[name].tolist() for name in ("kind", "evidence"))
    by_person, inside = tuple(forms(DECIDED)), forms(INSIDE)
    for row in _occurrences(found.all_occurrences):
        kind, is_decided = kinds[row.number], row.reason.startswith(by_person)
        if not (is_decided or kind in COPIES):
            continue
        stated, span = clauses([evidence[row.number], row.reason]), (row.start, row.end)
        if row.role == "keep" and is_decided:
            rows.append((kind, *span, row.line, stated, 1.0, ()))
        elif row.role == "keep" or row.reason in inside:
            continue
        elif is_decided and row.role == "copy":
            rows.append(_decided_copy(found.document, kind, row, stated))
        elif kind == "splice":
            rows.append((kind, *span, row.line, stated, 0.5, ()))
        elif kind == "periodic run":
            rows.append((kind, *span, row.line, stated, 0.5, ((*span, ""),)))
        else:
            run, cut = _cut(found.document, *span)
            line = found.document.line(run[0])
            rows.append((kind, *run, line, stated, CONFIDENCES[row.role], cut))
    columns = ["kind", "start", "end", "line", "evidence", "confidence", "edits"]
    return marked(pd.DataFrame(sorted(rows, key=lambda row: row[1:3]), columns=columns), found.document)


class _Occurrence(NamedTuple):
    """A row of an audit's occurrences."""

    number: int  #: of its class
    start: int
    end: int
    line: int
    role: str
    reason: str


def _occurrences(table: pd.DataFrame) -> Iterator[_Occurrence]:
    columns = (table[name].tolist() for name in ("class", "start", "end", "line", "role", "reason"))
    return starmap(_Occurrence, zip(*columns, strict=True))


def _decided_copy(document: Document, kind: str, row: _Occurrence, stated: str) -> tuple:
    """Return the row of a copy that a person wants to go: its blocks, or, inside one, its characters."""
    run, cut = _cut(document, row.start, row.end)
    if kind == "splice" or not cut:
        run, cut = (row.start, row.end), ((row.start, row.end, ""),)
    return kind, *run, document.line(run[0]), stated, 1.0, cut


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


def _mark(document: Document, before: int, start: int) -> int:
    """Return where the marks of a block begin that starts at *start*, after *before*."""
    gap = document.text[before:start]
    return start - len(gap) + len(gap.rstrip("# >\t").rstrip(" \t"))
