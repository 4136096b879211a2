"""The keys that a person presses, one after another; from what is no terminal, its lines."""

from __future__ import annotations

import sys
import unicodedata

import click

from ..output.streams import input_stream
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
        self._waiting: list[str] = []

    def __call__(self) -> str:
        """Return the next key; of Enter nothing."""
        return _printable(unicodedata.normalize("NFKC", self._read()).strip().lower())

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
    line = input_stream().readline()
    return line.decode("utf-8", "replace") if line else QUIT


def _printable(key: str) -> str:
    """Return a key as it may be shown; for one that may not, ``?``."""
    return key if key.isprintable() else "?"


def is_terminal() -> bool:
    """Say whether standard input is one."""
    return sys.stdin is not None and sys.stdin.isatty()
