"""The command line: ``analysis`` and its commands, each a function of the library with its output printed."""

from __future__ import annotations

import csv
import json
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from .document import Document, DocumentError, load
from .export import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from .duplicates import Audit
    from .reuse import Reuse
    from .tokens import Tokeniser

REUSE = ("repeat", "near repeat", "splice", "periodic run", "doubled characters", "natural repeat")
ON_REQUEST = ("half-width punctuation", "space inside a word", "unmarked heading")
SIZED_BY = {"count": "count", "keyness": "g2", "tf-idf": "tf_idf"}
MEASURES = ("frequencies", "dispersion", "keyness", "tf_idf")
WORDS = "A file of words to add: a word a line, its frequency and tag behind it or not."
FORMAT = click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    type=click.Choice(["table", "json", "csv"]),
    help="How to list.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="zh-analysis", prog_name="analysis")
def main() -> None:
    """Audit Chinese long-form text for faults, and count words in what is left."""


@main.command(epilog="Example:  analysis report page.txt notes/*.md --out reports")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--out",
    default="reports",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
@click.option("--encoding", help="Encoding of the files, such as gb18030.  [default: detected]")
@click.option(
    "--min-length",
    default=30,
    show_default=True,
    type=click.IntRange(min=2),
    help="Letters that count as a repeated passage.",
)
@click.option(
    "--figures",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder that gets every picture too, as PNG and SVG.",
)
@click.option("--open", "show", is_flag=True, help="Open the report in the browser when it is done.")
def report(
    files: tuple[Path, ...], out: Path, encoding: str | None, min_length: int, figures: Path | None, show: bool
) -> None:
    """Write a folder of offline HTML for each FILE: text or Markdown in UTF-8, UTF-16, GB18030 or Big5.

    Above several, OUT/index.html lists them all.

    HTML, Word and PDF files are read too, where the extra zh-analysis[formats] is installed.

    The exit status is 0 when all went well, 2 when no FILE could be read, 1 when some could not or a notebook failed.
    """
    documents, wrong = _load(files, encoding)
    if not documents:
        sys.exit(2)
    from .report import notebooks
    from .report import report as write

    total = len(documents) * len(notebooks())
    try:
        with tqdm(total=total, unit="page", disable=None, leave=False) as bar:
            written = write(documents, out, min_length, figures, progress=lambda _: bar.update())
    except OSError as error:
        click.echo(f"analysis: {error.filename}: {error.strerror}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("analysis: interrupted; reports that were complete are kept", err=True)
        sys.exit(130)
    for each in written:
        click.echo(each.index)
        for message in each.errors:
            click.echo(f"analysis: {each.index.parent.name}: {message}", err=True)
    first = out / "index.html" if len(written) > 1 else written[0].index
    if len(written) > 1:
        click.echo(first)
    if show:
        click.launch(first.resolve().as_uri())
    sys.exit(1 if wrong or any(each.errors for each in written) else 0)


@main.command(epilog="Example:  analysis structure page.txt --format json | jq .kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--encoding", help="Encoding of the file, such as gb18030.  [default: detected]")
@FORMAT
def structure(file: Path, encoding: str | None, form: str) -> None:
    """List the sections of FILE and where its page came apart: each fault with its line and the evidence.

    FILE is text, Markdown, HTML, Word or PDF; the last three need the extra zh-analysis[formats].

    JSON is a line for each fault: doc, kind, spans (in code points), line, evidence, confidence, edit. CSV likewise.
    """
    from .faults import faults
    from .structure import sections

    document = _load_one(file, encoding)
    if form == "table":
        columns = ["title", "level", "mark", "line", "blocks", "characters", "sentences", "share"]
        _echo_table(sections(document)[columns].round(2))
        click.echo()
    _echo_findings(document, faults(document), form)


@main.command(epilog="Example:  analysis audit chapters/*.txt --format json --fail-if-redundant 0.05")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--encoding", help="Encoding of the files, such as gb18030.  [default: detected]")
@click.option(
    "--min-length", default=30, show_default=True, type=click.IntRange(min=2), help="Letters of an exact passage."
)
@click.option(
    "--similarity",
    default=0.8,
    show_default=True,
    type=click.FloatRange(0, 1, min_open=True),
    help="Of near repeats, at least: 1 - edits / letters.",
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(REUSE), help="Only this; can be given again.")
@click.option(
    "--fail-if-redundant",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Exit with 1 when more than this share of the letters stands in copies.",
)
@click.option(
    "--html", type=click.Path(path_type=Path, file_okay=False), help="A folder that gets each FILE marked up as a page."
)
@FORMAT
def audit(
    files: tuple[Path, ...],
    encoding: str | None,
    min_length: int,
    similarity: float,
    kinds: tuple[str, ...],
    fail_if_redundant: float | None,
    html: Path | None,
    form: str,
) -> None:
    """List what stands in FILE, or in all FILEs taken together, more than once, and which place to keep.

    JSON is a line for each class and document: doc, kind, class, spans (in code points), lines, role (of each span:
    keep, copy, or held, which may be meant), reason, similarity, letters, evidence. CSV likewise.

    The exit status is 0 whether or not something was found, 2 when a FILE could not be read.
    """
    from .duplicates import audit as find

    documents, wrong = _load(files, encoding)
    if wrong:
        sys.exit(2)
    found = find(documents, min_length, similarity, kinds or REUSE)
    rows = _classes_by_document(found)
    if form == "table":
        _echo_table(_as_table(rows))
        click.echo(f"\n{found.redundancy:.1%} of the letters stand in a copy")
    else:
        _echo_rows(rows, form)
    if html:
        _write_marked(found, html)
    if fail_if_redundant is not None and found.redundancy > fail_if_redundant:
        click.echo(f"analysis: {found.redundancy:.1%} is redundant, more than {fail_if_redundant:.1%}", err=True)
        sys.exit(1)


def _classes_by_document(found: Audit) -> list[dict[str, Any]]:
    """Return a row for each class and each document that holds some of it."""
    return [
        {
            "doc": doc,
            "kind": found.classes["kind"][number],
            "class": int(number),
            "spans": own[["start", "end"]].to_numpy().tolist(),
            "lines": own["line"].tolist(),
            "role": own["role"].tolist(),
            "reason": own["reason"].tolist(),
            "similarity": round(float(found.classes["similarity"][number]), 4),
            "letters": int(found.classes["letters"][number]),
            "evidence": found.classes["evidence"][number],
        }
        for (number, doc), own in found.occurrences.groupby(["class", "doc"], sort=False)
    ]


def _as_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    several = len({row["doc"] for row in rows}) > 1
    table = [
        ({"doc": row["doc"]} if several else {})
        | {name: row[name] for name in ("class", "kind", "letters")}
        | {"alike": f"{row['similarity']:.1%}"}
        | {"at line": ", ".join(f"{line} {role}" for line, role in zip(row["lines"], row["role"], strict=True))}
        | {"evidence": row["evidence"]}
        for row in rows
    ]
    return pd.DataFrame(table)


def _write_marked(found: Audit, folder: Path) -> None:
    from .marked import mark_up

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, name in enumerate(found.names):
            safe = "".join(c if c.isalnum() or c in "-_ ()" else "_" for c in name)
            click.echo(mark_up(found, number).save(folder / f"{safe}.html"), err=True)
    except OSError as error:
        click.echo(f"analysis: {error.filename}: {error.strerror}", err=True)
        sys.exit(1)


@main.command(epilog="Example:  analysis repair page.txt -o clean.md --ledger ledger.json")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The clean text.")
@click.option(
    "--ledger", type=click.Path(path_type=Path, dir_okay=False), help="What became of every character, as JSON."
)
@click.option("--encoding", help="Encoding of the file, such as gb18030.  [default: detected]")
@click.option("--also", multiple=True, type=click.Choice(ON_REQUEST), help="Mend this too; can be given again.")
@FORMAT
def repair(
    file: Path, output: Path, ledger: Path | None, encoding: str | None, also: tuple[str, ...], form: str
) -> None:
    """Mend FILE: drop copies, join broken paragraphs, mark lost headings. FILE itself is not touched.

    Lists each finding, and for those that were held, why. The clean text is Markdown in UTF-8; with the ledger it
    gives FILE's text back exactly.
    """
    from .repair import repair as mend

    document = _load_one(file, encoding)
    if file.resolve() in {path.resolve() for path in (output, ledger) if path}:
        raise click.UsageError(f"{file} would be written over; name another output")
    done = mend(document, also=also)
    _write(output, done.document.text)
    if ledger:
        _write(ledger, done.to_json())
    _echo_findings(document, done.findings, form)


@main.command(epilog="Example:  analysis terms page.txt --by section --measure keyness -o keywords.csv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--encoding", help="Encoding of the file, such as gb18030.  [default: detected]")
@click.option("--by", type=click.Choice(["section", "block"]), help="Count within each of these.")
@click.option(
    "--measure",
    default="frequencies",
    show_default=True,
    type=click.Choice(MEASURES),
    help="What to tell of each term; keyness and tf_idf are by section at least.",
)
@click.option(
    "--ngram", default=1, show_default=True, type=click.IntRange(1, 9), help="Words in a row that are a term."
)
@click.option("--raw", is_flag=True, help="Count the text as it came, not as repaired.")
@click.option("--words", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=WORDS)
@click.option("--simplify", is_flag=True, help="Count traditional characters as simplified.")
@click.option("--stop-words/--no-stop-words", default=True, show_default=True, help="Leave stop words out.")
@click.option("--min-length", default=2, show_default=True, type=click.IntRange(min=1), help="Characters of a term.")
@click.option("-n", "--top", type=click.IntRange(min=1), help="So many rows.  [default: 30 in a table, else all]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A .csv or .parquet file instead."
)
@FORMAT
def terms(
    file: Path,
    encoding: str | None,
    by: str | None,
    measure: str,
    ngram: int,
    raw: bool,
    words: Path | None,
    simplify: bool,
    stop_words: bool,
    min_length: int,
    top: int | None,
    output: Path | None,
    form: str,
) -> None:
    """List the words of FILE, as repaired: how often, where, how evenly, how typical of a section.

    Dispersion is over ten parts of equal size unless --by says other parts. A CSV file opens in a spreadsheet with its
    Chinese intact, and no term in it is taken for a formula.
    """
    import analysis

    document = _load_one(file, encoding)
    document = document if raw else analysis.repair(document).document
    try:
        tokens = analysis.Tokeniser(words=words or (), simplify=simplify).tokens(document)
        sections = analysis.sections(document)
        tokens = analysis.with_sections(tokens, sections)
        stopped = analysis.stop_words() if stop_words else ()
        tokens = analysis.ngrams(tokens, ngram, stopped) if ngram > 1 else analysis.with_parts(tokens)
        counting: dict[str, Any] = {"stop_words": stopped, "min_length": min_length}
        over = by or ("part" if measure == "dispersion" and ngram == 1 else "section")
        if measure == "frequencies":
            table = analysis.frequencies(tokens, by, **counting)
        else:
            table = getattr(analysis, measure)(tokens, over, **counting)
        if "section" in table:
            table.insert(1, "title", table["section"].map(sections["title"]))
        table = table.head(top or (30 if form == "table" and not output else len(table)))
        if output:
            click.echo(analysis.save_table(table, output))
            return
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None
    if form == "table":
        _echo_table(table.round(3))
    else:
        _echo_rows(table.to_dict("records"), form)


@main.command(epilog="Example:  analysis concordance page.txt '*政协' --sort right --width 12")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("word")
@click.option("--encoding", help="Encoding of the file, such as gb18030.  [default: detected]")
@click.option("--regex", is_flag=True, help="WORD is a regular expression over the text.")
@click.option("--width", default=20, show_default=True, type=click.IntRange(min=0), help="Characters to each side.")
@click.option("--sort", default="position", show_default=True, type=click.Choice(["position", "left", "right"]))
@click.option("--words", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=WORDS)
@FORMAT
def concordance(
    file: Path,
    word: str,
    encoding: str | None,
    regex: bool,
    width: int,
    sort: str,
    words: Path | None,
    form: str,
) -> None:
    """List every place of WORD in FILE with what stands left and right of it (KWIC).

    WORD is a word as it is segmented, a pattern of such with * and ?, or several in a row with blanks between.

    The exit status is 1 where there is none, as grep has it.
    """
    from .concordance import concordance as find
    from .tokens import Tokeniser

    document = _load_one(file, encoding)
    try:
        found = find(document, word, Tokeniser(words=words or ()).tokens(document), regex, width, sort)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None
    if form == "table":
        click.echo(str(found.head(len(found))) or f"{word}: not found", err=not len(found))
    else:
        _echo_rows(found.lines.to_dict("records"), form)
    sys.exit(0 if len(found) else 1)


@contextmanager
def _warnings_as_lines() -> Iterator[None]:
    """Print what the library warns of as a line each, not as Python does."""
    import warnings

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", UserWarning)
        yield
    for warning in warned:
        click.echo(f"analysis: {warning.message}", err=True)


def _sides(_: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    """Return the two numbers of a size such as 1600x900."""
    size = re.fullmatch(r"(\d{1,5})[xX](\d{1,5})", value)
    if not size or max(map(int, size.groups())) > 20_000:
        raise click.BadParameter(f"{value!r} is not such as 1600x900", param=option)
    return int(size[1]), int(size[2])


@main.command(epilog="Example:  analysis cloud page.txt -o cloud.svg --measure keyness --colour section --mask ellipse")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="A .png, .svg or .pdf file."
)
@click.option("--encoding", help="Encoding of the file, such as gb18030.  [default: detected]")
@click.option(
    "--measure",
    default="keyness",
    show_default=True,
    type=click.Choice([*SIZED_BY]),
    help="What sizes are in proportion to; keyness is beside general Chinese, tf-idf by section.",
)
@click.option(
    "--colour",
    type=click.Choice(["part-of-speech", "section", "change"]),
    help="What colours tell; change is from the text as it came.  [default: size]",
)
@click.option("--mask", help="circle, ellipse, diamond, or an image: words go where it is neither white nor clear.")
@click.option("--pair", is_flag=True, help="The text as it came and as repaired, side by side.")
@click.option("--raw", is_flag=True, help="Draw the text as it came, not as repaired.")
@click.option("--words", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=WORDS)
@click.option("--stop-words/--no-stop-words", default=True, show_default=True, help="Leave stop words out.")
@click.option("--min-length", default=2, show_default=True, type=click.IntRange(min=1), help="Characters of a term.")
@click.option("-n", "--top", default=150, show_default=True, type=click.IntRange(min=1), help="So many words at most.")
@click.option(
    "--size", default="1600x900", show_default=True, metavar="WxH", callback=_sides, help="Of the cloud, in pixels."
)
@click.option("--dark", is_flag=True, help="On black ground.")
def cloud(
    file: Path,
    output: Path,
    encoding: str | None,
    measure: str,
    colour: str | None,
    mask: str | None,
    pair: bool,
    raw: bool,
    words: Path | None,
    stop_words: bool,
    min_length: int,
    top: int,
    size: tuple[int, int],
    dark: bool,
) -> None:
    """Draw the words of FILE, as repaired, as a cloud in which each is as high as its measure says.

    Prints what the picture shows, and which words found no room in it.
    """
    import analysis

    if file.resolve() == output.resolve():
        raise click.UsageError(f"{file} would be written over; name another output")
    if pair and (raw or mask):
        raise click.UsageError("--pair draws both texts, each on a plain ground; leave --raw and --mask out")
    document = _load_one(file, encoding)
    counting: dict[str, Any] = {"stop_words": analysis.stop_words() if stop_words else (), "min_length": min_length}
    look: dict[str, Any] = {"n": top, "measure": SIZED_BY[measure], "size": size, "dark": dark}
    try:
        with _warnings_as_lines():
            tokeniser = analysis.Tokeniser(words=words or ())
            mended = document if raw else analysis.repair(document).document
            look["colour"] = _coloured(tokeniser, document, mended, colour, counting)
            after = _measured(tokeniser, mended, measure, counting)
            if pair:
                drawn = analysis.cloud_pair(_measured(tokeniser, document, measure, counting), after, **look)
            else:
                drawn = analysis.word_cloud(after, mask=mask, **look)
            drawn.save(output)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{output}: {error.strerror}") from None
    click.echo(drawn.caption)
    if drawn.left_out:
        click.echo(f"Left out: {_printable('、'.join(drawn.left_out))}")


@main.command(epilog="Example:  analysis corpus 'texts/**/*.txt' --out survey --open")
@click.argument("source", metavar="PATH")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder that is made.")
@click.option("--text", default="text", show_default=True, help="The column of the text, of a table.")
@click.option("--name", help="The column of the documents' names, of a table.  [default: numbers]")
@click.option("--date", help="The column of their dates, of a table.  [default: date; of files, what the path tells]")
@click.option("--group", default="", help="A column, or a pattern whose (group) in a name is the document's group.")
@click.option("--encoding", help="Encoding of the files, such as gb18030.  [default: detected, file by file]")
@click.option("--raw", is_flag=True, help="Count the texts as they came, not as repaired.")
@click.option("--faults/--no-faults", default=True, help="With --raw, look for page faults too, or save the time.")
@click.option("--words", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=WORDS)
@click.option(
    "--stop-words/--no-stop-words", default=True, show_default=True, help="Leave stop words out of the terms."
)
@click.option(
    "--min-length", default=30, show_default=True, type=click.IntRange(min=4), help="Letters of a repeated passage."
)
@click.option("--boilerplate", type=click.IntRange(min=2), help="Documents it is in.  [default: one in 10, 5 to 1,000]")
@click.option("--reuse/--no-reuse", default=True, help="Look for what stands in more than one place, or only count.")
@click.option("--partitions", type=click.IntRange(min=1), help="Parts of the work.  [default: of about 8 MB]")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, tcp://host:8786.  [default: none needed]")
@click.option("--workers", type=click.IntRange(min=1), help="Processes on this machine.  [default: its cores]")
@click.option("--memory", metavar="LIMIT", help="Of each of --workers, such as 2GB; beyond it one starts anew.")
@click.option(
    "--figures",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder that gets every picture too, as PNG and SVG.",
)
@click.option("--open", "show", is_flag=True, help="Open the report in the browser when it is done.")
def corpus(
    source: str,
    out: Path,
    scheduler: str | None,
    workers: int | None,
    memory: str | None,
    stop_words: bool,
    show: bool,
    **chosen: Any,
) -> None:
    """Survey many documents: mend and count each, and find what repeats across them.

    PATH is a folder, a pattern such as 'texts/**/*.txt', or a table with a row for each document: .csv, .tsv,
    .jsonl or .parquet. The work is done on all cores, or on a Dask cluster.

    OUT gets tables as Parquet, and an HTML report, when all is done: documents, faults, counts, terms; classes and
    occurrences of repeated passages, boilerplate, reprints; and errors, a row for each document that could not be read.
    What was interrupted goes on where it was when it is started again.
    """
    from .stages import WorkerError

    if memory and not workers:
        raise click.UsageError("--memory is of --workers; name both")
    if not chosen["faults"] and not chosen["raw"]:
        raise click.UsageError("--no-faults goes with --raw: a repair has to find them")
    _refuse_place(Path(source), out)
    try:
        with _cluster(scheduler, workers, memory):
            failed = _surveyed(source, out, chosen)
    except OSError as error:
        raise click.ClickException(f"{error.filename or out}: {error.strerror or error}") from None
    except (ValueError, WorkerError) as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo(f"analysis: interrupted; the same command goes on where it was and makes {out}", err=True)
        sys.exit(130)
    _say_surveyed(out, stop_words, chosen["reuse"])
    if failed:
        click.echo(f"analysis: {failed}", err=True)
    if show and chosen["reuse"]:
        click.launch((out / "index.html").resolve().as_uri())
    sys.exit(1 if failed else 0)


def _refuse_place(source: Path, out: Path) -> None:
    """Refuse a folder to make that would take something with it."""
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise click.UsageError("OUT lies within PATH: another time it would be read as part of it")
    if Path.cwd().is_relative_to(out.resolve()):
        raise click.UsageError("OUT is the folder you are in; name one that can be made anew")


def _say_surveyed(out: Path, stop_words: bool, reuse: bool) -> None:
    """Say in a few lines what the tables of a corpus hold."""
    import analysis

    found = analysis.read_survey(out)
    if not len(found.documents):
        reasons = ", ".join(found.errors["reason"].unique()[:3]) or "there is none"
        raise click.ClickException(f"none of {len(found.errors):,} documents could be read: {reasons}")
    lost = found.documents["characters"].sum() - found.documents["kept"].sum()
    terms = analysis.frequencies(found.terms, stop_words=analysis.stop_words() if stop_words else ())
    click.echo(f"{len(found.documents):,} documents, {found.documents['characters'].sum():,} characters")
    click.echo(f"{lost:,} characters fewer once repaired, {len(found.faults):,} faults, {len(terms):,} terms")
    if reuse:
        click.echo(_reuse_said(analysis.read_reuse(out)))
    _echo_table(terms.head(10).round(1))
    if len(found.errors):
        click.echo(f"analysis: {len(found.errors):,} could not be read; see {out / 'errors.parquet'}", err=True)
    if reuse:
        click.echo(out / "index.html")


def _surveyed(source: str, out: Path, chosen: dict[str, Any]) -> str:
    """Write the tables of a corpus and the report on them, all or nothing; return what went wrong with the report."""
    import pandas as pd

    import analysis

    from .report import corpus_report, refuse_pictures
    from .reuse import TABLES, find
    from .survey import TABLES as COUNTED
    from .survey import count, others
    from .tables import whole

    documents = analysis.read_corpus(
        source, *(chosen[name] for name in ("text", "name", "encoding", "partitions", "date"))
    )
    tokeniser = analysis.Tokeniser(words=chosen["words"] or ())
    # What is wrong is said before the work, not after it.
    if chosen["group"]:
        columns = [*COUNTED["documents"], *others(dict.fromkeys(documents.columns), chosen["date"])]
        analysis.group_of(pd.DataFrame(columns=columns, dtype="str"), chosen["group"])
    if chosen["figures"]:
        refuse_pictures(chosen["figures"])
    names = [f"{name}.parquet" for name in (*COUNTED, *TABLES)]
    stages = 1 + 6 * chosen["reuse"]
    with (
        whole(out, [*names, "index.html"]) as folder,
        tqdm(total=stages * len(documents), unit="part", disable=None, leave=False) as bar,
    ):
        count(documents, folder, tokeniser, chosen["raw"], chosen["faults"], lambda done, _: bar.update(done - bar.n))
        if not chosen["reuse"]:
            return ""
        before = len(documents)
        find(
            documents,
            folder,
            chosen["min_length"],
            0.8,
            chosen["boilerplate"],
            lambda done, _: bar.update(before + done - bar.n),
        )
        rows = analysis.read_survey(folder).documents
        return corpus_report(folder, Path(source).name, chosen["group"] or "()", rows, chosen["figures"])


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
        from .stages import local_cluster

        with local_cluster(workers, memory):
            yield


def _measured(tokeniser: Tokeniser, document: Document, measure: str, counting: dict[str, Any]) -> pd.DataFrame:
    """Return the table that a cloud is drawn from: its terms, their counts and the measure."""
    import analysis

    tokens = tokeniser.tokens(document)
    if measure == "keyness":
        return analysis.keyness(tokens, None, analysis.general_counts(), **counting)
    if measure == "tf-idf":
        return analysis.tf_idf(analysis.with_sections(tokens, analysis.sections(document)), **counting)
    return analysis.frequencies(tokens, **counting)


def _coloured(
    tokeniser: Tokeniser, document: Document, mended: Document, colour: str | None, counting: dict[str, Any]
) -> pd.Series | None:
    """Return the group of each term that tells its colour."""
    import analysis

    if colour is None:
        return None
    tokens = tokeniser.tokens(mended)
    if colour == "section":
        sections = analysis.sections(mended)
        tokens = analysis.with_sections(tokens, sections)
        return analysis.by_section(analysis.frequencies(tokens, by="section", **counting), sections)
    before, after = (analysis.frequencies(table, **counting) for table in (tokeniser.tokens(document), tokens))
    change = analysis.compare(before, after)
    if colour == "change":
        return analysis.by_change(change)
    return analysis.by_part_of_speech(change["term"], tokeniser.tags(change["term"]))


def _load_one(file: Path, encoding: str | None) -> Document:
    documents, _ = _load((file,), encoding)
    return documents[0] if documents else sys.exit(2)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        click.echo(f"analysis: {path}: {error.strerror}", err=True)
        sys.exit(1)


def _echo_findings(document: Document, findings: pd.DataFrame, form: str) -> None:
    """Print findings as a table, as JSON lines, or as CSV."""
    if form == "table":
        table = findings.drop(columns=["start", "end", "edits"]).rename(columns={"line": "at line"})
        quiet = table[table["kind"] != "half-width punctuation"]
        _echo_table(quiet.round(2))
        if len(quiet) < len(table):
            click.echo(f"and half-width punctuation in {len(table) - len(quiet)} paragraphs")
        return
    rows = [
        {
            "doc": document.name,
            "kind": row.kind,
            "spans": [[row.start, row.end]],
            "line": row.line,
            "evidence": row.evidence,
            "confidence": round(row.confidence, 2),
            "edit": [list(edit) for edit in row.edits],
        }
        | ({"applied": row.applied, "held": row.held} if "applied" in findings else {})
        for row in findings.itertuples()
    ]
    _echo_rows(rows, form)


def _echo_rows(rows: list[dict[str, object]], form: str) -> None:
    """Print rows as JSON lines or as CSV."""
    if form == "json":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif rows:
        out = csv.DictWriter(sys.stdout, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: object) -> object:
    """Return a value as CSV holds it; a text that a spreadsheet would calculate is quoted."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else as_text(value)


def _printable(text: str) -> str:
    """Return *text* without control sequences, which a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def _echo_table(table: pd.DataFrame) -> None:
    """Print a table that lines up with Han characters in it, and holds no control sequence."""
    import pandas as pd

    safe = table.map(lambda value: _printable(value) if isinstance(value, str) else value)
    wide = ("display.unicode.east_asian_width", True, "display.max_rows", None, "display.width", 200)
    with pd.option_context(*wide, "display.max_columns", None, "display.max_colwidth", 60):
        click.echo(safe.to_string(index=False) if len(safe) else "nothing found")


def _load(files: tuple[Path, ...], encoding: str | None) -> tuple[list[Document], int]:
    """Return the documents that can be read, and how many could not; each of those is named on standard error."""
    documents, wrong = [], 0
    for file in files:
        try:
            documents.append(load(file, encoding))
        except DocumentError as error:
            wrong += 1
            click.echo(f"analysis: {error}", err=True)
    return documents, wrong


if __name__ == "__main__":
    main(prog_name="analysis")
