import math

import pytest

from analysis import (
    Tokeniser,
    audit,
    compare,
    frequencies,
    ngrams,
    parse,
    sections,
    stop_words,
    tf_idf,
    total_variation,
    trend,
    with_sections,
)


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
    whole, few = frequencies(tokens, min_length=1), frequencies(tokens, stop_words=stop_words())
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


def test_compare_puts_absent_terms_at_nought():
    before, after = (frequencies(Tokeniser().tokens(parse(text))) for text in ("工作，工作，政协", "工作，委员"))
    table = compare(before, after).set_index("term")
    assert table["change"].to_dict() == {"工作": -1, "政协": -1, "委员": 1}
    assert table["rank_after"].isna().to_dict() == {"工作": False, "政协": True, "委员": False}


def test_range_is_how_many_sections_hold_a_term():
    document = parse("# 一\n\n工作工作政协\n\n# 二\n\n工作")
    tokens = with_sections(Tokeniser().tokens(document), sections(document))
    assert frequencies(tokens).set_index("term")["range"].to_dict() == {"工作": 2, "政协": 1}
    assert "range" not in frequencies(tokens, by="section")


def test_kinds_can_be_kept_or_left_out():
    tokens = Tokeniser().tokens(parse("APP 2021工作，"))
    kept = frequencies(tokens, min_length=1, kinds=["number", "punctuation"])
    assert kept["term"].tolist() == [",", "2021"]
    assert frequencies(tokens, kinds=["latin"])["per_10k"].tolist() == pytest.approx([10_000 / 3])


def test_a_token_whose_part_is_missing_counts_nowhere():
    tokens = Tokeniser().tokens(parse("工作政协\n\n工作")).assign(part=[1.0, None, 2.0])
    assert frequencies(tokens, by="part")["term"].tolist() == ["工作", "工作"]
    assert frequencies(tokens, by="part")["per_10k"].tolist() == [10_000, 10_000]


def test_ngrams_cross_neither_marks_nor_blocks_nor_gaps():
    tokens = Tokeniser().tokens(parse("完善工作机制，政协\n\n委员"))
    assert ngrams(tokens, 3)["term"].tolist() == ["完善 工作 机制"]
    assert ngrams(tokens[tokens["term"] != "工作"])["term"].tolist() == []
    assert ngrams(tokens, 2, stop_words=["机制"])["term"].tolist() == ["完善 工作"]
    assert ngrams(tokens, 9).empty
    assert frequencies(ngrams(tokens, 1))["count"].sum() == frequencies(tokens)["count"].sum()
    with pytest.raises(ValueError, match="n: 0"):
        ngrams(tokens, 0)


def test_ngrams_have_the_offsets_of_what_they_span(seed, tokens):
    for n in (2, 4):
        table = ngrams(tokens, n)
        for row in table.sample(50, random_state=1).itertuples():
            assert seed.text[row.start : row.end] == row.term.replace(" ", "")


def test_total_variation_is_the_share_that_moved():
    before, after = (frequencies(Tokeniser().tokens(parse(text))) for text in ("工作政协", "工作工作工作委员"))
    assert total_variation(compare(before, after)) == pytest.approx((0.25 + 0.5 + 0.25) / 2)
    assert total_variation(compare(before, before)) == 0


def test_tf_idf_by_hand():
    """政协 is 1 of 2 tokens of one block of three: ln 3 / 2; what stands everywhere weighs nothing."""
    table = tf_idf(Tokeniser().tokens(parse("工作政协\n\n工作\n\n工作")), by="block")
    assert table["term"].tolist() == ["政协", "工作", "工作", "工作"]
    assert table["tf_idf"].tolist() == pytest.approx([math.log(3) / 2, 0, 0, 0])


def test_a_trend_has_a_row_for_each_stretch(seed, tokens):
    table = trend(tokens, seed, ["政协", "没有"], parts=7)
    assert table["count"].groupby(table["term"]).sum().to_dict() == {"政协": 46, "没有": 0}
    assert len(table) == 14
    assert (table["end"].iloc[6], table["start"].iloc[0]) == (len(seed.text), 0)
    assert trend(tokens, seed, []).empty
    with pytest.raises(ValueError, match="parts: 0"):
        trend(tokens, seed, ["政协"], parts=0)


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


def test_tables_counted_by_section_are_not_compared_term_by_term():
    tokens = Tokeniser().tokens(parse("政协工作\n\n政协"))
    with pytest.raises(ValueError, match="compare: before has '政协' in more than one row"):
        compare(frequencies(tokens, by="block"), frequencies(tokens))
    with pytest.raises(ValueError, match="compare: after: count: -1"):
        compare(frequencies(tokens), frequencies(tokens).assign(count=-1))
