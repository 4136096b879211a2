"""Show what an audit found in the text itself: HTML that works without script, in a notebook or as a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from .._checks import require, require_table, require_whole
from ..duplicates.audits import Audit
from ..duplicates.kinds import NEARLY
from ..duplicates.versions import side_by_side
from ..output.files import write_file
from .marked_blocks import Spot, blocks_of, edits_of, label, tint

if TYPE_CHECKING:
    import os
    from pathlib import Path

    import pandas as pd

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
        Spot(n, place, int(sizes[n]), here[n], start, end, role, reason, kind[n])
        for n, place, start, end, role, reason in own[["class", "place", "start", "end", "role", "reason"]].itertuples(
            index=False
        )
    ]
    edits = edits_of(audit, document, spots)
    shown = "".join(blocks_of(document, spots, edits, prefix)) if spots else ""
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


def _table(audit: Audit, spots: list[Spot], prefix: str, choices: pd.DataFrame | None) -> str:
    """Return the table of the classes that have a place in the document."""
    names = ["class", "kind", "letters", "alike", "places", "evidence"]
    names += [] if choices is None else ["choice and why", "counts under the other choice"]
    rows = []
    for number, group in groupby(sorted(spots), key=lambda spot: spot.number):
        here = [*group]
        row = audit.classes.loc[number]
        links = ", ".join(
            f'<a href="#{prefix}-{number}-{spot.place}">{label(number)}{spot.place}</a> {spot.role}' for spot in here
        )
        more = "" if here[0].of == len(here) else f" and {here[0].of - len(here)} in other documents"
        more += "" if row["count"] == here[0].of else f" ({row['count']:,} in all)"
        rows.append(
            f'<tr id="{prefix}-{number}"><th scope="row">'
            f'<span class="label" style="{tint(number, row["kind"])}">{label(number)}</span></th>'
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
