"""Survey a corpus, find what repeats across it, and execute the notebook on the tables of both."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from .._checks import require, require_integer, require_text, settings_of
from ..concepts.dictionary import read_concepts
from ..corpus.counting import TABLES as COUNTED
from ..corpus.counting import count_documents, metadata_columns
from ..corpus.documents import Corpus
from ..corpus.results import atomic_folder
from ..corpus.reuse import TABLES, find, read_reuse
from ..corpus.survey import group_of, read_survey
from ..extensions.notebook_files import ROOT
from ..figures.saved import pictures_folder, write_pictures
from ..languages.messages import _
from ..mending.settings import RepairSettings
from ..output.files import write_file
from ..output.folders import temporary_folder
from . import pages
from .corpus_documents import TITLE, documents_body
from .corpus_verdict import verdict_body
from .kernels import Kernels, execute
from .notebooks import CONCEPTS, CORPUS, assignments, corpus_notebook
from .values import take_pictures

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from markupsafe import Markup
    from nbformat import NotebookNode

    from ..words.tokens import Tokeniser

CONCEPTS_PAGE = f"{CONCEPTS}.html"
NO_GROUPS = "()"  # a pattern that puts all documents into one group
PATHS = ("source", "concepts")  # parameters of a notebook
SIMILARITY = 0.8  # of documents that are nearly the same; see `reuse`
STAGES = 6  # of the search for what repeats, for each of counting


def corpus_report(
    corpus: Corpus,
    out: str | os.PathLike[str] = "reports/corpus",
    group: str = "",
    tokeniser: Tokeniser | None = None,
    raw: bool = False,
    find_faults: bool = True,
    find_reuse: bool = True,
    min_length: int | None = None,
    boilerplate: int | None = None,
    figures: str | os.PathLike[str] | None = None,
    progress: Callable[[int, int], object] | None = None,
    settings: RepairSettings | None = None,
    concepts: str | os.PathLike[str] | None = None,
) -> str:
    """Write the tables of `survey` and `reuse` of a corpus, and a page of HTML on them, into one folder.

    Parameters
    ----------
    corpus : from `read_corpus`.
    out : the folder, which is made anew; what was interrupted goes on where it was.
    group : what parts of the corpus the page compares: a column of its table, or a pattern; see `group_of`.
    tokeniser, raw, find_faults, settings : as for `survey`.
    find_reuse : whether to look for what repeats; without it there is no page.
    min_length, boilerplate : as for `reuse`; by default as many letters as the settings have.
    figures : a folder that gets every picture as a file too.
    concepts : the file of a dictionary of concepts (see `read_concepts`), which are counted on a page of their own. For
        it the texts are read and repaired once more, one after the other.
    progress : called with the number of parts of the work that are done, and of all.

    Returns
    -------
    What went wrong with the page; empty when nothing did.

    Raises
    ------
    ValueError : before any work is done, if *group* is neither a column nor a pattern, or the dictionary of concepts
        cannot be read, or with one the corpus was given as a table, not as a path, which its page reads again.
    FileExistsError : if *out* holds what no earlier run wrote.
    BlockingIOError : if another run is writing to it.
    WorkerError : if a process of the work died and could not be replaced.
    """
    require(corpus, Corpus, "corpus_report", "corpus")
    settings = settings_of(RepairSettings, settings, "corpus_report", tokeniser=tokeniser)
    require_text("corpus_report", group=group)
    require_integer("corpus_report", min_length=min_length, boilerplate=boilerplate)
    if group:  # what is wrong is said before the work, not after it
        columns = [*COUNTED["documents"], *metadata_columns(dict.fromkeys(corpus.columns), corpus.reading.date)]
        group_of(pd.DataFrame(columns=columns, dtype="str"), group)
    counted = None if concepts is None else _parameters_of_concepts(corpus, concepts)
    drawn, parts = Path(figures) if figures is not None else None, (1 + STAGES * find_reuse) * len(corpus)
    names = [f"{name}.parquet" for name in (*COUNTED, *TABLES)]

    def done_after(before: int) -> Callable[[int, int], object] | None:
        return None if progress is None else lambda done, __: progress(before + done, parts)

    with pictures_folder(drawn), atomic_folder(Path(out), [*names, "index.html", CONCEPTS_PAGE]) as folder:
        count_documents(corpus, folder, settings, raw, find_faults, done_after(0))
        if not find_reuse:
            return ""
        find(corpus, folder, min_length or settings.min_length, SIMILARITY, boilerplate, done_after(len(corpus)))
        return _write_pages(
            folder, Path(corpus.source).name, group or NO_GROUPS, counted, drawn, find_faults or not raw
        )


def _parameters_of_concepts(corpus: Corpus, concepts: str | os.PathLike[str]) -> dict[str, Any]:
    """Return the parameters of the notebook on concepts, which reads the corpus by itself."""
    read_concepts(concepts)
    source = corpus.source if "://" in corpus.source else str(Path(corpus.source).absolute())
    reading = {name: value for name, value in asdict(corpus.reading).items() if value is not None}
    if corpus.paths:
        del reading["text"]
    elif "://" not in corpus.source and not Path(source).is_file():
        raise ValueError("concepts: " + _("the corpus was given as a table; give the path of a file or folder"))
    return {"source": source, "concepts": str(Path(concepts).absolute()), "reading": reading, "window": "sentence"}


def _write_pages(
    folder: Path, source: str, group: str, counted: dict[str, Any] | None, figures: Path | None, looked_for: bool
) -> str:
    """Execute the notebooks and write a page of each beside the tables; return what went wrong."""
    survey, reuse, errors = read_survey(folder), read_reuse(folder), []
    pictures: dict[str, bytes] = {}
    work: list[tuple[str, str, dict[str, Any]]] = [
        (CORPUS, "index.html", {"source": source, "tables": ".", "group": group}),
    ]
    work += [(CONCEPTS, CONCEPTS_PAGE, counted)] if counted else []
    links = [(_("Overview"), "index.html"), *([(_("Concepts"), CONCEPTS_PAGE)] if counted else [])]
    with temporary_folder() as place, closing(Kernels(place, 1, ROOT)) as kernels:
        for stem, name, parameters in work:
            book = corpus_notebook(stem)
            executed, error = execute(book, parameters, kernels, folder.absolute(), figures is not None)
            errors += [error] if error else []
            if figures is not None:
                pictures |= take_pictures(executed, stem)
            # Where on this machine the files are is no matter of a report.
            shown = {key: Path(value).name if key in PATHS else value for key, value in parameters.items()}
            for cell in executed.cells:
                if "parameters" in cell.metadata.get("tags", []):
                    cell.source = assignments(shown)
            stated = {key: value for key, value in shown.items() if (key, value) != ("group", NO_GROUPS)}
            made = pages.corpus_facts(source, survey.documents, stated)
            more = []
            if stem == CORPUS:
                more = [(_(TITLE), documents_body(survey, reuse))]
                executed.cells.insert(1, _shown(verdict_body(survey, reuse, looked_for)))
            write_file(folder / name, pages.notebook_page(executed, name, source, links, made, more))
    if figures is not None:
        write_pictures(figures, pictures, figures)
    return "; ".join(errors)


def _shown(body: Markup) -> NotebookNode:
    """Return the cell of a notebook that shows HTML, and no code."""
    from nbformat import v4

    output = v4.new_output("display_data", {"text/html": body})
    return v4.new_code_cell(metadata={"transient": {"remove_source": True}}, outputs=[output])
