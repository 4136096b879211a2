"""How much sense a reading makes in its place."""

import pytest

from analysis.duplicates.sense import NO_WORD, senses


def test_the_rarest_word_that_holds_some_of_a_reading_is_told():
    used, rare, nothing = senses([("依法", "维", "修设备"), ("依法", "缮", "修设备"), ("依法", "", "修设备")])
    assert used.letters == rare.letters == 2
    assert used.frequency > rare.frequency > 0
    assert (nothing.frequency, nothing.letters) == (NO_WORD, 0)
    assert used.words > rare.words


def test_a_word_across_the_place_of_what_was_left_out_is_looked_at():
    (left_out,) = senses([("申请", "", "人应当")])
    assert left_out.letters == 3  # 申请人


def test_words_that_follow_each_other_are_told_from_those_that_never_do():
    good, bad = senses([("检疫", "的", "植物"), ("检疫", "将", "植物")])
    assert good.kinds > bad.kinds
    assert good.least_kinds > bad.least_kinds


def test_characters_that_stand_together_are_told_from_those_that_never_do():
    good, bad = senses([("主管", "部", "门应当"), ("主管", "的", "门应当")])
    assert good.pairs > bad.pairs
    assert good.least_pair > bad.least_pair


@pytest.mark.parametrize("reading", [("", "", ""), ("", "人", "")])
def test_a_reading_without_a_context_makes_neither_sense_nor_nonsense(reading):
    (made,) = senses([reading])
    assert made.pairs == made.least_pair == made.kinds == 0
