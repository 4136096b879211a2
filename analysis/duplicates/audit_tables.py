"""The tables of an audit: its classes and their occurrences, with the marks beside them."""

from __future__ import annotations

from itertools import takewhile
from os.path import commonprefix
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..languages.messages import _
from .kinds import NEARLY, NOT_COPIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..document.documents import Document
    from .spans import Group, Span, Texts

TEXT = pd.StringDtype(na_value=np.nan)  # "str", which pandas looks up by its name each time
Twice = tuple[int, int, str]  # start and end of doubled characters, and the evidence
MARGIN = 16  # characters of punctuation beside a match that are looked at
LISTED, LETTERS_A_ROW = 1000, 30  # occurrences listed at least, however short the text; and one for so many letters
CLASSES = {
    "kind": "str",
    "count": "int64",
    "letters": "int64",
    "redundant": "int64",
    "similarity": "float64",
    "evidence": "str",
    "text": "str",
}
OCCURRENCES = {
    "class": "int64",
    "doc": "str",
    "start": "int64",
    "end": "int64",
    "line": "int64",
    "role": "str",
    "reason": "str",
}


def build_tables(texts: Texts, groups: Sequence[Group], twice: Sequence[Twice]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of classes and of the occurrences that are listed."""
    spans = [_spans(texts, group) for group in groups]
    classes = []
    for group, own in zip(groups, spans, strict=True):
        size = group.spans[0][1] - group.spans[0][0]
        text = " ".join(texts.text[slice(*own[0])].split())
        redundant = redundant_letters(group)
        classes.append((group.kind, group.count, size, redundant, group.similarity, group.evidence, text))
    for start, end, evidence in twice:
        size = (end - start) // 2
        classes.append(("doubled characters", 1, 2 * size, size, 1.0, evidence, texts.text[start:end]))
    listed = max(LISTED, len(texts.letters.codes) // LETTERS_A_ROW)
    return _typed(classes, CLASSES), _occurrences(texts, groups, spans, twice, listed)


def all_occurrences(texts: Texts, groups: Sequence[Group], twice: Sequence[Twice]) -> pd.DataFrame:
    """Return the table of occurrences with all of them, however many there are."""
    return _occurrences(texts, groups, [_spans(texts, group) for group in groups], twice, None)


def _spans(texts: Texts, group: Group) -> list[Span]:
    """Return the spans of a class in characters, with the punctuation that belongs to them."""
    raw = [texts.raw(span) for span in group.spans]
    if group.period:
        return raw
    alike = [raw] if group.kind not in NEARLY else [[span] for span in raw]
    return [span for some in alike for span in _widened(texts, some)]


def _occurrences(
    texts: Texts,
    groups: Sequence[Group],
    spans: Sequence[list[Span]],
    twice: Sequence[Twice],
    most: int | None,
) -> pd.DataFrame:
    """Return a row for each span; where there are more than *most*, the first two of each further class."""
    names = names_of(texts.documents)
    rows: list[tuple] = []

    def add(number: int, start: int, end: int, role: str, reason: str) -> None:
        doc = texts.doc_at(start)
        base = texts.bases[doc]
        line = texts.documents[doc].line(start - base)
        rows.append((number, names[doc], start - base, end - base, line, role, reason))

    for number, (group, own) in enumerate(zip(groups, spans, strict=True)):
        shown = len(own) if most is None else max(2, min(len(own), most - len(rows)))
        for span, role, reason in [*zip(own, group.roles, group.reasons, strict=True)][:shown]:
            add(number, *span, role, reason)
    for number, (start, end, __) in enumerate(twice, len(groups)):
        add(number, start, end, "held", _("every second character is a copy"))
    return _typed(rows, OCCURRENCES)


def _typed(rows: list[tuple], columns: dict[str, str]) -> pd.DataFrame:
    """Return rows as a table; made column by column, since to convert a table takes ten times as long."""
    values = [*zip(*rows, strict=True)] or [()] * len(columns)
    typed = zip(columns.items(), values, strict=True)
    return pd.DataFrame(
        {name: pd.array(own, TEXT) if dtype == "str" else np.array(own, dtype) for (name, dtype), own in typed}
    )


def redundant_letters(group: Group) -> int:
    """Return the letters of a class beyond one copy."""
    if group.kind in NOT_COPIES:
        return 0
    if group.period:
        return group.spans[-1][1] - group.spans[-1][0]
    sizes = [end - start for start, end in group.spans]
    return sum(sizes) - sizes[0] + (group.count - len(sizes)) * sizes[0]


def names_of(documents: Sequence[Document]) -> list[str]:
    """Return the documents' names, with a number behind one that was there before."""
    names: dict[str, int] = {}
    for document in documents:
        name, again = document.name, 1
        while name in names:
            again += 1
            name = f"{document.name} ({again})"
        names[name] = again
    return [*names]


def _widened(texts: Texts, spans: list[Span]) -> list[Span]:
    """Return the spans with the punctuation beside them that belongs to the match.

    Out to the edge of the block where only punctuation lies between; else as far as it is the same beside all spans.
    """
    text, blocks = texts.text, texts.spans
    starts, ends = zip(*spans, strict=True)
    rows = np.searchsorted(blocks[:, 0], [starts, ends - np.array(1)], side="right") - 1
    before = [
        _punctuation(text[max(edge, start - MARGIN) : start][::-1])
        for edge, start in zip(blocks[rows[0], 0], starts, strict=True)
    ]
    after = [
        _punctuation(text[end : min(edge, end + MARGIN)]) for edge, end in zip(blocks[rows[1], 1], ends, strict=True)
    ]
    left, right = len(commonprefix(before)), len(commonprefix(after))
    return [
        (
            start - (len(head) if start - len(head) == blocks[first, 0] else left),
            end + (len(tail) if end + len(tail) == blocks[last, 1] else right),
        )
        for start, end, head, tail, first, last in zip(starts, ends, before, after, *rows, strict=True)
    ]


def _punctuation(text: str) -> str:
    """Return what *text* begins with before its first letter."""
    return "".join(takewhile(lambda c: not c.isalnum(), text))
