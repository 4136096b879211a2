"""Words of one's own, from whatever they are given in, and what cannot be one."""

import pandas as pd
import pytest

from analysis.words.dictionary import MOST, TAGS, Word, general_counts, narrow, parts_of_speech, words_in, words_of


@pytest.mark.parametrize(
    "words",
    [
        [("双向发力", 20, "l"), ("提质增效",)],
        [Word("双向发力", 20, "l"), Word("提质增效")],
        [("双向发力", "20", "l"), "提质增效"],
        pd.DataFrame({"word": ["双向发力", "提质增效"], "frequency": [20.0, None], "tag": ["l", None]}),
    ],
    ids=["rows", "words", "digits", "a table"],
)
def test_words_are_the_same_in_whatever_they_are_given(words):
    assert words_of(words) == (Word("双向发力", 20, "l"), Word("提质增效", None, None))


def test_a_text_is_one_word_and_full_width_letters_are_narrow():
    assert words_of("双向发力") == (Word("双向发力"),)
    assert words_of(["ＡＰＰ党"]) == (Word("APP党"),)
    assert narrow("ｚＺ０９，ａ") == "zZ09，a"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("双向发力", Word("双向发力")),
        ("双向发力 20", Word("双向发力", 20)),
        ("双向发力 l", Word("双向发力", None, "l")),
        ("双向发力 20 l", Word("双向发力", 20, "l")),
        ("双向发力\t1\tnrfg", Word("双向发力", 1, "nrfg")),
        (f"双向发力 {MOST}", Word("双向发力", MOST)),
        ("双向发力 7.0", Word("双向发力", 7)),
    ],
)
def test_a_line_of_a_file_is_a_word_its_frequency_and_its_tag(line, word):
    assert words_in(f"\ufeff\n{line}\n".encode(), "words.txt") == (word,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("双向发力 0", "the frequency of '双向发力' is '0'"),
        (f"双向发力 {MOST + 1}", "no number from 1 to 10"),
        ("双向发力 -3", "the frequency"),
        ("双向发力 1.5", "the frequency"),
        ("双向发力 nan", "the frequency of '双向发力' is 'nan'"),
        ("双向发力 20 名", "the tag of '双向发力' is '名'"),
        ("双向发力 20 abcdefghijklmnopq", "the tag"),
        ("双向发力 20 l 1", "is more than a word, its frequency and its tag"),
    ],
)
def test_what_no_dictionary_can_hold_is_refused_with_its_line(line, said):
    with pytest.raises(ValueError, match=r"words\.txt: line 2: ") as error:
        words_in(f"提质增效\n{line}\n".encode(), "words.txt")
    assert said in str(error.value)


@pytest.mark.parametrize("word", ["", "双向 发力", "\u3000", 7, None, "双\ud800"])
def test_a_word_has_characters_and_no_white_space(word):
    with pytest.raises(ValueError, match="words: "):
        words_of([(word,)])


def test_counts_of_general_chinese_and_tags_have_a_row_for_each():
    counts = general_counts()
    assert (len(counts), counts["count"].min()) == (349_041, 2)
    assert parts_of_speech().to_numpy().tolist() == [[tag, meaning] for tag, meaning in TAGS.items()]


def test_general_counts_have_a_row_for_each_term_folded_as_those_of_tokens_are():
    table = general_counts()
    assert table["term"].is_unique
    assert {"b超", "t恤"} <= {*table["term"]}
    assert not table["term"].str.contains("[A-Z]").any()
