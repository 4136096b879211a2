"""Pictures of a page of a document: its blocks where they stand, what each is, and what is wrong there."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from .._checks import require, require_integer, require_table
from ..document.converter import draw_page
from ..document.documents import Document
from ..document.files import DocumentError, read_bytes
from ..document.formats import FormatError
from ..document.marks import require_table_of
from ..languages.messages import _, enumeration
from ..languages.names import kind_name
from ..structure.kinds import block_kinds
from .document_figures import KIND_COLOURS, counts_of_kinds
from .drawing import PALE, Picture, key, new, styled
from .palette import INK, RED
from .slim import SLIM, choose

if TYPE_CHECKING:
    import os

    import pandas as pd

    from ..decisions.records import Decisions
    from ..document.blocks import Block

WIDTH = 6.4  # inches of a page across, at most
HIGHEST = 9.0  # inches
OTHER = "#8d6cab"  # for kinds that have no colour elsewhere
NAMED = 5  # kinds whose colours are named, the most frequent
PIXELS = 1000  # of the page's image across


@styled
def page_picture(
    document: Document,
    page: int = 1,
    findings: pd.DataFrame | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
) -> Picture:
    """Draw a page of a PDF or a scan with its blocks numbered in the order of reading, coloured by what they are.

    Behind them is the page itself, if its file is still where it was loaded from, and unchanged.

    Parameters
    ----------
    document : a document with pages, as `load` gives of a PDF or a scan, or its repair.
    page : from 1.
    findings : from `faults` or a repair of the document; those on the page are drawn too.
    decisions : what a person decided that blocks are; see `block_kinds`.

    Raises
    ------
    ValueError : if the document has no pages whose places are known, or not this one, or the findings are of another.
    """
    require(document, Document, "page_picture", "document")
    require_integer("page_picture", page=page)
    if not document.page_sizes:
        raise ValueError("page_picture: " + _("{name!r} has no pages; a PDF or a scan has").format(name=document.name))
    if not 1 <= page <= len(document.page_sizes):
        raise ValueError(
            "page_picture: page: "
            + _("{page}; {name!r} has {n:,}, from 1").format(page=page, name=document.name, n=len(document.page_sizes))
        )
    if findings is not None:
        require_table(findings, "findings", "page_picture", "findings")
        require_table_of(findings, document, "page_picture", "findings", "analysis.faults(document)")
    width, height = document.page_sizes[page - 1]
    scale = min(WIDTH / width, HIGHEST / height)
    slim_height = min(SLIM * height / width, HIGHEST) + 0.9
    picture, axes = new(max(width * scale, 2.0), height * scale + 0.7, slim_height)
    axes.set(xlim=(0, width), ylim=(height, 0), aspect="equal", xticks=[], yticks=[])
    axes.spines[["top", "right"]].set_visible(True)
    axes.spines[:].set_color(PALE)
    _draw_background(axes, document, page)
    kinds = block_kinds(document, decisions).drop_duplicates("start").set_index("start")["kind"]
    shown = [(block, kinds.get(block.start, block.kind)) for block in document.blocks if _boxes(block, page)]
    for number, (block, kind) in enumerate(shown, 1):
        _draw_block(axes, block, page, str(number), KIND_COLOURS.get(kind, OTHER))
    wrong = _wrong_on(document, page, findings)
    for block, kind in wrong:
        _draw_finding(axes, block, page, kind)
    present = Counter(kind for __, kind in shown)
    key(axes, {kind: KIND_COLOURS.get(kind, OTHER) for kind, __ in present.most_common(NAMED)})
    place = {"page": page, "all": f"{len(document.page_sizes):,}"}
    stated = _("Page {page} of {all}: its blocks, numbered in the order of reading, coloured by what they are.")
    framed = enumeration(dict.fromkeys(kind_name(kind) for __, kind in wrong))
    found = _(" Framed in red: {kinds}.").format(kinds=framed) if wrong else ""
    picture.caption = stated.format(**place) + found
    stated, kinds = _("Page {page} of {all} with {n} blocks: {kinds}"), counts_of_kinds(dict(present.most_common()))
    picture.alt = stated.format(**place, n=len(shown), kinds=kinds if shown else "")
    return picture


def _draw_background(axes: Any, document: Document, page: int) -> None:
    from PIL import Image

    path = document.source.path
    if path is None:
        return
    with suppress(DocumentError, FormatError):
        data = read_bytes(path)
        if hashlib.sha256(data).hexdigest() == document.source.sha256:
            image = Image.open(io.BytesIO(draw_page(data, page, PIXELS)))
            (x0, x1), (y1, y0) = axes.get_xlim(), axes.get_ylim()
            axes.imshow(image, extent=(x0, x1, y1, y0), cmap="gray", vmin=0, vmax=255, alpha=0.8, zorder=0)


def _boxes(block: Block, page: int) -> list[tuple[float, float, float, float]]:
    return [region[1:] for region in block.regions if region.page == page]


def _draw_block(axes: Any, block: Block, page: int, number: str, colour: str) -> None:
    for x0, y0, x1, y1 in _boxes(block, page):
        area = Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=colour, edgecolor=colour, alpha=0.25, linewidth=0.8)
        axes.add_patch(area)
        label = {"boxstyle": "circle,pad=0.15", "facecolor": "white", "edgecolor": colour, "linewidth": 0.8}
        axes.text(x0 - 1, y0, number, size=choose(6, 7), color=INK, ha="right", va="center", bbox=label, zorder=4)


def _wrong_on(document: Document, page: int, findings: pd.DataFrame | None) -> list[tuple[Block, str]]:
    """Return the blocks of a page with a finding, and its kind; what a kind of block says by itself is none."""
    if findings is None:
        return []
    at = dict(zip(findings["start"], findings["kind"], strict=True))
    found = [
        (block, next((kind for start, kind in at.items() if block.start <= start < block.end), ""))
        for block in document.blocks
        if _boxes(block, page)
    ]
    return [(block, kind) for block, kind in found if kind and kind not in KIND_COLOURS]


def _draw_finding(axes: Any, block: Block, page: int, kind: str) -> None:
    for x0, y0, x1, y1 in _boxes(block, page):
        axes.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, fill=False, edgecolor=RED, linewidth=1.2, zorder=3))
        box = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
        axes.text(x1, y1, kind_name(kind), size=choose(6, 7), color=RED, ha="right", va="top", bbox=box, zorder=4)
