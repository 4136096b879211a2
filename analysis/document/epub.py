"""The chapters of an EPUB, in the order in which they are read."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..languages.messages import _
from .decoding import page_text

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from bs4.element import Tag

CONTAINER = "META-INF/container.xml"  # says which part names the others


def chapters(file: zipfile.ZipFile) -> Iterator[str]:
    """Yield the chapters, each a page of HTML; the list of contents is left out.

    Raises
    ------
    ValueError : when the archive does not say which they are, or lacks one of them.
    """
    package = _attribute(_elements(file, CONTAINER, "rootfile"), "full-path")
    if not package:
        raise ValueError(_("{container} names no package").format(container=CONTAINER))
    items = {str(item.get("id")): item for item in _elements(file, package, "item")}
    read = [items.get(str(part.get("idref"))) for part in _elements(file, package, "itemref")]
    hrefs = [
        str(item.get("href", "")) for item in read if item and "nav" not in str(item.get("properties", "")).split()
    ]
    if not hrefs:
        raise ValueError(_("{package} names no chapters").format(package=package))
    folder = posixpath.dirname(package)
    for name in dict.fromkeys(posixpath.normpath(posixpath.join(folder, unquote(href))) for href in hrefs):
        yield _text(file, name)


def _elements(file: zipfile.ZipFile, part: str, name: str) -> list[Tag]:
    """Return the elements of a part with a name, whatever stands before it for its namespace.

    It is read as HTML, in which no entities unfold.
    """
    from bs4 import BeautifulSoup

    return BeautifulSoup(_text(file, part), "html.parser").find_all(lambda tag: tag.name.rpartition(":")[2] == name)


def _attribute(elements: list[Tag], name: str) -> str:
    return str(elements[0].get(name, "")) if elements else ""


def _text(file: zipfile.ZipFile, part: str) -> str:
    try:
        data = file.read(part)
    except KeyError:
        raise ValueError(_("it lacks {part}").format(part=part)) from None
    return page_text(data, None, part)
