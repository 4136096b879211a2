"""The keys that a person presses, one after another; from what is no terminal, its lines."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import click

from ..output.columns import plain
from ..output.streams import echo, input_stream
from ..reviews.terminal import QUIT

INTERRUPT = "\x03"
SEQUENCES = ("\x1b", "\0", "\xe0")  # what several characters begin with that are one key, such as an arrow


class Keys:
    """Each call returns the next key: small, half-width letters as an input method has them, too; ``q`` at the end.

    Parameters
    ----------
    from_terminal : whether keys are read singly, from the terminal; else lines are, from standard input.
    """

    def __init__(self, from_terminal: bool) -> None:
        self._read = self._pressed if from_terminal else _line
        self._typed = _line_of_terminal if from_terminal and not is_terminal() else _input_line
        self._waiting: list[str] = []

    def __call__(self) -> str:
        """Return the next key; of Enter nothing."""
        return _printable(unicodedata.normalize("NFKC", self._read()).strip().lower())

    def line(self) -> str:
        """Return what is typed up to Enter, as it is typed; of what ends before, nothing."""
        typed = "".join(self._waiting)  # what was pasted behind a key is there already
        self._waiting = []
        line, end, rest = typed.replace("\r", "\n").partition("\n")
        if end:
            self._waiting = [*rest]
            echo(plain(line))
            return line
        echo(plain(typed), end="")
        return typed + self._typed().rstrip("\r\n")

    def _pressed(self) -> str:
        """Return the next of the characters that the terminal gave; those of a sequence are one key."""
        if not self._waiting:
            try:
                got = click.getchar()
            except EOFError:
                got = ""
            self._waiting = [got] if got.startswith(SEQUENCES) else [*got]
        if INTERRUPT in self._waiting:
            raise KeyboardInterrupt
        return self._waiting.pop(0) if self._waiting else QUIT


def _line() -> str:
    return _input_line() or QUIT


def _input_line() -> str:
    return input_stream().readline().decode("utf-8", "replace")


def _line_of_terminal() -> str:
    """Return a line of the terminal where standard input is none: it is the text that is reviewed."""
    device = Path("CONIN$" if os.name == "nt" else "/dev/tty")
    with device.open(encoding="utf-8", errors="replace") as terminal:
        return terminal.readline()


def _printable(key: str) -> str:
    """Return a key as it may be shown; for one that may not, ``?``."""
    return key if key.isprintable() else "?"


def is_terminal() -> bool:
    """Say whether standard input is one."""
    return sys.stdin is not None and sys.stdin.isatty()
