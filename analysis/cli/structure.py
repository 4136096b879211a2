"""``analysis structure``: page faults and sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..output.streams import echo
from .files import STRUCTURE, at_work, load_one
from .help_pages import command
from .mending import Decided, decided_given, settings_for
from .options import FILE, FORMAT, reading
from .printing import echo_findings, echo_table

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ..document.documents import Document
    from ..duplicates.settings import AuditSettings


@command("analysis structure page.txt --format json | jq .kind")
@click.argument("file", type=FILE)
@reading
@decided_given
@FORMAT
def structure(file: Path, encoding: str | None, form: str, given: Decided) -> None:
    """List the sections of FILE and its page faults, each with its line and the evidence.

    JSON has a line for each fault: doc, kind, spans (in code points), line, evidence, confidence, edit; of a
    PDF also page and box (points from the page's top left corner); with --decisions also decided: accepted, rejected or
    marked, by whom and when, and a line for each block of which somebody decided what it is, and each gap that is
    joined. CSV likewise.
    """
    from ..mending.faults import faults
    from ..structure.sections import sections

    settings = given.settings()
    document = load_one(file, encoding)
    settings = settings_for(settings, document)
    with at_work([document], STRUCTURE):
        parts = sections(document, settings.tokeniser, settings.decisions) if form == "table" else None
        found = faults(document, tokeniser=settings.tokeniser)
    if parts is not None:
        columns = ["title", "level", "mark", "line", "blocks", "characters", "sentences", "share"]
        echo_table(parts[columns].round(2))
        echo("")
    echo_findings(document, _with_decided(found, document, settings) if given.decisions else found, form)


def _with_decided(found: pd.DataFrame, document: Document, settings: AuditSettings) -> pd.DataFrame:
    """Return faults with what a person decided on each, and what else a person decided, in order of the text."""
    import pandas as pd

    from ..mending.decided import answers_on, decided_findings, not_among, placed

    taken = placed(settings.decisions, document)
    others = not_among(taken, found, document)
    found = found.assign(decided=answers_on(found, document, taken))
    made = document.with_boxes(decided_findings(document, others))
    every = pd.concat([found, made[[*found.columns]]]) if len(made) else found
    return every.sort_values(["start", "end"], kind="stable")
