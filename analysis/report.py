"""Execute the notebooks on documents and write the pages, whole or not at all, as folders of offline HTML."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import pages
from .document import Document  # noqa: TC001 - dataclasses name it
from .kernels import Kernels, execute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd
    from nbformat import NotebookNode

# Names that Windows keeps for devices.
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
UNSAFE = re.compile(r'[\\/:*?"<>|\s]|[^\w\-.()（）《》、，。+]')  # in the name of a file
UNDERSCORES = re.compile("_+")
CORPUS = "05_corpus"  # the notebook on many documents together
HERE = Path(__file__).parent
# Beside the package in a checkout; within it when installed.
NOTEBOOKS = next(path for path in (HERE / "notebooks", HERE.parent / "notebooks") if path.is_dir())


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


@dataclass(frozen=True)
class Report:
    """What was written on a document."""

    index: Path
    errors: tuple[str, ...]  #: a line for each notebook that went wrong
    numbers: dict[str, str]  #: of the table of findings


def report(
    documents: Iterable[Document],
    out: str | os.PathLike[str] = "reports",
    min_length: int = 30,
    figures: str | os.PathLike[str] | None = None,
    progress: Callable[[Page], object] | None = None,
) -> list[Report]:
    """Write for each document a folder of HTML: an index, and a page for each notebook executed on it.

    Above several documents stands a page that lists them, ``index.html`` in *out*.

    Parameters
    ----------
    documents : from `load` or `parse`.
    out : the folder that theirs go into; made if need be. A document's folder is replaced as a whole when it is
        complete, and never left half written.
    min_length : letters that count as a repeated passage; see `audit`.
    figures : a folder that gets every picture as a file too, as PNG and SVG, numbered as the notebooks show them; of
        several documents, in a folder each.
    progress : called with each `Page` when it is done.

    Returns
    -------
    For each document its `Report`.

    Raises
    ------
    FileExistsError : before anything is done, when a report would take the place of what is no report.
    """
    jobs = _jobs(list(documents), {"min_length": min_length}, figures is not None)
    out = Path(out)
    _refuse_to_replace([*(out / job.folder for job in jobs), *([out / "index.html"] if len(jobs) > 1 else [])])
    done: dict[str, list[Page]] = {job.folder: [] for job in jobs}
    written: dict[str, Report] = {}
    count = max(1, min(os.cpu_count() or 1, len(jobs) * len(notebooks())))
    # One thread more than kernels: one renders while the others wait for theirs. The kernels end before the threads
    # are waited for, so that an interruption is not held up by a notebook that still runs.
    with (
        tempfile.TemporaryDirectory(prefix="analysis-") as place,
        ThreadPoolExecutor(count + 1) as threads,
        closing(Kernels(Path(place), count, HERE.parent)) as kernels,
    ):
        work = [(job, notebook) for job in jobs for notebook in notebooks()]
        futures = {threads.submit(_page, job, notebook, kernels, Path(place)): job for job, notebook in work}
        try:
            for future in as_completed(futures):
                job = futures.pop(future)
                done[job.folder].append(future.result())
                if progress:
                    progress(future.result())
                if len(done[job.folder]) == len(notebooks()):
                    # Written as soon as it is complete: what is done stays done, and memory does not fill up.
                    complete = sorted(done.pop(job.folder), key=lambda page: page.notebook)
                    written[job.folder] = _write(job, complete, out, several=len(jobs) > 1)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
        if figures is not None:
            for job in jobs:
                own = Path(figures, job.folder) if len(jobs) > 1 else Path(figures)
                _replace(own, [*(Path(place) / job.folder / "figures").iterdir()])
    if len(jobs) > 1:
        _list(jobs, written, out)
    return [written[job.folder] for job in jobs]


def _refuse_to_replace(targets: list[Path]) -> None:
    """Raise where something stands that a report did not write: only a report may be replaced."""
    for target in targets:
        page = target / "index.html" if target.is_dir() else target
        foreign = [path.name for path in target.iterdir() if path.suffix != ".html"] if target.is_dir() else []
        ours = page.is_file() and pages.MARK in page.read_text("utf-8", errors="replace")
        if (target.exists() and not ours and (page == target or any(target.iterdir()))) or foreign:
            what = f"holds {foreign[0]}, which is no report" if foreign else "is there already, and is no report"
            raise FileExistsError(errno.EEXIST, f"{what}; name another folder with --out", str(target))


def notebooks() -> list[Path]:
    """Return the notebooks that a report executes on a document, in order."""
    return [path for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")) if path.stem != CORPUS]


def corpus_report(
    folder: Path, source: str, group: str, documents: pd.DataFrame, figures: str | os.PathLike[str] | None = None
) -> str:
    """Execute the notebook on a corpus and write ``index.html`` beside the tables of its survey and its reuse.

    Parameters
    ----------
    folder : with the tables that `survey` and `reuse` wrote.
    source : what the page calls the corpus.
    group : for `group_of`.
    documents : of the survey.
    figures : a folder that gets every picture as a file too.

    Returns
    -------
    What went wrong; empty when nothing did.
    """
    parameters = {"source": source, "tables": ".", "group": group}
    with (
        tempfile.TemporaryDirectory(prefix="analysis-") as place,
        ThreadPoolExecutor(1) as thread,  # the caller's own may have an event loop already
        closing(Kernels(Path(place), 1, HERE.parent)) as kernels,
    ):
        (Path(place) / "figures").mkdir()
        pictures = str(Path(place) / "figures" / CORPUS) if figures is not None else ""
        executed, error = thread.submit(_executed, kernels, parameters, folder.absolute(), pictures).result()
        if figures is not None:
            _replace(Path(figures), [*(Path(place) / "figures").iterdir()])
    made = pages.corpus_facts(source, documents, parameters)
    html = pages.notebook_page(executed, "index.html", source, [("Overview", "index.html")], made)
    (folder / "index.html").write_text(html, "utf-8", newline="\n")
    return error


def _executed(kernels: Kernels, parameters: dict[str, Any], folder: Path, pictures: str) -> tuple[NotebookNode, str]:
    with kernels.one() as kernel:
        return execute(NOTEBOOKS / f"{CORPUS}.ipynb", parameters, kernel, folder, pictures)


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
    kept = UNSAFE.sub("_", name).lstrip(".")
    kept = UNDERSCORES.sub("_", kept).encode()[:200].decode("utf-8", "ignore").rstrip(". ")
    if not kept.strip("._"):
        return "document"
    return f"_{kept}" if kept.partition(".")[0].upper() in RESERVED or kept == "index.html" else kept


def _page(job: Job, notebook: Path, kernels: Kernels, place: Path) -> Page:
    """Execute one notebook on one document, in a kernel that is free, and render it."""
    folder = place / job.folder
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    source = folder / f"{notebook.stem}.part"
    source.write_bytes(job.document.encode())
    source.replace(folder / job.file)  # in one step: the document's other notebooks may be reading it
    pictures = str(folder / "figures" / notebook.stem) if job.figures else ""
    with kernels.one() as kernel:
        executed, error = execute(notebook, job.parameters, kernel, folder, pictures)
    title, question = pages.opening(executed)
    findings = [
        (tag, output.data["text/html"])
        for cell in executed.cells
        for tag in cell.metadata.get("tags", [])
        for output in (cell.get("outputs", []) if tag.startswith("index-") else [])
        if "text/html" in output.get("data", {})
    ]
    made = pages.facts(job.document, job.parameters)
    html = pages.notebook_page(executed, f"{notebook.stem}.html", job.document.name, _links(), made)
    return Page(notebook.stem, title, question, html, tuple(findings), error)


def _links() -> pages.Links:
    """Return name and file of each page, for the navigation."""
    names = [(path.stem.split("_", 1)[1].replace("_", " ").capitalize(), f"{path.stem}.html") for path in notebooks()]
    return [("Overview", "index.html"), *names]


def _write(job: Job, done: list[Page], out: Path, several: bool) -> Report:
    """Write a document's folder, whole or not at all."""
    errors = tuple(page.error for page in done if page.error)
    findings = [html for _, html in sorted(finding for page in done for finding in page.findings)]
    index = pages.overview(
        job.document,
        _links(),
        pages.facts(job.document, job.parameters),
        findings,
        [(page.title, f"{page.notebook}.html", page.question) for page in done],
        errors,
        "../index.html" if several else "",
    )
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".analysis-", dir=out) as place:
        new, old = Path(place) / "new", Path(place) / "old"
        new.mkdir()
        for name, html in [("index", index), *((page.notebook, page.html) for page in done)]:
            (new / f"{name}.html").write_text(html, "utf-8", newline="\n")
        target = out / job.folder
        if target.exists():
            target.rename(old)
        new.rename(target)
    return Report(target / "index.html", errors, pages.numbers(findings[0]) if findings else {})


def _list(jobs: list[Job], written: dict[str, Report], out: Path) -> None:
    """Write the page that lists the documents, whole or not at all."""
    titles = [pages.title_of(job.document) for job in jobs]
    rows = []
    for job, title in zip(jobs, titles, strict=True):
        report = written[job.folder]
        name = title if titles.count(title) == 1 else f"{title} ({job.folder})"
        rows.append((f"{job.folder}/index.html", name, report.numbers, not report.errors))
    part = out / ".index.html.part"
    try:
        part.write_text(pages.documents_page(rows), "utf-8", newline="\n")
        part.replace(out / "index.html")
    finally:
        part.unlink(missing_ok=True)


def _replace(folder: Path, pictures: list[Path]) -> None:
    """Put pictures into a folder, over those of the same names."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        shutil.move(picture, folder / picture.name)
