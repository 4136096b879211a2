"""Count terms: how often and where, one by one or in a row, and what the faults of a text did to the counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .._checks import (
    as_tokens,
    require,
    require_column,
    require_counts,
    require_several,
    require_table,
    require_text,
    require_whole,
)
from ..document.documents import Document
from ..document.marks import marked_as
from ..text_index.newlines import has_line_end
from ..words.token_marks import require_tokens_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scipy.sparse import csr_array

COUNTED = ("word", "latin")
PLACES = ("block", "start", "end")
ASIDE = ("punctuation", "space")  # tokens that are no part of any base


@cache
def stop_words() -> frozenset[str]:
    """Return the Chinese stop words of the collection Stopwords ISO (MIT licence), to be inspected or extended.

    >>> "我们" in stop_words(), len(stop_words())
    (True, 794)
    """
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords("zh"))


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


def is_counted(tokens: pd.DataFrame) -> np.ndarray:
    """Return whether each token counts towards a base: all do but punctuation and space.

    >>> from analysis import Tokeniser, parse
    >>> is_counted(Tokeniser().tokens(parse("政协，2021"))).tolist()
    [True, False, True]
    """
    return ~tokens["kind"].isin(ASIDE).to_numpy()


def is_wanted(
    tokens: pd.DataFrame, stop_words: Collection[str] = (), min_length: int = 2, kinds: Collection[str] = COUNTED
) -> np.ndarray:
    """Return whether each token's term is to be counted; the parameters are those of `frequencies`.

    >>> from analysis import Tokeniser, parse
    >>> is_wanted(Tokeniser().tokens(parse("政协的工作")), stop_words=["工作"]).tolist()
    [True, False, False]
    """
    require_several(stop_words, "counting", "stop_words")
    require_several(kinds, "counting", "kinds")
    # The choice is made on the few distinct terms, not on the many tokens.
    distinct = pd.Series(tokens["term"].cat.categories, dtype="str")
    wanted = ((distinct.str.len() >= min_length) & ~distinct.isin([*stop_words])).to_numpy(bool)
    kind = tokens["kind"].cat.categories.isin([*kinds])
    return wanted[tokens["term"].cat.codes] & kind[tokens["kind"].cat.codes]


def tally(tokens: pd.DataFrame, by: str | None, weights: np.ndarray | pd.Series | None = None, **chosen: Any) -> Tally:
    """Count terms in each value of the column *by*, or in the whole; for *chosen* see `is_wanted`.

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
        raise ValueError(f"weights: {len(weights)} of them for {len(tokens)} tokens")
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
    kept = is_wanted(tokens, **chosen) & (part >= 0)
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
    min_length: int = 2,
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
    min_length : characters that a term has at least. The default leaves out the single characters, most of them
        function words; pass 1 to keep them.
    kinds : the kinds of token to count, of word, latin, number, punctuation and space.

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
    require_whole("frequencies", min_length=min_length)
    tokens = as_tokens(tokens, "frequencies")
    chosen = {"stop_words": stop_words, "min_length": min_length, "kinds": kinds}
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


def ngrams(tokens: pd.DataFrame, n: int = 2, stop_words: Collection[str] = ()) -> pd.DataFrame:
    """Return the n-grams of a token table as a table of tokens, which every function over tokens takes.

    An n-gram is *n* tokens of the kinds word, latin and number in a row, within a block, with nothing between them but
    the line end of a wrap; its term is theirs with blanks between.

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
    require_whole("ngrams", n=n)
    if n < 1:
        raise ValueError(f"n: {n}; an n-gram has one token at least")
    require_several(stop_words, "ngrams", "stop_words")
    tokens = as_tokens(tokens, "ngrams", PLACES)
    counted, ends = is_counted(tokens), _are_line_ends(tokens)
    # Punctuation ends a run as a gap does, a line end within a paragraph does not.
    run = (runs(tokens) + np.cumsum(~counted & ~ends))[~ends]
    tokens, counted = tokens[~ends], counted[~ends]
    codes = tokens["term"].cat.codes.to_numpy().astype(np.int64)
    last = np.arange(n - 1, len(tokens))
    first = last - n + 1
    whole = (run[first] == run[last]) & counted[first] & counted[last]
    first, last = first[whole], last[whole]
    stopped = tokens["term"].cat.categories.isin([*stop_words])
    free = ~(stopped[codes[first]] | stopped[codes[last]])
    first, last = first[free], last[free]
    number, _ = pd.factorize(codes[first])
    for step in range(1, n):
        # Numbered anew at each step, so that no product outgrows an integer.
        number, _ = pd.factorize(number.astype(np.int64) * (codes.max(initial=0) + 1) + codes[first + step])
    # Numbers are given as they first appear, so that a new highest one is its n-gram's first place.
    example = first[np.flatnonzero(np.diff(np.maximum.accumulate(number), prepend=-1))]
    terms = tokens["term"].cat.categories.to_numpy(object)
    names = [*map(" ".join, zip(*(terms[codes[example + step]] for step in range(n)), strict=True))]
    table = tokens.iloc[first].drop(columns=[name for name in ("text", "tag") if name in tokens])
    # Two rows of terms can read alike only where a term holds a blank, which no counted token does.
    return table.assign(
        term=pd.Categorical.from_codes(number, pd.Index(names, dtype="str")), end=tokens["end"].to_numpy()[last]
    ).reset_index(drop=True)


def with_parts(tokens: pd.DataFrame, n: int = 10) -> pd.DataFrame:
    """Cut a text into *n* parts of equally many tokens: a column ``part``, numbered from 0 (int32).

    >>> from analysis import Tokeniser, parse
    >>> with_parts(Tokeniser().tokens(parse("完善工作机制，工作")), 2)["part"].tolist()
    [0, 0, 1, 1, 1]
    """
    require_whole("with_parts", n=n)
    tokens = as_tokens(tokens, "with_parts")
    before = np.cumsum(is_counted(tokens))
    return tokens.assign(part=((before - 1).clip(0) * n // max(before[-1:].sum(), 1)).astype(np.int32))


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Set two frequency tables side by side: what a repair, or another text, did to each count.

    Returns
    -------
    DataFrame with ``term``, ``before``, ``after`` (counts, 0 where absent), ``change`` (after - before),
    ``share_before``, ``share_after`` (of all that the table counts, 0..1), ``rank_before``, ``rank_after`` (Int64,
    missing where absent) and ``rank_change``; the largest changes first, then the more frequent.

    Raises
    ------
    ValueError : if a table has a term in two rows, as one counted by section has, or a count below 0.

    >>> before = pd.DataFrame({"term": ["企业", "政协"], "count": [15, 46], "rank": [2, 1]})
    >>> after = pd.DataFrame({"term": ["政协", "企业"], "count": [40, 5], "rank": [1, 2]})
    >>> compare(before, after)[["term", "before", "after", "change"]]
      term  before  after  change
    0   企业      15      5     -10
    1   政协      46     40      -6
    """
    for side, frame in (("before", before), ("after", after)):
        _require_frequencies(frame, side)
    columns = ["term", "count", "rank"]
    both = before[columns].merge(after[columns], on="term", how="outer", suffixes=("_before", "_after"))
    table = pd.DataFrame({"term": both["term"]})
    for side, frame in (("before", before), ("after", after)):
        table[side] = both[f"count_{side}"].fillna(0).astype(frame["count"].dtype)
    table["change"] = table["after"] - table["before"]
    for side in ("before", "after"):
        table[f"share_{side}"] = table[side] / (table[side].sum() or 1)
    for side in ("before", "after"):
        table[f"rank_{side}"] = both[f"rank_{side}"].astype("Int64")
    table["rank_change"] = table["rank_after"] - table["rank_before"]
    order = table.assign(size=-table["change"].abs(), most=-table["before"]).sort_values(["size", "most", "term"])
    return order.drop(columns=["size", "most"]).reset_index(drop=True)


def _require_frequencies(table: pd.DataFrame, side: str) -> None:
    require_table(table, "frequencies", "compare", side)
    require_counts(table["count"], f"compare: {side}: count")
    if (twice := table["term"].duplicated().to_numpy()).any():
        term = table["term"].iloc[twice.argmax()]
        raise ValueError(
            f"compare: {side} has {term!r} in more than one row; call analysis.frequencies(tokens) without by first"
        )


def total_variation(change: pd.DataFrame) -> float:
    """Return how far apart the two sides of `compare` are: half the sum of the differences in share, 0..1.

    It is the share of all counts that would have to go to other terms to turn one side into the other.

    >>> total_variation(pd.DataFrame({"share_before": [0.5, 0.5, 0], "share_after": [0.5, 0.25, 0.25]}))
    0.25
    """
    require_table(change, "shares", "total_variation", "change")
    return float((change["share_before"] - change["share_after"]).abs().sum() / 2)


def tf_idf(tokens: pd.DataFrame, by: str = "section", **counting: Any) -> pd.DataFrame:
    """Weigh each term of each part by how few parts hold it: tf · idf.

    tf is the term's share of the part's tokens, idf = ln(n / range) with n the number of parts, so that a term that
    stands everywhere weighs nothing (Spärck Jones 1972, Journal of Documentation 28(1), 11-21).

    Parameters
    ----------
    tokens : one row per token, with the column *by*.
    by : the column whose values are the parts: sections, or documents.
    counting : what else `frequencies` takes: weights, stop words, the shortest length, kinds.

    Returns
    -------
    DataFrame with *by*, ``term``, ``count``, ``range`` (parts that hold it, int) and ``tf_idf`` (float); by part, then
    by descending weight, ties in code point order.

    Raises
    ------
    ValueError : if *by* is no column.

    >>> from analysis import Tokeniser, parse
    >>> tokens = Tokeniser().tokens(parse("工作工作\\n\\n工作政协"))
    >>> tf_idf(tokens, by="block").round(3)
       block term  count  range  tf_idf
    0      0   工作      2      2   0.000
    1      1   政协      1      1   0.347
    2      1   工作      1      2   0.000
    """
    require_text("tf_idf", by=by)
    counts = tally(as_tokens(tokens, "tf_idf"), by, **counting)
    held, count = counts.matrix.indices, counts.matrix.data
    number = np.diff(counts.matrix.indptr)[counts.rows]
    table = pd.DataFrame({by: counts.parts[held], "term": counts.terms[counts.rows], "count": count, "range": number})
    table["tf_idf"] = count / counts.sizes[held] * np.log(len(counts.parts) / number)
    return table.sort_values([by, "tf_idf", "term"], ascending=[True, False, True], ignore_index=True)


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
    require_whole("trend", parts=parts)
    if parts < 1:
        raise ValueError(f"parts: {parts}; there is one at least")
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
