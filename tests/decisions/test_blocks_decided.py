"""A block that was decided on is known by its letters, in the source and in the text as it is repaired."""

from analysis import Decisions, block_kinds, faults, parse
from analysis.decisions.blocks import decided_blocks

TEXT = "# 春游\n\n图为车站\n\n大家一早就坐车出发了。\n"
DOCUMENT = parse(TEXT)
DECIDED = Decisions().block(DOCUMENT, 1, "caption").block(DOCUMENT, 2, "lead")


def kinds(document, decisions=DECIDED):
    return {number: one.choice for number, one in decided_blocks(document, decisions).items()}


def test_blocks_are_found_where_they_are_now():
    assert kinds(DOCUMENT) == {1: "caption", 2: "lead"}
    assert kinds(parse(f"前言。\r\n\r\n{TEXT}")) == {2: "caption", 3: "lead"}
    assert kinds(parse(TEXT.replace("图为", "## 图为"))) == {1: "caption", 2: "lead"}


def test_a_block_that_was_joined_to_another_is_not_that_which_was_decided_on():
    assert kinds(parse(TEXT.replace("车站\n\n大家", "车站大家"))) == {}


def test_only_decisions_on_blocks_are_of_blocks():
    assert kinds(DOCUMENT, Decisions().word("车站").join(DOCUMENT, 8)) == {}
    assert kinds(DOCUMENT, None) == {}


def test_the_last_decision_on_a_block_holds():
    assert kinds(DOCUMENT, DECIDED.block(DOCUMENT, 1, "byline")) == {1: "byline", 2: "lead"}


def test_a_block_that_is_a_part_of_another_now_is_said_to_be_none():
    joined = parse(TEXT.replace("车站\n\n大家", "车站大家"))
    assert Decisions().block(DOCUMENT, 1, "caption").fit(joined)["why"].tolist() == ["what was a block is one no more"]


def test_what_is_said_to_be_no_by_line_is_the_end_of_its_paragraph():
    document = parse("会议在京举行，各地代表出席了会议并作交流发言。本报记者 王芳\n\n大家一早就坐车出发了。")
    byline = faults(document).query("kind == 'byline'").iloc[0]
    assert block_kinds(document)["kind"].tolist() == ["paragraph", "byline", "paragraph"]
    kinds = block_kinds(document, decisions=Decisions().reject(document, byline))
    assert kinds[["kind", "start", "end"]].values.tolist() == [["paragraph", 0, 30], ["paragraph", 32, 43]]
