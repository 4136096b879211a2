"""Show what an audit found in the text itself: HTML that works without script, in a notebook or as a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from .._checks import require, require_integer, require_table
from ..duplicates.alternatives import ALL_STAY
from ..duplicates.audits import Audit
from ..duplicates.kinds import NEARLY
from ..duplicates.versions import side_by_side
from ..figures.page_fonts import page_font
from ..languages.messages import _, clauses
from ..output.files import write_file
from ..output.html import render
from .marked_blocks import Spot, edits_of, label, runs_of, spots_of, tint

if TYPE_CHECKING:
    import os
    from pathlib import Path

    import pandas as pd


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
        title = _("%(name)s: repeated text"), _("What stands there more than once")
        return render(
            "reports/templates/marked_page.html.j2",
            name=self.name,
            # A font in letters and digits.
            font=Markup(page_font("".join([self.name, self.html, *title]))),  # noqa: S704
            # The fragment is what `mark_up` rendered, in which the text is escaped.
            marked=Markup(self.html),  # noqa: S704
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
    require_integer("mark_up", doc=doc)
    require(audit, Audit, "mark_up", "audit")
    if not 0 <= doc < len(audit.documents):
        raise ValueError(
            "mark_up: doc: "
            + _("{doc}; {n} documents were audited, numbered from 0").format(doc=doc, n=len(audit.documents))
        )
    if choices is not None:
        _require_choices_of(choices, audit)
    document = audit.documents[doc]
    prefix = f"m{document.source.sha256[:8]}-{doc}"
    spots = spots_of(audit, doc)
    runs = runs_of(document, spots, edits_of(audit, document, spots)) if spots else []
    is_near = any(spot.kind in NEARLY for spot in spots)
    html = render(
        "reports/templates/marked.html.j2",
        prefix=prefix,
        label=label,
        tint=tint,
        classes=[_shown_class(audit, *group, choices) for group in _by_class(spots)],
        with_choices=choices is not None,
        # It was rendered, and its text escaped, by the template of `side_by_side`.
        versions=Markup(side_by_side(audit, doc).html) if is_near else "",  # noqa: S704
        runs=runs,
    )
    return MarkedText(audit.names[doc], html)


def _require_choices_of(choices: pd.DataFrame, audit: Audit) -> None:
    require_table(choices, "choices", "mark_up", "choices")
    rows = [*zip(choices["class"], choices["kind"], strict=True)]
    if rows != [*zip(audit.classes.index, audit.classes["kind"], strict=True)]:
        raise ValueError("mark_up: " + _("choices are not of this audit; pass analysis.choices(audit)"))


def _by_class(spots: list[Spot]) -> list[tuple[int, list[Spot]]]:
    ordered = sorted(spots, key=lambda spot: spot.number)
    return [(number, [*group]) for number, group in groupby(ordered, key=lambda spot: spot.number)]


def _shown_class(audit: Audit, number: int, spots: list[Spot], choices: pd.DataFrame | None) -> dict[str, Any]:
    """Return what the table says of a class that has a place in the document."""
    row = audit.classes.loc[number]
    elsewhere = spots[0].of - len(spots)
    more = _(" and {n} in other documents").format(n=elsewhere) if elsewhere else ""
    more += "" if row["count"] == spots[0].of else _(" ({n} in all)").format(n=f"{row['count']:,}")
    return {
        "number": number,
        "kind": row["kind"],
        "letters": f"{row['letters']:,}",
        "alike": f"{row['similarity']:.1%}",
        "spots": spots,
        "more": more,
        "evidence": row["evidence"],
        "choice": {} if choices is None else _choice(choices.iloc[number]),
    }


def _choice(row: pd.Series) -> dict[str, str]:
    """Return what was chosen for a class, and the terms whose counts would change most."""
    more = row["terms"] - (row["changes"].count("; ") + 1 if row["changes"] else 0)
    if not row["changes"]:
        other = _("none changes")
    else:
        rest = [_("and {n} more").format(n=f"{more:,}")] if more > 0 else []
        stated = _("if all stay: {changes}") if row["other"] == ALL_STAY else _("if one stays: {changes}")
        other = stated.format(changes=clauses([*row["changes"].split("; "), *rest]))
    return {"chosen": row["choice"], "why": row["why"], "other": other}
