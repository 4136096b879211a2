import math

import pytest

from analysis import Tokeniser, parse
from analysis.terms.word_candidates import (
    candidate_places,
    is_short_and_han,
    measured,
    read_text,
    with_contexts,
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
    found = places(TEXT * 2)
    (row,) = with_contexts(measured(found, TEXT, TEXT), TEXT * 2, found).query("word == '甲乙'").itertuples()
    assert row.contexts == "【甲乙】来。 甲乙去 | 甲乙来。 【甲乙】去。丙甲乙！ | 甲乙去。丙【甲乙】！甲乙来。"


def test_words_and_their_parts_are_shown_as_they_are_written_there():
    """餘 is written for 余 elsewhere, but not where this word stands."""
    text = "餘餘餘餘，余紫雲。余紫雲！"
    tokens = Tokeniser(engine="characters", simplify=True).tokens(parse(text))
    found = candidate_places(tokens, (3,), 2, lambda parts: "".join(parts) == "余紫云")
    (row,) = with_contexts(measured(found, text, text), text, found).itertuples()
    assert (row.word, row.written, row.parts) == ("余紫云", "余紫雲", "余 紫 雲")


def test_text_is_read_as_it_is_counted():
    document = parse("市政協\n\n完善")
    assert read_text(document, Tokeniser().of(document)) == "市政协\n完善"
    assert read_text(document, Tokeniser(simplify=False)) == "市政協\n完善"
    assert "\n" in document.text
