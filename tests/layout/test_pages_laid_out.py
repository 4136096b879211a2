import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_pages import PdfPage, pdf_of, wrapped

from analysis.layout.pages import LaidBlock, read_pages

FIRST = "春天来了，河边的柳树绿了，孩子们在岸上放着风筝，老人们坐在桥头下棋，一直到太阳落山才慢慢地走回家去。"
SECOND = "他们说今年的雨水比往年多，田里的秧苗长得很好，到了秋天一定会有好收成，家家户户都盼着这一天早些到来。"
THIRD = "城里的书店也比从前热闹，许多人在下班以后到那里去看书，有的带着孩子，有的约了朋友，坐到关门才走。"
TEXTS = [FIRST, SECOND, THIRD]


def texts(*pages: PdfPage, kind: str = "paragraph") -> list[str]:
    return [block.text for block in read_pages(pdf_of(*pages)) if block.kind == kind]


def kinds(*pages: PdfPage) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_pages(pdf_of(*pages))]


def columns(lines: list[str], counts: list[int], page: PdfPage, y: float = 60, width: float = 130) -> None:
    """Set lines in columns of so many lines each."""
    at = 0
    for number, count in enumerate(counts):
        page.column(lines[at : at + count], 30 + number * width, y)
        at += count


def lines_of(paragraphs: list[str], width: int = 11) -> list[str]:
    return [line for text in paragraphs for line in wrapped(text, width)]


@pytest.fixture
def three_columns() -> PdfPage:
    """A headline across three columns of text that goes on from column to column."""
    page = PdfPage(width=430)
    page.line("三栏上面的大标题", 110, 30, size=20)
    columns(lines_of(TEXTS), [6, 6, 4], page)
    return page


def test_columns_are_read_one_after_the_other_and_paragraphs_go_on_in_the_next(three_columns):
    assert kinds(three_columns) == [("title", "三栏上面的大标题"), *(("paragraph", text) for text in TEXTS)]


@given(st.integers(0, 2**32))
def test_the_order_in_which_a_page_is_drawn_does_not_matter(seed):
    page = PdfPage(width=430)
    page.line("三栏上面的大标题", 110, 30, size=20)
    columns(lines_of(TEXTS), [6, 6, 4], page)
    before = read_pages(pdf_of(page))
    random.Random(seed).shuffle(page.drawn)
    assert read_pages(pdf_of(page)) == before


def test_a_heading_over_two_of_three_columns_goes_with_these():
    page = PdfPage(width=430)
    page.line("两栏的标题", 60, 60, size=20)
    columns(lines_of([FIRST]), [3, 3], page, y=100)
    page.column(lines_of([SECOND, THIRD]), 290, 60)
    assert [text for _, text in kinds(page)] == ["两栏的标题", FIRST, SECOND, THIRD]


def test_text_above_a_heading_over_all_columns_is_read_before_it_and_text_below_after_it():
    page = PdfPage(height=500)
    columns(lines_of([FIRST]), [3, 3], page, y=60)
    page.line("跨栏的标题", 90, 130, size=16)
    columns(lines_of([SECOND]), [3, 3], page, y=170)
    assert [text for _, text in kinds(page)] == [FIRST, "跨栏的标题", SECOND]


def test_a_paragraph_goes_on_behind_a_figure_and_its_caption():
    page = PdfPage()
    lines = wrapped(FIRST, 20)
    y = page.column(lines[:1], 40, 40)
    page.rectangle(40, y, 240, y + 60)
    page.line("图1 河边的春天", 90, y + 64, size=8)
    page.column([*lines[1:], *wrapped(SECOND, 20)], 40, y + 84)
    assert kinds(page) == [("paragraph", FIRST), ("caption", "图1 河边的春天"), ("paragraph", SECOND)]


def test_a_paragraph_goes_on_on_the_next_page_between_running_heads_and_notes():
    pages = [PdfPage(height=300), PdfPage(height=300)]
    lines = [*wrapped(FIRST, 20), *wrapped(SECOND, 20)]
    for number, page in enumerate(pages):
        page.line("江城文史", 40, 15, size=8)
        page.line(f"—{number + 12}—", 120, 280, size=8)
        page.column(lines[4 * number : 4 * number + 4], 40, 50)
    pages[0].line("①见《县志》第三卷。", 40, 240, size=8)
    assert kinds(*pages) == [
        ("page furniture", "江城文史"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("note", "①见《县志》第三卷。"),
        ("page furniture", "—12—"),
        ("page furniture", "江城文史"),
        ("page furniture", "—13—"),
    ]


def test_a_paragraph_without_indent_ends_where_the_next_word_had_room():
    page = PdfPage()
    page.column([*wrapped(FIRST, 20, indent=0), *wrapped(SECOND, 20, indent=0), *wrapped(THIRD, 20, indent=0)], 40, 40)
    assert texts(page) == TEXTS


def test_a_heading_of_the_size_of_the_text_is_known_by_its_weight():
    page = PdfPage()
    page.line("一、春天的河边", 40, 40, font="bold")
    page.column(lines_of([FIRST, SECOND], 20), 40, 62)
    assert kinds(page)[0] == ("title", "一、春天的河边")


def test_headings_have_levels_by_their_size():
    page = PdfPage(height=600)
    for number, (text, size) in enumerate([("书名", 24), ("第一章", 16), ("第一节", 13), ("第二节", 13)]):
        page.line(text, 40, 40 + 120 * number, size=size)
        page.column(lines_of([FIRST], 20), 40, 75 + 120 * number)
    found = [(block.text, block.level) for block in read_pages(pdf_of(page)) if block.level]
    assert found == [("书名", 1), ("第一章", 2), ("第一节", 3), ("第二节", 3)]


def test_a_ruled_table_has_rows_and_cells():
    page = PdfPage()
    page.column(lines_of([FIRST], 20), 40, 40)
    for y in (120, 140, 160):
        page.rule(40, y, 240, y)
    for x in (40, 140, 240):
        page.rule(x, 120, x, 160)
    for y, cells in ((125, ("项目", "金额")), (145, ("现金", "738,734.00"))):
        page.line(cells[0], 45, y)
        page.line(cells[1], 145, y)
    page.column(lines_of([SECOND], 20), 40, 180)
    assert kinds(page) == [
        ("paragraph", FIRST),
        ("table", "项目\t金额\n现金\t738,734.00"),
        ("paragraph", SECOND),
    ]


def test_the_rows_of_a_table_without_rules_stay_lines():
    page = PdfPage()
    page.column(lines_of([FIRST], 20), 40, 40)
    rows = [
        ("项目", "本期", "上期"),
        ("货币资金", "738,734.00", "489,398.00"),
        ("应收账款", "204,118.22", "-64,900.10"),
    ]
    for number, row in enumerate(rows):
        for x, cell in zip((40, 120, 190), row, strict=True):
            page.line(cell, x, 130 + 18 * number)
    assert kinds(page)[1] == ("rows", "\n".join("\t".join(row) for row in rows))


def test_a_sign_at_a_line_end_is_kept():
    page = PdfPage()
    page.column(["　　今年的产量与去年同期比下降了，同比-", "64.9%，但是质量没有变差，人们并不担心。"], 40, 40)
    page.column(lines_of([SECOND], 20), 40, 72)
    assert "同比-64.9%" in texts(page)[0]


def test_a_box_is_a_text_of_its_own():
    page = PdfPage(width=300, height=400)
    lines = lines_of([FIRST, SECOND], 11)
    page.column(lines, 30, 40)
    page.rectangle(160, 36, 290, 150, "S")
    page.column(wrapped(THIRD, 11), 170, 44)
    assert [text for kind, text in kinds(page) if "boxed" not in kind] == [FIRST, SECOND]
    assert [text for kind, text in kinds(page) if "boxed" in kind] == [THIRD]


def test_a_white_rectangle_below_a_column_is_no_box():
    page = PdfPage()
    page.drawn.append("q 1 g 20 100 260 290 re f Q")
    page.column(lines_of([FIRST, SECOND], 20), 40, 40)
    assert texts(page) == [FIRST, SECOND]


def test_the_lines_of_an_item_hang_behind_its_mark():
    page = PdfPage()
    for row, text in enumerate([FIRST, SECOND]):
        y = 40 + 64 * row
        page.line(f"（{row + 1}）", 40, y)
        page.column([text[:18], text[18:36], text[36:]], 70, y)
    assert texts(page) == [f"（1）{FIRST}", f"（2）{SECOND}"]


def test_the_first_words_of_a_paragraph_can_be_bold():
    page = PdfPage()
    page.line(FIRST[:12], 60, 40, font="bold")
    page.line(FIRST[12:18], 180, 40)
    page.column([FIRST[18:38], FIRST[38:]], 40, 56)
    page.column(lines_of([SECOND], 20), 40, 88)
    assert texts(page) == [FIRST, SECOND]


def test_the_first_line_of_a_bullets_item_can_be_bold():
    page = PdfPage()
    first = "春天来了，河边的柳树绿了，风筝飞起来了。"
    page.line("●", 30, 40)
    page.line(first, 40, 40, font="bold")
    page.column([SECOND[:20], SECOND[20:40], SECOND[40:]], 40, 56)
    assert texts(page) == [f"●{first}{SECOND}"]


def test_columns_of_many_lines_are_parted_by_a_narrow_gap():
    page = PdfPage()
    left, right = lines_of([FIRST, SECOND], 11), lines_of([THIRD, FIRST], 11)
    page.column(left, 30, 40)
    page.column(right, 145, 48)  # half an em behind the first
    assert texts(page) == [FIRST, SECOND, THIRD, FIRST]


def test_a_few_lines_that_pass_an_edge_do_not_move_it():
    page = PdfPage()
    page.column([FIRST[:20], FIRST[20:40], FIRST[40:]], 40, 40)
    page.column([SECOND[:20] + "，a", SECOND[20:40], SECOND[40:]], 40, 88)
    page.column([THIRD[:20], THIRD[20:40], THIRD[40:]], 40, 136)
    assert len(texts(page)) == 3


def test_the_lines_of_a_table_of_contents_stay_apart():
    page = PdfPage()
    lines = [
        f"{title}{'.' * 20}{number}" for title, number in (("第一章总则", 1), ("第二章会员", 3), ("第三章机构", 8))
    ]
    page.column(lines, 40, 40)
    assert texts(page) == lines


def test_a_running_head_that_stands_elsewhere_on_the_first_page_is_furniture():
    pages = []
    for number in range(4):
        page = PdfPage()
        page.column(lines_of([TEXTS[number % 3]], 20), 40, 60)
        page.line("请务必阅读正文之后的声明", 80, 375 if number else 388, size=9)
        pages.append(page)
    assert texts(*pages, kind="page furniture") == ["请务必阅读正文之后的声明"] * 4


def test_a_title_of_latin_letters_is_as_long_as_it_is_wide():
    page = PdfPage()
    title = "An account of the willows and the kites that were seen by the river in spring"
    page.line(title, 20, 30, size=7)
    page.column(lines_of(TEXTS, 50), 20, 60, size=5)
    assert kinds(page)[0] == ("title", title)


def test_two_pages_of_a_spread_are_read_one_after_the_other():
    page = PdfPage(width=600, height=300)
    page.column(lines_of([FIRST, SECOND], 20), 40, 50)
    page.column(lines_of([THIRD], 20), 340, 50)
    page.line("16", 40, 270, size=9)
    page.line("17", 530, 270, size=9)
    assert texts(page) == TEXTS
    assert texts(page, kind="page furniture") == ["16", "17"]


def test_vertical_columns_are_read_from_the_right():
    page = PdfPage()
    for number, line in enumerate(lines_of([FIRST, SECOND], 15)):
        page.downwards(line, 240 - 16 * number, 50)
    assert texts(page) == [FIRST, SECOND]


def test_each_block_has_the_page_and_the_box_that_it_is_in():
    page = PdfPage(width=430)
    columns(lines_of([FIRST]), [3, 3], page)
    (block,) = read_pages(pdf_of(page))
    assert block == LaidBlock("paragraph", 0, FIRST, ((1, 30, 60, 140, 102), (1, 160, 60, 270, 86)))


def test_a_page_with_too_many_objects_is_refused():
    page = PdfPage()
    page.line("一二三四", 40, 60)
    with pytest.raises(ValueError, match="page 1: 4 objects; 3 are the most"):
        read_pages(pdf_of(page), most_objects=3)


def test_an_empty_page_has_no_blocks():
    assert read_pages(pdf_of(PdfPage())) == []
