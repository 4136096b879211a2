"""Which tokens of a table are counted: stop words, kinds of tokens, the shortest length of a term."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from .._checks import require_several

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np

COUNTED = ("word", "latin")
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
    """Return whether each token counts towards a base: all do but punctuation and space.

    >>> from analysis import Tokeniser, parse
    >>> is_counted(Tokeniser().tokens(parse("政协，2021"))).tolist()
    [True, False, True]
    """
    return ~tokens["kind"].isin(ASIDE).to_numpy()


def is_selected(
    tokens: pd.DataFrame, stop_words: Collection[str] = (), min_characters: int = 2, kinds: Collection[str] = COUNTED
) -> np.ndarray:
    """Return whether each token's term is to be counted; the parameters are those of `frequencies`.

    >>> from analysis import Tokeniser, parse
    >>> is_selected(Tokeniser().tokens(parse("政协的工作")), stop_words=["工作"]).tolist()
    [True, False, False]
    """
    require_several(stop_words, "counting", "stop_words")
    require_several(kinds, "counting", "kinds")
    # The choice is made on the few distinct terms, not on the many tokens.
    distinct = pd.Series(tokens["term"].cat.categories, dtype="str")
    wanted = ((distinct.str.len() >= min_characters) & ~distinct.isin([*stop_words])).to_numpy(bool)
    kind = tokens["kind"].cat.categories.isin([*kinds])
    return wanted[tokens["term"].cat.codes] & kind[tokens["kind"].cat.codes]
