import math

import pytest

from analysis import Tokeniser, parse
from analysis.terms.word_candidates import (
    candidate_places,
    contexts,
    is_short_and_han,
    measured,
    read_text,
)

TEXT = "甲乙来。\n甲乙去。丙甲乙！"


def places(text=TEXT, min_count=2):
    tokens = Tokeniser(engine="characters").tokens(parse(text))
    return candidate_places(tokens, (2,), min_count, lambda parts: is_short_and_han("".join(parts), 8))


def test_places_of_what_stands_often_enough():
    found = places()
    assert found[["word", "start", "end"]].values.tolist() == [["甲乙", 0, 2], ["甲乙", 5, 7], ["甲乙", 10, 12]]
    assert {*places(min_count=1)["word"]} == {"甲乙", "乙来", "乙去", "丙甲"}


def test_measures_by_hand():
    """甲乙 three times, and 甲 and 乙 each, among 13 characters; before it two edges and 丙, behind it 来, 去, !."""
    (row,) = measured(places(), TEXT, TEXT).itertuples()
    assert (row.count, row.stands, row.parts) == (3, 3, "甲 乙")
    assert row.pmi == pytest.approx(math.log2(3 * len(TEXT) / 9))
    assert row.left_entropy == row.right_entropy == pytest.approx(math.log2(3))


def test_places_that_are_cut_otherwise_stand_all_the_same():
    (row,) = measured(places(), TEXT, TEXT + "甲乙").itertuples()
    assert (row.count, row.stands) == (3, 4)


def test_short_words_of_han_characters():
    assert [is_short_and_han(word, 3) for word in ("甲", "甲乙", "甲乙丙丁", "甲a")] == [False, True, False, False]


def test_contexts_are_of_the_first_three_places():
    shown = contexts(TEXT * 2, places(TEXT * 2), ["甲乙"])
    assert shown.tolist() == ["【甲乙】来。 甲乙去 | 甲乙来。 【甲乙】去。丙甲乙！ | 甲乙去。丙【甲乙】！甲乙来。"]


def test_text_is_read_as_it_is_counted():
    document = parse("市政協\n\n完善")
    assert read_text(document, Tokeniser().of(document)) == "市政协\n完善"
    assert read_text(document, Tokeniser(simplify=False)) == "市政協\n完善"
    assert "\n" in document.text
