"""The one way in which this package writes a file: complete, or not at all."""

from __future__ import annotations

import os
import re
import secrets
import stat
import sys
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..languages.messages import _
from ..processes import interrupts

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEMPORARY = re.compile(r"\.analysis-([0-9a-f]{16})-([0-9a-f]{8})\.part")
# Not every system has each of these flags.
FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_swept: set[Path] = set()


def write_file(path: str | os.PathLike[str], data: bytes | str) -> Path:
    """Write a file completely or not at all; what stands at *path* is replaced in one step.

    A link is followed and stays a link. What is no regular file (a terminal, a pipe, ``/dev/null``) is written to,
    not replaced; so is a file that standard output or standard error goes to.

    Parameters
    ----------
    path : where to; its folder must exist.
    data : bytes, or text, which is written as UTF-8.

    Returns
    -------
    The path, as given.

    Raises
    ------
    OSError : with *path* as its ``filename``, if it cannot be written; then nothing has changed.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(f"{folder}/clean.md", "政协").read_bytes().decode()
    '政协'
    """
    write_files([(path, data)])
    return Path(path)


def write_files(contents: Iterable[tuple[str | os.PathLike[str], bytes | str]]) -> None:
    """Write several files, none of which takes its place before all have been written; see `write_file`.

    What is no regular file comes first: what was written to it cannot be taken back, but may fail.

    Parameters
    ----------
    contents : for each its path, and its bytes or text.

    Raises
    ------
    OSError : with the path as its ``filename``, if one cannot be written.
    """
    with ExitStack() as stack:
        last_steps = [(path, stack.enter_context(_prepared(Path(path), data))) for path, data in contents]
        for path, last_step in sorted(last_steps, key=lambda pair: pair[1].func is not _write_to):
            with errors_at(path):
                last_step()


@contextmanager
def _prepared(path: Path, data: bytes | str) -> Iterator[partial[Any]]:
    """Do what may fail of the writing of a file, and return the last step; tidy up behind it."""
    content = data.encode() if isinstance(data, str) else data
    with ExitStack() as stack:
        with errors_at(path):
            found = _status(path)
            stream = _standard_stream(found) if found else None
            if found and not stat.S_ISREG(found.st_mode):
                target = stack.enter_context(path.open("wb", buffering=0))
                last_step: partial[Any] = partial(_write_to, target.fileno(), content)
            elif stream is not None:
                last_step = partial(_write_to, stream, content)
            else:
                last_step = stack.enter_context(_part(path, content, found))
        yield last_step


@contextmanager
def errors_at(path: str | os.PathLike[str]) -> Iterator[None]:
    """Let an error of the system name *path*, and not a temporary name, or nothing at all."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno or 5, error.strerror or str(error), os.fspath(path)) from error


def refuse_same_files(
    inputs: Iterable[str | os.PathLike[str]], outputs: Iterable[str | os.PathLike[str] | None]
) -> None:
    """Raise when an output is one of the inputs, or another output: the same file, whatever its name.

    Parameters
    ----------
    inputs : paths that are read.
    outputs : paths that are to be written; None stands for one that is not wanted.

    Raises
    ------
    ValueError : naming the file that would be lost.

    >>> refuse_same_files(["page.txt"], ["./page.txt"])
    Traceback (most recent call last):
    ValueError: page.txt is read, and would be written over by ./page.txt; name another output
    """
    is_read = _("{path} is read, and would be written over by {output}; name another output")
    is_written = _("{path} is an output, and would be written over by {output}; name another output")
    seen = [(os.fspath(path), is_read) for path in inputs]
    for output in (os.fspath(path) for path in outputs if path is not None):
        for path, message in seen:
            if is_same_file(path, output):
                raise ValueError(message.format(path=path, output=output))
        seen.append((output, is_written))


def is_same_file(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    """Say whether two paths lead to one file or folder, or would, once they are made.

    A device or a pipe is written to, not replaced, and holds nothing to lose: it is the same as nothing.

    >>> is_same_file("a/../page.txt", "page.txt"), is_same_file("/dev/null", "/dev/null")
    (True, False)
    """
    found, another = _status(Path(one)), _status(Path(other))
    if found is None or another is None:
        # `new/../page.txt` is not there while `new` is not, and is page.txt as soon as it is.
        return os.path.realpath(one) == os.path.realpath(other)
    is_stored = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
    return is_stored and os.path.samestat(found, another)


def _status(path: Path) -> os.stat_result | None:
    """Return what the system knows of a path's target; None if there is none yet."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _standard_stream(found: os.stat_result) -> int | None:
    """Return 1 or 2 if that descriptor writes to the file already, else None: a name cannot be taken from under it."""
    for descriptor in (1, 2):
        with suppress(OSError):
            if os.path.samestat(os.fstat(descriptor), found):
                return descriptor
    return None


def _write_to(descriptor: int, content: bytes) -> None:
    """Write to an open file, behind what was printed before."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


@contextmanager
def _part(path: Path, content: bytes, found: os.stat_result | None) -> Iterator[partial[Any]]:
    """Write beside the file that *path* leads to, under a name that nobody can foresee; return what takes its place."""
    target = Path(os.path.realpath(path))
    sweep(target.parent)
    part = target.parent / temporary_name()
    interrupts.register_temporary(part)
    try:
        descriptor = os.open(part, FLAGS, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            with suppress(OSError):  # not every file system has locks; then it is not swept by others, nor protected
                _lock(descriptor)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        if found is not None:
            part.chmod(stat.S_IMODE(found.st_mode))
        yield partial(part.replace, target)
    finally:
        with suppress(OSError):
            part.unlink()
        interrupts.removed(part)


def temporary_name() -> str:
    """Return a name for a file or folder in the making: one that nobody can foresee, and that `sweep` knows for ours.

    >>> bool(TEMPORARY.fullmatch(temporary_name()))
    True
    """
    token = secrets.token_hex(8)
    return f".analysis-{token}-{_check(token)}.part"


def _check(token: str) -> str:
    """Return what makes a token one of ours: no file of anybody else's has such a name."""
    return sha256(f"zh-analysis {token}".encode()).hexdigest()[:8]


def sweep(folder: Path) -> None:
    """Remove the temporary files that killed runs left in a folder, once a process; those in use are locked, and stay.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Path(folder, temporary_name()).touch()
    ...     sweep(Path(folder)), [*Path(folder).iterdir()]
    (None, [])
    """
    if folder in _swept or fcntl is None:
        return
    _swept.add(folder)
    with os.scandir(folder) as entries:
        left = [Path(entry.path) for entry in entries if _is_ours(entry)]
    for path in left:
        with suppress(OSError):  # another run's, or swept by another run
            descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                _lock(descriptor)
                path.unlink()
            finally:
                os.close(descriptor)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    return is_temporary_name(entry.name) and entry.is_file(follow_symlinks=False)


def is_temporary_name(name: str) -> bool:
    """Say whether `temporary_name` gave this name.

    >>> is_temporary_name(temporary_name()), is_temporary_name(".analysis-0123456789abcdef-01234567.part")
    (True, False)
    """
    match = TEMPORARY.fullmatch(name)
    return match is not None and match[2] == _check(match[1])


def _lock(descriptor: int) -> None:
    """Hold a file as long as it is open, or raise if another process holds it."""
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
