"""Tasks computed on Dask: on an open client, on what is configured, or on processes that are started here."""

from __future__ import annotations

import logging
import os
import signal
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from ..languages.chosen import language, use_language
from ..output.folders import temporary_folder
from ..processes import children as child_processes
from ..processes.children import Processes, shielded, start_worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext

    Progress = Callable[[int, int], object]
    Tasks = list[tuple[Callable[[Any], Any], Any]]


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
        yield _in_this_process
    else:
        count = dask.system.CPU_COUNT
        with (
            _pool(count, get_context()) as (pool, start),
            dask.config.set(scheduler="processes", pool=pool, num_workers=count),
        ):

            def compute(tasks: Tasks, progress: Progress | None) -> None:
                start(len(tasks))
                _in_this_process(tasks, progress)

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
    """Return a task of Dask's: what is given goes with the function, unseen, but for a table that Dask is to make.

    The language goes with it, too: somebody else may have started the worker.
    """
    import dask

    work = partial(_speaking, language(), work)
    if isinstance(given, tuple) and any(map(dask.is_dask_collection, given)):
        return dask.delayed(work, pure=False, traverse=False)(given)
    return dask.delayed(partial(work, given), pure=False, traverse=False)()


def _speaking(tag: str, work: Callable[[Any], Any], given: Any) -> Any:
    """Do work in a language."""
    if language() != tag:
        use_language(tag)
    return work(given)


def _on_cluster(client: Any, tasks: Tasks, progress: Progress | None) -> None:
    from distributed import as_completed

    futures = client.compute([_node(*task) for task in tasks])
    for count, future in enumerate(as_completed(futures), 1):
        if future.status != "finished":
            future.result()
        if progress:
            progress(count, len(futures))


def _in_this_process(tasks: Tasks, progress: Progress | None) -> None:
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
