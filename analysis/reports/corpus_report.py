"""Execute the notebook on a corpus and write its page."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from ..figures.saved import put_pictures
from ..output.files import write_file
from ..output.folders import temporary_folder
from . import pages
from .kernels import Kernels, execute
from .notebooks import CORPUS, ROOT, corpus_notebook

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def corpus_report(folder: Path, source: str, group: str, documents: pd.DataFrame, figures: Path | None = None) -> str:
    """Execute the notebook on a corpus and write ``index.html`` beside the tables of its survey and its reuse.

    Parameters
    ----------
    folder : with the tables that `survey` and `reuse` wrote.
    source : what the page calls the corpus.
    group : for `group_of`.
    documents : of the survey.
    figures : a folder that gets every picture as a file too, which `pictures_folder` holds.

    Returns
    -------
    What went wrong; empty when nothing did.
    """
    parameters = {"source": source, "tables": ".", "group": group}
    with temporary_folder() as place, closing(Kernels(place, 1, ROOT)) as kernels:
        (place / "figures").mkdir()
        pictures = str(place / "figures" / CORPUS) if figures is not None else ""
        executed, error = execute(corpus_notebook(), parameters, kernels, folder.absolute(), pictures)
        if figures is not None:
            put_pictures(figures, place / "figures", figures)
    made = pages.corpus_facts(source, documents, parameters)
    html = pages.notebook_page(executed, "index.html", source, [("Overview", "index.html")], made)
    write_file(folder / "index.html", html)
    return error
