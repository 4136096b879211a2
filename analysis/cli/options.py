"""Options that several commands have."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from ..duplicates.kinds import KINDS as REUSE
from ..languages.messages import N_, _, enumeration, ngettext
from ..output.files import errors_at
from ..output.progress import hide
from ..output.streams import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE_PAGE = "analysis.whole_page"  # where a command keeps it
MOST = 1_000_000_000  # of anything that is counted: no document has more


class Integer(click.IntRange):
    """A whole number within limits."""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What click calls it."""
        return _("integer range")


class Share(click.FloatRange):
    """A number from 0 to 1; click takes ``nan`` for one."""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What click calls it."""
        return _("float range")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number."""
        number = super().convert(value, param, ctx)
        return (
            self.fail(_("{value!r} is not a number").format(value=value), param, ctx) if math.isnan(number) else number
        )


class PathType(click.Path):
    """A path, of which an error says in the language that is spoken what it should be."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        if self.file_okay != self.dir_okay:
            self.name = _("file") if self.file_okay else _("directory")
        return super().convert(value, param, ctx)


def report_folder(_context: click.Context, option: click.Parameter, value: Path | None) -> Path | None:
    """Refuse ``-`` where a folder is to be made."""
    if value is not None and str(value) == STANDARD:
        raise click.BadParameter(_("a folder cannot be written to standard output"), param=option)
    return value


FILE = PathType(path_type=Path)
QUIET = "analysis.quiet"  # where --quiet is kept
TABLE_SAVED_AS = N_("a table is saved as {endings}")
PICTURE_SAVED_AS = N_("a picture is saved as {endings}")
COUNT, DISPERSION, KEYNESS, TF_IDF = "count", "dispersion", "keyness", "tf-idf"


class OneOf(click.Choice[str]):
    """One of several words, which an error lists as the language that is spoken lists things."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return what is wrong with another word."""
        words = enumeration(map(repr, self._normalized_mapping(ctx).values()))
        message = ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", len(self.choices))
        return message.format(value=value, choice=words, choices=words)


class Measure(OneOf):
    """A statistic of a term, which has one name in all commands; former names are taken too."""

    FORMER: ClassVar = {"frequencies": COUNT, "tf_idf": TF_IDF}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of today."""
        return str(super().convert(self.FORMER.get(value, value), param, ctx))


def quiet_option() -> click.Option:
    """Return the option --quiet, which every command has; `is_quiet` tells."""
    return click.Option(
        ["-q", "--quiet"],
        is_flag=True,
        expose_value=False,
        callback=_keep_quiet,
        help=N_("No progress, and nothing but errors and warnings beside an output that is a file."),
    )


def _keep_quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.meta[QUIET] = context.meta.get(QUIET, False) or value
    hide(context.meta[QUIET])


def is_quiet() -> bool:
    """Return whether the command that runs was given --quiet."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(QUIET))


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how its files are read: ``encoding``, and what `is_whole_page` tells."""
    encoding = click.option(
        "--encoding", metavar="NAME", help=N_("Encoding of the text, such as gb18030.  [default: detected]")
    )
    whole = click.option(
        "--whole-page",
        is_flag=True,
        expose_value=False,
        callback=_keep_whole_page,
        help=N_("Read all of an HTML page, not only its main text."),
    )
    return encoding(whole(command))


def _keep_whole_page(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.meta[WHOLE_PAGE] = value


def is_whole_page() -> bool:
    """Return whether the command that runs was given --whole-page."""
    return bool(click.get_current_context().meta.get(WHOLE_PAGE))


WORDS = click.option(
    "--words",
    type=PathType(path_type=Path),
    metavar="FILE",
    help=N_("Words to keep whole, UTF-8: one a line, with its frequency it is only weighed; jieba's format or CSV."),
)


STOP_WORDS = click.option(
    "--stop-words/--no-stop-words", default=True, show_default=True, help=N_("Leave stop words out.")
)


SIMILARITY = click.option(
    "--similarity",
    default=0.8,
    show_default=True,
    type=Share(0, 1, min_open=True),
    metavar="SHARE",
    help=N_("Minimum similarity of near repeats, above 0 and at most 1: 1 - edits / letters."),
)


KIND = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=OneOf(REUSE),
    metavar="KIND",
    help=N_(
        "Only this; can be given again. One of repeat, near repeat, variant, splice, periodic run, doubled characters, "
        "natural repeat."
    ),
)


SIMPLIFY = click.option(
    "--simplify/--no-simplify",
    default=None,
    help=N_("Count traditional characters as simplified; by default if the text is in them."),
)


ENGINE = click.option(
    "--engine",
    default="rjieba",
    show_default=True,
    type=OneOf(["rjieba", "jieba", "characters", "given"]),
    help=N_("What cuts words: characters for classical text, given for text cut by blanks."),
)


FIGURES = click.option(
    "--figures",
    type=PathType(path_type=Path, file_okay=False),
    callback=report_folder,
    metavar="FOLDER",
    help=N_("Save every picture there too, as PNG and SVG."),
)


OPEN = click.option("--open", "show", is_flag=True, help=N_("Open the report in the browser when it is done."))


FORMAT = click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    type=OneOf(["table", "json", "csv"]),
    help=N_("Format of the list; json is an object a line."),
)


TERM_LENGTH = click.option(
    "--min-characters",
    default=2,
    show_default=True,
    type=Integer(1, 1_000_000),
    help=N_("Minimum length of a term, in characters."),
)


def least_letters(least: int) -> Callable[[Any], Any]:
    """Return the option --min-length, from *least* letters on."""
    kind = Integer(least, 1_000_000)
    text = N_("Minimum length of a repeated passage, in letters.")
    return click.option("--min-length", default=30, show_default=True, type=kind, help=text)


def output_option(help: str, required: bool = False) -> Callable[[Any], Any]:  # noqa: A002 - as click calls it
    """Return the option --output."""
    kind = PathType(path_type=Path, dir_okay=False)
    return click.option("-o", "--output", required=required, type=kind, metavar="FILE", help=help)


def folder_option(help: str, default: str | None = None) -> Callable[[Any], Any]:  # noqa: A002 - as click calls it
    """Return the option --output of a command that makes a folder; without a *default* it must be given."""
    return click.option(
        "-o",
        "--output",
        "--out",
        "out",
        required=default is None,
        default=default,
        show_default=True,
        type=PathType(path_type=Path, file_okay=False),
        callback=report_folder,
        metavar="FOLDER",
        help=help,
    )


def ending_of(output: Path | None, endings: tuple[str, ...], saved_as: str) -> str:
    """Return the ending of an output's name, which decides its format; of standard output the first.

    What is wrong with the name or the folder is an error now, and not when the work has been done.

    Parameters
    ----------
    saved_as : the message that names the *endings*, such as `TABLE_SAVED_AS`.
    """
    if output is None or str(output) == STANDARD:
        return endings[0]
    ending = output.suffix.lower()
    if ending not in endings:
        raise click.UsageError(f"{output}: {_(saved_as).format(endings=enumeration(endings))}")
    with errors_at(output):
        (output.parent / ".").stat()
    return ending
