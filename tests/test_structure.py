import pytest

from analysis import parse, sections, with_sections


def test_sections_of_the_seed(seed):
    table = sections(seed)
    assert table["title"].tolist()[1:] == [
        "学好百年党史 汲取思想伟力",
        "铺好政治底色 书写责任担当",
        "创新体制机制 推进能力建设",
        "紧扣中心环节 坚持双向发力",
        "牢记初心使命 为民履职尽责",
    ]
    assert table[["start", "end", "line"]].iloc[5].tolist() == [5318, 6143, 119]
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
