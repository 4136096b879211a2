"""Numbers of headings, metre, and what comes again."""

import numpy as np
import pytest

from analysis import parse
from analysis.structure.features import block_columns
from analysis.structure.levels import HALVES, PLAIN, form_of
from analysis.structure.numbers import number_of, shape_of, value_of
from analysis.structure.repeats import key_of
from analysis.structure.words import NAMES, byline_start, words_of


@pytest.mark.parametrize(
    ("text", "shape", "number"),
    [
        ("第三编 债权", 0, 3),
        ("第 十二 章 附则", 1, 12),
        ("第二节　范围", 2, 2),
        ("第一百零三条 本法", 3, 103),
        ("二十、绿化", 4, 20),
        ("（五）修桥", 5, 5),
        ("3 方法", 6, 3),
        ("(4) 结果", 7, 4),
        ("2.11 水质", 8, 11),
        ("1.2.3 水温", 9, 3),
        ("⑦ 同上", 11, 7),
        ("八", 12, 8),
        ("2025 年的报告", -1, -1),
        ("一天早上", -1, -1),
        ("三百六十五天都是这样的日子啊大家说是不是呢", -1, -1),
    ],
)
def test_the_shape_and_the_value_of_a_number(text, shape, number):
    assert (shape_of(text), number_of(text, shape)) == (shape, number)


def test_values_of_numerals():
    assert [value_of(text) for text in ("〇", "十", "三十", "一千零二十", "007", "⑳", "Ⅲ")] == [
        0,
        10,
        30,
        1020,
        7,
        20,
        3,
    ]


def test_forms_of_headings():
    assert form_of("修桥铺路") == PLAIN
    assert form_of("修好一座桥 富了一方人") == HALVES


def test_keys_leave_numbers_aside():
    assert key_of("北山日报 第3版") == key_of("北山日报 第12版")
    assert key_of("489,398.50") == key_of("7.25") == key_of("12%") == ""
    assert key_of("第三页") == key_of("第十页") != key_of("第三节")


def test_by_lines_end_paragraphs_and_credits_do_not():
    assert byline_start("桥修好了。（记者 陈远）") == 5
    assert byline_start("桥修好了。本报记者 陈远 摄") == byline_start("陈远说，本报记者来过。") == 0


def test_words_are_looked_for_at_both_ends_only():
    middle = "河道" * 40 + "电话" + "河道" * 40
    assert not any(words_of(middle))
    assert [NAMES[row] for row, there in enumerate(words_of("订购电话 83456789")) if there] == [
        "ends with an amount",
        "words of an advertisement",
    ]


def test_what_comes_again_is_counted_with_what_stands_around_it():
    text = "\n\n".join(
        f"北山日报 {n}\n\n{said}" for n, said in enumerate(["桥修好了。", "路也修好了。", "灯亮了。"], 1)
    )
    table = block_columns(text, parse(text).blocks)
    assert table["repeated"][::2] == pytest.approx(np.log(3))
    assert table["number counts on with each"][::2].tolist() == [1, 1, 1]
    assert table["repeated"][1::2].tolist() == [0, 0, 0]


def test_verse_is_lines_of_one_length():
    text = "白日依山尽，\n\n黄河入海流。\n\n欲穷千里目，\n\n更上一层楼。"
    table = block_columns(text, parse(text).blocks)
    assert table["lines around it as long"].tolist() == [3, 3, 3, 3]
    assert table["usual length of its clauses"].tolist() == [5, 5, 5, 5]
