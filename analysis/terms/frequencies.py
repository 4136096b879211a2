"""Count terms: how often and where, one by one or in a row, and what the faults of a text did to the counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_column, require_counts, require_integer, require_text
from ..document.marks import marked_as
from ..languages.messages import _
from .selection import COUNTED, is_counted, is_selected

if TYPE_CHECKING:
    from collections.abc import Collection

    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Tally:
    """How often each term stands in each part: what most statistics start from."""

    terms: pd.Index  #: of the rows
    codes: np.ndarray  #: of the rows, those of ``tokens["term"].cat``
    parts: pd.Index  #: of the columns, sorted
    matrix: csr_array  #: counts, terms by parts
    sizes: np.ndarray  #: of each part: its tokens but punctuation and space, weighted as the counts are

    @cached_property
    def rows(self) -> np.ndarray:
        """Return the row of each count in ``matrix.data``."""
        return np.repeat(np.arange(len(self.terms)), np.diff(self.matrix.indptr))


def tally(tokens: pd.DataFrame, by: str | None, weights: np.ndarray | pd.Series | None = None, **chosen: Any) -> Tally:
    """Count terms in each value of the column *by*, or in the whole; for *chosen* see `is_selected`.

    A row with a ``count`` stands for so many tokens (see `survey`). Parts without a token, punctuation and space aside,
    are left out, and so are tokens whose part is missing.

    >>> from analysis import Tokeniser, parse
    >>> tally(Tokeniser().tokens(parse("工作工作\\n\\n工作政协")), "block").matrix.toarray().tolist()
    [[2, 1], [0, 1]]
    """
    from scipy.sparse import coo_array

    if by is not None:
        require_column(tokens, by)
    if weights is not None and len(weights) != len(tokens):
        raise ValueError("weights: " + _("{n} of them for {tokens} tokens").format(n=len(weights), tokens=len(tokens)))
    if weights is not None:
        require_counts(weights, "weights")
    elif "count" in tokens:
        weights = tokens["count"]
        require_counts(weights, "count")
    part, parts = (np.zeros(len(tokens), np.int64), [0]) if by is None else pd.factorize(tokens[by], sort=True)
    counted = is_counted(tokens) & (part >= 0)
    weight = np.ones(len(tokens), np.int64) if weights is None else np.asarray(weights)
    sizes = np.bincount(part[counted], weight[counted], len(parts))
    filled = np.bincount(part[counted], minlength=len(parts)) > 0
    parts, sizes = pd.Index(parts)[filled], sizes[filled]
    part = np.append(np.where(filled, np.cumsum(filled) - 1, -1), -1)[part]  # the last is for a missing part
    kept = is_selected(tokens, **chosen) & (part >= 0)
    term = tokens["term"].cat.codes.to_numpy()[kept]
    used = np.bincount(term, minlength=len(tokens["term"].cat.categories)) > 0
    codes, term = np.flatnonzero(used), (np.cumsum(used) - 1)[term]
    shape = (len(codes), len(parts))
    matrix = coo_array((weight[kept], (term, part[kept])), shape).tocsr()
    return Tally(tokens["term"].cat.categories[codes].astype("str"), codes, parts, matrix, sizes)


def frequencies(
    tokens: pd.DataFrame,
    by: str | None = None,
    weights: np.ndarray | pd.Series | None = None,
    stop_words: Collection[str] = (),
    min_characters: int = 2,
    kinds: Collection[str] = COUNTED,
) -> pd.DataFrame:
    """Count the terms of a token table.

    The base of ``per_10k`` are all tokens but punctuation and space, whatever is left out of the count. Chinese has no
    inflection, so a term is its own lemma. For n-grams give the table that `ngrams` returns.

    Parameters
    ----------
    tokens : from `Tokeniser.tokens`, whole or a selection of its rows.
    by : a column, such as ``section``; then terms are counted within each of its values.
    weights : what each token counts, by row; 1 by default. See `Audit.weights`.
    stop_words : terms to leave out; see `analysis.stop_words`. The base stays as it is.
    min_characters : characters that a term has at least. The default leaves out the single characters, most of them
        function words; pass 1 to keep them.
    kinds : the kinds of token to count, of word, latin, number, punctuation and space, and concept, see
        `concept_tokens`.

    Returns
    -------
    DataFrame with ``term`` (str), ``count`` (int, or float with weights), ``per_10k`` (float) and ``rank`` (int, from
    1, ties share the lowest), after the column *by* where given; by descending count, ties in code point order. Without
    *by*, and where the tokens say which ``doc`` or else which ``section`` they are in, also ``range``: how many hold
    it.

    Raises
    ------
    ValueError : if *by* is no column of *tokens*, or *weights* are not one for each row.

    >>> from analysis import Tokeniser, parse
    >>> frequencies(Tokeniser().tokens(parse("政协工作，委员工作。")))
      term  count  per_10k  rank
    0   工作      2   5000.0     1
    1   委员      1   2500.0     2
    2   政协      1   2500.0     2
    """
    require_text("frequencies", by=by)
    require_integer("frequencies", min_characters=min_characters)
    tokens = as_tokens(tokens, "frequencies")
    chosen = {"stop_words": stop_words, "min_characters": min_characters, "kinds": kinds}
    counts = tally(tokens, by, weights, **chosen)
    held, count = counts.matrix.indices, counts.matrix.data
    table = pd.DataFrame(
        {"term": counts.terms[counts.rows], "count": count, "per_10k": count / counts.sizes[held] * 1e4}
    )
    if by is not None:
        table.insert(0, by, counts.parts[held])
    keys = [by, "term"] if by else ["term"]
    order = [*keys[:-1], "count", "term"]
    table = table.sort_values(order, ascending=[True] * bool(by) + [False, True], ignore_index=True)
    ranks = table.groupby(by, observed=True)["count"] if by else table["count"]
    table["rank"] = ranks.rank(method="min", ascending=False).astype("int64")
    parts = next((name for name in ("doc", "section") if name in tokens and by is None), None)
    if parts:
        held = tally(tokens, parts, **chosen)
        table["range"] = pd.Series(np.diff(held.matrix.indptr), held.terms).reindex(table["term"]).to_numpy()
    return marked_as(table, tokens)
