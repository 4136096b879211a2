"""What is seen of each block, in numbers that a reader can count."""

import math

import pytest

from analysis import parse
from analysis.structure.features import block_columns


def seen(text, name):
    return block_columns(text, parse(text).blocks)[name].tolist()


@pytest.mark.parametrize(("text", "opened"), [("《“（春", 3), ("《“（【春", 3), ("“春”", 0), ("春）", -1), ("“春", 1)])
def test_brackets_left_open_are_counted_up_to_three(text, opened):
    assert seen(text, "left open") == [opened]


def test_places_are_counted_from_both_ends_up_to_36_blocks():
    text = "\n\n".join(f"第{n}天下雨。" for n in range(40))
    assert seen(text, "blocks before it") == [*range(37), 36, 36, 36]
    assert seen(text, "blocks after it") == [36, 36, 36, *range(36, -1, -1)]


def test_places_on_a_page_are_counted_within_it():
    text = "甲。\n\n乙。\n\n丙。\n\n\f丁。\n\n戊。"
    assert seen(text, "blocks before it on its page") == [0, 1, 2, 0, 1]
    assert seen(text, "blocks after it on its page") == [2, 1, 0, 1, 0]
    assert seen("甲。\n\n乙。", "blocks before it on its page") == [-1, -1]


def test_gaps_are_counted_in_lines_beside_the_usual_one():
    text = "甲。\n\n乙。\n\n\n\n丙。\n\n丁。"
    assert seen(text, "gap before") == [2, 2, 4, 2]
    assert seen(text, "gap before, beside the usual") == [0, 0, 2, 0]
    assert seen(text, "gap after, beside the usual") == [0, 2, 0, 0]


def test_an_indent_is_counted_in_characters():
    assert seen("甲。\n\n　　乙。\n\n    丙。", "indent") == [0, 2, 4]


def test_numbers_of_one_shape_go_on_or_begin_anew():
    text = "一、甲。\n\n春。\n\n二、乙\n\n（一）丙。\n\n四、丁。\n\n五、戊。"
    assert seen(text, "number goes on") == [0, 0, 1, 0, 0, 1]
    assert seen(text, "number goes on below") == [1, 0, 0, 0, 1, 0]
    assert seen(text, "alike before") == [9, 0, 2, 9, 2, 1]
    assert seen(text, "alike after") == [2, 0, 2, 9, 1, 9]
    assert seen(text, "its number") == [1, -1, 2, 1, 4, 5]
    assert seen(text, "numbered alike") == pytest.approx([math.log(4), 0, math.log(4), 0, math.log(4), math.log(4)])
    assert seen(text, "share closed") == [0.75, 0, 0.75, 1, 0.75, 0.75]


def test_marks_of_markdown_and_how_far_below_them_a_block_is():
    text = "春。\n\n# 题\n\n甲。\n\n## 一\n\n- 乙\n\n丙。"
    assert seen(text, "level in Markdown") == [0, 1, 0, 2, 0, 0]
    assert seen(text, "item in Markdown") == [0, 0, 0, 0, 1, 0]
    assert seen(text, "share of marked headings") == pytest.approx([1 / 3] * 6)
    assert seen(text, "marked headings") == [1] * 6
    assert seen(text, "blocks below a marked heading") == [9, 0, 1, 0, 1, 2]


def test_the_share_of_marked_headings_of_a_form_is_without_the_title():
    text = "# 题\n\n## 一、甲\n\n春。\n\n## 乙\n\n## 二、丙\n\n三、丁\n\n戊"
    assert seen(text, "share of marked headings of its form") == pytest.approx(
        [1 / 3, 2 / 3, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 1 / 3]
    )
    assert seen("# 题\n\n甲", "share of marked headings of its form") == [-1, -1]


def test_digits_of_either_width_are_digits():
    text = "２０２１a１\n\n春2。"
    assert seen(text, "share of digits") == pytest.approx([5 / 6, 1 / 3])
    assert seen(text, "share of Latin letters") == pytest.approx([1 / 6, 0])
    assert seen(text, "share of letters") == pytest.approx([1, 2 / 3])


def test_lines_around_a_block_are_counted_by_their_marks():
    name = "share of lines around it without a closing mark"
    assert seen("春天。\n\n夏天\n\n秋天\n\n冬天。", name) == [0.5] * 4


def test_a_block_is_seen_to_begin_and_end_as_sentences_do():
    text = "第行的行第"
    begins_so, ends_so = (seen(text, f"{name} as sentences do")[0] for name in ("begins", "ends"))
    assert begins_so > 0 > ends_so
