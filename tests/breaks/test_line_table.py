import pytest
from line_ends import seen


def test_widths_count_a_han_character_as_one_and_a_latin_letter_as_half():
    end = seen("政协ab\n一二三四\n一二三四\n一二三四")
    assert end["full"] == 3
    assert end["usual_width"] == 4
    assert end["full_beside_usual"] == -1
    assert end["next_beside_usual"] == 0


def test_numbers_that_open_lines_are_of_several_kinds():
    text = "第二章 正文\n（一）甲乙\n2.7亿元\n1. 丙\n丁戊己"
    ends = [seen(text, end) for end in range(4)]
    assert len({end["numbering"] for end in ends}) == 4
    assert [end["behind_number"] for end in ends] == [3, 2, 3, 2]
    assert ends[3]["next_numbering"] == 0


def test_characters_of_each_sort_are_counted_line_by_line():
    text = "　（一）中国，美国、12\n\n 他说：“好。\U00020000"
    ends = seen(text + "\n甲", 0), seen(text + "\n甲", 1)
    assert [(end["full"], end["commas"], end["stops"], end["spaces"]) for end in ends] == [
        (11, 2, 0, 0),
        (7.5, 0, 1, 0),
    ]
    assert ends[0]["digits"] == pytest.approx(2 / 11)
    assert [end["left_open"] for end in ends] == [0, 1]
