"""Words of one's own stand whole wherever they are in a text, the longest first, then the first."""

import random

import pytest
from generators import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

from analysis import Tokeniser, parse
from analysis.words.kept import KeptWords


def by_hand(words, text):
    """Take every place of every word, the longest first, then the first, unless something taken is in the way."""
    places = [(-len(w), i, i + len(w)) for w in {*words} for i in range(len(text)) if text.startswith(w, i)]
    taken = []
    for _, start, end in sorted(places):
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            taken.append((start, end))
    return sorted(taken)


@pytest.mark.parametrize("draw", range(400))
def test_overlaps_are_as_the_rule_says(draw):
    dice = random.Random(draw)
    text = "".join(dice.choices("甲乙丙丁", k=40))
    words = ["".join(dice.choices("甲乙丙丁", k=dice.randint(1, 6))) for _ in range(dice.randint(1, 12))]
    assert KeptWords(words).spans(text) == by_hand(words, text)


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
@pytest.mark.parametrize(
    ("words", "text", "tokens"),
    [
        (["南京市长"], "南京市长江大桥", ["南京市长", "江", "大桥"]),
        (["乙丙"], "甲乙丙丁", ["甲", "乙丙", "丁"]),
        (["甲乙", "乙丙丁"], "甲乙丙丁", ["甲", "乙丙丁"]),
        (["甲乙", "乙丙"], "甲乙丙", ["甲乙", "丙"]),
        (["列夫·托尔斯泰"], "作家列夫·托尔斯泰写", ["作家", "列夫·托尔斯泰", "写"]),
        (["不忘初心，牢记使命"], "要不忘初心，牢记使命。", ["要", "不忘初心，牢记使命", "。"]),
    ],
)
def test_a_word_is_kept_whole_wherever_it_stands(engine, words, text, tokens):
    assert Tokeniser(words=words, engine=engine).cut(text) == tokens


def test_a_word_of_letters_or_digits_does_not_stand_inside_a_longer_run_of_them():
    assert Tokeniser(words=["APP", "B2"]).cut("APPLE用APP和B23、B2") == ["APPLE", "用", "APP", "和", "B23", "、", "B2"]


def test_a_word_is_kept_across_the_end_of_a_wrapped_line():
    text = (
        "会议指出，各级各部门要统一思想，提高认识，加强领导，精心组织南京市\n"
        "长江大桥维修工程的各项工作，确保工程按期完成，确保质量和安全，\n"
        "为全市人民交出一份满意的答卷。"
    )
    tokens = Tokeniser(words=["南京市长"]).tokens(parse(text))
    assert tokens["text"][tokens["term"] == "南京市长"].tolist() == ["南京市\n长"]


@given(st.lists(st.text("一二AB2", min_size=1, max_size=4), max_size=5), ANY_TEXT)
def test_the_tokens_are_the_text_whatever_the_words(words, text):
    assert "".join(Tokeniser(words=words).cut(text)) == text


def test_a_text_of_one_character_and_words_nested_in_each_other():
    assert KeptWords(["一" * size for size in range(1, 50)]).spans("一" * 120) == [(0, 49), (49, 98), (98, 120)]
    assert KeptWords([]).spans("一二") == []
    assert KeptWords(["一"]).cut("", list) == []
