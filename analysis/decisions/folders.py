"""A folder with a file of decisions for each of many documents: which is whose, and which is nobody's."""

from __future__ import annotations

import os
import warnings
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar

from ..document.files import encodable, printable
from ..languages.messages import _, enumeration, ngettext
from .records import Decisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..document.documents import Document

D = TypeVar("D", bound="Decisions | str | os.PathLike[str] | None")
NAMED = 10  # files that are named
ENDING = ".decisions.json"  # behind the name of the file that was decided on


@dataclass(frozen=True)
class DecisionFolder(os.PathLike[str]):
    """A folder with a file of decisions for each of several documents, named by the document's file.

    Parameters
    ----------
    path : the folder.
    root : the folder that the documents' files have in common, below which they are named: of two files page.txt in
        folders a and b, decisions are in a/page.txt.decisions.json and b/page.txt.decisions.json. Without one, a
        document goes by its name, which in a corpus is its path below the corpus's folder.
    is_quiet : whether the caller says on which documents there are no decisions; else a warning does.
    matched : from `matching`, by the path of a document, its file of decisions that was named from further down.
    """

    path: str
    root: str = ""
    is_quiet: bool = False
    matched: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __fspath__(self) -> str:
        return self.path

    def file_of(self, name: str, source: str) -> Path | None:
        """Return the file of decisions on the document of a name, which came from the file *source*, if there is one.

        One may be found that was named from further up, such as 2020/page.txt.decisions.json for page.txt in a folder
        2020: no other document has that. One that was named from further down may be of any page.txt, and is left if
        it was not `matching` one document only.
        """
        found = (Path(self.path, each) for each in self._names(name, source))
        matched = self.matched.get(_absolute(source)) if self.matched and source else None
        return next((file for file in found if file.is_file()), Path(self.path, matched) if matched else None)

    def matching(self, sources: Iterable[str]) -> DecisionFolder:
        """Return the folder for documents which come from these files, and are all that there are.

        What was named from further down, such as page.txt.decisions.json, is of the one of them that is called so.
        """
        named = [file.relative_to(self.path) for file in self._files()]
        by_name = defaultdict(list)
        for file in sorted(named, key=lambda file: len(file.parts)):
            by_name[file.name].append(file)
        documents: dict[PurePath, set[str]] = defaultdict(set)
        for source in filter(None, sources):
            path = _absolute(source)
            parts = PurePath(f"{encodable(path)}{ENDING}").parts
            for file in by_name.get(parts[-1], ()):
                if parts[-len(file.parts) :] == file.parts:
                    documents[file].add(path)
        one = {min(ends): str(file) for file, ends in documents.items() if len(ends) == 1}
        return replace(self, matched=one)

    def place_for(self, name: str, source: str) -> Path:
        """Return the file of decisions on a document: that which is there, or else the one to be made."""
        return self.file_of(name, source) or Path(self.path, next(self._names(name, source)))

    def unused(self, documents: Iterable[tuple[str, str]]) -> str:
        """Say which files of decisions are of none of the documents, all that there are, by their names and sources."""
        everyone = [*documents]
        known = self.matching(source for _name, source in everyone)
        used = {known.file_of(*document) for document in everyone}
        left = [printable(str(file.relative_to(self.path))) for file in self._files() if file not in used]
        message = ngettext("{files} is of no document", "{files} are of no document", len(left))
        if len(left) > NAMED:
            message = _("{files} and {more:,} more are of no document")
        said = message.format(files=enumeration(left[:NAMED]), more=len(left) - NAMED)
        return f"{printable(self.path)}: {said}" if left else ""

    def warn_of_unused(self, documents: Iterable[tuple[str, str]]) -> None:
        """Warn of files of decisions that are of none of the documents, unless the caller says it."""
        if not self.is_quiet and (said := self.unused(documents)):
            warnings.warn(said, stacklevel=3)

    def none_on(self, document: Document) -> str:
        """Say that there are no decisions on a document."""
        message = _("no decisions on {name} in {folder}")
        return message.format(name=self._full_name(*name_and_source(document)), folder=printable(self.path))

    def require_some(self) -> None:
        """Raise ValueError if the folder holds no file of decisions at all."""
        if not any(True for _file in self._files()):
            raise ValueError(
                f"{printable(self.path)}: "
                + _("holds no decisions, which are in files page.txt{ending}").format(ending=ENDING)
            )

    def _files(self) -> list[Path]:
        return sorted(Path(self.path).rglob(f"*{ENDING}"))

    def _names(self, name: str, source: str) -> Iterator[PurePath]:
        """Yield the name that a document's file of decisions has here, and then those from further and further up."""
        first = PurePath(f"{self._full_name(name, source)}{ENDING}")
        yield first
        parts = PurePath(f"{encodable(_absolute(source))}{ENDING}").parts if source else ()
        if parts[-len(first.parts) :] == first.parts:
            yield from (PurePath(*parts[-count:]) for count in range(len(first.parts) + 1, len(parts)))

    def _full_name(self, name: str, source: str) -> str:
        file = PurePath(encodable(source))
        if self.root and source and name in (file.name, file.stem):
            return encodable(path_below(source, self.root))
        return full_name(name, source)


def name_of_file(document: Document) -> str:
    """Return the name of the file of decisions on a document: its own, with the ending of the file that it came from.

    So page.txt and page.md have each their own. A document of a corpus is named by its path below the corpus's folder.

    >>> from analysis import load, parse
    >>> name_of_file(load("seeds/000_ed0ec8543009b9f7.txt")), name_of_file(parse("甲", "page"))
    ('000_ed0ec8543009b9f7.txt.decisions.json', 'page.decisions.json')
    """
    return f"{full_name(document.name, document.source.path or '')}{ENDING}"


def full_name(name: str, source: str) -> str:
    """Return the name of a document with the ending of its file, if it came from one.

    >>> full_name("2020/page", "corpus/2020/page.txt"), full_name("page.md", "page.md"), full_name("page", "")
    ('2020/page.txt', 'page.md', 'page')
    """
    file = PurePath(encodable(source))
    return name if PurePath(name).name == file.name else f"{name}{file.suffix}"


def common_folder(paths: Iterable[str]) -> str:
    """Return the folder that files have in common; nothing where there are none, or they are on several drives.

    >>> common_folder(["/corpus/2020/a.txt", "/corpus/2021/a.txt"]).replace(os.sep, "/")
    '/corpus'
    """
    folders = [str(Path(_absolute(path)).parent) for path in paths]
    try:
        return os.path.commonpath(folders)
    except ValueError:
        return ""


def path_below(path: str, folder: str) -> str:
    """Return a path as it goes on from a folder.

    >>> path_below("/corpus/2020/a.txt", "/corpus").replace(os.sep, "/")
    '2020/a.txt'
    """
    return os.path.relpath(_absolute(path), folder)


def _absolute(path: str) -> str:
    """Return a path from the root, without "..", and with links as they are."""
    return os.path.abspath(path)  # noqa: PTH100 - pathlib follows links, or leaves ".."


def name_and_source(document: Document) -> tuple[str, str]:
    """Return a document's name, and the path of the file that it came from.

    >>> from analysis import parse
    >>> name_and_source(parse("甲", "page"))
    ('page', '')
    """
    return document.name, document.source.path or ""


def folder_in(decisions: Decisions | str | os.PathLike[str] | None) -> DecisionFolder | None:
    """Return the folder that decisions are in, if they are in one.

    >>> folder_in("seeds"), folder_in(Decisions())
    (DecisionFolder(path='seeds', root='', is_quiet=False), None)
    """
    if decisions is None or isinstance(decisions, Decisions | DecisionFolder):
        return decisions if isinstance(decisions, DecisionFolder) else None
    return DecisionFolder(os.fspath(decisions)) if Path(decisions).is_dir() else None


def for_several(decisions: D, documents: Iterable[Document]) -> D | DecisionFolder:
    """Return decisions as several documents take them: a folder with how their files are named in it.

    >>> for_several(None, [])
    """
    folder = folder_in(decisions)
    if folder is None:
        return decisions
    sources = [document.source.path for document in documents if document.source.path]
    return replace(folder, root=common_folder(sources)).matching(sources)
