"""Runs of tokens that may be one word: where they stand, how firmly and how freely, and in which contexts."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require
from ..document.documents import Document
from ..languages.messages import _
from ..words.engines import GIVEN
from ..words.gaps import bridged, in_one_line
from ..words.scripts import HAN, simplified
from ..words.token_marks import require_tokens_of
from ..words.tokens import Tokeniser
from .ngrams import PLACES, ngrams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


CONTEXTS = 3  # shown of each
AROUND = 6  # characters to each side of them


def tokens_to_search(
    caller: str, document: Document, tokeniser: Tokeniser | None, tokens: pd.DataFrame | None
) -> tuple[Tokeniser, pd.DataFrame]:
    """Return the tokeniser for a document and its tokens, checked; *caller* begins the messages."""
    require(document, Document, caller, "document")
    tokeniser = Tokeniser() if tokeniser is None else tokeniser
    require(tokeniser, Tokeniser, caller, "tokeniser")
    if tokeniser.engine == GIVEN:
        message = _("tokeniser leaves the text as it was cut; pass one with another engine")
        raise ValueError(f"{caller}: " + message)
    tokeniser = tokeniser.of(document)
    if tokens is None:
        tokens = tokeniser.tokens(document)
    tokens = as_tokens(tokens, caller, (*PLACES, "text"))
    require_tokens_of(tokens, document, caller, "tokens", "tokeniser.tokens(document)")
    return tokeniser, tokens


def read_text(document: Document, tokeniser: Tokeniser) -> str:
    """Return the text of a document as its words are counted: lines joined, traditional characters as simplified."""
    text = "\n".join(in_one_line(document.text[block.start : block.end])[0] for block in document.blocks)
    return simplified(text) if tokeniser.simplify else text


def candidate_places(
    tokens: pd.DataFrame, lengths: Iterable[int], min_count: int, fits: Callable[[Sequence[str]], bool]
) -> pd.DataFrame:
    """Return the places of runs of tokens that stand *min_count* times and fit.

    Columns: ``word`` and ``parts`` (the same, parted by blanks; categories), ``start`` and ``end``.
    """
    found: list[pd.DataFrame] = []
    parts: list[str] = []
    for n in lengths:
        table = ngrams(tokens, n)
        codes, terms = table["term"].cat.codes.to_numpy(), table["term"].cat.categories.to_numpy(object)
        count = np.bincount(codes, minlength=len(terms))
        fitting = [often >= min_count and fits(run.split(" ")) for run, often in zip(terms, count, strict=True)]
        chosen = np.array(fitting, bool)
        number = np.cumsum(chosen) - 1 + len(parts)
        kept = chosen[codes]
        found.append(table.loc[kept, ["start", "end"]].assign(parts=number[codes[kept]]))
        parts += [*terms[chosen]]
    places = pd.concat(found, ignore_index=True)
    numbers = places["parts"].to_numpy(np.int64)
    of_parts, words = pd.factorize(np.array([run.replace(" ", "") for run in parts], object))
    return places.assign(
        word=pd.Categorical.from_codes(of_parts[numbers], pd.Index(words, dtype="str")),
        parts=pd.Categorical.from_codes(numbers, pd.Index(parts, dtype="str")),
    )


def is_short_and_han(word: str, max_characters: int) -> bool:
    """Say whether a word has two characters and more, not too many, and all are Han characters."""
    return 1 < len(word) <= max_characters and len(HAN.findall(word)) == len(word)


def measured(places: pd.DataFrame, source: str, text: str) -> pd.DataFrame:
    """Return a row for each candidate, and how often it is in *text* at all.

    Parameters
    ----------
    places : of `candidate_places`.
    source : the text that they are offsets of.
    text : the same as it is counted.

    Returns
    -------
    DataFrame with ``word`` (str), ``count`` (int, of its places), ``pmi``, ``left_entropy``, ``right_entropy``
    (float), ``parts`` (str) and ``stands`` (int, places that are cut otherwise among them).
    """
    words = places["word"].cat.categories.tolist()
    pieces = {word[:cut] for word in words for cut in range(1, len(word) + 1)}
    pieces |= {word[cut:] for word in words for cut in range(1, len(word))}
    counts = _counts(text, pieces)
    codes = places["word"].cat.codes.to_numpy()
    first = np.unique(codes, return_index=True)[1]
    n = max(len(text), 1)
    # Of the ways to part a word that one explains it best whose parts are the most frequent.
    likeliest = [max(counts[w[:cut]] * counts[w[cut:]] for cut in range(1, len(w))) for w in words]
    stands = np.array([counts[word] for word in words], np.int64)
    pmi = np.log2(np.maximum(stands, 1) * float(n) / np.maximum(np.array(likeliest, float), 1))
    return pd.DataFrame(
        {
            "word": pd.array(words, "str"),
            "count": np.bincount(codes, minlength=len(words)),
            "pmi": pmi,
            "left_entropy": _entropy(codes, [source[at - 1 : at] for at in places["start"]], len(words)),
            "right_entropy": _entropy(codes, [source[at : at + 1] for at in places["end"]], len(words)),
            "parts": pd.array(places["parts"].iloc[first].astype("str"), "str"),
            "stands": stands,
        }
    )


def _counts(text: str, pieces: Iterable[str]) -> Counter[str]:
    """Return how often each of *pieces* stands in *text*, overlaps included."""
    counts: Counter[str] = Counter()
    by_length: dict[int, set[str]] = {}
    for piece in pieces:
        by_length.setdefault(len(piece), set()).add(piece)
    for length, wanted in by_length.items():
        windows = (text[at : at + length] for at in range(len(text) - length + 1))
        counts.update(window for window in windows if window in wanted)
    return counts


def _entropy(codes: np.ndarray, neighbours: list[str], words: int) -> np.ndarray:
    """Return for each word the entropy in bits of its neighbours; what is no letter is another one each time."""
    nearby = pd.factorize(pd.Series([c if c.isalnum() else f"{i}" for i, c in enumerate(neighbours)], dtype=object))[0]
    pairs, count = np.unique(np.column_stack([codes, nearby]), axis=0, return_counts=True)
    total = np.bincount(codes, minlength=words)
    share = count / total[pairs[:, 0]]
    return np.bincount(pairs[:, 0], -share * np.log2(share), words)


def with_contexts(table: pd.DataFrame, text: str, places: pd.DataFrame) -> pd.DataFrame:
    """Return a table of words with ``written`` and ``contexts``, and its ``parts`` as they are written.

    *places* are those of `candidate_places`, *text* what they are offsets of. The form is the most frequent one at the
    places of the word, of two as frequent the first.
    """
    here = places[places["word"].isin(table["word"])].sort_values("start")
    by_word = dict([*here.groupby("word", observed=True)])
    written = [_written(text, by_word[word]) for word in table["word"]]
    parts = [_parted(form, parts) for form, parts in zip(written, table["parts"], strict=True)]
    found = [_context(text, by_word[word].head(CONTEXTS)) for word in table["word"]]
    strings = {"written": written, "parts": parts, "contexts": found}
    return table.assign(**{name: pd.array(values, "str") for name, values in strings.items()})


def _written(text: str, places: pd.DataFrame) -> str:
    spans = zip(places["start"].tolist(), places["end"].tolist(), strict=True)
    return Counter(bridged(text[start:end]) for start, end in spans).most_common(1)[0][0]


def _parted(form: str, parts: str) -> str:
    """Return a form with blanks where its parts have them.

    >>> _parted("余紫雲", "余 紫云")
    '余 紫雲'
    """
    ends = [0, *accumulate(map(len, parts.split(" ")))]
    return " ".join(form[start:end] for start, end in pairwise(ends))


def _context(text: str, places: pd.DataFrame) -> str:
    spans = zip(places["start"].tolist(), places["end"].tolist(), strict=True)
    shown = (
        text[max(start - AROUND, 0) : start] + f"【{text[start:end]}】" + text[end : end + AROUND]
        for start, end in spans
    )
    return " | ".join(" ".join(context.split()) for context in shown)
