"""The script of a character, and the one form of those that are counted as the same."""

import pytest
from generators import ANY_TEXT
from hypothesis import given

from analysis.words import scripts
from analysis.words.scripts import fold, is_han, is_traditional, kind_of, simplified


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("政协", "word"),
        ("T恤", "word"),
        ("〇", "word"),
        ("𠀀", "word"),
        ("APP", "latin"),
        ("カ", "latin"),
        ("B2", "latin"),
        ("19", "number"),
        ("½", "number"),
        ("Ⅳ", "number"),
        ("3%", "number"),
        ("。", "punctuation"),
        ("+", "punctuation"),
        ("\u3000", "space"),
        ("\n> ", "space"),
    ],
)
def test_a_token_is_of_one_kind(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("character", "han"),
    [("协", True), ("㐀", True), ("豈", True), ("𠀀", True), ("〇", True), ("か", False), ("。", False)],
)
def test_ideographs_of_all_planes_are_han(character, han):
    assert is_han(character) == han


@given(ANY_TEXT)
def test_simplified_text_has_each_character_in_its_place(text):
    found = simplified(text)
    assert len(found) == len(text)
    assert [one for one, other in zip(found, text, strict=True) if not is_han(other)] == [
        c for c in text if not is_han(c)
    ]


def test_text_is_simplified_on_both_sides_of_a_nul():
    assert simplified("市政協\0機制") == "市政协\0机制"


@pytest.mark.parametrize(
    ("text", "folded"), [("ＡＰＰ", "app"), ("App", "app"), ("１９", "19"), ("a1", "a1"), ("政協", "政協")]
)
def test_width_and_case_are_folded_and_nothing_else(text, folded):
    assert fold(text) == folded


def test_a_phrase_that_would_change_its_length_is_converted_character_by_character(monkeypatch):
    class Phrases:
        def convert(self, text):
            return {"甲乙丙": "甲", "甲": "一", "乙": "二二"}.get(text, text)

    monkeypatch.setattr(scripts, "_opencc", Phrases)
    assert simplified("甲乙丙") == "一乙丙"


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("市政協開會", True),
        ("市政协开会", False),
        ("工作", False),
        ("", False),
        ("《瞭望》周刊说", False),
        ("他在《瞭望》周刊发表", False),
        ("學而時習之，不亦說乎", True),
        ("学而时习之，不亦说乎", False),
        ("開發の時間が長い", False),
        ("𠀀𠀁", False),
        ("𠀀協", True),
    ],
)
@pytest.mark.parametrize("times", [1, 50])
def test_a_text_is_traditional_if_most_that_is_of_one_script_is(text, traditional, times):
    assert is_traditional(text * times) == traditional
