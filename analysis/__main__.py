"""The command line: ``analysis report FILE...``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from tqdm import tqdm

from .document import Document, DocumentError, load


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="zh-analysis", prog_name="analysis")
def main() -> None:
    """Audit Chinese long-form text for faults, and count words in what is left."""


@main.command(epilog="Example:  analysis report page.txt notes/*.md --out reports")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--out",
    default="reports",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
@click.option("--encoding", help="Encoding of the files, such as gb18030.  [default: detected]")
@click.option(
    "--min-length",
    default=30,
    show_default=True,
    type=click.IntRange(min=2),
    help="Letters that count as a repeated passage.",
)
@click.option(
    "--figures",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder that gets every picture too, as PNG and SVG.",
)
def report(files: tuple[Path, ...], out: Path, encoding: str | None, min_length: int, figures: Path | None) -> None:
    """Write a folder of offline HTML for each FILE: text or Markdown in UTF-8, UTF-16, GB18030 or Big5.

    The exit status is 0 when all went well, 2 when no FILE could be read, 1 when some could not or a notebook failed.
    """
    documents, wrong = _load(files, encoding)
    if not documents:
        sys.exit(2)
    from .report import notebooks
    from .report import report as write

    total = len(documents) * len(notebooks())
    with tqdm(total=total, unit="page", disable=None, leave=False) as bar:
        written = write(documents, out, min_length, figures, progress=lambda _: bar.update())
    for index, errors in written:
        click.echo(index)
        for error in errors:
            click.echo(f"analysis: {error}", err=True)
    sys.exit(1 if wrong or any(errors for _, errors in written) else 0)


def _load(files: tuple[Path, ...], encoding: str | None) -> tuple[list[Document], int]:
    """Return the documents that can be read, and how many could not; each of those is named on standard error."""
    documents, wrong = [], 0
    for file in files:
        try:
            documents.append(load(file, encoding))
        except DocumentError as error:
            wrong += 1
            click.echo(f"analysis: {error}", err=True)
    return documents, wrong


if __name__ == "__main__":
    main(prog_name="analysis")
