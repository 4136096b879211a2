"""``analysis concordance``: a word in its contexts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..languages.messages import N_, _
from ..output.streams import echo
from .files import REPAIR, WORDS, at_work, load_one, refuse_to_lose
from .help_pages import command
from .mending import Mending, repair_given, settings_for
from .options import FILE, FORMAT, Integer, OneOf, reading
from .printing import echo_rows
from .program import NEGATIVE, one_line
from .tables import context_lines, terminal_columns

if TYPE_CHECKING:
    from pathlib import Path


@command(
    "analysis concordance page.txt '*政协' --sort right --width 12",
    "analysis concordance page.txt '\\d+年' --regex --format csv",
    negative=N_("there is no WORD in FILE"),
)
@click.argument("file", type=FILE)
@click.argument("word")
@reading
@click.option("--raw", is_flag=True, help=N_("Look in the text as it came, not as repaired."))
@click.option("--regex", is_flag=True, help=N_("WORD is a regular expression over the text."))
@click.option(
    "--width",
    default=20,
    show_default=True,
    type=Integer(0, 10_000),
    help=N_("Characters of context on each side; on a terminal those that fit."),
)
@click.option(
    "--sort",
    default="position",
    show_default=True,
    type=OneOf(["position", "left", "right"]),
    help=N_("Order of the lines: by position, or by the context on the left or the right."),
)
@repair_given
@FORMAT
def concordance(
    file: Path,
    word: str,
    encoding: str | None,
    raw: bool,
    regex: bool,
    width: int,
    sort: str,
    form: str,
    given: Mending,
) -> None:
    """List WORD in context (KWIC): every occurrence in FILE, as repaired, with the text on its left and right.

    Lines, and the offsets in JSON and CSV, are those of FILE as it is.
    WORD is a word as it is segmented, a pattern of such with * and ?, or several in a row with blanks between.
    """
    from ..mending.repair import repair
    from ..terms.concordance import concordance as find

    refuse_to_lose([file, *given.files], [])
    settings = given.settings()
    document = load_one(file, encoding)
    settings = settings_for(settings, document)
    text, line_of, span_of = document, document.line, lambda start, end: (start, end)
    try:
        with at_work([document], *([] if raw else [REPAIR]), WORDS):
            if not raw:
                done = repair(document, settings=settings)
                text, line_of, span_of = done.document, done.line, done.source_span
            found = find(text, word, settings.tokeniser.tokens(text), regex, width, sort, line_of)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    if not len(found):
        echo(_("{word}: not found").format(word=one_line(word)), err=True)
        sys.exit(NEGATIVE)
    if form == "table":
        rows = found.lines[["line", "left", "node", "right"]].itertuples(index=False)
        echo("\n".join(context_lines(rows, terminal_columns())))
    else:
        rows = found.lines.drop(columns="block").to_dict("records")
        for row in rows:
            row["start"], row["end"] = span_of(row["start"], row["end"])
        echo_rows(rows, form)
