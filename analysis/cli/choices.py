"""``analysis choices``: why each passage stays or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..languages.messages import N_
from .files import CHOICES, at_work, audited, give_table, refuse_to_lose
from .help_pages import command
from .mending import Auditing, what_is_audited
from .options import (
    FORMAT,
    MOST,
    STOP_WORDS,
    TABLE_SAVED_AS,
    Integer,
    ending_of,
    output_option,
)

if TYPE_CHECKING:
    from pathlib import Path


@command(
    "analysis choices page.txt -n 10",
    "analysis choices chapters/*.txt --terms -o changes.csv",
)
@what_is_audited
@click.option(
    "--terms", "by_term", is_flag=True, help=N_("A row for each term that would change: all in CSV, JSON and files.")
)
@STOP_WORDS
@click.option(
    "-n",
    "--top",
    default=5,
    show_default=True,
    type=Integer(0, MOST),
    help=N_("Terms named for each class; in a file all."),
)
@output_option(N_("Write a .csv or .parquet file instead of the list; - is CSV on standard output."))
@FORMAT
def choices(
    files: tuple[Path, ...],
    by_term: bool,
    stop_words: bool,
    top: int,
    output: Path | None,
    form: str,
    encoding: str | None,
    kinds: tuple[str, ...],
    given: Auditing,
) -> None:
    """Explain for each class of repeats in FILE, or in all FILEs together, what was chosen and what it does to counts.

    The choice is copy (the copies go), held (all stay until you decide), variant (all stay: they differ in what they
    say) or keep (the writer's own). For the other choice it lists the terms that change most: their count as chosen,
    and what it would be.

    If one FILE cannot be read, nothing is audited.
    """
    import analysis

    refuse_to_lose([*files, *given.files], [output])
    ending = ending_of(output, (".csv", ".parquet"), TABLE_SAVED_AS)
    found = audited(files, encoding, kinds, given)
    counting: dict[str, Any] = {"stop_words": analysis.stop_words() if stop_words else ()}
    tokeniser = found.settings.tokeniser
    with at_work(found.documents, CHOICES):
        if by_term:
            as_written = analysis.written_forms(*map(tokeniser.tokens, found.documents))
            table = as_written(analysis.choice_terms(found, tokeniser, **counting))
            table = table if output or form != "table" else table.groupby("class", sort=False).head(top)
        else:
            table = analysis.choices(found, tokeniser, top=top, **counting)
    shown = table
    if not by_term:
        shown = table.drop(columns=["count", "roles", "start", "end", "terms", *(["doc"] if len(files) == 1 else [])])
        shown = shown[[*shown.columns.drop("why"), "why"]]
    give_table(table, output, ending, form, shown)
