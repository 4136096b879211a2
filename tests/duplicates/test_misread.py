"""What a machine misread is told from another word, by how characters look and whether both readings make sense."""

import numpy as np

from analysis.duplicates.misread import NAMES, ODDS, SURE, features, look_alike, machine_made, odds
from analysis.duplicates.readings import Change


def change(left, old, right, new, times=1):
    """Return a change in a context that both passages have."""
    return Change(left, old, right, left, new, right, times)


MISREAD = change("主管部门应", "当", "公开结果", "尚")
OTHER_WORD = change("予以", "审", "查并答复", "检")


def test_a_misread_character_is_told_from_another_word_and_from_a_negation():
    negated = Change("主管部门", "", "应当公开", "主管部门", "不", "应当公开", 1)
    assert machine_made([MISREAD, negated]) == [True, False]
    assert machine_made([OTHER_WORD]) == [False]


def test_many_characters_and_other_scripts_are_not_looked_at():
    assert machine_made([change("", "甲乙丙丁", "", "子丑寅卯"), change("", "a", "", "b")]) == [False, False]
    assert machine_made([]) == []


def test_features_have_a_row_for_each_change_whatever_stands_beside_it():
    together, alone = features([MISREAD, OTHER_WORD]), [features([one])[0] for one in (MISREAD, OTHER_WORD)]
    assert together.shape == (2, len(NAMES))
    assert np.array_equal(together, alone)
    assert features([]).shape == (0, len(NAMES))


def test_features_say_what_is_left_out_and_what_is_there_again():
    (lost,) = features([change("申", "请", "人", "", times=2)])
    said = dict(zip(NAMES, lost.tolist(), strict=True))
    assert said["one is left out"] == 1
    assert said["characters look alike"] == 0
    assert said["the same difference again"] == 1
    assert said["a negation in a reading"] == 0


def test_a_change_alone_in_a_text_has_no_pair_of_characters():
    said = dict(zip(NAMES, features([change("", "人", "", "入")])[0].tolist(), strict=True))
    assert said["one reading is likelier"] == 0


def test_characters_look_alike():
    assert look_alike("人", "入") > look_alike("人", "国")
    assert look_alike("人", "人") == 1
    assert look_alike("人", "人人") == look_alike("", "") == 0


def test_what_makes_another_word_is_misread_only_beside_what_surely_is():
    shared = change("应当", "承", "担相应的责任", "分")
    assert odds([MISREAD])[0] > SURE
    assert odds([shared])[0] <= ODDS
    assert machine_made([shared]) == [False]
    assert machine_made([change("应当", "承", "担相应的责任", "丞")]) == [True]
