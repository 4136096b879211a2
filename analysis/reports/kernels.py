"""Execute a notebook on a document, in one of a few kernels that are kept warm."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from ..languages.chosen import language
from ..languages.messages import _
from .notebooks import assignments, speak

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator, Mapping
    from pathlib import Path

    from nbclient import NotebookClient
    from nbformat import NotebookNode

T = TypeVar("T")
PATIENCE = 0.5  # seconds that an execution has to end when it is cancelled
BEGIN = f"""\
%reset -f
import os
import pandas
from {__package__}.values import WIDEST_CELL, give_values
os.chdir({{folder!r}})
pandas.options.display.max_colwidth = WIDEST_CELL
give_values(get_ipython().display_formatter, pictures={{pictures}})
del os, pandas, WIDEST_CELL, give_values"""  # what a kernel executes before each notebook
START = 180  # seconds that a kernel may take to begin, where a machine has much else to do


class EndedError(RuntimeError):
    """The kernels have been ended."""


class _ThisPython(KernelSpecManager):
    """Offers one kernel: the Python that runs now, whatever kernels its user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        launch = [sys.executable, "-m", f"{__package__}.kernel_launcher"]
        argv = [*launch, "-f", "{connection_file}", "--HistoryManager.enabled=False"]
        return KernelSpec(
            argv=argv, display_name="Python 3", language="python", metadata={"supported_encryption": "curve"}
        )


class Kernels:
    """Kernels that wait for a notebook each, until all are ended.

    One thread starts them and speaks to them, and the system ends them with it. So it stays for as long as they do, and
    what waits for it can be interrupted at any time.
    """

    def __init__(self, place: Path, count: int, package: Path) -> None:
        # A profile of their own: the user's start-up files must not change what a report says.
        environment = os.environ | {
            "IPYTHONDIR": str(place / "ipython"),
            "PYTHONPATH": os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }
        self._idle: SimpleQueue[AsyncKernelManager | None] = SimpleQueue()
        self._started: list[AsyncKernelManager] = []
        self._change, self._ended = Lock(), False
        self._loop = asyncio.new_event_loop()
        Thread(target=self._run, daemon=True).start()
        try:
            for number in range(count):
                self.wait(self._start(place, f"kernel-{number}.json", environment))
        except BaseException:
            self.close()
            raise

    def _run(self) -> None:
        try:
            self._loop.run_forever()
        finally:
            self._loop.close()

    async def _start(self, place: Path, file: str, environment: dict[str, str]) -> None:
        kernel = AsyncKernelManager(
            kernel_spec_manager=_ThisPython(), transport_encryption="auto", connection_file=str(place / file)
        )
        self._started.append(kernel)
        await kernel.start_kernel(cwd=str(place), env=environment)
        self._idle.put(kernel)

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine returns that speaks to kernels.

        Raises
        ------
        EndedError : when they have been ended.
        """
        with self._change:
            if self._ended:
                work.close()
                raise EndedError
            done = asyncio.run_coroutine_threadsafe(work, self._loop)
        return done.result()

    @contextmanager
    def one(self) -> Iterator[AsyncKernelManager]:
        """Lend the next kernel that is free; one that dies meanwhile is started again."""
        kernel = self._idle.get()
        if kernel is None:
            self._idle.put(None)  # for whoever else is waiting
            raise EndedError
        yield kernel
        self.wait(_revive(kernel))
        self._idle.put(kernel)

    def close(self) -> None:
        """End them all, whatever they are doing."""
        with self._change:
            if self._ended:
                return
            self._ended = True
            ending = asyncio.run_coroutine_threadsafe(self._end(), self._loop)
        ending.add_done_callback(lambda _: self._loop.call_soon_threadsafe(self._loop.stop))
        self._idle.put(None)
        ending.result()

    async def _end(self) -> None:
        running = asyncio.all_tasks() - {asyncio.current_task()}
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=PATIENCE)
        await asyncio.gather(*(kernel.shutdown_kernel(now=True) for kernel in self._started if kernel.has_kernel))


async def _revive(kernel: AsyncKernelManager) -> None:
    if not await kernel.is_alive():
        await kernel.restart_kernel(now=True)


def execute(
    notebook: Path, parameters: Mapping[str, Any], kernels: Kernels, folder: Path, pictures: bool
) -> tuple[NotebookNode, str]:
    """Return a notebook executed in *folder*, and what went wrong; empty when nothing did.

    Parameters
    ----------
    notebook : the file.
    parameters : what the cell tagged ``parameters`` is set to.
    kernels : one of them is used when it is free, and left with nothing of an earlier notebook.
    folder : where it runs.
    pictures : whether its pictures are wanted as files too; `take_pictures` returns them.

    Raises
    ------
    EndedError : when the kernels were ended.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    class Client(NotebookClient):
        async def async_start_new_kernel(self, **_options: object) -> None:
            """Refuse: a kernel that was ended, as all are on an interruption, stays so."""
            raise DeadKernelError(_("the kernel was ended"))

        def _cleanup_kernel(self) -> None:
            """Do nothing at the interpreter's end, where it is called: `Kernels` has ended the kernel."""

    book = nbformat.read(notebook, as_version=4)
    speak(book, language())
    for cell in book.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = assignments(parameters)
    book.cells.insert(0, nbformat.v4.new_code_cell(BEGIN.format(folder=str(folder), pictures=pictures)))
    error = ""
    with kernels.one() as kernel:
        try:
            kernels.wait(_execution(Client(book, km=kernel, timeout=None, startup_timeout=START)))
        except CellExecutionError as failed:
            error = f"{notebook.stem}: {failed.ename}: {failed.evalue}"
        except EndedError:
            raise
        except (DeadKernelError, RuntimeError) as failed:  # the latter when it dies before its first cell
            error = _("{notebook}: {problem}; out of memory?").format(notebook=notebook.stem, problem=failed)
    del book.cells[0]
    return book, error


async def _execution(client: NotebookClient) -> None:
    try:
        await client.async_execute()
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
