"""What has no Markdown but paragraphs, headings and comments has the blocks that a parser of CommonMark gives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from analysis.document.simple_markdown import is_simple, simple_blocks
from analysis.text_index.newlines import line_spans

PARSER = MarkdownIt("commonmark").enable("table").disable(["code", "reference", "inline"])
KINDS = {"paragraph_open": "paragraph", "heading_open": "heading", "html_block": "html"}
LINES = [
    *(
        "",
        " ",
        "\t",
        "　",
        "　　春天。",
        "春天来了。",
        "    春",
        "1987年",
        "１．一",
        "——",
        "[甲]: /u",
        "a|b",
        "x\\",
        "\x00",
        "\x0c",
    ),
    *(
        "# 题",
        "## 二  ",
        "#\t三\t",
        "# 四　",
        "# \x00",
        "###### 六",
        "#题",
        "####### 七",
        "# 题 #",
        "#",
        "# ",
        " # 题",
        "    # 题",
    ),
    *(
        "<!-- 注 -->",
        "<!-- 注 -->  ",
        "<!-- 注",
        "-->",
        " <!-- 注 -->",
        "<p>",
        "===",
        "---",
        "- 条",
        "1. 条",
        "> 引",
        "```",
        "|-|",
    ),
]


def parsed(text):
    """The blocks of a text by the parser: kind, lines, and of headings level and words."""
    tokens = PARSER.parse("\n".join(text[start:end] for start, end in line_spans(text)))
    for token, inner in zip(tokens, [*tokens[1:], None], strict=False):
        if token.type in KINDS:
            is_heading = token.type == "heading_open"
            yield KINDS[token.type], *token.map, *((int(token.tag[1]), inner.content) if is_heading else (0, ""))


@given(st.lists(st.sampled_from(LINES), max_size=8), st.sampled_from(["\n", "\r\n", "\u2028"]))
def test_its_blocks_are_those_of_a_parser(lines, newline):
    text = newline.join(lines)
    spans = line_spans(text)
    if is_simple("\n".join(text[start:end] for start, end in spans)):
        found = [
            (*block[:4], text[block[4] : block[5]].replace("\0", "\ufffd")) for block in simple_blocks(text, spans)
        ]
        assert found == [*parsed(text)]


@pytest.mark.parametrize("text", ["", "春天来了。", "# 题\n\n1987年的春天。\n## 二\n　　花开了。", "<!-- 注 -->\n春天"])
def test_a_plain_text_is_simple(text):
    assert is_simple(text)


@pytest.mark.parametrize(
    "line", ["- 条", "1. 条", "> 引", "***", "===", "```", "~~~", "| 甲 |", ":-", "<p>", "# 题 #", "#", " # 题"]
)
def test_other_marks_at_the_beginning_of_a_line_are_not(line):
    assert not is_simple(f"春天\n{line}\n")
    assert is_simple(f"春天 {line[:1]}")
