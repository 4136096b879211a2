"""Work done in stages on Dask, each task's output a folder of arrays and tables that is there whole or not at all."""

from __future__ import annotations

import ctypes
import hashlib
import json
import logging
import math
import os
import platform
import shutil
import signal
from collections.abc import Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ..output.folders import temporary_folder
from ..processes import children as child_processes
from ..processes.children import Processes, shielded, start_worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext

    from .documents import Corpus

    Progress = Callable[[int, int], object]
    Tasks = list[tuple[Callable[[Any], Any], Any]]


M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of mallopt, in malloc.h
DIED = ("KilledWorker", "BrokenProcessPool")  # errors of Dask and of a pool of processes
KEPT = 128 << 20  # bytes
ALIGNED = 64  # bytes that an array in a file begins at a multiple of


@contextmanager
def engine() -> Iterator[Callable[[Tasks, Progress | None], None]]:
    """Lend a function that computes tasks, each a function with its argument, on Dask.

    The scheduler is a `distributed.Client` that is open, or else what ``dask.config`` says, or else all local cores, a
    process each, which are started once.
    """
    import dask
    from dask.multiprocessing import get_context

    if client := _client():
        yield lambda tasks, progress: _on_cluster(client, tasks, progress)
    elif dask.config.get("scheduler", None):
        yield _here
    else:
        count = dask.system.CPU_COUNT
        with (
            _pool(count, get_context()) as (pool, start),
            dask.config.set(scheduler="processes", pool=pool, num_workers=count),
        ):

            def compute(tasks: Tasks, progress: Progress | None) -> None:
                start(len(tasks))
                _here(tasks, progress)

            yield compute


@contextmanager
def _pool(count: int, context: BaseContext) -> Iterator[tuple[ProcessPoolExecutor, Callable[[int], None]]]:
    """Lend a pool of processes, and what starts as many as there are tasks; whatever they do, an error ends them."""
    from concurrent.futures import ProcessPoolExecutor

    processes = Processes(context)
    pool = ProcessPoolExecutor(count, mp_context=cast("Any", processes), initializer=start_worker)

    def start(tasks: int) -> None:
        with shielded():
            for _ in range(min(tasks, count)):
                pool.submit(int)

    try:
        yield pool, start
    except BaseException:
        processes.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def local_cluster(count: int, memory: str | None) -> Iterator[None]:
    """Let Dask compute on so many processes of this machine; an error ends them, whatever they do.

    Parameters
    ----------
    count : processes.
    memory : of each, such as ``2GB``; beyond it, it starts anew.
    """
    import dask
    from distributed import Client, LocalCluster

    limits = {"threads_per_worker": 1, "memory_limit": memory or "auto", "dashboard_address": "127.0.0.1:0"}
    with temporary_folder() as place, dask.config.set({"temporary-directory": str(place)}):
        with shielded():
            cluster = LocalCluster(n_workers=0, **limits, preload=[child_processes.__name__])
        try:
            cluster.scale(count)
            with Client(cluster):
                yield
        except BaseException:
            _abandon(cluster)
            raise
        cluster.close()


def _abandon(cluster: Any) -> None:
    """End the workers of a cluster at once, also such as have not started yet, of which Dask would make an error."""
    cluster.shutdown_on_close = False
    # When the interpreter ends, it misses the folder that went with the temporary one; and what nobody waits for any
    # more would be reported.
    for name in ("distributed.diskutils", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    before = logging.root.manager.disable
    logging.disable()
    try:
        for nanny in cluster.workers.values():
            nanny.close_gracefully()  # it starts no other one
            if nanny.pid:
                with suppress(ProcessLookupError):
                    os.kill(nanny.pid, signal.SIGKILL)
        with suppress(Exception):
            cluster.close(timeout=1)
    finally:
        logging.disable(before)


def _client() -> Any:
    try:
        from distributed import get_client

        return get_client()
    except (ImportError, ValueError):
        return None


def _node(work: Callable[[Any], Any], given: Any) -> Any:
    """Return a task of Dask's: what is given goes with the function, unseen, but for a table that Dask is to make."""
    import dask

    if isinstance(given, tuple) and any(map(dask.is_dask_collection, given)):
        return dask.delayed(work, pure=False, traverse=False)(given)
    return dask.delayed(partial(work, given), pure=False, traverse=False)()


def _on_cluster(client: Any, tasks: Tasks, progress: Progress | None) -> None:
    from distributed import as_completed

    futures = client.compute([_node(*task) for task in tasks])
    for count, future in enumerate(as_completed(futures), 1):
        if future.status != "finished":
            future.result()
        if progress:
            progress(count, len(futures))


def _here(tasks: Tasks, progress: Progress | None) -> None:
    import dask
    from dask.callbacks import Callback

    nodes = [_node(*task) for task in tasks]
    ends = {node.key for node in nodes}

    class Counted(Callback):
        count = 0

        def _posttask(self, key: Any, *_: Any) -> None:
            if key in ends and progress:
                self.count += 1
                progress(self.count, len(nodes))

    with Counted():
        dask.compute(*nodes)


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
        key = hashlib.sha256(json.dumps([*said, version("zh-analysis")], default=str).encode()).hexdigest()[:16]
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
        said = progress and (lambda count, _: progress(before + count, total))
        try:
            self._compute([(partial(_done, task, places[number]), given[number]) for number in todo], said)
        except Exception as error:
            if type(error).__name__ not in DIED:
                raise
            raise WorkerError(
                "a worker died, of too little memory or because it was killed: give each more memory, or make more "
                'partitions; and in a script, let this stand below `if __name__ == "__main__":`'
            ) from error
        self._done += len(given)
        return places


def _done(task: Callable[[Any, Path], None], place: Path, given: Any) -> None:
    _keep_memory()
    with written(place) as folder:
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


@contextmanager
def written(place: Path) -> Iterator[Path]:
    """Lend a folder to write into, which becomes *place* when all went well: whole or not at all."""
    part = place.with_name(f".{place.name}-{platform.node()}-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        try:
            part.rename(place)
        except OSError:  # another worker did the same meanwhile
            if not place.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def save(file: Path, **arrays: np.ndarray) -> None:
    """Write arrays as one file, which `saved` opens at once."""
    head, begin = {}, 0
    for name, array in arrays.items():
        head[name] = array.dtype.str, array.shape, begin
        begin += -(-array.nbytes // ALIGNED) * ALIGNED
    said = json.dumps(head, allow_nan=False).encode()
    with _arrays(file).open("wb") as out:
        out.write(f"{len(said):{ALIGNED}}".encode())
        for array in (np.frombuffer(said, np.uint8), *arrays.values()):
            np.ascontiguousarray(array).tofile(out)
            out.write(bytes(-array.nbytes % ALIGNED))


def _arrays(file: Path) -> Path:
    return file.with_name(f"{file.name}.arrays")


def saved(file: Path) -> dict[str, np.ndarray]:
    """Return the arrays of a file, by name; of each only what is looked at is read."""
    with _arrays(file).open("rb") as opened:
        data = mmap(opened.fileno(), 0, access=ACCESS_READ)
    size = int(data[:ALIGNED])
    begins = ALIGNED - (-size // ALIGNED) * ALIGNED
    head = json.loads(data[ALIGNED : ALIGNED + size])
    return {
        name: np.frombuffer(data, kind, math.prod(shape), begins + begin).reshape(shape)
        for name, (kind, shape, begin) in head.items()
    }
