"""The command line: ``analysis`` and its commands, each a function of the library with its output printed."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from ..breaks.ends import CERTAIN
from ..document.documents import Document, DocumentError, load
from ..document.files import BLANK, printable, read_bytes, read_stream
from ..output.export import as_text, table_bytes
from ..output.files import errors_at, is_same_file, refuse_same_files, write_files
from ..output.json import json_text
from ..output.streams import (
    INPUT,
    OUTPUT,
    STANDARD,
    can_print,
    echo,
    input_stream,
    is_standard_output,
    write_output,
)
from .program import FAILED, NEGATIVE, Program, epilog, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd

    from ..corpus.reuse import Reuse
    from ..duplicates.audits import Audit
    from ..words.dictionary import Words
    from ..words.tokens import Tokeniser

REUSE = ("repeat", "near repeat", "variant", "splice", "periodic run", "doubled characters", "natural repeat")
ON_REQUEST = ("half-width punctuation", "space inside a word", "unmarked heading")
SIZED_BY = {"count": "count", "keyness": "g2", "tf-idf": "tf_idf"}
MARKED = "marked pages"  # what a manifest says of their folder
MEASURES = ("frequencies", "dispersion", "keyness", "tf_idf")
LEAST_MEMORY = 256_000_000  # bytes of a worker
MOST = 1_000_000_000  # of anything that is counted: no document has more


class Share(click.FloatRange):
    """A number from 0 to 1; click takes ``nan`` for one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number."""
        number = super().convert(value, param, ctx)
        return self.fail(f"{value!r} is not a number", param, ctx) if math.isnan(number) else number


def _folder(_: click.Context, option: click.Parameter, value: Path | None) -> Path | None:
    """Refuse ``-`` where a folder is to be made."""
    if value is not None and str(value) == STANDARD:
        raise click.BadParameter("a folder cannot be written to standard output", param=option)
    return value


FILE = click.Path(path_type=Path)
ENCODING = click.option(
    "--encoding", metavar="NAME", help="Encoding of the text, such as gb18030.  [default: detected]"
)
WORDS = click.option(
    "--words",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Words to add to the dictionary, UTF-8: one a line, optionally with its frequency and its tag.",
)
STOP_WORDS = click.option("--stop-words/--no-stop-words", default=True, show_default=True, help="Leave stop words out.")
SIMILARITY = click.option(
    "--similarity",
    default=0.8,
    show_default=True,
    type=Share(0, 1, min_open=True),
    metavar="SHARE",
    help="Minimum similarity of near repeats, above 0 and at most 1: 1 - edits / letters.",
)
KIND = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(REUSE),
    metavar="KIND",
    help=f"Only this; can be given again. One of {', '.join(REUSE)}.",
)
SIMPLIFY = click.option("--simplify", is_flag=True, help="Count traditional characters as simplified.")
FIGURES = click.option(
    "--figures",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_folder,
    metavar="FOLDER",
    help="Save every picture there too, as PNG and SVG.",
)
OPEN = click.option("--open", "show", is_flag=True, help="Open the report in the browser when it is done.")
FORMAT = click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    type=click.Choice(["table", "json", "csv"]),
    help="Format of the list; json is an object a line.",
)


def _letters(least: int) -> Callable[[Any], Any]:
    kind = click.IntRange(least, 1_000_000)
    text = "Minimum length of a repeated passage, in letters."
    return click.option("--min-length", default=30, show_default=True, type=kind, help=text)


def _output(help: str, required: bool = False) -> Callable[[Any], Any]:  # noqa: A002 - as click calls it
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("-o", "--output", required=required, type=kind, metavar="FILE", help=help)


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog=epilog(
        "analysis report page.txt --open",
        "cat page.txt | analysis repair - -o - > clean.md",
        negative="the answer is no: concordance found nothing, or\n       audit --fail-if-redundant found too much",
    ),
)
@click.version_option(package_name="zh-analysis", prog_name="analysis")
def main() -> None:
    """Audit Chinese long-form text for faults, repair it, and only then count words.

    FILE is text or Markdown in UTF-8, UTF-16, GB18030 or Big5; with the extra zh-analysis[formats] also HTML, Word or
    PDF. At most 512 MB and 2,000,000 lines are read of one document, and Word, PDF and HTML have a minute to be
    converted, and 256 MB and 200,000 lines to unfold to. As the name of any file that is read or written, - stands for
    standard input or output; a file of that name is ./-.

    No output may be an input or another output. An output appears when it is complete: what was there before is
    replaced in one step, a link is followed, a device or pipe is written to. What a terminal's encoding lacks is
    printed as \\uXXXX.
    """


@main.command(epilog=epilog("analysis report page.txt notes/*.md --out reports", "analysis report - < page.txt"))
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--out",
    default="reports",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    callback=_folder,
    metavar="FOLDER",
    help="Where the reports go.",
)
@ENCODING
@_letters(2)
@FIGURES
@OPEN
def report(
    files: tuple[Path, ...], out: Path, encoding: str | None, min_length: int, figures: Path | None, show: bool
) -> None:
    """Write a folder of offline HTML for each FILE, and list the pages to open.

    Above several, OUT/index.html lists them all. A FILE that cannot be read is named, and the others are reported on.
    """
    several = len(files) > 1
    _refuse_to_lose(files, [out / "index.html" if several else None], figures)
    documents, wrong = _load(files, encoding)
    if not documents:
        sys.exit(FAILED)
    from ..reports.report import notebooks
    from ..reports.report import report as write

    total = len(documents) * len(notebooks())
    try:
        with _bar(total, "page") as bar:
            written = write(documents, out, min_length, figures, progress=lambda _: bar.update())
    except KeyboardInterrupt as error:
        error.add_note("reports that were complete are kept")
        raise
    for each in written:
        echo(str(each.index))
        for message in each.errors:
            echo(f"analysis: {one_line(f'{each.index.parent.name}: {message}')}", err=True)
    first = out / "index.html" if len(written) > 1 else written[0].index
    if len(written) > 1:
        echo(str(first))
    if show:
        click.launch(first.absolute().as_uri())
    sys.exit(FAILED if wrong or any(each.errors for each in written) else 0)


@main.command(epilog=epilog("analysis structure page.txt --format json | jq .kind"))
@click.argument("file", type=FILE)
@ENCODING
@FORMAT
def structure(file: Path, encoding: str | None, form: str) -> None:
    """List the sections of FILE and its page faults, each with its line and the evidence.

    JSON has a line for each fault: doc, kind, spans (in code points), line, evidence, confidence, edit. CSV likewise.
    """
    from ..mending.faults import faults
    from ..structure.sections import sections

    document = _load_one(file, encoding)
    if form == "table":
        columns = ["title", "level", "mark", "line", "blocks", "characters", "sentences", "share"]
        _echo_table(sections(document)[columns].round(2))
        echo("")
    _echo_findings(document, faults(document), form)


@main.command(
    epilog=epilog(
        "analysis audit page.txt --fail-if-redundant 0.05",
        "analysis audit chapters/*.txt --format json --html marked",
        negative="more than --fail-if-redundant is redundant",
    )
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@ENCODING
@_letters(2)
@SIMILARITY
@KIND
@click.option(
    "--fail-if-redundant",
    type=Share(0, 1),
    metavar="SHARE",
    help="Exit with 1 when more than this share of the letters, from 0 to 1, stands in copies.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_folder,
    metavar="FOLDER",
    help="Save each FILE there as a page with its repeats marked; over no file but such pages of before.",
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
    """List the passages that FILE, or all FILEs together, hold more than once, and which occurrence to keep.

    JSON has a line for each class and document: doc, kind, class, spans (in code points), lines, role (of each span:
    keep, copy, or held, which may be intended), reason, similarity, letters, evidence. CSV likewise. The pages of
    --html also say what each choice does to the counts, as the command choices does.

    If one FILE cannot be read, nothing is audited.
    """
    from ..duplicates.audits import audit as find

    _refuse_to_lose(files, [])
    documents, wrong = _load(files, encoding)
    if wrong:
        sys.exit(FAILED)
    found = find(documents, min_length, similarity, kinds or REUSE)
    if html:
        _write_marked(found, files, html)
    rows = _classes_by_document(found)
    if form == "table":
        _echo_table(_as_table(rows))
        echo(f"\n{found.redundancy:.1%} of the letters stand in a copy")
    else:
        _echo_rows(rows, form)
    if fail_if_redundant is not None and found.redundancy > fail_if_redundant:
        echo(f"analysis: {found.redundancy:.1%} is redundant, more than {fail_if_redundant:.1%}", err=True)
        sys.exit(NEGATIVE)


@main.command(
    epilog=epilog(
        "analysis choices page.txt -n 10",
        "analysis choices chapters/*.txt --terms -o changes.csv",
    )
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@ENCODING
@_letters(2)
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
@_output("Write a .csv or .parquet file instead of the list; - is CSV on standard output.")
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

    _refuse_to_lose([*files, words], [output])
    ending = _ending(output, (".csv", ".parquet"), "a table")
    added = _words_in(words)
    documents, wrong = _load(files, encoding)
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
        _write([(output, table_bytes(table, ending))])
        if not is_standard_output(output):
            echo(str(output))
    elif form == "table":
        left_out = [] if by_term else ["count", "roles", "start", "end", "terms", *(["doc"] if len(files) == 1 else [])]
        shown = table.drop(columns=left_out)
        _echo_table(shown if by_term else shown[[*shown.columns.drop("why"), "why"]])
    else:
        _echo_rows(table.to_dict("records"), form)


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


def _write_marked(found: Audit, files: tuple[Path, ...], folder: Path) -> None:
    """Write each document as a page with its repeats marked, all of them or none, and over no page of the user's."""
    from ..duplicates.decisions import choices
    from ..output.locks import locked
    from ..output.manifests import put_files, refuse_foreign_files
    from ..reports.marked import mark_up

    names = [f"{name}.html" for name in _distinct(found.names)]
    folded = {name.casefold() for name in names}
    _refuse_to_lose(files, [folder / name for name in names])
    with locked(folder):
        refuse_foreign_files(folder, MARKED, lambda name: name.casefold() in folded)
        chosen = choices(found)
        pages = {name: mark_up(found, number, chosen).page().encode() for number, name in enumerate(names)}
        put_files(folder, MARKED, pages)
    for name in names:
        echo(str(folder / name), err=True)


def _distinct(names: Iterable[str]) -> list[str]:
    """Return names that every file system takes, no two of them equal."""
    from ..reports.report import safe_name

    taken: dict[str, str] = {}
    for safe in map(safe_name, names):
        name, number = safe, 2
        while name.casefold() in taken:
            name, number = f"{safe}-{number}", number + 1
        taken[name.casefold()] = name
    return [*taken.values()]


@main.command(
    epilog=epilog(
        "analysis repair page.txt -o clean.md --ledger ledger.json",
        "analysis repair - -o - < page.txt > clean.md",
    )
)
@click.argument("file", type=FILE)
@_output("The clean text, as Markdown in UTF-8; folders are made if need be.", required=True)
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What became of every character, as JSON; with the clean text it gives the text of FILE back exactly.",
)
@ENCODING
@click.option("--also", multiple=True, type=click.Choice(ON_REQUEST), help="Mend this too; can be given again.")
@click.option(
    "--certain",
    default=CERTAIN,
    show_default=True,
    type=Share(0, 1),
    help="Least confidence with which a finding is mended: 0.5 mends more, 0.95 less.",
)
@FORMAT
def repair(
    file: Path,
    output: Path,
    ledger: Path | None,
    encoding: str | None,
    also: tuple[str, ...],
    certain: float,
    form: str,
) -> None:
    """Repair FILE: drop copies, join broken paragraphs, mark lost headings. FILE itself is not changed.

    Lists each finding, and why those that were held were; when the clean text or the ledger goes to standard output,
    the list goes to standard error.
    """
    from ..mending.repair import repair as mend

    _refuse_to_lose([file], [output, ledger])
    document = _load_one(file, encoding)
    done = mend(document, also=also, certain=certain)
    written = [(output, done.document.text), *([(ledger, done.to_json())] if ledger else [])]
    for path, _ in written:
        with errors_at(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    _write(written)
    _echo_findings(document, done.findings, form, err=any(map(is_standard_output, (output, ledger))))


@main.command(
    epilog=epilog(
        "analysis terms page.txt --by section --measure keyness",
        "analysis terms page.txt -o terms.csv",
        "analysis terms - -o - < page.txt | sort",
    )
)
@click.argument("file", type=FILE)
@ENCODING
@click.option("--by", type=click.Choice(["section", "block"]), help="Count within each of these.")
@click.option(
    "--measure",
    default="frequencies",
    show_default=True,
    type=click.Choice(MEASURES),
    help="Statistic for each term; keyness and tf_idf are by section at least.",
)
@click.option("--ngram", default=1, show_default=True, type=click.IntRange(1, 9), help="Length of a term, in words.")
@click.option("--raw", is_flag=True, help="Count the text as it came, not as repaired.")
@WORDS
@SIMPLIFY
@STOP_WORDS
@click.option(
    "--min-length",
    default=2,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    help="Minimum length of a term, in characters.",
)
@click.option(
    "-n",
    "--top",
    type=click.IntRange(1, MOST),
    help="Maximum number of rows.  [default: 30 in a table, else all]",
)
@_output("Write a .csv or .parquet file instead of the list; - is CSV on standard output.")
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

    _refuse_to_lose([file, words], [output])
    ending = _ending(output, (".csv", ".parquet"), "a table")
    added = _words_in(words)
    document = _load_one(file, encoding)
    document = document if raw else analysis.repair(document).document
    try:
        tokens = analysis.Tokeniser(words=added, simplify=simplify).tokens(document)
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
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    if output:
        _write([(output, table_bytes(table, ending))])
        if not is_standard_output(output):
            echo(str(output))
    elif form == "table":
        _echo_table(table.round(3))
    else:
        _echo_rows(table.to_dict("records"), form)


@main.command(
    epilog=epilog(
        "analysis concordance page.txt '*政协' --sort right --width 12",
        "analysis concordance page.txt '\\d+年' --regex --format csv",
        negative="there is no WORD in FILE",
    )
)
@click.argument("file", type=FILE)
@click.argument("word")
@ENCODING
@click.option("--regex", is_flag=True, help="WORD is a regular expression over the text.")
@click.option(
    "--width",
    default=20,
    show_default=True,
    type=click.IntRange(0, 10_000),
    help="Characters of context on each side.",
)
@click.option(
    "--sort",
    default="position",
    show_default=True,
    type=click.Choice(["position", "left", "right"]),
    help="Order of the lines: by position, or by the context on the left or the right.",
)
@WORDS
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
    """List WORD in context (KWIC): every occurrence in FILE with the text on its left and right.

    WORD is a word as it is segmented, a pattern of such with * and ?, or several in a row with blanks between.
    """
    from ..terms.concordance import concordance as find
    from ..words.tokens import Tokeniser

    _refuse_to_lose([file, words], [])
    added = _words_in(words)
    document = _load_one(file, encoding)
    try:
        found = find(document, word, Tokeniser(words=added).tokens(document), regex, width, sort)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    if not len(found):
        echo(f"{one_line(word)}: not found", err=True)
        sys.exit(NEGATIVE)
    if form == "table":
        echo(str(found.head(len(found))))
    else:
        _echo_rows(found.lines.to_dict("records"), form)


@contextmanager
def _warnings_as_lines() -> Iterator[None]:
    """Print what the library warns of as a line each, not as Python does."""
    import warnings

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", UserWarning)
        yield
    for warning in warned:
        echo(f"analysis: {one_line(str(warning.message))}", err=True)


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


def _sides(_: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    """Return the two numbers of a size such as 1600x900."""
    size = re.fullmatch(r"([0-9]{1,6})[xX]([0-9]{1,6})", value)
    if not size:
        raise click.BadParameter(f"{value!r} is not such as 1600x900", param=option)
    return int(size[1]), int(size[2])


@main.command(
    epilog=epilog(
        "analysis cloud page.txt -o cloud.svg --mask ellipse",
        "analysis cloud page.txt -o cloud.png --colour section",
        "analysis cloud - -o - < page.txt > cloud.png",
    )
)
@click.argument("file", type=FILE)
@_output("A .png, .svg or .pdf file; - is PNG on standard output.", required=True)
@ENCODING
@click.option(
    "--measure",
    default="keyness",
    show_default=True,
    type=click.Choice([*SIZED_BY]),
    help="What sizes are in proportion to; keyness is against general Chinese, tf-idf by section.",
)
@click.option(
    "--colour",
    type=click.Choice(["part-of-speech", "section", "change"]),
    help="What colours show; change is from the text as it came.  [default: size]",
)
@click.option(
    "--mask", help="circle, ellipse, diamond, or an image file: words go where it is neither white nor clear."
)
@click.option("--pair", is_flag=True, help="The text as it came and as repaired, side by side.")
@click.option("--raw", is_flag=True, help="Draw the text as it came, not as repaired.")
@WORDS
@STOP_WORDS
@click.option(
    "--min-length",
    default=2,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    help="Minimum length of a term, in characters.",
)
@click.option(
    "-n", "--top", default=150, show_default=True, type=click.IntRange(1, 10_000), help="Maximum number of words."
)
@click.option(
    "--size",
    default="1600x900",
    show_default=True,
    metavar="WxH",
    callback=_sides,
    help="Of the cloud, in pixels: each side (with --pair, of each half) from 32, at most 50 million in all, no side "
    "more than 20 times the other.",
)
@click.option("--dark", is_flag=True, help="Dark background.")
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
    """Draw a word cloud of FILE, as repaired, in which the height of a word is in proportion to a measure.

    Prints the caption of the picture, and the words that found no room in it; when the picture goes to standard output,
    to standard error.
    """
    import analysis

    from ..figures.cloud import height_of, require_mask

    if pair and (raw or mask):
        raise click.UsageError("--pair draws both texts, each on a plain ground; leave --raw and --mask out")
    _refuse_to_lose([file, words, Path(mask) if mask else None], [output])
    ending = _ending(output, (".png", ".svg", ".pdf"), "a picture")
    added = _words_in(words)
    try:
        height_of(size, 1 + pair)
        if mask not in (None, STANDARD):
            require_mask(mask)
        shape = _read(mask) if mask == STANDARD else mask
        document = _load_one(file, encoding)
        counting: dict[str, Any] = {"stop_words": analysis.stop_words() if stop_words else (), "min_length": min_length}
        look: dict[str, Any] = {"n": top, "measure": SIZED_BY[measure], "size": size, "dark": dark}
        with _warnings_as_lines():
            tokeniser = analysis.Tokeniser(words=added)
            mended = document if raw else analysis.repair(document).document
            look["colour"] = _coloured(tokeniser, document, mended, colour, counting)
            after = _measured(tokeniser, mended, measure, counting)
            if pair:
                drawn = analysis.cloud_pair(_measured(tokeniser, document, measure, counting), after, **look)
            else:
                drawn = analysis.word_cloud(after, mask=shape, **look)
            _write([(output, drawn.rendered(ending[1:]))])
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    err = is_standard_output(output)
    echo(drawn.caption, err)
    if drawn.left_out:
        echo(f"Left out: {one_line('、'.join(drawn.left_out))}", err)


@main.command(
    epilog=epilog(
        "analysis corpus 'texts/**/*.txt' --out survey --open",
        "analysis corpus news.csv --text body --out survey",
        "analysis corpus - --out survey < news.jsonl",
    )
)
@click.argument("source", metavar="PATH")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    callback=_folder,
    metavar="FOLDER",
    help="The folder that is made.",
)
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
@WORDS
@STOP_WORDS
@_letters(4)
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
        _refuse_place(path, out, chosen["figures"])
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
    import shutil
    import tempfile

    if source != STANDARD:
        yield source
        return
    with tempfile.TemporaryDirectory(prefix="analysis-") as folder:
        path = Path(folder, "standard input.jsonl")
        with errors_at(path), path.open("wb") as file:
            shutil.copyfileobj(input_stream(), file)
        try:
            yield str(path)
        except click.ClickException as error:
            raise click.ClickException(error.message.replace(str(path), INPUT)) from None


def _surveyed_or_refused(
    source: str, out: Path, chosen: dict[str, Any], cluster: tuple[str | None, int | None, str | None]
) -> str:
    """Return what went wrong with the report on a corpus; a corpus that cannot be surveyed is one clear error."""
    from ..corpus.stages import WorkerError

    chosen = chosen | {"words": _words_in(chosen["words"])}
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


def _refuse_place(source: str, out: Path, figures: Path | None) -> None:
    """Refuse a folder to make that would take something with it, or be read another time."""
    from ..corpus.documents import local_place

    with errors_at(out), suppress(FileNotFoundError):
        out.stat()
    made = Path(os.path.realpath(out))  # `resolve` fails in a loop of links
    place, names_made = local_place(source, made)
    if names_made:
        raise click.UsageError("OUT lies within PATH: another time it would be read as part of it")
    if place is not None and place.is_relative_to(made):
        raise click.UsageError("PATH lies within OUT, which is made anew; name another folder with --out")
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
    echo(f"{len(found.documents):,} documents, {found.documents['characters'].sum():,} characters")
    echo(f"{lost:,} characters fewer once repaired, {len(found.faults):,} faults, {len(terms):,} terms")
    if reuse:
        echo(_reuse_said(analysis.read_reuse(out)))
    _echo_table(terms.head(10).round(1))
    if len(found.errors):
        echo(f"analysis: {len(found.errors):,} could not be read; see {out / 'errors.parquet'}", err=True)
    if reuse:
        echo(str(out / "index.html"))
    return int((~found.errors["reason"].str.startswith(BLANK)).sum())


def _surveyed(source: str, out: Path, chosen: dict[str, Any]) -> str:
    """Write the tables of a corpus and the report on them, all or nothing; return what went wrong with the report."""
    import pandas as pd

    import analysis

    from ..corpus.results import whole
    from ..corpus.reuse import TABLES, find
    from ..corpus.survey import TABLES as COUNTED
    from ..corpus.survey import count, others
    from ..figures.saved import pictures_folder
    from ..reports.report import corpus_report

    reading = ("text", "name", "encoding", "partitions", "date", "follow_links")
    documents = analysis.read_corpus(source, **{name: chosen[name] for name in reading})
    tokeniser = analysis.Tokeniser(words=chosen["words"])
    # What is wrong is said before the work, not after it.
    if chosen["group"]:
        columns = [*COUNTED["documents"], *others(dict.fromkeys(documents.columns), chosen["date"])]
        analysis.group_of(pd.DataFrame(columns=columns, dtype="str"), chosen["group"])
    names = [f"{name}.parquet" for name in (*COUNTED, *TABLES)]
    stages = 1 + 6 * chosen["reuse"]
    with (
        pictures_folder(chosen["figures"]),
        whole(out, [*names, "index.html"]) as folder,
        _bar(stages * len(documents), "part") as bar,
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
        from ..corpus.stages import local_cluster

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


def _bar(total: int, unit: str) -> tqdm:
    """Return a progress bar, which shows on a terminal only."""
    return tqdm(total=total, unit=unit, disable=None if sys.stderr else True, leave=False)


def _load_one(file: Path, encoding: str | None) -> Document:
    documents, _ = _load((file,), encoding)
    return documents[0] if documents else sys.exit(FAILED)


def _refuse_to_lose(
    inputs: Iterable[Path | None], outputs: Iterable[Path | None], pictures: Path | None = None
) -> None:
    """Refuse a command that would write over a file that it reads or has written, or read standard input twice."""
    read = [path for path in inputs if path is not None]
    written = [path for path in outputs if path is not None]
    for names, stream in ((read, INPUT), (written, OUTPUT)):
        if [*map(str, names)].count(STANDARD) > 1:
            raise click.UsageError(f"- is {stream}, which can be used once")
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


def _ending(output: Path | None, endings: tuple[str, ...], what: str) -> str:
    """Return the ending of an output's name, which decides its format; of standard output the first.

    What is wrong with the name or the folder is an error now, and not when the work has been done.
    """
    if output is None or str(output) == STANDARD:
        return endings[0]
    ending = output.suffix.lower()
    if ending not in endings:
        raise click.UsageError(f"{output}: {what} is saved as {', '.join(endings)}")
    with errors_at(output):
        (output.parent / ".").stat()
    return ending


def _words_in(file: Path | None) -> Words:
    """Return the words of a file for the dictionary."""
    from ..words.dictionary import words_in

    if file is None:
        return ()
    try:
        return words_in(_read(file), INPUT if str(file) == STANDARD else printable(str(file)))
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _write(contents: Sequence[tuple[Path, bytes | str]]) -> None:
    """Write files, all of them or none; ``-`` is standard output."""
    write_files((path, data) for path, data in contents if str(path) != STANDARD)
    for path, data in contents:
        if str(path) == STANDARD:
            write_output(data.encode() if isinstance(data, str) else data)


# Findings that would fill the table, and what is said of them instead.
MANY = {
    "line wrap": "and {} line ends inside paragraphs",
    "half-width punctuation": "and half-width punctuation in {} paragraphs",
}


def _echo_findings(document: Document, findings: pd.DataFrame, form: str, err: bool = False) -> None:
    """Print findings as a table, as JSON lines, or as CSV."""
    if form == "table":
        table = findings.drop(columns=["start", "end", "edits"]).rename(columns={"line": "at line"})
        _echo_table(table[~table["kind"].isin(MANY)].round(2), err)
        for kind, message in MANY.items():
            if count := int((table["kind"] == kind).sum()):
                echo(message.format(f"{count:,}"), err)
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
    _echo_rows(rows, form, err)


def _echo_rows(rows: list[dict[str, object]], form: str, err: bool = False) -> None:
    """Print rows as JSON lines or as CSV."""
    if form == "json":
        for row in rows:
            echo(_json(row, err), err)
    elif rows:
        lines = io.StringIO()
        out = csv.DictWriter(lines, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
        echo(lines.getvalue().removesuffix("\n"), err)


def _json(row: dict[str, object], err: bool) -> str:
    """Return a row as JSON that the stream can print."""
    line = json_text(row)
    return line if can_print(line, err) else json.dumps(json.loads(line))


def _cell(value: object) -> object:
    """Return a value as CSV holds it; a text that a spreadsheet would calculate is quoted."""
    if isinstance(value, list):
        return json_text(value)
    return "" if value != value else as_text(value)  # what is missing is empty, as in every other CSV file


def _echo_table(table: pd.DataFrame, err: bool = False) -> None:
    """Print a table that lines up with Han characters in it, and holds no control sequence."""
    import pandas as pd

    safe = table.map(lambda value: _printable(value) if isinstance(value, str) else value)
    wide = ("display.unicode.east_asian_width", True, "display.max_rows", None, "display.width", 200)
    with pd.option_context(*wide, "display.max_columns", None, "display.max_colwidth", 60):
        echo(safe.to_string(index=False) if len(safe) else "nothing found", err)


def _printable(text: str) -> str:
    """Return *text* without control sequences, which a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def _read(path: Path | str) -> bytes:
    """Return the bytes of a file, or of standard input."""
    return read_stream(input_stream(), INPUT) if str(path) == STANDARD else read_bytes(str(path))


def _load_file(file: Path, encoding: str | None) -> Document:
    return load(_read(file), encoding, INPUT) if str(file) == STANDARD else load(file, encoding)


def _load(files: tuple[Path, ...], encoding: str | None) -> tuple[list[Document], int]:
    """Return the documents that can be read, and how many could not; each of those is named on standard error."""
    documents, wrong = [], 0
    for file in files:
        try:
            documents.append(_load_file(file, encoding))
        except DocumentError as error:
            wrong += 1
            echo(f"analysis: {one_line(str(error))}", err=True)
    return documents, wrong
