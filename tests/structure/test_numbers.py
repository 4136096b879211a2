"""Numbers of headings: their shapes and values."""

import pytest

from analysis.structure.numbers import ARTICLE, number_of, shape_of, value_of


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


def test_an_article_is_the_shape_of_one():
    assert shape_of("第三条 本法") == ARTICLE
