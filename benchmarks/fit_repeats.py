"""Fit the models that judge exact repeats: ``python benchmarks/fit_repeats.py SHARED``.

Writes ``analysis/duplicates/reading_on.json`` (whether a text reads on at a place) and
``analysis/duplicates/meant.json`` (whether a passage
that is there twice is a fault). SHARED is a folder with ``prose/``, ``lines/`` and ``corpus/statutes.tar.xz``. What
they are worth is for ``benchmarks/repeats.py`` to say, on other texts. The same texts and versions give the same bytes.
"""

import json
import sys
from itertools import product
from pathlib import Path
from zlib import crc32

import numpy as np
from planted import repeat_texts
from planted.boosting import as_data, classifier
from planted.classes import labelled_classes
from planted.seams import kinds_of_words, labelled
from planted.texts import more_statutes
from sklearn.linear_model import LogisticRegression

from analysis.duplicates import meant, reading_on

SEAMS = 450  # statutes at whose places it is learned whether a text reads on; in the others something is planted
SOUND, ROUNDS = 900, 6  # statutes as they are; times that something is planted in each text
PROSE, SEAM_PROSE = 3, 4  # times that the prose is taken for each of these, and for its places
# Of what is known of a class, where others count 1: sound texts are what must not be harmed.
WEIGHTS = {"sound": 3.0}
SEAM_TREES = {"trees": 80, "leaves": 14, "rate": 0.12, "fewest": 30, "ridge": 5.0}
TREES = {"trees": 200, "leaves": 16, "rate": 0.07, "fewest": 20, "ridge": 5.0}
FOLDS = 3  # of documents, of which each is judged by what was learned from the others, to calibrate
# Kinds of what is meant that are left out with each fold, and how much the scores count that it then gets.
APART = (("slogan", "headline", "rows"), ("quotation", "items", "form"), ("clause", "opening", "front", "names"))
NEW = 0.1


def main(shared: str) -> None:
    """Fit, and write the files."""
    prose = repeat_texts.prose(Path(shared), judged=False)
    statutes = repeat_texts.statutes(Path(shared))
    fit_seams([text for _, text in prose], [text for _, text in statutes[:SEAMS]])
    fit_classes(prose, statutes, more_statutes(Path(shared)))


def fit_classes(prose: list[tuple[str, str]], statutes: list[tuple[str, str]], more: list[tuple[str, str]]) -> None:
    """Fit whether what is there twice is a fault, and write the file. *more* statutes are taken as they are alone."""
    rows = [*labelled_classes(statutes[:SOUND] + prose, ""), *labelled_classes(more, "")]
    for number in range(ROUNDS):
        rows += labelled_classes(statutes[SEAMS:] + prose * PROSE, f"fit {number}")
    print(f"{len(rows):,} classes")
    seen, kinds = np.array([row.seen for row in rows]), np.array([row.kind for row in rows])
    faults, weights = np.array([row.is_fault for row in rows]), np.array([WEIGHTS.get(kind, 1.0) for kind in kinds])
    fold = np.array([crc32(row.document.encode()) % FOLDS for row in rows])
    odds = {True: np.zeros(len(rows)), False: np.zeros(len(rows))}
    for (kinds_known, found), number in product(odds.items(), range(FOLDS)):
        used = (fold != number) & (kinds_known | ~np.isin(kinds, APART[number]))
        model = classifier(**TREES).fit(seen[used], faults[used], sample_weight=weights[used])
        found[fold == number] = model.decision_function(seen[fold == number])
    model = classifier(**TREES).fit(seen, faults, sample_weight=weights)
    trees = calibrated(as_data(model, 5, lambda value: float(np.float32(value))), odds[True], odds[False], faults)
    write(meant.FILE, {"features": [*meant.NAMES]} | trees)


def calibrated(trees: dict, odds: np.ndarray, of_new_kinds: np.ndarray, truth: np.ndarray) -> dict:
    """Return trees whose scores are logarithms of odds as they were seen in documents left out (Platt 1999).

    A text repeats in ways, too, that nothing was fitted on: `NEW` of each score counts by those of models that had not
    seen some kinds.
    """
    line = LogisticRegression(C=np.inf).fit(
        np.r_[odds, of_new_kinds][:, None],
        np.r_[truth, truth],
        sample_weight=np.r_[np.ones(len(odds)), np.full(len(odds), NEW)],
    )
    scale, shift = float(line.coef_[0, 0]), float(line.intercept_[0])
    print(f"calibrated: {scale:.3f} times the score, and {shift:+.3f}")
    values = [round(scale * value, 5) for value in trees["nodes"]["value"]]
    base = [round(scale * value + shift, 5) for value in trees["base"]]
    return trees | {"base": base, "nodes": trees["nodes"] | {"value": values}}


def fit_seams(prose: list[str], statutes: list[str]) -> None:
    """Fit whether a text reads on, and write the file."""
    kinds = kinds_of_words(prose + statutes[::3])
    places = [*labelled(prose * SEAM_PROSE, "fit"), *labelled(statutes, "fit")]
    print(f"{len(places):,} places")
    seen = reading_on.features([seam for seam, _ in places], kinds)
    model = classifier(**SEAM_TREES)
    model.fit(seen, [is_written for _, is_written in places])
    trees = as_data(model, 5, lambda value: float(np.float32(value)))
    write(reading_on.FILE, {"features": [*reading_on.NAMES]} | trees | {"kinds": kinds})
    reading_on.model.cache_clear()


def write(path: Path, data: dict) -> None:
    """Write a model."""
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
