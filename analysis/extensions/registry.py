"""Register kinds of findings, formats and pages of a report, in a program or by an entry point of a package."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..languages.added import ADDED, AddedName
from ..languages.messages import N_, _

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping

GROUP = "zh_analysis"  # of the entry points that are called when the first kind, format or page is looked for
ENDING = re.compile(r"\.[a-z0-9]+")
FUNCTION = N_("{name} must be a function, not {given}")


@dataclass
class _Registry:
    kinds: dict[str, Callable[[Any], Iterable[tuple]]] = field(default_factory=dict)
    readers: dict[str, Callable[[bytes], str]] = field(default_factory=dict)
    pages: list[Path] = field(default_factory=list)
    is_loaded: bool = False


_registry = _Registry()


def register_finding(
    kind: str,
    find: Callable[[Any], Iterable[tuple]],
    names: Mapping[str, str] | None = None,
    meanings: Mapping[str, str] | None = None,
    sign: str = "",
) -> None:
    """Add a kind of finding, which `faults`, `repair`, reviews and reports have from then on beside the package's own.

    Parameters
    ----------
    kind : the code in tables, such as ``stray date``; none of the package's kinds. One that is there is replaced.
    find : is called with a `Document`, or in the rounds of a repair with a part of one, and yields a tuple for each
        finding: start, end (offsets in code points of ``document.text``), evidence (in words), confidence (0..1: how
        often the like of it is right), edits (a tuple of ``(start, end, replacement)``, empty if nothing can mend it).
    names, meanings : what it is called, and one sentence on it, by language: ``en``, ``zh-Hans`` and ``zh-Hant``;
        what is not named is called by its code, and ``zh-Hant`` as ``zh-Hans``.
    sign : a character that marks it in pictures and in the text of a report.

    Raises
    ------
    TypeError, ValueError : if *kind* is empty or *find* cannot be called.

    >>> register_finding("two bangs", lambda document: [(m.start(), m.end(), "!!", 0.9, ()) for m in
    ...     re.finditer("!!", document.text)], names={"zh-Hans": "双叹号"})
    >>> from analysis import faults, parse
    >>> faults(parse("真好!!"), kinds=["two bangs"])[["kind", "start", "end"]].values.tolist()
    [['two bangs', 2, 4]]
    >>> unregister("two bangs")
    """
    if not isinstance(kind, str) or not kind.strip():
        raise ValueError("register_finding: " + _("kind must be a text, got {given!r}").format(given=kind))
    if not callable(find):
        raise TypeError("register_finding: " + _(FUNCTION).format(name="find", given=type(find).__name__))
    _registry.kinds[kind] = find
    ADDED[kind] = AddedName(names or {}, meanings or {}, sign)


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
    ValueError : if it is no such file.

    >>> register_page("nowhere.ipynb")
    Traceback (most recent call last):
    ValueError: register_page: nowhere.ipynb: must be a file named like 10_my_page.ipynb
    """
    path = Path(notebook)
    is_named = path.suffix == ".ipynb" and path.stem[:2].isdigit() and path.stem[2:3] == "_" and path.stem[3:]
    if not is_named or not path.is_file():
        raise ValueError(f"register_page: {path}: " + _("must be a file named like 10_my_page.ipynb"))
    if path.resolve() not in _registry.pages:
        _registry.pages.append(path.resolve())


def unregister(name: str | os.PathLike[str]) -> None:
    """Take back a kind, an ending or a notebook; one that is not there is no error.

    Parameters
    ----------
    name : what it was registered as.

    >>> unregister("no such kind")
    """
    _registry.kinds.pop(str(name), None)
    ADDED.pop(str(name), None)
    _registry.readers.pop(str(name), None)
    path = Path(name).resolve()
    _registry.pages[:] = [page for page in _registry.pages if page != path]


def finding_kinds() -> dict[str, Callable[[Any], Iterable[tuple]]]:
    """Return what finds the kinds that were added, by their codes."""
    return _loaded().kinds


def readers() -> dict[str, Callable[[bytes], str]]:
    """Return what reads the formats that were added, by their endings."""
    return _loaded().readers


def pages() -> list[Path]:
    """Return the notebooks that were added."""
    return _loaded().pages


def _loaded() -> _Registry:
    """Return the registry, filled by the entry points of what is installed."""
    if not _registry.is_loaded:
        _registry.is_loaded = True  # before them: they may ask for what is there
        from importlib.metadata import entry_points

        for point in entry_points(group=GROUP):
            point.load()()
    return _registry
