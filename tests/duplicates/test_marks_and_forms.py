"""Differences between passages of equal letters: marks, space, and forms of letters."""

import pytest

from analysis.duplicates.aligned import passage
from analysis.duplicates.marks_and_forms import beside_letters


def differences(one, other):
    """Return the type and the readings of what differs between two passages of equal letters."""
    return [found[:3] for found in beside_letters(passage(one), passage(other), [])]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("春天，花开", "春天。花开", "punctuation"),
        ("春天 花开", "春天花开", "space"),
        ("春天,花开", "春天，花开", "width"),
        ("长3.5米", "长35米", "number"),
        ("长-5米", "长5米", "number"),
        ("涨5%了", "涨5了", "number"),
        ("涨5，了", "涨5了", "punctuation"),
        ("甲+乙", "甲乙", "word"),
        ("甲\ue000乙", "甲乙", "word"),
    ],
)
def test_what_stands_between_letters_has_a_type(one, other, kind):
    assert [found[0] for found in differences(one, other)] == [kind]


def test_each_place_has_its_readings_and_offsets_in_both():
    found = [*beside_letters(passage("公 開，花Ａ"), passage("公开；花A"), [])]
    assert found == [
        ("space", " ", "", 1, 2, 1, 1),
        ("variant", "開", "开", 2, 3, 1, 2),
        ("punctuation", "，", "；", 3, 4, 2, 3),
        ("width", "Ａ", "A", 5, 6, 4, 5),
    ]


def test_letters_in_a_row_that_differ_alike_are_one_difference():
    (found,) = beside_letters(passage("國際來"), passage("国际來"), [])
    assert found == ("variant", "國際", "国际", 0, 2, 0, 2)
