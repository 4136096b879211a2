"""Fitted trees, worked out by hand."""

import numpy as np
import pytest

from analysis.models import trees as module
from analysis.models.trees import contributions, read_trees, scores

# Of each class a tree: the first looks at "a" and below it at "b", the second at "b" alone.
DATA = {
    "features": ["a", "b"],
    "roots": [0, 5],
    "nodes": {
        "feature": [0, 0, 1, 0, 0, 1, 0, 0],
        "threshold": [5, 0, 2, 0, 0, 3, 0, 0],
        "left": [1, 1, 3, 3, 4, 6, 6, 7],
        "right": [2, 1, 4, 3, 4, 7, 6, 7],
        "value": [0, -1, 1, 0.5, 2, 0, -4, 4],
    },
    "base": [0.25, 0.0],
    "depth": 2,
}
TREES = read_trees(DATA, ["a", "b"], "model.json")
ROWS = np.array([[5, 9], [6, 2], [6, 3], [6, 3.5]], np.float32)


def test_a_value_up_to_the_threshold_goes_left_and_each_class_has_its_trees():
    assert scores(ROWS, TREES).tolist() == [[-0.75, 4], [0.75, -4], [2.25, -4], [2.25, 4]]


def test_many_rows_are_looked_at_in_parts_and_come_out_the_same(monkeypatch):
    known = scores(ROWS, TREES).tolist()
    monkeypatch.setattr(module, "CELLS", 2)
    assert scores(ROWS, TREES).tolist() == known
    assert scores(ROWS[:0], TREES).shape == (0, 2)


def test_many_rows_go_down_the_trees_together_and_come_out_the_same(monkeypatch):
    many = np.tile(ROWS, (40, 1))
    assert scores(many, TREES).tolist() == scores(ROWS, TREES).tolist() * 40
    monkeypatch.setattr(module, "TOGETHER", 7)
    assert scores(many, TREES).tolist() == scores(ROWS, TREES).tolist() * 40
    monkeypatch.setattr(module, "DEEPEST", 1)
    assert scores(many, TREES).tolist() == scores(ROWS, TREES).tolist() * 40


def test_what_a_feature_adds_is_the_step_from_the_node_that_looks_at_it():
    assert contributions(ROWS, TREES).tolist() == [[-1, 0], [1, -0.5], [1, 1], [1, 1]]
    assert contributions(ROWS, TREES, 1).tolist() == [[0, 4], [0, -4], [0, -4], [0, 4]]


def test_trees_of_other_features_are_refused():
    with pytest.raises(ValueError, match=r"^model\.json: fitted to other features; run `make fit`$"):
        read_trees(DATA, ["b", "a"], "model.json")
