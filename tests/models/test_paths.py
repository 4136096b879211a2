"""Many rows at once in fitted trees, worked out by hand."""

import numpy as np

from analysis.models.paths import paths_of, values_of
from analysis.models.trees import Trees

# The first tree looks at column 0, and to its right at column 1; the second is a leaf; the third looks at column 1.
FEATURE = [0, 0, 1, 0, 0, 0, 1, 0, 0]
THRESHOLD = np.array([5, 0, 2, 0, 0, 0, 2, 0, 0], np.float32)
BELOW = [1, 2, 1, 1, 3, 4, 3, 3, 4, 4, 5, 5, 7, 8, 7, 7, 8, 8]
VALUE = [0.0, -1, 9, 0.5, 2, 7, 9, 10, 20]
TREES = Trees(*(np.array(part) for part in ([0, 5, 6], FEATURE, THRESHOLD, BELOW, VALUE, [0.0])), 2)


def values(*rows):
    return values_of(np.array(rows, np.float32), paths_of(TREES)).tolist()


def test_a_value_up_to_the_threshold_goes_left_in_each_tree():
    assert values([5, 9], [6, 2], [6, 3]) == [[-1, 7, 20], [0.5, 7, 10], [2, 7, 20]]


def test_rows_beyond_a_word_of_bits_are_looked_at_too():
    assert values(*[[6, 2]] * 64, [6, 3]) == [[0.5, 7, 10]] * 64 + [[2, 7, 20]]


def test_no_number_goes_left_as_it_does_where_trees_are_walked():
    assert values([np.nan, np.nan]) == [[-1, 7, 10]]


def test_a_tree_deeper_than_a_byte_of_steps():
    """Ten nodes one to the right of the other: the row with 3.5 goes right four times, that with 99 to the end."""
    inner, size = 10, 21
    below = [*(2 * n + below for n in range(inner) for below in (1, 2, 1, 1)), 20, 20]
    parts = ([0], [0] * size, [n / 2 for n in range(size)], below, [float(n) for n in range(size)], [0.0])
    deep = paths_of(Trees(*(np.array(part) for part in parts), inner))
    assert values_of(np.array([[3.5], [-1], [99]], np.float32), deep).tolist() == [[9.0], [1.0], [20.0]]


def test_what_lies_deeper_than_the_trees_say_is_not_looked_at():
    shallow = Trees(*(np.array(part) for part in ([0], FEATURE[:5], THRESHOLD[:5], BELOW[:10], VALUE[:5], [0.0])), 1)
    assert values_of(np.array([[6, 3]], np.float32), paths_of(shallow)).tolist() == [[9.0]]


def test_no_rows_have_no_values():
    assert values_of(np.zeros((0, 2), np.float32), paths_of(TREES)).shape == (0, 3)
