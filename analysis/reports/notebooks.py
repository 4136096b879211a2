"""The notebooks that reports execute, in a checkout and when installed."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ..extensions.notebook_files import NOTEBOOKS
from ..extensions.registry import pages
from ..languages.chosen import ENGLISH, TRADITIONAL
from ..languages.traditional import traditional

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CORPUS, CONCEPTS = "05_corpus", "06_concepts"  # the notebooks on many documents together


def notebooks() -> list[Path]:
    """Return the notebooks that a report executes on a document, in order; those that were registered at the end."""
    own = [path for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")) if path.stem not in (CORPUS, CONCEPTS)]
    return [*own, *pages()]


def corpus_notebook(stem: str = CORPUS) -> Path:
    """Return a notebook that a report executes on a corpus: that on what repeats, or on concepts."""
    return NOTEBOOKS / f"{stem}.ipynb"


def speak(book: dict[str, Any], tag: str) -> None:
    """Put the prose of a notebook, and what its code says, into a language, as far as its cells have it.

    A cell has its source in Chinese among its metadata, ``zh``, and the caption of its table, ``zh-caption``;
    traditional Chinese is made of it.

    Parameters
    ----------
    book : the notebook, which is changed.
    tag : ``en``, ``zh-Hans`` or ``zh-Hant``.

    >>> cell = {"cell_type": "markdown", "metadata": {"zh": ["# 词频\\n", "\\n", "计数"]}, "source": "# Counts"}
    >>> speak({"cells": [cell]}, "zh-Hant")
    >>> cell["source"]
    '# 詞頻\\n\\n計數'
    """
    for cell in book["cells"]:
        chinese = "".join(cell["metadata"].pop("zh", ""))
        caption = cell["metadata"].pop("zh-caption", "")
        if chinese and tag != ENGLISH:
            cell["source"] = traditional(chinese) if tag == TRADITIONAL else chinese
        if caption and tag != ENGLISH:
            cell["metadata"]["caption"] = traditional(caption) if tag == TRADITIONAL else caption


def assignments(parameters: Mapping[str, Any]) -> str:
    """Return the cell that sets a notebook's parameters.

    >>> print(assignments({"words": PurePath("words.txt"), "encoding": None}))
    from pathlib import Path
    <BLANKLINE>
    words = Path('words.txt')
    encoding = None
    """
    lines = "\n".join(f"{name} = {literal(value)}" for name, value in parameters.items())
    has_path = any(isinstance(value, PurePath) for value in parameters.values())
    return f"from pathlib import Path\n\n{lines}" if has_path else lines


def literal(value: Any) -> str:
    """Return a parameter's value as a notebook has it.

    >>> literal(30), literal(PurePath("words.txt"))
    ('30', "Path('words.txt')")
    """
    return f"Path({str(value)!r})" if isinstance(value, PurePath) else repr(value)
