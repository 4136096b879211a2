"""``analysis choices``: why each passage stays or goes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ..output.export import table_bytes
from ..output.streams import echo, is_standard_output
from .files import added_words, load_readable, refuse_to_lose, write_outputs
from .options import (
    ENCODING,
    FILE,
    FORMAT,
    KIND,
    MOST,
    REUSE,
    SIMILARITY,
    SIMPLIFY,
    STOP_WORDS,
    WORDS,
    ending_of,
    least_letters,
    output_option,
)
from .printing import echo_rows, echo_table
from .program import FAILED, epilog

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    epilog=epilog(
        "analysis choices page.txt -n 10",
        "analysis choices chapters/*.txt --terms -o changes.csv",
    )
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@ENCODING
@least_letters(2)
@SIMILARITY
@KIND
@click.option(
    "--terms", "by_term", is_flag=True, help="A row for each term that would change: all in CSV, JSON and files."
)
@WORDS
@SIMPLIFY
@STOP_WORDS
@click.option(
    "-n",
    "--top",
    default=5,
    show_default=True,
    type=click.IntRange(0, MOST),
    help="Terms named for each class; in a file all.",
)
@output_option("Write a .csv or .parquet file instead of the list; - is CSV on standard output.")
@FORMAT
def choices(
    files: tuple[Path, ...],
    encoding: str | None,
    min_length: int,
    similarity: float,
    kinds: tuple[str, ...],
    by_term: bool,
    words: Path | None,
    simplify: bool,
    stop_words: bool,
    top: int,
    output: Path | None,
    form: str,
) -> None:
    """Explain for each class of repeats in FILE, or in all FILEs together, what was chosen and what it does to counts.

    The choice is copy (the copies go), held (all stay until you decide), variant (all stay: they differ in what they
    say) or keep (the writer's own). For the other choice it lists the terms that change most: their count as chosen,
    and what it would be.

    If one FILE cannot be read, nothing is audited.
    """
    import analysis

    refuse_to_lose([*files, words], [output])
    ending = ending_of(output, (".csv", ".parquet"), "a table")
    added = added_words(words)
    documents, wrong = load_readable(files, encoding)
    if wrong:
        sys.exit(FAILED)
    found = analysis.audit(documents, min_length, similarity, kinds or REUSE)
    counting: dict[str, Any] = {"stop_words": analysis.stop_words() if stop_words else ()}
    tokeniser = analysis.Tokeniser(words=added, simplify=simplify)
    if by_term:
        table = analysis.choice_terms(found, tokeniser, **counting)
        table = table if output or form != "table" else table.groupby("class", sort=False).head(top)
    else:
        table = analysis.choices(found, tokeniser, top=top, **counting)
    if output:
        write_outputs([(output, table_bytes(table, ending))])
        if not is_standard_output(output):
            echo(str(output))
    elif form == "table":
        left_out = [] if by_term else ["count", "roles", "start", "end", "terms", *(["doc"] if len(files) == 1 else [])]
        shown = table.drop(columns=left_out)
        echo_table(shown if by_term else shown[[*shown.columns.drop("why"), "why"]])
    else:
        echo_rows(table.to_dict("records"), form)
