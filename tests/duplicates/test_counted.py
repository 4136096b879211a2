"""How often the passage of each character is there, and which place is counted."""

import numpy as np
import pytest

from analysis import parse
from analysis.duplicates.counted import counted
from analysis.duplicates.spans import Group, Texts

TEXT = "甲乙丙，丁甲乙丙戊甲乙"


def group(*spans, roles=None, **more):
    return Group(spans, len(spans), more.pop("kind", "repeat"), roles=roles or ("keep",) * len(spans), **more)


def found(*groups, text=TEXT, within=None):
    many, is_copy = counted(Texts((parse(text),)), groups, within)
    return many.tolist(), np.flatnonzero(is_copy).tolist()


def test_without_classes_each_letter_is_there_once():
    assert found() == ([1] * 11, [])


def test_of_three_places_the_first_is_counted_and_the_comma_between_has_the_lesser_number():
    """甲乙 is there three times, 丙 twice; letters 0, 1, 2 are at 0, 1, 2 and letters 4, 5, 6 at 5, 6, 7."""
    longer, shorter = group((0, 3), (4, 7)), group((0, 2), (8, 10))
    assert found(longer, shorter) == ([3, 3, 2, 1, 1, 3, 3, 2, 1, 3, 3], [5, 6, 7, 9, 10])


def test_a_place_that_is_a_copy_is_not_the_one_that_is_counted():
    assert found(group((0, 3), (4, 7), roles=("copy", "keep")))[1] == [0, 1, 2]


def test_a_near_repeat_is_counted_once_for_all_its_letters():
    assert found(group((0, 3), (4, 8), roles=("keep", "held"), kind="near repeat")) == (
        [2, 2, 2, 1, 1, 2, 2, 2, 2, 1, 1],
        [5, 6, 7, 8],
    )


def test_a_periodic_run_is_its_first_round():
    run = Group(((0, 2), (2, 7)), 3, "periodic run", period=2, roles=("keep", "held"))
    assert found(run, text="甲乙甲乙甲乙甲丙") == ([4, 3, 4, 3, 4, 3, 4, 1], [2, 3, 4, 5, 6])


def test_letters_that_are_not_looked_at_are_there_once():
    within = np.array([True, False, True] + [True] * 7)
    assert found(group((0, 3), (4, 7)), within=within) == ([2, 1, 2, 1, 1, 2, 2, 2, 1, 1, 1], [5, 6, 7])


@pytest.mark.parametrize(("text", "copies"), [("甲，乙。甲，乙", [4, 5, 6]), ("甲，乙。丙甲乙", [5, 6])])
def test_marks_between_two_letters_of_a_copy_go_with_them(text, copies):
    spans = ((0, 2), (2, 4)) if text.count("，") == 2 else ((0, 2), (3, 5))
    assert found(group(*spans), text=text)[1] == copies
