"""What this program recorded as its own: the manifest of a folder, by which it tells its files from a user's."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ..languages.messages import _
from .files import write_file, write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MANIFEST = ".analysis.json"
FORMAT = 1  # of the manifest
STRAYS = {".ds_store", "thumbs.db", "desktop.ini"}  # what file managers put anywhere: nobody's, and it stays


def record(folder: Path, holds: str) -> None:
    """Write the manifest of a folder: the files in it, and what they hold.

    Parameters
    ----------
    folder : all of whose files this program wrote.
    holds : what kind of folder it is; one of another kind does not take its place.

    >>> from analysis.output.folders import temporary_folder
    >>> with temporary_folder() as folder:
    ...     _ = write_file(folder / "page.html", "政协")
    ...     record(folder, "report")
    ...     refuse_foreign(folder, "report")
    ...     _ = write_file(folder / "mine.html", "春")
    ...     refuse_foreign(folder, "report")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileExistsError: [Errno 17] holds mine.html, which analysis did not write, or not as it is now; ...
    """
    _write_manifest(folder, holds, {name: {_hash(folder / name)} for name in names_below(folder) if name != MANIFEST})


def refuse_foreign(folder: Path, holds: str) -> None:
    """Raise unless a folder can be replaced: it is not there, or empty, or all in it is recorded as our own.

    What file managers put into any folder (`STRAYS`) does not count.

    Raises
    ------
    FileExistsError : naming the folder, and what in it was not written by this program or has been changed since.
    """
    if foreign := _foreign(folder, holds):
        raise FileExistsError(
            errno.EEXIST, _("{foreign}; rename it, or name another folder").format(foreign=foreign), str(folder)
        )


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
            problem = _("was not written by analysis for this, or not as it is now; rename it, or name another folder")
            raise FileExistsError(errno.EEXIST, problem, str(folder / name))


def put_files(folder: Path, holds: str, contents: Mapping[str, bytes]) -> None:
    """Write files, all or none, into a folder that may hold others, and record them; see `refuse_foreign_files`."""
    before = _recorded(folder, holds)
    known = before or {}
    after = {name: {hashlib.sha256(data).hexdigest()} for name, data in contents.items()}
    # Whenever the process is killed, each file is as the manifest says: as before, or as after.
    _write_manifest(folder, holds, known | {name: after[name] | known.get(name, set()) for name in after})
    try:
        write_files((folder / name, data) for name, data in contents.items())
    except OSError:
        if before is None:
            (folder / MANIFEST).unlink()
        raise
    _write_manifest(folder, holds, known | after)


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
        return _("is a link")
    if not folder.exists():
        return ""
    if not folder.is_dir():
        return _("is no folder")
    files = _recorded(folder, holds)
    for name in sorted(names_below(folder)):
        is_known = (files is not None and name == MANIFEST) or is_stray(folder / name)
        if not is_known and not _is_own(folder / name, (files or {}).get(name, set())):
            return _("holds {name}, which analysis did not write, or not as it is now").format(name=name)
    return ""


def names_below(folder: Path) -> Iterator[str]:
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


def is_stray(file: Path) -> bool:
    """Say whether a file is what a file manager left."""
    return file.name.casefold() in STRAYS and stat.S_ISREG(file.lstat().st_mode)


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
