"""Blocks of Markdown, and which of them is the title."""

from analysis import parse


def kinds(text):
    return [(block.kind, block.level, text[block.start : block.end]) for block in parse(text).blocks]


def test_the_first_heading_is_the_title_if_it_is_of_the_first_level():
    assert kinds("# 上\n\n春。\n\n# 下\n\n秋。\n") == [
        ("title", 1, "上"),
        ("paragraph", 0, "春。"),
        ("heading", 1, "下"),
        ("paragraph", 0, "秋。"),
    ]
    assert [row[:2] for row in kinds("## 上\n\n# 下\n\n### 末\n")] == [("heading", 2), ("heading", 1), ("heading", 3)]


def test_prose_in_a_code_fence_has_no_block_without_letters():
    text = "```\n春天来了，花开了。\n——\n孩子们放学回家去。\n```"
    assert [row[2] for row in kinds(text)] == ["春天来了，花开了。", "孩子们放学回家去。"]


def test_a_block_is_on_the_line_that_it_begins_in():
    text = "# 题\n\n春。\n夏。\n\n<div>甲</div>\n\n```\n码\n```\n> 引\n"
    document = parse(text)
    assert [block.line for block in document.blocks] == [1, 3, 4, 6, 8, 11]
    assert [block.line for block in document.blocks] == [document.line(block.start) for block in document.blocks]


def test_only_quotations_lose_the_marks_of_one():
    assert [row[2] for row in kinds("<div>甲</div>\n\n> 引文\n")] == ["<div>甲</div>", "引文"]
