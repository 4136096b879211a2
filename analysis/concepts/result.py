"""What counting concepts in documents gives: tables, and sums over documents and dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..languages.messages import _, enumeration
from ..terms.comparison import compare
from ..terms.selection import CONCEPT
from .rows import term_and_kind

if TYPE_CHECKING:
    from .dictionary import Concepts

RAW, REPAIRED = "raw", "repaired"
VIEWS = (RAW, REPAIRED, "weighted")
NAMES = {"group": "str", "concept": "str"}
PERIODS = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True)
class ConceptCounts:
    """How often each concept is in each document, and what damage did to it; from `count_concepts`."""

    concepts: Concepts
    documents: pd.DataFrame = field(repr=False)  #: see `count_concepts`, which says what columns the tables have
    counts: pd.DataFrame = field(repr=False)
    sections: pd.DataFrame = field(repr=False)
    matches: pd.DataFrame = field(repr=False)
    causes: pd.DataFrame = field(repr=False)
    errors: pd.DataFrame = field(repr=False)

    def totals(self) -> pd.DataFrame:
        """Return a row for each concept, counted in all documents together.

        Columns: ``group``, ``concept``, ``documents`` (that hold it, as repaired), ``raw``, ``repaired``, ``weighted``,
        ``raw_per_10k`` and ``repaired_per_10k`` (of all words; float).

        >>> from analysis import count_concepts, parse
        >>> count_concepts(parse("养老服务，养老机构。"), {"养老": ["养老"]}).totals()[["concept", "raw", "repaired"]]
          concept  raw  repaired
        0      养老    2         2
        """
        held = self.counts.assign(documents=(self.counts[REPAIRED] > 0).astype("int64"))
        table = _summed(held, [*NAMES], ["documents", *VIEWS])
        sizes = self.documents[["raw_words", "repaired_words"]].sum()
        return with_rates(table, sizes["raw_words"], sizes["repaired_words"])

    def by_date(self, period: str = "month") -> pd.DataFrame:
        """Return a row for each period and concept: ``date`` (str, such as 2021-03), then as `totals`.

        ``documents`` are those of the period. Documents without a date are left out.

        Parameters
        ----------
        period : ``day``, ``month`` or ``year``.

        Raises
        ------
        ValueError : for another period.
        """
        if period not in PERIODS:
            message = _("{given!r}; choose from {choices}").format(given=period, choices=enumeration(PERIODS))
            raise ValueError(f"period: {message}")
        dated, counts = (
            table[table["date"] != ""].assign(date=table["date"].str[: PERIODS[period]])
            for table in (self.documents, self.counts)
        )
        sizes = dated.groupby("date").agg(
            documents=("doc", "size"), raw_words=("raw_words", "sum"), repaired_words=("repaired_words", "sum")
        )
        order = _summed(counts, ["date", *NAMES], [*VIEWS]).sort_values("date", kind="stable", ignore_index=True)
        of_period = sizes.reindex(order["date"])
        order.insert(3, "documents", of_period["documents"].to_numpy("int64"))
        return with_rates(order, of_period["raw_words"].to_numpy(), of_period["repaired_words"].to_numpy())

    def change(self) -> pd.DataFrame:
        """Return the concepts as `compare` sets two tables of counts side by side, for `frequency_change`."""
        totals = self.totals()
        sides = (
            pd.DataFrame({"term": totals["concept"], "count": totals[side]}).query("count > 0")
            for side in (RAW, REPAIRED)
        )
        return compare(*(side.assign(rank=side["count"].rank(method="min", ascending=False)) for side in sides))

    def tokens(self, side: str = REPAIRED) -> pd.DataFrame:
        """Return the counts as a table that `frequencies`, `keyness`, `dispersion` and `tf_idf` take.

        A row for each document and concept that is in it, ``doc``, ``date``, ``term`` (the concept), ``kind`` and
        ``count``, and one for each document's words, without a term, which are the base.

        Parameters
        ----------
        side : ``raw`` or ``repaired``.
        """
        if side not in (RAW, REPAIRED):
            message = _("{given!r}; choose from {choices}").format(given=side, choices=enumeration((RAW, REPAIRED)))
            raise ValueError(f"side: {message}")
        held = self.counts[self.counts[side] > 0]
        words = self.documents.assign(count=self.documents[f"{side}_words"])
        table = pd.concat([words[["doc", "date", "count"]], held.assign(count=held[side])[["doc", "date", "count"]]])
        is_concept = np.arange(len(table)) >= len(words)
        kinds = np.where(is_concept, CONCEPT, "word").astype(object)
        term, kind = term_and_kind(kinds, is_concept, held["concept"].to_numpy(object))
        return table.reset_index(drop=True).assign(term=term, kind=kind)[["doc", "date", "term", "kind", "count"]]

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        message = _("Concepts of {source} in {n:,} documents")
        return table_html(message.format(source=self.concepts.source, n=len(self.documents)), self.totals().round(2))


def with_rates(table: pd.DataFrame, raw_words: Any, repaired_words: Any) -> pd.DataFrame:
    """Add to a table of counts what they are in 10,000 words of either text."""
    for side, words in ((RAW, raw_words), (REPAIRED, repaired_words)):
        table[f"{side}_per_10k"] = table[side] / np.maximum(words, 1) * 1e4
    return table


def _summed(table: pd.DataFrame, keys: list[str], columns: list[str]) -> pd.DataFrame:
    """Return sums by *keys*, in the order in which these come first."""
    return table.groupby(keys, sort=False, as_index=False)[columns].sum()
