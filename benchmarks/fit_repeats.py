"""Fit the models that judge exact repeats: ``python benchmarks/fit_repeats.py SHARED``.

Writes ``analysis/duplicates/reading_on.json`` (whether a text reads on at a place) and
``analysis/duplicates/meant.json`` (whether a passage
that is there twice is a fault). SHARED is a folder with ``prose/``, ``lines/`` and ``corpus/statutes.tar.xz``. What
they are worth is for ``benchmarks/repeats.py`` to say, on other texts. The same texts and versions give the same bytes.
"""

import json
import sys
from pathlib import Path

import numpy as np
from planted import repeat_texts
from planted.boosting import as_data, classifier
from planted.classes import labelled_classes
from planted.seams import kinds_of_words, labelled

from analysis.duplicates import meant, reading_on

STATUTES, PLANTED, ROUNDS = 900, 260, 3  # sound statutes; those something is planted in; times that each prose text is
SEAMS = 300  # statutes at whose places it is learned whether a text reads on
# Of what is known of a class, where others count 1: sound texts are what must not be harmed, and a clause that is put
# into any other sentence is a doubtful example of what a writer means.
WEIGHTS = {"sound": 3.0, "clause": 0.25, "opening": 0.5}
SEAM_TREES = {"trees": 60, "leaves": 14, "rate": 0.14, "fewest": 30, "ridge": 5.0}
TREES = {"trees": 90, "leaves": 12, "rate": 0.1, "fewest": 20, "ridge": 5.0}


def main(shared: str) -> None:
    """Fit, and write the files."""
    prose = repeat_texts.prose(Path(shared), judged=False)
    statutes = repeat_texts.statutes(Path(shared))
    fit_seams([text for _, text in prose], [text for _, text in statutes[:SEAMS]])
    fit_classes(prose, statutes)


def fit_classes(prose: list[tuple[str, str]], statutes: list[tuple[str, str]]) -> None:
    """Fit whether what is there twice is a fault, and write the file."""
    planted = statutes[STATUTES // 2 : STATUTES // 2 + PLANTED] + prose * ROUNDS
    rows = [*labelled_classes(statutes[:STATUTES] + prose, ""), *labelled_classes(planted, "fit")]
    print(f"{len(rows):,} classes")
    model = classifier(**TREES)
    weights = [WEIGHTS.get(row.kind, 1.0) for row in rows]
    model.fit(np.array([row.seen for row in rows]), [row.is_fault for row in rows], sample_weight=weights)
    write(meant.FILE, {"features": [*meant.NAMES]} | as_data(model, 5, lambda value: float(np.float32(value))))


def fit_seams(prose: list[str], statutes: list[str]) -> None:
    """Fit whether a text reads on, and write the file."""
    kinds = kinds_of_words(prose + statutes[::5])
    places = [*labelled(prose * 3, "fit"), *labelled(statutes, "fit")]
    print(f"{len(places):,} places")
    seen = reading_on.features([seam for seam, _ in places], kinds)
    model = classifier(**SEAM_TREES)
    model.fit(seen, [is_written for _, is_written in places])
    trees = as_data(model, 5, lambda value: float(np.float32(value)))
    write(reading_on.FILE, {"features": [*reading_on.NAMES]} | trees | {"kinds": kinds})


def write(path: Path, data: dict) -> None:
    """Write a model."""
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
