"""What the colours of a cloud say."""

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.figures.cloud_colours import AS_IT_WAS, OTHER, colours_of, named_groups

WORDS = pd.DataFrame({"term": [*"甲乙丙丁"], "value": [8.0, 4, 4, 1]})
PLACES = np.ones((4, 2))


def test_the_tag_of_a_term_says_its_group():
    found = analysis.by_part_of_speech(pd.Series([*"甲乙丙丁戊"]), ["vn", "v", "d", "ns", "x"])
    assert found.tolist() == ["noun", "verb", "adjective, adverb", "name", OTHER]
    with pytest.raises(ValueError, match="1 tags for 2 terms"):
        analysis.by_part_of_speech(pd.Series([*"甲乙"]), ["n"])


def test_a_term_is_of_the_section_where_it_is_densest_and_equal_titles_are_numbered():
    text = "# 春\n\n雨水，天空。\n\n# 春\n\n雨水，雨水，云。\n\n# other\n\n太阳。"
    document = analysis.parse(text)
    table = analysis.sections(document)
    counts = analysis.frequencies(
        analysis.with_sections(analysis.Tokeniser().tokens(document), table), by="section", min_characters=1
    )
    found = analysis.by_section(counts, table).to_dict()
    assert (found["天空"], found["雨水"], found["太阳"]) == ("春", "春 (2)", "other (3)")


def test_a_change_says_whether_a_count_rose_fell_or_stayed():
    change = pd.DataFrame({"term": [*"甲乙丙"], "before": [1, 2, 3], "after": [2, 2, 1], "change": [1, 0, -2]})
    assert analysis.by_change(change).tolist() == ["more", AS_IT_WAS, "fewer"]


def test_without_groups_equal_words_are_of_one_colour_and_no_colour_stands_for_anything():
    colours, named = colours_of(WORDS, PLACES, None, dark=False)
    assert colours[1] == colours[2]
    assert len({*colours}) == 3
    assert named == {}


def test_the_group_with_the_most_weight_has_the_first_colour_and_others_stay_in_the_background():
    groups = {"甲": "一", "乙": "二", "丙": "二", "丁": AS_IT_WAS}
    colours, named = colours_of(WORDS, PLACES, groups, dark=False)
    assert [*named] == ["一", "二", AS_IT_WAS]
    assert colours[1] == colours[2] == named["二"]
    assert colours[3] == named[AS_IT_WAS]


def test_more_groups_than_colours_are_put_together_as_others():
    words = pd.DataFrame({"term": [f"词{n}" for n in range(30)], "value": [float(30 - n) for n in range(30)]})
    colours, named = colours_of(words, np.ones((30, 2)), {f"词{n}": f"组{n}" for n in range(30)}, dark=True)
    assert next(iter(named)) == "组0"
    assert [*named][-1] == OTHER
    assert colours[-1] == colours[-2] == named[OTHER]
    assert len({*named.values()}) == len(named)


def test_a_group_that_is_missing_is_none_and_of_equal_terms_the_first_counts():
    assert named_groups(None) is None
    colour = pd.Series(["一", None, "二"], index=["甲", "乙", "甲"])
    assert named_groups(colour) == {"甲": "一"}
