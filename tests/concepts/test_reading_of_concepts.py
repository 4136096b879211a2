import re

import numpy as np

from analysis import Tokeniser, parse
from analysis.concepts.reading import TextRead
from analysis.concepts.rules import Term

WORDS = Tokeniser(engine="given")


def read(text, tokeniser=WORDS):
    return TextRead(parse(text), tokeniser)


def spans(text, *terms, tokeniser=WORDS):
    """The places of terms, by their texts."""
    forms = {term: Term(term).forms(False)[0] for term in terms}
    found = read(text, tokeniser).sequences(forms.values())
    return {term: found[form] for term, form in forms.items()}


def texts(found, text):
    return [text[start:end] for start, end in found]


def test_a_part_is_one_word_or_several_in_a_row():
    text = "甲乙 丙 丁 丙丁"
    found = spans(text, "丙丁", "乙", "甲乙丙", "丙*", "甲?", "丙 丁")
    assert {term: texts(places, text) for term, places in found.items()} == {
        "丙丁": ["丙 丁", "丙丁"],
        "乙": [],
        "甲乙丙": ["甲乙 丙"],
        "丙*": ["丙", "丙丁"],
        "甲?": ["甲乙"],
        "丙 丁": ["丙 丁"],
    }


def test_no_sequence_goes_on_in_another_paragraph():
    assert spans("甲\n\n乙", "甲乙", "甲 乙", "? ?") == {"甲乙": [], "甲 乙": [], "? ?": []}


def test_brackets_in_a_word_with_a_star_are_only_brackets():
    assert spans("a[1] a1", "a[1]*") == {"a[1]*": [(0, 4)]}


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
    assert spans("", "甲", "*") == {"甲": [], "*": []}
    assert [*read("").matches(re.compile("甲"))] == []


def test_a_star_and_a_question_mark_stand_for_words_numbers_and_names_not_for_punctuation():
    text = "改革 ， 开放 。 5 a"
    assert texts(spans(text, "*")["*"], text) == ["改革", "开放", "5", "a"]
    assert texts(spans(text, "?")["?"], text) == ["5", "a"]
    assert spans(text, "改革 * 开放") == {"改革 * 开放": []}


def test_full_width_marks_and_those_behind_a_backslash_are_only_marks():
    text = "真的 吗 ？ 真的 吗 。 评分 ＊ 高 a*b axb"
    found = spans(text, "真的吗？", "＊", r"评分\*", r"a\*?", "a*b")
    assert {term: texts(places, text) for term, places in found.items()} == {
        "真的吗？": ["真的 吗 ？"],
        "＊": ["＊"],
        r"评分\*": ["评分 ＊"],
        r"a\*?": ["a*b"],
        "a*b": ["a*b", "axb"],
    }


def test_inside_a_word_a_term_goes_from_one_of_its_inner_words_to_another():
    text = "全国人民代表大会 发展中国家 集中学习 改革开放 环境污染 人民政府"
    inside = (
        ["国人", "民代", "中国", "中学", "革开"],
        ["人民", "代表大会", "全国人民", "国家", "学习", "改革", "环境", "政府"],
    )
    assert [*spans(text, *inside[0]).values()] == [[]] * 5
    assert all(spans(text, *inside[1]).values())
    assert texts(spans("养老 服务体系", "养老服务", "老服务", "服务体")["养老服务"], "养老 服务体系") == ["养老 服务"]
    assert spans("养老 服务体系", "养老服务体") == {"养老服务体": []}
