"""Planted faults are found, and the clean texts they are planted in are left alone."""

import random
import sys

import pytest
from conftest import ROOT

from analysis import load, repair

sys.path.insert(0, str(ROOT / "benchmarks"))
from planted import faults

TEXTS = sorted((ROOT / "tests" / "texts").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_clean_text_needs_no_repair(path):
    assert not repair(load(path)).findings["applied"].any()


def test_planted_breaks_captions_and_by_lines_are_found():
    planted, hit, wrong = 0, 0, 0
    for path in TEXTS:
        for seed in range(20):
            text, truth, _, _ = faults.planted(load(path).text, random.Random(f"{path.stem} {seed}"))
            found = faults.found(text)
            truth["broken paragraph"] = {place for kind in faults.BREAKS for place in truth[kind]}
            for kind in ("broken paragraph", "caption", "byline"):
                planted += len(truth[kind])
                hit += len(truth[kind] & found[kind])
                wrong += len(found[kind] - truth[kind])
    assert planted > 50
    assert hit / planted > 0.95
    assert wrong / planted < 0.1
