"""How often terms stand along a text."""

import pytest

from analysis import (
    trend,
)


def test_a_trend_has_a_row_for_each_stretch(seed, tokens):
    table = trend(tokens, seed, ["政协", "没有"], parts=7)
    assert table["count"].groupby(table["term"]).sum().to_dict() == {"政协": 46, "没有": 0}
    assert len(table) == 14
    assert (table["end"].iloc[6], table["start"].iloc[0]) == (len(seed.text), 0)
    assert trend(tokens, seed, []).empty
    with pytest.raises(ValueError, match="parts: 0"):
        trend(tokens, seed, ["政协"], parts=0)


def test_a_trend_of_one_stretch_is_the_count(seed, tokens):
    (row,) = trend(tokens, seed, ["政协"], parts=1).itertuples()
    assert (row.part, row.start, row.end) == (0, 0, len(seed.text))
