"""The programs that cut: with words of one's own, which stay where they were added."""

import pytest

from analysis.words.engines import ENGINES, rjieba_with
from analysis.words.word_lists import Word


@pytest.mark.parametrize("engine", ENGINES)
def test_words_are_of_the_engine_that_they_were_given_to(engine):
    cut = ENGINES[engine]
    assert cut((Word("功能型党支部"),), False)("功能型党支部") == ["功能型党支部"]
    assert cut((), False)("功能型党支部") == ["功能型", "党支部"]


@pytest.mark.parametrize("engine", ENGINES)
def test_words_are_guessed_only_on_demand(engine):
    cut = ENGINES[engine]
    assert cut((), True)("他来到了网易杭研大厦") == ["他", "来到", "了", "网易", "杭研", "大厦"]
    assert cut((), False)("他来到了网易杭研大厦") == ["他", "来到", "了", "网易", "杭", "研", "大厦"]


def test_an_engine_with_the_same_words_is_made_once():
    words = (Word("双向发力", 20, "l"),)
    assert rjieba_with(words) is rjieba_with((Word("双向发力", 20, "l"),))
    assert rjieba_with(words).has_word("双向发力")
