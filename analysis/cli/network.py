"""``analysis network``: which terms stand together."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ..languages.messages import N_, _
from ..output.streams import is_standard_output
from .files import REPAIR, WORDS, at_work, give_table, load_readable, refuse_to_lose, write_outputs
from .help_pages import command
from .mending import Mending, repair_given, settings_for_each
from .options import FILE, FORMAT, MOST, STOP_WORDS, TERM_LENGTH, Integer, OneOf, ending_of, output_option, reading
from .printing import note, note_variety, warnings_as_lines
from .program import FAILED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from ..document.documents import Document
    from ..mending.settings import RepairSettings

TABLES, GRAPHS, PICTURES = (".csv", ".parquet"), (".graphml", ".gexf"), (".png", ".svg", ".pdf")
SAVED_AS = N_("a network is saved as {endings}")
MEASURES = ("log_dice", "pmi", "npmi", "t_score", "g2", "count")
SENTENCE = "sentence"


def _window(_context: click.Context, option: click.Parameter, value: str) -> int | str:
    """Return a number of words, or sentence."""
    if value == SENTENCE:
        return value
    if value.isascii() and value.isdecimal() and 1 <= int(value[:4]) <= 100:
        return int(value)
    message = _("{value!r} is neither sentence nor a number from 1 to 100")
    raise click.BadParameter(message.format(value=value), param=option)


@command(
    "analysis network page.txt -o network.svg",
    "analysis network page.txt --change --format csv",
    "analysis network *.txt --window 5 --min-score 4 -o network.gexf",
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--window",
    default=SENTENCE,
    show_default=True,
    metavar="N",
    callback=_window,
    help=N_("Where two terms stand together: in one sentence, or within N words, 1 to 100."),
)
@click.option(
    "--measure",
    default="log_dice",
    show_default=True,
    type=OneOf(MEASURES),
    help=N_("How strongly two terms attract each other."),
)
@click.option(
    "--min-score",
    type=float,
    help=N_("Least score of a pair; by default log_dice 12 (a window: less), pmi 2, npmi 0.2, t_score 2, g2 10.8."),
)
@click.option(
    "--min-count", default=3, show_default=True, type=Integer(1, MOST), help=N_("Least number of places of a pair.")
)
@click.option(
    "--nodes", default=60, show_default=True, type=Integer(2, 1000), help=N_("How many of the most frequent terms.")
)
@click.option("--change", is_flag=True, help=N_("The text as it came beside the repaired one: which pairs are damage."))
@click.option("--raw", is_flag=True, help=N_("Take the text as it came, not as repaired."))
@click.option(
    "--once",
    is_flag=True,
    help=N_("A sentence of five words or more that several FILEs have, such as a notice, counts in the first alone."),
)
@reading
@STOP_WORDS
@TERM_LENGTH
@output_option(
    N_(
        "Write a file instead of the list: .csv, .parquet (the pairs), .graphml, .gexf (for Gephi), .png, .svg or .pdf "
        "(a picture); - is CSV on standard output."
    )
)
@repair_given
@FORMAT
def network(
    files: tuple[Path, ...],
    window: int | str,
    measure: str,
    min_score: float | None,
    min_count: int,
    nodes: int,
    change: bool,
    raw: bool,
    once: bool,
    encoding: str | None,
    stop_words: bool,
    min_characters: int,
    output: Path | None,
    form: str,
    given: Mending,
) -> None:
    """List which of the most frequent terms of FILEs, as repaired, stand together, and how strongly.

    A pair is in the list if it is in at least --min-count places, in more than chance would give (expected), and if its
    score is at least --min-score. log_dice is 14 at most, whatever the size of the text, npmi 1; in a window of N words
    the least log_dice is 12 - log2(2 N) by default. pmi and npmi favour rare pairs, t_score and g2 frequent ones. The
    score, what is expected and the number of FILEs in which the pair is counted are in the list.

    With --change a pair is there before, in the text as it came, or after, in the repaired one, or both: what is only
    before is there by damage alone.

    If one FILE cannot be read, nothing is counted.
    """
    from ..terms.networks import network_change
    from ..terms.selection import stop_words as stopped

    if change and raw:
        raise click.UsageError(_("--change compares both texts; leave --raw out"))
    if once and raw:
        raise click.UsageError(_("--once is for repaired texts; leave --raw out"))
    refuse_to_lose([*files, *given.files], [output])
    ending = ending_of(output, (*TABLES, *GRAPHS, *PICTURES), SAVED_AS)
    settings = given.settings()
    documents, wrong = load_readable(files, encoding)
    if wrong:
        sys.exit(FAILED)
    settings = settings_for_each(settings, documents)
    counting = {"stop_words": stopped() if stop_words else (), "min_characters": min_characters}
    chosen: dict[str, Any] = {"window": window, "measure": measure, "min_score": min_score, "min_count": min_count}
    chosen |= {"nodes": nodes, "once": once}
    try:
        with at_work(documents, *([] if raw else [REPAIR]), WORDS):
            found, former = _networks(
                documents, settings, chosen | counting | {"nodes": nodes, "once": once}, raw, change
            )
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    note_variety(documents, settings.tokeniser)
    compared = network_change(former, found) if former else None
    if ending in TABLES:
        table = found.edges if compared is None else compared
        shown = table.drop(columns="documents") if len(documents) == 1 and compared is None else table
        give_table(table, output, ending, form, shown.round(2))
    elif output:
        with warnings_as_lines():
            write_outputs([(output, _drawn(found, compared, ending))])
    described = found.described() + ("; " + _("a sentence of several texts is counted once") if once else "")
    note(described, err=output is None or is_standard_output(output))


def _networks(
    documents: Sequence[Document], settings: RepairSettings, chosen: dict[str, Any], raw: bool, change: bool
) -> tuple[Any, Any]:
    """Return the network of the texts, and with *change* that of the same terms in the texts as they came."""
    from ..concepts.network_pairs import joined, network_pair, tokens_of
    from ..terms.networks import network as find
    from ..terms.written import written_forms

    if not raw:
        before, after = network_pair(documents, settings=settings, **chosen)
        return after, before if change else None
    del chosen["once"]  # which is of repaired texts
    tables = [tokens_of(document, settings.of(document)).assign(doc=n) for n, document in enumerate(documents)]
    return written_forms(*tables)(find(joined(tables), **chosen)), None


def _drawn(found: Any, compared: pd.DataFrame | None, ending: str) -> bytes:
    """Return the bytes of a picture, or of a file for Gephi."""
    from ..terms.network_files import network_bytes

    if ending in GRAPHS:
        return network_bytes(found, ending)
    from ..figures.network_figures import network_plot

    return network_plot(found, compared).rendered(ending[1:])
