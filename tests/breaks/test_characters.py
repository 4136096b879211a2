"""What a character is at a line's end, and how wide it is set."""

import pytest

from analysis.breaks.characters import KINDS_OF_CHARACTER, MARK, class_of, columns


@pytest.mark.parametrize(
    ("characters", "kind"),
    [
        ("。！？…", "a full stop"),
        ("”》）", "a closing mark"),
        ("“《（", "an opening mark"),
        ("，", "a comma"),
        ("、", "an enumeration comma"),
        ("：:", "a colon"),
        ("政〇㐀𠀀", "a Han character"),
        ("7", "a digit"),
        ("aé", "a Latin letter"),
        ("●※", "a bullet"),
        ("%＝", "another sign"),
    ],
)
def test_each_character_is_of_a_class(characters, kind):
    assert [KINDS_OF_CHARACTER[class_of(character)] for character in characters] == [kind] * len(characters)


def test_the_marks_that_close_something_come_before_the_others():
    assert [class_of(mark) < MARK for mark in "。”，、；：“—政"] == [True] * 6 + [False] * 3


def test_a_han_character_is_two_latin_letters_wide_and_a_combining_mark_nothing():
    assert [columns(character) for character in "政，a7\u0301\u200b"] == [1, 1, 0.5, 0.5, 0, 0]
