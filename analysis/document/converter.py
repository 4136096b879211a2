"""Convert what is no text, scans too, in a process of its own, which ends when it takes too long or too much memory."""

from __future__ import annotations

import atexit
import json
import os
import signal
import struct
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from threading import Event, Thread, Timer
from typing import IO, TYPE_CHECKING

from ..languages.messages import _
from ..languages.system_errors import system_message
from ..output.progress import progress_bar
from .blocks import Block, Region
from .formats import FormatError, draw, read
from .laid_out import Pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tqdm import tqdm

MOST_SECONDS = 60  # for one file
MOST_PAGE_SECONDS = 120  # for each page that is recognised, besides
MOST_MEMORY = 4_000_000_000  # bytes, for one file
HEADER = struct.Struct(">4sQ")  # what a message is, and its length
PAGE = struct.Struct(">II")  # a page's number, and how many pixels it is wide
STEP = struct.Struct(">II")  # how many pages are done, and how many there are
NESTED = 5_000  # frames of Python's stack, for pages with tags that are never closed
# The folders that this process imports from are those that the other imports from.
COMMAND = "import sys; sys.path[:] = {path!r}; from analysis.document.converter import serve; serve({parent}, {memory})"

_idle: list[subprocess.Popen[bytes]] = []


def convert(data: bytes, form: str) -> str | Pages:
    """Return what `formats.read` gives of a file's bytes, but in bounded time and memory.

    Raises
    ------
    FormatError : when the file cannot be read, or takes more than `MOST_SECONDS`, of which there are
        `MOST_PAGE_SECONDS` for each page that is recognised, or `MOST_MEMORY`.
    """
    kind, reply = _request(form, data)
    return reply.decode() if kind == b"text" else _unpacked(reply)


def draw_page(data: bytes, page: int, width: int) -> bytes:
    """Return a page of a PDF as `formats.draw` does, likewise."""
    return _request("draw", PAGE.pack(page, width) + data)[1]


def _request(form: str, data: bytes) -> tuple[bytes, bytes]:
    """Return what the other process answers. It is kept for the next file, and ends with this one."""
    process = _waiting() or _started()
    deadline = _Deadline(process)
    is_done = False
    try:
        deadline.set(MOST_SECONDS)
        kind, reply = _exchange(process, form.encode().ljust(4), data, deadline)
        is_done = True
    except (OSError, EOFError):
        raise FormatError(deadline.why_ended()) from None
    finally:  # at Ctrl-C, too
        deadline.cancel()
        if is_done:
            _idle.append(process)
        else:
            _end(process)
    if kind == b"fail":
        raise FormatError(reply.decode())
    return kind, reply


def _packed(pages: Pages) -> bytes:
    """Return pages as JSON."""
    blocks = [(b.kind, b.level, b.start, b.end, b.line, b.page, b.regions) for b in pages.blocks]
    text = pages.text.encode("utf-8", "replace").decode()
    return json.dumps([text, blocks, pages.sizes, pages.doubtful], ensure_ascii=False).encode()


def _unpacked(data: bytes) -> Pages:
    text, rows, sizes, doubtful = json.loads(data)
    blocks = [
        Block(kind, level, start, end, line, page, tuple(Region(*region) for region in regions))
        for kind, level, start, end, line, page, regions in rows
    ]
    return Pages(text, tuple(blocks), tuple(map(tuple, sizes)), tuple(map(tuple, doubtful)))


def _waiting() -> subprocess.Popen[bytes] | None:
    """Return a process that waits for a file, if there is one."""
    with suppress(IndexError):  # another thread can take the last one at any moment
        while (process := _idle.pop()).poll() is not None:
            _end(process)
        return process
    return None


class _Deadline:
    """Ends a process that takes too long."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._is_late = process, Event()
        self._timer: Timer | None = None
        self._why_late = ""

    def set(self, seconds: float, page: int = 0) -> None:
        """Let it take so long from now, for a page or else for the file."""
        self.cancel()
        message = _("page {page} takes more than {seconds:g} seconds to recognise, the most that one page may take")
        if not page:
            message = _("takes more than {seconds:g} seconds to convert, the most that one file may take")
        self._why_late = message.format(page=page, seconds=seconds)
        self._timer = Timer(seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Let it take as long as it will."""
        if self._timer is not None:
            self._timer.cancel()

    def why_ended(self) -> str:
        """Return why the process is gone."""
        if self._is_late.is_set():
            return self._why_late
        status = self._process.wait()
        message = _("the process that converts it ended (status {status}): it is damaged, or needs too much memory")
        return message.format(status=status)

    def _stop(self) -> None:
        self._is_late.set()
        self._process.kill()


def _started() -> subprocess.Popen[bytes]:
    command = COMMAND.format(path=[*map(str, sys.path)], parent=os.getpid(), memory=MOST_MEMORY)
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen([sys.executable, "-c", command], stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603
    except OSError as error:
        raise FormatError(_("no process to convert it: {error}").format(error=system_message(error))) from None


def _exchange(process: subprocess.Popen[bytes], kind: bytes, data: bytes, deadline: _Deadline) -> tuple[bytes, bytes]:
    """Return the reply to a message, which comes after one for each page that is being recognised."""
    to, back = process.stdin, process.stdout
    assert to is not None  # noqa: S101 - both are pipes
    assert back is not None  # noqa: S101
    _send(to, kind, data)
    with ExitStack() as stack:
        bar: tqdm | None = None
        while (message := _receive(back))[0] == b"step":
            done, of = STEP.unpack(message[1])
            deadline.set(MOST_PAGE_SECONDS, done + 1)
            if bar is None:
                bar = stack.enter_context(progress_bar(of, "page"))
            bar.update(done - bar.n)
        return message


def _send(stream: IO[bytes], kind: bytes, data: bytes) -> None:
    stream.write(HEADER.pack(kind, len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Return the next message, or raise an EOFError when the other side is gone."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        raise EOFError
    kind, size = HEADER.unpack(header)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return kind, data


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # what was not sent yet
            if stream is not None:
                stream.close()
    process.wait()


@atexit.register
def end_idle() -> None:
    """End the processes that wait for the next file."""
    while _idle:
        _end(_idle.pop())


def _forget() -> None:
    """Leave the converters of the parent to it, in a process that was forked from it."""
    for process in _idle:
        process.returncode = 0
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def serve(parent: int, memory: int) -> None:
    """Convert what comes from standard input, one file after another, until it ends: in the process of `convert`.

    Parameters
    ----------
    parent : the process that wants it, with which this one ends.
    memory : the most bytes to take.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    Thread(target=_end_with, args=[parent], daemon=True).start()
    _limit_memory(memory)
    sys.setrecursionlimit(NESTED)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a parser prints is no reply

    def progress(done: int, of: int) -> None:
        _send(replies, b"step", STEP.pack(done, of))

    with suppress(EOFError, BrokenPipeError):
        while True:
            form, data = _receive(sys.stdin.buffer)
            _send(replies, *_reply(form.decode().strip(), data, progress))


def _end_with(parent: int) -> None:
    """End this process soon after its parent, even in the midst of a file."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _limit_memory(most: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # not every system has limits
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _reply(form: str, data: bytes, progress: Callable[[int, int], None]) -> tuple[bytes, bytes]:
    try:
        if form == "draw":
            return b"draw", draw(data[PAGE.size :], *PAGE.unpack(data[: PAGE.size]))
        found = read(data, form, progress)
        return (b"text", found.encode("utf-8", "replace")) if isinstance(found, str) else (b"page", _packed(found))
    except MemoryError:
        message = _("needs more than {most:g} GB of memory to convert")
        return b"fail", message.format(most=MOST_MEMORY / 1e9).encode()
    except FormatError as error:
        return b"fail", " ".join(str(error).split()).encode("utf-8", "replace")
