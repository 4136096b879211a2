"""Which files a folder or a pattern means, whatever links, pipes and devices lie in it."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..languages.messages import N_, _
from ..languages.system_errors import system_message
from .files import NO_FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEADS_OUT = N_("is a link that leads out of the folder; follow_links=True, or --follow-links, reads it")


class Found(NamedTuple):
    """A file of a folder or pattern, or what keeps it from being read."""

    path: str
    size: int = 0
    changed: str = ""  #: when, as the system counts it
    problem: str = ""  #: why it cannot be read, or is not to be
    is_unreadable: bool = False  #: whether the system refused what is there, so that documents may be missing


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
    no_file = NO_FILES.get(stat.S_IFMT(status.st_mode), "")
    problem = _(no_file) if no_file else ""
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
    return Found(path.as_posix(), problem=system_message(error), is_unreadable=is_unreadable)


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
            yield Found(link.as_posix(), problem=_(LEADS_OUT))
        elif not Path(real).is_relative_to(self.root):  # what is below the root is found without a link
            yield from self._below(link)

    def _file_link(self, link: Path) -> Iterator[Found]:
        if not self._is_wanted(link):
            return
        real, found = os.path.realpath(link), _found_at(link)
        if self._leads_out(real) and found.changed:
            yield found._replace(problem=_(LEADS_OUT))
        elif real not in self.seen:
            self.seen.add(real)
            yield found
