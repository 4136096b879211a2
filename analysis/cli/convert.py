"""``analysis convert``: tokens as other programs take them, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..languages.messages import N_, _, enumeration
from .files import WORDS, at_work, load_readable, read_named, refuse_to_lose, write_outputs
from .help_pages import command
from .mending import Decided, decided_given, settings_for
from .options import FILE, STANDARD, reading
from .printing import note, note_variety
from .program import FAILED

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ..document.documents import Document

ENDINGS = (".conllu", ".vrt", ".xml")


@command("analysis convert page.txt -o page.conllu --tags", "analysis convert 2020/*.txt -o for_quanteda")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=FILE,
    metavar="PATH",
    help=N_("A file .conllu, .vrt, .xml (TEI) or .txt, or a folder."),
)
@click.option("--tags", is_flag=True, help=N_("Write parts of speech, too."))
@reading
@decided_given
def convert(files: tuple[Path, ...], output: Path, tags: bool, encoding: str | None, given: Decided) -> None:
    """Write the tokens of FILE, as it came, in a form that other programs read.

    CoNLL-U, verticalised text (VRT, for the Corpus Workbench) and TEI with words keep text and places, and are read,
    too: then the tokens are those of the file, and .txt is its text. A folder gets a text for each FILE, with blanks
    between words, and metadata.csv, as quanteda and Wordless read them.
    """
    refuse_to_lose([*files, *given.files], [output])
    ending = output.suffix.lower()
    if ending and ending not in (*ENDINGS, ".txt"):
        message = _("tokens are saved as {endings} or .txt, or in a folder").format(endings=enumeration(ENDINGS))
        raise click.UsageError(f"{output}: {message}")
    if ending and len(files) > 1:
        raise click.UsageError(f"{output}: " + _("one FILE at a time, or a folder as --output"))
    if str(output) == STANDARD:
        raise click.UsageError("-o -: " + _("the name of a file says the form; pass one, or a folder"))
    if not ending:
        _to_folder(files, output, encoding, given)
    else:
        document, tokens = _tokens(files[0], tags, encoding, given)
        _write(document, tokens, output, ending)
    note(str(output))


def _tokens(file: Path, tags: bool, encoding: str | None, given: Decided) -> tuple[Document, pd.DataFrame]:
    """Return a document and its tokens: of a file that has them those, and else what a tokeniser makes of it."""
    import analysis

    ending = file.suffix.lower()
    readers = {".conllu": analysis.from_conllu, ".vrt": analysis.from_vrt}
    try:
        if ending in readers:
            return readers[ending](read_named(file), file.stem)
        if ending == ".xml" and b"tei-c.org/ns" in (data := read_named(file)):
            return analysis.from_tei_words(data, file.stem)
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from None
    documents, _wrong = load_readable((file,), encoding)
    if not documents:
        raise SystemExit(FAILED)
    tokeniser = settings_for(given.settings(), documents[0]).tokeniser
    note_variety(documents[:1], tokeniser)
    with at_work(documents, WORDS):
        return documents[0], tokeniser.tokens(documents[0], tags=tags)


def _write(document: Document, tokens: pd.DataFrame, output: Path, ending: str) -> None:
    import analysis

    writers = {".conllu": analysis.to_conllu, ".vrt": analysis.to_vrt, ".xml": analysis.to_tei_words}
    data = writers[ending](document, tokens) if ending in writers else document.text.encode()
    write_outputs([(output, data)])


def _to_folder(files: tuple[Path, ...], output: Path, encoding: str | None, given: Decided) -> None:
    import analysis

    settings = given.settings()
    documents, wrong = load_readable(files, encoding)
    with at_work(documents, WORDS):
        if documents:
            analysis.save_token_folder(documents, output, settings.tokeniser)
    if wrong:
        raise SystemExit(FAILED)
