"""Blocks and lines as other programs give them."""

import pytest

from analysis.layout.boxes import Box
from analysis.parsers.parsed_pages import (
    MOST_PAGES,
    ParsedPage,
    block,
    box_of,
    characters,
    in_one_line,
    is_upright,
    laid_out,
    page_number,
    table_rows,
)


def test_lines_of_a_paragraph_are_one_with_a_space_between_latin_words():
    assert in_one_line("会议由\n 市政协 \n\n主持") == "会议由市政协主持"
    assert in_one_line("Text\nMining") == "Text Mining"
    assert in_one_line(" \n ") == ""


def test_a_block_without_text_is_none_and_a_table_keeps_its_lines():
    assert block("paragraph", " \n", 1, None) == []
    assert block("table", "年\t数\n甲\t3\n", 1, [1, 2, 3, 4])[0].text == "年\t数\n甲\t3"
    assert block("paragraph", "好", 2, [1, 2, 3, 4])[0].regions == ((2, 1.0, 2.0, 3.0, 4.0),)


@pytest.mark.parametrize("number", [0, -1, MOST_PAGES + 1])
def test_a_page_that_no_document_has_is_refused(number):
    assert [page_number(each) for each in (1, MOST_PAGES)] == [1, MOST_PAGES]
    with pytest.raises(ValueError, match="pages are from 1 to 100,000"):
        page_number(number)


def test_rows_of_a_table_have_their_cells_in_one_line_each():
    html = "<table><tr><th>年</th><th>人<br>数</th></tr><tr><td> 甲 </td><td></td></tr></table>"
    assert table_rows(html) == "年\t人 数\n甲\t"


def test_a_box_is_around_points_in_any_order():
    assert box_of([[5, 9], [1, 2], [1, 9], [5, 2]]) == Box(1, 2, 5, 9)
    assert box_of(["1", "2", "5", "9"]) == Box(1, 2, 5, 9)


def test_characters_share_the_width_of_their_line_or_its_height():
    level = characters("政a 协", Box(0, 0, 30, 10))
    assert [(chr(row[0]), *row[1:6]) for row in level] == [
        ("政", 0, 0, 10, 10, 10),
        ("a", 10, 0, 15, 10, 10),
        ("协", 20, 0, 30, 10, 10),
    ]
    assert is_upright("政协", Box(0, 0, 10, 20))
    assert not is_upright("政", Box(0, 0, 10, 20))
    assert [(row[2], row[4]) for row in characters("政协", Box(0, 0, 10, 40))] == [(0, 20), (20, 40)]


def test_what_a_file_says_of_a_place_is_of_the_block_there_and_of_the_smallest_place():
    page = ParsedPage(
        300,
        400,
        [
            *((text, Box(40, y, 110, y + 10)) for text, y in (("一行正文的字啊", 100), ("又一行正文的字", 116))),
            ("说明", Box(40, 200, 60, 210)),
        ],
        [("paragraph", 0, Box(0, 0, 300, 400)), ("caption", 0, Box(30, 190, 80, 220))],
    )
    found = laid_out([page])
    assert found.sizes == [(300, 400)]
    assert [(each.kind, each.text) for each in found.blocks] == [
        ("paragraph", "一行正文的字啊又一行正文的字"),
        ("caption", "说明"),
    ]
