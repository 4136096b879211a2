"""Which blocks are alike: of these one says something of the others' kinds."""

from analysis import parse
from analysis.structure.features import block_columns
from analysis.structure.groups import OF_ALIKE, OF_REPEATED, groups_of


def groups(*blocks):
    text = "\n\n".join(blocks)
    parsed = parse(text).blocks
    assert len(parsed) == len(blocks)
    group, share, first = groups_of(text, parsed, block_columns(text, parsed))
    return group.tolist(), share.tolist(), first.tolist()


def test_headings_numbered_in_one_way_are_alike_and_those_of_another_way_are_others():
    assert groups("一、春天来了", "（一）柳树", "二、秋天到了", "（二）枫叶")[0] == [0, 1, 0, 1]


def test_a_line_that_is_longer_than_headings_are_is_of_no_group():
    longest = "一、" + "春" * 38
    assert groups("二、秋天", longest)[0] == [0, 0]
    assert groups("二、秋天", longest + "天")[0] == [0, -1]


def test_lines_without_a_number_are_alike_if_as_long_with_as_many_commas_and_no_closing_mark():
    assert groups("春天来了花开了", "秋天到了叶落了", "冬天，下雪了啊", "夏天来了花开了。")[0] == [0, 0, 1, -1]
    assert groups("四个字的", "五个字在此", "春" * 20, "天" * 21)[0] == [-1, 0, 1, -1]


def test_a_line_that_comes_again_says_more_and_the_first_of_them_is_known():
    group, share, first = groups("县报周刊第一版", "春天来了，花开了。", "县报周刊第一版")
    assert group == [0, -1, 0]
    assert share == [OF_REPEATED, OF_ALIKE, OF_REPEATED]
    assert first == [True, False, False]


def test_what_markdown_says_is_of_no_group():
    assert groups("# 春天来了", "## 春天来了", "春天来了吧")[0] == [-1, -1, 0]
