"""Fit the model of words that the dictionary lacks: ``python benchmarks/fit_new_words.py SHARED``.

Writes ``analysis/terms/new_words.json``, and prints how well words are found in documents left out. Words of the
dictionary are hidden from it, the rarer the oftener, and the model learns to find these in the text. SHARED is a folder
with ``prose/``, ``lines/`` and ``corpus/statutes.tar.xz``. What the model is worth on gold sets is for
``benchmarks/segmentation.py`` to say. The same texts and versions give the same bytes.
"""

import json
import random
import sys
from itertools import chain
from pathlib import Path

import jieba
import numpy as np
from planted.texts import fitted_statutes, prose
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

from analysis import Tokeniser, parse
from analysis.terms.new_words import FILE, NAMES, candidates, features
from analysis.words.dictionary import word_counts
from analysis.words.scripts import simplified

LONGEST = 120_000  # characters of a text that are looked at
STATUTES, TOGETHER = 45, 80_000  # texts of statutes one below the other, and characters of each
WEIGHT_OF_STATUTES = 0.15
SEEDS = 2  # with which words are hidden in each text
HIDDEN = {50: 0.6, 500: 0.35, 10**9: 0.08}  # share of the words that stand up to so often in general Chinese
WHOLE = 0.6  # of a candidate's places at which it is the hidden word
MIN_COUNT, MAX_CHARACTERS = 3, 8
FOLDS = 4

Rows = tuple[np.ndarray, np.ndarray]


def texts(shared: Path) -> list[tuple[str, float]]:
    """Return the texts to fit on, simplified, and what each weighs."""
    found = [(simplified(text)[:LONGEST], 1.0) for _, text in prose(shared, judged=False)]
    statutes = fitted_statutes(shared)
    random.Random("new words").shuffle(statutes)
    together = ""
    for text in statutes:
        together += text + "\n\n"
        if len(together) > TOGETHER:
            found.append((together, WEIGHT_OF_STATUTES))
            together = ""
    return found[: len(prose(shared, judged=False)) + STATUTES]


def rows(text: str, chance: random.Random) -> Rows:
    """Return the features of what may be new words in a text in which words are hidden, and which of these they are."""
    document, general = parse(text), word_counts()
    seen = Tokeniser(hmm=False, simplify=False).tokens(document)["term"].value_counts()
    there = sorted(word for word, count in seen.items() if count and len(word) > 1 and word in general)
    hidden = {word for word in there if chance.random() < _share(general[word])}
    dictionary = jieba.Tokenizer()
    dictionary.initialize()
    dictionary.FREQ = {word: 0 if word in hidden else count for word, count in dictionary.FREQ.items()}
    cut = [
        Tokeniser(engine=lambda text, guess=guess: dictionary.lcut(text, HMM=guess), simplify=False)
        for guess in (False, True)
    ]
    plain, guessed = (tokeniser.tokens(document) for tokeniser in cut)
    known = {word: count for word, count in general.items() if word not in hidden}
    places, table = candidates(document, cut[0], plain, known, MIN_COUNT, MAX_CHARACTERS)
    truth = [
        word in hidden and seen[word] >= WHOLE * count
        for word, count in zip(table["word"], table["count"], strict=True)
    ]
    return features(table, places, plain, guessed, known), np.array(truth, bool)


def _share(count: int) -> float:
    return next(share for most, share in HIDDEN.items() if count <= most)


def fitted(parts: list[tuple[Rows, float]]) -> tuple[float, np.ndarray]:
    """Return the base and the weights."""
    seen, truth = (np.concatenate([rows[side] for rows, _ in parts]) for side in (0, 1))
    weight = np.concatenate([np.full(len(rows[0]), weight) for rows, weight in parts])
    scale = StandardScaler().fit(seen)
    model = LogisticRegression(max_iter=3000).fit(scale.transform(seen), truth, sample_weight=weight)
    slopes = model.coef_[0] / scale.scale_
    return float(model.intercept_[0] - slopes @ scale.mean_), slopes


def main(shared: str) -> None:
    """Fit, judge, and write the file."""
    groups = []
    for number, (text, weight) in enumerate(texts(Path(shared))):
        chances = (random.Random(f"new words {number} {seed}") for seed in range(SEEDS))
        groups.append([(rows(text, chance), weight) for chance in chances])
    for name, is_judged in (("prose and reports", 1.0), ("statutes", WEIGHT_OF_STATUTES)):
        found, truth = [], []
        for fold in range(FOLDS):
            base, weights = fitted([*chain(*(g for n, g in enumerate(groups) if n % FOLDS != fold))])
            judged = [rows for rows, weight in chain(*groups[fold::FOLDS]) if weight == is_judged]
            found += [1 / (1 + np.exp(-base - seen @ weights)) for seen, _ in judged]
            truth += [is_word for _, is_word in judged]
        odds, words = np.concatenate(found), np.concatenate(truth)
        chosen = odds >= 0.5
        print(
            f"{name}, left out: {words.sum():,} hidden words among {len(words):,} candidates; at .5 precision "
            f"{words[chosen].mean():.3f}, recall {words[chosen].sum() / words.sum():.3f}; average precision "
            f"{average_precision_score(words, odds):.3f}"
        )
    base, weights = fitted([*chain(*groups)])
    data = {"base": round(base, 4), "weights": {n: round(float(w), 4) for n, w in zip(NAMES, weights, strict=True)}}
    FILE.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
