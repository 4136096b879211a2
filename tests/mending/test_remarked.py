"""A block gets the mark of the kind that a person says it is, and loses the one that it had."""

import pytest

from analysis import Decisions, block_kinds, parse, repair, restore


@pytest.mark.parametrize(
    ("text", "number", "kind", "clean"),
    [
        ("- 第一项\n- 第二项\n", 0, "heading", "### 第一项\n- 第二项\n"),
        ("- 第一项\n- 第二项\n", 1, "paragraph", "- 第一项\n\n第二项\n"),
        ("- 第一项\r\n- 第二项\r\n", 1, "caption", "- 第一项\r\n\r\n第二项\r\n"),
        ("- 第一项\n", 0, "list item", "- 第一项\n"),
        ("1. 第一项\n", 0, "heading", "### 1. 第一项\n"),
        ("> - 第一项\n", 0, "heading", "> ### 第一项\n"),
        ("> 第一段。\n>\n> 第二段。\n", 1, "heading", "> 第一段。\n>\n> ### 第二段。\n"),
        ("> 第一段。\n> 第二段。\n", 1, "paragraph", "> 第一段。\n\n第二段。\n"),
        ("> 第一段。\n> 第二段。\n", 1, "caption", "> 第一段。\n> 第二段。\n"),
        ("> 第一段。\n> 第二段。\n", 0, "list item", "> 第一段。\n> 第二段。\n"),
        ("> - 第一项\n> - 第二项\n", 1, "paragraph", "> - 第一项\n> \n> 第二项\n"),
        (
            "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n## 第二节\n",
            1,
            "caption",
            "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n第二节\n",
        ),
        ("题目\n===\n\n第一段。\n", 0, "paragraph", "题目\n\n第一段。\n"),
        ("题目\n===\n\n第一段。\n", 0, "heading", "### 题目\n\n第一段。\n"),
        ("# 题\n\n## 二级 ##\n\n第一段。\n", 1, "paragraph", "# 题\n\n二级\n\n第一段。\n"),
        ("第一段。\r\r第二段。\r\r第三段。\r", 1, "page furniture", "第一段。\r\r第三段。\r"),
    ],
)
def test_a_decided_kind_takes_the_old_mark_away(text, number, kind, clean):
    document = parse(text)
    done = repair(document, decisions=Decisions().block(document, number, kind, 3 * (kind == "heading")))
    assert done.document.text == clean
    assert restore(done) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n", "line 1 is a table, which cannot be marked as a heading"),
        ("```\n甲乙丙\n```\n\n春天来了。\n", "line 1 is code, which cannot be marked as a heading"),
    ],
)
def test_no_mark_makes_a_heading_of_a_table_or_of_code(text, why):
    document = parse(text)
    decided = Decisions().block(document, 0, "heading", 3)
    done = repair(document, decisions=decided)
    assert done.document.text == text
    assert done.decisions["why"].tolist() == decided.fit(document)["why"].tolist() == [why]
    assert block_kinds(document, decisions=decided)["kind"].tolist() == block_kinds(document)["kind"].tolist()
