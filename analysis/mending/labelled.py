"""The line ends of a text as a repair left them, to fit a model on: a group's own corrections improve its own model."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from .._checks import require
from ..output.files import write_files
from ..output.json import json_text
from ..text_index.newlines import line_spans
from .repair import Repair

if TYPE_CHECKING:
    import os


def labelled_lines(done: Repair, folder: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Say of each line of a repaired text whether its paragraph goes on in the next: what a model of line ends learns.

    It is as true as the repair: review it first, and repair with the decisions. Lines that were dropped, such as page
    furniture and copies, go on in nothing.

    Parameters
    ----------
    done : from `repair`, of a document that is text.
    folder : gets the source as ``NAME.txt`` and what is known of it as ``NAME.json``, for ``make fit-lines
        LINES=folder OUT=mine.json``; made if need be. Nothing is written without it.

    Returns
    -------
    DataFrame with a row for each line that holds text: ``line`` (from 1), ``text`` (str), ``goes_on`` (bool).

    >>> from analysis import parse, repair
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> labelled_lines(done)[["line", "goes_on"]].values.tolist()
    [[1, True], [3, False]]
    """
    require(done, Repair, "labelled_lines", "done")
    text = done.source.text
    spans = [(start, end) for start, end in line_spans(text) if text[start:end].strip()]
    goes_on = [_is_joined(done, end, start) for (_, end), (start, _) in pairwise(spans)]
    rows = [(done.source.line(start), text[start:end]) for start, end in spans]
    table = pd.DataFrame(rows, columns=["line", "text"]).astype({"line": "int64", "text": "str"})
    table["goes_on"] = [*goes_on, *[False][: len(spans)]]
    if folder is not None:
        _write(done, [number for number, joined in enumerate(goes_on) if joined], Path(folder))
    return table


def _is_joined(done: Repair, end: int, start: int) -> bool:
    """Say whether what was between two lines went, and they stayed."""
    clean, source = done.kept_places
    rows = [bisect_right(source, offset) - 1 for offset in (end - 1, start)]
    places = []
    for row, offset in zip(rows, (end - 1, start), strict=True):
        at = clean[row] + offset - source[row] if row >= 0 else -1
        if row < 0 or at >= len(done.document.text) or (row + 1 < len(clean) and at >= clean[row + 1]):
            return False
        places.append(at)
    left, right = places
    return left < right and not done.document.text[left + 1 : right].strip(" ") and right - left <= 2


def _write(done: Repair, joins: list[int], folder: Path) -> None:
    name = "".join(c if c.isalnum() or c in "-_" else "_" for c in done.source.name) or "text"
    folder.mkdir(parents=True, exist_ok=True)
    known = json_text({"source": done.source.name, "licence": "", "joins": joins})
    write_files([(folder / f"{name}.txt", done.source.text), (folder / f"{name}.json", known)])
