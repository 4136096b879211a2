"""Rectangles, and how they lie when a page is turned."""

import numpy as np
import pytest

from analysis.layout.boxes import Box, Turn, around, turned, turned_back

BOX = Box(10, 20, 40, 30)


@pytest.mark.parametrize(
    ("frame", "box"),
    [
        (0, (10, 20, 40, 30)),
        (1, (20, 60, 30, 90)),
        (2, (60, 170, 90, 180)),
        (3, (170, 10, 180, 40)),
    ],
)
def test_a_box_lies_elsewhere_when_its_page_is_turned_and_comes_back(frame, box):
    found = turned(BOX, frame, 100, 200)
    assert found == Box(*box)
    assert turned_back(found, frame, 100, 200) == BOX


@pytest.mark.parametrize(
    ("quarters", "size", "box"),
    [
        (0, (100, 200), (10, 170, 40, 180)),
        (1, (200, 100), (20, 10, 30, 40)),
        (2, (100, 200), (60, 20, 90, 30)),
        (3, (200, 100), (170, 60, 180, 90)),
    ],
)
def test_what_is_drawn_from_below_is_shown_from_above_on_a_turned_page_too(quarters, size, box):
    turn = Turn(0, 0, 100, 200, quarters)
    assert (turn.width, turn.height) == size
    assert turn.box(*BOX) == Box(*box)
    assert turn.boxes(np.array([BOX])).tolist() == [[*box]]


def test_a_box_holds_what_sticks_out_by_the_margin_and_no_more():
    assert Box(0, 0, 10, 10).holds(Box(-1, -1, 11, 11))
    for corner in range(4):
        edges = [0.0, 0, 10, 10]
        edges[corner] += 1.1 if corner > 1 else -1.1
        assert not Box(0, 0, 10, 10).holds(Box(*edges))


def test_around_boxes_is_the_least_that_holds_them_all():
    assert around([Box(5, 1, 6, 9), Box(2, 3, 8, 4)]) == Box(2, 1, 8, 9)
