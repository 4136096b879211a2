"""The pages of a source, and where its blocks stand on them, as a facsimile of TEI."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from .markup import element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..document.blocks import Region
    from ..document.documents import Document
    from .edition import Passage


class Facsimile:
    """A surface for each page, in points from its top left corner, and a zone for each region of a block."""

    def __init__(self, document: Document) -> None:
        self.sizes = document.page_sizes
        self.blocks = document.blocks
        self.starts = [block.start for block in document.blocks]
        regions = dict.fromkeys(region for block in document.blocks for region in block.regions)
        shown = (region for region in regions if 0 < region.page <= len(self.sizes))
        self.zones = {region: f"zone{number}" for number, region in enumerate(shown, 1)}

    def markup(self) -> str:
        """Return the element, or nothing of a document without pages."""
        zones: dict[int, list[str]] = {}
        for region, name in self.zones.items():
            zones.setdefault(region.page, []).append(_box("zone", name, region[1:]))
        surfaces = (
            _box("surface", page_id(page), (0, 0, *size), *zones.get(page, ()), n=page)
            for page, size in enumerate(self.sizes, 1)
        )
        return element("facsimile", *surfaces) if self.sizes else ""

    def references(self, regions: Iterable[Region]) -> str | None:
        """Return the zones of regions, as the value of an attribute."""
        return " ".join(f"#{self.zones[region]}" for region in dict.fromkeys(regions) if region in self.zones) or None

    def of_passage(self, passage: Passage) -> str | None:
        """Return the zones of the source's blocks that begin in a passage of it: those that went with it."""
        first, last = (bisect_left(self.starts, at) for at in (passage.start, passage.start + len(passage.old)))
        return self.references(region for block in self.blocks[first:last] for region in block.regions)


def page_id(page: int) -> str:
    """Return the id of a page's surface.

    >>> page_id(1)
    'page1'
    """
    return f"page{page}"


def _box(name: str, identifier: str, box: Iterable[float], *content: str, n: int | None = None) -> str:
    """Return an element with its four edges."""
    edges = dict(zip(("ulx", "uly", "lrx", "lry"), (f"{edge:.10g}" for edge in box), strict=True))
    return element(name, *content, xml__id=identifier, n=n, **edges)
