import numpy as np
import pandas as pd
import pytest

from analysis import Tokeniser, keyness, parse
from analysis.terms.keyness import measures_of


def float_array(number):
    return np.array([float(number)])


def tokens_of(*blocks):
    return Tokeniser().tokens(parse("\n\n".join(blocks)))


def test_percent_difference_of_gabrielatos_and_marchi_2011_page_18():
    """206,523 of 959,641 beside 178,174 of 1,562,358: 88.7 %."""
    row = measures_of(*map(float_array, (206_523, 206_523 + 178_174, 959_641, 959_641 + 1_562_358))).iloc[0]
    assert round(row["diff"], 1) == 88.7


def test_odds_ratio_of_pojanapunya_and_watson_todd_page_154():
    """16,217 of 2,796,938 beside 735 of 2,087,946: 16.6 to one."""
    row = measures_of(*map(float_array, (16_217, 16_217 + 735, 2_796_938, 2_796_938 + 2_087_946))).iloc[0]
    assert round(row["odds_ratio"], 1) == 16.6


def test_log_ratio_of_hardie_2014_is_nought_for_one_in_a_million_on_both_sides():
    row = measures_of(*map(float_array, (1, 2, 1_000_000, 2_000_000))).iloc[0]
    assert (row["log_ratio"], row["g2"]) == (0, 0)


def test_both_directions_and_what_a_part_lacks_by_hand():
    """工作 is all 12 tokens of the first of two equal parts, so 6 were to be expected in the second."""
    table = keyness(tokens_of("工作" * 12, "政协" * 12), by="block")
    assert table[["block", "term", "count", "rest"]].to_numpy().tolist() == [
        [0, "工作", 12, 0],
        [0, "政协", 0, 12],
        [1, "政协", 12, 0],
        [1, "工作", 0, 12],
    ]
    # A count of 0 is taken as a half: log2(12 / .5), and the other way round.
    assert table["log_ratio"].tolist() == pytest.approx([4.585, -4.585] * 2, abs=1e-3)
    assert (table["p_adjusted"] >= table["p"]).all()


def test_a_text_against_another():
    table = keyness(tokens_of("工作工作政协"), by=None, reference=tokens_of("工作政协政协")).set_index("term")
    assert table[["count", "rest"]].to_dict("index") == {
        "工作": {"count": 2, "rest": 1},
        "政协": {"count": 1, "rest": 2},
    }
    assert table["log_ratio"].to_dict() == pytest.approx({"工作": 1, "政协": -1})
    assert table["p"].to_dict() == pytest.approx(
        {"工作": 1, "政协": 1}
    )  # of C(6, 3) = 20 ways to deal, all are as likely


def test_nothing_to_compare_with():
    with pytest.raises(ValueError, match="needs a reference"):
        keyness(tokens_of("工作"), by=None)
    one = keyness(tokens_of("工作政协"), by="block")
    assert one[["g2", "log_ratio", "diff"]].to_numpy().tolist() == [[0, 0, 0]] * 2
    assert keyness(tokens_of("。"), by="block").empty
    assert keyness(tokens_of("。"), by=None, reference=tokens_of("工作")).empty


def test_weights_count(tokens):
    half = keyness(tokens, by="section", weights=[0.5] * len(tokens))
    assert half["count"].sum() == pytest.approx(keyness(tokens, by="section")["count"].sum() / 2)


def test_a_table_of_counts_serves_as_reference():
    """As many as in the tokens: 2 of 3 here, 1 of 4 there; 主席 is there only, but too rare to be missed."""
    reference = pd.DataFrame({"term": ["工作", "政协", "主席"], "count": [1, 2, 1]})
    table = keyness(tokens_of("工作工作政协"), by=None, reference=reference)
    assert table[["term", "count", "rest"]].to_numpy().tolist() == [["工作", 2, 1], ["政协", 1, 2]]
    same = keyness(tokens_of("工作工作政协"), by=None, reference=tokens_of("工作政协，政协，主席"))
    pd.testing.assert_frame_equal(table, same)


def test_what_is_frequent_in_general_and_not_here_is_listed():
    reference = pd.DataFrame({"term": ["工作", "经济", "的"], "count": [10, 990, 500]})
    table = keyness(tokens_of("工作" * 20), by=None, reference=reference)
    assert table[["term", "count", "rest"]].to_numpy().tolist() == [["工作", 20, 10], ["经济", 0, 990]]


@pytest.mark.parametrize("count", [-1, float("nan"), float("inf"), "many"])
def test_a_reference_with_impossible_counts_is_refused(count):
    tokens = Tokeniser().tokens(parse("政协工作"))
    reference = pd.DataFrame({"term": ["政协", "工作"], "count": [3, count]})
    with pytest.raises(ValueError, match="keyness: reference: count"):
        keyness(tokens, None, reference)


def test_kinds_that_the_base_leaves_out_cannot_be_compared():
    tokens = Tokeniser().tokens(parse("政协，工作\n\n委员。"))
    with pytest.raises(ValueError, match="kinds: punctuation is no part of the base"):
        keyness(tokens, "block", kinds=("word", "punctuation"))


def test_one_other_token_is_something_to_compare_with():
    """2 of 3 beside none of 1, taken for half a time: log2((2 / 3) / .5)."""
    row = measures_of(*map(float_array, (2, 2, 3, 4))).iloc[0]
    assert row["log_ratio"] == pytest.approx(np.log2(4 / 3))
