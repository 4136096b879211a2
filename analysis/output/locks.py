"""The file that a run holds in a folder while it writes there, so that no other run does."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ..languages.messages import _
from ..processes import interrupts
from .files import errors_at

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".analysis.lock"
MARK = b"zh-analysis: a run is writing to this folder\n"
NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs from writing to a folder; it is made if need be, and removed again if nothing is put into it.

    Raises
    ------
    BlockingIOError : naming the folder, when another run holds it.
    FileExistsError : when the file that is the lock is not one of ours.
    """
    created = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        with errors_at(folder):
            folder.mkdir(parents=True, exist_ok=True)
        with _lock_file(folder / LOCK):
            yield
    finally:
        for path in created:
            with suppress(OSError):  # it is not empty
                path.rmdir()


@contextmanager
def _lock_file(file: Path) -> Iterator[None]:
    """Hold a file that is there as long as it is held, and longer only if the process is killed."""
    descriptor = _open_lock(file)
    interrupts.register_temporary(file)
    try:
        yield
    finally:
        if fcntl is None:
            os.close(descriptor)  # Windows removes no file that is open
            file.unlink(missing_ok=True)
        else:
            file.unlink(missing_ok=True)
            os.close(descriptor)
        interrupts.removed(file)


def _open_lock(file: Path) -> int:
    """Open and lock a file. Where the system cannot lock it, that it is there is the lock."""
    flags = os.O_RDWR | os.O_CREAT | NO_LINK | (os.O_EXCL if fcntl is None else 0)
    while True:
        try:
            with errors_at(file):
                descriptor = os.open(file, flags, 0o666)
        except FileExistsError:
            raise _held(file) from None
        try:
            _mark(file, descriptor)
            if os.path.lexists(file) and os.path.samestat(os.fstat(descriptor), file.lstat()):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # the run that made it has ended meanwhile, and has removed it


def _mark(file: Path, descriptor: int) -> None:
    """Lock an open file and write into it whose it is."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode) or os.read(descriptor, len(MARK) + 1) not in (b"", MARK):
        raise FileExistsError(
            errno.EEXIST, _("was not written by analysis; rename it, or name another folder"), str(file)
        )
    if fcntl is not None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held(file) from None
        except OSError:  # not every file system has locks
            pass
    try:
        with errors_at(file.parent):
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, MARK)
    except OSError:  # the disk is full
        with suppress(OSError):
            if os.path.samestat(os.fstat(descriptor), file.lstat()):  # held, and so ours to remove
                file.unlink()
        raise


def _held(file: Path) -> BlockingIOError:
    problem = _("another run is writing to it; wait until it has ended (if there is none, remove {name} in it)")
    return BlockingIOError(errno.EAGAIN, problem.format(name=file.name), str(file.parent))
