"""The matches of concepts as a table of tokens, which every statistic of terms takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_table
from ..document.marks import marked_as, require_same_document
from ..terms.ngrams import PLACES
from ..terms.selection import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Sequence


def concept_tokens(tokens: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """Return the matches of concepts as a table of tokens, for `frequencies`, `keyness`, `trend` and the like.

    Each match is a row whose ``term`` is its concept, of the kind ``concept``. The rows of *tokens* stay, without their
    terms: they are the base of which the concepts are a share, so that ``per_10k`` is of all words.

    Parameters
    ----------
    tokens : from `Tokeniser.tokens`, with sections, parts or other columns, which a match has from its first token.
    matches : from `concept_matches`, of the same text.

    Returns
    -------
    DataFrame with the columns of *tokens* but ``text`` and ``tag``, in order of the text.

    Raises
    ------
    ValueError : if the two are of different texts.

    >>> from analysis import Tokeniser, concept_matches, frequencies, parse
    >>> document = parse("完善养老服务，照料老年人。")
    >>> found = concept_matches(document, {"养老": ["养老", "老年人"]})
    >>> frequencies(concept_tokens(Tokeniser().tokens(document), found))
      term  count  per_10k  rank
    0   养老      2   4000.0     1
    """
    tokens = as_tokens(tokens, "concept_tokens", PLACES)
    require_table(matches, "matches", "concept_tokens", "matches")
    require_same_document(tokens, matches, "concept_tokens", ("tokens", "matches"))
    starts, ends = (matches[side].to_numpy("int64") for side in ("start", "end"))
    at = np.searchsorted(tokens["end"].to_numpy(), starts, side="right")
    inside = at < len(tokens)  # a table of tokens may be a part of the text's
    at, starts, ends = at[inside], starts[inside], ends[inside]
    names = matches["concept"].to_numpy(object)[inside]
    inside = tokens["start"].to_numpy()[at] < ends
    at, starts, ends, names = at[inside], starts[inside], ends[inside], names[inside]
    base = tokens.drop(columns=[name for name in ("text", "tag") if name in tokens])
    rows = np.concatenate([np.arange(len(base)), at])
    order = np.argsort(np.concatenate([np.arange(len(base)), at - 0.5]), kind="stable")
    table = base.iloc[rows[order]].reset_index(drop=True)
    is_concept = order >= len(base)
    number = order[is_concept] - len(base)
    term, kind = term_and_kind(np.where(is_concept, "", table["kind"].astype("object")), is_concept, names[number])
    table = table.assign(term=term, kind=kind)
    for column, values in (("start", starts), ("end", ends)):
        table.loc[is_concept, column] = values[number].astype(table[column].dtype)
    return marked_as(table, tokens)


def term_and_kind(
    kinds: np.ndarray, is_concept: np.ndarray, names: Sequence[str] | np.ndarray
) -> tuple[pd.Categorical, pd.Categorical]:
    """Return the terms and kinds of rows, of which some are concepts; a word has the empty term."""
    terms: Any = np.full(len(kinds), "", object)
    terms[is_concept] = names
    kinds = np.where(is_concept, CONCEPT, kinds)
    return tuple(pd.Categorical(pd.Series(values, dtype="str")) for values in (terms, kinds))
