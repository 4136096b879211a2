"""Pages that were typeset and extracted again, as texts whose block kinds are known; see ``planted/typeset.py``."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from analysis.structure.numbers import ARTICLE, shape_of
from planted.kinds import Labelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDS = 3  # of documents; nothing is fitted on the first
HELD = ("tabloid", "booklet", "bulletin")  # templates that nothing is fitted on
UNKNOWN = {"lead": "paragraph", "mixed": None, "unknown": None, "item": None}


def extracted(folder: Path, use: str) -> Iterator[Labelled]:
    """Yield the texts of a folder of JSON files for a use (`vocabulary.USES`).

    Judged are documents that nothing is fitted on, calibrated is on templates of which the same is true. Left out are
    the texts that keep the layout, whose lines mix columns.
    """
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        held = zlib.crc32(data["source"].encode()) % FOLDS == 0
        its_use = "judging" if held else "calibration" if data["variant"] in HELD else "fit"
        if data["extractor"].endswith("layout") or its_use != use:
            continue
        spans, place, kinds = [], 0, iter(data["kinds"])
        for line in data["text"].replace("\f", "\n").split("\n"):
            if line.strip():
                kind = next(kinds)
                kind = "item" if kind == "paragraph" and shape_of(line.strip()) > ARTICLE else kind
                spans.append((place, place + len(line), UNKNOWN.get(kind, kind)))
            place += len(line) + 1
        yield Labelled(data["genre"], data["source"], f"typeset: {data['variant']}", data["text"], spans)
