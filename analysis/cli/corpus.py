"""``analysis corpus``: many documents, counted, and what repeats across them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..document.files import is_blank
from ..languages.messages import N_, _, enumeration, ngettext, pgettext
from ..languages.system_errors import system_message
from ..output.files import errors_at
from ..output.folders import temporary_folder
from ..output.progress import progress_bar
from ..output.streams import INPUT, STANDARD, echo, keep_input
from .help_pages import command
from .mending import Mending, repair_given, say_unused
from .options import FIGURES, MOST, OPEN, STOP_WORDS, Integer, PathType, folder_option, is_quiet
from .printing import echo_table, note
from .program import FAILED, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus.reuse import Reuse
    from ..mending.settings import RepairSettings

LEAST_MEMORY = 256_000_000  # bytes of a worker


def _memory(_context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse what Dask cannot read, or what no worker can start in: it would try again for ever."""
    from dask.utils import parse_bytes

    try:
        is_enough = value is None or parse_bytes(value) >= LEAST_MEMORY
    except (ValueError, OverflowError):
        is_enough = False
    if not is_enough:
        raise click.BadParameter(
            _("{value!r} is not such as 2GB, and at least 256MB").format(value=value), param=option
        )
    return value


@command(
    "analysis corpus 'texts/**/*.txt' -o survey --open",
    "analysis corpus news.csv --text body -o survey",
    "analysis corpus - -o survey < news.jsonl",
)
@click.argument("source", metavar="PATH", type=PathType())
@folder_option(N_("The folder that is made."))
@click.option("--text", metavar="COLUMN", default="text", show_default=True, help=N_("Column of the text, in a table."))
@click.option("--name", metavar="COLUMN", help=N_("Column of the documents' names, in a table.  [default: numbers]"))
@click.option(
    "--date", metavar="COLUMN", help=N_("Column of their dates, in a table.  [default: date; of files, from the path]")
)
@click.option("--group", default="", help=N_("A column, or a pattern whose (group) in a name is the document's group."))
@click.option(
    "--encoding", metavar="NAME", help=N_("Encoding of the files, such as gb18030.  [default: detected, file by file]")
)
@click.option("--follow-links", is_flag=True, help=N_("Follow links that lead out of the folder, too."))
@click.option("--raw", is_flag=True, help=N_("Count the texts as they came, not as repaired."))
@click.option("--faults/--no-faults", default=True, help=N_("With --raw, look for page faults too, or save the time."))
@repair_given
@STOP_WORDS
@click.option(
    "--boilerplate",
    type=Integer(2, MOST),
    help=N_("Number of documents from which a passage is boilerplate.  [default: one in 10, 5 to 1,000]"),
)
@click.option(
    "--concepts",
    type=PathType(path_type=Path, dir_okay=False),
    metavar="YAML",
    help=N_("A dictionary of concepts (see analysis concepts), counted on a page of their own."),
)
@click.option("--reuse/--no-reuse", default=True, help=N_("Look for passages in more than one place, or only count."))
@click.option(
    "--partitions", type=Integer(1, 1_000_000), help=N_("Number of parts of the work.  [default: of about 8 MB]")
)
@click.option("--scheduler", metavar="ADDRESS", help=N_("A Dask scheduler, tcp://host:8786.  [default: none needed]"))
@click.option("--workers", type=Integer(1, 1_024), help=N_("Processes on this machine.  [default: its cores]"))
@click.option(
    "--memory",
    metavar="LIMIT",
    callback=_memory,
    help=N_("Memory of each of --workers, such as 2GB, at least 256MB; beyond it one starts anew."),
)
@FIGURES
@OPEN
def corpus(
    source: str,
    out: Path,
    scheduler: str | None,
    workers: int | None,
    memory: str | None,
    stop_words: bool,
    show: bool,
    given: Mending,
    **chosen: Any,
) -> None:
    """Survey many documents: repair and count each, and find what repeats across them.

    PATH is a folder, a pattern such as 'texts/**/*.txt', or a table with a row for each document: .csv, .tsv,
    .jsonl or .parquet; - is JSON Lines from standard input. The work is done on all cores, or on a Dask cluster.
    A .csv or .tsv may have 4 GB, a line of .jsonl 512 MB, and 50,000 rows of .parquet 1 GB when they are unfolded.

    The folder gets tables as Parquet, and an HTML report, when all is done: documents, faults, counts, terms; classes
    and occurrences of repeated passages, boilerplate, reprints; and errors, a row for each document that could not be
    read; an empty one is among these, and no failure. What was interrupted goes on where it was when it is started
    again, but for standard input.
    """
    if memory and not workers:
        raise click.UsageError(_("--memory is of --workers; name both"))
    if not chosen["faults"] and not chosen["raw"]:
        raise click.UsageError(_("--no-faults goes with --raw: a repair has to find them"))
    if ".." in out.parts:  # also where what it goes up from is not there
        out = Path(os.path.relpath(os.path.realpath(out)))
    if chosen["concepts"] and not chosen["reuse"]:
        raise click.UsageError(_("--concepts goes with the page, which --no-reuse leaves out"))
    with _as_path(source) as path:
        refuse_place(path, out, chosen["figures"])
        chosen["settings"] = given.settings()
        failed = _surveyed_or_refused(path, out, chosen, (scheduler, workers, memory))
    unread = _say_surveyed(out, stop_words, chosen["reuse"], chosen["settings"])
    if failed:
        echo(f"analysis: {one_line(failed)}", err=True)
    if show and chosen["reuse"]:
        click.launch((out / "index.html").absolute().as_uri())
    sys.exit(FAILED if failed or unread else 0)


@contextmanager
def _as_path(source: str) -> Iterator[str]:
    """Lend a path of what a corpus is read from; standard input is kept in a file for the time being."""
    if source != STANDARD:
        yield source
        return
    with temporary_folder() as folder:
        path = folder / "standard input.jsonl"
        keep_input(path)
        try:
            yield str(path)
        except click.ClickException as error:
            raise click.ClickException(error.message.replace(str(path), _(INPUT))) from None


def _surveyed_or_refused(
    source: str, out: Path, chosen: dict[str, Any], cluster: tuple[str | None, int | None, str | None]
) -> str:
    """Return what went wrong with the report on a corpus; a corpus that cannot be surveyed is one clear error."""
    from ..corpus.stages import WorkerError

    try:
        with _cluster(*cluster):
            return _surveyed(source, out, chosen)
    except OSError as error:
        raise click.ClickException(f"{error.filename or out}: {system_message(error)}") from None
    except (ValueError, WorkerError) as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt as error:
        error.add_note(_("the same command goes on where it was and makes {folder}").format(folder=out))
        raise


def refuse_place(source: str, out: Path, figures: Path | None) -> None:
    """Refuse a folder to make that would take something with it, or be read another time."""
    from ..corpus.named_files import local_place

    with errors_at(out), suppress(FileNotFoundError):
        out.stat()
    made = Path(os.path.realpath(out))  # `resolve` fails in a loop of links
    place, names_made = local_place(source, made)
    if names_made:
        raise click.UsageError(_("OUT lies within PATH: another time it would be read as part of it"))
    if place is not None and place.is_relative_to(made):
        raise click.UsageError(_("PATH lies within OUT, which is made anew; name another folder with -o"))
    if Path.cwd().is_relative_to(made):
        raise click.UsageError(_("OUT is the folder you are in; name one that can be made anew"))
    if figures and Path(os.path.realpath(figures)).is_relative_to(made):
        raise click.UsageError(_("the folder of --figures lies within OUT, which is made anew; name another"))


def _say_surveyed(out: Path, stop_words: bool, reuse: bool, settings: RepairSettings) -> int:
    """Print in a few lines what the tables of a corpus hold; return how many documents could not be read."""
    import analysis

    found = analysis.read_survey(out)
    if not len(found.documents):
        reasons = enumeration(found.errors["reason"].unique()[:3]) or _("there is none")
        message = _("none of {n} documents could be read: {reasons}")
        raise click.ClickException(message.format(n=f"{len(found.errors):,}", reasons=reasons))
    lost = found.documents["characters"].sum() - found.documents["kept"].sum()
    terms = analysis.frequencies(found.terms, stop_words=analysis.stop_words() if stop_words else ())
    counts = {
        "documents": len(found.documents),
        "characters": found.documents["characters"].sum(),
        "lost": lost,
        "faults": len(found.faults),
        "terms": len(terms),
    }
    note(_("{documents:,} documents, {characters:,} characters").format_map(counts))
    note(_("{lost:,} characters fewer once repaired, {faults:,} faults, {terms:,} terms").format_map(counts))
    if reuse:
        note(_reuse_said(analysis.read_reuse(out)))
    if not is_quiet():
        echo_table(terms.head(10).round(1))
    tables = (table[["doc", "path"]] for table in (found.documents, found.errors))
    say_unused(settings, [(doc, path) for table in tables for doc, path in table.itertuples(index=False)])
    if len(found.errors):
        message = _("{n} could not be read; see {file}")
        echo(f"analysis: {message.format(n=f'{len(found.errors):,}', file=out / 'errors.parquet')}", err=True)
    if reuse:
        note(str(out / "index.html"))
    return sum(not is_blank(reason) for reason in found.errors["reason"])


def _surveyed(source: str, out: Path, chosen: dict[str, Any]) -> str:
    """Write the tables of a corpus and the report on them, all or nothing; return what went wrong with the report."""
    import analysis

    reading = ("text", "name", "encoding", "partitions", "date", "follow_links")
    documents = analysis.read_corpus(source, **{name: chosen[name] for name in reading})
    with progress_bar(0, pgettext("unit", "part")) as bar:

        def advance(done: int, parts: int) -> None:
            bar.total = parts
            bar.update(done - bar.n)

        return analysis.corpus_report(
            documents,
            out,
            group=chosen["group"],
            raw=chosen["raw"],
            find_faults=chosen["faults"],
            find_reuse=chosen["reuse"],
            boilerplate=chosen["boilerplate"],
            figures=chosen["figures"],
            progress=advance,
            settings=chosen["settings"],
            concepts=chosen["concepts"],
        )


def _reuse_said(found: Reuse) -> str:
    clusters = found.reprints["cluster"].nunique()
    message = ngettext(
        "{passages} passages at more than one place, {boilerplate} of boilerplate, "
        "{n} cluster of near-identical documents",
        "{passages} passages at more than one place, {boilerplate} of boilerplate, "
        "{n} clusters of near-identical documents",
        clusters,
    )
    counts = len(found.classes), len(found.boilerplate), clusters
    passages, boilerplate, n = (f"{count:,}" for count in counts)
    return message.format(passages=passages, boilerplate=boilerplate, n=n)


@contextmanager
def _cluster(scheduler: str | None, workers: int | None, memory: str | None) -> Iterator[None]:
    """Let Dask compute on a cluster, on so many processes here, or by itself."""
    if not scheduler and not workers:
        yield
        return
    if scheduler:
        from distributed import Client

        with Client(scheduler, timeout=30):
            yield
    elif workers:
        from ..corpus.cluster import local_cluster

        with local_cluster(workers, memory):
            yield
