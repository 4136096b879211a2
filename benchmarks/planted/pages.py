"""Pages that were typeset and extracted again, as texts whose block kinds are known; see ``planted/typeset.py``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from analysis.structure.numbers import ARTICLE, shape_of
from planted.kinds import Labelled
from planted.reported import is_reported

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNKNOWN = {"lead": "paragraph", "mixed": None, "unknown": None, "item": None}


def extracted(folder: Path, use: str) -> Iterator[Labelled]:
    """Yield the texts of a folder of JSON files for a use (`vocabulary.USES`).

    Judged are documents and templates that nothing is fitted on; the others are fitted on, and calibrated on by
    documents left out. Without those that keep the layout, whose lines mix columns.
    """
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        if data["extractor"].endswith("layout") or is_reported(data["source"], data["variant"]) != (use == "judging"):
            continue
        spans, place, kinds = [], 0, iter(data["kinds"])
        for line in data["text"].replace("\f", "\n").split("\n"):
            if line.strip():
                kind = next(kinds)
                kind = "item" if kind == "paragraph" and shape_of(line.strip()) > ARTICLE else kind
                spans.append((place, place + len(line), UNKNOWN.get(kind, kind)))
            place += len(line) + 1
        yield Labelled(data["genre"], data["source"], f"typeset: {data['variant']}", data["text"], spans)
