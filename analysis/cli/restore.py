"""``analysis restore``: the source, from its clean text and its ledger."""

from __future__ import annotations

from pathlib import Path

import click

from ..document.files import printable
from ..languages.messages import N_, _
from ..output.files import errors_at
from ..output.streams import INPUT, STANDARD
from .files import read_named, refuse_to_lose, write_outputs
from .help_pages import command
from .options import FILE, PathType, output_option
from .program import one_line


@command("analysis restore clean.md --ledger ledger.json -o page.txt")
@click.argument("file", type=FILE)
@click.option(
    "--ledger",
    required=True,
    type=PathType(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=N_("What `analysis repair --ledger` wrote."),
)
@output_option(N_("The source, byte for byte; of a format that is not text its text."), required=True)
def restore(file: Path, ledger: Path, output: Path) -> None:
    """Give back what FILE was before `analysis repair`, from FILE and its ledger alone.

    FILE must be as the repair wrote it. That it was changed since is an error, which names the line where that can be
    told: at what was mended, and at the end.
    """
    from ..document.files import DocumentError
    from ..mending.undo import undo

    refuse_to_lose([file, ledger], [output])
    try:
        source = undo(_text_of(file), _text_of(ledger))
    except DocumentError as error:
        raise click.ClickException(one_line(str(error))) from None
    except ValueError as error:
        raise click.ClickException(one_line(_with_names(str(error), file, ledger))) from None
    with errors_at(output):
        output.parent.mkdir(parents=True, exist_ok=True)
    write_outputs([(output, source)])


def _text_of(path: Path) -> str:
    """Return the text of a file that a repair wrote."""
    try:
        return read_named(path).decode("utf-8")
    except UnicodeDecodeError as error:
        message = _("not UTF-8 at byte {n}, as a repair writes it").format(n=error.start + 1)
        raise click.ClickException(f"{path}: {message}") from None


def _with_names(message: str, file: Path, ledger: Path) -> str:
    """Return what is wrong with one of the two files, with its name."""
    message = message.removeprefix("undo: ")
    for argument, path in (("clean: ", file), ("ledger: ", ledger)):
        if message.startswith(argument):
            name = _(INPUT) if str(path) == STANDARD else printable(str(path))
            return f"{name}: {message.removeprefix(argument)}"
    return message
