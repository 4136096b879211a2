"""Which lines go across the columns of a page."""

from laid_lines import item

from analysis.layout.rows import rows_across
from analysis.layout.spanning import goes_across, near_columns

COLUMNS = [item("一行正文的字", x, 60 + 16 * number) for number in range(4) for x in (20, 100, 180)]


def across(*items):
    rows = rows_across([*items, *COLUMNS])
    return goes_across(rows, 0, 10)


def test_a_line_that_reaches_into_two_columns_goes_across_and_one_in_its_column_does_not():
    assert across(item("跨过两栏的一行字", 40, 40))
    assert not across(item("一行正文的字", 20, 44))


def test_words_far_apart_are_no_line():
    assert not across(item("甲栏的", 30, 40), item("乙栏的", 120, 40))


def test_a_large_heading_over_one_column_goes_across_where_the_others_have_room():
    assert across(item("标题", 20, 30, size=16))
    assert not across(item("标题", 20, 43, size=16))


def test_the_columns_near_a_row_are_those_below_it_and_those_above():
    rows = rows_across([item("标题", 20, 30), *COLUMNS])
    below, *above = near_columns(rows, 0, 10)
    assert [round(box.x0) for box in below] == [20, 100, 180]
    assert above == []
