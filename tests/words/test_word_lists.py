"""Words of one's own, from whatever they are given in, and what cannot be one."""

import pickle

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.words.word_lists import MOST, Word, WordList, in_simplified_characters, words_file, words_in, words_of


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


@pytest.mark.parametrize(
    "text",
    [
        "双向发力 20 l\n提质增效\n",
        "双向发力\t20\tl\n提质增效\n",
        "双向发力,20,l\n提质增效,,\n",
        "双向发力，20，l\n提质增效\n",
        "双向发力；20；l\n提质增效\n",
        "word,frequency,tag\n双向发力,20,l\n提质增效,,\n",
        "tag,score,word,freq\nl,.5,双向发力,20\n,.7,提质增效,\n",
        "词语\t词频\t词性\n双向发力\t20\tl\n提质增效\n",
        '"Word","Count","POS"\r\n"双向发力","20","l"\r\n"提质增效",,\r\n',
        "# 我的词\n双向发力 20 l  # 常见\n\n   # 另一个\n提质增效 #\n",
    ],
    ids=[
        "blanks",
        "tabs",
        "commas",
        "full width",
        "semicolons",
        "header",
        "any order",
        "Chinese",
        "quoted",
        "comments",
    ],
)
def test_a_file_is_read_in_the_forms_that_people_have(text):
    wanted = (Word("双向发力", 20, "l"), Word("提质增效"))
    assert words_in(text.encode(), "words.txt") == wanted
    assert words_in(text.encode("utf-16"), "words.txt") == wanted


def test_words_in_a_line_with_commas_between_are_each_a_word():
    assert words_in("政协，人大、党委\n双向发力,提质增效，\n".encode(), "words.txt") == words_of(
        ["政协", "人大、党委", "双向发力", "提质增效"]
    )


def test_the_line_that_cannot_be_read_is_named_as_the_file_counts_it():
    with pytest.raises(ValueError, match=r"own\.csv: line 5: the frequency of '提质增效' is 'viele'"):
        words_in("# 词表\n\nword,freq\n双向发力,3\n提质增效,viele\n".encode(), "own.csv")
    with pytest.raises(ValueError, match=r"own\.csv: line 2: '' is empty"):
        words_in(b"freq,word\n3\n", "own.csv")
    with pytest.raises(ValueError, match=r"own\.csv: line 1: field larger"):
        words_in(('"' + "一" * 200_000).encode(), "own.csv")


@given(
    st.lists(
        st.builds(
            Word,
            st.one_of(
                st.sampled_from(["word", "词", "#词", "不忘初心，牢记使命", '"', "a,b", "n", "20"]),
                st.text(min_size=1, max_size=5).filter(lambda text: not any(map(str.isspace, text))),
            ),
            st.none() | st.integers(1, MOST),
            st.none() | st.sampled_from(["n", "nr", "x"]),
        ),
        max_size=4,
    )
)
def test_words_written_to_a_file_are_read_back(words):
    """Full-width letters aside, which are narrow from the start; a lone surrogate is no word."""
    try:
        given_words = words_of(words)
    except ValueError:
        return
    assert words_in(words_file(given_words), "words.txt") == given_words


def test_words_are_simplified_one_by_one():
    words = words_of(["双向发力", "提质增效"])
    assert in_simplified_characters(words) == words
    assert in_simplified_characters(words_of([("雙向發力", 3, "l"), "APP"])) == (Word("双向发力", 3, "l"), Word("APP"))
    assert in_simplified_characters(words_of(())) == ()


def test_a_list_of_words_is_a_key_in_any_process():
    words = WordList([Word("双向发力"), Word("提质增效", 3)])
    again = pickle.loads(pickle.dumps(words))
    assert (again, hash(again)) == (words, hash(words))
    assert words_of(words) is words
