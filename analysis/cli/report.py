"""``analysis report``: the notebooks, executed, as pages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..languages.messages import N_, _, pgettext
from ..output.progress import progress_bar
from ..output.streams import echo
from .files import load_readable, refuse_to_lose
from .help_pages import command
from .mending import Mending, repair_given, settings_for_each
from .options import FIGURES, FILE, OPEN, folder_option, reading
from .printing import note
from .program import FAILED, one_line

if TYPE_CHECKING:
    from pathlib import Path


@command("analysis report page.txt notes/*.md -o reports", "analysis report - < page.txt")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@folder_option(N_("Where the reports go."), default="reports")
@reading
@repair_given
@FIGURES
@OPEN
def report(
    files: tuple[Path, ...], out: Path, encoding: str | None, figures: Path | None, show: bool, given: Mending
) -> None:
    """Write a folder of offline HTML for each FILE, and list the pages to open.

    Above several, OUT/index.html lists them all. A FILE that cannot be read is named, and the others are reported on.
    """
    several = len(files) > 1
    refuse_to_lose([*files, *given.files], [out / "index.html" if several else None], figures)
    settings = given.settings()
    documents, wrong = load_readable(files, encoding)
    settings = settings_for_each(settings, documents)
    if not documents:
        sys.exit(FAILED)
    from ..reports.document_pages import page_count
    from ..reports.report import report as write

    total = len(documents) * page_count()
    try:
        with progress_bar(total, pgettext("unit", "page")) as bar:
            written = write(documents, out, settings, figures, progress=lambda _index: bar.update())
    except KeyboardInterrupt as error:
        error.add_note(_("reports that were complete are kept"))
        raise
    for each in written:
        note(str(each.index))
        for message in each.errors:
            echo(f"analysis: {one_line(f'{each.index.parent.name}: {message}')}", err=True)
    first = out / "index.html" if len(written) > 1 else written[0].index
    if len(written) > 1:
        note(str(first))
    if show:
        click.launch(first.absolute().as_uri())
    sys.exit(FAILED if wrong or any(each.errors for each in written) else 0)
