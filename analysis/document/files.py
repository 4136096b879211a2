"""Find and read what documents are made of: files, streams and addresses, within bounds and without waiting."""

from __future__ import annotations

import os
import stat
from typing import Protocol

from ..languages.messages import N_, _, forms
from ..languages.system_errors import system_message

MOST_BYTES = 512_000_000  # of one file, address or stream
CHUNK = 1 << 20
EMPTY = N_("holds no text (the file is empty)")
BLANK = (N_("holds only white space"), N_("holds no text"), EMPTY)  # the reasons when there is nothing to read
PIPE = N_("is a named pipe, not a file")
NO_FILES = {
    stat.S_IFDIR: N_("is a directory, not a file"),
    stat.S_IFIFO: PIPE,
    stat.S_IFSOCK: N_("is a socket, not a file"),
    stat.S_IFCHR: N_("is a device, not a file"),
    stat.S_IFBLK: N_("is a device, not a file"),
}
# A pipe without a writer is not waited for. Not every system has each of these flags.
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class DocumentError(ValueError):
    """A file or bytes that cannot become a ``Document``; the message names file, place and reason."""


class Readable(Protocol):
    """What bytes are read from: a binary file, ``sys.stdin.buffer``, a response."""

    def read(self, size: int, /) -> bytes | None:
        """Return at most so many bytes; none at the end."""


def printable(name: str) -> str:
    r"""Return a file's name on one line, with no control character in it; a byte that is no UTF-8 as ``\xff``.

    >>> printable("a\tb\udcff.txt")
    'a\\tb\\xff.txt'
    """
    return name if name.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in name)


def encodable(name: str) -> str:
    r"""Return a file's name as text that can be written: a byte that is no UTF-8 as ``\xff``.

    >>> encodable("政协\udcff.txt")
    '政协\\xff.txt'
    """
    return "".join(_escaped(c) if "\ud800" <= c <= "\udfff" else c for c in name)


def _escaped(character: str) -> str:
    is_byte = "\udc80" <= character <= "\udcff"  # as `os.fsdecode` gives it
    return f"\\x{ord(character) - 0xDC00:02x}" if is_byte else repr(character)[1:-1]


def read_stream(stream: Readable, label: str = "-") -> bytes:
    """Return all bytes of a stream such as ``sys.stdin.buffer``, which is read to its end.

    Parameters
    ----------
    stream : opened for bytes.
    label : what it is called in an error.

    Raises
    ------
    DocumentError : when it cannot be read, or holds more than `MOST_BYTES`.

    >>> import io
    >>> read_stream(io.BytesIO("政协".encode())).decode()
    '政协'
    """
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise _too_large(label)
            chunks.append(chunk)
    except OSError as error:
        raise DocumentError(f"{label}: {system_message(error)}") from None
    if chunk is None:
        raise DocumentError(f"{label}: " + _("has nothing to read yet, and does not wait for it"))
    return b"".join(chunks)


def _too_large(label: str) -> DocumentError:
    message = _("holds more than {most:,.0f} MB, the most that is read of one document")
    return DocumentError(f"{label}: {message.format(most=MOST_BYTES / 1e6)}")


def is_blank(reason: str) -> bool:
    """Say whether a document could not be read because there is nothing to read in it.

    >>> is_blank("holds no text (the file is empty)"), is_blank("no such file")
    (True, False)
    """
    return any(reason in forms(message) for message in BLANK)


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file, here or anywhere that fsspec reaches.

    A pipe is read to its end, if anybody writes to it; a device is not read.

    Raises
    ------
    DocumentError : when it cannot be read, or holds more than `MOST_BYTES`.
    """
    return _read_address(path) if "://" in path else _read_file(path)


def _read_file(path: str) -> bytes:
    label = printable(path)
    try:
        status = os.stat(path)  # noqa: PTH116 - a Path would change what is no Path
        no_file = NO_FILES.get(stat.S_IFMT(status.st_mode), "")
        if no_file not in ("", PIPE):
            raise DocumentError(f"{label}: {_(no_file)}")
        if status.st_size > MOST_BYTES:
            raise _too_large(label)
        with open(os.open(path, FLAGS), "rb", buffering=0) as file:  # noqa: PTH123
            begin = _begin_pipe(file.fileno(), label) if no_file == PIPE else b""
            return begin + read_stream(file, label)
    except DocumentError:
        raise
    except (OSError, ValueError) as error:
        raise DocumentError(f"{label}: {_reason(error)}") from None


def _reason(error: OSError | ValueError) -> str:
    """Return why a file cannot be opened; a ValueError is for a name that no file can have."""
    return system_message(error) if isinstance(error, OSError) else _("no file can have such a name")


def _begin_pipe(descriptor: int, label: str) -> bytes:
    """Return the first byte of a pipe if it is there already, and let it be waited for from now on."""
    try:
        begin = os.read(descriptor, 1)
    except BlockingIOError:  # somebody will write
        begin = b""
    else:
        if not begin:
            raise DocumentError(f"{label}: " + _("is a named pipe that nobody writes to"))
    os.set_blocking(descriptor, True)
    return begin


def _read_address(address: str) -> bytes:
    import fsspec

    try:
        files, path = fsspec.core.url_to_fs(address)
        if is_local(files):
            return _read_file(path)
        with fsspec.open(address, "rb") as file:
            return read_stream(file, printable(address))
    except DocumentError:
        raise
    except Exception as error:  # whatever the package for a store raises, or that there is none
        raise DocumentError(f"{printable(address)}: {error}") from error


def is_local(files: object) -> bool:
    """Say whether a file system of fsspec is that of this machine."""
    from fsspec.implementations.local import LocalFileSystem

    return isinstance(files, LocalFileSystem)
