"""The tables of an audit: its classes and their occurrences, with the marks beside them."""

from __future__ import annotations

from itertools import takewhile
from os.path import commonprefix
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .kinds import NEARLY, NOT_COPIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..document.documents import Document
    from .spans import Group, Span, Texts

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


def build_tables(
    texts: Texts, groups: list[Group], twice: list[tuple[int, int, str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of classes and occurrences."""
    listed = max(LISTED, len(texts.letters.codes) // LETTERS_A_ROW)
    names = names_of(texts.documents)
    classes, occurrences = [], []

    def occurrence(number: int, start: int, end: int, role: str, reason: str) -> None:
        doc = texts.doc_at(start)
        base = texts.bases[doc]
        line = texts.documents[doc].line(start - base)
        occurrences.append((number, names[doc], start - base, end - base, line, role, reason))

    for number, group in enumerate(groups):
        raw = [texts.raw(span) for span in group.spans]
        alike = [raw] if group.kind not in NEARLY else [[span] for span in raw]
        spans = raw if group.period else [span for some in alike for span in _widened(texts, some)]
        size = group.spans[0][1] - group.spans[0][0]
        text = " ".join(texts.text[slice(*spans[0])].split())
        classes.append(
            (group.kind, group.count, size, redundant_letters(group), group.similarity, group.evidence, text)
        )
        shown = len(spans) if len(spans) <= 2 else max(2, min(len(spans), listed - len(occurrences)))
        for span, role, reason in [*zip(spans, group.roles, group.reasons, strict=True)][:shown]:
            occurrence(number, *span, role, reason)
    for number, (start, end, said) in enumerate(twice, len(groups)):
        size = (end - start) // 2
        classes.append(("doubled characters", 1, 2 * size, size, 1.0, said, texts.text[start:end]))
        occurrence(number, start, end, "held", "every second character is a copy")
    return _typed(classes, CLASSES), _typed(occurrences, OCCURRENCES)


def _typed(rows: list[tuple], columns: dict[str, str]) -> pd.DataFrame:
    """Return rows as a table; made column by column, since to convert a table takes ten times as long."""
    values = [*zip(*rows, strict=True)] or [()] * len(columns)
    typed = zip(columns.items(), values, strict=True)
    return pd.DataFrame(
        {name: pd.array(own, "str") if dtype == "str" else np.array(own, dtype) for (name, dtype), own in typed}
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
