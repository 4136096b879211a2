"""``analysis concepts``: the concepts of a dictionary, counted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..languages.messages import N_
from ..output.streams import INPUT, STANDARD
from .files import AUDIT, REPAIR, WORDS, at_work, give_table, load_readable, read_named, refuse_to_lose
from .help_pages import command
from .mending import Mending, repair_given, settings_for_each
from .options import FILE, FORMAT, TABLE_SAVED_AS, OneOf, PathType, ending_of, output_option, reading
from .printing import note_variety
from .program import FAILED

if TYPE_CHECKING:
    import pandas as pd

    from ..concepts.dictionary import Concepts
    from ..concepts.result import ConceptCounts

TOTALS, DOCUMENTS, SECTIONS, DATES, MATCHES, CAUSES = (
    "totals",
    "documents",
    "sections",
    "dates",
    "matches",
    "causes",
)


@command(
    "analysis concepts page.txt --concepts concepts.yaml",
    "analysis concepts *.txt --concepts c.yaml --show dates -o d.csv",
    "analysis concepts page.txt --concepts c.yaml --show causes",
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--concepts",
    "dictionary",
    required=True,
    type=PathType(path_type=Path),
    metavar="YAML",
    help=N_("The dictionary of concepts: names, each with its terms and rules."),
)
@click.option(
    "--show",
    default=TOTALS,
    show_default=True,
    type=OneOf([TOTALS, DOCUMENTS, SECTIONS, DATES, MATCHES, CAUSES]),
    help=N_("Counts of all FILEs, of each, of its sections, or by month; or each match; or what moved the counts."),
)
@reading
@output_option(N_("Write a .csv or .parquet file instead of the list; - is CSV on standard output."))
@repair_given
@FORMAT
def concepts(
    files: tuple[Path, ...],
    dictionary: Path,
    show: str,
    encoding: str | None,
    output: Path | None,
    form: str,
    given: Mending,
) -> None:
    """Count the concepts of a dictionary in FILEs: as they came, as repaired, and each copy weighted.

    \b
    A dictionary is YAML, such as
      民生:
        group:                        # concepts go into groups
          养老: [养老, 老年人]        # any of these terms
          就业: [就业, "失业*"]       # * and ? stand for characters of a word
      减负:
        near:
          - 基层
          - any: [减负, 负担]
        within: 8                     # words, or sentence
      改革:
        - all: [改革, 开放]           # both in a sentence
        - pattern: 深化.{0,4}改革     # a regular expression
      养老金:
        any: [养老]
        not: [养老保险]               # not where this is

    A term counts where its characters cut through no word, nor through those inside a long one: 人权 is not in
    个人权利, 国人 not in 全国人民代表大会. * and ? stand for no punctuation; \\* and \\? are only characters. Of
    matches of one concept that overlap the longest counts. What cannot be read is one error with its line.

    A date is the last in a file's name. Lines are those of the FILE; start and end are offsets in the text that
    the match is in, in code points.

    If one FILE cannot be read, nothing is counted.
    """
    from ..concepts.counts import count_concepts

    refuse_to_lose([*files, dictionary, *given.files], [output])
    ending = ending_of(output, (".csv", ".parquet"), TABLE_SAVED_AS)
    known = _read(dictionary)
    settings = given.settings()
    texts, wrong = load_readable(files, encoding)
    if wrong:
        sys.exit(FAILED)
    settings = settings_for_each(settings, texts)
    try:
        with at_work(texts, REPAIR, AUDIT, WORDS):
            found = count_concepts(texts, known, settings=settings)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    note_variety(texts, settings.tokeniser)
    table = _table(found, show)
    shown = table.drop(columns=[name for name in ("doc", "group") if name in table and (table[name] == "").all()])
    if len(texts) == 1:
        shown = shown.drop(columns=[name for name in ("doc", "date", "documents") if name in shown])
    give_table(table, output, ending, form, shown.round(2))


def _read(dictionary: Path) -> Concepts:
    """Return the dictionary; if it cannot be read, say so and end."""
    from ..concepts.dictionary import concepts_in
    from ..document.files import printable

    try:
        label = INPUT if str(dictionary) == STANDARD else printable(str(dictionary))
        return concepts_in(read_named(dictionary), label)
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _table(found: ConceptCounts, show: str) -> pd.DataFrame:
    if show == TOTALS:
        return found.totals()
    if show == DATES:
        return found.by_date()
    tables = {DOCUMENTS: found.counts, SECTIONS: found.sections, MATCHES: found.matches, CAUSES: found.causes}
    return tables[show]
