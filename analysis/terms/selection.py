"""Which tokens of a table are counted: stop words, kinds of tokens, the shortest length of a term."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
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
    """Return the usual stop words of Chinese, in simplified and in traditional characters, and of English.

    The Chinese ones are of the collection Stopwords ISO, the English ones those of wordcloud (MIT licence, both). The
    set is there to be inspected, and extended.

    >>> {"我们", "我們", "the"} <= stop_words(), "政协" in stop_words()
    (True, False)
    """
    import opencc
    import stopwordsiso

    chinese = stopwordsiso.stopwords("zh")
    scripts = [opencc.OpenCC(name) for name in ("s2t", "s2tw")]
    traditional = {script.convert(word) for script in scripts for word in chinese}
    return frozenset(chinese | traditional | _english())


def _english() -> set[str]:
    """Return the words of wordcloud's list, which to import it would take half a second."""
    package = find_spec("wordcloud")
    if package is None or package.origin is None:  # it is depended on: then something removed it
        raise ModuleNotFoundError(name="wordcloud")
    return set(Path(package.origin).with_name("stopwords").read_text("utf-8").split())


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
