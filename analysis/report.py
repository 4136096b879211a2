"""Execute the notebooks on a document and render them, with an index, as a folder of offline HTML."""

from __future__ import annotations

import asyncio
import os
import platform
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

from .document import Document  # noqa: TC001 - dataclasses name it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nbformat import NotebookNode

HERE = Path(__file__).parent
# Beside the package in a checkout; within it when installed.
NOTEBOOKS = next(path for path in (HERE / "notebooks", HERE.parent / "notebooks") if path.is_dir())
TEMPLATES = HERE / "templates"
NAMED_VERSIONS = ("zh-analysis", "jieba", "rjieba", "pandas", "matplotlib", "wordcloud", "nbconvert")


@dataclass(frozen=True)
class Page:
    """One executed notebook of one document."""

    notebook: str  #: its name, such as ``02_term_frequencies``
    title: str
    question: str  #: the first paragraph below the title
    html: str
    findings: tuple[tuple[str, str], ...]  #: tag, and HTML, of the outputs that the index shows too
    error: str  #: what went wrong and where; empty when nothing did


@dataclass(frozen=True)
class Job:
    """A document to report on, and where its pages go."""

    document: Document
    parameters: dict[str, Any]  #: what the cells tagged ``parameters`` are set to
    folder: str  #: name below the output folder
    figures: bool  #: whether each picture is wanted as a file too

    @property
    def file(self) -> str:
        """Return what the notebooks call the document's file; no folder of this machine goes into a page."""
        return f"{self.folder}.txt"


def report(
    documents: Iterable[Document],
    out: str | os.PathLike[str] = "reports",
    min_length: int = 30,
    figures: str | os.PathLike[str] | None = None,
    progress: Callable[[Page], object] | None = None,
) -> list[tuple[Path, list[str]]]:
    """Write for each document a folder of HTML: an index, and a page for each notebook executed on it.

    Parameters
    ----------
    documents : from `load` or `parse`.
    out : the folder that theirs go into; made if need be. A document's folder is replaced as a whole when it is
        complete, and never left half written.
    min_length : letters that count as a repeated passage; see `audit`.
    figures : a folder that gets every picture as a file too, as PNG and SVG, numbered as the notebooks show them.
    progress : called with each `Page` when it is done.

    Returns
    -------
    For each document the path of its index, and what went wrong: a line for each notebook with an error.
    """
    jobs = _jobs(list(documents), {"min_length": min_length}, figures is not None)
    out = Path(out)
    pages: dict[str, list[Page]] = {job.folder: [] for job in jobs}
    count = max(1, min(os.cpu_count() or 1, len(jobs) * len(notebooks())))
    # One thread more than kernels: one renders while the others wait for theirs. The kernels end before the threads
    # are waited for, so that an interruption is not held up by a notebook that still runs.
    with (
        tempfile.TemporaryDirectory(prefix="analysis-") as place,
        ThreadPoolExecutor(count + 1) as threads,
        closing(_Kernels(Path(place), count)) as kernels,
    ):
        work = [(job, notebook) for job in jobs for notebook in notebooks()]
        futures = {threads.submit(_page, job, notebook, kernels, Path(place)): job for job, notebook in work}
        try:
            for future in as_completed(futures):
                pages[futures[future].folder].append(future.result())
                if progress:
                    progress(future.result())
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
        written = [_write(job, sorted(pages[job.folder], key=lambda page: page.notebook), out) for job in jobs]
        if figures is not None:
            _replace(Path(figures), [*Path(place).glob("*/figures/*")])
    return written


def notebooks() -> list[Path]:
    """Return the notebooks that a report executes, in order."""
    return sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))


def _jobs(documents: list[Document], parameters: dict[str, Any], figures: bool) -> list[Job]:
    taken: set[str] = set()
    jobs = []
    for document in documents:
        name = safe_name(document.name)
        folder = next(
            n for n in (name, *(f"{name}-{i}" for i in range(2, len(documents) + 2))) if n.casefold() not in taken
        )
        taken.add(folder.casefold())
        own = {"source": f"{folder}.txt", "encoding": document.source.encoding}
        jobs.append(Job(document, own | parameters, folder, figures))
    return jobs


def safe_name(name: str) -> str:
    """Return *name* as one that every file system takes and that leads nowhere else.

    >>> safe_name("../甲:乙")
    '_甲_乙'
    """
    kept = re.sub(r'[\\/:*?"<>|\s]|[^\w\-.()（）《》、，。+]', "_", name).lstrip(".")
    kept = re.sub(r"_+", "_", kept).rstrip(". ")[:80]
    return kept if kept.strip("._") else "document"


class _ThisPython(KernelSpecManager):
    """Offers one kernel: the Python that runs now, whatever kernels its user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]
        return KernelSpec(
            argv=argv, display_name="Python 3", language="python", metadata={"supported_encryption": "curve"}
        )


class _Kernels:
    """Kernels that wait for a notebook each, until all are ended."""

    def __init__(self, place: Path, count: int) -> None:
        # A profile of their own: the user's start-up files must not change what a report says.
        environment = os.environ | {
            "IPYTHONDIR": str(place / "ipython"),
            "PYTHONPATH": os.pathsep.join([str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]),
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
                if not self._ended and not asyncio.run(kernel.is_alive()):
                    asyncio.run(kernel.restart_kernel(now=True))
            self._idle.put(kernel)

    def close(self) -> None:
        """End them all, whatever they are doing."""
        with self._change:
            self._ended = True
            for kernel in self._started:
                if kernel.has_kernel:
                    run_sync(kernel.shutdown_kernel)(now=True)


def _page(job: Job, notebook: Path, kernels: _Kernels, place: Path) -> Page:
    """Execute one notebook on one document, in a kernel that is free, and render it."""
    with kernels.one() as kernel:
        executed, error = _execute(job, notebook, kernel, place)
    title, question = _opening(executed)
    findings = [
        (tag, output.data["text/html"])
        for cell in executed.cells
        for tag in cell.metadata.get("tags", [])
        for output in (cell.get("outputs", []) if tag.startswith("index-") else [])
        if "text/html" in output.get("data", {})
    ]
    html = _render(executed, job, notebook.stem, title)
    return Page(notebook.stem, title, question, html, tuple(findings), error)


def _execute(job: Job, notebook: Path, kernel: AsyncKernelManager, place: Path) -> tuple[NotebookNode, str]:
    """Return the executed notebook, and what went wrong."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    class Client(NotebookClient):
        async def async_start_new_kernel(self, **_: object) -> None:
            """Refuse: a kernel that was ended, as all are on an interruption, stays so."""
            raise DeadKernelError("the kernel was ended")

    folder = place / job.folder
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    if not (folder / job.file).exists():
        (folder / job.file).write_bytes(job.document.encode())
    book = nbformat.read(notebook, as_version=4)
    for cell in book.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in job.parameters.items())
    pictures = str(folder / "figures" / notebook.stem) if job.figures else ""
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


def _opening(notebook: NotebookNode) -> tuple[str, str]:
    """Return the title of a notebook and the question below it."""
    title, _, rest = notebook.cells[0].source.partition("\n\n")
    return title.lstrip("# "), " ".join(re.sub(r"[*_`]", "", rest.partition("\n\n")[0]).split())


@cache
def _style() -> str:
    from pygments.formatters import HtmlFormatter

    light, dark = (HtmlFormatter(style=style).get_style_defs(".highlight") for style in ("friendly", "github-dark"))
    own = (TEMPLATES / "page" / "style.css").read_text("utf-8")
    return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n{own}"


def _title(document: Document) -> str:
    """Return the title that stands in the document, or else its name."""
    title = next((block for block in document.blocks if block.kind == "title"), None)
    return " ".join(document.text[title.start : title.end].split()) if title else document.name


def _facts(job: Job) -> list[tuple[str, str]]:
    """Return what a page says of its making: nothing that differs from one run to the next."""
    source = job.document.source
    decoded = f"{source.encoding}{' with byte order mark' if source.byte_order_mark else ''}, newlines {source.newline}"
    return [
        ("Source", f"{job.document.name}, {len(job.document.text):,} characters, {decoded}"),
        ("SHA-256", source.sha256),
        ("Parameters", ", ".join(f"{name} = {value!r}" for name, value in job.parameters.items())),
        (
            "Made with",
            f"Python {platform.python_version()}, " + ", ".join(f"{n} {metadata.version(n)}" for n in NAMED_VERSIONS),
        ),
    ]


def _pages() -> list[tuple[str, str]]:
    """Return name and file of each page, for the navigation."""
    names = [(path.stem.split("_", 1)[1].replace("_", " ").capitalize(), f"{path.stem}.html") for path in notebooks()]
    return [("Overview", "index.html"), *names]


def _render(notebook: NotebookNode, job: Job, name: str, title: str) -> str:
    from nbconvert import HTMLExporter

    headings = [
        line[3:].strip()
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    page = {
        "title": title,
        "document": job.document.name,
        "style": _style(),
        "pages": _pages(),
        "here": f"{name}.html",
        "contents": [(heading, heading.replace(" ", "-")) for heading in headings],
        "facts": _facts(job),
    }
    exporter = HTMLExporter(template_name="page", extra_template_basedirs=[str(TEMPLATES)], anchor_link_text="")
    return exporter.from_notebook_node(notebook, resources={"page": page})[0]


def _write(job: Job, pages: list[Page], out: Path) -> tuple[Path, list[str]]:
    """Write a document's folder, whole or not at all; return its index and the errors."""
    import jinja2

    errors = [page.error for page in pages if page.error]
    loader = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES / "page"), autoescape=True)
    index = loader.get_template("document.html.j2").render(
        title=_title(job.document),
        document=job.document.name,
        style=_style(),
        pages=_pages(),
        failures=errors,
        # Made by the notebooks' own displays, which escape what the text holds.
        findings=[html for _, html in sorted(finding for page in pages for finding in page.findings)],
        questions=[(page.title, f"{page.notebook}.html", page.question) for page in pages],
        facts=_facts(job),
    )
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".analysis-", dir=out) as place:
        new, old = Path(place) / "new", Path(place) / "old"
        new.mkdir()
        for name, html in [("index", index), *((page.notebook, page.html) for page in pages)]:
            (new / f"{name}.html").write_text(html, "utf-8", newline="\n")
        target = out / job.folder
        if target.exists():
            target.rename(old)
        new.rename(target)
    return target / "index.html", errors


def _replace(folder: Path, pictures: list[Path]) -> None:
    """Put pictures into a folder, over those of the same names."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        shutil.move(picture, folder / picture.name)
