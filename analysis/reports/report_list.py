"""The list above several reports: of this run and of earlier ones, each of which left a summary for it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..output.json import json_text
from ..output.manifests import put_files, refuse_foreign_files
from . import pages

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

LIST = "list of reports"  # what the manifest says of the folder
INDEX, SUMMARY = "index.html", "summary.json"


class Entry(NamedTuple):
    """A report as it is listed."""

    folder: str  #: name below the folder of the list
    title: str
    numbers: dict[str, str]  #: of the findings, by name
    is_complete: bool  #: whether every page was made

    def to_json(self) -> str:
        """Return what the folder of the report keeps of it."""
        return json_text({"title": self.title, "complete": self.is_complete, "findings": self.numbers}, indent=1)


def earlier_entries(out: Path, folders: Collection[str]) -> list[Entry]:
    """Return the reports that stand in a folder, by name, but for those in *folders*; what is no report is passed."""
    names = sorted(path.name for path in out.iterdir() if path.name not in folders) if out.is_dir() else []
    return [entry for name in names if (entry := _entry(out / name))]


def _entry(folder: Path) -> Entry | None:
    try:
        kept = json.loads((folder / SUMMARY).read_bytes())
        numbers = {str(name): str(value) for name, value in kept["findings"].items()}
        return Entry(folder.name, str(kept["title"]), numbers, kept["complete"] is True)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def refuse_foreign_list(out: Path) -> None:
    """Raise where a list would take the place of a page that no earlier run wrote.

    Raises
    ------
    FileExistsError : naming it.
    """
    refuse_foreign_files(out, LIST, lambda name: name == INDEX)


def can_list(out: Path) -> bool:
    """Say whether a folder has room for a list: no page of the user's stands there."""
    try:
        refuse_foreign_list(out)
    except FileExistsError:
        return False
    return True


def write_list(out: Path, entries: Sequence[Entry]) -> None:
    """Write the page that lists reports, whole or not at all."""
    count = Counter(entry.title for entry in entries)
    names = [entry.title if count[entry.title] == 1 else f"{entry.title} ({entry.folder})" for entry in entries]
    rows = [
        (f"{entry.folder}/{INDEX}", name, entry.numbers, entry.is_complete)
        for entry, name in zip(entries, names, strict=True)
    ]
    put_files(out, LIST, {INDEX: pages.documents_page(rows).encode()})
