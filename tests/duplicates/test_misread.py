"""What a machine misread is told from another word, by how characters look and whether both readings make sense."""

import numpy as np

from analysis.duplicates.misread import (
    AMONG,
    MANY,
    NAMES,
    ODDS,
    SURE,
    features,
    least_odds,
    look_alike,
    machine_made,
    may_be_misread,
    odds,
    with_others,
)
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
    assert said["characters of the likelier reading go together better"] == 0
    assert said["two characters of the other reading, at worst"] == 0


def test_a_word_that_nobody_uses_is_told_from_one_in_use():
    rare, used = features([change("应当依法", "维", "修设备", "缮"), change("应当", "承", "担责任", "分")])
    at = NAMES.index("frequency of the rarest word in the other reading")
    assert rare[at] < used[at]


def test_the_contrary_is_no_misreading():
    """A negation for a word that may be negated, or the other way round, is looked at for itself."""
    assert not may_be_misread(change("市场", "有", "为", "无"))
    assert not may_be_misread(change("", "可以", "公开", "不得"))
    assert may_be_misread(change("提供", "的", "服务", "不"))


def test_the_more_is_surely_misread_the_more_of_the_rest_is():
    assert [least_odds(0, 2), least_odds(1, 2), least_odds(50, 100)] == [ODDS, AMONG, AMONG]
    assert least_odds(1, 1) > least_odds(5, 5) > least_odds(MANY, MANY) == least_odds(10 * MANY, 11 * MANY)
    doubtful, sure = change("通", "道", "获支持", "用"), change("主管部门应", "当", "公开结果", "尚")
    assert with_others([doubtful, *[sure] * 9], [-4.0, *[3.0] * 9])[0]
    assert not with_others([doubtful, sure], [-4.0, 3.0])[0]


def test_characters_look_alike():
    assert look_alike("人", "入") > look_alike("人", "国")
    assert look_alike("人", "人") == 1
    assert look_alike("人", "人人") == look_alike("", "") == 0


def test_what_makes_another_word_in_use_is_not_misread():
    shared = change("应当", "承", "担相应的责任", "分")
    assert odds([MISREAD])[0] > SURE
    assert odds([shared])[0] <= ODDS
    assert machine_made([shared]) == [False]
    assert machine_made([change("应当", "承", "担相应的责任", "丞")]) == [True]
    assert machine_made([change("予以", "维", "修", "缮")]) == [True]  # 缮修 is a word, but hardly ever used
