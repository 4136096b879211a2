"""Sections of tables that no longer know their document, and sentences in quotations."""

import pandas as pd
import pytest

from analysis import Decisions, Tokeniser, parse, sections, sentences, with_sections
from analysis.structure.sections import section_count

DOCUMENT = parse("# 题\n\n引子。\n\n## 一\n\n正文。")


def unmarked(table):
    return pd.DataFrame(table.to_dict("list"))


def test_tables_from_files_go_together_if_each_token_lies_in_a_section():
    tokens, table = unmarked(Tokeniser().tokens(DOCUMENT)), unmarked(sections(DOCUMENT))
    assert tokens["end"].iloc[-1] == table["end"].iloc[-1]
    assert with_sections(tokens, table)["section"].tolist() == [0, 0, 0, 1, 1, 1]
    with pytest.raises(ValueError, match="row 5 of the tokens has no place in the sections"):
        with_sections(tokens, table.assign(end=table["end"] - [0, 1]))
    with pytest.raises(ValueError, match="row 3 of the tokens has no place"):
        with_sections(tokens, table.assign(title=["题", "二"]))
    with pytest.raises(ValueError, match="row 0 of the tokens has no place"):
        with_sections(tokens, table.tail(1))


def test_a_section_is_counted_without_its_page_furniture_and_with_its_heading():
    table = sections(DOCUMENT)
    assert table[["blocks", "characters", "han"]].to_numpy().tolist() == [[1, 4, 3], [1, 4, 3]]
    assert table["share"].tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("他说：“‘来。去。’好。”走了。", ["他说：“‘来。去。’好。”", "走了。"]),
        ("他说：“来（真的。去。”走了。完。", ["他说：“来（真的。去。”", "走了。", "完。"]),
        ("来。）走了。", ["来。）", "走了。"]),
        ("（来。去。）（走。停。完。", ["（来。去。）", "（走。", "停。", "完。"]),
        ("等等......走。 好", ["等等......", "走。", "好"]),
    ],
)
def test_nothing_is_cut_between_marks_that_open_and_close(text, cut):
    assert sentences(parse(text))["text"].tolist() == cut


def test_two_quotations_one_behind_the_other_are_two_sentences():
    assert sentences(parse("“来了。请坐。”“走吧。”大家都走了。"))["text"].tolist() == [
        "“来了。请坐。”",
        "“走吧。”",
        "大家都走了。",
    ]


def test_tokens_of_another_text_are_told_by_a_title_of_any_level():
    """Tables that were read from files no longer know their documents."""
    one, other = parse("# 春天来了\n\n花开了。"), parse("# 夏天来了\n\n花开了。")
    tokens, titles = Tokeniser().tokens(other), sections(one)
    tokens.attrs, titles.attrs = {}, {}
    with pytest.raises(ValueError, match="not of one document"):
        with_sections(tokens, titles)


def test_sections_are_those_that_a_person_decided():
    """A marked heading that is none begins no section; a line that is one does, at its level, and is said to be."""
    document = parse("# 题\n\n## 一\n\n甲来了。\n\n乙走了\n\n丙也走了。")
    decided = Decisions().block(document, 1, "paragraph").block(document, 3, "heading", 3).block(document, 4, "note")
    table = sections(document, decisions=decided)
    assert table[["path", "level", "mark", "blocks"]].to_numpy().tolist() == [
        ["题", 1, "marked", 2],
        ["题 › 乙走了", 3, "decided", 1],
    ]
    assert table["sentences"].tolist() == [2, 0]
    assert sections(document)["mark"].tolist() == ["marked", "marked", "inferred"]
    assert sentences(document, decided)["text"].tolist() == ["一", "甲来了。"]


def test_page_furniture_that_a_person_decided_is_counted_in_no_section():
    document = parse("# 题\n\n甲来了。\n\n乙走了。")
    assert sections(document, decisions=Decisions().block(document, 2, "page furniture"))["characters"].tolist() == [5]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# 题\n\n引子。\n\n## 一\n\n正文。", 2),
        ("引子。\n\n## 一\n\n正文。", 2),
        ("一句话。", 1),
        ("　", 0),
        ("## 一\n\n## 二", 2),
    ],
)
def test_sections_are_counted_as_they_are_listed(text, count):
    document = parse(text)
    assert section_count(document) == len(sections(document)) == count
