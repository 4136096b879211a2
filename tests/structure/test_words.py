"""Words that blocks begin with, end with or hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.structure.words import IN_ANY, WITHIN, byline_start, word_columns


def words_of(text):
    return [name for name, column in word_columns([text]).items() if column[0]]


def test_by_lines_end_paragraphs_and_credits_do_not():
    assert byline_start("桥修好了。（记者 陈远）") == 5
    assert byline_start("桥修好了。本报记者 陈远 摄") == byline_start("陈远说，本报记者来过。") == 0


def test_words_are_looked_for_at_both_ends_only():
    middle = "河道" * 40 + "电话" + "河道" * 40
    assert words_of(middle) == []
    assert words_of("订购电话 83456789") == ["ends with an amount", "words of an advertisement"]


def test_each_text_has_the_words_that_are_in_it():
    columns = word_columns(["春天来了。", "图1 会场", "春天来了。"])
    assert columns["begins as a caption"].tolist() == [0, 1, 0]
    assert not columns["ends with a credit"].any()


@pytest.mark.parametrize("name", WITHIN)
@given(st.data())
def test_what_is_looked_for_first_is_in_all_that_is_looked_for_then(name, data):
    assert IN_ANY.search(data.draw(st.from_regex(WITHIN[name])))
