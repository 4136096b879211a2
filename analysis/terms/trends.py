"""Where in a document its terms stand, from its beginning to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require, require_integer, require_several
from ..document.documents import Document
from ..languages.messages import _
from ..words.token_marks import require_tokens_of
from .selection import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterable


def with_parts(tokens: pd.DataFrame, n: int = 10) -> pd.DataFrame:
    """Cut a text into *n* parts of equally many tokens: a column ``part``, numbered from 0 (int32).

    >>> from analysis import Tokeniser, parse
    >>> with_parts(Tokeniser().tokens(parse("完善工作机制，工作")), 2)["part"].tolist()
    [0, 0, 1, 1, 1]
    """
    require_integer("with_parts", n=n)
    tokens = as_tokens(tokens, "with_parts")
    before = np.cumsum(is_counted(tokens))
    return tokens.assign(part=((before - 1).clip(0) * n // max(before[-1:].sum(), 1)).astype(np.int32))


def trend(tokens: pd.DataFrame, document: Document, terms: Iterable[str], parts: int = 20) -> pd.DataFrame:
    """Count terms along a document, cut into stretches of equally many characters.

    Parameters
    ----------
    tokens : of *document*, from `Tokeniser.tokens`.
    terms : those to follow; one that does not occur is counted 0.
    parts : into how many stretches.

    Returns
    -------
    DataFrame with ``term``, ``part`` (from 0), ``start``, ``end`` (offsets of the stretch), ``count`` and ``per_10k``
    (of the stretch's tokens but punctuation and space; 0 where it has none), *parts* rows for each term, in the order
    given.

    Raises
    ------
    ValueError : if *parts* is below 1, or the tokens are of another text.

    >>> from analysis import Tokeniser, parse
    >>> document = parse("政协工作。委员工作工作。")
    >>> trend(Tokeniser().tokens(document), document, ["工作"], parts=2)["count"].tolist()
    [1, 2]
    """
    require_integer("trend", parts=parts)
    if parts < 1:
        raise ValueError("parts: " + _("{parts}; there is one at least").format(parts=parts))
    require(document, Document, "trend", "document")
    require_several(terms, "trend", "terms")
    tokens = as_tokens(tokens, "trend", ("start", "end"))
    require_tokens_of(tokens, document, "trend", "tokens", "analysis.Tokeniser().tokens(document)")
    edges = np.linspace(0, len(document.text), parts + 1).round().astype(np.int64)
    place = (np.searchsorted(edges, tokens["start"].to_numpy(), side="right") - 1).clip(0, parts - 1)
    sizes = np.bincount(place[is_counted(tokens)], minlength=parts)
    rows = []
    for term in dict.fromkeys(terms):
        count = np.bincount(place[(tokens["term"] == term).to_numpy()], minlength=parts)
        rows.append({"term": term, "part": range(parts), "start": edges[:-1], "end": edges[1:], "count": count})
    if not rows:
        return trend(tokens, document, [""], parts).head(0)
    table = pd.concat(map(pd.DataFrame, rows), ignore_index=True)
    table["per_10k"] = table["count"] / np.maximum(sizes[table["part"]], 1) * 1e4
    return table.astype({"term": "str"})
