"""Register kinds of findings, formats and pages of a report, in a program or by an entry point of a package."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeAlias

from ..languages.added import ADDED, AddedName
from ..languages.messages import N_, _
from .named_errors import entry_point_error
from .names_of_kinds import checked_names
from .notebook_files import checked_page

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping

    from ..document.documents import Document

Edit: TypeAlias = tuple[int, int, str]
# Start, end, evidence, confidence; and the edits, where there are some.
Found: TypeAlias = tuple[int, int, str, float] | tuple[int, int, str, float, tuple[Edit, ...]]
Find: TypeAlias = "Callable[[Document], Iterable[Found]]"

GROUP = "zh_analysis"  # of the entry points that are called when the first kind, format or page is looked for
ENDING = re.compile(r"\.[a-z0-9]+")
FUNCTION = N_("{name} must be a function, not {given}")


@dataclass
class _Registry:
    kinds: dict[str, Find] = field(default_factory=dict)
    readers: dict[str, Callable[[bytes], str]] = field(default_factory=dict)
    pages: list[Path] = field(default_factory=list)
    is_loaded: bool = False
    is_loading: bool = False
    lock: RLock = field(default_factory=RLock)


_registry = _Registry()


def register_finding(
    kind: str,
    find: Find,
    names: Mapping[str, str] | None = None,
    meanings: Mapping[str, str] | None = None,
    sign: str = "",
) -> None:
    """Add a kind of finding, which `faults`, `repair`, reviews and reports have from then on beside the package's own.

    Parameters
    ----------
    kind : the code in tables, such as ``stray date``; none of the package's kinds. One that is there is replaced.
    find : is called with a `Document`, or in the rounds of a repair with a part of one as it is mended by then, and
        yields a tuple for each finding: start, end (offsets in code points of ``document.text``), evidence (in words),
        confidence (0..1: how often the like of it is right), and edits (a tuple of ``(start, end, replacement)`` within
        the finding, that do not overlap; empty, or left out, if nothing can mend it). What proposes to add text again
        where it did is held.
    names, meanings : what it is called, and one sentence on it, each one line of plain text, by language: ``en``,
        ``zh-Hans`` and ``zh-Hant``; what is not named is called by its code, and ``zh-Hant`` as ``zh-Hans``.
    sign : one or two characters that mark it in pictures and in the text of a report.

    Raises
    ------
    TypeError, ValueError : if *kind* is empty, no plain line, or the package's own; *find* cannot be called; a name is
        none or in another language; or *sign* is longer. What *find* raises, or returns that is no finding, is a
        ValueError of whatever asked for findings, and names the kind and the function.

    >>> register_finding("two bangs", lambda document: [(m.start(), m.end(), "!!", 0.9, ()) for m in
    ...     re.finditer("!!", document.text)], names={"zh-Hans": "双叹号"})
    >>> from analysis import faults, parse
    >>> faults(parse("真好!!"), kinds=["two bangs"])[["kind", "start", "end"]].values.tolist()
    [['two bangs', 2, 4]]
    >>> unregister("two bangs")
    """
    checked_names(kind, names, meanings, sign)
    if not callable(find):
        raise TypeError("register_finding: " + _(FUNCTION).format(name="find", given=type(find).__name__))
    _registry.kinds[kind] = find
    ADDED[kind] = AddedName(dict(names or {}), dict(meanings or {}), sign)


def register_reader(ending: str, read: Callable[[bytes], str]) -> None:
    """Add a format: files of this ending are then loaded by `load`, `load_all`, every command and a corpus.

    Parameters
    ----------
    ending : with its dot, in lower case, such as ``.rtf``; it goes before what the package reads.
    read : from the bytes of a file to its text, as Markdown if it has headings. It runs in the process that loads;
        what it raises is an error that names the file.

    Raises
    ------
    TypeError, ValueError : if *ending* is none, or *read* cannot be called.

    >>> register_reader(".upper", lambda data: data.decode().lower())
    >>> unregister(".upper")
    """
    if not isinstance(ending, str) or not ENDING.fullmatch(ending):
        message = _("ending must be a dot and letters, such as '.rtf', got {given!r}")
        raise ValueError("register_reader: " + message.format(given=ending))
    if not callable(read):
        raise TypeError("register_reader: " + _(FUNCTION).format(name="read", given=type(read).__name__))
    _registry.readers[ending] = read


def register_page(notebook: str | os.PathLike[str]) -> None:
    """Add a page to the reports on documents: a notebook, which is executed on each.

    Parameters
    ----------
    notebook : path of a file named like ``10_my_page.ipynb``. It has a cell tagged ``parameters``, as those of the
        package have (``source``, ``encoding``, ``words``, ``cutting``, ``mending``), and begins with its title and its
        question.

    Raises
    ------
    ValueError : if it is no such file, is no notebook, or is named like one of the package or one that was added.

    >>> register_page("nowhere.ipynb")
    Traceback (most recent call last):
    ValueError: register_page: nowhere.ipynb: must be a file named like 10_my_page.ipynb
    """
    path = Path(notebook)
    checked_page(path, _registry.pages)
    if path.resolve() not in _registry.pages:
        _registry.pages.append(path.resolve())


def unregister(name: str | os.PathLike[str]) -> None:
    """Take back a kind, an ending or a notebook, also of an entry point; one that is not there is no error.

    Parameters
    ----------
    name : what it was registered as.

    >>> unregister("no such kind")
    """
    _loaded()  # else what an entry point adds would come back with the first look-up
    _registry.kinds.pop(str(name), None)
    ADDED.pop(str(name), None)
    _registry.readers.pop(str(name), None)
    path = Path(name).resolve()
    _registry.pages[:] = [page for page in _registry.pages if page != path]


def finding_kinds() -> dict[str, Find]:
    """Return what finds the kinds that were added, by their codes."""
    return _loaded().kinds


def readers() -> dict[str, Callable[[bytes], str]]:
    """Return what reads the formats that were added, by their endings."""
    return _loaded().readers


def pages() -> list[Path]:
    """Return the notebooks that were added."""
    return _loaded().pages


def _loaded() -> _Registry:
    """Return the registry, filled by the entry points of what is installed.

    Raises
    ------
    ExtensionError : at every look-up, while one of them cannot be loaded or called.
    """
    with _registry.lock:
        if not _registry.is_loaded and not _registry.is_loading:  # an entry point may ask for what is there
            _registry.is_loading = True
            try:
                _load()
                _registry.is_loaded = True
            finally:
                _registry.is_loading = False
    return _registry


def _load() -> None:
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP):
        try:
            point.load()()
        except Exception as error:
            raise entry_point_error(point.name, point.value, error) from error
