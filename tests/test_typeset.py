"""Lines of an extracted text get the item that they were set from; what is made of them is scored on cases by hand."""

import random
import sys
from dataclasses import replace

import numpy as np
import pytest
from conftest import ROOT

from analysis import parse

sys.path.insert(0, str(ROOT / "benchmarks"))
import typeset as benchmark
from planted.align import Piece, align, align_page, letters
from planted.compose import Item, compose
from planted.lines import Source
from planted.pages import Extracted, read, with_joins, write
from planted.reported import HELD_TEMPLATES, is_held, is_reported
from planted.style import style_sheet, styled
from planted.templates import TEMPLATES
from planted.typeset import label, without_marks

TITLE, FIRST, CAPTION, SECOND, HEAD, FOLIO = range(6)
SET = [
    Item("title", 1, "文章的题目"),
    Item("paragraph", 0, "会议由市政协主席主持，大家都发了言。"),
    Item("caption", 0, "图为会场"),
    Item("paragraph", 0, "第二天会议继续。"),
    Item("page furniture", 0, "江城日报"),
    Item("page furniture", 0, "12"),
]
PAGES = [
    [Piece(TITLE, "文章的题目"), Piece(FIRST, "会议由市政协"), Piece(HEAD, "江城日报")],
    [
        Piece(FIRST, "主席主持，大家都发了言。"),
        Piece(CAPTION, "图为会场"),
        Piece(SECOND, "第二天会议继续。"),
        Piece(FOLIO, "12"),
    ],
]
TEXT = "江城日报\n文章的题目\n会议由市\n政协\n\n\f主席主持，\n图为会场\n大家都发了言。\n第二天会议继续。\n12\n\f"
KINDS = ["page furniture", "title", *["paragraph"] * 3, "caption", "paragraph", "paragraph", "page furniture"]
ITEMS = [HEAD, TITLE, FIRST, FIRST, FIRST, CAPTION, FIRST, SECOND, FOLIO]


@pytest.fixture
def labelled():
    kinds, levels, items = label(TEXT, SET, PAGES)
    return Extracted("report", "made", "booklet", "load", 1, TEXT, kinds, levels, items, SET)


def test_each_line_gets_the_kind_and_the_item_that_it_was_set_from(labelled):
    assert labelled.kinds == KINDS
    assert labelled.items == ITEMS
    assert labelled.levels == [0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_a_paragraph_goes_on_in_the_next_line_overleaf_and_behind_a_caption(labelled):
    assert labelled.resumed() == {2: 3, 3: 4, 4: 6}
    assert labelled.joins == {2, 3}


def test_line_ends_of_pages_are_fitted_on_with_the_lines_left_aside(labelled, tmp_path):
    write(labelled, tmp_path)
    [text] = with_joins(tmp_path, judging=True)  # a booklet is never fitted on
    assert text.text == TEXT
    assert text.joins == {2, 3}
    assert text.aside == {0, 5, 8}
    assert text.across == {4}
    assert text.joins_without == {1, 2, 3}
    assert [*with_joins(tmp_path, judging=False)] == []


def test_only_letters_are_compared():
    assert letters("（Ａ）第①条, 12 月 \ue000") == "a第条12月"


def test_equal_lines_are_told_by_the_lines_beside_them():
    pieces = [Piece(0, "甲说好，乙也说"), Piece(1, "说"), Piece(2, "丙不说")]
    assert align_page(["甲说好，乙也", "说", "丙不", "说", "说"], pieces) == [[0], [0], [2], [2], [1]]


def test_what_was_set_twice_is_used_twice_and_no_more():
    pieces = [Piece(0, "江城日报"), Piece(1, "江城日报"), Piece(2, "别的话")]
    assert align_page(["江城日报", "别的话", "江城日报", "江城日报"], pieces) == [[0], [2], [1], [1]]


def test_columns_on_one_line_make_it_a_mixed_one_and_boxes_of_a_running_head_do_not():
    pages = [
        [
            Piece(FIRST, "会议由市政协主席主持"),
            Piece(SECOND, "第二天会议继续"),
            Piece(HEAD, "江城日报"),
            Piece(FOLIO, "12"),
        ]
    ]
    kinds, _, items = label("江城日报 12\n会议由市 第二天会议\n政协主席主持 继续\n", SET, pages)
    assert kinds == ["page furniture", "mixed", "mixed"]
    assert items == [HEAD, SECOND, FIRST]


def test_spaces_inside_a_line_and_lines_of_marks_do_no_harm():
    assert align_page(["会 议 由 市", "。", "政协"], [Piece(7, "会议由市……。政协")]) == [[7], [7], [7]]
    assert align("没有设过\n", [[Piece(0, "会议")]]) == [[-1]]


def test_a_labelled_text_comes_back_from_json(labelled, tmp_path):
    write(labelled, tmp_path)
    assert [read(file) for file in tmp_path.iterdir()] == [labelled]


def test_marks_go_from_line_ends_alone():
    text = "会议，开始。\n" * 50
    bare = without_marks(text, random.Random(1))
    assert 20 < bare.count("会议，开始\n") < 50
    assert bare.count("，") == 50


def test_what_is_fitted_on_holds_no_document_and_no_template_that_is_reported_on():
    assert {template.name for template in TEMPLATES} > {*HELD_TEMPLATES}
    assert all(is_reported("some report", name) for name in HELD_TEMPLATES)
    names = [f"report_{number:02}" for number in range(31)]
    held = [name for name in names if is_held(name)]
    assert 5 < len(held) < 16
    assert [name for name in names if is_reported(name, "book")] == held


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_a_seed_gives_the_same_page_and_every_item_is_set(template):
    paragraphs = [
        (n % 9 == 0, f"第{n}次会议由市政协主席主持，大家都发了言，会议持续到{n}点，来的人很多很多。" * 3)
        for n in range(60)
    ]
    source = Source(
        "report", "made", [(True, "某市工作报告"), *((head, text[:12] if head else text) for head, text in paragraphs)]
    )
    first, second = (
        compose(source, styled(template, chance), chance) for chance in (random.Random(5), random.Random(5))
    )
    assert first == second
    numbers = [number for block in first.blocks for number in _items(block)]
    assert sorted(numbers) == [*range(len(first.items))]
    assert "set" in style_sheet(styled(template, random.Random(5)), ROOT / "analysis" / "fonts" / "NotoSansSC-GBK.otf")


def _items(block):
    if block["type"] == "rows":
        return [cell["item"] for row in block["rows"] for cell in row]
    return [block["item"], *(block[name]["item"] for name in ("note", "inset") if name in block)]


def test_a_text_as_it_was_set_has_every_point(labelled):
    body = [item for item in SET if item.kind != "page furniture"]
    perfect = benchmark.Blocks(parse("\n\n".join(i.text for i in body)), [(i.kind, i.text) for i in body], {0, 8})
    sums = benchmark.scores(labelled, perfect)
    assert sums["words wrong"].tolist() == [0, 1]
    assert sums["paragraphs"].tolist() == [2, 2, 2]
    assert sums["headings"].tolist() == sums["captions"].tolist() == [1, 1, 1]
    assert sums["furniture"].tolist() == [2, 2, 2]
    assert sums["order"].tolist() == [1, 1]


def test_nothing_done_has_a_paragraph_a_line(labelled):
    sums = benchmark.scores(labelled, benchmark.as_it_is(TEXT))
    assert sums["paragraphs"].tolist() == [1, 9, 2]  # of nine lines one is all of a paragraph
    assert sums["headings"].tolist() == [0, 0, 1]
    assert sums["furniture"].tolist() == [0, 0, 2]
    assert 0 < sums["words wrong"][0] < 1


def test_where_all_is_known_only_what_the_extractor_lost_is_wrong(labelled):
    sums = benchmark.scores(labelled, benchmark.all_known(labelled))
    assert sums["paragraphs"].tolist() == [2, 2, 2]
    assert sums["furniture"].tolist() == [2, 2, 2]
    assert sums["words wrong"][0] == 0
    shuffled = replace(labelled, items=[*ITEMS[:-2], FIRST, FOLIO])  # a line was taken for part of another paragraph
    assert benchmark.scores(shuffled, benchmark.all_known(shuffled))["paragraphs"].tolist() == [0, 1, 2]


def test_joined_lines_are_runs_between_empty_ones():
    assert [text for _, text in benchmark.all_joined("甲\n 乙\n\n丙\f丁\n").blocks] == ["甲乙", "丙", "丁"]


def test_words_wrong_is_half_the_sum_of_the_differences():
    found, gold = parse("苹果 苹果 香蕉 香蕉"), parse("苹果 苹果 苹果 香蕉")
    assert benchmark.words_wrong(found, gold) == pytest.approx(0.25)


def test_pairs_out_of_order_are_counted():
    assert benchmark.in_order(["丙", "甲", "戊", "乙"], ["甲", "乙", "丙"]) == (1, 3)
    assert benchmark.in_order([], ["甲"]) == (0, 0)


def test_lines_that_repair_drops_count_as_page_furniture():
    heads = "\n\f".join(f"江城日报\n会议由市政协主席主持，第{n}天大家都发了言，来的人很多。" for n in "一二三四五六")
    made = benchmark.repaired(heads)
    assert made.furniture == {2, 4, 6, 8, 10}  # the first stays, as the title
    assert made.document.text.count("江城日报") == 1


def test_cells_show_f1_and_what_there_is_none_of():
    assert benchmark.cell("paragraphs", np.array([1, 2, 2])) == "0.500"
    assert benchmark.cell("captions", np.array([0, 3, 0])) == "– (3)"
    assert benchmark.cell("order", np.array([0, 0])) == "–"
    assert benchmark.cell("words wrong", np.array([0.5, 2])) == "0.2500"
