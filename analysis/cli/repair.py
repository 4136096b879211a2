"""``analysis repair``: the text, mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..languages.messages import N_, _, enumeration
from ..output.files import errors_at
from ..output.streams import echo, is_standard_output
from .files import REPAIR, at_work, load_one, refuse_to_lose, write_outputs
from .help_pages import command
from .mending import Mending, repair_given, settings_for
from .options import FILE, FORMAT, PathType, is_quiet, output_option, reading
from .printing import echo_findings
from .program import one_line

if TYPE_CHECKING:
    from ..mending.repair import Repair


@command(
    "analysis repair page.txt -o clean.md --ledger ledger.json",
    "analysis repair page.txt -o page.docx --save page.xml",
    "analysis repair - -o - < page.txt > clean.md",
)
@click.argument("file", type=FILE)
@output_option(N_("The repair, in the form that its ending chooses; folders are made if need be."), required=True)
@click.option(
    "--save",
    "saved",
    multiple=True,
    type=PathType(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=N_("The repair in another form too; can be given again."),
)
@click.option(
    "--ledger",
    type=PathType(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=N_("What became of every character, as JSON; with the clean text it gives the text of FILE back exactly."),
)
@reading
@repair_given
@FORMAT
def repair(
    file: Path,
    output: Path,
    saved: tuple[Path, ...],
    ledger: Path | None,
    encoding: str | None,
    form: str,
    given: Mending,
) -> None:
    """Repair FILE: drop copies, join broken paragraphs, mark lost headings. FILE itself is not changed.

    Lists each finding, and why those that were held were; when the clean text or the ledger goes to standard output,
    the list goes to standard error.

    \b
    The ending of an output's name chooses its form:
      .docx          Word: each edit a tracked change, with its evidence
                     as a comment; to reject all gives the text of FILE
      .xml           TEI P5, with the edits encoded in the text
      .critic.md     CriticMarkup: the edits marked in the text
      .diff, .patch  from FILE to the clean text, for patch or git apply
      .json          the ledger
      .md, .txt      the clean text, as Markdown in UTF-8; with -o also -
                     and any other name
    """
    from ..editions.forms import CLEAN, LEDGER, form_of
    from ..mending.repair import repair as mend

    refuse_to_lose([file, *given.files], [output, *saved, ledger])
    forms = [(output, form_of(output) or CLEAN), *((path, _form_to_save(path)) for path in saved)]
    settings = given.settings()
    document = load_one(file, encoding)
    settings = settings_for(settings, document)
    with at_work([document], REPAIR):
        done = mend(document, settings=settings)
        written = [(path, done.to_bytes(form)) for path, form in forms]
        written += [(ledger, done.to_bytes(LEDGER))] if ledger else []
    _echo_not_carried_out(done)
    for path, _data in written:
        with errors_at(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    write_outputs(written)
    if not is_quiet():
        echo_findings(document, done.findings, form, err=any(map(is_standard_output, (output, ledger))))


def _echo_not_carried_out(done: Repair) -> None:
    """Say on standard error which decisions fit the text, and could not be carried out in it, and why."""
    from ..decisions.records import Decisions

    decisions = done.settings.decisions
    if isinstance(decisions, Decisions):
        for row in done.decisions[decisions.fit(done.source)["fits"] & ~done.decisions["fits"]].itertuples():
            message = _("a decision is not carried out: line {line}: {decision}: {why}")
            decision = f"{row.choice} {row.kind or row.about}"
            said = message.format(line=row.line, decision=decision, why=row.why)
            echo(f"analysis: {one_line(f'{done.source.name}: {said}')}", err=True)


def _form_to_save(path: Path) -> str:
    """Return the form that a name's ending chooses, of which there must be one."""
    from ..editions.forms import ENDINGS, form_of

    if form := form_of(path):
        return form
    message = _("a repair is saved as {endings}").format(endings=enumeration(ENDINGS))
    raise click.UsageError(f"{path}: {message}")
