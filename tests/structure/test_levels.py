"""Levels of headings without a mark, by those that lie around them."""

import pytest

from analysis.document.blocks import Block
from analysis.structure.kinds import ClassifiedBlock
from analysis.structure.levels import HALVES, PLAIN, form_of, set_levels


def levels(*lines):
    """Set the levels of lines, each a marked heading (of ``#``), a heading (``!``), a title (``?``) or a paragraph."""
    found = []
    for number, line in enumerate(lines, 1):
        mark, _, text = line.rpartition(" ") if line[0] in "#!?" else ("", "", line)
        kind = {"!": "heading", "?": "title", "": "paragraph"}.get(mark, "heading")
        level = len(mark) if mark.startswith("#") else 0
        found.append(
            ClassifiedBlock(Block(kind, level, 0, 1, number), text, len(text), kind, level, "marked" * bool(level), "")
        )
    set_levels(found)
    return [(unit.level, unit.mark) for unit in found if unit.level or unit.mark]


def test_numbers_lie_in_each_other_by_their_rank():
    assert levels("! 第一章", "! 第一节", "! 一、修桥", "! 第二章") == [
        (2, "inferred"),
        (3, "inferred"),
        (4, "inferred"),
        (2, "inferred"),
    ]


def test_headings_without_a_number_lie_outside_those_that_begin_anew_below_them():
    assert levels("! 修桥", "! 一、木桥", "! 二、石桥", "! 铺路", "! 一、山路") == [
        (2, "inferred"),
        (3, "inferred"),
        (3, "inferred"),
        (2, "inferred"),
        (3, "inferred"),
    ]


def test_headings_without_a_number_lie_inside_numbers_that_go_on():
    assert levels("! 一、木桥", "! 修桥", "! 二、石桥", "! 铺路", "! 三、山路") == [
        (2, "inferred"),
        (3, "inferred"),
        (2, "inferred"),
        (3, "inferred"),
        (2, "inferred"),
    ]


def test_headings_of_two_halves_lie_where_those_of_one_piece_do():
    assert levels("! 修桥\u3000铺路", "! 点灯") == [(2, "inferred"), (2, "inferred")]
    found = levels("! 修桥\u3000铺路", "! 点灯", "! 一、木桥", "! 二、石桥")
    assert [level for level, _ in found] == [2, 2, 3, 3]


def test_a_lost_heading_has_the_level_of_the_marked_one_with_its_letters_or_its_shape():
    assert levels("# 总则", "## 一、修桥", "### 点灯", "好。", "! 二、铺路", "点灯")[3:] == [(2, "lost"), (3, "lost")]


def test_inferred_headings_lie_below_the_marked_ones():
    assert levels("# 总则", "## 修桥", "! 点灯") == [(1, "marked"), (2, "marked"), (3, "inferred")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["? 春天", "? 秋天"], [(1, "inferred"), (2, "inferred")]),
        (["# 春天", "? 秋天"], [(1, "marked"), (2, "inferred")]),
        (["? 一、春天", "! 二、秋天"], [(2, "inferred"), (2, "inferred")]),
        (["? 一、春天", "! 秋天"], [(1, "inferred"), (2, "inferred")]),
    ],
)
def test_the_first_title_is_one_unless_a_heading_is_marked_or_numbered_like_it(lines, expected):
    assert levels(*lines) == expected


def test_no_level_is_below_the_sixth():
    assert levels("###### 春天", "! 第一章", "! 第一节")[1:] == [(6, "inferred"), (6, "inferred")]


def test_forms_of_headings():
    assert form_of("修桥铺路") == PLAIN
    assert form_of("修好一座桥 富了一方人") == HALVES


def test_headings_of_two_halves_are_alike_and_those_of_one_piece_are_not():
    assert form_of("修桥铺路") == PLAIN != HALVES == form_of("修桥铺路　利国利民")
    assert levels("### 修桥铺路　利国利民", "! 种树种草　造福后人") == [(3, "marked"), (3, "lost")]
    assert levels("### 修桥铺路", "! 种树种草") == [(3, "marked"), (4, "inferred")]


def test_a_lost_heading_has_the_level_that_most_of_its_shape_have():
    lines = ["## 一、修桥", "### 二、铺路", "### 三、种树", "! 四、种草"]
    assert levels(*lines)[-1] == (3, "lost")
