"""A review as a widget of a notebook: what is decided in the browser is at once in the kernel."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from ..decisions.files import parse_decisions
from ..decisions.records import FORMAT, VERSION, Decisions
from ..figures.page_figures import page_picture
from ..mending.repair import repair
from ..output.json import json_text
from .counting import Counting
from .front_end import front_data, script, style
from .items import items

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from ..mending.repair import Repair


class ReviewWidget(anywidget.AnyWidget):
    """What `review` returns: shows itself in a notebook, and holds what was decided in it."""

    _esm = script("widget")
    _css = style()
    _data = traitlets.Dict().tag(sync=True)  # what there is to decide
    _rows: Any = traitlets.List().tag(sync=True)  # what was decided
    _counts: Any = traitlets.List().tag(sync=True)  # the terms that change most: as the text came, and as decided
    _page = traitlets.Int().tag(sync=True)  # the page that the reader wants to see
    _picture = traitlets.Dict().tag(sync=True)  # the same, drawn

    def __init__(self, done: Repair, decisions: Decisions | None, by: str) -> None:
        self._done, listed = done, items(done, with_applied=True)
        self._counting = Counting(done, listed)
        data = front_data(done.source, listed, decisions, done.settings.tokeniser, by)
        super().__init__(_data=data, _rows=data["decisions"])
        self._count({})

    def __repr__(self) -> str:
        found, taken = len(self._data["items"]), len(self._rows)
        return f"<ReviewWidget of {self._done.source.name!r}: {found} findings, {taken} decisions>"

    @property
    def decisions(self) -> Decisions:
        """What was decided by now."""
        held = {"format": FORMAT, "version": VERSION, "document": self._done.source.name, "decisions": self._rows}
        return parse_decisions(json_text(held).encode(), "review")

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the decisions into a file, whole or not at all, and return its path."""
        return self.decisions.save(path)

    def repair(self) -> Repair:
        """Return the document mended as decided."""
        return repair(self._done.source, settings=replace(self._done.settings, decisions=self.decisions))

    @traitlets.observe("_rows")
    def _count(self, _change: Any) -> None:
        self._counts = [[*row] for row in self._counting.changes(self.decisions)]

    @traitlets.observe("_page")
    def _draw(self, _change: Any) -> None:
        picture = page_picture(self._done.source, self._page, self._done.findings)
        source = f"data:image/png;base64,{b64encode(picture.rendered('png')).decode()}"
        self._picture = {"page": self._page, "src": source, "alt": picture.alt}
