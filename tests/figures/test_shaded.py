"""A table whose cells are shaded."""

import pytest

from analysis.figures.shaded import shaded_table
from analysis.figures.slim import draw_slim

CELLS = [(0, 0, "6", 1.0), (1, 2, "4", 0.5)]


def written(axes):
    return [(text.get_text(), *text.xy) for text in axes.texts]


def test_each_cell_stands_in_its_row_and_column():
    picture, (axes,) = shaded_table(["a", "b"], ["x", "y", "z"], CELLS, (6, 3), 2)
    assert written(axes) == [("6", 0, 0), ("4", 2, 1)]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["a", "b"]
    assert [text.get_color() for text in axes.texts] == ["white", "black"]
    assert picture.get_figwidth() == 6


def test_on_a_phone_the_columns_that_have_no_room_stand_in_another_table():
    """With cells as wide as those of the first."""
    picture, (first, second) = draw_slim(shaded_table, (["a", "b"], ["x", "y", "z"], CELLS, (6, 3), 2), {})
    assert written(first) == [("6", 0, 0)]
    assert written(second) == [("4", 0, 1)]
    assert first.get_xlim() == second.get_xlim()
    assert picture.get_figwidth() == pytest.approx(4.4)


def test_a_table_without_columns_is_one_table():
    __, (axes,) = shaded_table([], [], [], (6, 3), 2)
    assert written(axes) == []
