"""Words that the dictionary lacks: found by how often, how firmly and how freely characters stand together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require, require_integer, require_number, require_several
from ..document.documents import Document
from ..languages.messages import _
from ..words.engines import GIVEN
from ..words.gaps import in_one_line
from ..words.scripts import HAN, simplified
from ..words.token_marks import require_tokens_of
from ..words.tokens import Tokeniser
from ..words.word_lists import Word, words_of
from .ngrams import PLACES, ngrams
from .selection import is_counted
from .selection import stop_words as usual_stop_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST = 4  # tokens that one new word is made of
CONTEXTS = 3  # shown of each
AROUND = 6  # characters to each side of them


def new_words(
    document: Document,
    tokeniser: Tokeniser | None = None,
    tokens: pd.DataFrame | None = None,
    min_count: int = 3,
    min_pmi: float = 3.0,
    min_entropy: float = 0.9,
    max_characters: int = 8,
    stop_words: Collection[str] | None = None,
) -> pd.DataFrame:
    """Find words that the dictionary lacks, ready for ``Tokeniser(words=table["word"])``.

    A candidate is two to four tokens in a row, all of Han characters, or one token that was guessed. It is

    - cohesive: ``pmi`` is log2 of its probability over the product of its parts', for that way of parting it in two
      which explains it best (Sproat & Shih 1990, Computer Processing of Chinese & Oriental Languages 4(4), 336-351);
    - free: ``left_entropy`` and ``right_entropy`` are those, in bits, of the characters before and behind it, where a
      block's edge, punctuation or white space is another one each time (Jin & Tanaka-Ishii 2006, Proc. COLING/ACL,
      428-435). So what stands always inside the same longer expression is no word.

    ``score`` is ln(count) · pmi · the smaller entropy. No candidate breaks a dictionary word: it begins and ends with
    tokens wherever it stands, and with all words of the table in the tokeniser, each token of two characters and more
    that the dictionary knew is still whole, or inside one of them.

    Parameters
    ----------
    document : where to look. Copies raise the counts; look in a repaired text.
    tokeniser : which words are known, and how to cut; a plain `Tokeniser` by default.
    tokens : of *document* by *tokeniser*, if at hand.
    min_count, min_pmi, min_entropy : what a candidate has at least; of the entropies the smaller.
    max_characters : characters that one has at most.
    stop_words : candidates with one of these among their tokens are left out; by default `analysis.stop_words`.

    Returns
    -------
    DataFrame with ``word`` (str), ``count`` (int), ``pmi``, ``left_entropy``, ``right_entropy``, ``score`` (float),
    ``parts`` (how it is cut without it, str) and ``contexts`` (the first places, each in its surroundings, parted by
    ``|``, str); by descending score, ties in code point order.

    Raises
    ------
    ValueError : if *tokens* are of another text, or the *tokeniser* takes the text as it was cut.

    >>> from analysis import parse
    >>> text = "推动双向发力。坚持双向发力，双向发力见效。双向选择，奋力发力。要双向发力！靠双向发力。"
    >>> new_words(parse(text), min_pmi=1)[["word", "count", "parts"]]
       word  count  parts
    0  双向发力      5  双向 发力
    """
    require_number("new_words", min_pmi=min_pmi, min_entropy=min_entropy)
    require_integer("new_words", min_count=min_count, max_characters=max_characters)
    require(document, Document, "new_words", "document")
    tokeniser = Tokeniser() if tokeniser is None else tokeniser
    require(tokeniser, Tokeniser, "new_words", "tokeniser")
    if tokeniser.engine == GIVEN:
        message = _("tokeniser leaves the text as it was cut; pass one with another engine")
        raise ValueError("new_words: " + message)
    tokeniser = tokeniser.of(document)
    if tokens is None:
        tokens = tokeniser.tokens(document)
    tokens = as_tokens(tokens, "new_words", (*PLACES, "text"))
    require_tokens_of(tokens, document, "new_words", "tokens", "tokeniser.tokens(document)")
    if stop_words is not None:
        require_several(stop_words, "new_words", "stop_words")
    stopped = usual_stop_words() if stop_words is None else stop_words
    places = _candidates(tokens, tokeniser, min_count, max_characters, stopped)
    text = "\n".join(in_one_line(document.text[block.start : block.end])[0] for block in document.blocks)
    # The words are as they are counted: those of traditional text in simplified characters.
    table = _scored(places, document.text, simplified(text) if tokeniser.simplify else text)
    table = table[(table["pmi"] >= min_pmi) & (table[["left_entropy", "right_entropy"]].min(axis=1) >= min_entropy)]
    table = table.sort_values(["score", "word"], ascending=[False, True])
    unharmful = _unharmful(document, tokeniser, tokens, table["word"])
    table = table[table["word"].isin(unharmful)].reset_index(drop=True)
    return table.assign(contexts=[_contexts(document.text, places, word) for word in table["word"]]).astype(
        {"contexts": "str"}
    )


def _candidates(
    tokens: pd.DataFrame, tokeniser: Tokeniser, min_count: int, max_characters: int, stopped: Collection[str]
) -> pd.DataFrame:
    """Return the places of the candidates: ``word``, ``parts`` (categories), ``start`` and ``end``."""
    found = []
    for n in range(1, LONGEST + 1):
        table = ngrams(tokens, n)
        terms = table["term"].cat.categories
        count = np.bincount(table["term"].cat.codes, minlength=len(terms))
        fits = [
            often >= min_count and _fits(parts, max_characters, stopped) and (n > 1 or not tokeniser.knows(parts))
            for parts, often in zip(terms, count, strict=True)
        ]
        places = table[np.array(fits, bool)[table["term"].cat.codes]]
        found.append(places[["start", "end"]].assign(parts=places["term"].astype("str")))
    places = pd.concat(found, ignore_index=True)
    return places.assign(word=places["parts"].str.replace(" ", ""))


def _fits(parts: str, max_characters: int, stopped: Collection[str]) -> bool:
    tokens = parts.split(" ")
    word = "".join(tokens)
    return (
        1 < len(word) <= max_characters
        and len(HAN.findall(word)) == len(word)
        and not any(t in stopped for t in tokens)
    )


def _scored(places: pd.DataFrame, source: str, text: str) -> pd.DataFrame:
    """Return a row for each candidate with its measures; those that also stand across tokens are left out."""
    pieces = {word[:cut] for word in places["word"].unique() for cut in range(1, len(word) + 1)}
    pieces |= {word[cut:] for word in places["word"].unique() for cut in range(1, len(word))}
    counts = _counts(text, pieces)
    codes, words = pd.factorize(places["word"])
    count = np.bincount(codes, minlength=len(words))
    table = pd.DataFrame({"word": words, "count": count})
    n = max(len(text), 1)
    table["pmi"] = [
        min(np.log2(max(counts[w], 1) * n / max(counts[w[:cut]] * counts[w[cut:]], 1)) for cut in range(1, len(w)))
        for w in words
    ]
    table["left_entropy"] = _entropy(codes, [source[at - 1 : at] for at in places["start"]], len(words))
    table["right_entropy"] = _entropy(codes, [source[at : at + 1] for at in places["end"]], len(words))
    table["score"] = np.log(table["count"]) * table["pmi"] * table[["left_entropy", "right_entropy"]].min(axis=1)
    table["parts"] = places.groupby("word", sort=False)["parts"].first().reindex(words).to_numpy()
    aligned = table["count"].to_numpy() == [counts[word] for word in words]
    return table[aligned].astype({"word": "str", "parts": "str"})


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


def _unharmful(document: Document, tokeniser: Tokeniser, tokens: pd.DataFrame, words: Iterable[str]) -> set[str]:
    """Return those of *words* that can be added together without a cut inside a word of the dictionary."""
    left = [*words]
    known = [len(text) > 1 and tokeniser.knows(text) for text in tokens["text"].cat.categories]
    known_words = tokens[np.array(known, bool)[tokens["text"].cat.codes] & is_counted(tokens)]
    while left:
        longer = Tokeniser(
            (*words_of(tokeniser.words), *map(Word, left)), tokeniser.engine, tokeniser.hmm, tokeniser.simplify
        )
        cut = longer.tokens(document)
        edges = np.zeros(len(document.text) + 2, np.int64)
        edges[cut["start"]] = 1
        before = np.cumsum(edges)
        broken = known_words[before[known_words["end"] - 1] > before[known_words["start"]]]
        if broken.empty:
            break
        # The words to blame touch a broken one; failing that, stand in its block.
        blocks = cut["block"].isin(broken["block"])
        spans = np.zeros(len(document.text) + 2, np.int64)
        np.add.at(spans, broken["start"].to_numpy() - 1 + (broken["start"] == 0), 1)
        np.add.at(spans, broken["end"].to_numpy() + 1, -1)
        near = np.r_[0, np.cumsum(np.cumsum(spans) > 0)]
        touching = (near[cut["end"]] > near[cut["start"]]) & cut["term"].isin(left)
        blamed = set(cut["term"][touching]) or set(cut["term"][blocks]) & set(left) or set(left)
        left = [word for word in left if word not in blamed]
    return set(left)


def _contexts(text: str, places: pd.DataFrame, word: str) -> str:
    places_of_word = places[places["word"] == word].sort_values("start").head(CONTEXTS)
    spans = zip(places_of_word["start"].tolist(), places_of_word["end"].tolist(), strict=True)
    shown = (
        text[max(start - AROUND, 0) : start] + f"【{text[start:end]}】" + text[end : end + AROUND]
        for start, end in spans
    )
    return " | ".join(" ".join(context.split()) for context in shown)
