"""Which tokens of a table are counted: stop words, kinds of tokens, the shortest length of a term."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from .._checks import require_several

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np

CONCEPT = "concept"  # a row that `concept_tokens` adds to those of the words: counted, and no part of any base
COUNTED = ("word", "latin", CONCEPT)
ASIDE = ("punctuation", "space")  # tokens that are no part of any base


@cache
def stop_words() -> frozenset[str]:
    """Return the Chinese stop words of the collection Stopwords ISO (MIT licence), to be inspected or extended.

    >>> "我们" in stop_words(), len(stop_words())
    (True, 794)
    """
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords("zh"))


def is_counted(tokens: pd.DataFrame) -> np.ndarray:
    """Return whether each token counts towards a base: all do but punctuation, space and concepts.

    >>> from analysis import Tokeniser, parse
    >>> is_counted(Tokeniser().tokens(parse("政协，2021"))).tolist()
    [True, False, True]
    """
    return ~tokens["kind"].isin((*ASIDE, CONCEPT)).to_numpy()


def is_selected(
    tokens: pd.DataFrame, stop_words: Collection[str] = (), min_characters: int = 2, kinds: Collection[str] = COUNTED
) -> np.ndarray:
    """Return whether each token's term is to be counted; the parameters are those of `frequencies`.

    A concept is, whatever its name, if its kind is.

    >>> from analysis import Tokeniser, parse
    >>> is_selected(Tokeniser().tokens(parse("政协的工作")), stop_words=["工作"]).tolist()
    [True, False, False]
    """
    require_several(stop_words, "counting", "stop_words")
    require_several(kinds, "counting", "kinds")
    # The choice is made on the few distinct terms, not on the many tokens.
    distinct = pd.Series(tokens["term"].cat.categories, dtype="str")
    wanted = ((distinct.str.len() >= min_characters) & ~distinct.isin([*stop_words])).to_numpy(bool)
    of_kind = tokens["kind"].cat.categories
    kind, concept = of_kind.isin([*kinds]), of_kind.isin([CONCEPT])
    codes = tokens["kind"].cat.codes
    return (wanted[tokens["term"].cat.codes] | concept[codes]) & kind[codes]
