import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis import Tokeniser, concept_matches, concept_tokens, parse

TEXT = "# 春\n\n春天 花 开 ， 春天 雨 多 。\n\n# 冬\n\n冬天 雪 大 ， 冬天 风 多 。"
WORDS = Tokeniser(engine="given")
CONCEPTS = {"季": ["春天", "冬天"], "雪": ["雪", "风"], "多": {"near": ["春天", "多"], "within": 2}}


def both(text=TEXT, concepts=CONCEPTS):
    document = parse(text)
    tokens = analysis.with_sections(WORDS.tokens(document), analysis.sections(document, WORDS))
    return document, concept_tokens(tokens, concept_matches(document, concepts, WORDS))


def test_each_match_is_a_row_and_the_words_are_the_base():
    _document, table = both()
    concepts = table[table["kind"] == "concept"]
    assert concepts[["term", "start", "end", "section"]].to_numpy().tolist() == [
        ["季", 5, 7, 0],
        ["季", 14, 16, 0],
        ["多", 14, 20, 0],
        ["季", 29, 31, 1],
        ["雪", 32, 33, 1],
        ["季", 38, 40, 1],
        ["雪", 41, 42, 1],
    ]
    assert {*table.loc[table["kind"] != "concept", "term"]} == {""}
    assert table["start"].is_monotonic_increasing


def test_counts_are_those_of_the_matches_and_rates_those_of_all_words():
    _document, table = both()
    counts = analysis.frequencies(table)
    assert counts[["term", "count"]].to_numpy().tolist() == [["季", 4], ["雪", 2], ["多", 1]]
    assert counts["per_10k"].tolist() == [4 / 14 * 1e4, 2 / 14 * 1e4, 1 / 14 * 1e4]


def test_keyness_trends_and_clouds_take_concepts_as_they_take_terms():
    document, table = both()
    keys = analysis.keyness(table)
    first = keys[(keys["section"] == 1) & (keys["term"] == "雪")]
    assert first[["count", "rest"]].to_numpy().tolist() == [[2, 0]]
    assert analysis.trend(table, document, ["季"], parts=2)["count"].tolist() == [2, 2]
    assert analysis.tf_idf(table)["term"].isin(CONCEPTS).all()
    assert analysis.word_cloud(analysis.frequencies(table), measure="count").left_out == []
    assert analysis.dispersion(table)[["term", "range"]].to_numpy().tolist() == [["季", 2], ["雪", 1], ["多", 1]]


def test_stop_words_and_the_length_of_a_name_leave_no_concept_out():
    _document, table = both()
    counted = analysis.frequencies(table, stop_words=["季"], min_characters=5)
    assert counted["term"].tolist() == ["季", "雪", "多"]


def test_a_part_of_the_tokens_has_the_matches_that_are_in_it():
    document = parse(TEXT)
    tokens, found = WORDS.tokens(document), concept_matches(document, CONCEPTS, WORDS)
    later = concept_tokens(tokens.iloc[-9:], found)
    assert later.loc[later["kind"] == "concept", "term"].tolist() == ["季", "雪"]


def test_no_match_leaves_the_base_alone():
    document = parse(TEXT)
    tokens = WORDS.tokens(document)
    table = concept_tokens(tokens, concept_matches(document, {"秋": ["秋天"]}, WORDS))
    assert len(table) == len(tokens)
    assert analysis.frequencies(table).empty
    nothing = concept_tokens(WORDS.tokens(parse("")), concept_matches(parse(""), CONCEPTS, WORDS))
    assert nothing.empty


def test_the_matches_of_another_text_are_refused():
    found = concept_matches(parse("春天"), CONCEPTS, WORDS)
    with pytest.raises(ValueError, match="make both of one document"):
        concept_tokens(WORDS.tokens(parse(TEXT)), found)
    with pytest.raises(ValueError, match="matches has no column 'concept'; call analysis"):
        concept_tokens(WORDS.tokens(parse(TEXT)), pd.DataFrame({"start": [1]}))


@given(st.lists(st.sampled_from(["春天", "冬天", "雪", "多", "。", "，"]), max_size=15).map(" ".join))
def test_counts_add_up_to_the_matches(text):
    document = parse(text)
    found = concept_matches(document, CONCEPTS, WORDS)
    counts = analysis.frequencies(concept_tokens(WORDS.tokens(document), found))
    assert counts.set_index("term")["count"].to_dict() == found["concept"].value_counts().to_dict()
