"""What a document is made of: its sections, and which section each offset falls in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .tokens import HAN

if TYPE_CHECKING:
    from .document import Document


def sections(document: Document) -> pd.DataFrame:
    """Return one row per section, in order: a heading and what follows it, up to the next heading.

    The row before the first heading, if anything stands there, has level 0 and no title.

    Returns
    -------
    DataFrame with ``title`` (str), ``path`` (titles from the outermost section inwards, joined by `` › ``),
    ``level`` (0 to 6), ``line``, ``start``, ``end`` (offsets, ``end`` of the last block), ``blocks`` (without the
    heading), ``characters`` (code points of its blocks, heading included), ``han`` (ideographs among them) and
    ``share`` (of the document's characters, 0..1).

    >>> from analysis import parse
    >>> sections(parse("# 题\\n\\n引子。\\n\\n## 一\\n\\n正文。"))[["path", "level", "blocks", "characters"]]
        path  level  blocks  characters
    0      题      1       1           4
    1  题 › 一      2       1           4
    """
    rows: list[dict] = []
    above: list[tuple[int, str]] = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.level or not rows:
            title = " ".join(text.split()) if block.level else ""
            above = [*((level, name) for level, name in above if level < block.level), (block.level, title)]
            path = " › ".join(name for _, name in above if name)
            place = {"level": block.level, "line": block.line, "start": block.start}
            rows.append({"title": title, "path": path, **place, "end": 0, "blocks": 0, "characters": 0, "han": 0})
        row = rows[-1]
        row["end"] = block.end
        row["blocks"] += not block.level
        row["characters"] += len(text)
        row["han"] += len(HAN.findall(text))
    columns = ["title", "path", "level", "line", "start", "end", "blocks", "characters", "han"]
    table = pd.DataFrame(rows, columns=columns).astype(
        {"title": "str", "path": "str"} | dict.fromkeys(columns[2:], "int64")
    )
    return table.assign(share=table["characters"] / max(table["characters"].sum(), 1))


def with_sections(tokens: pd.DataFrame, sections: pd.DataFrame) -> pd.DataFrame:
    """Return *tokens* with a column ``section``: the row of *sections* that each token falls in (int32).

    >>> from analysis import Tokeniser, parse
    >>> document = parse("# 题\\n\\n引子。\\n\\n## 一\\n\\n正文。")
    >>> with_sections(Tokeniser().tokens(document), sections(document))["section"].tolist()
    [0, 0, 0, 1, 1, 1]
    """
    place = np.searchsorted(sections["start"].to_numpy(), tokens["start"].to_numpy(), side="right") - 1
    return tokens.assign(section=place.astype(np.int32))
