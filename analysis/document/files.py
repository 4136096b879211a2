"""Find and read what documents are made of: files, streams and addresses, within bounds and without waiting."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_BYTES = 512_000_000  # of one file, address or stream
CHUNK = 1 << 20
BLANK = ("holds only white space", "holds no text")  # how the reason begins when there is nothing to read
PIPE = "named pipe"
KINDS = {
    stat.S_IFDIR: "directory",
    stat.S_IFIFO: PIPE,
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}
# A pipe without a writer is not waited for. Not every system has each of these flags.
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
LEADS_OUT = "is a link that leads out of the folder; follow_links=True, or --follow-links, reads it"


class DocumentError(ValueError):
    """A file or bytes that cannot become a ``Document``; the message names file, place and reason."""


class Readable(Protocol):
    """What bytes are read from: a binary file, ``sys.stdin.buffer``, a response."""

    def read(self, size: int, /) -> bytes | None:
        """Return at most so many bytes; none at the end."""


class Found(NamedTuple):
    """A file of a folder or pattern, or what keeps it from being read."""

    path: str
    size: int = 0
    changed: str = ""  #: when, as the system counts it
    problem: str = ""  #: why it cannot be read, or is not to be
    is_unreadable: bool = False  #: whether the system refused what is there, so that documents may be missing


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
        raise DocumentError(f"{label}: {error.strerror or error}") from None
    if chunk is None:
        raise DocumentError(f"{label}: has nothing to read yet, and does not wait for it")
    return b"".join(chunks)


def _too_large(label: str) -> DocumentError:
    return DocumentError(f"{label}: holds more than {MOST_BYTES / 1e6:,.0f} MB, the most that is read of one document")


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
        kind = KINDS.get(stat.S_IFMT(status.st_mode), "")
        if kind not in ("", PIPE):
            raise DocumentError(f"{label}: is a {kind}, not a file")
        if status.st_size > MOST_BYTES:
            raise _too_large(label)
        with open(os.open(path, FLAGS), "rb", buffering=0) as file:  # noqa: PTH123
            begin = _begin_pipe(file.fileno(), label) if kind == PIPE else b""
            return begin + read_stream(file, label)
    except DocumentError:
        raise
    except (OSError, ValueError) as error:
        raise DocumentError(f"{label}: {_reason(error)}") from None


def _reason(error: OSError | ValueError) -> str:
    """Return why a file cannot be opened; a ValueError is for a name that no file can have."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else "no file can have such a name"


def _begin_pipe(descriptor: int, label: str) -> bytes:
    """Return the first byte of a pipe if it is there already, and let it be waited for from now on."""
    try:
        begin = os.read(descriptor, 1)
    except BlockingIOError:  # somebody will write
        begin = b""
    else:
        if not begin:
            raise DocumentError(f"{label}: is a named pipe that nobody writes to")
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


def find_files(source: str, endings: tuple[str, ...], follow_links: bool = False) -> list[Found]:
    """Return the files of a folder and the folders in it, or those that a pattern names, in order of their paths.

    Each file is there once, whatever links lead to it, and loops of links end.

    Parameters
    ----------
    source : a folder, of which the files with one of the *endings* are wanted; or a file; or a pattern such as
        ``texts/*.txt``, in which ``**`` stands for any folders, and a name that begins with a dot for itself only.
    endings : in lower case, with their dots.
    follow_links : whether links that lead out of the folder, or out of the folder that the pattern starts from, are
        followed.
    """
    path = Path(source)
    if os.path.isdir(source):  # noqa: PTH112 - what cannot be reached is no folder, and no error here
        return sorted(_Walk(path, lambda name: Path(name).suffix.lower() in endings, _anything, follow_links).files())
    if os.path.lexists(source):
        return [_found_at(path)]
    base, parts = parts_of_pattern(source)
    if not parts or not _is_possible(source):
        return []
    walk = _Walk(base, lambda name: _matches(name, parts), lambda name: may_hold(name, parts), follow_links)
    return sorted(walk.files())


def _anything(_: str) -> bool:
    return True


def _is_possible(path: str) -> bool:
    """Say whether a path has no character that no file's name can have."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def parts_of_pattern(pattern: str) -> tuple[Path, tuple[str, ...]]:
    """Return the folder that a pattern starts from, and the pattern below it, name by name; none if it is no pattern.

    >>> folder, below = parts_of_pattern("texts/20??/*.txt")
    >>> folder.name, below
    ('texts', ('20??', '*.txt'))
    """
    parts = Path(pattern).parts
    fixed = next((at for at, part in enumerate(parts) if any(c in part for c in "*?[")), len(parts))
    return Path(*parts[:fixed]), parts[fixed:]


def _matches(path: str, pattern: tuple[str, ...]) -> bool:
    """Say whether a path is one that a pattern names."""
    return len(pattern) in _states(path, pattern)


def may_hold(folder: str, pattern: tuple[str, ...]) -> bool:
    """Say whether a pattern can name what is below a folder."""
    return any(at < len(pattern) for at in _states(folder, pattern))


def _states(path: str, pattern: tuple[str, ...]) -> set[int]:
    """Return at which of a pattern's parts a path can end: of each state the parts are tried once."""
    states = {0}
    for name in Path(path).parts:
        states = _after_stars(states, pattern)
        stay = {at for at in states if at < len(pattern) and pattern[at] == "**" and not name.startswith(".")}
        move = {at + 1 for at in states if at < len(pattern) and pattern[at] != "**" and _names(pattern[at], name)}
        states = stay | move
    return _after_stars(states, pattern)


def _after_stars(states: set[int], pattern: tuple[str, ...]) -> set[int]:
    """Return the states and those that are reached where ``**`` stands for no folder."""
    found = set(states)
    for at, part in enumerate(pattern):
        if part == "**" and at in found:
            found.add(at + 1)
    return found


def _names(part: str, name: str) -> bool:
    return fnmatch(name, part) and not (name.startswith(".") and not part.startswith("."))


def _found(path: Path, status: os.stat_result) -> Found:
    kind = KINDS.get(stat.S_IFMT(status.st_mode), "")
    problem = f"is a {kind}, not a file" if kind else ""
    return Found(path.as_posix(), status.st_size, str(status.st_mtime_ns), problem)


def _found_at(path: Path) -> Found:
    """Return what stands at a path, or at the end of the links there."""
    try:
        return _found(path, path.stat())
    except OSError as error:
        return _refused(path, error)


def _refused(path: Path, error: OSError) -> Found:
    """Return what the system refused: a broken link and a loop hold no document, anything else may."""
    is_unreadable = error.errno not in (errno.ENOENT, errno.ELOOP)
    return Found(path.as_posix(), problem=error.strerror or str(error), is_unreadable=is_unreadable)


class _Walk:
    """The files below a folder: first those that are there themselves, then those that links lead to."""

    def __init__(
        self, base: Path, wanted: Callable[[str], bool], enters: Callable[[str], bool], follow_links: bool
    ) -> None:
        self.base, self.wanted, self.enters, self.follow_links = base, wanted, enters, follow_links
        self.root = os.path.realpath(base)
        self.seen: set[str] = set()  #: folders and files, with no link in their paths
        self.links: list[Path] = []

    def files(self) -> Iterator[Found]:
        """Yield what is wanted, and the folders and links that cannot be followed."""
        yield from self._below(self.base)
        files: list[Path] = []
        while self.links:
            links, self.links = sorted(self.links), []
            for link in links:
                if os.path.isdir(link):  # noqa: PTH112 - what cannot be reached is no folder
                    yield from self._folder_link(link)
                else:
                    files.append(link)
        for link in sorted(files):
            yield from self._file_link(link)

    def _below(self, folder: Path) -> Iterator[Found]:
        """Yield the files of a folder and of those in it, and keep the links."""
        stack = [folder]
        while stack:
            folder = stack.pop()
            real = os.path.realpath(folder)
            if real in self.seen:
                continue
            self.seen.add(real)
            try:
                with os.scandir(folder) as entries:
                    inside = list(entries)
            except FileNotFoundError:
                continue
            except OSError as error:
                yield _refused(folder, error)
                continue
            self.links += [folder / entry.name for entry in inside if entry.is_symlink()]
            folders = [folder / entry.name for entry in inside if entry.is_dir(follow_symlinks=False)]
            stack += [path for path in folders if self.enters(self._name(path))]
            yield from self._files_of(folder, real, inside)

    def _files_of(self, folder: Path, real: str, inside: list[os.DirEntry[str]]) -> Iterator[Found]:
        for entry in inside:
            is_file = not entry.is_symlink() and not entry.is_dir(follow_symlinks=False)
            if is_file and self._is_wanted(folder / entry.name):
                self.seen.add(os.path.join(real, entry.name))  # noqa: PTH118
                with suppress(FileNotFoundError):  # gone since
                    yield _found(folder / entry.name, entry.stat(follow_symlinks=False))

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.base))

    def _is_wanted(self, path: Path) -> bool:
        return self.wanted(self._name(path))

    def _leads_out(self, real: str) -> bool:
        return not self.follow_links and not Path(real).is_relative_to(self.root)

    def _folder_link(self, link: Path) -> Iterator[Found]:
        if not self.enters(self._name(link)):
            return
        real = os.path.realpath(link)
        if self._leads_out(real):
            yield Found(link.as_posix(), problem=LEADS_OUT)
        elif not Path(real).is_relative_to(self.root):  # what is below the root is found without a link
            yield from self._below(link)

    def _file_link(self, link: Path) -> Iterator[Found]:
        if not self._is_wanted(link):
            return
        real, found = os.path.realpath(link), _found_at(link)
        if self._leads_out(real) and found.changed:
            yield found._replace(problem=LEADS_OUT)
        elif real not in self.seen:
            self.seen.add(real)
            yield found
