"""What a report is to be written on: documents, each with a folder of its own whose name every file system takes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ..decisions.folders import DecisionFolder, for_several, name_and_source
from ..decisions.records import Decisions
from ..document.files import DocumentError, read_bytes
from ..languages.messages import _
from ..mending.settings import RepairSettings
from ..words.tokens import Tokeniser
from ..words.word_lists import words_file

if TYPE_CHECKING:
    from ..document.documents import Document

WORDS = PurePosixPath("words.txt")  # the files of a user's words, and of decisions, beside a document's
DECISIONS = "decisions.json"
# Names that Windows keeps for devices.
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
UNSAFE = re.compile(r'[\\/:*?"<>|\s]|[^\w\-.()（）《》、，。+]')  # in the name of a file
UNDERSCORES = re.compile("_+")


@dataclass(frozen=True)
class Job:
    """A document to report on, and where its pages go."""

    document: Document
    parameters: dict[str, Any]  #: what the cells tagged ``parameters`` are set to
    settings: RepairSettings
    folder: str  #: name below the output folder
    figures: bool  #: whether each picture is wanted as a file too

    @property
    def file(self) -> str:
        """Return what the notebooks call the document's file; no folder of this machine goes into a page."""
        return str(self.parameters["source"])

    def files(self) -> dict[str, bytes]:
        """Return what the notebooks load: of a document of pages its file, which has them, else the text; and words."""
        files = {self.file: _file_of(self.document) or self.document.encode()}
        if self.parameters["words"]:
            files[str(WORDS)] = words_file(self.settings.tokeniser.words)
        if isinstance(self.settings.decisions, Decisions):
            files[DECISIONS] = self.settings.decisions.to_json().encode()
        return files


def jobs_of(documents: list[Document], settings: RepairSettings, figures: bool) -> list[Job]:
    """Return a job for each document, in folders that no file system takes for the same."""
    decisions = for_several(settings.decisions, documents)
    if isinstance(decisions, DecisionFolder) and len(documents) > 1:
        decisions.warn_of_unused(map(name_and_source, documents))
    settings = replace(settings, decisions=decisions)
    taken: set[str] = set()
    jobs = []
    for document in documents:
        name = safe_name(document.name)
        folder = next(
            n for n in (name, *(f"{name}-{i}" for i in range(2, len(documents) + 2))) if n.casefold() not in taken
        )
        taken.add(folder.casefold())
        ending = Path(document.source.path or "").suffix.lower() if _file_of(document) else ".txt"
        own = {"source": f"{folder}{ending}", "encoding": document.source.encoding}
        decided = settings.of(document)
        jobs.append(Job(document, own | _parameters(decided, document), decided, folder, figures))
    return jobs


def _parameters(settings: RepairSettings, document: Document) -> dict[str, Any]:
    """Return what the notebooks are told of settings: whatever is not as usual, and what most will change."""
    tokeniser = settings.tokeniser.of(document)
    if not isinstance(tokeniser.engine, str):
        message = _("tokeniser: its engine is a function, which a notebook cannot be told; pass a name")
        raise ValueError("report: " + message)
    cutting = {"simplify": tokeniser.simplify} | _unusual(tokeniser, Tokeniser(), ("engine", "hmm"))
    mending = {"min_length": settings.min_length} | _unusual(
        settings, RepairSettings(), ("similarity", "also", "certain")
    )
    if settings.decisions is not None:
        mending["decisions"] = DECISIONS
    return {"words": WORDS if tokeniser.words else (), "cutting": cutting, "mending": mending}


def _unusual(chosen: object, usual: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(chosen, name) for name in names if getattr(chosen, name) != getattr(usual, name)}


def _file_of(document: Document) -> bytes | None:
    """Return the bytes of the file of a document of pages, if it is still there as it was loaded."""
    if not document.page_sizes or document.source.path is None:
        return None
    try:
        data = read_bytes(document.source.path)
    except DocumentError:
        return None
    return data if hashlib.sha256(data).hexdigest() == document.source.sha256 else None


def safe_name(name: str) -> str:
    """Return *name* as one that every file system takes and that leads nowhere else.

    >>> safe_name("../甲:乙")
    '_甲_乙'
    """
    kept = UNSAFE.sub("_", name).lstrip(".")
    kept = UNDERSCORES.sub("_", kept).encode()[:200].decode("utf-8", "ignore").rstrip(". ")
    if not kept.strip("._"):
        return "document"
    return f"_{kept}" if kept.partition(".")[0].upper() in RESERVED or kept == "index.html" else kept
