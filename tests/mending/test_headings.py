import pytest

from analysis import faults, parse, repair, restore
from analysis.mending.headings import behind_indent


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("第1章 空屋\n　　第1章 空屋\n　　灯还亮着，没有人。\n", "第1章 空屋\n　　灯还亮着，没有人。\n"),
        ("## 第一章 空屋\n\n第一章　空屋\n\n灯还亮着，没有人。\n", "## 第一章 空屋\n\n灯还亮着，没有人。\n"),
        ("第一章　空屋\n\n## 第一章 空屋\n\n灯还亮着，没有人。\n", "## 第一章 空屋\n\n灯还亮着，没有人。\n"),
    ],
)
def test_of_a_numbered_heading_printed_twice_one_stays_and_the_one_that_is_marked(text, clean):
    done = repair(parse(text))
    assert done.document.text == clean
    assert restore(done) == text
    assert repair(done.document).document.text == clean


@pytest.mark.parametrize(
    "text",
    [
        "（一）\n\n（一）\n\n灯还亮着，没有人。\n",
        "续表\n\n续表\n\n灯还亮着，没有人。\n",
        "## 第一章 空屋\n\n灯还亮着。\n\n## 第一章 空屋\n\n没有人。\n",
        "第一章 空屋\n\n第二章 空屋\n\n灯还亮着，没有人。\n",
    ],
)
def test_what_has_no_words_or_stands_apart_or_has_another_number_stays(text):
    assert faults(parse(text), kinds=["doubled heading"]).empty
    assert repair(parse(text)).document.text == text


@pytest.mark.parametrize(
    ("text", "place"), [("甲\n　 题", 2), ("甲\f 题", 2), ("  题", 0), ("甲题", 1), ("甲\r\n\t题", 3), ("甲\n\n题", 3)]
)
def test_a_mark_goes_behind_the_line_end_and_before_the_indent(text, place):
    assert behind_indent(text, text.index("题")) == place
