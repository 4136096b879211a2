"""What the page of a corpus says first: how many of its documents are sound, and what that does to the counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..corpus.survey import without_boilerplate
from ..output.html import render
from ..terms.selection import COUNTED
from .findings import DAMAGE
from .overview import PLAIN

if TYPE_CHECKING:
    import pandas as pd

    from ..corpus.reuse import Reuse
    from ..corpus.survey import Survey


@dataclass(frozen=True)
class CorpusVerdict:
    """How sound a corpus is, in numbers."""

    documents: int  #: that were read
    unread: int
    damaged: int  #: documents with a fault that is mended, or that nobody could judge otherwise
    doubtful: int  #: others with a fault that a person has to judge
    findings: int  #: of every kind
    faults: int  #: those that say that a text was damaged
    mended: int
    copies: int  #: documents that are another one again, or nearly
    holders: int  #: others that hold a passage, or the whole, of another
    in_copies: float  #: share of the words counted, 0..1
    in_boilerplate: float  #: the same of the lines that are printed around many texts


def verdict_of(survey: Survey, reuse: Reuse) -> CorpusVerdict:
    """Return how sound the documents of a corpus are, and what share of its words copies and notices hold."""
    faults = survey.faults[survey.faults["kind"].isin(DAMAGE)]
    faults = faults[faults["applied"] | (faults["decided"] == "")]  # what a person left as it is, is no fault
    damaged = {*faults.loc[faults["applied"] | faults["kind"].isin(PLAIN), "doc"]}
    copies = reuse.reprints.loc[reuse.reprints["role"] == "copy", "doc"]
    counted, terms = (table[table["kind"].isin(COUNTED)] for table in (survey.counts, survey.terms))
    words = _words(counted) or 1
    return CorpusVerdict(
        documents=len(survey.documents),
        unread=len(survey.errors),
        damaged=len(damaged),
        doubtful=len({*faults["doc"]} - damaged),
        findings=len(survey.faults),
        faults=len(faults),
        mended=int(faults["applied"].sum()),
        copies=len(copies),
        holders=len({*reuse.pairs()["doc"]} - {*copies}),
        in_copies=_words(counted[counted["doc"].isin(copies)]) / words,
        in_boilerplate=(_words(terms) - _words(without_boilerplate(terms, reuse.boilerplate))) / words,
    )


def verdict_body(survey: Survey, reuse: Reuse, looked_for: bool = True) -> Markup:
    """Return the verdict on a corpus as HTML; *looked_for* says whether faults were looked for."""
    found = verdict_of(survey, reuse)
    html = render("reports/templates/corpus_verdict.html.j2", found=found, looked_for=looked_for)
    # It was rendered by the template, which has nothing but numbers in it.
    return Markup(html)  # noqa: S704


def _words(table: pd.DataFrame) -> int:
    return int(table["count"].sum())
