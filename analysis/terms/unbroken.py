"""Words that can be added to a dictionary without a cut through the words that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .selection import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from ..document.documents import Document
    from ..words.tokens import Tokeniser


def unbroken(
    document: Document, tokeniser: Tokeniser, tokens: pd.DataFrame, words: Iterable[str], max_broken: float = 0.0
) -> set[str]:
    """Return those of *words* that can be added together and leave the words of the dictionary whole.

    Parameters
    ----------
    document, tokeniser : where, and what the words are added to.
    tokens : of *document* by *tokeniser*.
    words : the new ones.
    max_broken : share of its places at which a new word may cut through a token of two characters and more that the
        dictionary knows; one that is inside the new word is not cut.
    """
    left = [*words]
    known = {text for text in tokens["text"].unique() if len(text) > 1 and tokeniser.knows(text)}
    known_words = tokens[tokens["text"].isin(known) & is_counted(tokens)]
    while left:
        cut = tokeniser.adding(left).tokens(document)
        broken = _broken(cut, known_words, len(document.text))
        if broken.empty:
            break
        added = cut["term"].isin(left)
        often = cut["term"][added].value_counts()
        touching = cut["term"][added & _touch(cut, broken, len(document.text))].value_counts()
        blamed = {term for term, count in touching.items() if count > max_broken * often[term]}
        if touching.sum() == 0:  # failing those, what stands in the same block
            blamed = {*cut["term"][added & cut["block"].isin(broken["block"])]} or {*left}
        if not blamed:
            break
        left = [word for word in left if word not in blamed]
    return {*left}


def _broken(cut: pd.DataFrame, known_words: pd.DataFrame, length: int) -> pd.DataFrame:
    """Return which of *known_words* another cut goes through."""
    edges = np.zeros(length + 2, np.int64)
    edges[cut["start"]] = 1
    before = np.cumsum(edges)
    return known_words[before[known_words["end"] - 1] > before[known_words["start"]]]


def _touch(cut: pd.DataFrame, broken: pd.DataFrame, length: int) -> np.ndarray:
    """Return which tokens overlap a broken word, or stand beside one."""
    spans = np.zeros(length + 2, np.int64)
    np.add.at(spans, broken["start"].to_numpy() - 1 + (broken["start"] == 0), 1)
    np.add.at(spans, broken["end"].to_numpy() + 1, -1)
    near = np.r_[0, np.cumsum(np.cumsum(spans) > 0)]
    return near[cut["end"]] > near[cut["start"]]
