"""Processes that end with the one that started them, however it ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from contextlib import contextmanager
from multiprocessing import resource_tracker
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import BaseContext

PR_SET_PDEATHSIG = 1  # of prctl, in linux/prctl.h


def end_with_parent() -> None:
    """Let Linux kill this process, whatever it is doing, when the thread that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start_worker() -> None:
    """Let this process, one of a pool's, leave Ctrl-C to the process that started it, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    Thread(target=_end_after_parent, daemon=True).start()


def dask_setup(_: object) -> None:
    """Let a worker of Dask's end with the process that started it: called in those that preload this module."""
    end_with_parent()


def _end_after_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def shielded() -> Iterator[None]:
    """Let processes that are started meanwhile not notice Ctrl-C before they know what to do with it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # at its start it would unblock the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Processes:
    """A context of `multiprocessing` that keeps the processes it has made, so that they can be killed."""

    def __init__(self, context: BaseContext) -> None:
        self._context = context
        self._processes: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def Process(self, *args: Any, **options: Any) -> Any:  # noqa: N802 - as the context calls it
        """Make a process."""
        self._processes.append(self._context.Process(*args, **options))  # type: ignore[attr-defined]
        return self._processes[-1]

    def kill(self) -> None:
        """End them all, whatever they are doing."""
        for process in self._processes:
            if process.pid is not None:
                process.kill()
