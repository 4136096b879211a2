"""``analysis corpus``: many documents, counted, and what repeats across them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..document.files import BLANK
from ..output.files import errors_at
from ..output.folders import temporary_folder
from ..output.progress import progress_bar
from ..output.streams import INPUT, STANDARD, echo, keep_input
from .mending import Mending, repair_given
from .options import FIGURES, MOST, OPEN, STOP_WORDS, folder_option, is_quiet
from .printing import echo_table, note
from .program import FAILED, epilog, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus.reuse import Reuse

LEAST_MEMORY = 256_000_000  # bytes of a worker


def _memory(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse what Dask cannot read, or what no worker can start in: it would try again for ever."""
    from dask.utils import parse_bytes

    try:
        is_enough = value is None or parse_bytes(value) >= LEAST_MEMORY
    except (ValueError, OverflowError):
        is_enough = False
    if not is_enough:
        raise click.BadParameter(f"{value!r} is not such as 2GB, and at least 256MB", param=option)
    return value


@click.command(
    epilog=epilog(
        "analysis corpus 'texts/**/*.txt' -o survey --open",
        "analysis corpus news.csv --text body -o survey",
        "analysis corpus - -o survey < news.jsonl",
    )
)
@click.argument("source", metavar="PATH", type=click.Path())
@folder_option("The folder that is made.")
@click.option("--text", default="text", show_default=True, help="Column of the text, in a table.")
@click.option("--name", help="Column of the documents' names, in a table.  [default: numbers]")
@click.option("--date", help="Column of their dates, in a table.  [default: date; of files, from the path]")
@click.option("--group", default="", help="A column, or a pattern whose (group) in a name is the document's group.")
@click.option(
    "--encoding", metavar="NAME", help="Encoding of the files, such as gb18030.  [default: detected, file by file]"
)
@click.option("--follow-links", is_flag=True, help="Follow links that lead out of the folder, too.")
@click.option("--raw", is_flag=True, help="Count the texts as they came, not as repaired.")
@click.option("--faults/--no-faults", default=True, help="With --raw, look for page faults too, or save the time.")
@repair_given
@STOP_WORDS
@click.option(
    "--boilerplate",
    type=click.IntRange(2, MOST),
    help="Number of documents from which a passage is boilerplate.  [default: one in 10, 5 to 1,000]",
)
@click.option("--reuse/--no-reuse", default=True, help="Look for passages in more than one place, or only count.")
@click.option(
    "--partitions", type=click.IntRange(1, 1_000_000), help="Number of parts of the work.  [default: of about 8 MB]"
)
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, tcp://host:8786.  [default: none needed]")
@click.option("--workers", type=click.IntRange(1, 1_024), help="Processes on this machine.  [default: its cores]")
@click.option(
    "--memory",
    metavar="LIMIT",
    callback=_memory,
    help="Memory of each of --workers, such as 2GB, at least 256MB; beyond it one starts anew.",
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
        raise click.UsageError("--memory is of --workers; name both")
    if not chosen["faults"] and not chosen["raw"]:
        raise click.UsageError("--no-faults goes with --raw: a repair has to find them")
    if ".." in out.parts:  # also where what it goes up from is not there
        out = Path(os.path.relpath(os.path.realpath(out)))
    with _as_path(source) as path:
        refuse_place(path, out, chosen["figures"])
        chosen["settings"] = given.settings()
        failed = _surveyed_or_refused(path, out, chosen, (scheduler, workers, memory))
    unread = _say_surveyed(out, stop_words, chosen["reuse"])
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
            raise click.ClickException(error.message.replace(str(path), INPUT)) from None


def _surveyed_or_refused(
    source: str, out: Path, chosen: dict[str, Any], cluster: tuple[str | None, int | None, str | None]
) -> str:
    """Return what went wrong with the report on a corpus; a corpus that cannot be surveyed is one clear error."""
    from ..corpus.stages import WorkerError

    try:
        with _cluster(*cluster):
            return _surveyed(source, out, chosen)
    except OSError as error:
        raise click.ClickException(f"{error.filename or out}: {error.strerror or error}") from None
    except (ValueError, WorkerError) as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt as error:
        error.add_note(f"the same command goes on where it was and makes {out}")
        raise


def refuse_place(source: str, out: Path, figures: Path | None) -> None:
    """Refuse a folder to make that would take something with it, or be read another time."""
    from ..corpus.named_files import local_place

    with errors_at(out), suppress(FileNotFoundError):
        out.stat()
    made = Path(os.path.realpath(out))  # `resolve` fails in a loop of links
    place, names_made = local_place(source, made)
    if names_made:
        raise click.UsageError("OUT lies within PATH: another time it would be read as part of it")
    if place is not None and place.is_relative_to(made):
        raise click.UsageError("PATH lies within OUT, which is made anew; name another folder with -o")
    if Path.cwd().is_relative_to(made):
        raise click.UsageError("OUT is the folder you are in; name one that can be made anew")
    if figures and Path(os.path.realpath(figures)).is_relative_to(made):
        raise click.UsageError("the folder of --figures lies within OUT, which is made anew; name another")


def _say_surveyed(out: Path, stop_words: bool, reuse: bool) -> int:
    """Print in a few lines what the tables of a corpus hold; return how many documents could not be read."""
    import analysis

    found = analysis.read_survey(out)
    if not len(found.documents):
        reasons = ", ".join(found.errors["reason"].unique()[:3]) or "there is none"
        raise click.ClickException(f"none of {len(found.errors):,} documents could be read: {reasons}")
    lost = found.documents["characters"].sum() - found.documents["kept"].sum()
    terms = analysis.frequencies(found.terms, stop_words=analysis.stop_words() if stop_words else ())
    note(f"{len(found.documents):,} documents, {found.documents['characters'].sum():,} characters")
    note(f"{lost:,} characters fewer once repaired, {len(found.faults):,} faults, {len(terms):,} terms")
    if reuse:
        note(_reuse_said(analysis.read_reuse(out)))
    if not is_quiet():
        echo_table(terms.head(10).round(1))
    if len(found.errors):
        echo(f"analysis: {len(found.errors):,} could not be read; see {out / 'errors.parquet'}", err=True)
    if reuse:
        note(str(out / "index.html"))
    return int((~found.errors["reason"].str.startswith(BLANK)).sum())


def _surveyed(source: str, out: Path, chosen: dict[str, Any]) -> str:
    """Write the tables of a corpus and the report on them, all or nothing; return what went wrong with the report."""
    import analysis

    reading = ("text", "name", "encoding", "partitions", "date", "follow_links")
    documents = analysis.read_corpus(source, **{name: chosen[name] for name in reading})
    with progress_bar(0, "part") as bar:

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
        )


def _reuse_said(found: Reuse) -> str:
    clusters = found.reprints["cluster"].nunique()
    return (
        f"{len(found.classes):,} passages at more than one place, {len(found.boilerplate):,} of boilerplate, "
        f"{clusters:,} {'cluster' if clusters == 1 else 'clusters'} of near-identical documents"
    )


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
