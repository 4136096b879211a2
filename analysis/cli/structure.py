"""``analysis structure``: page faults and sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..output.streams import echo
from .files import load_one
from .options import FILE, FORMAT, reading
from .printing import echo_findings, echo_table
from .program import epilog

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=epilog("analysis structure page.txt --format json | jq .kind"))
@click.argument("file", type=FILE)
@reading
@FORMAT
def structure(file: Path, encoding: str | None, form: str) -> None:
    """List the sections of FILE and its page faults, each with its line and the evidence.

    JSON has a line for each fault: doc, kind, spans (in code points), line, evidence, confidence, edit; of a
    PDF also page and box (points from the page's top left corner). CSV likewise.
    """
    from ..mending.faults import faults
    from ..structure.sections import sections

    document = load_one(file, encoding)
    if form == "table":
        columns = ["title", "level", "mark", "line", "blocks", "characters", "sentences", "share"]
        echo_table(sections(document)[columns].round(2))
        echo("")
    echo_findings(document, faults(document), form)
