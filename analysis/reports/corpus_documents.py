"""The documents of a corpus on its page: each in a row that leads to what was found in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from ..languages.messages import N_, _
from ..output.html import render

if TYPE_CHECKING:
    import pandas as pd

    from ..corpus.reuse import Reuse
    from ..corpus.survey import Survey

TITLE = N_("All documents")
MOST = 30  # findings, and passages, of one document that are shown
BEGINNING = 40  # characters by which a longer passage is named where it leads to the complete one


class Passage(NamedTuple):
    """What stands in more than one place."""

    number: int  #: among the passages of the page
    text: str


class ShownDocument(NamedTuple):
    """A document as the page shows it."""

    anchor: str
    row: Any  #: of the survey's documents
    faults: list[Any]
    passages: list[tuple[Any, Passage]]  #: places of what stands elsewhere too
    reprint: Any  #: its row among the reprints; None where it has none

    @property
    def has_findings(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.faults or self.passages or self.reprint)


def documents_body(survey: Survey, reuse: Reuse) -> Markup:
    """Return the list of all documents of a corpus and what was found in each, as HTML."""
    documents = [*survey.documents.itertuples(index=False)]
    faults, places = _by_document(survey.faults), _by_document(reuse.occurrences)
    reprints = {row.doc: row for row in reuse.reprints.itertuples(index=False)}
    # By class, the first column of a place: its name is a word of Python, and none of an attribute.
    passages = {
        row[0]: Passage(number, row[-1])
        for number, row in enumerate(reuse.classes[["class", "text"]].itertuples(index=False), 1)
    }
    none = Passage(0, "")
    shown = [
        ShownDocument(
            f"d{number}",
            row,
            faults[row.doc],
            [(place, passages.get(place[0], none)) for place in places[row.doc]],
            reprints.get(row.doc),
        )
        for number, row in enumerate(documents, 1)
    ]
    long = {
        passage for document in shown for _place, passage in document.passages[:MOST] if len(passage.text) > BEGINNING
    }
    html = render(
        "reports/templates/corpus_documents.html.j2",
        title=_(TITLE),
        documents=shown,
        passages=sorted(long),
        errors=[*survey.errors.itertuples(index=False)],
        most=MOST,
        beginning=BEGINNING,
    )
    # It was rendered by the template, in which the names and texts are escaped.
    return Markup(html)  # noqa: S704


def _by_document(table: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the rows of a table by document, in order."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in table.itertuples(index=False):
        rows[row.doc].append(row)
    return rows
