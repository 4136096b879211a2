"""Read JSON of MinerU (``content_list.json``), PaddleOCR and PP-Structure, and docling."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..languages.messages import _
from .parsed_pages import ParsedPage, ParsedPages, block, box_of, laid_out, page_number, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..layout.pages import LaidBlock

THOUSANDTHS = 1000.0  # MinerU's boxes are in thousandths of the page's width and height
WHOLE = (0.0, 0.0, THOUSANDTHS, THOUSANDTHS)  # somewhere on the page, as older versions say no more
# What each calls what we have a name for; all else is a paragraph.
KINDS = {
    "caption": {"caption", "figure_title", "table_title", "chart_title", "figure_caption", "table_caption"},
    "note": {"footnote", "page_footnote", "vision_footnote", "table_footnote", "image_footnote"},
    "page furniture": {"header", "footer", "page_number", "number", "aside_text", "page_header", "page_footer"},
}
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names}
TITLES = {"doc_title", "title"}
HEADINGS = {"paragraph_title", "section_header"}
DEEPEST = 6


def read_json(data: bytes) -> ParsedPages | None:
    """Return the pages of a file, or nothing if it is of none of these programs.

    Raises
    ------
    ValueError : if it is no JSON, or not what such a file holds.
    """
    found = json.loads(data)
    items = found if isinstance(found, list) else [found]
    for known, read in READERS.items():
        if items and all(isinstance(item, dict) and known in item for item in items):
            try:
                return read(items)
            except (KeyError, TypeError, AttributeError, IndexError) as error:
                raise ValueError(
                    _("it has {known!r}, but not what goes with it: {error!r}").format(known=known, error=error)
                ) from None
    return None


def _mineru(items: list[dict[str, Any]]) -> ParsedPages:
    blocks = [one for item in items for one in _of_mineru(item)]
    count = max((int(item["page_idx"]) for item in items), default=-1) + 1
    return ParsedPages(blocks, [(THOUSANDTHS, THOUSANDTHS)] * count)


def _of_mineru(item: dict[str, Any]) -> Iterator[LaidBlock]:
    kind, page, box = item.get("type", "text"), page_number(int(item["page_idx"]) + 1), item.get("bbox") or WHOLE
    for name in ("image_caption", "img_caption", "table_caption", "chart_caption", "code_caption"):
        for text in _texts(item.get(name)):
            yield from block("caption", text, page, box)
    if level := int(item.get("text_level") or (1 if kind == "title" else 0)):
        yield from _heading(item.get("text", ""), page, box, level)
    elif item.get("table_body"):
        yield from block("table", table_rows(item["table_body"]), page, box)
    else:
        for text in _texts(item.get("list_items") or item.get("text") or item.get("code_body")):
            yield from block(KIND_OF.get(kind, "paragraph"), text, page, box)
    for name in ("image_footnote", "img_footnote", "table_footnote", "chart_footnote"):
        for text in _texts(item.get(name)):
            yield from block("note", text, page, box)


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [text for text in value or [] if isinstance(text, str)]


def _heading(text: str, page: int, box: Any, level: int) -> list[LaidBlock]:
    level = min(max(level, 1), DEEPEST)
    return block("title" if level == 1 else "heading", text, page, box, level)


def _structure(items: list[dict[str, Any]]) -> ParsedPages:
    """Read PP-Structure, version 3."""
    blocks, sizes = [], []
    for number, item in enumerate(items, 1):
        parts = item["parsing_res_list"]
        for part in parts:
            label, text = part["block_label"], part.get("block_content") or ""
            blocks += _labelled(label, text, number, box_of(part["block_bbox"]))
        sizes.append(_size(item, [box_of(part["block_bbox"]) for part in parts]))
    return ParsedPages(blocks, sizes)


def _labelled(label: str, text: str, page: int, box: Any) -> list[LaidBlock]:
    if label in TITLES:
        return _heading(text, page, box, 1)
    if label in HEADINGS:
        return _heading(text, page, box, 2)
    if label == "table":
        return block("table", table_rows(text), page, box)
    return block(KIND_OF.get(label, "paragraph"), text, page, box)


def _size(item: dict[str, Any], boxes: list[Any]) -> tuple[float, float]:
    """Return width and height of a page, or of what stands on it where the file does not say."""
    if item.get("width") and item.get("height"):
        return float(item["width"]), float(item["height"])
    return max((box.x1 for box in boxes), default=1.0), max((box.y1 for box in boxes), default=1.0)


def _recognised(items: list[dict[str, Any]]) -> ParsedPages:
    """Read the lines that PaddleOCR recognised."""
    pages = []
    for item in items:
        places = item.get("rec_boxes") or item.get("rec_polys") or item["dt_polys"]
        lines = [(text, box_of(place)) for text, place in zip(item["rec_texts"], places, strict=True) if text.strip()]
        pages.append(ParsedPage(*_size(item, [box for _, box in lines]), lines))
    return laid_out(pages)


def _docling(items: list[dict[str, Any]]) -> ParsedPages:
    if len(items) != 1:
        raise ValueError(_("several documents of docling in one file; load each by itself"))
    return _Docling(items[0]).read()


class _Docling:
    """A document of docling, whose tree of references says in which order it is read."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        pages = document.get("pages") or {}
        self.sizes = {
            page_number(int(n)): (float(p["size"]["width"]), float(p["size"]["height"])) for n, p in pages.items()
        }
        self.seen: set[str] = set()

    def read(self) -> ParsedPages:
        blocks = [one for child in self.document["body"]["children"] for one in self._below(child["$ref"])]
        edges = [
            one for number in range(len(self.document.get("texts", []))) for one in self._below(f"#/texts/{number}")
        ]
        for edge in edges:  # what stands on a page outside the tree: running heads and page numbers
            page = edge.regions[0][0] if edge.regions else 0
            place = next((n for n, one in enumerate(blocks) if one.regions and one.regions[0][0] >= page), len(blocks))
            blocks.insert(place, edge)
        count = max([0, *self.sizes])
        return ParsedPages(blocks, [self.sizes.get(number, (1.0, 1.0)) for number in range(1, count + 1)])

    def _below(self, reference: str) -> Iterator[LaidBlock]:
        if reference in self.seen or not reference.startswith("#/"):
            return
        self.seen.add(reference)
        _, name, number = reference.split("/")
        item = self.document[name][int(number)]
        children = [one for child in item.get("children", []) for one in self._below(child["$ref"])]
        if name == "tables":
            yield from children
            rows = item["data"].get("grid", [])
            yield from self._block("table", "\n".join("\t".join(cell["text"] for cell in row) for row in rows), item)
            return
        if name == "texts":
            label, text = item["label"], item.get("text", "")
            if label == "title" or label in HEADINGS:
                level = 1 if label == "title" else int(item.get("level") or 1) + 1
                yield from self._block("title" if level == 1 else "heading", text, item, min(level, DEEPEST))
            else:
                yield from self._block(KIND_OF.get(label, "paragraph"), text, item)
        yield from children

    def _block(self, kind: str, text: str, item: dict[str, Any], level: int = 0) -> Iterator[LaidBlock]:
        places = item.get("prov") or []
        page = page_number(int(places[0]["page_no"])) if places else 0
        yield from block(kind, text, page, self._box(places[0]) if places else None, level)

    def _box(self, place: dict[str, Any]) -> list[float]:
        box = place["bbox"]
        top, bottom = float(box["t"]), float(box["b"])
        if box.get("coord_origin") == "BOTTOMLEFT":
            height = self.sizes.get(int(place["page_no"]), (0.0, 0.0))[1]
            top, bottom = height - top, height - bottom
        return [float(box["l"]), top, float(box["r"]), bottom]


READERS = {
    "page_idx": _mineru,
    "parsing_res_list": _structure,
    "rec_texts": _recognised,
    "schema_name": _docling,
}
