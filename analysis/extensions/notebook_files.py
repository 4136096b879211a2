"""Where the notebooks of the package are, and which may stand behind them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..languages.messages import _

PACKAGE = Path(__file__).parents[1]
ROOT = PACKAGE.parent  # from which it is imported
# Beside the package in a checkout; within it when installed.
NOTEBOOKS = next(path for path in (PACKAGE / "notebooks", ROOT / "notebooks") if path.is_dir())


def checked_page(path: Path, others: list[Path]) -> None:
    """Raise unless a file is a notebook of a name that is free.

    Parameters
    ----------
    path : of the file.
    others : the notebooks that were added; a page is written under its notebook's name.

    Raises
    ------
    ValueError : if not.

    >>> checked_page(NOTEBOOKS / "05_corpus.ipynb", [])
    Traceback (most recent call last):
    ValueError: register_page: 05_corpus.ipynb: the package has a notebook of this name
    """
    is_named = path.suffix == ".ipynb" and path.stem[:2].isdigit() and path.stem[2:3] == "_" and path.stem[3:]
    if not is_named or not path.is_file():
        raise ValueError(f"register_page: {path}: " + _("must be a file named like 10_my_page.ipynb"))
    if path.stem.casefold() in {own.stem.casefold() for own in NOTEBOOKS.glob("*.ipynb")}:
        raise ValueError(f"register_page: {path.name}: " + _("the package has a notebook of this name"))
    for other in others:
        if other.stem.casefold() == path.stem.casefold() and other != path.resolve():
            message = _("{other} is registered under this name")
            raise ValueError(f"register_page: {path}: " + message.format(other=other))
    if not _is_notebook(_content(path)):
        raise ValueError(f"register_page: {path}: " + _("is no Jupyter notebook of format 4"))


def _content(path: Path) -> Any:
    """Return what a file of JSON holds; nothing where it is none."""
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None


def _is_notebook(content: Any) -> bool:
    """Say whether it is a notebook, so far as can be said without loading what executes them."""
    cells = content.get("cells") if isinstance(content, dict) and content.get("nbformat") == 4 else None
    return isinstance(cells, list) and all(
        isinstance(cell, dict) and cell.get("cell_type") in ("code", "markdown", "raw") and "source" in cell
        for cell in cells
    )
