import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import parse
from analysis.layout.markdown import markdown
from analysis.layout.pages import LaidBlock

MARKS = [
    "- 1 -",
    "1. 总则",
    "# 号",
    "---",
    "=====",
    "> 引",
    "* * *",
    "+ 加",
    "```",
    "<div>",
    "| 甲 |",
    "    缩进",
    "2）乙",
]


def block(text: str, page: int = 1, kind: str = "paragraph", level: int = 0) -> LaidBlock:
    return LaidBlock(kind, level, text, ((page, 0, 0, 1, 1),))


@pytest.mark.parametrize("text", MARKS)
def test_text_that_looks_like_a_mark_stays_a_paragraph(text):
    written, _ = markdown([block("上一段。"), block(text), block("下一段。")])
    found = parse(written).table()
    assert [*found["kind"].unique()] == ["paragraph"]
    assert text.strip() in written


@given(
    st.lists(st.tuples(st.sampled_from(["paragraph", "note"]), st.text("甲乙1.-#>*_=|<`~) ", min_size=1)), max_size=5)
)
def test_each_span_is_the_text_of_its_block(pairs):
    blocks = [block(text, kind=kind) for kind, text in pairs]
    written, spans = markdown(blocks)
    assert [written[start:end] for start, end in spans] == [one.text for one in blocks]


def test_headings_have_marks_and_the_span_has_not():
    written, spans = markdown([block("总则", kind="heading", level=2)])
    assert (written, written[slice(*spans[0])]) == ("## 总则\n", "总则")


def test_a_ruled_table_is_a_markdown_table_unless_a_cell_holds_a_bar():
    assert markdown([block("甲\t乙\n1\t2", kind="table")])[0] == "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n"
    assert markdown([block("甲|\t乙", kind="table")])[0] == "甲|\t乙\n"


def test_form_feeds_part_pages_that_no_block_crosses():
    crossing = LaidBlock("paragraph", 0, "乙", ((1, 0, 0, 1, 1), (2, 0, 0, 1, 1)))
    assert markdown([block("甲"), crossing, block("丙", 2), block("丁", 3)])[0] == "甲\n\n乙\n\n丙\n\n\f\n\n丁\n"


def test_no_blocks_are_no_text():
    assert markdown([]) == ("", [])
