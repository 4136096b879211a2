import numpy as np

from analysis import Tokeniser, parse
from analysis.terms.pairs_of_terms import pairs_in_units, pairs_in_windows

NODE = {"子": 0, "丑": 1}


def test_of_units_the_counts_are_how_many_hold_both_and_each():
    node, unit = np.array([0, 1, 1, 0, -1, 0, 1]), np.array([0, 0, 0, 1, 1, 2, 2])
    pairs, margins, whole = pairs_in_units(node, unit, np.array([0, 0, 0, 0, 0, 1, 1]), 2)
    assert pairs.to_dict("records") == [{"one": 0, "other": 1, "count": 2, "documents": 2}]
    assert (margins.tolist(), whole) == ([3, 2], 3)


def test_of_windows_they_are_pairs_of_words_punctuation_aside():
    tokens = Tokeniser(engine="given").tokens(parse("子 ， 丑 寅 子"))
    node = np.array([NODE.get(term, -1) for term in tokens["term"]])
    pairs, margins, whole = pairs_in_windows(tokens, node, np.zeros(len(tokens), int), 1, 2)
    assert pairs.to_dict("records") == [{"one": 0, "other": 1, "count": 1, "documents": 1}]
    assert (margins.tolist(), whole) == ([2, 2], 6)
    assert pairs_in_windows(tokens, node, np.zeros(len(tokens), int), 2, 2)[0]["count"].tolist() == [2]
