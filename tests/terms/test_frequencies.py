"""How often terms stand, and of how many tokens."""

import numpy as np
import pytest

from analysis import (
    Tokeniser,
    audit,
    compare,
    frequencies,
    parse,
    sections,
    stop_words,
    with_sections,
)


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


def count(table, term):
    return table.set_index("term")["count"].get(term, 0)


def test_counts_of_the_seed_as_it_came_and_without_copies(seed, tokens):
    raw, clean = frequencies(tokens), frequencies(audit(seed).without_copies(tokens))
    assert {term: (count(raw, term), count(clean, term)) for term in ("企业", "办实事", "联合", "政协")} == {
        "企业": (15, 5),
        "办实事": (22, 12),
        "联合": (8, 2),
        "政协": (46, 40),
    }


def test_weighted_counts_agree_where_copies_are_exact(seed, tokens):
    weighted = frequencies(tokens, weights=audit(seed).weights(tokens))
    assert count(weighted, "企业") == pytest.approx(5)
    assert count(weighted, "办实事") == pytest.approx(12)


def test_the_base_of_a_rate_is_every_token_but_punctuation_and_space():
    tokens = Tokeniser().tokens(parse("政协 2021，工作。"))
    assert frequencies(tokens)["per_10k"].tolist() == pytest.approx([10_000 / 3] * 2)


def test_ties_share_a_rank_and_stand_in_code_point_order():
    table = frequencies(Tokeniser().tokens(parse("工作，工作，政协，委员")))
    assert table[["term", "rank"]].values.tolist() == [["工作", 1], ["委员", 2], ["政协", 2]]


def test_stop_words_and_short_words_are_left_out_but_stay_in_the_base():
    tokens = Tokeniser().tokens(parse("我们的工作"))
    whole, few = frequencies(tokens, min_characters=1), frequencies(tokens, stop_words=stop_words())
    assert whole["term"].tolist() == ["工作", "我们", "的"]
    assert few["term"].tolist() == ["工作"]
    assert few["per_10k"].tolist() == pytest.approx([10_000 / 3])


def test_counts_by_section_add_up(tokens):
    assert frequencies(tokens, by="section")["count"].sum() == frequencies(tokens)["count"].sum()


def test_an_unknown_column_and_wrong_weights_are_said(tokens):
    with pytest.raises(ValueError, match="by: 'chapter' is no column"):
        frequencies(tokens, by="chapter")
    with pytest.raises(ValueError, match="weights: 1 of them"):
        frequencies(tokens, weights=[1])


def test_range_is_how_many_sections_hold_a_term():
    document = parse("# 一\n\n工作工作政协\n\n# 二\n\n工作")
    tokens = with_sections(Tokeniser().tokens(document), sections(document))
    assert frequencies(tokens).set_index("term")["range"].to_dict() == {"工作": 2, "政协": 1}
    assert "range" not in frequencies(tokens, by="section")


def test_kinds_can_be_kept_or_left_out():
    tokens = Tokeniser().tokens(parse("APP 2021工作，"))
    kept = frequencies(tokens, min_characters=1, kinds=["number", "punctuation"])
    assert kept["term"].tolist() == [",", "2021"]
    assert frequencies(tokens, kinds=["latin"])["per_10k"].tolist() == pytest.approx([10_000 / 3])


def test_a_token_whose_part_is_missing_counts_nowhere():
    tokens = Tokeniser().tokens(parse("工作政协\n\n工作")).assign(part=[1.0, None, 2.0])
    assert frequencies(tokens, by="part")["term"].tolist() == ["工作", "工作"]
    assert frequencies(tokens, by="part")["per_10k"].tolist() == [10_000, 10_000]


def test_nothing_to_count_is_an_empty_table():
    for text in ("", "。……", "1921"):
        tokens = Tokeniser().tokens(parse(text))
        assert frequencies(tokens).empty
        assert compare(frequencies(tokens), frequencies(tokens)).empty


@pytest.mark.parametrize("weights", [[1.0, -1.0], [1.0, float("nan")], [1.0, float("inf")]])
def test_weights_are_numbers_from_0(weights):
    with pytest.raises(ValueError, match=r"weights: .* in row 1 is no number from 0"):
        frequencies(Tokeniser().tokens(parse("政协工作")), weights=weights)


def test_a_table_of_tokens_with_a_count_below_0_is_refused():
    table = frequencies(Tokeniser().tokens(parse("政协工作"))).assign(kind="word", count=[3, -2])
    with pytest.raises(ValueError, match="count: -2 in row 1"):
        frequencies(table)
