"""``analysis repair``: the text, mended."""

from __future__ import annotations

from pathlib import Path

import click

from ..output.files import errors_at
from ..output.streams import is_standard_output
from .files import load_one, refuse_to_lose, write_outputs
from .mending import Mending, repair_given
from .options import FILE, FORMAT, output_option, reading
from .printing import echo_findings
from .program import epilog


@click.command(
    epilog=epilog(
        "analysis repair page.txt -o clean.md --ledger ledger.json",
        "analysis repair - -o - < page.txt > clean.md",
    )
)
@click.argument("file", type=FILE)
@output_option("The clean text, as Markdown in UTF-8; folders are made if need be.", required=True)
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What became of every character, as JSON; with the clean text it gives the text of FILE back exactly.",
)
@reading
@repair_given
@FORMAT
def repair(
    file: Path,
    output: Path,
    ledger: Path | None,
    encoding: str | None,
    form: str,
    given: Mending,
) -> None:
    """Repair FILE: drop copies, join broken paragraphs, mark lost headings. FILE itself is not changed.

    Lists each finding, and why those that were held were; when the clean text or the ledger goes to standard output,
    the list goes to standard error.
    """
    from ..mending.repair import repair as mend

    refuse_to_lose([file, *given.files], [output, ledger])
    settings = given.settings()
    document = load_one(file, encoding)
    done = mend(document, settings=settings)
    written = [(output, done.document.text), *([(ledger, done.to_json())] if ledger else [])]
    for path, _ in written:
        with errors_at(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    write_outputs(written)
    echo_findings(document, done.findings, form, err=any(map(is_standard_output, (output, ledger))))
