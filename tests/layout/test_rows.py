"""Rows, between which a gap goes across the page, and gutters between columns."""

from laid_lines import item

from analysis.layout.boxes import Box
from analysis.layout.rows import gutters_of, hulls_of, is_one_line, is_side_by_side, rows_across


def test_items_are_in_one_row_unless_a_gap_goes_across():
    rows = rows_across([item("甲", 0, 0), item("乙", 50, 6), item("丙", 0, 17)])
    assert [[one.lines[0].text for one in row.items] for row in rows] == [["甲", "乙"], ["丙"]]


def test_lines_may_reach_a_little_into_their_neighbours():
    assert len(rows_across([item("甲", 0, 0), item("乙", 0, 7.5)])) == 2
    assert len(rows_across([item("甲", 0, 0), item("乙", 0, 6.5)])) == 1


def test_boxes_less_than_a_gap_apart_are_one_column_and_the_middle_of_the_gap_is_a_gutter():
    boxes = [Box(0, 0, 10, 50), Box(17, 0, 30, 50), Box(40, 0, 60, 50)]
    hulls = hulls_of(boxes, 8)
    assert hulls == [Box(0, 0, 30, 50), Box(40, 0, 60, 50)]
    assert gutters_of(hulls, 10) == [35]
    assert gutters_of([Box(0, 0, 30, 50), Box(40, 48, 60, 90)], 10) == []  # they are one below the other


def test_a_row_of_runs_is_a_line_and_of_several_lines_is_not():
    (line,) = rows_across([item("甲", 0, 0), item("乙", 50, 0)])
    (columns,) = rows_across([item("甲", 0, 0), item("乙", 50, 5), item("丙", 0, 9)])
    assert (is_one_line(line, 10), is_side_by_side(line, 10)) == (True, False)
    assert (is_one_line(columns, 10), is_side_by_side(columns, 10)) == (False, True)
