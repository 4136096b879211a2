import re

import numpy as np

from analysis import Tokeniser, parse
from analysis.concepts.reading import TextRead

WORDS = Tokeniser(engine="given")


def read(text, tokeniser=WORDS):
    return TextRead(parse(text), tokeniser)


def texts(found, text):
    return [text[start:end] for start, end in found]


def test_a_part_is_one_word_or_several_in_a_row():
    text = "甲乙 丙 丁 丙丁"
    found = read(text).sequences([("丙丁",), ("乙",), ("甲乙丙",), ("丙*",), ("甲?",), ("丙", "丁")])
    assert {key: texts(spans, text) for key, spans in found.items()} == {
        ("丙丁",): ["丙 丁", "丙丁"],
        ("乙",): [],
        ("甲乙丙",): ["甲乙 丙"],
        ("丙*",): ["丙", "丙丁"],
        ("甲?",): ["甲乙"],
        ("丙", "丁"): ["丙 丁"],
    }


def test_no_sequence_goes_on_in_another_paragraph():
    found = read("甲\n\n乙").sequences([("甲乙",), ("甲", "乙"), ("?", "?")])
    assert [*found.values()] == [[], [], []]


def test_brackets_in_a_word_with_a_star_are_only_brackets():
    assert read("a[1] a1").sequences([("a[1]*",)]) == {("a[1]*",): [(0, 4)]}


def test_punctuation_is_no_word_and_white_space_no_token():
    found = read("甲 ， 乙 丙")
    first, last = found.words_of(np.array([0, 4]), np.array([1, 7]))
    assert (first.tolist(), last.tolist()) == ([1, 2], [1, 3])


def test_each_offset_is_in_a_sentence_a_paragraph_and_a_document():
    found = read("甲 。 乙 。\n\n丙 。")
    at = np.array([0, 4, 10])
    assert found.units("sentence", at).tolist() == [1, 2, 3]
    assert found.units("paragraph", at).tolist() == [1, 1, 2]
    assert found.units("document", at).tolist() == [0, 0, 0]
    assert found.words_of_blocks(at)[0].tolist() == [1, 1, 3]


def test_a_pattern_goes_over_the_end_of_a_line_and_its_place_is_that_of_the_text():
    text = "大家都说要深化改\n革，推动发展。"
    found = [*read(text, Tokeniser()).matches(re.compile("改革，推"))]
    assert texts(found, text) == ["改\n革，推"]


def test_a_pattern_reads_traditional_text_as_simplified_and_full_width_letters_as_letters():
    text = "市政協用ＡＰＰ完善機制。"
    found = [*read(text, Tokeniser()).matches(re.compile("政协用APP"))]
    assert texts(found, text) == ["政協用ＡＰＰ"]


def test_nothing_is_in_an_empty_text():
    found = read("")
    assert found.sequences([("甲",), ("*",)]) == {("甲",): [], ("*",): []}
    assert [*found.matches(re.compile("甲"))] == []
