"""Fit the model that tells misread characters from other words: ``python benchmarks/fit_misread.py SHARED``.

Writes ``analysis/duplicates/misread.json``. SHARED is a folder with ``prose/``, ``lines/`` and
``corpus/statutes.tar.xz``. What the model is worth is for ``benchmarks/differences.py`` to say, on
other texts. The same texts and versions give the same bytes.
"""

import json
import sys
from pathlib import Path

import numpy as np
from planted.boosting import as_data, classifier
from planted.differing import labelled, weights
from planted.texts import fitted_statutes, paragraphs, prose

from analysis.duplicates.misread import FILE, NAMES, features

COUNT = 4000  # paragraphs that are changed in each way
TREES, LEAVES, RATE, FEWEST, RIDGE = 100, 16, 0.1, 20, 5.0


def main(shared: str) -> None:
    """Fit, and write the file."""
    statutes = fitted_statutes(Path(shared))
    # Of statutes a part, so that prose and reports are a fourth.
    some = paragraphs(statutes[::4]) + 4 * paragraphs([text for _, text in prose(Path(shared), judged=False)])
    rows = labelled(some, statutes, "fit", COUNT)
    print(f"{len(rows):,} differences")
    seen = features([change for change, _, _ in rows])
    truth = np.array([is_misread for _, is_misread, _ in rows])
    model = classifier(TREES, LEAVES, RATE, FEWEST, RIDGE)
    model.fit(seen, truth, sample_weight=weights([kind for _, _, kind in rows]))
    trees = {"features": [*NAMES]} | as_data(model, 5, lambda value: float(np.float32(value)))
    FILE.write_text(json.dumps(trees, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
