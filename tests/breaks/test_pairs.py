"""Characters that go together, and that begin and end sentences, in general Chinese."""

import numpy as np

from analysis.breaks.pairs import affinity, begins, ends, in_simplified, simplified_text


def points(text):
    return np.array([*map(ord, text)])


def test_halves_of_a_word_go_together_and_what_is_no_ideograph_goes_with_nothing():
    word, chance, number, mark = affinity(points("政政政，"), points("府的7协"))
    assert word > 0 > chance
    assert (number, mark) == (0, 0)


def test_no_ideographs_at_all_have_no_affinity():
    assert affinity(points("ab"), points("12")).tolist() == [0, 0]


def test_what_begins_sentences_hardly_ends_them():
    assert begins(points("第"))[0] > 0 > ends(points("第"))[0]
    assert begins(points("a，")).tolist() == ends(points("a，")).tolist() == [0, 0]


def test_traditional_characters_are_read_as_simplified_each_in_its_place():
    assert simplified_text("市政協a，開") == "市政协a，开"
    assert in_simplified(points("協a開")).tolist() == points("协a开").tolist()
