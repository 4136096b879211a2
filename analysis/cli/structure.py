"""``analysis structure``: page faults and sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..output.streams import echo
from .files import load_one
from .mending import Words, words_given
from .options import FILE, FORMAT, reading
from .printing import echo_findings, echo_table
from .program import epilog

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog=epilog("analysis structure page.txt --format json | jq .kind"))
@click.argument("file", type=FILE)
@reading
@words_given
@FORMAT
def structure(file: Path, encoding: str | None, form: str, given: Words) -> None:
    """List the sections of FILE and its page faults, each with its line and the evidence.

    JSON has a line for each fault: doc, kind, spans (in code points), line, evidence, confidence, edit; of a
    PDF also page and box (points from the page's top left corner). CSV likewise.
    """
    from ..mending.faults import faults
    from ..structure.sections import sections

    tokeniser = given.tokeniser()
    document = load_one(file, encoding)
    if form == "table":
        columns = ["title", "level", "mark", "line", "blocks", "characters", "sentences", "share"]
        echo_table(sections(document, tokeniser)[columns].round(2))
        echo("")
    echo_findings(document, faults(document, tokeniser=tokeniser), form)
