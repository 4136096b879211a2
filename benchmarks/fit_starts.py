"""Fit the model of paragraphs that start in mid-word: ``python benchmarks/fit_starts.py SHARED``.

Writes ``analysis/mending/starts.json``, and prints how well starts are told in documents left out. SHARED is a folder
with ``prose/``, ``lines/`` and ``corpus/statutes.tar.xz``. The same texts and versions give the same bytes.
"""

import json
import random
import sys
from collections import Counter
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
from planted import faults
from planted.texts import fitted_statutes, prose
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from analysis import parse
from analysis.mending.starts import FILE, LEAST_LETTERS, LEAST_LIKELY, NAMES, odds_of_a_cut, rows_of
from analysis.structure.kinds import classify_blocks
from analysis.structure.words import MID_START
from analysis.words.lookups import first_tokens

EVERY, STATUTES = 8, 110  # statutes: one of so many, and so many in all
SEEDS = 6  # with which faults are planted in each of the other texts
DENSE = 0.4  # share of paragraphs that are cut, where many are
FOLDS = 5

Rows = list[tuple[list[float], bool]]


def rows(text: str, cut: set[int]) -> Rows:
    """Return a row for each block that may have lost its beginning, and whether it has: starts at one of *cut*."""
    document = parse(text)
    blocks = [unit for unit in classify_blocks(document, with_furniture=True) if unit.kind != "page furniture"]
    odds = odds_of_a_cut(document)
    starts = Counter(first_tokens(unit.text)[0] for before, unit in pairwise(blocks) if before.closed and unit.is_prose)
    asked = [
        unit
        for before, unit in zip([None, *blocks], blocks, strict=False)
        if unit.is_prose
        and (before is None or before.closed or not before.is_prose)
        and unit.letters >= LEAST_LETTERS
        and not MID_START.match(unit.text)
    ]
    return [
        (row, unit.block.start in cut) for row, unit in zip(rows_of(asked, odds, starts).tolist(), asked, strict=True)
    ]


def with_many(text: str, chance: random.Random) -> Rows:
    """Return the rows of a text many of whose paragraphs have lost their beginnings, and nothing else is wrong."""
    document, out, cut = parse(text), "", set()
    for block in document.blocks:
        own = document.text[block.start : block.end]
        if not block.level and len(own) >= 60 and own[-1] in "。！？" and chance.random() < DENSE:
            place = faults.inside_a_word(own, chance)
            cut |= {len(out)} if place else set()
            own = own[place:]
        out += ("#" * block.level + " " if block.level else "") + own + "\n\n"
    return rows(out, cut)


def with_faults(text: str, chance: random.Random) -> Rows:
    """Return the rows of a text with faults of every kind, as seldom as ``benchmarks/accuracy.py`` plants them."""
    faulty, truth, _, _ = faults.planted(text, chance)
    return rows(faulty, truth["orphan start"])


def fitted(many: Rows, few: Rows) -> tuple[float, np.ndarray]:
    """Return the base and the weights; starts that were cut weigh together what they do in *few*."""
    seen = np.array([row for row, _ in many + few])
    truth = np.array([is_cut for _, is_cut in many + few])
    share = np.mean([is_cut for _, is_cut in few])
    weights = np.where(truth, share / truth.mean(), (1 - share) / (1 - truth.mean()))
    scale = StandardScaler().fit(seen)
    model = LogisticRegression(max_iter=2000).fit(scale.transform(seen), truth, sample_weight=weights)
    slopes = model.coef_[0] / scale.scale_
    return float(model.intercept_[0] - slopes @ scale.mean_), slopes


def main(shared: str) -> None:
    """Fit, judge, and write the file."""
    texts = [(text, SEEDS) for _, text in prose(Path(shared), judged=False)]
    texts += [(text, 1) for text in fitted_statutes(Path(shared))[::EVERY][:STATUTES]]
    many, few = [], []
    for number, (text, seeds) in enumerate(texts):
        chances = [random.Random(f"starts {number} {seed}") for seed in range(seeds)]
        many.append([row for chance in chances[: (seeds + 1) // 2] for row in with_many(text, chance)])
        few.append([row for chance in chances for row in with_faults(text, chance)])
    right = told = there = 0
    for fold in range(FOLDS):
        base, weights = fitted(_but(many, fold), _but(few, fold))
        judged = [*chain(*few[fold::FOLDS])]
        found = 1 / (1 + np.exp(-base - np.array([row for row, _ in judged]) @ weights)) >= LEAST_LIKELY
        truth = np.array([is_cut for _, is_cut in judged])
        right, told, there = right + (found & truth).sum(), told + found.sum(), there + truth.sum()
    print(f"left out: precision {right / told:.3f}, recall {right / there:.3f} of {there}")
    base, weights = fitted([*chain(*many)], [*chain(*few)])
    data = {"base": round(base, 4), "weights": {n: round(float(w), 4) for n, w in zip(NAMES, weights, strict=True)}}
    FILE.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def _but(parts: list[Rows], fold: int) -> Rows:
    """Return the rows of all parts but those of a fold."""
    return [row for number, part in enumerate(parts) if number % FOLDS != fold for row in part]


if __name__ == "__main__":
    main(*sys.argv[1:])
