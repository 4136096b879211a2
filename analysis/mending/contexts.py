"""Each edit of a repair with what stands around it."""

from __future__ import annotations

import pandas as pd

from .._checks import require, require_integer
from ..languages.messages import _
from ..text_index.newlines import NEWLINE
from .repair import Repair


def contexts(done: Repair, width: int = 12, complete: bool = False) -> pd.DataFrame:
    """Show each edit in its place, as it is and as it would be: both readings, for what is held too.

    Parameters
    ----------
    done : from `repair`.
    width : characters of text shown on either side.
    complete : whether a long passage is shown with its middle.

    Returns
    -------
    DataFrame with ``kind``, ``line``, ``before``, ``after`` (str; ⏎ stands for a line's end, and … for what is left
    out), ``applied`` (bool), ``held`` (why not) and ``evidence`` (of near repeats and variants what differs, both
    readings of it), one row for each finding that proposes an edit, its first one shown.

    >>> from analysis import parse, repair
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> contexts(done, width=4)[["before", "after"]].values.tolist()
    [['恢复了供⏎⏎电，附近', '恢复了供电，附近']]
    """
    require_integer("contexts", width=width)
    require(done, Repair, "contexts", "done")
    if width < 0:
        raise ValueError("width: " + _("{width}; it is at least 0").format(width=width))
    text, rows = done.source.text, []
    for row in done.findings[done.findings["edits"].map(bool)].itertuples():
        start, end, new = row.edits[0]
        left, old, right = text[max(start - width, 0) : start], text[start:end], text[end : end + width]
        readings = (_one_line(f"{left}{piece if complete else _short(piece, width)}{right}") for piece in (old, new))
        rows.append((row.kind, row.line, *readings, row.applied, row.held, row.evidence))
    texts = dict.fromkeys(["kind", "before", "after", "held", "evidence"], "str")
    columns = ["kind", "line", "before", "after", "applied", "held", "evidence"]
    return pd.DataFrame(rows, columns=columns).astype({**texts, "line": "int64", "applied": "bool"})


def _one_line(text: str) -> str:
    return NEWLINE.sub("⏎", text)


def _short(text: str, width: int) -> str:
    """Return *text* without its middle, if it is long."""
    return text if len(text) <= 2 * width + 1 else f"{text[:width]}…{text[-width:]}"
