"""What the dictionary makes of a reading in its place."""

import pytest

from analysis.duplicates.readings import Change, both_words, is_name, is_word, seems_name, words_at


def change(left, old, right, new):
    """Return a change in a context that both passages have."""
    return Change(left, old, right, left, new, right, 1)


@pytest.mark.parametrize(
    ("left", "piece", "right", "meant"),
    [("人", "人", "有责", True), ("环", "环", "境", False), ("科", "科", "长", False), ("毛", "毛", "雨", True)],
)
def test_a_word_with_a_piece_twice_is_one_where_it_is_meant(left, piece, right, meant):
    assert is_word(left, piece, right) == meant


def test_names_are_told_from_words():
    assert is_name(change("湖", "南", "省", "北"))
    assert not is_name(change("应", "当", "", "该"))


@pytest.mark.parametrize(
    ("left", "old", "right", "new", "said"),
    [
        ("应当", "承", "担责任", "分", True),
        ("依法行", "使", "职权", "驶", True),
        ("应当公", "开", "结果", "幵", False),  # 公幵 is no word
        ("", "承担", "责任", "履行", True),
        ("予以", "审", "查并答复", "检", True),
        ("", "承担", "责任", "担", False),  # of another length
        ("他", "说", "我", "问", False),  # words of one character
    ],
)
def test_two_words_in_one_place_are_told(left, old, right, new, said):
    assert both_words(change(left, old, right, new)) == said


def test_words_of_a_place_are_counted_and_measured():
    assert words_at("由", "其", "审查后公布") == (3, 1, False)  # 由, 其, 审查; 后 is too far off
    assert words_at("申请", "", "人应当") == (2, 3, False)  # 申请人, 应当
    assert words_at("由李", "鸣", "审查")[2]


def test_a_name_is_a_place_or_a_surname_and_what_follows():
    assert seems_name("在", "河南省", "实施")
    assert not seems_name("应当", "立即", "公开")
