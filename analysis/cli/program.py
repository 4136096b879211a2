"""How the program ends: an exit status that means one thing everywhere, and one line that says why."""

from __future__ import annotations

import os
import re
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from ..extensions.named_errors import ExtensionError
from ..languages.chosen import ENGLISH, TRADITIONAL, language
from ..languages.messages import _
from ..languages.system_errors import system_message
from ..output.streams import ERROR, INPUT, OUTPUT, echo, standard_streams
from ..processes import interrupts
from .help_pages import Command
from .placeholders import translated
from .spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

QUOTED = re.compile(r"(?<!install )'([^']*)'")  # but what is to be typed into a shell
SURROGATES = frozenset(map(chr, range(0xDC80, 0xDD00)))  # bytes of a file name that are not valid in it
DONE, NEGATIVE, FAILED, CLOSED = 0, 1, 2, 141


class Program(Command, click.Group):
    """A group of commands that, however they end, end in one line and in a status that their help lists."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line, that of the process by default, and exit; otherwise as click has it."""
        if not standalone_mode or "_ANALYSIS_COMPLETE" in os.environ:  # a shell asks how a line could go on
            return super().main(args, prog_name, complete_var, standalone_mode, **extra)
        given = list(sys.argv[1:] if args is None else args)

        def run() -> None:
            with (
                interrupts.interruptible(is_program=args is None),
                standard_streams(),
                self.make_context(prog_name or "analysis", given, **extra) as context,
            ):
                self.invoke(context)

        with spoken(given):
            former = interrupts.use_words([_("interrupted"), _("terminated"), _("; ")])
            status = _ended(run)
            interrupts.use_words(former)
        if args is None:
            interrupts.end(status)
        sys.exit(status)


def _ended(run: Callable[[], object]) -> int:
    """Run a command and return its exit status; if it did not go well, print why."""
    status, line = DONE, ""
    try:
        run()
    except BaseException as error:  # noqa: BLE001 - nothing ends the program without its status
        status, line = _explained(error)
        if os.environ.get("ANALYSIS_DEBUG"):
            line = f"{traceback.format_exc()}{line}"
    if line:
        with suppress(OSError):  # nobody is there to read it
            echo(line, err=True)
    return interrupts.status() or status


def _explained(error: BaseException) -> tuple[int, str]:
    """Return the exit status for an exception, and what to print."""
    if isinstance(error, KeyboardInterrupt | click.Abort) or interrupts.status():
        line = interrupts.message(error)
        return interrupts.status() or FAILED, line
    if isinstance(error, SystemExit | click.exceptions.Exit):
        code = error.code if isinstance(error, SystemExit) else error.exit_code
        return (code, "") if isinstance(code, int) else (FAILED if code else DONE, str(code or ""))
    if isinstance(error, click.ClickException):
        return FAILED, _of_command(error)
    if isinstance(error, BrokenPipeError) and error.filename in (OUTPUT, ERROR):
        return CLOSED, ""
    return FAILED, f"analysis: {one_line(with_options(_reason(error)))}"


def _of_command(error: click.ClickException) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    if isinstance(error, click.BadParameter) and error.param and not error.param_hint:
        error.param_hint = translated(error.param.get_error_hint(error.ctx))
    message = one_line(with_options(with_stream_named(error.format_message()))).replace(
        "。 ", "。"
    )  # click puts a blank between
    if isinstance(error, click.UsageError) and language() != ENGLISH:  # click quotes names as Python does
        message = QUOTED.sub(r"「\1」" if language() == TRADITIONAL else r"“\1”", message)
    line = f"analysis: {message.removesuffix('.').removesuffix('。')}"
    context = getattr(error, "ctx", None)
    return _("{line} (see {command} --help)").format(line=line, command=context.command_path) if context else line


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError):
        place = "" if error.filename is None else f"{os.fsdecode(error.filename)}: "
        return with_stream_named(f"{place}{system_message(error)}")
    if isinstance(error, MemoryError):
        return _("not enough memory")
    if isinstance(error, ExtensionError):
        return str(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = _("internal error: {kind}: {error} ({file}, line {line}); please report it. ANALYSIS_DEBUG=1 shows more")
    file = os.path.basename(frame.filename)  # noqa: PTH119 - of a traceback
    return message.format(kind=type(error).__name__, error=error, file=file, line=frame.lineno)


def with_stream_named(line: str) -> str:
    """Return a line that may begin with the name of a standard stream: that name in the language that is spoken.

    >>> with_stream_named("standard input: holds no text")
    'standard input: holds no text'
    """
    place, mark, rest = line.partition(": ")
    return f"{_(place)}{mark}{rest}" if place in (INPUT, OUTPUT, ERROR) else line


def with_options(line: str) -> str:
    """Return a line that tells how the package is called, with the option of the command line in place of it.

    >>> with_options("not valid utf-8; pass encoding=... to say what it is")
    'not valid utf-8; pass --encoding to say what it is'
    >>> with_options("looks like gb18030; pass encoding='gb18030' if it is")
    "looks like gb18030; pass --encoding 'gb18030' if it is"
    """
    return line.replace("encoding=... ", "--encoding ").replace("encoding='", "--encoding '")


def one_line(text: str) -> str:
    """Return *text* on one line, without control sequences, which a terminal would obey.

    >>> one_line("a\\n b\\x1b[31m")
    'a b [31m'
    """
    return " ".join("".join(c if c.isprintable() or c in SURROGATES else " " for c in text).split())
