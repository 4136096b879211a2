"""Characters side by side are runs, from the left to the right or downwards."""

import numpy as np

from analysis.layout.glyphs import CHARACTER
from analysis.layout.runs import chained, directions


def boxes(*places, size=10):
    return np.array([(x, y, x + size, y + size) for x, y in places], float), np.full(len(places), float(size))


def test_characters_near_the_end_of_a_run_go_on_with_it_and_a_wide_gap_parts_two():
    assert chained(*boxes((0, 0), (10, 0), (17.9 + 10, 0), (50, 0))) == [[0, 1, 2], [3]]


def test_lines_are_runs_of_their_own_in_whatever_order_the_characters_come():
    assert sorted(map(sorted, chained(*boxes((10, 16), (0, 0), (0, 16), (10, 0))))) == [[0, 2], [1, 3]]


def test_no_characters_are_no_runs():
    assert chained(np.zeros((0, 4)), np.zeros(0)) == []


def frames(places):
    rows = [(ord("字"), x, y, x + 10, y + 10, 10, 0, False, 0) for x, y in places]
    return directions(np.array(rows, CHARACTER), 300, 400).tolist()


def test_characters_closer_below_each_other_than_side_by_side_run_downwards():
    assert frames([(x, 10 * row) for x in (100, 84) for row in range(5)]) == [1] * 10
    assert frames([(10 * column, y) for y in (0, 16) for column in range(5)]) == [0] * 10
