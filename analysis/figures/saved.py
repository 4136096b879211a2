"""The folder that a report's pictures are put into as files, beside whatever else stands there."""

from __future__ import annotations

import re
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from ..output.files import is_same_file
from ..output.locks import locked
from ..output.manifests import put_files, refuse_foreign_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

HOLDS = "figures"  # what a manifest says of such a folder
PICTURE = re.compile(r"[0-9]{2}_[a-z_]{1,60}_[0-9]{1,3}\.(?:png|svg)")


@contextmanager
def pictures_folder(folder: Path | None, held: Path | None = None, below: Sequence[str] = ("",)) -> Iterator[None]:
    """Keep other runs from putting pictures into a folder, from before they are drawn until they are there.

    Parameters
    ----------
    folder : made if need be, and removed again if nothing is put into it; None if no pictures are wanted.
    own : a folder that this run holds already.
    below : the names of the folders in it that pictures go to; ``""`` is the folder itself.

    Raises
    ------
    BlockingIOError : naming the folder, when another run holds it.
    FileExistsError : naming a file that stands where a picture may go, and that no earlier run wrote.
    """
    if folder is None:
        yield
        return
    with _held(folder, held):
        for name in below:
            refuse_foreign_files(folder / name, HOLDS, PICTURE.fullmatch)
        yield


def write_pictures(folder: Path, pictures: Mapping[str, bytes], *held: Path) -> None:
    """Put pictures into a folder, over those of the same names of an earlier run.

    Parameters
    ----------
    folder : made if need be.
    pictures : what the files hold, by name.
    own : the folders that this run holds.

    Raises
    ------
    BlockingIOError, FileExistsError : as `pictures_folder`.
    """
    with _held(folder, *held):
        refuse_foreign_files(folder, HOLDS, PICTURE.fullmatch)
        put_files(folder, HOLDS, pictures)


def _held(folder: Path, *held: Path | None) -> AbstractContextManager[None]:
    """Lock a folder unless it is one that this run has locked, which it cannot do twice."""
    is_held = any(is_same_file(folder, each) for each in held if each is not None)
    return nullcontext() if is_held else locked(folder)
