"""Which form a repair is written in: the ending of the file's name says it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from .critic import critic_markup
from .diff import unified_diff
from .tei import tei
from .tracked_changes import word_document

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from .edition import Edition


def clean_text(edition: Edition) -> bytes:
    """Return the clean text in UTF-8."""
    return edition.clean.text.encode()


CLEAN, LEDGER = ".md", ".json"
FORMS: dict[str, Callable[[Edition], bytes]] = {
    ".critic.md": critic_markup,
    ".docx": word_document,
    ".xml": tei,
    ".diff": unified_diff,
    ".patch": unified_diff,
    CLEAN: clean_text,
    ".txt": clean_text,
}
ENDINGS = (*FORMS, LEDGER)


def form_of(path: str | os.PathLike[str]) -> str | None:
    """Return which of `ENDINGS` a path has, if any.

    >>> form_of("a/page.critic.md"), form_of("Page.DOCX"), form_of("page.docx/page")
    ('.critic.md', '.docx', None)
    """
    name = PurePath(path).name.lower()
    return next((ending for ending in ENDINGS if name.endswith(ending)), None)
