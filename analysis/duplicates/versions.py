"""Show passages that are nearly the same side by side, their differences marked; and list the differences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from .._checks import require, require_integer
from ..languages.messages import _, enumeration
from ..output.html import render
from .audits import Audit
from .differences import MACHINE, differences, type_name
from .kinds import NEARLY

if TYPE_CHECKING:
    from collections.abc import Iterator

AROUND = 40  # characters shown on either side of a difference, in a passage that is longer
PAIRS = 50  # pairs of passages that are shown
MARKS = 200  # differences of a pair that are marked
COLUMNS = {
    "class": "int64",
    "kind": "str",
    "type": "str",
    "reading": "str",
    "kept_reading": "str",
    "doc": "str",
    "start": "int64",
    "end": "int64",
    "line": "int64",
    "kept_doc": "str",
    "kept_start": "int64",
    "kept_end": "int64",
    "kept_line": "int64",
}


class Piece(NamedTuple):
    """A piece of a passage; one that differs from the other passage has a type."""

    text: str
    type: str = ""
    weight: str = ""  #: whether it carries ``meaning``, or a ``machine`` makes such differences


@dataclass(frozen=True)
class SideBySide:
    """Pairs of passages with their differences marked; shows itself in a notebook."""

    html: str = field(repr=False)  #: a fragment with its own style

    def _repr_html_(self) -> str:
        return self.html


def list_differences(audit: Audit) -> pd.DataFrame:
    """List how the places of near repeats and variants differ from the one of their class that is kept.

    Returns
    -------
    DataFrame with a row for each difference: ``class`` and ``kind`` (of *audit*), ``type`` (one of
    `analysis.differences.TYPES`), ``reading`` and ``kept_reading`` (str, either may be empty), and where each stands:
    ``doc``, ``start``, ``end`` (offsets in code points), ``line``, and the same of the other one as ``kept_doc``,
    ``kept_start``, ``kept_end``, ``kept_line``.

    >>> from analysis import audit, parse
    >>> text = "申请人应当自收到通知之日起{}日内向原审批机关提出书面申请，并附送有关材料。"
    >>> found = audit(parse(f"{text.format('三十')}\\n\\n{text.format('六十')}"))
    >>> list_differences(found)[["kind", "type", "kept_reading", "reading"]].values.tolist()
    [['variant', 'number', '三十', '六十']]
    """
    require(audit, Audit, "list_differences", "audit")
    documents = dict(zip(audit.names, audit.documents, strict=True))
    rows = []
    for link, before, after in _pairs(audit):
        found = differences(before, after)
        doc, kept = documents[link.doc], documents[link.kept_doc]
        for one in found:
            here = (link.start + one.other_start, link.start + one.other_end)
            there = (link.kept_start + one.start, link.kept_start + one.end)
            places = (link.doc, *here, doc.line(here[0]), link.kept_doc, *there, kept.line(there[0]))
            rows.append((link.number, link.kind, one.type, one.new, one.old, *places))
    return pd.DataFrame(rows, columns=[*COLUMNS]).astype(COLUMNS)


def _pairs(audit: Audit, doc: str = "") -> Iterator[tuple]:
    """Yield each place of a near repeat or a variant, the text of the place kept, and its own."""
    links = audit.links().rename(columns={"class": "number"})
    links = links[links["kind"].isin(NEARLY)]
    if doc:
        links = links[(links["doc"] == doc) | (links["kept_doc"] == doc)]
    documents = dict(zip(audit.names, audit.documents, strict=True))
    for link in links.itertuples():
        kept = documents[link.kept_doc].text[link.kept_start : link.kept_end]
        here = documents[link.doc].text[link.start : link.end]
        yield link, kept, here


def side_by_side(audit: Audit, doc: int | None = None) -> SideBySide:
    """Show near repeats and variants beside the place that is kept, what differs marked and its type named.

    Differences that carry meaning are set off in bold from those that a machine makes. Of long passages only what is
    around the differences is shown. The text is escaped.

    Parameters
    ----------
    audit : what `analysis.audit` returned.
    doc : which of its documents, from 0; all by default.

    Raises
    ------
    ValueError : if there is no such document.

    >>> from analysis import audit, parse
    >>> text = "申请人应当自收到通知之日起{}日内向原审批机关提出书面申请，并附送有关材料。"
    >>> shown = side_by_side(audit(parse(f"{text.format('三十')}\\n\\n{text.format('六十')}")))
    >>> '<mark class="meaning" title="number">三十</mark>日' in shown.html
    True
    """
    require_integer("side_by_side", doc=doc)
    require(audit, Audit, "side_by_side", "audit")
    if doc is not None and not 0 <= doc < len(audit.documents):
        raise ValueError(
            "side_by_side: doc: "
            + _("{doc}; {n} documents were audited, numbered from 0").format(doc=doc, n=len(audit.documents))
        )
    pairs = [*_pairs(audit, "" if doc is None else audit.names[doc])]
    shown = [_versions(*pair) for pair in pairs[:PAIRS]]
    several, more = len(audit.documents) > 1, max(0, len(pairs) - PAIRS)
    return SideBySide(
        render("duplicates/versions.html.j2", pairs=shown, several=several, more=f"{more:,}" if more else "")
    )


def _versions(link: Any, kept: str, here: str) -> dict[str, Any]:
    """Return what is shown of a pair of passages: the place kept and the other one, each in pieces."""
    found = differences(kept, here)
    shown = found[:MARKS]
    return {
        "kind": link.kind,
        "alike": f"{link.similarity:.1%}",
        "types": enumeration(dict.fromkeys(type_name(one.type) for one in found)) or _("nothing"),
        "passages": [
            (link.kept_doc, link.kept_line, _pieces(kept, [(one.start, one.end, one.type) for one in shown])),
            (link.doc, link.line, _pieces(here, [(one.other_start, one.other_end, one.type) for one in shown])),
        ],
    }


def _pieces(text: str, spans: list[tuple[int, int, str]]) -> list[Piece]:
    """Return a text in pieces, those that differ with their types, without what is far from all of them."""
    pieces, at = [], 0
    for start, end, kind in spans:
        start = max(start, at)
        pieces.append(Piece(_shortened(text[at:start], first=at == 0, last=False)))
        if end > start:
            pieces.append(Piece(text[start:end], kind, "machine" if kind in MACHINE else "meaning"))
        at = max(at, end)
    return [*pieces, Piece(_shortened(text[at:], first=at == 0, last=True))]


def _shortened(text: str, first: bool, last: bool) -> str:
    """Return what stands between two differences, its middle left out where it is long."""
    head, tail = 0 if first else AROUND, 0 if last else AROUND
    if len(text) <= head + tail + AROUND:
        return text
    return f"{text[:head]}…{text[len(text) - tail :]}"
