import pytest
from generators import ANY_TEXT
from hypothesis import given

from analysis import block_kinds, parse, sections, sentences, with_sections
from analysis.structure.kinds import READ_AS_TEXT


def test_sections_of_the_seed(seed):
    table = sections(seed)
    assert table["title"].tolist()[1:] == [
        "学好百年党史 汲取思想伟力",
        "铺好政治底色 书写责任担当",
        "创新体制机制 推进能力建设",
        "紧扣中心环节 坚持双向发力",
        "牢记初心使命 为民履职尽责",
        "牢记初心使命 为民履职尽责",
    ]
    assert table["mark"].tolist() == ["marked"] * 5 + ["lost", "marked"]
    assert table[["start", "end", "line"]].iloc[6].tolist() == [5318, 6143, 119]
    assert table["blocks"].sum() + len(table) == len(seed.blocks)
    assert table["share"].sum() == pytest.approx(1)


def test_text_before_the_first_heading_is_a_section_without_a_title():
    assert sections(parse("引子。\n\n## 一\n\n正文。"))[["title", "level", "blocks"]].values.tolist() == [
        ["", 0, 1],
        ["一", 2, 1],
    ]


def test_paths_follow_the_levels():
    table = sections(parse("# 甲\n\n## 乙\n\n### 丙\n\n## 丁\n\n# 戊"))
    assert table["path"].tolist() == ["甲", "甲 › 乙", "甲 › 乙 › 丙", "甲 › 丁", "戊"]


def test_each_token_falls_in_the_section_that_its_block_belongs_to(seed, tokens):
    table = sections(seed)
    assert (tokens["start"] >= table["start"].reindex(tokens["section"]).to_numpy()).all()
    assert (tokens["end"] <= table["end"].reindex(tokens["section"]).to_numpy()).all()


def test_an_empty_document_has_no_section(tokens):
    assert sections(parse("")).empty
    assert with_sections(tokens.head(0), sections(parse("")))["section"].empty


def test_a_section_counts_its_sentences_and_tokens():
    table = sections(parse("# 题\n\n政协委员来了。会议开始！\n\n## 一\n\n散会，"))
    assert table[["sentences", "tokens"]].values.tolist() == [[2, 6], [1, 2]]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("甲来了。乙没来？丙……", ["甲来了。", "乙没来？", "丙……"]),
        ("他说：“来了。请坐。”大家坐下。", ["他说：“来了。请坐。”", "大家坐下。"]),
        ("“来了。”他说。", ["“来了。”", "他说。"]),
        ("真的（不骗你。）就这样。", ["真的（不骗你。）", "就这样。"]),
        ("他说：“没有说完。后来走了。", ["他说：“没有说完。", "后来走了。"]),
        ("甲；乙；丙。", ["甲；乙；丙。"]),
        ("什么？！ 好……。", ["什么？！", "好……。"]),
        ("一句没有写完的话", ["一句没有写完的话"]),
    ],
)
def test_sentences_by_the_rule(text, cut):
    assert sentences(parse(f"# 题\n\n{text}"))["text"].tolist() == cut


@given(ANY_TEXT)
def test_sentences_are_in_order_and_hold_every_letter_of_the_running_text(text):
    table = sentences(document := parse(text))
    assert all(document.text[row.start : row.end] == row.text for row in table.itertuples())
    assert (table["start"].to_numpy()[1:] >= table["end"].to_numpy()[:-1]).all()
    between = "".join(text[a:b] for a, b in zip(table["end"], table["start"][1:], strict=False) if a < b)
    kinds = block_kinds(document)
    other = kinds[~kinds["kind"].isin(READ_AS_TEXT)]
    letters = sum(map(str.isalnum, between))
    assert letters <= sum(
        map(str.isalnum, "".join(text[a:b] for a, b in zip(other["start"], other["end"], strict=True)))
    )
