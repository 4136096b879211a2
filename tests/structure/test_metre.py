"""Verse: clauses and lines of one length."""

import numpy as np
import pytest

from analysis import parse
from analysis.structure.features import block_columns
from analysis.structure.metre import is_verse, metre_columns


@pytest.mark.parametrize(
    ("text", "verse"),
    [
        ("白日依山尽，黄河入海流。", True),
        ("白日依山尽", False),
        ("无边落木萧萧下，不尽长江滚滚来。", True),
        ("这里的八个字一行，那里的八个字一行。", False),
        ("春天来，花儿开，鸟儿叫，大家都很高兴。", True),
        ("春天来，花儿开，大家都很高兴。", False),
        ("——", False),
    ],
)
def test_verse_has_two_clauses_of_up_to_seven_characters_and_three_in_four_alike(text, verse):
    assert is_verse(text) == verse


def columns(*texts):
    letters = np.array([sum(map(str.isalnum, text)) for text in texts], float)
    return {name: values.tolist() for name, values in metre_columns([*texts], letters).items()}


def test_lines_as_long_are_counted_among_three_to_each_side():
    found = columns(
        "一二三四五", "一二三四五六七", "一二三四五", "一二三四", "一二三四五六七八", "一二三四五", "一二三"
    )
    assert found["lines around it as long"] == [1, 0, 2, 0, 0, 1, 0]
    assert found["lines around it about as long"] == [3, 3, 4, 4, 1, 3, 2]


def test_lines_without_letters_are_as_long_as_none():
    assert columns("——", "……", "——")["lines around it as long"] == [0, 0, 0]
    assert columns("——", "……", "——")["lines around it about as long"] == [0, 0, 0]
    assert columns("——")["clauses of lines around it alike"] == [0]


def test_clauses_have_the_length_that_most_have_and_of_equally_many_the_longest():
    found = columns("一二，一二三，一二三。", "一二，一二三。", "一二三四", "")
    assert found["clauses"] == [3, 2, 1, 0]
    assert found["usual length of its clauses"] == [3, 3, 4, 0]
    assert found["share of clauses of that length"] == [pytest.approx(2 / 3), 0.5, 1, 0]
    assert found["clauses of lines around it alike"] == [0.5, 0.5, 0, 0]


def test_a_long_block_is_prose_whatever_its_clauses_are():
    found = columns("一二三，" * 30, "一二三，" * 29)
    assert found["share of clauses of that length"] == [0, 1]
    assert found["lines around it as long"] == [0, 0]


def test_verse_is_lines_of_one_length():
    text = "白日依山尽，\n\n黄河入海流。\n\n欲穷千里目，\n\n更上一层楼。"
    table = block_columns(text, parse(text).blocks)
    assert table["lines around it as long"].tolist() == [3, 3, 3, 3]
    assert table["usual length of its clauses"].tolist() == [5, 5, 5, 5]


def test_lines_about_as_long_are_those_that_differ_by_two_letters_at_most():
    assert columns("春", "夏天", "秋天来", "冬天来了啊")["lines around it about as long"] == [2, 2, 3, 1]
