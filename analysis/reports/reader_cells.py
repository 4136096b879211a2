"""Which cells of an executed notebook a reader gets: not what is said to whoever runs it, nor of what is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..output.html import render
from ..words.scripts import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nbformat import NotebookNode

FEW = 0.05  # of the letters are Han characters in a text that has some Chinese
# Tags of cells.
IN_LAB = "lab"  # speaks to whoever runs the notebook
OF_PAGES = "pages"  # is about the pages of a PDF, and shows nothing of other documents
IF_CHINESE = "if-chinese"  # is about Chinese alone: how it is cut into words, what is typical beside it
IF_SHOWN = "if-shown"  # is about the results above it, or shows more of them: left out where these show nothing
CAPTION = "caption"  # what a table of the cell is called, among the cell's metadata
TABLE = re.compile(r'<table border="1" class="dataframe">')  # as pandas begins one
NOTHING = re.compile(r'class="nothing"|<tbody>\s*</tbody>')  # in a picture, a page or a table without anything


def has_chinese(text: str) -> bool:
    """Say whether Chinese is a part of a text to speak of, not a few names in a text in another language.

    >>> has_chinese("春天来了。"), has_chinese("Spring came to the river of Dongchang, which is written 东昌.")
    (True, False)
    """
    han, letters = len(HAN.findall(text)), sum(map(str.isalpha, text))
    return letters == 0 or han >= FEW * letters


def cells_of_readers(cells: Iterable[NotebookNode], is_chinese: bool = True) -> Iterator[NotebookNode]:
    """Yield the cells that a reader gets.

    Left out are those for the lab, those on pages if the document has none, those on Chinese if it is in another
    language, and those on results that show nothing. Tables have the caption that their cell states.
    """
    cells = [cell for cell in cells if is_chinese or IF_CHINESE not in _tags(cell)]
    has_pages = any(cell.get("outputs") for cell in cells if OF_PAGES in _tags(cell))
    shown: list[bool] = []  # of each result since the last prose
    for cell in cells:
        tags = _tags(cell)
        if IF_SHOWN in tags and shown and not any(shown):
            continue  # and so is what follows it, if it is about the same
        if IN_LAB not in tags and (has_pages or OF_PAGES not in tags):
            yield _with_caption(cell)
        shown = [*shown, _shows(cell)] if cell.cell_type == "code" else []


def _tags(cell: NotebookNode) -> list[str]:
    tags: list[str] = cell.metadata.get("tags", [])
    return tags


def _with_caption(cell: NotebookNode) -> NotebookNode:
    """Return a cell whose tables, as pandas shows them, have the caption that it states."""
    if CAPTION in cell.metadata:
        caption = render("reports/templates/caption.html.j2", caption=cell.metadata[CAPTION])
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            if table := TABLE.search(html):
                output["data"]["text/html"] = html[: table.end()] + caption + html[table.end() :]
    return cell


def _shows(cell: NotebookNode) -> bool:
    """Say whether the results of a cell hold anything."""
    shown = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
    return not shown or any(not NOTHING.search(html) for html in shown)
