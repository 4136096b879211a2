import math

import pytest

from analysis import Tokeniser, audit, compare, frequencies, keyness, parse, sections, stop_words, with_sections


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


def test_keyness_by_hand():
    """工作 is 2 of 3 tokens in the first section and 1 of 3 in the second.

    E1 = E2 = 3 * 3 / 6 = 1.5, so G2 = 2 (2 ln(2 / 1.5) + 1 ln(1 / 1.5)) = 0.3398; the log ratio is log2 2 = 1.
    """
    document = parse("# 一\n\n工作工作\n\n# 二\n\n工作政协")
    table = keyness(with_sections(Tokeniser().tokens(document), sections(document))[lambda t: t["block"] % 2 == 1])
    row = table[(table["section"] == 0) & (table["term"] == "工作")].iloc[0]
    a, b, c, d = 2, 1, 2, 2
    e1, e2 = c * (a + b) / (c + d), d * (a + b) / (c + d)
    assert row["g2"] == pytest.approx(2 * (a * math.log(a / e1) + b * math.log(b / e2)))
    assert row["log_ratio"] == pytest.approx(1)


def test_nothing_to_count_is_an_empty_table():
    for text in ("", "。……", "1921"):
        tokens = Tokeniser().tokens(parse(text))
        assert frequencies(tokens).empty
        assert compare(frequencies(tokens), frequencies(tokens)).empty
