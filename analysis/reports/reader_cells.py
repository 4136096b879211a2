"""Which cells of an executed notebook a reader gets: not what is said to whoever runs it, nor of what is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nbformat import NotebookNode

# Tags of cells.
IN_LAB = "lab"  # speaks to whoever runs the notebook
OF_PAGES = "pages"  # is about the pages of a PDF, and shows nothing of other documents
IF_SHOWN = "if-shown"  # says what is to be seen in the results above it
NOTHING = re.compile(r'class="nothing"|<tbody>\s*</tbody>')  # in a picture, a page or a table without anything


def cells_of_readers(cells: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield the cells that a reader gets.

    Left out are those for the lab, those on pages if the document has none, and those on results that show nothing.
    """
    cells = list(cells)
    has_pages = any(cell.get("outputs") for cell in cells if OF_PAGES in _tags(cell))
    shown: list[bool] = []  # of each result since the last prose
    for cell in cells:
        tags = _tags(cell)
        is_wanted = IN_LAB not in tags and (has_pages or OF_PAGES not in tags)
        if is_wanted and (IF_SHOWN not in tags or not shown or any(shown)):
            yield cell
        shown = [*shown, _shows(cell)] if cell.cell_type == "code" else []


def _tags(cell: NotebookNode) -> list[str]:
    tags: list[str] = cell.metadata.get("tags", [])
    return tags


def _shows(cell: NotebookNode) -> bool:
    """Say whether the results of a cell hold anything."""
    shown = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
    return not shown or any(not NOTHING.search(html) for html in shown)
