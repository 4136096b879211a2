"""Which sound texts the model of `analysis.misread` is fitted on, and which others it is judged on."""

from __future__ import annotations

import random
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from .lines import STATUTES, real_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FIRST = 250  # statutes, alphabetically, that were looked at long ago
COUNTED = 1500  # in which pairs of characters were counted
FITTED, JUDGED = 900, 400  # of others
SHORTEST, LONGEST = 40, 600  # characters of a paragraph


def fitted_statutes(shared: Path) -> list[str]:
    """Return the texts of statutes to fit on."""
    alphabetical, shuffled = _names(shared)
    return [text for _, text in _read(shared, {*alphabetical[:FIRST], *shuffled[:FITTED]})]


def judged_statutes(shared: Path) -> list[tuple[str, str]]:
    """Return names and texts of statutes that nothing was fitted on or counted in, none of the first alphabetically."""
    alphabetical, shuffled = _names(shared)
    first = {*alphabetical[:FIRST]}
    return _read(shared, [name for name in shuffled[STATUTES + COUNTED :] if name not in first][:JUDGED])


def more_statutes(shared: Path) -> list[tuple[str, str]]:
    """Return names and texts of statutes beside those to fit on, in which pairs of characters were counted at most."""
    alphabetical, shuffled = _names(shared)
    first = {*alphabetical[:FIRST]}
    return _read(shared, [name for name in shuffled[FITTED : STATUTES + COUNTED] if name not in first])


def unseen_statutes(shared: Path) -> list[tuple[str, str]]:
    """Return names and texts of the statutes that are none of those to fit on or count in, and none judged by."""
    alphabetical, shuffled = _names(shared)
    first = {*alphabetical[:FIRST]}
    return _read(shared, [name for name in shuffled[STATUTES + COUNTED :] if name not in first][JUDGED:])


def prose(shared: Path, judged: bool) -> list[tuple[str, str]]:
    """Return names and texts of half of the prose and the reports: to fit on, or to judge by."""
    texts = [(path.stem, path.read_text("utf-8")) for path in sorted((shared / "prose").glob("*.txt"))]
    texts += [(text.source, text.text) for text in real_texts(shared / "lines") if text.genre == "report"]
    return texts[0 if judged else 1 :: 2]


def paragraphs(texts: list[str]) -> list[str]:
    """Return the paragraphs of texts that are neither very short nor very long."""
    lines = (line.strip().lstrip("#").strip() for text in texts for line in text.split("\n"))
    return [line for line in lines if SHORTEST <= len(line) <= LONGEST]


def _names(shared: Path) -> tuple[list[str], list[str]]:
    """Return the statutes of the archive in the order of the alphabet, and in that of `lines.statutes`."""
    with tarfile.open(shared / "corpus" / "statutes.tar.xz") as archive:
        names = sorted(name for name in archive.getnames() if name.endswith(".md"))
    shuffled = [*names]
    random.Random(7).shuffle(shuffled)
    return names, shuffled


def _read(shared: Path, wanted: Collection[str]) -> list[tuple[str, str]]:
    return [*_members(shared, {*wanted})]


def _members(shared: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    with tarfile.open(shared / "corpus" / "statutes.tar.xz") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.name in wanted else None
            if content is not None:
                yield Path(member.name).stem, content.read().decode()
