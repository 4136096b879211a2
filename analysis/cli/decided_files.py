"""The files of decisions that a review reads, goes on with, and writes."""

from __future__ import annotations

import os
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..document.files import encodable, printable
from ..languages.messages import _
from ..output.files import errors_at, write_file
from ..output.locks import locked
from ..output.streams import INPUT, STANDARD, echo
from .mending import decisions_in
from .program import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..decisions.records import Decisions

WAITS = 1_000  # times that a review waits for another which saves into the same folder
PAUSE = 0.01  # seconds of each


def targets_of(files: Sequence[Path], path: Path | None) -> list[Path]:
    """Return the file of decisions of each FILE."""
    if path is not None and str(path) == STANDARD:
        raise click.UsageError(_("--decisions is read and written, which - is not"))
    if path is None and reads_input(files):
        raise click.UsageError(_("of standard input, --decisions must say where decisions are kept"))
    if reads_input(files) and not _has_terminal():
        raise click.UsageError(_("the text is standard input, and there is no terminal to read keys from"))
    if len(files) == 1 and (path is None or not path.is_dir()):
        return [path or beside(files[0])]
    if path is None:
        message = _("of several FILEs, --decisions must name a folder, for a file FILE.decisions.json each")
        raise click.UsageError(message)
    if path.exists() and not path.is_dir():
        raise click.UsageError(_("{path}: no folder, which decisions on several FILEs are kept in").format(path=path))
    return _in_folder(files, path)


def _in_folder(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the file of decisions of each FILE in a folder: named by the path below the folder that all are in."""
    from ..decisions.folders import DecisionFolder, common_folder

    sources = ["" if str(file) == STANDARD else str(file) for file in files]
    named = DecisionFolder(str(folder), common_folder(filter(None, sources))).matching(sources)
    documents = [(encodable(Path(each).stem) if each else INPUT, each) for each in sources]
    places = [named.place_for(*document) for document in documents]
    if twice := [place for place, count in Counter(places).items() if count > 1]:
        raise click.UsageError(_("{path} would be shared by two FILEs; name each once").format(path=twice[0]))
    if len(files) > 1 and (said := named.unused(documents)):
        echo(f"analysis: {one_line(said)}", err=True)
    return places


def target_of_page(file: Path, path: Path | None) -> Path | None:
    """Return the file of what was decided before on the FILE of a page of HTML, if it is known."""
    if path is not None and path.is_dir():
        return _in_folder([file], path)[0]
    return path or (None if reads_input([file]) else beside(file))


def beside(file: Path) -> Path:
    """Return where decisions on a file are kept if nobody says where."""
    from ..decisions.folders import ENDING

    return file.parent / f"{file.name}{ENDING}"


def reads_input(files: Sequence[Path]) -> bool:
    """Say whether one of the files is standard input."""
    return STANDARD in map(str, files)


def _has_terminal() -> bool:
    """Say whether there is a terminal although standard input is none."""
    if os.name == "nt":
        return True
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True


def decided_before(target: Path) -> Decisions | None:
    """Return what a file of decisions holds; an error if it holds anything else, for it would be written over."""
    with errors_at(target):
        if not target.exists():
            return None
    if target.is_dir():
        raise click.UsageError(_("{path}: a folder, where a file of decisions is kept").format(path=target))
    decisions: Any = decisions_in(target)
    return decisions


class DecidedFile:
    """The file of decisions of a review; another review may save into it at the same time, and nothing is lost.

    Parameters
    ----------
    path : the file; its folder is made if need be.
    before : what was read from it.
    """

    def __init__(self, path: Path, before: Decisions | None) -> None:
        from ..decisions.records import Decisions

        self.path = path
        self._last = Decisions() if before is None else before  # of this review, when it was read or saved last
        self._held = before  # what the file held then

    def save(self, decisions: Decisions) -> str:
        """Save what was decided since; return what is to be said if another review has saved meanwhile."""
        from ..decisions.merging import merged

        with errors_at(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        with _held(self.path.parent):
            there = decided_before(self.path)
            held = decisions if there in (None, self._last) else merged(there, self._last, decisions)
            write_file(self.path, held.to_json() + "\n")
        is_changed = there is not None and there != self._held
        self._last, self._held = decisions, held
        message = _("another review saved into {path}; its answers are kept, too")
        return message.format(path=printable(str(self.path))) if is_changed else ""


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder while a file in it is read and written; wait for another review that does."""
    with ExitStack() as stack:
        for left in reversed(range(WAITS)):
            try:
                stack.enter_context(locked(folder))
                break
            except BlockingIOError:
                if not left:
                    raise
                time.sleep(PAUSE)
        yield
