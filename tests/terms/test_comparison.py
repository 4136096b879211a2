"""What changed between two tables of terms."""

import pytest

from analysis import (
    Tokeniser,
    compare,
    frequencies,
    parse,
    total_variation,
)


def test_compare_puts_absent_terms_at_nought():
    before, after = (frequencies(Tokeniser().tokens(parse(text))) for text in ("工作，工作，政协", "工作，委员"))
    table = compare(before, after).set_index("term")
    assert table["change"].to_dict() == {"工作": -1, "政协": -1, "委员": 1}
    assert table["rank_after"].isna().to_dict() == {"工作": False, "政协": True, "委员": False}


def test_total_variation_is_the_share_that_moved():
    before, after = (frequencies(Tokeniser().tokens(parse(text))) for text in ("工作政协", "工作工作工作委员"))
    assert total_variation(compare(before, after)) == pytest.approx((0.25 + 0.5 + 0.25) / 2)
    assert total_variation(compare(before, before)) == 0


def test_tables_counted_by_section_are_not_compared_term_by_term():
    tokens = Tokeniser().tokens(parse("政协工作\n\n政协"))
    with pytest.raises(ValueError, match="compare: before has '政协' in more than one row"):
        compare(frequencies(tokens, by="block"), frequencies(tokens))
    with pytest.raises(ValueError, match="compare: after: count: -1"):
        compare(frequencies(tokens), frequencies(tokens).assign(count=-1))
