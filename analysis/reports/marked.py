"""Show what an audit found in the text itself: HTML that works without script, in a notebook or as a page."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, pairwise
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from .._checks import require, require_table, require_whole
from ..duplicates.audits import NEARLY, NOT_COPIES, Audit
from ..duplicates.differences import untyped
from ..duplicates.versions import side_by_side
from ..output.files import write_file

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from ..document.documents import Block, Document

# Light enough for black letters, and told apart by readers of every kind of colour vision; the label says it too.
TINTS = ("#ffd9a0", "#bfe3f7", "#b9ead6", "#f7c6ad", "#eccbe2", "#f6f0a6", "#c8d4f0", "#d9cfc1")
GREY = "#e3e3e3"  # of what is no copy
FOLDED = 3  # paragraphs without a repeat, one after the other, from which they are folded away
LINKED = 9  # other places, the nearest, that a label leads to
BESIDE = "near repeats and variants, side by side with their differences"
STYLE = """
.zh-marked { line-height: 1.8; max-width: 52em; }
.zh-marked p, .zh-marked h3 { margin: .6em 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.zh-marked h3 { font-size: 1.1em; }
.zh-marked mark { color: #111; background: var(--tint); padding: .1em 0; }
.zh-marked mark.copy { text-decoration: underline dotted 2px #444; text-underline-offset: .25em; }
.zh-marked .label { font: 600 .75em/1.6 sans-serif; color: #111; background: var(--tint); border: 1px solid #444;
  border-radius: .4em; padding: .05em .4em; margin: 0 .2em; white-space: nowrap; }
.zh-marked .label a { color: #111; padding: 0 .15em; }
.zh-marked .seam { color: #a11212; background: #fff; font-weight: 700; padding: 0 .1em; }
.zh-marked ins { background: #c7f0c7; color: #111; text-decoration: underline; }
.zh-marked del { background: #fbd0d0; color: #111; text-decoration: line-through; }
.zh-marked .line { color: #6b6b6b; font: .75em sans-serif; user-select: none; margin-right: .6em; }
.zh-marked summary { color: #555; cursor: pointer; font-size: .9em; }
.zh-marked .classes { overflow-x: auto; }
.zh-marked table { border-collapse: collapse; font-size: .9em; }
.zh-marked th, .zh-marked td { text-align: left; vertical-align: top; padding: .25em .7em;
  border-bottom: 1px solid #ccc; }
.zh-marked :target { outline: 3px solid #a11212; }
@media (prefers-color-scheme: dark) { .zh-marked .line, .zh-marked summary { color: #aaa; } }
"""


Edits = tuple[list[tuple[int, int]], dict[int, str]]


class _Spot(NamedTuple):
    """An occurrence in the document that is shown."""

    number: int  #: of its class
    place: int  #: which of its class, from 1
    of: int  #: how many of its class are listed
    here: tuple[int, ...]  #: which of them are in this document
    start: int
    end: int
    role: str
    reason: str
    kind: str


@dataclass(frozen=True)
class MarkedText:
    """A document with what stands in it more than once marked; shows itself in a notebook."""

    name: str
    html: str = field(repr=False)  #: a fragment with its own style

    def _repr_html_(self) -> str:
        return self.html

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write a page to *path*, completely or not at all; it needs neither network nor script.

        Raises
        ------
        OSError : if it cannot be written.
        """
        return write_file(path, self.page().encode("utf-8", "backslashreplace"))

    def page(self) -> str:
        """Return the page that `save` writes."""
        name = escape(self.name)
        return (
            f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{name}: repeated text</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            "<style>body { margin: 2em auto; padding: 0 1em; max-width: 56em; color-scheme: light dark; }"
            " h1 { overflow-wrap: anywhere; }</style></head>"
            f"<body><main><h1>{name}</h1><h2>What stands there more than once</h2>{self.html}</main></body></html>\n"
        )


def mark_up(audit: Audit, doc: int = 0, choices: pd.DataFrame | None = None) -> MarkedText:
    """Return a document, number *doc* of those audited, with every class marked in it by a colour and a label.

    Above the text stands the table of classes; each label leads to the table and to the other places of its class. In
    near repeats and variants what differs from the place that is kept is marked as inserted and deleted, and below the
    table each stands side by side with it (`side_by_side`); where a splice begins and ends inside a paragraph stands ‖.
    Paragraphs without a repeat are folded away. The text is escaped.

    Parameters
    ----------
    audit : what `audit` returned.
    doc : which of its documents, from 0.
    choices : from `analysis.choices`, of the same audit: the table of classes then says what was chosen, why, and
        which counts would change most under the other choice.

    Raises
    ------
    ValueError : if there is no such document, or the choices are of another audit.

    >>> from analysis import audit, parse
    >>> text = "春天来了，河边的柳树绿了。\\n\\n" * 2
    >>> "A1 keep" in mark_up(audit(parse(text), min_length=10)).html
    True
    """
    require_whole("mark_up", doc=doc)
    require(audit, Audit, "mark_up", "audit")
    if not 0 <= doc < len(audit.documents):
        raise ValueError(f"mark_up: doc: {doc}; {len(audit.documents)} documents were audited, numbered from 0")
    if choices is not None:
        _require_choices_of(choices, audit)
    document = audit.documents[doc]
    prefix = f"m{document.source.sha256[:8]}-{doc}"
    rows = audit.occurrences.assign(place=audit.occurrences.groupby("class").cumcount() + 1)
    sizes = rows.groupby("class").size()
    own = rows[rows["doc"] == audit.names[doc]]
    here = own.groupby("class")["place"].agg(tuple)
    kind = audit.classes["kind"]
    spots = [
        _Spot(n, place, int(sizes[n]), here[n], start, end, role, reason, kind[n])
        for n, place, start, end, role, reason in own[["class", "place", "start", "end", "role", "reason"]].itertuples(
            index=False
        )
    ]
    edits = _edits(audit, document, spots)
    shown = "".join(_blocks(document, spots, edits, prefix)) if spots else ""
    nothing = "" if spots else "<p>Nothing stands there more than once.</p>"
    table = _table(audit, spots, prefix, choices) if spots else nothing
    nearly = any(spot.kind in NEARLY for spot in spots)
    beside = f"<details><summary>{BESIDE}</summary>{side_by_side(audit, doc).html}</details>" if nearly else ""
    return MarkedText(audit.names[doc], f'<div class="zh-marked"><style>{STYLE}</style>{table}{beside}{shown}</div>')


def _require_choices_of(choices: pd.DataFrame, audit: Audit) -> None:
    require_table(choices, "choices", "mark_up", "choices")
    rows = [*zip(choices["class"], choices["kind"], strict=True)]
    if rows != [*zip(audit.classes.index, audit.classes["kind"], strict=True)]:
        raise ValueError("mark_up: choices are not of this audit; pass analysis.choices(audit)")


def _label(number: int) -> str:
    """Return A to Z, then AA, AB, ….

    >>> _label(0), _label(25), _label(26)
    ('A', 'Z', 'AA')
    """
    return (_label(number // 26 - 1) if number >= 26 else "") + ascii_uppercase[number % 26]


def _tint(number: int, kind: str) -> str:
    return f"--tint: {GREY if kind in NOT_COPIES else TINTS[number % len(TINTS)]}"


def _table(audit: Audit, spots: list[_Spot], prefix: str, choices: pd.DataFrame | None) -> str:
    """Return the table of the classes that have a place in the document."""
    names = ["class", "kind", "letters", "alike", "places", "evidence"]
    names += [] if choices is None else ["choice and why", "counts under the other choice"]
    rows = []
    for number, group in groupby(sorted(spots), key=lambda spot: spot.number):
        here = [*group]
        row = audit.classes.loc[number]
        links = ", ".join(
            f'<a href="#{prefix}-{number}-{spot.place}">{_label(number)}{spot.place}</a> {spot.role}' for spot in here
        )
        more = "" if here[0].of == len(here) else f" and {here[0].of - len(here)} in other documents"
        more += "" if row["count"] == here[0].of else f" ({row['count']:,} in all)"
        tint = _tint(number, row["kind"])
        rows.append(
            f'<tr id="{prefix}-{number}"><th scope="row">'
            f'<span class="label" style="{tint}">{_label(number)}</span></th>'
            f"<td>{row['kind']}</td><td>{row['letters']:,}</td><td>{row['similarity']:.1%}</td>"
            f"<td>{links}{more}</td><td>{escape(row['evidence'])}</td>"
            f"{'' if choices is None else _choice(choices.iloc[number])}</tr>"
        )
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        '<div class="classes" tabindex="0" role="region" aria-label="classes">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _choice(row: pd.Series) -> str:
    """Return what was chosen for a class, and the terms whose counts would change most, as two cells."""
    more = row["terms"] - (row["changes"].count("; ") + 1 if row["changes"] else 0)
    rest = f"; and {more:,} more" if more > 0 and row["changes"] else ""
    other = f"if {row['other']}: {row['changes']}{rest}" if row["changes"] else "none changes"
    return f"<td><b>{row['choice']}</b>: {escape(row['why'])}</td><td>{escape(other)}</td>"


def _edits(audit: Audit, document: Document, spots: list[_Spot]) -> Edits:
    """Return the spans that near repeats have inserted, and by place what they lack, against the one that is kept."""
    inserted: list[tuple[int, int]] = []
    deleted: dict[int, str] = defaultdict(str)
    kept = {
        row[1]: audit.documents[audit.names.index(row.doc)].text[row.start : row.end]
        for row in audit.occurrences[audit.occurrences["role"] == "keep"].itertuples()
    }
    for spot in spots:
        before, after = kept.get(spot.number, ""), document.text[spot.start : spot.end]
        if spot.kind in NEARLY and spot.role != "keep" and before:
            for one in untyped(before, after):
                start, end = spot.start + one.other_start, spot.start + one.other_end
                if end > start:
                    inserted.append((start, end))
                if one.old:
                    deleted[start] += one.old
    return sorted(set(inserted)), deleted


def _blocks(document: Document, spots: list[_Spot], edits: Edits, prefix: str) -> Iterator[str]:
    """Yield the text block by block; those without a repeat folded away."""
    spots = sorted(spots, key=lambda spot: (spot.start, -spot.end))
    inside: list[tuple[Block, list[_Spot]]] = []
    live: list[_Spot] = []
    begun = 0
    for block in document.blocks:
        begin, begun = begun, bisect_left(spots, block.end, key=lambda spot: spot.start)
        live = [spot for spot in (*live, *spots[begin:begun]) if spot.end > block.start]
        inside.append((block, live))
    for marked, group in groupby(inside, key=lambda pair: bool(pair[1])):
        pairs = [*group]
        own = "".join(_block(document, block, there, edits, prefix) for block, there in pairs)
        if marked or len(pairs) < FOLDED:
            yield own
        else:
            first, last = pairs[0][0].line, pairs[-1][0].line
            yield f"<details><summary>lines {first} to {last}: nothing repeated</summary>{own}</details>"


def _block(
    document: Document,
    block: Block,
    spots: list[_Spot],
    edits: Edits,
    prefix: str,
) -> str:
    """Return one block as HTML: its pieces between the points at which a mark begins or ends."""
    inserted, deleted = edits
    own = inserted[bisect_left(inserted, (block.start, 0)) : bisect_left(inserted, (block.end, 0))]
    points = {block.start, block.end}
    for start, end in [*((spot.start, spot.end) for spot in spots), *own]:
        points |= {max(start, block.start), min(end, block.end)}
    points |= {at for at in range(block.start, block.end) if at in deleted} if deleted else set()
    new = {at for start, end in own for at in range(start, end)}
    pieces = []
    for start, end in pairwise(sorted(points)):
        pieces += [_opening(spot, prefix, inside=start > block.start) for spot in spots if spot.start == start]
        if start in deleted:
            pieces.append(f"<del>{escape(deleted[start])}</del>")
        text = escape(document.text[start:end])
        text = f"<ins>{text}</ins>" if start in new else text
        there = [spot for spot in spots if spot.start <= start < spot.end]
        pieces.append(_marked(text, there) if there else text)
        pieces += [
            '<span class="seam" title="a splice ends here">‖</span>' for spot in there if _is_seam(spot, end, block)
        ]
    tag = "h3" if block.level else "p"
    return f'<{tag}><span class="line">{block.line}</span>{"".join(pieces)}</{tag}>\n'


def _is_seam(spot: _Spot, end: int, block: Block) -> bool:
    return spot.kind == "splice" and spot.end == end < block.end


def _opening(spot: _Spot, prefix: str, inside: bool) -> str:
    """Return the label at the start of an occurrence, with links to its class and to the other places."""
    name = _label(spot.number)
    first = max(0, min(bisect_left(spot.here, spot.place) - LINKED // 2, len(spot.here) - LINKED - 1))
    others = [n for n in spot.here[first : first + LINKED + 1] if n != spot.place]
    links = " ".join(f'<a href="#{prefix}-{spot.number}-{n}">{name}{n}</a>' for n in others)
    seam = '<span class="seam" title="a splice begins here">‖</span>' if spot.kind == "splice" and inside else ""
    return (
        f'{seam}<span class="label" id="{prefix}-{spot.number}-{spot.place}" style="{_tint(spot.number, spot.kind)}"'
        f' title="{escape(spot.reason)}"><a href="#{prefix}-{spot.number}">{name}{spot.place} {spot.role}</a>'
        f"{' = ' + links if links else ''}</span>"
    )


def _marked(text: str, there: list[_Spot]) -> str:
    """Return a piece of text marked: by the shortest class in it, and its title names all."""
    shortest = min(there, key=lambda spot: spot.end - spot.start)
    names = ", ".join(f"{_label(spot.number)}{spot.place}" for spot in there)
    copy = ' class="copy"' if any(spot.role == "copy" for spot in there) else ""
    return f'<mark{copy} style="{_tint(shortest.number, shortest.kind)}" title="{names}">{text}</mark>'
