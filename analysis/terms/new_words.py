"""Words that the dictionary lacks, such as names: weighed by a model fitted by ``benchmarks/fit_new_words.py``."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .._checks import require_integer, require_number
from ..languages.messages import _
from ..words.dictionary import word_counts
from ..words.engines import WITH_DICTIONARY
from .unbroken import unbroken
from .word_candidates import candidate_places, is_short_and_han, measured, read_text, tokens_to_search, with_contexts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from ..document.documents import Document
    from ..words.tokens import Tokeniser

FILE = Path(__file__).parent / "new_words.json"
LONGEST = 5  # tokens, without guesses, that one new word is made of
MAX_BROKEN = 0.1  # share of its places at which a word may go through one of the dictionary: 唐三 in 唐|三等
NAMES = (
    "log_count",
    "pmi",
    "left_entropy",
    "right_entropy",
    "characters",
    "tokens",
    "longest_part",
    "surprise",
    "share_of_first",
    "share_of_last",
    "commonest_part",
    "last_is_common",
    "guessed",
    "inside",
)


def new_words(
    document: Document,
    tokeniser: Tokeniser | None = None,
    tokens: pd.DataFrame | None = None,
    min_count: int = 3,
    min_probability: float = 0.5,
    max_characters: int = 8,
) -> pd.DataFrame:
    """Find words that the dictionary lacks, such as names, ready for ``Tokeniser(words=table["word"])``.

    A candidate is two to five tokens in a row, cut by the dictionary alone, all of Han characters and at least one of
    them of a single character. A logistic regression weighs how often it stands there, how firmly its characters hold
    together (``pmi``) and how freely it stands (the entropies, both as in `multiword_expressions`), how much oftener it
    is than its parts would meet in general Chinese, how much of its first and its last part it takes, and how often it
    is what the tokeniser guesses. It was fitted on texts in which words of the dictionary were hidden, to find these.

    No word of the table goes through words of the dictionary but by chance: at a tenth of its places at most (唐三, a
    name, where 唐|三等 was read). Beside one, what is left may be cut otherwise than before.

    Parameters
    ----------
    document : where to look. Copies raise the counts; look in a repaired text.
    tokeniser : which words are known, and how to cut; a plain `Tokeniser` by default.
    tokens : of *document* by *tokeniser*, if at hand.
    min_count : how often a word stands at least; 1 or more.
    min_probability : from 0 to 1; what the model gives a word at least.
    max_characters : characters that one has at most.

    Returns
    -------
    DataFrame with ``word`` (str), ``count`` (int, once all of them are added), ``probability``, ``pmi``,
    ``left_entropy``, ``right_entropy`` (float), ``written`` (as the text writes it: of traditional text, which is
    counted as simplified, in its own characters), ``parts`` (how the dictionary alone cuts it, str) and ``contexts``
    (the first places, each in its surroundings, parted by ``|``, str); by descending probability, ties in code point
    order.

    Raises
    ------
    ValueError : if *tokens* are of another text, the *tokeniser* takes the text as it was cut, or *min_probability* is
        none.

    >>> from analysis import parse
    >>> text = "唐三看着小舞。唐三哭了，唐三说：小舞，走吧。小舞点头，唐三答：好。小舞和唐三走了，唐三没有回头。"
    >>> new_words(parse(text))["word"].tolist()
    ['小舞', '唐三']
    """
    require_number("new_words", min_probability=min_probability)
    require_integer("new_words", min_count=min_count, max_characters=max_characters)
    if not 0 <= min_probability <= 1:
        raise ValueError("new_words: " + _("min_probability is from 0 to 1, not {given}").format(given=min_probability))
    tokeniser, tokens = tokens_to_search("new_words", document, tokeniser, tokens)
    plain = replace(tokeniser, hmm=False).tokens(document) if tokeniser.engine in WITH_DICTIONARY else tokens
    places, table = candidates(document, tokeniser, plain, word_counts(), min_count, max_characters)
    base, weights = _model()
    odds = base + features(table, places, plain, tokens, word_counts()) @ weights
    table = table.assign(probability=1 / (1 + np.exp(-odds)))
    table = table[table["probability"] >= min_probability]
    table = table[np.array([not tokeniser.knows(word) for word in table["word"]], bool)]
    table = table.sort_values(["probability", "word"], ascending=[False, True])
    left = unbroken(document, tokeniser, tokens, table["word"], MAX_BROKEN)
    gone = " ".join({*table["word"]} - left)  # a part of what went is no better
    counts = _counts_once_added(document, tokeniser, {word for word in left if word not in gone}, min_count)
    table = table[table["word"].isin(counts)].reset_index(drop=True)
    table = with_contexts(table.assign(count=table["word"].map(counts).astype(np.int64)), document.text, places)
    return table[
        ["word", "count", "probability", "pmi", "left_entropy", "right_entropy", "written", "parts", "contexts"]
    ]


def _counts_once_added(document: Document, tokeniser: Tokeniser, words: set[str], min_count: int) -> dict[str, int]:
    """Return how often each of *words* stands by itself with all in the dictionary, without those that hardly do.

    What is a part of a longer word wherever it stands does not.
    """
    while words:
        terms = tokeniser.adding([*words]).tokens(document)["term"]
        found = terms[terms.isin(words)].value_counts()
        counts = {word: int(found[word]) for word in found.index if found[word] >= min_count}
        if len(counts) == len(words):
            return counts
        words = {*counts}
    return {}


def candidates(
    document: Document,
    tokeniser: Tokeniser,
    plain: pd.DataFrame,
    general: Mapping[str, int],
    min_count: int,
    max_characters: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the places of what may be new words, as `candidate_places` does, and their measures, as `measured`.

    *plain* are tokens without guesses, *general* the words of the dictionary, which are no candidates.
    """

    def fits(parts: Sequence[str]) -> bool:
        word = "".join(parts)
        return min(map(len, parts)) == 1 and is_short_and_han(word, max_characters) and word not in general

    places = candidate_places(plain, range(2, LONGEST + 1), min_count, fits)
    return places, measured(places, document.text, read_text(document, tokeniser))


def features(
    table: pd.DataFrame, places: pd.DataFrame, plain: pd.DataFrame, tokens: pd.DataFrame, general: Mapping[str, int]
) -> np.ndarray:
    """Return `NAMES` of candidates, a row for each.

    Parameters
    ----------
    table, places : of `candidates`.
    plain : the tokens that these are made of.
    tokens : the same with guesses.
    general : how often each word stands in general Chinese.
    """
    counts = plain["term"].value_counts().to_dict()
    characters = max(int((plain["end"] - plain["start"])[plain["kind"] == "word"].sum()), 1)
    total = sum(general.values())
    parts = [joined.split(" ") for joined in table["parts"]]
    logs = {part: math.log2(max(general.get(part, 0), 1) / total) for part in {*chain.from_iterable(parts)}}
    usual = [[logs[part] for part in some] for some in parts]
    guesses = {*zip(tokens["start"].tolist(), tokens["end"].tolist(), strict=True)}
    is_guess = [span in guesses for span in zip(places["start"].tolist(), places["end"].tolist(), strict=True)]
    guessed = places.assign(guess=is_guess).groupby("word", observed=True)["guess"].mean()
    words = {*table["word"]}
    count = table["count"].to_numpy(float)
    columns = [
        np.log(count),
        table["pmi"],
        table["left_entropy"],
        table["right_entropy"],
        [len(word) for word in table["word"]],
        [len(some) for some in parts],
        [max(map(len, some)) for some in parts],
        np.log2(count / characters) - [sum(some) for some in usual],
        count / [counts[some[0]] for some in parts],
        count / [counts[some[-1]] for some in parts],
        [max(some) for some in usual],
        [odds[-1] if len(some[-1]) == 1 else RARE for some, odds in zip(parts, usual, strict=True)],
        guessed.reindex(table["word"]),
        [_inside(word, words) for word in table["word"]],
    ]
    return (
        np.column_stack([np.asarray(column, float) for column in columns]) if len(table) else np.zeros((0, len(NAMES)))
    )


RARE = -30.0  # log2 of the share of a last part that is no single character


def _inside(word: str, words: set[str]) -> int:
    """Return how many of *words* are a part of a word."""
    n = len(word)
    spans = ((a, b) for a in range(n) for b in range(a + 2, n + 1) if b - a < n)
    return sum(word[a:b] in words for a, b in spans)


@cache
def _model() -> tuple[float, np.ndarray]:
    data = json.loads(FILE.read_text("utf-8"))
    return data["base"], np.array([data["weights"][name] for name in NAMES])
