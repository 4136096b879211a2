"""``analysis cloud``: a picture of the most frequent terms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..languages.messages import N_, _
from ..output.streams import STANDARD, is_standard_output
from .files import REPAIR, WORDS, at_work, load_one, read_named, refuse_to_lose, write_outputs
from .help_pages import command
from .mending import Mending, repair_given, settings_for
from .options import (
    COUNT,
    FILE,
    KEYNESS,
    PICTURE_SAVED_AS,
    STOP_WORDS,
    TERM_LENGTH,
    TF_IDF,
    Integer,
    Measure,
    OneOf,
    ending_of,
    output_option,
    reading,
)
from .printing import note, warnings_as_lines
from .program import one_line
from .terms import measured

if TYPE_CHECKING:
    import pandas as pd

    from ..document.documents import Document
    from ..figures.drawing import Picture
    from ..mending.settings import RepairSettings

SIZED_BY = {COUNT: "count", KEYNESS: "g2", TF_IDF: "tf_idf"}


def _sides(_context: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    """Return the two numbers of a size such as 1600x900."""
    size = re.fullmatch(r"([0-9]{1,6})[xX]([0-9]{1,6})", value)
    if not size:
        raise click.BadParameter(_("{value!r} is not such as 1600x900").format(value=value), param=option)
    return int(size[1]), int(size[2])


@command(
    "analysis cloud page.txt -o cloud.svg --mask ellipse",
    "analysis cloud page.txt -o cloud.png --colour section",
    "analysis cloud - -o - < page.txt > cloud.png",
)
@click.argument("file", type=FILE)
@output_option(N_("A .png, .svg or .pdf file; - is PNG on standard output."), required=True)
@reading
@click.option(
    "--measure",
    default=KEYNESS,
    show_default=True,
    type=Measure([*SIZED_BY]),
    help=N_("What sizes are in proportion to; keyness is against general Chinese, tf-idf by section."),
)
@click.option(
    "--colour",
    type=OneOf(["part-of-speech", "section", "change"]),
    help=N_("What colours show; change is from the text as it came.  [default: size]"),
)
@click.option(
    "--mask", help=N_("circle, ellipse, diamond, or an image file: words go where it is neither white nor clear.")
)
@click.option("--pair", is_flag=True, help=N_("The text as it came and as repaired, side by side."))
@click.option("--raw", is_flag=True, help=N_("Draw the text as it came, not as repaired."))
@STOP_WORDS
@TERM_LENGTH
@click.option(
    "-n", "--top", default=150, show_default=True, type=Integer(1, 10_000), help=N_("Maximum number of words.")
)
@click.option(
    "--size",
    default="1600x900",
    show_default=True,
    metavar="WxH",
    callback=_sides,
    help=N_(
        "Of the cloud, in pixels: each side (with --pair, of each half) from 32, at most 50 million in all, no side "
        "more than 20 times the other."
    ),
)
@click.option("--dark", is_flag=True, help=N_("Dark background."))
@repair_given
def cloud(
    file: Path,
    output: Path,
    encoding: str | None,
    measure: str,
    colour: str | None,
    mask: str | None,
    pair: bool,
    raw: bool,
    stop_words: bool,
    min_characters: int,
    top: int,
    size: tuple[int, int],
    dark: bool,
    given: Mending,
) -> None:
    """Draw a word cloud of FILE, as repaired, in which the height of a word is in proportion to a measure.

    Prints the caption of the picture, and the words that found no room in it; when the picture goes to standard output,
    to standard error.
    """
    from ..figures.cloud_layout import height_of, require_mask
    from ..mending.repair import repair
    from ..terms.selection import stop_words as stopped

    if pair and (raw or mask):
        raise click.UsageError(_("--pair draws both texts, each on a plain ground; leave --raw and --mask out"))
    refuse_to_lose([file, *given.files, Path(mask) if mask else None], [output])
    ending = ending_of(output, (".png", ".svg", ".pdf"), PICTURE_SAVED_AS)
    settings = given.settings()
    try:
        height_of(size, 1 + pair)
        if mask not in (None, STANDARD):
            require_mask(mask)
        shape = read_named(mask) if mask == STANDARD else mask
        document = load_one(file, encoding)
        settings = settings_for(settings, document)
        with at_work([document], *([] if raw else [REPAIR]), WORDS):
            texts = document, document if raw else repair(document, settings=settings).document
            settings.tokeniser.tokens(texts[1])
        counting = {"stop_words": stopped() if stop_words else (), "min_characters": min_characters}
        look = {"n": top, "measure": measure, "size": size, "dark": dark, "colour": colour}
        with warnings_as_lines():
            drawn = _drawn(texts, settings, counting, look, shape, pair)
            write_outputs([(output, drawn.rendered(ending[1:]))])
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    err = is_standard_output(output)
    note(drawn.caption, err)
    if drawn.left_out:
        note(_("Left out: {terms}").format(terms=one_line("、".join(drawn.left_out))), err)


def _drawn(
    texts: tuple[Document, Document],
    settings: RepairSettings,
    counting: dict[str, Any],
    look: dict[str, Any],
    shape: bytes | str | None,
    pair: bool,
) -> Picture:
    """Return the cloud of a text as it is mended, or the pair of it and the text as it came."""
    import analysis

    document, mended = texts
    measure = look["measure"]
    colour = _coloured(settings, document, mended, look["colour"], counting)
    shown = analysis.written_forms(*map(settings.tokeniser.tokens, (mended, document)[: 1 + pair]))
    look = look | {"measure": SIZED_BY[measure], "colour": None if colour is None else shown(colour)}
    after = shown(measured(settings, mended, measure, counting))
    if pair:
        return analysis.cloud_pair(shown(measured(settings, document, measure, counting)), after, **look)
    return analysis.word_cloud(after, mask=shape, **look)


def _coloured(
    settings: RepairSettings, document: Document, mended: Document, colour: str | None, counting: dict[str, Any]
) -> pd.Series | None:
    """Return the group of each term that tells its colour."""
    import analysis

    if colour is None:
        return None
    tokeniser = settings.tokeniser
    tokens = tokeniser.tokens(mended)
    if colour == "section":
        sections = analysis.sections(mended, tokeniser, settings.decisions)
        tokens = analysis.with_sections(tokens, sections)
        return analysis.by_section(analysis.frequencies(tokens, by="section", **counting), sections)
    before, after = (analysis.frequencies(table, **counting) for table in (tokeniser.tokens(document), tokens))
    change = analysis.compare(before, after)
    if colour == "change":
        return analysis.by_change(change)
    return analysis.by_part_of_speech(change["term"], tokeniser.tags(change["term"]))
