"""The pages of a report on one document: each notebook, executed, the text itself, and the overview above them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from ..languages.messages import N_, _
from ..mending.repair import repair
from . import pages
from .findings import findings_of
from .kernels import execute
from .notebooks import notebooks
from .overview import numbers, overview
from .reader_cells import IF_CHINESE, has_chinese
from .text_page import text_body
from .values import take_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from .jobs import Job
    from .kernels import Kernels

TEXT = "text"  # the name of the page on which the text itself is
TITLE = N_("The text itself")
QUESTION = N_("The whole text, with what was found marked in its place, as it came and as repaired.")


class Shown(NamedTuple):
    """What a page has for the overview, which shows it too."""

    tag: str  #: of the cell that shows it; the overview has them in the order of these
    html: str


@dataclass(frozen=True)
class Page:
    """A page on one document: an executed notebook, or the text itself."""

    name: str  #: of its file, such as ``02_term_frequencies``
    title: str
    question: str  #: the first paragraph below the title
    html: str
    shown: tuple[Shown, ...]  #: what the overview shows too
    pictures: dict[str, bytes]  #: what goes into the folder of pictures, by name of the file
    error: str  #: what went wrong and where; empty when nothing did
    numbers: dict[str, str] = field(default_factory=dict)  #: of the findings, by name; of the text itself


def page_count() -> int:
    """Return how many pages a report on a document has, the overview left out."""
    return 1 + len(notebooks())


def notebook_page(job: Job, notebook: Path, kernels: Kernels, place: Path) -> Page:
    """Execute one notebook on one document, in a kernel that is free, and render it."""
    executed, error = execute(notebook, job.parameters, kernels, place / job.folder, job.figures)
    title, question = pages.opening(executed)
    pictures = take_pictures(executed, notebook.stem)
    made = pages.facts(job.document, job.parameters)
    is_chinese = has_chinese(job.document.text)
    html = pages.notebook_page(
        executed, f"{notebook.stem}.html", job.document.name, _links(), made, is_chinese=is_chinese
    )
    return Page(notebook.stem, title, question, html, tuple(_shown(executed, is_chinese)), pictures, error)


def text_page(job: Job) -> Page:
    """Repair a document and render the page of its text, and what the overview says of it."""
    done = repair(job.document, settings=job.settings)
    findings = findings_of(done)
    options = {"words": "WORDS.txt"} if job.settings.tokeniser.words else {}
    html = pages.text_page(
        text_body(done, findings), f"{TEXT}.html", job.document, _links(), pages.facts(job.document, job.parameters)
    )
    shown = Shown("", overview(done, findings, options))
    return Page(TEXT, _(TITLE), _(QUESTION), html, (shown,), {}, "", numbers(done, findings))


def first_page(job: Job, done: Sequence[Page], above: str) -> str:
    """Return the overview of a document whose pages are done; *above* is where the list of documents is."""
    text = next(page for page in done if page.name == TEXT)
    notes = [page for page in done if page.name != TEXT]
    shown = sorted(each for page in notes for each in page.shown)
    return pages.first_page(
        job.document,
        _links(),
        pages.facts(job.document, job.parameters),
        # `overview` rendered it, and its template escapes.
        Markup(text.shown[0].html),  # noqa: S704
        [each.html for each in shown],
        [(page.title, f"{page.name}.html", page.question) for page in (text, *notes)],
        [page.error for page in notes if page.error],
        above,
    )


def _shown(notebook: NotebookNode, is_chinese: bool) -> Iterator[Shown]:
    """Yield what the cells show that are tagged for the overview."""
    for cell in notebook.cells:
        if not is_chinese and IF_CHINESE in cell.metadata.get("tags", []):
            continue
        tags = [tag for tag in cell.metadata.get("tags", []) if tag.startswith("index-")]
        data = [output.data for output in cell.get("outputs", []) if "data" in output]
        for tag, shown in product(tags, data):
            if "text/html" in shown:
                yield Shown(tag, shown["text/html"])


def _links() -> pages.Links:
    """Return name and file of each page, for the navigation."""
    titles = {
        "01_section_structure": _("Section structure"),
        "02_term_frequencies": _("Term frequencies"),
        "03_word_cloud": _("Word cloud"),
        "04_duplicate_audit": _("Duplicate audit"),
    }
    names = [(titles.get(path.stem) or _plain(path.stem), f"{path.stem}.html") for path in notebooks()]
    return [(_("Overview"), "index.html"), (_("Text"), f"{TEXT}.html"), *names]


def _plain(stem: str) -> str:
    """Return what a notebook's file is called, as a title."""
    return stem.split("_", 1)[1].replace("_", " ").capitalize()
