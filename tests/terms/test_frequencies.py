"""How often terms stand, and of how many tokens."""

import numpy as np
import pytest

from analysis import Tokeniser, frequencies, parse


def test_the_base_of_a_weighted_rate_is_weighted_too():
    """1.5 of 2.5: two places of 工作, one of them half of one, and 政协."""
    tokens = Tokeniser().tokens(parse("工作，政协工作"))
    assert tokens["text"].tolist() == ["工作", "，", "政协", "工作"]
    table = frequencies(tokens, weights=np.array([0.5, 1, 1, 1])).set_index("term")
    assert table["count"].to_dict() == {"工作": 1.5, "政协": 1}
    assert table["per_10k"].to_dict() == pytest.approx({"工作": 6000, "政协": 4000})


def test_the_base_of_a_rate_within_a_part_is_that_of_the_part():
    tokens = Tokeniser().tokens(parse("工作，政协工作\n\n政协"))
    table = frequencies(tokens, by="block", weights=np.array([0.5, 1, 1, 1, 2]))
    assert table[["block", "term", "count"]].values.tolist() == [[0, "工作", 1.5], [0, "政协", 1], [1, "政协", 2]]
    assert table["per_10k"].tolist() == pytest.approx([6000, 4000, 10_000])


def test_a_row_with_a_count_stands_for_so_many_tokens():
    tokens = Tokeniser().tokens(parse("工作，政协")).assign(count=[6, 9, 2])
    table = frequencies(tokens).set_index("term")
    assert table["count"].to_dict() == {"工作": 6, "政协": 2}
    assert table["per_10k"].to_dict() == {"工作": 7500, "政协": 2500}


def test_the_range_counts_documents_and_not_sections_or_places():
    tokens = Tokeniser().tokens(parse("工作工作政协\n\n工作"))
    spread = frequencies(tokens.assign(section=[0, 0, 1, 2], doc=["甲", "甲", "甲", "乙"])).set_index("term")["range"]
    assert spread.to_dict() == {"工作": 2, "政协": 1}


def test_parts_are_in_order_and_each_is_ranked_for_itself():
    tokens = Tokeniser().tokens(parse("工作工作政协\n\n政协"))
    table = frequencies(tokens.assign(part=["b", "b", "b", "a"]), by="part")
    assert table[["part", "term", "count", "rank"]].values.tolist() == [
        ["a", "政协", 1, 1],
        ["b", "工作", 2, 1],
        ["b", "政协", 1, 2],
    ]
