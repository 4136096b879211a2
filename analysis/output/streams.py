"""The standard streams: any character can be printed, an error names the stream, and ``-`` stands for them."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from ..languages.messages import N_, _
from .files import errors_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STANDARD = "-"  # as the name of a file: standard input or standard output
OUTPUT, ERROR, INPUT = N_("standard output"), N_("standard error"), N_("standard input")
ESCAPED = "analysis-escaped"
_lacking: set[str] = set()  # encodings that lacked a character that was printed


def _escaped(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeEncodeError) and error.encoding not in ("utf-8", "utf8"):
        _lacking.add(error.encoding)
    return codecs.backslashreplace_errors(error)


codecs.register_error(ESCAPED, _escaped)


class _Named(io.FileIO):
    """A standard stream whose errors name it."""

    def __init__(self, descriptor: int, label: str) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._label = label

    def write(self, data: Any) -> int:
        with errors_at(self._label):
            return super().write(data)


@contextmanager
def standard_streams() -> Iterator[None]:
    r"""Let every character be printed, as ``\uXXXX`` where the stream's encoding lacks it, and errors name the stream.

    Whatever is printed has been written when the body ends.

    Raises
    ------
    OSError : with ``standard output`` or ``standard error`` as its ``filename``, when a stream cannot be written to.
    """
    _occupy_closed()
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _named(sys.stdout, OUTPUT), _named(sys.stderr, ERROR)
    _lacking.clear()
    try:
        yield
        if _lacking:
            names = ", ".join(sorted(_lacking))
            message = _("what {encodings} lacks was written as \\uXXXX; PYTHONIOENCODING=utf-8 writes all")
            echo(f"analysis: {message.format(encodings=names)}", err=True)
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    finally:
        for stream, former in zip((sys.stdout, sys.stderr), before, strict=True):
            _release(stream, former)
        sys.stdout, sys.stderr = before


def _occupy_closed() -> None:
    """Let descriptors that whoever started the process closed lead nowhere: no file or socket gets their numbers."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest that is free


def _named(stream: Any, label: str) -> Any:
    """Return a stream to the same place, whose errors name it and which can print every character."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.flush()
    try:
        raw = _Named(stream.fileno(), label)
    except OSError:  # no descriptor: in memory, as of a test
        stream.reconfigure(errors=ESCAPED)
        return stream
    buffered = stream.line_buffering
    return io.TextIOWrapper(io.BufferedWriter(raw), stream.encoding, ESCAPED, line_buffering=buffered)


def _release(stream: Any, former: Any) -> None:
    """Close a stream of ours; what could not be written is lost, as has been said."""
    if stream is None or stream is former:
        return
    try:
        stream.flush()
    except OSError:
        # Python would try again as it ends, and say so in its own way.
        with suppress(OSError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
    stream.close()


def echo(text: str, err: bool = False, end: str = "\n") -> None:
    """Print a line to standard output, or to standard error behind what was printed before.

    A line without an end, such as a question, is shown at once.

    >>> echo("政协")
    政协
    """
    if err and sys.stdout is not None:
        sys.stdout.flush()
    stream = sys.stderr if err else sys.stdout
    if stream is not None:
        stream.write(f"{text}{end}")
        if err or not end:
            stream.flush()


def can_print(text: str, err: bool = False) -> bool:
    """Say whether a stream's encoding has every character of a text.

    >>> can_print("a")
    True
    """
    stream = sys.stderr if err else sys.stdout
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def write_output(data: bytes) -> None:
    """Write bytes to standard output, behind what was printed before.

    Raises
    ------
    OSError : with ``standard output`` as its ``filename``, if it is closed or cannot be written to.
    """
    if sys.stdout is None:
        raise OSError(9, os.strerror(9), OUTPUT)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def is_standard_output(path: str | os.PathLike[str] | None) -> bool:
    """Say whether a path is ``-``, or leads to where standard output goes.

    >>> is_standard_output("-"), is_standard_output("clean.md"), is_standard_output(None)
    (True, False, False)
    """
    if path is None or os.fspath(path) == STANDARD:
        return path is not None
    try:
        return os.path.samestat(os.stat(path), os.fstat(1))  # noqa: PTH116
    except OSError:
        return False


def keep_input(path: Path) -> None:
    """Put all of standard input into a file for the time being, whose folder goes with it.

    Raises
    ------
    OSError : with *path* or ``standard input`` as its ``filename``.
    """
    with errors_at(path), path.open("wb") as file:
        shutil.copyfileobj(input_stream(), file)


def input_stream() -> BinaryIO:
    """Return the bytes of standard input, to be read.

    Raises
    ------
    OSError : with ``standard input`` as its ``filename``, if it is closed.
    """
    if sys.stdin is None:
        raise OSError(9, os.strerror(9), INPUT)
    return sys.stdin.buffer
