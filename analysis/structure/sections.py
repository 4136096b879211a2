"""What a document is made of: its sections, its sentences, and which section each offset falls in."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require, require_table
from ..decisions.files import of_document
from ..document.documents import Document
from ..document.marks import mark_of, marked, require_one_document, require_same_document
from ..languages.messages import _
from ..words.scripts import HAN
from ..words.tokens import Tokeniser
from .kinds import READ_AS_TEXT, classify_blocks

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from ..decisions.records import Decisions
    from .kinds import ClassifiedBlock

OPENING = {"“": "”", "「": "」", "『": "』", "（": "）", "《": "》", "‘": "’"}
END = re.compile("(?:[。！？!?…]|\\.{3,})+[”’」』）》)]*")


def sections(
    document: Document,
    tokeniser: Tokeniser | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
) -> pd.DataFrame:
    """Return one row per section, in order: a heading and what follows it, up to the next heading.

    Headings are those that `block_kinds` tells: marked, inferred, without their lost mark, or decided. The row before
    the first heading, if anything stands there, has level 0 and no title. Page furniture counts nowhere.

    Parameters
    ----------
    document : what `load` or `parse` returned.
    tokeniser : what tokens are counted; ``Tokeniser()`` by default.
    decisions : what a person decided that blocks are; see `block_kinds`.

    Returns
    -------
    DataFrame with ``title`` (str), ``path`` (titles from the outermost section inwards, joined by `` › ``),
    ``level`` (0 to 6), ``mark`` (marked, inferred, lost, decided; empty for level 0), ``line``, ``start``, ``end``
    (offsets, ``end`` of the last block), ``blocks`` (without the heading), ``characters`` (code points of its blocks,
    heading included), ``han`` (ideographs among them), ``sentences`` (see `sentences`), ``tokens`` (without punctuation
    and space) and ``share`` (of the document's characters, 0..1).

    >>> from analysis import parse
    >>> sections(parse("# 题\\n\\n引子。\\n\\n## 一\\n\\n正文。"))[["path", "level", "blocks", "tokens"]]
        path  level  blocks  tokens
    0      题      1       1       2
    1  题 › 一      2       1       2
    """
    require(document, Document, "sections", "document")
    if tokeniser is not None:
        require(tokeniser, Tokeniser, "sections", "tokeniser")
    columns = ["title", "path", "level", "mark", "line", "start", "end", "blocks", "characters", "han"]
    kinds = dict.fromkeys(["title", "path", "mark"], "str") | dict.fromkeys(set(columns[2:]) - {"mark"}, "int64")
    decided = of_document(decisions, document)
    table = pd.DataFrame(outline(document, decided), columns=columns).astype(kinds)
    tokens = (tokeniser or Tokeniser()).tokens(document)
    for name, found in (
        ("sentences", sentences(document, decided)),
        ("tokens", tokens[~tokens["kind"].isin(["punctuation", "space"])]),
    ):
        table[name] = np.bincount(_rows(found, table), minlength=len(table)) if len(table) else 0
    return marked(table.assign(share=table["characters"] / max(table["characters"].sum(), 1)), document)


def outline(document: Document, decisions: Decisions | None = None) -> list[dict]:
    """Return what `sections` says of each section without reading its words.

    >>> from analysis import parse
    >>> [row["title"] for row in outline(parse("# 题\\n\\n引子。\\n\\n## 一\\n\\n正文。"))]
    ['题', '一']
    """
    rows: list[dict] = []
    above: list[tuple[int, str]] = []
    for unit in classify_blocks(document, explained=(), decisions=decisions):
        block = unit.block
        text = document.text[block.start : block.end]
        if unit.level or not rows:
            title = " ".join(text.split()) if unit.level else ""
            above = [*((level, name) for level, name in above if level < unit.level), (unit.level, title)]
            path = " › ".join(name for _, name in above if name)
            place = {"level": unit.level, "mark": unit.mark, "line": block.line, "start": block.start, "end": 0}
            rows.append({"title": title, "path": path, **place, "blocks": 0, "characters": 0, "han": 0})
        row = rows[-1]
        row["end"] = block.end
        if unit.kind != "page furniture":
            row["blocks"] += not unit.level
            row["characters"] += len(text)
            row["han"] += len(HAN.findall(text))
    return rows


def section_count(document: Document, decisions: Decisions | None = None) -> int:
    """Return how many sections a document has: headings, and what stands before the first.

    >>> from analysis import parse
    >>> section_count(parse("引子。\\n\\n## 一\\n\\n正文。"))
    2
    """
    levels = [unit.level for unit in classify_blocks(document, explained=(), decisions=decisions)]
    return sum(level > 0 for level in levels) + (levels[:1] == [0])


def sentences(document: Document, decisions: Decisions | str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Cut the running text of a document into sentences.

    A sentence ends behind ``。！？…`` and the closing marks that follow (``。”`` belongs together), and with its
    block. What stands between quotation marks or brackets that are opened and closed in the block is never cut, so
    that a quotation of several sentences is one with the sentence that it stands in. A semicolon ends none.

    Returns
    -------
    DataFrame with ``block`` (position in ``document.blocks``), ``start``, ``end`` (offsets) and ``text`` (str).

    >>> from analysis import parse
    >>> sentences(parse("他说：“来了。请坐。”大家坐下。会议开始！"))["text"].tolist()
    ['他说：“来了。请坐。”', '大家坐下。', '会议开始！']
    """
    require(document, Document, "sentences", "document")
    rows = []
    for index, unit in enumerate(classify_blocks(document, decisions=of_document(decisions, document))):
        if unit.kind in READ_AS_TEXT:
            rows += [(index, start, end, document.text[start:end]) for start, end in _cut(unit)]
    table = pd.DataFrame(rows, columns=["block", "start", "end", "text"])
    return marked(table.astype({"block": "int64", "start": "int64", "end": "int64", "text": "str"}), document)


def _cut(unit: ClassifiedBlock) -> Iterator[tuple[int, int]]:
    """Yield the spans of a block's sentences, without the white space between them."""
    text, begin = unit.text, 0
    within = _pairs_around(text)
    for match in END.finditer(text):
        end = match.end()
        if end < len(text) and within[end]:
            continue
        lead = len(text[begin:end]) - len(text[begin:end].lstrip())
        yield unit.block.start + begin + lead, unit.block.start + end
        begin = end
    rest = text[begin:].strip()
    if rest:
        start = unit.block.start + text.index(rest, begin)
        yield start, start + len(rest)


def _pairs_around(text: str) -> np.ndarray:
    """Return for the place before each character how many pairs, opened and closed in *text*, are around it."""
    depth = np.zeros(len(text) + 1, np.int64)
    waiting: list[tuple[str, int]] = []
    awaited: Counter[str] = Counter()  # the closing marks of those that wait
    for position, character in enumerate(text):
        if character in OPENING:
            waiting.append((OPENING[character], position))
            awaited[OPENING[character]] += 1
        elif awaited[character]:
            while waiting[-1][0] != character:  # opened inside, and never closed
                awaited[waiting.pop()[0]] -= 1
            awaited[character] -= 1
            depth[waiting.pop()[1] + 1] += 1
            depth[position + 1] -= 1
    return np.cumsum(depth)[:-1]


def with_sections(tokens: pd.DataFrame, sections: pd.DataFrame) -> pd.DataFrame:
    """Return *tokens* with a column ``section``: the row of *sections* that each token falls in (int32).

    Raises
    ------
    ValueError : if the two are not of one document.

    >>> from analysis import Tokeniser, parse
    >>> document = parse("# 题\\n\\n引子。\\n\\n## 一\\n\\n正文。")
    >>> with_sections(Tokeniser().tokens(document), sections(document))["section"].tolist()
    [0, 0, 0, 1, 1, 1]
    """
    tokens = as_tokens(tokens, "with_sections", ("start", "end"))
    require_table(sections, "sections", "with_sections", "sections")
    require_same_document(tokens, sections, "with_sections", ("tokens", "sections"))
    rows = _rows(tokens, sections)
    if not (mark_of(tokens) and mark_of(sections)):
        _require_within(tokens, sections, rows)
    return tokens.assign(section=rows)


def with_sentences(tokens: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return *tokens* with a column ``sentence``: the number of the sentence that each is in, from 0 (int32).

    A block without a sentence, such as a heading, is one.

    Raises
    ------
    ValueError : if the two are not of one document.

    >>> from analysis import Tokeniser, parse
    >>> document = parse("# 题\\n\\n引子。正文！")
    >>> with_sentences(Tokeniser().tokens(document), sentences(document))["sentence"].tolist()
    [0, 1, 1, 2, 2]
    """
    tokens = as_tokens(tokens, "with_sentences", ("block", "start"))
    require_table(sentences, "sentences", "with_sentences", "sentences")
    require_same_document(tokens, sentences, "with_sentences", ("tokens", "sentences"))
    require_one_document(tokens, "with_sentences", "tokens")
    starts, block = tokens["start"].to_numpy(), tokens["block"].to_numpy()
    begin = np.union1d(sentences["start"].to_numpy(np.int64), starts[np.r_[True, np.diff(block) != 0][: len(block)]])
    return tokens.assign(sentence=(np.searchsorted(begin, starts, side="right") - 1).astype(np.int32))


def _require_within(tokens: pd.DataFrame, sections: pd.DataFrame, rows: np.ndarray) -> None:
    """Raise ValueError if a token lies in no section, or one that begins a section is not the first of its title.

    A table that was read from a file no longer knows its document, and this tells most others from it.
    """
    require_one_document(tokens, "with_sections", "tokens")
    ends = np.append(sections["end"].to_numpy(), -1)  # the last is for what stands before all sections
    starts, levels = (np.append(sections[name].to_numpy(), -1)[rows] for name in ("start", "level"))
    wrong = tokens["end"].to_numpy() > ends[rows]
    if "text" in tokens:
        first = np.flatnonzero((tokens["start"].to_numpy() == starts) & (levels > 0))
        titles = sections["title"].to_numpy()[rows[first]]
        words = ("".join(str(text).split()) for text in tokens["text"].iloc[first])
        pairs = zip(titles, words, strict=True)
        fits = ("".join(str(title).split()).startswith(word) for title, word in pairs)
        wrong[first] |= ~np.fromiter(fits, bool, len(first))
    if wrong.any():
        row = tokens.index[wrong.argmax()]
        raise ValueError(
            "with_sections: "
            + _(
                "tokens and sections are not of one document: row {row!r} of the tokens has no place in the sections; "
                "pass analysis.sections(document) of the document that was tokenised"
            ).format(row=row)
        )


def _rows(spans: pd.DataFrame, sections: pd.DataFrame) -> np.ndarray:
    """Return the row of *sections* that each span starts in."""
    place = np.searchsorted(sections["start"].to_numpy(), spans["start"].to_numpy(), side="right") - 1
    return place.astype(np.int32)
