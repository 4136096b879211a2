"""HTML as Markdown: tables that lay a page out are taken apart, and those of data stay."""

import pytest

from analysis.document.web import LONGEST_CELL, markdown, page_of

CELL = "春" * LONGEST_CELL


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("<tr><td>年</td><td>数</td></tr><tr><td>甲</td><td>3</td></tr>", "| 年 | 数 |\n| --- | --- |\n| 甲 | 3 |\n"),
        ("<tr><td>甲</td></tr><tr><td>乙</td></tr>", "甲\n\n乙\n"),
        ("<tr><td><h2>题</h2></td><td>乙</td></tr>", "## 题\n\n乙\n"),
        (f"<tr><td>甲</td><td>{CELL}</td></tr>", f"| 甲 | {CELL} |\n| --- | --- |\n"),
        (f"<tr><td>甲</td><td>{CELL}天</td></tr>", f"甲\n\n{CELL}天\n"),
    ],
)
def test_a_table_of_one_column_or_with_headings_or_long_cells_only_lays_the_page_out(table, text):
    assert markdown(page_of(f"<table>{table}</table>")) == text


@pytest.mark.parametrize("indent", ["\u3000", "\xa0\xa0", "\n\u3000"])
def test_an_indent_behind_a_line_break_begins_a_paragraph(indent):
    assert [line.strip() for line in markdown(page_of(f"甲。<br>{indent}乙。")).split("\n\n")] == ["甲。", "乙。"]


def test_a_line_break_alone_begins_none():
    assert "\n\n" not in markdown(page_of("甲，<br>乙。")).strip()


def test_no_more_than_one_empty_line_parts_paragraphs_and_no_blank_ends_a_line():
    text = markdown(page_of("<p>甲 </p><div><div><p>乙</p></div></div>"))
    assert text == "甲\n\n乙\n"
