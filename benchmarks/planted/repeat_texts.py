"""Which sound texts the models of repeats are fitted on, and which others they are judged on."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from . import lines, texts

if TYPE_CHECKING:
    from pathlib import Path


def prose(shared: Path, judged: bool) -> list[tuple[str, str]]:
    """Return names and texts of half of the prose, the reports and the essays: to fit on, or to judge by."""
    found = [(name, text) for name, text in texts.prose(shared, judged)]
    essays = [source for source in lines.sources(shared) if source.genre == "essay"]
    some = essays[0 if judged else 1 :: 2]
    return found + [(source.name, "\n\n".join(text for _, text in source.paragraphs)) for source in some]


def statutes(shared: Path) -> list[tuple[str, str]]:
    """Return names and texts of the statutes to fit on, in an order that is none of theirs."""
    every = [(f"statute {number}", text) for number, text in enumerate(texts.fitted_statutes(shared))]
    random.Random(3).shuffle(every)
    return every
