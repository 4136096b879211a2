"""Execute the notebooks on documents and write the pages, whole or not at all, as folders of offline HTML."""

from __future__ import annotations

import errno
import os
import re
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from .._checks import settings_of
from ..document.documents import as_documents
from ..figures.saved import pictures_folder, write_pictures
from ..mending.settings import RepairSettings
from ..output.files import write_file
from ..output.folders import temporary_folder, write_folder
from ..output.locks import locked
from ..output.manifests import put_files, refuse_foreign, refuse_foreign_files
from . import pages
from .jobs import Job, jobs_of
from .kernels import Kernels, execute
from .notebooks import ROOT, notebooks
from .values import NUMBERS, take_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nbformat import NotebookNode

    from ..document.documents import Document

REPORT, LIST = "report", "list of reports"  # what manifests say of the folders
INDEX = re.compile(r"index\.html")
PATIENCE = 0.4  # seconds that an interruption waits for pages that are being rendered


class Finding(NamedTuple):
    """What an executed cell shows, that the index shows too."""

    tag: str  #: of the cell; the index shows findings in the order of these
    html: str
    numbers: dict[str, str]  #: by name, where it is a table of findings


@dataclass(frozen=True)
class Page:
    """One executed notebook of one document."""

    notebook: str  #: its name, such as ``02_term_frequencies``
    title: str
    question: str  #: the first paragraph below the title
    html: str
    findings: tuple[Finding, ...]  #: what the index shows too
    pictures: dict[str, bytes]  #: what goes into the folder of pictures, by name of the file
    error: str  #: what went wrong and where; empty when nothing did


@dataclass(frozen=True)
class Report:
    """What was written on a document."""

    index: Path
    errors: tuple[str, ...]  #: a line for each notebook that went wrong
    numbers: dict[str, str]  #: of the table of findings


def report(
    documents: Document | Iterable[Document],
    out: str | os.PathLike[str] = "reports",
    settings: RepairSettings | None = None,
    figures: str | os.PathLike[str] | None = None,
    progress: Callable[[Page], object] | None = None,
) -> list[Report]:
    """Write for each document a folder of HTML: an index, and a page for each notebook executed on it.

    Above several documents stands a page that lists them, ``index.html`` in *out*.

    Parameters
    ----------
    documents : what `load` or `parse` returned, one or several.
    out : the folder that theirs go into; made if need be. A document's folder is replaced as a whole when it is
        complete, and never left half written.
    settings : of the repair, and what words there are; ``RepairSettings()`` by default.
    figures : a folder that gets every picture as a file too, as PNG and SVG, numbered as the notebooks show them; of
        several documents, in a folder each.
    progress : called with each `Page` when it is done.

    Returns
    -------
    For each document its `Report`.

    Raises
    ------
    FileExistsError : before anything is done, when a report would take the place of what no earlier report wrote, or
        of a report that somebody has changed since.
    BlockingIOError : when another run is writing to *out* or to *figures*.
    """
    settings = settings_of(RepairSettings, settings, "report")
    jobs = jobs_of(list(as_documents(documents, "report")), settings, figures is not None)
    out, drawn = Path(out), Path(figures) if figures is not None else None
    done: dict[str, list[Page]] = {job.folder: [] for job in jobs}
    written: dict[str, Report] = {}
    count = max(1, min(os.cpu_count() or 1, len(jobs) * len(notebooks())))
    with ExitStack() as stack:
        stack.enter_context(locked(out))
        _refuse_to_replace(jobs, out, drawn)
        below = {job.folder: job.folder if len(jobs) > 1 else "" for job in jobs}
        stack.enter_context(pictures_folder(drawn, out, [*below.values()]))
        place = stack.enter_context(temporary_folder())
        for job in jobs:
            (place / job.folder).mkdir()
            for name, data in job.files().items():
                write_file(place / job.folder / name, data)
        # The kernels end before the threads, so that an interruption is not held up by a notebook that still runs.
        finished = stack.enter_context(_rendering(count + 1))
        kernels = stack.enter_context(closing(Kernels(place, count, ROOT)))
        for job, page in finished([(job, notebook, kernels, place) for job in jobs for notebook in notebooks()]):
            done[job.folder].append(page)
            if progress:
                progress(page)
            if len(done[job.folder]) == len(notebooks()):
                # Written as soon as it is complete: what is done stays done, and memory does not fill up.
                complete = sorted(done.pop(job.folder), key=lambda page: page.notebook)
                written[job.folder] = _write(job, complete, out, several=len(jobs) > 1)
                if drawn is not None:
                    write_pictures(drawn / below[job.folder], _pictures(complete), drawn, out)
        if len(jobs) > 1:
            _list(jobs, written, out)
    return [written[job.folder] for job in jobs]


Rendered = tuple["Job", Page | BaseException]


@contextmanager
def _rendering(count: int) -> Iterator[Callable[[list[tuple[Job, Path, Kernels, Path]]], Iterator[tuple[Job, Page]]]]:
    """Lend what renders pages in so many threads, one more than kernels: it renders while the others wait for theirs.

    The interpreter does not wait for these threads when it ends.
    """
    results: SimpleQueue[Rendered] = SimpleQueue()
    threads: list[Thread] = []
    ended = Event()

    def finished(work: list[tuple[Job, Path, Kernels, Path]]) -> Iterator[tuple[Job, Page]]:
        todo: SimpleQueue[tuple[Job, Path, Kernels, Path] | None] = SimpleQueue()
        for item in [*work, *[None] * count]:
            todo.put(item)
        threads.extend(Thread(target=_render, args=(todo, results, ended), daemon=True) for _ in range(count))
        for thread in threads:
            thread.start()
        for _ in work:
            job, page = results.get()
            if isinstance(page, BaseException):
                raise page
            yield job, page

    try:
        yield finished
    finally:
        ended.set()
        end = monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0, end - monotonic()))


def _render(
    todo: SimpleQueue[tuple[Job, Path, Kernels, Path] | None], results: SimpleQueue[Rendered], ended: Event
) -> None:
    """Render pages until there is nothing left to do."""
    while (item := todo.get()) and not ended.is_set():
        try:
            results.put((item[0], _page(*item)))
        except BaseException as error:  # noqa: BLE001 - it is raised where the results are read
            results.put((item[0], error))


def _refuse_to_replace(jobs: list[Job], out: Path, figures: Path | None) -> None:
    """Raise where something stands that no earlier run wrote, or where pictures would go with the next report."""
    for job in jobs:
        refuse_foreign(out / job.folder, REPORT)
        if figures and Path(os.path.realpath(figures)).is_relative_to(os.path.realpath(out / job.folder)):
            problem = "lies within the folder of a report, which is made anew; name another folder for pictures"
            raise FileExistsError(errno.EEXIST, problem, str(figures))
    if len(jobs) > 1:
        refuse_foreign_files(out, LIST, INDEX.fullmatch)


def _page(job: Job, notebook: Path, kernels: Kernels, place: Path) -> Page:
    """Execute one notebook on one document, in a kernel that is free, and render it."""
    executed, error = execute(notebook, job.parameters, kernels, place / job.folder, job.figures)
    title, question = pages.opening(executed)
    pictures = take_pictures(executed, notebook.stem)
    made = pages.facts(job.document, job.parameters)
    html = pages.notebook_page(executed, f"{notebook.stem}.html", job.document.name, _links(), made)
    return Page(notebook.stem, title, question, html, tuple(_findings(executed)), pictures, error)


def _findings(notebook: NotebookNode) -> Iterator[Finding]:
    """Yield what the cells show that are tagged for the index."""
    for cell in notebook.cells:
        tags = [tag for tag in cell.metadata.get("tags", []) if tag.startswith("index-")]
        data = [output.data for output in cell.get("outputs", []) if "data" in output]
        for tag, shown in product(tags, data):
            if "text/html" in shown:
                yield Finding(tag, shown["text/html"], shown.get(NUMBERS, {}))


def _pictures(complete: list[Page]) -> dict[str, bytes]:
    return {name: data for page in complete for name, data in page.pictures.items()}


def _links() -> pages.Links:
    """Return name and file of each page, for the navigation."""
    names = [(path.stem.split("_", 1)[1].replace("_", " ").capitalize(), f"{path.stem}.html") for path in notebooks()]
    return [("Overview", "index.html"), *names]


def _write(job: Job, done: list[Page], out: Path, several: bool) -> Report:
    """Write a document's folder, whole or not at all."""
    errors = tuple(page.error for page in done if page.error)
    findings = sorted((finding for page in done for finding in page.findings), key=lambda each: (each.tag, each.html))
    index = pages.overview(
        job.document,
        _links(),
        pages.facts(job.document, job.parameters),
        [finding.html for finding in findings],
        [(page.title, f"{page.notebook}.html", page.question) for page in done],
        errors,
        "../index.html" if several else "",
    )
    target = out / job.folder
    write_folder(target, REPORT, {"index.html": index} | {f"{page.notebook}.html": page.html for page in done})
    return Report(target / "index.html", errors, findings[0].numbers if findings else {})


def _list(jobs: list[Job], written: dict[str, Report], out: Path) -> None:
    """Write the page that lists the documents, whole or not at all."""
    titles = [pages.title_of(job.document) for job in jobs]
    rows = []
    for job, title in zip(jobs, titles, strict=True):
        report = written[job.folder]
        name = title if titles.count(title) == 1 else f"{title} ({job.folder})"
        rows.append((f"{job.folder}/index.html", name, report.numbers, not report.errors))
    put_files(out, LIST, {"index.html": pages.documents_page(rows).encode()})
