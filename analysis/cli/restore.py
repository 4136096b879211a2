"""``analysis restore``: the source, from its clean text and its ledger."""

from __future__ import annotations

from pathlib import Path

import click

from ..output.files import errors_at
from .files import read_named, refuse_to_lose, write_outputs
from .options import FILE, output_option
from .program import epilog, one_line


@click.command(epilog=epilog("analysis restore clean.md --ledger ledger.json -o page.txt"))
@click.argument("file", type=FILE)
@click.option(
    "--ledger",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What `analysis repair --ledger` wrote.",
)
@output_option("The source, byte for byte; of a format that is not text its text.", required=True)
def restore(file: Path, ledger: Path, output: Path) -> None:
    """Give back what FILE was before `analysis repair`, from FILE and its ledger alone.

    FILE must be as the repair wrote it; what was changed in it since is named by its line.
    """
    from ..document.files import DocumentError
    from ..mending.undo import undo

    refuse_to_lose([file, ledger], [output])
    try:
        texts = [read_named(path).decode("utf-8") for path in (file, ledger)]
        source = undo(*texts)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: not UTF-8 at byte {error.start}, as a repair writes it") from None
    except (DocumentError, ValueError) as error:
        raise click.ClickException(one_line(str(error).removeprefix("undo: "))) from None
    with errors_at(output):
        output.parent.mkdir(parents=True, exist_ok=True)
    write_outputs([(output, source)])
