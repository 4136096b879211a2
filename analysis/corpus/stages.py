"""Work done in stages on Dask, each task's output a folder of arrays and tables that is there whole or not at all."""

from __future__ import annotations

import ctypes
import hashlib
import json
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..languages.chosen import language
from ..languages.messages import _
from ..output.folders import complete_folder
from .cluster import engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cluster import Progress
    from .documents import Corpus

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of mallopt, in malloc.h
DIED = ("KilledWorker", "BrokenProcessPool")  # errors of Dask and of a pool of processes
KEPT = 128 << 20  # bytes


@dataclass(frozen=True)
class Stage(Sequence[Path]):
    """Where the tasks of a stage have their outputs, by number; of one size to tell, however many there are."""

    folder: Path
    size: int

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, number: Any) -> Any:
        if not 0 <= number < self.size:
            raise IndexError(number)
        return self.folder / f"{number:06}"


class WorkerError(RuntimeError):
    """The processes that do the work die."""


class Work:
    """The stages of work on a corpus: each task's output is a folder, and a task that has one is not done again."""

    def __init__(
        self, folder: Path, corpus: Corpus, settings: list[Any], total: int, progress: Progress | None
    ) -> None:
        # Another name where files, version or settings are others.
        parts = [part if isinstance(part, tuple) else 0 for part in corpus.partitions]
        said = [corpus.source, corpus.state, repr(corpus.reading), parts, settings]
        key = hashlib.sha256(json.dumps([*said, language(), version("zh-analysis")], default=str).encode()).hexdigest()[
            :16
        ]
        self.folder = folder.absolute() / f".{key}"
        self._total, self._progress, self._done = total, progress, 0

    def __enter__(self) -> Work:
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            self._compute = stack.enter_context(engine())
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: Any) -> None:
        self._stack.__exit__(*error)

    def run(self, stage: str, task: Callable[[Any, Path], None], given: Sequence[Any]) -> Stage:
        """Do a task for each of what is given, numbers or tuples that begin with one; return where the outputs are.

        Raises
        ------
        WorkerError : when a worker died and could not be replaced.
        """
        places = Stage(self.folder / stage, len(given))
        todo = [number for number, place in enumerate(places) if not place.is_dir()]
        before = self._done + len(given) - len(todo)
        progress, total = self._progress, self._total
        said = progress and (lambda count, _parts: progress(before + count, total))
        try:
            self._compute([(partial(_done, task, places[number]), given[number]) for number in todo], said)
        except Exception as error:
            if type(error).__name__ not in DIED:
                raise
            raise WorkerError(
                _(
                    "a worker died, of too little memory or because it was killed: give each more memory, or make more "
                    'partitions; and in a script, let this stand below `if __name__ == "__main__":`'
                )
            ) from error
        self._done += len(given)
        return places


def _done(task: Callable[[Any, Path], None], place: Path, given: Any) -> None:
    _keep_memory()
    with complete_folder(place) as folder:
        task(given, folder)


@cache
def _keep_memory() -> None:
    """Let the C library keep what arrays leave, where it is glibc.

    A worker of Dask's is told to give it back at once; then each array is of pages new from the kernel, which takes
    longer than the work itself.
    """
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, KEPT // 4)
        library.mallopt(M_TRIM_THRESHOLD, KEPT)
