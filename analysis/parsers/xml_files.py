"""Read what text recognition gives: ALTO, PAGE XML and hOCR, lines with their boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from ..languages.library_errors import library_message
from ..languages.messages import _
from ..layout.boxes import Box, around
from .parsed_pages import ParsedPage, ParsedPages, box_of, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

# Units of a length by how many of them make a point.
UNITS = {"mm10": 10 * 25.4 / 72, "inch1200": 1200 / 72, "pixel": 1.0}
# Types of regions in PAGE XML, and classes of hOCR, with kind and level.
REGIONS = {
    "heading": ("heading", 2),
    "header": ("page furniture", 0),
    "footer": ("page furniture", 0),
    "page-number": ("page furniture", 0),
    "caption": ("caption", 0),
    "footnote": ("note", 0),
}
CLASSES = {"ocr_header": "header", "ocr_footer": "footer", "ocr_pageno": "page-number", "ocr_caption": "caption"}
LINES = ["ocr_line", "ocr_textfloat", *CLASSES]
BOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")


def read_xml(data: bytes) -> ParsedPages | None:
    """Return the pages of a file of ALTO or PAGE XML, or nothing if it is none.

    Raises
    ------
    ValueError : if it is no XML, or has a box that is none.
    """
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - expat bounds what entities unfold to, and the process is bounded
    except ElementTree.ParseError as error:
        raise ValueError(_("no XML: {error}").format(error=library_message(error))) from None
    reader = {"alto": _alto, "PcGts": _page_xml}.get(_name(root))
    return laid_out([*reader(root)]) if reader else None


def _name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _all(element: Element, *names: str) -> Iterator[Element]:
    return (one for one in element.iter() if _name(one) in names)


def _alto(root: Element) -> Iterator[ParsedPage]:
    unit = next((UNITS.get((one.text or "").strip(), 1.0) for one in _all(root, "MeasurementUnit")), 1.0)
    for page in _all(root, "Page"):
        lines = [line for line in map(_alto_line, _all(page, "TextLine")) if line[0].strip()]
        scaled = [(text, Box(*(edge / unit for edge in box))) for text, box in lines]
        yield ParsedPage(*_extent(page.get("WIDTH"), page.get("HEIGHT"), unit, [box for _, box in scaled]), scaled)


def _alto_line(line: Element) -> tuple[str, Box]:
    parts = {
        "String": lambda one: one.get("CONTENT", ""),
        "SP": lambda _: " ",
        "HYP": lambda one: one.get("CONTENT", ""),
    }
    text = "".join(parts[_name(one)](one) for one in line if _name(one) in parts)
    own = [one for one in (line, *_all(line, "String")) if one.get("HPOS")]
    return text, around([_alto_box(one) for one in own[:1] or own]) if own else Box(0, 0, 0, 0)


def _alto_box(element: Element) -> Box:
    x, y, width, height = (float(element.get(name) or 0) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return Box(x, y, x + width, y + height)


def _extent(width: str | None, height: str | None, unit: float, boxes: list[Box]) -> tuple[float, float]:
    known = float(width or 0) / unit, float(height or 0) / unit
    if min(known) > 0:
        return known
    return max((box.x1 for box in boxes), default=1.0), max((box.y1 for box in boxes), default=1.0)


def _page_xml(root: Element) -> Iterator[ParsedPage]:
    for page in _all(root, "Page"):
        lines, kinds = [], []
        for region in _all(page, "TextRegion"):
            box = _coords(region)
            if box and region.get("type") in REGIONS:
                kinds.append((*REGIONS[region.get("type", "")], box))
            rows = [(_unicode(line), _coords(line) or box) for line in _all(region, "TextLine")]
            lines += [(text, place) for text, place in rows or [(_unicode(region), box)] if text.strip() and place]
        size = _extent(page.get("imageWidth"), page.get("imageHeight"), 1.0, [place for _, place in lines])
        yield ParsedPage(*size, lines, kinds)


def _coords(element: Element) -> Box | None:
    for one in element:
        if _name(one) == "Coords":
            points = one.get("points") or " ".join(f"{p.get('x')},{p.get('y')}" for p in one)
            return box_of([pair.split(",") for pair in points.split()]) if points else None
    return None


def _unicode(element: Element) -> str:
    """Return the text of an element itself, not of those in it."""
    found = [one for part in element if _name(part) == "TextEquiv" for one in part if _name(one) == "Unicode"]
    return (found[0].text or "") if found else ""


def read_hocr(data: bytes) -> ParsedPages:
    """Return the pages of a file of hOCR."""
    from bs4 import BeautifulSoup

    pages = []
    for page in BeautifulSoup(data, "html.parser").find_all(class_="ocr_page"):
        lines, kinds = [], []
        for line in page.find_all(
            class_=["ocr_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_pageno", "ocr_textfloat"]
        ):
            place = BOX.search(str(line.get("title", "")))
            words = [word.get_text().strip() for word in line.find_all(class_="ocrx_word")] or [line.get_text().strip()]
            if place and any(words):
                box = Box(*map(float, place.groups()))
                lines.append((_spaced(words), box))
                kinds += [(*REGIONS[CLASSES[name]], box) for name in _classes(line) if name in CLASSES]
        size = BOX.search(str(page.get("title", "")))
        extent = [float(size[3]) - float(size[1]), float(size[4]) - float(size[2])] if size else [0.0, 0.0]
        pages.append(ParsedPage(*_extent(str(extent[0]), str(extent[1]), 1.0, [box for _, box in lines]), lines, kinds))
    return laid_out(pages)


def _classes(element: Any) -> list[str]:
    return [*(element.get("class") or [])]


def _spaced(words: list[str]) -> str:
    """Return words of a line, with blanks where Latin words meet: recognition makes a word of each Han character."""
    found = ""
    for word in filter(None, words):
        is_latin = found[-1:].isascii() and word[:1].isascii() and found
        found += (" " if is_latin else "") + word
    return found
