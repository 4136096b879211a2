"""``analysis terms``: the terms of a text, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..languages.messages import N_, _
from .files import REPAIR, WORDS, at_work, give_table, load_one, refuse_to_lose
from .help_pages import command
from .mending import Mending, repair_given, settings_for
from .options import (
    COUNT,
    DISPERSION,
    FILE,
    FORMAT,
    KEYNESS,
    MOST,
    STOP_WORDS,
    TABLE_SAVED_AS,
    TERM_LENGTH,
    TF_IDF,
    Integer,
    Measure,
    OneOf,
    ending_of,
    output_option,
    reading,
)
from .printing import note_variety

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ..document.documents import Document
    from ..mending.settings import RepairSettings

MEASURES = (COUNT, DISPERSION, KEYNESS, TF_IDF)


@command(
    "analysis terms page.txt --by section --measure keyness",
    "analysis terms page.txt -o terms.csv",
    "analysis terms - -o - < page.txt | sort",
)
@click.argument("file", type=FILE)
@reading
@click.option("--by", type=OneOf(["section", "block"]), help=N_("Count within each of these."))
@click.option(
    "--measure",
    default=COUNT,
    show_default=True,
    type=Measure(MEASURES),
    help=N_("Statistic for each term; keyness and tf-idf are by section at least."),
)
@click.option("--ngram", default=1, show_default=True, type=Integer(1, 9), help=N_("Length of a term, in words."))
@click.option("--raw", is_flag=True, help=N_("Count the text as it came, not as repaired."))
@STOP_WORDS
@TERM_LENGTH
@click.option(
    "-n",
    "--top",
    type=Integer(1, MOST),
    help=N_("Maximum number of rows.  [default: 30 in a table, else all]"),
)
@output_option(N_("Write a .csv or .parquet file instead of the list; - is CSV on standard output."))
@repair_given
@FORMAT
def terms(
    file: Path,
    encoding: str | None,
    by: str | None,
    measure: str,
    ngram: int,
    raw: bool,
    stop_words: bool,
    min_characters: int,
    top: int | None,
    output: Path | None,
    form: str,
    given: Mending,
) -> None:
    """List the words of FILE, as repaired: how often, where, how evenly, how typical of a section.

    Dispersion is over ten parts of equal size unless --by says other parts. A CSV file opens in a spreadsheet with its
    Chinese intact, and no term in it is taken for a formula.
    """
    import analysis

    refuse_to_lose([file, *given.files], [output])
    ending = ending_of(output, (".csv", ".parquet"), TABLE_SAVED_AS)
    settings = given.settings()
    document = load_one(file, encoding)
    settings = settings_for(settings, document)
    with at_work([document], *([] if raw else [REPAIR]), WORDS):
        document = document if raw else analysis.repair(document, settings=settings).document
        settings.tokeniser.tokens(document)
    note_variety([document], settings.tokeniser)
    try:
        tokens = settings.tokeniser.tokens(document)
        as_written = analysis.written_forms(tokens)
        sections = analysis.sections(document, settings.tokeniser, settings.decisions)
        tokens = analysis.with_sections(tokens, sections)
        stopped = analysis.stop_words() if stop_words else ()
        tokens = analysis.ngrams(tokens, ngram, stopped) if ngram > 1 else analysis.with_parts(tokens)
        counting: dict[str, Any] = {"stop_words": stopped, "min_characters": min_characters}
        over = by or ("part" if measure == DISPERSION and ngram == 1 else "section")
        if measure in (KEYNESS, TF_IDF) and over == "section" and tokens["section"].nunique() < 2:
            raise ValueError(_("the text is one section, and there is no other to compare it with; try --by part"))
        if measure == COUNT:
            table = analysis.frequencies(tokens, by, **counting)
        else:
            table = getattr(analysis, measure.replace("-", "_"))(tokens, over, **counting)
        if "section" in table:
            table.insert(1, "title", table["section"].map(sections["title"]))
        table = as_written(table).head(top or (30 if form == "table" and not output else len(table)))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    give_table(table, output, ending, form, table.round(3))


def measured(settings: RepairSettings, document: Document, measure: str, counting: dict[str, Any]) -> pd.DataFrame:
    """Return the table that a cloud is drawn from: its terms, their counts and the measure."""
    import analysis

    tokens = settings.tokeniser.tokens(document)
    if measure == KEYNESS:
        return analysis.keyness(tokens, None, analysis.general_counts(), **counting)
    if measure == TF_IDF:
        sections = analysis.sections(document, decisions=settings.decisions)
        return analysis.tf_idf(analysis.with_sections(tokens, sections), **counting)
    return analysis.frequencies(tokens, **counting)
