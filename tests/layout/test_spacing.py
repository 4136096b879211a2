"""Room between characters is a space where words are apart, and none where it only justifies a line."""

import numpy as np
import pytest

from analysis.layout.spacing import spaced, without_justifying


def line(text, *gaps, size=10.0):
    """Return the text of characters with so much room, in em, behind each but the last."""
    x, boxes = 0.0, []
    for number, character in enumerate(text):
        width = size * (0.5 if character.isascii() else 1)
        boxes.append((x, 0, x + width, size))
        x += width + size * (gaps[number] if number < len(gaps) else 0)
    return spaced([*text], np.array(boxes), np.full(len(text), size))


@pytest.mark.parametrize(
    ("text", "gaps", "shown"),
    [
        ("第一章绪论", (0, 0, 0.5), "第一章 绪论"),
        ("一行拉开的字", (0.3,) * 5, "一行拉开的字"),
        ("abcd", (0, 0.3), "ab cd"),
        ("abcd", (0, 0.1), "abcd"),
        ("1绪论", (0.3,), "1 绪论"),
        ("绪论A", (0, 0.5), "绪论A"),
        ("他说，好", (0, 0, 0.5), "他说，好"),
        ("字", (), "字"),
    ],
)
def test_a_space_is_room_between_words_that_the_rest_of_the_line_has_not(text, gaps, shown):
    assert line(text, *gaps) == shown


def test_spaces_between_a_third_of_the_characters_only_justify():
    assert without_justifying("一二 三四 五六") == "一二 三四 五六"
    assert without_justifying("一 二 三 四五六") == "一二三四五六"
    assert without_justifying("a b c d e f g") == "a b c d e f g"
