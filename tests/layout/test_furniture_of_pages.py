"""Running heads and page numbers, by their place and by being repeated."""

import pytest
from laid_lines import line, page

from analysis.layout.furniture import PAGE_NUMBER, body_size, furniture

TEXTS = ["春天来了河边的柳树绿了", "秋天山上的枫叶全都红了", "冬天池塘结了厚厚的冰了"]


def pages(heads, feet=("", "", ""), size=10.0):
    found = []
    for number, (text, head, foot) in enumerate(zip(TEXTS, heads, feet, strict=True), 1):
        body = [line(text, 40, 80 + 16 * row) for row in range(16)]
        edge = [line(head, 40, 20, size)] if head else []
        edge += [line(foot, 140, 380, size)] if foot else []
        found.append(page(*edge, *body, number=number))
    return found


def taken(found):
    return [
        [one.lines[number].text for number in sorted(gone)]
        for one, gone in zip(found, furniture(found, 10), strict=True)
    ]


def test_what_stands_at_the_same_height_of_several_pages_is_furniture_whatever_its_number():
    assert taken(pages(["县报 1", "县报 2", "县报 3"])) == [["县报 1"], ["县报 2"], ["县报 3"]]


def test_page_numbers_are_furniture_and_other_figures_are_not():
    assert taken(pages(["", "", ""], ["- 1 -", "- 2 -", "- 3 -"])) == [["- 1 -"], ["- 2 -"], ["- 3 -"]]


def test_a_line_at_an_edge_that_no_other_page_has_stays():
    assert taken(pages(["春天的故事", "", "冬天的桥"])) == [[], [], []]


@pytest.mark.parametrize(
    "text", ["12", "- 12 -", "第3页", "第三版", "xii", "P.12", "3/12", "— 12 —", "第 3 页 共 9 页"]
)
def test_numbers_of_pages(text):
    assert PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["春天", "12元", "第三条", "3月5日", "十二"])
def test_what_is_no_number_of_a_page(text):
    assert not PAGE_NUMBER.fullmatch(text)


def test_the_size_of_the_text_is_that_of_most_characters_and_of_equal_ones_the_larger():
    assert body_size([page(line("大标题", 0, 0, 20), line("一行正文的字", 0, 40))]) == 10
    assert body_size([page(line("甲乙", 0, 0, 20), line("丙丁", 0, 40))]) == 20
    assert body_size([]) == 10
