"""Runs of tokens, counted as one term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_integer, require_several
from ..languages.messages import _
from ..text_index.newlines import has_line_end
from .selection import is_counted

if TYPE_CHECKING:
    from collections.abc import Collection

PLACES = ("block", "start", "end")


def _apart(tokens: pd.DataFrame) -> np.ndarray:
    """Return whether each token stands apart from the row before: in another block, or something was left out."""
    block, start, end = (tokens[name].to_numpy() for name in ("block", "start", "end"))
    doc = pd.factorize(tokens["doc"])[0] if "doc" in tokens else np.zeros(len(tokens))
    apart = (block[1:] != block[:-1]) | (start[1:] != end[:-1]) | (doc[1:] != doc[:-1])
    return np.r_[True, apart][: len(tokens)]


def runs(tokens: pd.DataFrame) -> np.ndarray:
    """Return the number of the run each token is in: tokens of one block with none left out between them.

    >>> from analysis import Tokeniser, parse
    >>> runs(Tokeniser().tokens(parse("政协工作\\n\\n委员"))).tolist()
    [0, 0, 1]
    """
    return np.cumsum(_apart(tokens)) - 1


def _are_line_ends(tokens: pd.DataFrame) -> np.ndarray:
    terms = tokens["term"].cat
    found = [has_line_end(term) for term in terms.categories]
    return np.array([*found, False], bool)[terms.codes.to_numpy()]


def _are_blanks_between_words(tokens: pd.DataFrame, counted: np.ndarray) -> np.ndarray:
    """Return which rows are white space, if most words that a blank or nothing parts are parted by one."""
    blank = (tokens["kind"] == "space").to_numpy()
    beside = (counted[:-1] & counted[1:]).sum()
    parted = (counted[:-2] & blank[1:-1] & counted[2:]).sum()
    return blank & (parted > beside)


def ngrams(tokens: pd.DataFrame, n: int = 2, stop_words: Collection[str] = ()) -> pd.DataFrame:
    """Return the n-grams of a token table as a table of tokens, which every function over tokens takes.

    An n-gram is *n* tokens of the kinds word, latin and number in a row, within a block, with nothing between them but
    the line end of a wrap, or the blank that parts each word from the next where most are parted so; its term is theirs
    with blanks between.

    Parameters
    ----------
    tokens : from `Tokeniser.tokens`.
    n : how many tokens, 1 or more.
    stop_words : n-grams that begin or end with one are left out.

    Returns
    -------
    DataFrame with the columns of *tokens* but ``text`` and ``tag``, those beside ``term`` and ``end`` of the first
    token.

    Raises
    ------
    ValueError : if *n* is below 1.

    >>> from analysis import Tokeniser, parse
    >>> ngrams(Tokeniser().tokens(parse("完善工作机制，工作")))["term"].tolist()
    ['完善 工作', '工作 机制']
    """
    require_integer("ngrams", n=n)
    if n < 1:
        raise ValueError("n: " + _("{n}; an n-gram has one token at least").format(n=n))
    require_several(stop_words, "ngrams", "stop_words")
    tokens = as_tokens(tokens, "ngrams", PLACES)
    counted = is_counted(tokens)
    ends = _are_line_ends(tokens) | _are_blanks_between_words(tokens, counted)
    # Punctuation ends a run as a gap does, a line end within a paragraph does not.
    run = (runs(tokens) + np.cumsum(~counted & ~ends))[~ends]
    tokens, counted = tokens[~ends], counted[~ends]
    codes = tokens["term"].cat.codes.to_numpy().astype(np.int64)
    last = np.arange(n - 1, len(tokens))
    first = last - n + 1
    within_run = (run[first] == run[last]) & counted[first] & counted[last]
    first, last = first[within_run], last[within_run]
    stopped = tokens["term"].cat.categories.isin([*stop_words])
    free = ~(stopped[codes[first]] | stopped[codes[last]])
    first, last = first[free], last[free]
    number, _terms = pd.factorize(codes[first])
    for step in range(1, n):
        # Numbered anew at each step, so that no product outgrows an integer.
        number, _terms = pd.factorize(number.astype(np.int64) * (codes.max(initial=0) + 1) + codes[first + step])
    # Numbers are given as they first appear, so that a new highest one is its n-gram's first place.
    example = first[np.flatnonzero(np.diff(np.maximum.accumulate(number), prepend=-1))]
    terms = tokens["term"].cat.categories.to_numpy(object)
    names = [*map(" ".join, zip(*(terms[codes[example + step]] for step in range(n)), strict=True))]
    table = tokens.iloc[first].drop(columns=[name for name in ("text", "tag") if name in tokens])
    # Two rows of terms can read alike only where a term holds a blank, which no counted token does.
    return table.assign(
        term=pd.Categorical.from_codes(number, pd.Index(names, dtype="str")), end=tokens["end"].to_numpy()[last]
    ).reset_index(drop=True)
