"""What a command reads and writes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..document.files import DocumentError, printable, read_bytes, read_stream
from ..document.formats import ENDINGS, PICTURES
from ..document.loading import load
from ..document.unreadable import count_unreadable, counted
from ..duplicates.kinds import KINDS as REUSE
from ..languages.messages import _, enumeration, ngettext, pgettext
from ..output.export import table_bytes
from ..output.files import is_same_file, refuse_same_files, write_files
from ..output.progress import working
from ..output.streams import INPUT, OUTPUT, STANDARD, echo, input_stream, is_standard_output, write_output
from .options import is_whole_page
from .printing import echo_rows, echo_table, note
from .program import FAILED, one_line, with_options, with_stream_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    import pandas as pd

    from ..document.documents import Document
    from ..duplicates.audits import Audit
    from ..words.word_lists import Words
    from .mending import Auditing


# Seconds that a processor takes for a million characters of this work, roughly: what is left of it is told by them.
READ, AUDIT, CHOICES, STRUCTURE, REPAIR, WORDS = "read", "audit", "choices", "structure", "repair", "words"
PACE = {READ: 1.0, AUDIT: 1.0, CHOICES: 0.5, STRUCTURE: 2.5, REPAIR: 7.0, WORDS: 1.0}
START = 1.0  # seconds in which what the work needs is loaded
BYTES = 3  # of a Chinese character, in UTF-8
NAMED = 10  # pages that are named
MUCH = 0.05  # share of a text's characters that cannot be read from which on that is said


def at_work(documents: Iterable[Document], *kinds: str) -> AbstractContextManager[None]:
    """Show how far work of these kinds on documents is, while the body does it."""
    return _at_work_on(sum(len(document.text) for document in documents), *kinds)


def _at_work_on(characters: float, *kinds: str) -> AbstractContextManager[None]:
    return working(_work_names()[kinds[0]], START + sum(PACE[kind] for kind in kinds) * characters / 1_000_000)


def _work_names() -> dict[str, str]:
    """Return what the kinds of work are called while they go on."""
    return {
        READ: pgettext("work", "read"),
        AUDIT: pgettext("work", "audit"),
        CHOICES: pgettext("work", "choices"),
        STRUCTURE: pgettext("work", "structure"),
        REPAIR: pgettext("work", "repair"),
        WORDS: pgettext("work", "words"),
    }


def load_one(file: Path, encoding: str | None) -> Document:
    """Return a document; if it cannot be read, say so and end."""
    documents, _ = load_readable((file,), encoding)
    return documents[0] if documents else sys.exit(FAILED)


def refuse_to_lose(inputs: Iterable[Path | None], outputs: Iterable[Path | None], pictures: Path | None = None) -> None:
    """Refuse a command that would write over a file that it reads or has written, or read standard input twice."""
    read = [path for path in inputs if path is not None]
    written = [path for path in outputs if path is not None]
    for names, stream in ((read, INPUT), (written, OUTPUT)):
        if [*map(str, names)].count(STANDARD) > 1:
            raise click.UsageError(_("- is {stream}, which can be used once").format(stream=_(stream)))
    if pictures:
        drawn = [path for path in read if path.suffix in (".png", ".svg")]
        written += [path for path in drawn if is_same_file(os.path.realpath(path.parent), pictures)]
    try:
        refuse_same_files(
            [Path("/dev/stdin") if str(path) == STANDARD else path for path in read],
            [Path("/dev/stdout") if str(path) == STANDARD else path for path in written],
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def added_words(file: Path | None) -> Words:
    """Return the words of a file for the dictionary."""
    from ..words.word_lists import words_in

    if file is None:
        return ()
    try:
        return words_in(read_named(file), INPUT if str(file) == STANDARD else printable(str(file)))
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def write_outputs(contents: Sequence[tuple[Path, bytes | str]]) -> None:
    """Write files, all of them or none; ``-`` is standard output."""
    write_files((path, data) for path, data in contents if str(path) != STANDARD)
    for path, data in contents:
        if str(path) == STANDARD:
            write_output(data.encode() if isinstance(data, str) else data)


def read_named(path: Path | str) -> bytes:
    """Return the bytes of a file, or of standard input."""
    return read_stream(input_stream(), INPUT) if str(path) == STANDARD else read_bytes(str(path))


def _load_file(file: Path, encoding: str | None) -> Document:
    """Return the document of a file; what is converted says itself how far it is."""
    if file.suffix.lower() in (*ENDINGS, *PICTURES) or not os.path.isfile(file):  # noqa: PTH113 - never raises
        return _loaded(file, encoding)
    with _at_work_on(file.stat().st_size / BYTES, READ):
        return _loaded(file, encoding)


def _loaded(file: Path, encoding: str | None) -> Document:
    main_text = not is_whole_page()
    if str(file) == STANDARD:
        return load(read_named(file), encoding, INPUT, main_text=main_text)
    return load(file, encoding, main_text=main_text)


def audited(files: tuple[Path, ...], encoding: str | None, kinds: tuple[str, ...], given: Auditing) -> Audit:
    """Return the audit of all files together; if one cannot be read, say so and end."""
    from ..duplicates.audits import audit
    from .mending import settings_for_each

    settings = given.settings()
    documents, wrong = load_readable(files, encoding)
    if wrong:
        sys.exit(FAILED)
    settings = settings_for_each(settings, documents)
    with at_work(documents, AUDIT):
        return audit(documents, kinds=kinds or REUSE, settings=settings)


def load_readable(files: tuple[Path, ...], encoding: str | None) -> tuple[list[Document], int]:
    """Return the documents that can be read, and how many could not; each of those is named on standard error."""
    documents, wrong = [], 0
    for file in files:
        try:
            documents.append(_load_file(file, encoding))
        except DocumentError as error:
            wrong += 1
            echo(f"analysis: {one_line(with_options(with_stream_named(str(error))))}", err=True)
    for document in documents:
        _warn_of_unreadable(document)
        _warn_of_empty_pages(document)
    return documents, wrong


def _warn_of_empty_pages(document: Document) -> None:
    """Say on which pages nothing was read: they are blank, or pictures that nothing recognised."""
    read = {region.page for block in document.blocks for region in block.regions}
    empty = [str(number) for number in range(1, len(document.page_sizes) + 1) if number not in read]
    if empty and all(block.regions for block in document.blocks):
        message = ngettext(
            "nothing was read on page {pages}; where they are scans, zh-analysis[ocr] reads them",
            "nothing was read on pages {pages}; where they are scans, zh-analysis[ocr] reads them",
            len(empty),
        )
        if len(empty) > NAMED:
            message = _(
                "nothing was read on pages {pages} and {more:,} more; where they are scans, zh-analysis[ocr] reads them"
            )
        said = message.format(pages=enumeration(empty[:NAMED]), more=len(empty) - NAMED)
        echo(f"analysis: {one_line(f'{document.name}: {said}')}", err=True)


def _warn_of_unreadable(document: Document) -> None:
    """Say on standard error that much of a text is none, before anything is counted in it."""
    counts = count_unreadable(document.text)
    wrong, size = sum(counts.values()), sum(1 for character in document.text if not character.isspace())
    if wrong >= MUCH * max(size, 1):
        kinds = enumeration(counted(name, count) for name, count in counts.items())
        said = _("much of it cannot be read ({kinds}); what is counted is the rest").format(kinds=kinds)
        echo(f"analysis: {one_line(f'{document.name}: {said}')}", err=True)


def give_table(table: pd.DataFrame, output: Path | None, ending: str, form: str, shown: pd.DataFrame) -> None:
    """Write a table as a file of that ending, or print it in that form: as a table, what is *shown*."""
    if output:
        write_outputs([(output, table_bytes(table, ending))])
        if not is_standard_output(output):
            note(str(output))
    elif form == "table":
        echo_table(shown, titles=("title",))
    else:
        echo_rows(table.to_dict("records"), form)
