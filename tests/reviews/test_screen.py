"""What a review draws fits the terminal, in colour or with marks in its place."""

import pytest

from analysis import parse, repair
from analysis.output.columns import display_width
from analysis.reviews.items import items
from analysis.reviews.screen import Screen

(ITEM,) = items(repair(parse("工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。")), with_applied=True)


@pytest.mark.parametrize("columns", [40, 57, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns):
    drawn = Screen(columns).item(ITEM, 1, {"y": [("供电", 1)]})
    assert max(map(display_width, drawn.splitlines())) <= columns


def test_a_change_is_marked_without_colour_and_coloured_with_it():
    plain, coloured = (Screen(80, colour).item(ITEM, 1, {}) for colour in (False, True))
    assert "供[-⏎⏎-]电" in plain
    assert "\x1b" not in plain
    assert "\x1b[9;31m⏎⏎\x1b[0m" in coloured


def test_it_is_said_that_a_repeat_has_more_places_than_keys():
    notice = "市人民医院门诊部今起实行预约挂号制度，患者可以通过电话、网络和现场三种方式预约，减少排队等候的时间。"
    places = (one + other for one in "东西南北上下" for other in "城街山河湖桥")
    parts = (f"{place}区的报道说，这里的情况很好，大家都满意。\n\n{notice}" for place in places)
    listed = items(repair(parse("# 新闻\n\n" + "\n\n".join(parts))), with_applied=True)
    repeat = next(item for item in listed if item.kind == "repeat")
    assert "  places    35 can be chosen by a key; Decisions.repeat" in Screen(80).item(repeat, 1, {})
    assert "can be chosen by a key" not in Screen(80).item(ITEM, 1, {})
