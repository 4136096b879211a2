"""A document of pages: what they say of its blocks goes with it, through every repair."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from two_pages import LINES

import analysis
from analysis import load, repair, restore
from analysis.document.blocks import Region
from analysis.document.laid_out import blocks_again, pages_of, spans_again
from analysis.layout.pages import LaidBlock

KINDS = ("title", "heading", "paragraph", "caption", "note", "table", "page furniture")


def test_lines_of_a_page_are_paragraphs_again_and_a_number_at_its_foot_is_furniture(two_pages):
    document = load(two_pages)
    texts = [(block.kind, block.page, document.text[block.start : block.end]) for block in document.blocks]
    one, other = "".join(LINES[:3]).strip(), "".join(LINES[3:]).strip()
    assert texts == [
        ("heading", 1, "修桥记"),
        ("paragraph", 1, one),
        ("paragraph", 1, other),
        ("page furniture", 1, "- 1 -"),
        ("heading", 2, "雨天"),
        ("paragraph", 2, one),
        ("paragraph", 2, other),
        ("page furniture", 2, "- 2 -"),
    ]


def test_each_block_and_each_finding_is_within_its_page(two_pages):
    document = load(two_pages)
    assert document.page_sizes == ((360.0, 504.0),) * 2
    for table in (document.table(), analysis.faults(document), repair(document).findings, repair(document).ledger):
        assert {"page", "x0", "y0", "x1", "y1"} <= {*table}
        assert ((table["x0"] >= 0) & (table["x0"] < table["x1"]) & (table["x1"] <= 360)).all()
        assert ((table["y0"] >= 0) & (table["y0"] < table["y1"]) & (table["y1"] <= 504)).all()
    headings = document.table().query("kind == 'heading'")
    assert headings["y1"].max() < 70  # points from the top
    assert document.table().query("kind == 'page furniture'")["y0"].min() > 470


def test_a_repair_drops_the_furniture_and_keeps_what_the_pages_said(two_pages):
    document = load(two_pages)
    done = repair(document)
    assert restore(done) == document.text
    kept = {(b.kind, b.level, b.page, b.regions, document.text[b.start : b.end]) for b in document.blocks}
    clean = [(b.kind, b.level, b.page, b.regions, done.document.text[b.start : b.end]) for b in done.document.blocks]
    assert {*clean} < kept
    assert "page furniture" not in {kind for kind, *_ in clean}
    assert [kind for kind, *_ in clean].count("heading") == 2
    assert repair(done.document).document.text == done.document.text


def test_what_is_written_of_a_pdf_is_read_alike_as_markdown(two_pages):
    document = load(two_pages)
    again = analysis.parse(document.text)
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        again.text[b.start : b.end] for b in again.blocks
    ]
    assert "list item" not in {block.kind for block in again.blocks}


def test_a_text_has_no_columns_for_places():
    table = analysis.faults(analysis.parse("工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"))
    assert "x0" not in table


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.text("甲乙丙，。", min_size=1, max_size=5)), min_size=1), st.data()
)
def test_what_is_left_of_pages_is_what_it_was(blocks, data):
    laid = [
        LaidBlock(kind, {"title": 1, "heading": 2}.get(kind, 0), text, ((1, 0.0, float(number), 9.0, number + 1.0),))
        for number, (kind, text) in enumerate(blocks)
    ]
    pages = pages_of(laid, [(9.0, 99.0)])
    gone = data.draw(st.sets(st.integers(0, len(blocks) - 1)))
    kept, text, at = [], "", 0
    for number in range(len(blocks)):
        end = (
            pages.text.rfind("\n\n", 0, pages.blocks[number + 1].start) + 2
            if number + 1 < len(blocks)
            else len(pages.text)
        )
        if number not in gone:
            kept.append((len(text), at, end - at))
            text += pages.text[at:end]
        at = end
    found = [(b.kind, b.level, text[b.start : b.end], b.regions) for b in blocks_again(text, kept, pages.blocks)]
    expected = [
        (b.kind, b.level, pages.text[b.start : b.end], b.regions)
        for number, b in enumerate(pages.blocks)
        if number not in gone
    ]
    assert found == expected


def test_two_blocks_that_were_joined_stand_where_both_stood():
    laid = [LaidBlock("paragraph", 0, text, ((page, 0.0, 0.0, 9.0, 9.0),)) for page, text in ((1, "甲乙"), (2, "丙丁"))]
    pages = pages_of(laid, [(9.0, 9.0)] * 2)
    (joined,) = blocks_again("甲乙丙丁\n", [(0, 0, 2), (2, pages.blocks[1].start, 3)], pages.blocks)
    assert [region.page for region in joined.regions] == [1, 2]
    assert joined.regions[0] == Region(1, 0.0, 0.0, 9.0, 9.0)


def test_a_running_head_with_a_heading_s_words_is_no_heading_that_lost_its_mark():
    text = "孟子曰：「不孝有三，無後為大，舜不告而娶，為無後也，君子以為猶告也。」"
    kinds = (("heading", 2, "離婁上", 1), ("paragraph", 0, text, 1), ("page furniture", 0, "離婁上", 2))
    laid = [
        LaidBlock(kind, level, held, ((page, 0.0, 9.0 * row, 9.0, 9.0 * row + 9),))
        for row, (kind, level, held, page) in enumerate((*kinds, ("paragraph", 0, text[::-1], 2)))
    ]
    pages = pages_of(laid, [(9.0, 99.0)] * 2)
    document = replace(analysis.parse(pages.text), blocks=pages.blocks, page_sizes=pages.sizes)
    assert analysis.block_kinds(document)["kind"].tolist() == ["heading", "paragraph", "page furniture", "paragraph"]
    assert repair(document).document.text.count("離婁上") == 1


def test_what_is_left_of_a_span_whose_beginning_is_gone_is_kept():
    assert spans_again([(0, 2, 3)], [(1, 4, 0.5)]) == ((0, 2, 0.5),)
