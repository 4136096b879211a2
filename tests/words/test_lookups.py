"""What the dictionary says of a piece of text."""

import pytest

from analysis import Tokeniser, parse
from analysis.words.lookups import (
    dictionary_words,
    first_tokens,
    in_dictionary,
    tagged_words,
    word_across,
    word_frequency,
    words_of,
)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("会议由市政", "协主席主持", "市政协"),
        ("供", "电，附近", "供电"),
        ("机制", "完善", ""),
        ("他说：", "电", ""),
        ("见第34", "48页", ""),
        ("App", "Store", ""),
        ("", "政协", ""),
        ("政协", "", ""),
        ("市政\n", "协", ""),
    ],
)
def test_a_word_across_a_seam_is_one_that_begins_before_it_and_ends_behind(before, after, word):
    assert word_across(before, after) == word


def test_only_the_eight_characters_beside_a_seam_can_be_of_a_word():
    assert word_across("一" * 100 + "市政", "协" + "一" * 100) == "市政协"
    assert first_tokens("市政协完善工作机制") == ["市政协", "完善", "工作", "机"]
    assert first_tokens("") == [""]


def test_words_of_the_dictionary_and_their_parts_of_speech():
    assert dictionary_words("河南省政协") == ("河南省", "政协")
    assert tagged_words("河南省政协") == (("河南省", "ns"), ("政协", "j"))
    assert (in_dictionary("科长"), in_dictionary("科科")) == (True, False)


def test_the_frequency_of_a_word_is_that_of_the_dictionary_in_use():
    assert word_frequency("维修") == 1678
    assert word_frequency("双向发力") == 0
    with words_of(Tokeniser(words=["双向发力"])):
        assert word_frequency("双向发力") > 0
    with words_of(Tokeniser(simplify=True)):
        assert word_frequency("維修") == 1678


def test_a_traditional_text_is_looked_up_as_simplified():
    with words_of(Tokeniser(), parse("維修工作")):
        assert word_frequency("維修") == 1678
    with words_of(Tokeniser(), parse("维修工作")):
        assert word_frequency("維修") == 0
    with words_of(Tokeniser(simplify=False), parse("維修工作")):
        assert word_frequency("維修") == 0
