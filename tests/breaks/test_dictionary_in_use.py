"""The dictionary in use is a user's for as long as a block runs, and what is kept of a text is kept for each."""

import pytest

from analysis import Tokeniser
from analysis.breaks.dictionary import dictionary, dictionary_key
from analysis.breaks.ends import line_ends
from analysis.breaks.seam_words import word_between
from analysis.words.lookups import words_of

TEXT = "有些老师傅看过沁河\n渠道路从此不再泥泞。"


def test_a_users_words_are_known_inside_and_not_outside():
    with words_of(Tokeniser(words=["沁河渠"])):
        assert dictionary().has_word("沁河渠")
        assert word_between("看过沁河", "渠道路", likely=False) == "沁河渠"
    assert not dictionary().has_word("沁河渠")
    assert word_between("看过沁河", "渠道路", likely=False) == ""


def test_it_is_put_back_when_something_goes_wrong():
    with pytest.raises(KeyError), words_of(Tokeniser(words=["沁河渠"])):
        raise KeyError
    assert dictionary_key() == ((), False)


def test_line_ends_are_kept_for_each_dictionary():
    usual = line_ends(TEXT).likely
    with words_of(Tokeniser(words=["沁河渠"])):
        assert line_ends(TEXT).likely[0] > usual[0]
    assert line_ends(TEXT).likely[0] == usual[0]


def test_traditional_text_is_looked_up_as_simplified():
    with words_of(Tokeniser(simplify=True)):
        assert dictionary().has_word("說話")
        assert dictionary().cut("他說話", False) == ["他", "說話"]
    assert not dictionary().has_word("說話")
