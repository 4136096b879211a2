"""Execute a notebook on a document, in one of a few kernels that are kept warm."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nbformat import NotebookNode


class _ThisPython(KernelSpecManager):
    """Offers one kernel: the Python that runs now, whatever kernels its user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]
        return KernelSpec(
            argv=argv, display_name="Python 3", language="python", metadata={"supported_encryption": "curve"}
        )


class Kernels:
    """Kernels that wait for a notebook each, until all are ended."""

    def __init__(self, place: Path, count: int, package: Path) -> None:
        # A profile of their own: the user's start-up files must not change what a report says.
        environment = os.environ | {
            "IPYTHONDIR": str(place / "ipython"),
            "PYTHONPATH": os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }
        self._idle: SimpleQueue[AsyncKernelManager] = SimpleQueue()
        self._started: list[AsyncKernelManager] = []
        self._change, self._ended = Lock(), False
        try:
            for _ in range(count):
                kernel = AsyncKernelManager(kernel_spec_manager=_ThisPython(), transport_encryption="auto")
                self._started.append(kernel)
                run_sync(kernel.start_kernel)(cwd=str(place), env=environment)
                self._idle.put(kernel)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def one(self) -> Iterator[AsyncKernelManager]:
        """Lend the next kernel that is free; one that dies meanwhile is started again."""
        kernel = self._idle.get()
        try:
            yield kernel
        finally:
            with self._change:
                if not self._ended:
                    asyncio.run(_revive(kernel))
            self._idle.put(kernel)

    def close(self) -> None:
        """End them all, whatever they are doing."""
        with self._change:
            self._ended = True
            for kernel in self._started:
                if kernel.has_kernel:
                    run_sync(kernel.shutdown_kernel)(now=True)


async def _revive(kernel: AsyncKernelManager) -> None:
    if not await kernel.is_alive():
        await kernel.restart_kernel(now=True)


def execute(
    notebook: Path, parameters: Mapping[str, Any], kernel: AsyncKernelManager, folder: Path, pictures: str
) -> tuple[NotebookNode, str]:
    """Return a notebook executed in *folder*, and what went wrong; empty when nothing did.

    Parameters
    ----------
    notebook : the file.
    parameters : what the cell tagged ``parameters`` is set to.
    kernel : a running one; it is left with nothing of an earlier notebook.
    folder : where it runs.
    pictures : how the files start that pictures are kept in; empty for none.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    class Client(NotebookClient):
        async def async_start_new_kernel(self, **_: object) -> None:
            """Refuse: a kernel that was ended, as all are on an interruption, stays so."""
            raise DeadKernelError("the kernel was ended")

        def _cleanup_kernel(self) -> None:
            """Do nothing at the interpreter's end, where it is called: `Kernels` has ended the kernel."""

    book = nbformat.read(notebook, as_version=4)
    for cell in book.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    clean = nbformat.v4.new_code_cell(
        f"%reset -f\nimport os; os.chdir({str(folder)!r}); os.environ['ANALYSIS_FIGURES'] = {pictures!r}; del os"
    )
    book.cells.insert(0, clean)
    error = ""
    client = Client(book, km=kernel, timeout=None)
    try:
        asyncio.run(client.async_execute())
    except CellExecutionError as failed:
        error = f"{notebook.stem}: {failed.ename}: {failed.evalue}"
    except (DeadKernelError, RuntimeError) as failed:  # the latter when it dies before its first cell
        error = f"{notebook.stem}: {failed}; out of memory?"
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
    del book.cells[0]
    return book, error
