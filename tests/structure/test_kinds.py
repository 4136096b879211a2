"""Each block is what a reader would call it, for a reason that is said."""

import pytest
from generators import ANY_TEXT
from hypothesis import given

from analysis import Decisions, block_kinds, faults, parse, sentences


def kinds(text):
    table = block_kinds(parse(text))
    return [*zip(table["kind"], table["level"], table["mark"], strict=True)]


def test_the_seed(seed):
    table = block_kinds(seed)
    assert table["kind"].value_counts().to_dict() == {
        "paragraph": 51,
        "heading": 6,
        "caption": 3,
        "title": 1,
        "lead": 1,
        "byline": 1,
    }
    assert table.loc[table["kind"] == "byline", ["start", "end"]].values.tolist() == [[385, 396]]
    lost = table[table["mark"] == "lost"]
    assert lost[["kind", "level", "start", "end"]].values.tolist() == [["heading", 2, 4145, 4158]]


def test_chapters_and_sections_of_a_plain_text_are_inferred_headings_and_articles_are_not():
    text = (
        "某市公园条例\n\n第一章 总则\n\n第一节 目的\n\n第一条 为了保护公园，制定本条例。\n\n第二条 公园归市民所有。\n\n"
        "第二节 范围\n\n第三条 本条例适用于本市。\n\n第二章 附则\n\n第四条 本条例自公布之日起施行。"
    )
    heading = [(kind, level) for kind, level, mark in kinds(text) if mark == "inferred"]
    assert heading == [("title", 1), *[("heading", level) for level in (2, 3, 3, 2)]]
    assert kinds(text)[3] == ("paragraph", 0, "")


@pytest.mark.parametrize(
    "numbers", [("一、", "二、"), ("（一）", "（二）"), ("1. ", "2. "), ("1.1 ", "1.2 "), ("第一条 ", "第二条 ")]
)
def test_numbered_lines_with_text_below_are_headings(numbers):
    first, second = numbers
    text = f"{first.rstrip()}工作回顾\n\n去年的工作都做完了。\n\n{second.rstrip()}工作安排\n\n今年的工作刚刚开始。"
    assert [kind for kind, *_ in kinds(text)][::2] == ["heading", "heading"]


def test_numbered_lines_below_each_other_are_a_list():
    assert [kind for kind, *_ in kinds("应当做到：\n\n（一）按时；\n\n（二）保质；\n\n（三）保量。")] == [
        "paragraph",
        "list item",
        "list item",
        "list item",
    ]
    assert {kind for kind, *_ in kinds("名单如下：\n\n一、张三\n\n二、李四\n\n三、王五")} <= {"paragraph", "list item"}


def test_levels_below_marked_headings_go_on_from_theirs():
    body = "去年各项工作都有进展，居民的收入比上一年多了一成，路也修通了。"
    text = f"# 报告\n\n## 一、回顾\n\n（一）经济\n\n{body}\n\n（二）社会\n\n{body[5:]}\n\n## 二、安排\n\n再说。"
    assert [(level, mark) for kind, level, mark in kinds(text) if level] == [
        (1, "marked"),
        (2, "marked"),
        (3, "inferred"),
        (3, "inferred"),
        (2, "marked"),
    ]


def test_the_first_line_is_a_title_only_if_the_text_does_not_run_on():
    assert kinds("春天的公园\n\n公园里的花都开了。")[0] == ("title", 1, "inferred")
    assert kinds("会议由市政\n\n协主席主持，大家都发了言。")[0][0] == "paragraph"


def test_page_numbers_and_running_heads():
    head = "某市年鉴 二〇二〇"
    pages = [f"第{n}页上的一段话，它在页末没有写\n\n— {n} —\n\n{head}\n\n完就断了。" for n in "123"]
    found = [kind for kind, *_ in kinds("\n\n".join(pages))]
    assert found.count("page furniture") == 6


def test_a_line_at_the_edge_of_each_page_of_a_paged_text():
    said = "说的是去年的收成和今年的打算，还有几句闲话。"
    text = "\f".join(f"某市年鉴\n\n这是第{n}页上的一段话，{said}\n\n说完了。\n\n" for n in "一二三四五")
    table = block_kinds(parse(text))
    assert table["kind"].iloc[0] == "title"  # of the whole, which the later pages repeat
    furniture = table[table["kind"] == "page furniture"]
    assert furniture["page"].tolist() == [2, 3, 4, 5]
    assert furniture["evidence"].iloc[0].startswith("stands at the edge of 5 pages")


@pytest.mark.parametrize(
    "text",
    [
        "1\n\n第一章的故事说完了。\n\n2\n\n第二章的故事也说完了。\n\n3\n\n第三章的故事都说完了。",
        "他说：\n\n好的\n\n他又说：\n\n好的\n\n他还说：\n\n好的\n\n大家都笑了。",
        "附件1\n\n名单。\n\n附件2\n\n地图。\n\n附件3\n\n说明。",
    ],
)
def test_what_repeats_or_counts_on_within_a_text_is_no_page_furniture(text):
    assert "page furniture" not in [kind for kind, *_ in kinds(text)]


def test_verse_quotation_code_and_front_matter():
    verse = "关关雎鸠，在河之洲。\n\n窈窕淑女，君子好逑。\n\n参差荇菜，左右流之。\n\n窈窕淑女，寤寐求之。"
    other = "> 引文一句。\n\n```\n# 码\n```\n\n这是一段散文，它的句子长短不一，说的都是平常的事。"
    text = f"---\ntitle: 选\n---\n\n{verse}\n\n{other}"
    assert [kind for kind, *_ in kinds(text)] == [
        "front matter",
        *["verse line"] * 4,
        "quotation",
        "code",
        "paragraph",
    ]


def test_every_block_says_why():
    assert (block_kinds(parse("# 题\n\n甲。\n\n- 乙"))["evidence"] != "").all()


@given(ANY_TEXT)
def test_the_table_covers_every_block_in_order(text):
    document = parse(text)
    table = block_kinds(document)
    assert {block.start for block in document.blocks} <= {*table["start"]}
    assert table["start"].is_monotonic_increasing
    assert (table["end"] > table["start"]).all()
    assert ((table["level"] > 0) == (table["mark"] != "")).all()


@pytest.mark.parametrize(("heading", "kind"), [("## 一", "lead"), ("# 一", "paragraph")])
def test_a_lead_has_headings_below_it(heading, kind):
    lead = "昨天上午，全镇的干部和群众一起清理了三条河道，运走垃圾四十多吨，大家都说河水比从前清了。"
    table = block_kinds(parse(f"# 工作简报\n\n{lead}\n\n{heading}\n\n镇里今年还要修建两座小桥，方便大家过河。"))
    assert table["kind"][1] == kind


def test_a_block_is_what_a_person_says_whatever_it_looks_like():
    lead = "大家一早就坐车出发了，车上的人都很高兴，唱了一路，到了山下才停。"
    text = f"# 春游\n\n{lead}\n\n图为车站 王芳摄\n\n## 回家\n\n到的时候天黑了。"
    document = parse(text)
    decided = Decisions().block(document, 1, "paragraph", by="李明", date="2026-11-27")
    decided = decided.block(document, 2, "heading", 2, by="李明").block(document, 3, "caption")
    decided = decided.block(document, 4, "note")
    plain, table = block_kinds(document), block_kinds(document, decided)
    assert plain["kind"].tolist() == ["title", "lead", "caption", "heading", "paragraph"]
    assert table[["kind", "level", "mark"]].to_numpy().tolist() == [
        ["title", 1, "marked"],
        ["paragraph", 0, ""],
        ["heading", 2, "decided"],
        ["caption", 0, ""],
        ["note", 0, ""],
    ]
    said = ["decided by 李明 on 2026-11-27", "decided by 李明", "decided", "decided"]
    assert table["evidence"].tolist()[1:] == said
    assert table["confidence"].tolist()[1:] == [1.0] * 4


def test_decided_kinds_come_from_a_file_too(tmp_path):
    document = parse("# 春游\n\n大家一早就坐车出发了。")
    path = Decisions().block(document, 1, "caption").save(tmp_path / "page.json")
    assert block_kinds(document, path)["kind"].tolist() == ["title", "caption"]


@pytest.mark.parametrize(
    ("block", "kind", "text"),
    [
        (2, "caption", "# 春游\n\n大家都来了，说了很久的话，没有人要走。\n\n图为车站 王芳摄\n\n到的时候天黑了。"),
        (1, "byline", "# 春游\n\n本报记者 王芳\n\n到的时候天黑了。"),
        (5, "lost heading", "# 题\n\n## 牢记使命\n\n第一段。\n\n## 别的\n\n第二段。\n\n牢记使命\n\n第一段。\n"),
        (1, "unmarked heading", "春游\n\n第一章 出发\n\n大家坐车出发了。\n\n第二章 到达\n\n到的时候天黑了。"),
    ],
)
def test_what_a_person_says_that_a_block_is_not_is_not_used(block, kind, text):
    """Then it is a paragraph, as if that had been said, and its sentences are those of the text."""
    document = parse(text)
    found = faults(document)
    row = found[(found["kind"] == kind) & (found["start"] == document.blocks[block].start)].iloc[0]
    rejected = Decisions().reject(document, row, by="李明")
    paragraph = Decisions().block(document, block, "paragraph", by="李明")
    assert block_kinds(document)["kind"][block] != "paragraph"
    assert block_kinds(document, rejected).equals(block_kinds(document, paragraph))
    assert block_kinds(document, rejected)["evidence"][block] == "decided by 李明"
    assert sentences(document, rejected).equals(sentences(document, paragraph))
    assert block in sentences(document, rejected)["block"].tolist()
    assert block_kinds(document, Decisions().mark(document, row)).equals(block_kinds(document))


def test_a_finding_that_was_rejected_takes_no_mark_away():
    document = parse("# 题\n\n图为车站 王芳摄\n\n到的时候天黑了。")
    row = faults(document).iloc[0]
    assert row.kind == "caption"
    decided = Decisions().reject(document, row).block(document, 1, "note")
    assert block_kinds(document, decided)["kind"][1] == "note"
