"""Execute the notebooks on documents and write the pages, whole or not at all, as folders of offline HTML."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from .._checks import settings_of
from ..document.documents import as_documents
from ..extensions.notebook_files import ROOT
from ..figures.saved import pictures_folder, write_pictures
from ..languages.messages import _
from ..mending.settings import RepairSettings
from ..output.files import write_file
from ..output.folders import temporary_folder, write_folder
from ..output.locks import locked
from ..output.manifests import refuse_foreign
from . import pages
from .document_pages import Page, first_page, notebook_page, page_count, text_page
from .jobs import Job, jobs_of
from .kernels import Kernels
from .notebooks import notebooks
from .report_list import INDEX, SUMMARY, Entry, can_list, earlier_entries, refuse_foreign_list, write_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..document.documents import Document

REPORT = "report"  # what the manifest says of a document's folder
PATIENCE = 0.4  # seconds that an interruption waits for pages that are being rendered


@dataclass(frozen=True)
class Report:
    """What was written on a document."""

    index: Path
    errors: tuple[str, ...]  #: a line for each notebook that went wrong
    numbers: dict[str, str]  #: of the findings, by name


def report(
    documents: Document | Iterable[Document],
    out: str | os.PathLike[str] = "reports",
    settings: RepairSettings | None = None,
    figures: str | os.PathLike[str] | None = None,
    progress: Callable[[Page], object] | None = None,
) -> list[Report]:
    """Write for each document a folder of HTML: an overview, the text itself, and a page for each notebook.

    Above several documents, of this run or of earlier ones, stands a page that lists them: ``index.html`` in *out*.

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
        before = earlier_entries(out, {job.folder for job in jobs})
        has_list = len(jobs) > 1 or (bool(before) and can_list(out))
        entries: dict[str, Entry] = {}
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
        work = [(job, notebook, kernels, place) for job in jobs for notebook in (None, *notebooks())]
        for job, page in finished(work):
            done[job.folder].append(page)
            if progress:
                progress(page)
            if len(done[job.folder]) == page_count():
                # Written as soon as it is complete: what is done stays done, and memory does not fill up.
                complete = sorted(done.pop(job.folder), key=lambda page: page.name)
                written[job.folder], entries[job.folder] = _write(job, complete, out, has_list)
                if drawn is not None:
                    pictures = {name: data for page in complete for name, data in page.pictures.items()}
                    write_pictures(drawn / below[job.folder], pictures, drawn, out)
        if has_list:
            write_list(out, [*(entries[job.folder] for job in jobs), *before])
    return [written[job.folder] for job in jobs]


Rendered = tuple["Job", Page | BaseException]
Work = tuple["Job", "Path | None", Kernels, Path]  # without a notebook it is the page of the text


@contextmanager
def _rendering(count: int) -> Iterator[Callable[[list[Work]], Iterator[tuple[Job, Page]]]]:
    """Lend what renders pages in so many threads, one more than kernels: it renders while the others wait for theirs.

    The interpreter does not wait for these threads when it ends.
    """
    results: SimpleQueue[Rendered] = SimpleQueue()
    threads: list[Thread] = []
    ended = Event()

    def finished(work: list[Work]) -> Iterator[tuple[Job, Page]]:
        todo: SimpleQueue[Work | None] = SimpleQueue()
        for item in [*work, *[None] * count]:
            todo.put(item)
        threads.extend(Thread(target=_render, args=(todo, results, ended), daemon=True) for _ in range(count))
        for thread in threads:
            thread.start()
        for _each in work:
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


def _render(todo: SimpleQueue[Work | None], results: SimpleQueue[Rendered], ended: Event) -> None:
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
            problem = _("lies within the folder of a report, which is made anew; name another folder for pictures")
            raise FileExistsError(errno.EEXIST, problem, str(figures))
    if len(jobs) > 1:
        refuse_foreign_list(out)


def _page(job: Job, notebook: Path | None, kernels: Kernels, place: Path) -> Page:
    return text_page(job) if notebook is None else notebook_page(job, notebook, kernels, place)


def _write(job: Job, done: list[Page], out: Path, has_list: bool) -> tuple[Report, Entry]:
    """Write a document's folder, whole or not at all; return the report, and how it is listed."""
    errors = tuple(page.error for page in done if page.error)
    numbers = next(page.numbers for page in done if page.numbers)
    entry = Entry(job.folder, pages.title_of(job.document), numbers, not errors)
    files = {INDEX: first_page(job, done, f"../{INDEX}" if has_list else ""), SUMMARY: entry.to_json()}
    write_folder(out / job.folder, REPORT, files | {f"{page.name}.html": page.html for page in done})
    return Report(out / job.folder / INDEX, errors, numbers), entry
