"""The notebooks that reports execute, in a checkout and when installed."""

from __future__ import annotations

from pathlib import Path

CORPUS = "05_corpus"  # the notebook on many documents together
PACKAGE = Path(__file__).parents[1]
ROOT = PACKAGE.parent  # from which it is imported
# Beside the package in a checkout; within it when installed.
NOTEBOOKS = next(path for path in (PACKAGE / "notebooks", ROOT / "notebooks") if path.is_dir())


def notebooks() -> list[Path]:
    """Return the notebooks that a report executes on a document, in order."""
    return [path for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")) if path.stem != CORPUS]


def corpus_notebook() -> Path:
    """Return the notebook that a report executes on a corpus."""
    return NOTEBOOKS / f"{CORPUS}.ipynb"
