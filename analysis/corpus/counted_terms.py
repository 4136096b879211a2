"""The terms of many documents, counted with a number for each: a table of them has a row for each document and term."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Term = tuple[str, str]  # and its kind


class TermCounts:
    """Counts of terms, document by document."""

    def __init__(self) -> None:
        self._numbers: defaultdict[Term, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # a new term gets the next number
        self._docs: list[str] = []
        self._terms: list[np.ndarray] = []  # of each document, numbers of terms
        self._counts: list[np.ndarray] = []  # and how often each is there

    def add(self, doc: str, counts: Mapping[Term, int]) -> None:
        """Add the counts of a document.

        >>> counts = TermCounts()
        >>> counts.add("甲", {("春天", "word"): 2})
        >>> counts.of_terms().values.tolist()
        [['春天', 'word', 2, 1]]
        """
        size = len(counts)
        self._docs.append(doc)
        self._terms.append(np.fromiter(map(self._numbers.__getitem__, counts), np.int64, size))
        self._counts.append(np.fromiter(counts.values(), np.int64, size))

    def of_documents(self) -> pd.DataFrame:
        """Return a row for each document and term, in the order in which they were added."""
        if not self._docs:
            return pd.DataFrame()
        terms = np.concatenate(self._terms)
        names, kinds = (_as_categories(values, terms) for values in self._values())
        docs = np.repeat(np.array(self._docs, object), [*map(len, self._terms)])
        return pd.DataFrame(
            {"doc": pd.array(docs, "str"), "term": names, "kind": kinds, "count": np.concatenate(self._counts)}
        )

    def of_terms(self) -> pd.DataFrame:
        """Return a row for each term, in the order in which they were first met, and how many documents hold it."""
        if not self._docs:
            return pd.DataFrame()
        terms, (names, kinds) = np.concatenate(self._terms), self._values()
        count = np.zeros(len(self._numbers), np.int64)
        np.add.at(count, terms, np.concatenate(self._counts))
        documents = np.bincount(terms, minlength=len(count))
        return pd.DataFrame({"term": names, "kind": kinds, "count": count, "documents": documents})

    def _values(self) -> tuple[list[str], list[str]]:
        return [name for name, _ in self._numbers], [kind for _, kind in self._numbers]


def _as_categories(values: Sequence[str], rows: np.ndarray) -> pd.Categorical:
    """Return the *values* that rows have by number, as pandas makes categories of them: in order of code points."""
    categories = sorted({*values})
    place = {value: number for number, value in enumerate(categories)}
    codes = np.fromiter(map(place.__getitem__, values), np.int64, len(values))
    return pd.Categorical.from_codes(codes[rows], pd.Index(categories, dtype="str"))
