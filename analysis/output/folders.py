"""Folders that are complete or not there, in which nothing is replaced but what this program recorded as its own."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .files import errors_at, is_temporary_name, temporary_name, write_file, write_files
from .locks import LOCK, MARK, NO_LINK, fcntl, locked

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping

MANIFEST = ".analysis.json"
WORK = ".analysis.work"  # in a working folder
FORMAT = 1  # of the manifest
NEW, OLD = ".new", ".old"  # of a working folder: what is complete, and what it replaces
STRAYS = {".ds_store", "thumbs.db", "desktop.ini"}  # what file managers put anywhere: nobody's, and it stays


def record(folder: Path, holds: str) -> None:
    """Write the manifest of a folder: the files in it, and what they hold.

    Parameters
    ----------
    folder : all of whose files this program wrote.
    holds : what kind of folder it is; one of another kind does not take its place.

    >>> with temporary_folder() as folder:
    ...     _ = write_file(folder / "page.html", "政协")
    ...     record(folder, "report")
    ...     refuse_foreign(folder, "report")
    ...     _ = write_file(folder / "mine.html", "春")
    ...     refuse_foreign(folder, "report")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileExistsError: [Errno 17] holds mine.html, which analysis did not write, or not as it is now; ...
    """
    _write_manifest(folder, holds, {name: {_hash(folder / name)} for name in _contents(folder) if name != MANIFEST})


def refuse_foreign(folder: Path, holds: str) -> None:
    """Raise unless a folder can be replaced: it is not there, or empty, or all in it is recorded as our own.

    What file managers put into any folder (`STRAYS`) does not count.

    Raises
    ------
    FileExistsError : naming the folder, and what in it was not written by this program or has been changed since.
    """
    if foreign := _foreign(folder, holds):
        raise FileExistsError(errno.EEXIST, f"{foreign}; rename it, or name another folder", str(folder))


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


def _copy_strays(folder: Path, new: Path) -> None:
    """Let what file managers left in a folder, how its window looks for instance, be in the new one too."""
    for name in [*_contents(folder)] if folder.is_dir() else ():
        if _is_stray(folder / name):
            with suppress(OSError):  # it is worth no failure
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(folder / name, new / name, follow_symlinks=False)


def refuse_foreign_files(folder: Path, holds: str, wanted: Callable[[str], object]) -> None:
    """Raise if a folder, which may hold anything else, has a file of our names that is not our own.

    Parameters
    ----------
    folder : where files are to be put.
    holds : what kind of files; a manifest of another kind stays, and so the files go elsewhere.
    wanted : says whether a name is one of those.

    Raises
    ------
    FileExistsError : naming the file.
    """
    files = _recorded(folder, holds)
    for name in sorted(path.name for path in folder.iterdir()) if folder.is_dir() else ():
        is_own = name == MANIFEST or _is_own(folder / name, (files or {}).get(name, set()))
        if (name == MANIFEST and files is None) or (wanted(name) and not is_own):
            problem = "was not written by analysis for this, or not as it is now; rename it, or name another folder"
            raise FileExistsError(errno.EEXIST, problem, str(folder / name))


def put_files(folder: Path, holds: str, contents: Mapping[str, bytes]) -> None:
    """Write files, all or none, into a folder that may hold others, and record them; see `refuse_foreign_files`."""
    before = _recorded(folder, holds) or {}
    after = {name: {hashlib.sha256(data).hexdigest()} for name, data in contents.items()}
    # Whenever the process is killed, each file is as the manifest says: as before, or as after.
    _write_manifest(folder, holds, before | {name: after[name] | before.get(name, set()) for name in after})
    write_files((folder / name, data) for name, data in contents.items())
    _write_manifest(folder, holds, before | after)


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
        problem = "is no folder"
    elif names := sorted(path.name for path in work.iterdir()) if work.exists() else []:
        known = {LOCK, WORK, NEW, NEW + OLD}
        others = [name for name in names if not (name in known or ours.fullmatch(name) or is_temporary_name(name))]
        foreign = [name for name in others if not _is_stray(work / name)]
        foreign += [name for name in names if (work / name).is_symlink()]
        if foreign or not {LOCK, WORK} & {*names}:
            problem = f"holds {[*foreign, *names][0]}"
    if problem:
        problem = f"{problem}, so it is not the working folder of an interrupted run; rename it, or name another folder"
        raise FileExistsError(errno.EEXIST, problem, str(work))


def _work_name(name: str) -> str:
    """Return the name of a working folder; a long one would be more than the 255 bytes that file systems take."""
    work = f".{name}.part"
    return work if len(os.fsencode(work)) <= 255 else f".{hashlib.sha256(os.fsencode(name)).hexdigest()}.part"


def _write_manifest(folder: Path, holds: str, files: Mapping[str, set[str]]) -> None:
    content = {"format": FORMAT, "holds": holds, "files": {name: sorted(files[name]) for name in sorted(files)}}
    write_file(folder / MANIFEST, f"{json.dumps(content, ensure_ascii=False, indent=1)}\n")


def _recorded(folder: Path, holds: str) -> dict[str, set[str]] | None:
    """Return the files that a manifest lists, and the hashes that each may have; None without one of this kind."""
    file = folder / MANIFEST
    try:
        read = json.loads(file.read_bytes())
        if (read["format"], read["holds"]) == (FORMAT, holds) and not file.is_symlink():
            return {str(name): {*map(str, hashes)} for name, hashes in read["files"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        pass
    return None


def _foreign(folder: Path, holds: str) -> str:
    """Say what keeps a folder from being replaced; empty when nothing does."""
    if folder.is_symlink():
        return "is a link"
    if not folder.exists():
        return ""
    if not folder.is_dir():
        return "is no folder"
    files = _recorded(folder, holds)
    for name in sorted(_contents(folder)):
        is_known = (files is not None and name == MANIFEST) or _is_stray(folder / name)
        if not is_known and not _is_own(folder / name, (files or {}).get(name, set())):
            return f"holds {name}, which analysis did not write, or not as it is now"
    return ""


def _contents(folder: Path) -> Iterator[str]:
    """Return what a folder and those in it hold: files, links, and folders that are empty."""

    def fail(error: OSError) -> None:
        raise error

    for place, folders, files in os.walk(folder, onerror=fail):
        below = Path(place)
        links = [name for name in folders if (below / name).is_symlink()]
        for name in [*files, *links]:
            yield (below / name).relative_to(folder).as_posix()
        if below != folder and not folders and not files:
            yield below.relative_to(folder).as_posix()


def _is_own(file: Path, hashes: set[str]) -> bool:
    return bool(hashes) and stat.S_ISREG(file.lstat().st_mode) and _hash(file) in hashes


def _is_stray(file: Path) -> bool:
    return file.name.casefold() in STRAYS and stat.S_ISREG(file.lstat().st_mode)


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


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
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
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
