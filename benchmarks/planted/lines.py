"""Texts whose line ends are known: real ones, those that `variants` makes, and the clean ones that it makes them of."""

from __future__ import annotations

import itertools
import json
import random
import re
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDS = 3  # of documents, each left out in turn
STATUTES = 240  # of those in the archive: as many paragraphs as all else together


@dataclass(frozen=True)
class Text:
    """A text, and after which of its lines that hold something, numbered from 0, a paragraph goes on."""

    genre: str
    source: str  #: the document it is made of
    variant: str  #: how: ``real``, or one of `VARIANTS`
    text: str
    joins: frozenset[int]
    aside: frozenset[int] = frozenset()  #: the lines, so numbered, that are known to be no part of the running text
    across: frozenset[int] = frozenset()  #: and those after which a paragraph goes on beyond such lines

    @property
    def joins_without(self) -> frozenset[int]:
        """The same as *joins*, of the lines without those aside."""
        number, joined = itertools.count(), self.joins | self.across
        kept = {line: next(number) for line in range(max(joined, default=-1) + 1) if line not in self.aside}
        return frozenset(kept[line] for line in joined if line in kept)


@dataclass(frozen=True)
class Source:
    """A clean document: its paragraphs, and whether each is a heading."""

    genre: str
    name: str
    paragraphs: list[tuple[bool, str]]


def fold_of(source: str) -> int:
    """Return the fold of a document, from 0: all that is made of it is in that one."""
    return zlib.crc32(source.encode()) % FOLDS


def real_texts(folder: Path) -> Iterator[Text]:
    """Yield the texts of ``lines/`` with their known joins."""
    for path in sorted(folder.glob("*.txt")):
        truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
        group = re.sub(r"_?\d.*", "", path.stem)
        name = path.stem.replace("_bare", "").replace("_indent", "")  # the same text twice
        yield Text(group, name, "real", path.read_text("utf-8"), frozenset(truth["joins"]))


def sources(shared: Path) -> Iterator[Source]:
    """Yield clean documents of six genres, their line ends all ends of paragraphs."""
    for path in sorted((shared / "prose").glob("*.txt")):
        yield Source(path.stem.split("_")[0], path.stem, _paragraphs(path.read_text("utf-8")))
    for text in real_texts(shared / "lines"):
        if text.genre == "report":
            yield Source("report", text.source, _paragraphs(text.text))
        elif text.genre == "wrapped_indent":
            yield Source("essay", text.source, [(False, line) for line in _joined(text)])
    for name, content in statutes(shared, STATUTES):
        yield Source("law", name, _paragraphs(content))


def statutes(shared: Path, count: int, skip: int = 0) -> Iterator[tuple[str, str]]:
    """Yield name and text of *count* statutes, spread over the archive; *skip* takes others."""
    with tarfile.open(shared / "corpus" / "statutes.tar.xz") as archive:
        names = sorted(name for name in archive.getnames() if name.endswith(".md"))
    random.Random(7).shuffle(names)
    wanted = {*names[skip : skip + count]}
    # In the order of the archive: to go back in it is to unpack it anew.
    with tarfile.open(shared / "corpus" / "statutes.tar.xz") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.name in wanted else None
            if content is not None:
                yield Path(member.name).stem, content.read().decode()


def _paragraphs(text: str) -> list[tuple[bool, str]]:
    lines = (line.strip() for line in text.split("\n"))
    return [(line.startswith("#"), line.lstrip("#").strip()) for line in lines if line.strip("# ")]


def _joined(text: Text) -> list[str]:
    found: list[str] = []
    for number, line in enumerate(line.strip() for line in text.text.split("\n") if line.strip()):
        if number - 1 in text.joins:
            found[-1] += line
        else:
            found.append(line)
    return found
