"""Folders that are complete or not there, in which nothing is replaced but what this program recorded as its own."""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import shutil
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..languages.messages import _
from ..processes import interrupts
from .files import errors_at, is_temporary_name, temporary_name, write_files
from .locks import LOCK, MARK, NO_LINK, fcntl, locked
from .manifests import is_stray, names_below, record, refuse_foreign

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

WORK = ".analysis.work"  # in a working folder
NEW, OLD = ".new", ".old"  # of a working folder: what is complete, and what it replaces


def replace_folder(new: Path, folder: Path, holds: str) -> None:
    """Let a folder that is complete take the place of an earlier one.

    Parameters
    ----------
    new : on the same disk; what was there before is left beside it, its name followed by ``.old``. What file managers
        put there (`STRAYS`) is copied from it.
    folder : what it becomes.
    holds : what both hold; see `record`.

    Raises
    ------
    FileExistsError : as `refuse_foreign` does.
    """
    record(new, holds)
    refuse_foreign(folder, holds)
    _copy_strays(folder, new)
    old = new.with_name(f"{new.name}{OLD}")
    with errors_at(folder):
        try:
            with suppress(FileNotFoundError):
                folder.rename(old)
            new.rename(folder)
        except BaseException:
            if old.exists() and not folder.exists():
                old.rename(folder)
            raise


def write_folder(folder: Path, holds: str, contents: Mapping[str, bytes | str]) -> None:
    """Write a folder whole or not at all, over one that an earlier run wrote.

    Parameters
    ----------
    folder : what it becomes; the folder above it is there.
    holds : what kind of folder it is; see `record`.
    contents : its files, by name.

    Raises
    ------
    FileExistsError : as `refuse_foreign` does.
    OSError : with *folder* as its ``filename``, if it cannot be written; then nothing has changed.

    >>> with temporary_folder() as place:
    ...     write_folder(place / "春", "report", {"index.html": "春天"})
    ...     (place / "春" / "index.html").read_text("utf-8")
    '春天'
    """
    with errors_at(folder), temporary_folder(folder.parent) as place:
        new = place / "new"
        new.mkdir()
        write_files((new / name, data) for name, data in contents.items())
        replace_folder(new, folder, holds)


def _copy_strays(folder: Path, new: Path) -> None:
    """Let what file managers left in a folder, how its window looks for instance, be in the new one too."""
    for name in [*names_below(folder)] if folder.is_dir() else ():
        if is_stray(folder / name):
            with suppress(OSError):  # it is worth no failure
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(folder / name, new / name, follow_symlinks=False)


@contextmanager
def temporary_folder(parent: Path | None = None) -> Iterator[Path]:
    """Make a folder that goes when it has been used; if the process is killed, the next run removes it.

    Parameters
    ----------
    parent : where; by default the system's folder for temporary files.
    """
    place = parent or Path(tempfile.gettempdir())
    sweep_folders(place)
    with ExitStack() as stack:
        yield _new_folder(stack, place)


def sweep_folders(parent: Path) -> None:
    """Remove the temporary folders that killed runs of this user left; those in use are locked, and stay."""
    if fcntl is None:
        return
    with os.scandir(parent) as entries:
        left = [Path(entry.path) for entry in entries if _is_left(entry)]
    for folder in left:
        with ExitStack() as stack, suppress(OSError):
            if _is_locked(folder, stack):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def complete_folder(place: Path) -> Iterator[Path]:
    """Lend a folder to write into, which becomes *place* when all went well: whole or not at all.

    It stands beside *place*, in a working folder, and may be on a disk that several machines share: each process has
    one of its own, and who is first gives *place* its content.
    """
    part = place.with_name(f".{place.name}-{platform.node()}-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        try:
            part.rename(place)
        except OSError:  # another process did the same meanwhile
            if not place.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def working_folder(out: Path, ours: re.Pattern[str]) -> Iterator[Path]:
    """Lend a folder beside *out*, for this run alone, that stays when the work is interrupted.

    Parameters
    ----------
    out : what is to be made of it.
    ours : the names of what this program puts into it.

    Raises
    ------
    FileExistsError : when something stands at its name that is not a folder of such a run, or holds anything else.
    BlockingIOError : when another run is using it.
    """
    work = out.with_name(_work_name(out.name))
    _refuse_work(work, ours)
    with ExitStack() as stack:
        stack.callback(_remove_if_empty, work)
        stack.enter_context(locked(work))
        _refuse_work(work, ours)
        (work / WORK).write_bytes(MARK)
        yield work


def _remove_if_empty(work: Path) -> None:
    """Remove a working folder in which there is nothing to go on from."""
    with suppress(OSError):
        if {path.name for path in work.iterdir()} == {WORK}:
            (work / WORK).unlink()
        work.rmdir()


def _refuse_work(work: Path, ours: re.Pattern[str]) -> None:
    """Raise unless a folder is one in which this program worked, or not there."""
    problem = ""
    if work.is_symlink() or (work.exists() and not work.is_dir()):
        problem = _(
            "is no folder, so it is not the working folder of an interrupted run; rename it, or name another folder"
        )
    elif names := sorted(path.name for path in work.iterdir()) if work.exists() else []:
        known = {LOCK, WORK, NEW, NEW + OLD}
        others = [name for name in names if not (name in known or ours.fullmatch(name) or is_temporary_name(name))]
        foreign = [name for name in others if not is_stray(work / name)]
        foreign += [name for name in names if (work / name).is_symlink()]
        if foreign or not {LOCK, WORK} & {*names}:
            problem = _(
                "holds {name}, so it is not the working folder of an interrupted run; rename it, or name another folder"
            ).format(name=[*foreign, *names][0])
    if problem:
        raise FileExistsError(errno.EEXIST, problem, str(work))


def _work_name(name: str) -> str:
    """Return the name of a working folder; a long one would be more than the 255 bytes that file systems take."""
    work = f".{name}.part"
    return work if len(os.fsencode(work)) <= 255 else f".{hashlib.sha256(os.fsencode(name)).hexdigest()}.part"


def _is_left(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry is a temporary folder of this user's."""
    with suppress(OSError):
        is_folder = is_temporary_name(entry.name) and entry.is_dir(follow_symlinks=False)
        return is_folder and entry.stat(follow_symlinks=False).st_uid == os.geteuid()
    return False


def _new_folder(stack: ExitStack, place: Path) -> Path:
    """Make a folder that is locked, and removed at the end."""
    while True:
        folder = place / temporary_name()
        stack.callback(interrupts.removed, folder)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        interrupts.register_temporary(folder)
        folder.mkdir(mode=0o700)
        if fcntl is None:
            return folder
        try:
            if _is_locked(folder, stack):
                return folder
        except OSError:  # not every file system has locks; then it is not swept by others either
            return folder


def _is_locked(folder: Path, stack: ExitStack) -> bool:
    """Lock a temporary folder until the end; say whether that was possible: no other run holds or has removed it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | NO_LINK)
        stack.callback(os.close, descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (FileNotFoundError, BlockingIOError):
        return False
    return folder.exists()
