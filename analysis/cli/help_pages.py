"""The help of commands: in the language that is spoken when it is shown, and lined up with wide characters."""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ..languages.chosen import ENGLISH, language
from ..languages.messages import N_, _
from ..output.columns import display_width, pad
from .placeholders import translated
from .tables import cut, wrapped_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AS_IT_IS = "\b\n"  # before a paragraph whose lines stay as they are
STATUS = N_(
    """Exit status:
    0  done
    1  {negative}
    2  wrong use, an input that cannot be read, an output that cannot
       be written, or an internal error
  130  interrupted by Ctrl-C (141: the reader of the output went away;
       129, 143: ended by SIGHUP, SIGTERM); no file is left half written"""
)
USAGE = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))


def paragraphs(text: str) -> list[tuple[str, bool]]:
    r"""Return the paragraphs of a docstring as its catalogue has them, and whether the lines of each stay as they are.

    >>> paragraphs("Say it,\nonce.\n\n\b\na  b\nc  d\n")
    [('Say it, once.', False), ('a  b\nc  d', True)]
    """
    parts = inspect.cleandoc(text).partition("\f")[0].strip("\n").split("\n\n")
    return [
        (part.removeprefix(AS_IT_IS), True) if part.startswith(AS_IT_IS) else (" ".join(part.split("\n")), False)
        for part in parts
    ]


class Formatter(click.HelpFormatter):
    """Writes help in columns, in which a Han character takes two."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how a command is called."""
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the name of a list."""
        self.write(" " * self.current_indent + _("{heading}:").format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        if language() == ENGLISH:  # as click has always done
            super().write_text(text)
            return
        indent = " " * self.current_indent
        written = []
        for part, is_kept in paragraphs(text):
            lines = part.split("\n") if is_kept else wrapped_lines(part, self.width - self.current_indent)
            written.append("\n".join(indent + line for line in lines))
        self.write("\n\n".join(written) + "\n")

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options or commands, and beside each what it is for."""
        rows = [(translated(name), text) for name, text in rows]
        if language() == ENGLISH:
            super().write_dl(rows, col_max, col_spacing)
            return
        indent = " " * self.current_indent
        first = min(max(display_width(name) for name, _help in rows), col_max) + col_spacing
        for name, text in rows:
            lines = wrapped_lines(text, max(self.width - first - len(indent), 10)) if text else [""]
            if display_width(name) > first - col_spacing:
                self.write(f"{indent}{name}\n")
                name = ""
            for number, line in enumerate(lines):
                self.write(f"{indent}{pad('' if number else name, first)}{line}".rstrip() + "\n")


class Context(click.Context):
    """What a command runs in; its help is written by `Formatter`."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is translated when it is shown.

    Parameters
    ----------
    examples : command lines of at most 67 characters.
    negative : what the exit status 1 stands for.
    """

    context_class = Context

    def __init__(
        self, *given: Any, examples: Sequence[str] = (), negative: str = N_("does not occur"), **others: Any
    ) -> None:
        super().__init__(*given, **others)
        self.examples = examples
        self.negative = negative

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what goes behind the name of a command."""
        return [_(piece) if piece in USAGE else translated(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help, which click keeps with its text in the language of the first time."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _("Show this message and exit.")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the beginning of a command's help, for a list of commands."""
        if language() == ENGLISH or not self.help:
            return super().get_short_help_str(limit)
        return cut(_(paragraphs(self.help)[0][0]).partition("。")[0], limit)

    def format_help_text(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what a command does."""
        text = [f"{AS_IT_IS if is_kept else ''}{_(part)}" for part, is_kept in paragraphs(self.help or "") if part]
        if text:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text("\n\n".join(text))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        with _translated(self.get_params(ctx)):
            super().format_options(ctx, formatter)

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples, and what the exit status means."""
        if self.examples:
            label = _("Example:  ")
            behind = " " * display_width(label)
            lines = [f"{behind if number else label}{example}" for number, example in enumerate(self.examples)]
            status = _(STATUS).format(negative=_(self.negative))
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text("\n\n".join(AS_IT_IS + part for part in ("\n".join(lines), status)))


@contextmanager
def _translated(parameters: Sequence[click.Parameter]) -> Iterator[None]:
    """Give options their help in the language that is spoken, until the body ends."""
    former = [(each, each.help) for each in parameters if isinstance(each, click.Option) and each.help]
    for option, text in former:
        option.help = _(text)
    try:
        yield
    finally:
        for option, text in former:
            option.help = text


def command(*examples: str, negative: str = N_("does not occur")) -> Any:
    """Return a decorator that makes a `Command` of a function, as click's own does."""
    return click.command(cls=Command, examples=examples, negative=negative)
