"""A join holds for the two passages on its two sides, and what marks a block goes with the gap in front of it."""

import pytest

from analysis import Decisions, parse, repair, restore
from analysis.reviews.items import items

CUT = "工程队连夜抢修，终于在天亮之前恢复了"
NOTICE = "市人民医院今起实行预约挂号制度，患者可以通过电话、网络和现场三种方式预约，减少等候的时间，这是今年的实事。"
END = "别的事也办了不少，大家都很满意。"


def joined(text, *decide):
    """Return the repair of a text in which the first two blocks are joined, with more decisions."""
    document = parse(text)
    decided = Decisions().join(document, document.blocks[0].end, by="李明")
    for one in decide:
        decided = one(decided, document)
    done = repair(document, decisions=decided)
    assert restore(done) == text
    assert repair(document, done.findings).document.text == done.document.text
    return done


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("> 并且接受社会的\n>\n> 监督，不得拒绝。\n", "> 并且接受社会的监督，不得拒绝。\n"),
        ("他们先说了，\n\n- 第一项\n- 第二项\n", "他们先说了，第一项\n- 第二项\n"),
        ("- 第一项没有\n- 说完\n", "- 第一项没有说完\n"),
        ("> - 第一项没有\n> - 说完\n", "> - 第一项没有说完\n"),
        ("他们先说了，\r\r然后走了。\r", "他们先说了，然后走了。\r"),
    ],
    ids=["quotation", "paragraph and item", "items", "items of a quotation", "carriage returns"],
)
def test_the_marks_go_with_the_gap(text, clean):
    assert joined(text).document.text == clean


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("他们先说了，\n\n## 第二节\n\n乙说。\n", "line 3 is a heading, which is joined to nothing"),
        ("## 第二节\n\n乙说。\n", "line 1 is a heading, which is joined to nothing"),
        ("他们先说了，\n\n|甲|乙|\n|-|-|\n|一|二|\n", "line 3 is a table, which is joined to nothing"),
        ("他们先说了，\n\n> 乙说。\n", "line 3 is a quotation, and the other side is not"),
    ],
    ids=["in front of a heading", "behind a heading", "table", "quotation"],
)
def test_what_is_joined_to_nothing_is_held_with_its_reason(text, why):
    done = joined(text)
    assert done.document.text == text
    row = done.findings[done.findings["decided"] == "decided by 李明"].iloc[0]
    assert (row.kind, row.applied, row.held) == ("broken paragraph", False, why)
    assert done.decisions[["fits", "why"]].to_numpy().tolist() == [[False, why]]
    assert repair(done.source).source is done.source
    assert done.settings.decisions.fit(done.source)["why"].tolist() == [why]


def test_a_heading_that_a_person_says_is_none_can_be_joined():
    text = "他们先说了，\n\n## 第二节\n\n乙说。\n"
    assert joined(text, lambda d, doc: d.block(doc, 1, "paragraph")).document.text == "他们先说了，第二节\n\n乙说。\n"


@pytest.mark.parametrize("kind", ["heading", "caption", "page furniture"])
def test_what_a_person_says_is_no_running_text_is_not_joined(kind):
    done = joined(f"{CUT}\n\n供电。\n\n{END}\n", lambda d, doc: d.block(doc, 1, kind, 2 * (kind == "heading")))
    named = "page furniture" if kind == "page furniture" else f"a {kind}"
    assert done.document.text.startswith(f"{CUT}\n\n")
    assert done.decisions["why"].tolist() == [f"line 3 is {named}, which is joined to nothing", ""]


def test_nothing_is_joined_with_what_follows_a_copy_that_goes():
    """The copy is not there any more, and what stands behind it is not what was decided on."""
    text = f"{CUT}\n\n{NOTICE}\n\n## 第二节\n\n{NOTICE}\n\n{END}\n"

    def is_copy(decided, document):
        start = document.text.index(NOTICE)
        return decided.repeat(document, start, start + len(NOTICE), "copy")

    done = joined(text, is_copy)
    assert done.document.text == f"{CUT}\n\n## 第二节\n\n{NOTICE}\n\n{END}\n"
    assert done.decisions["why"].tolist() == ["line 3, which it joins, is dropped", ""]
    assert joined(text).document.text.startswith(CUT + NOTICE)


def test_a_repeat_in_mid_sentence_is_joined_or_dropped_and_never_both():
    text = (
        "要点：基于消费复苏趋势仍然较弱的判断，我们下调盈利预测，\n"
        "预计明后两年净利润分别为二十四亿元和二十七亿元，下调目标价至六元五角，\n维持“优于大市”的评级，请投资者注意风险。\n"
        "第二章 正文\n展望未来，公司的渠道仍有增长潜力，但竞争也在加剧，公司需要加大投入，\n"
        "预计明后两年净利润分别为二十四亿元和二十七亿元，下调目标价至六元五角，\n维持“优于大市”的评级，请投资者注意风险。\n"
    )
    document = parse(text)
    listed = {item.kind: item for item in items(repair(document))}
    cut_off, repeat = listed["truncated paragraph"], listed["repeat"]
    answers = [cut_off.choice("1").decision, repeat.choice("2").decision]
    done = repair(document, decisions=Decisions("", tuple(answers)))
    assert "，第二章" not in done.document.text
    assert "我们下调盈利预测，\n第二章 正文\n" in done.document.text
    assert done.decisions["fits"].tolist() == [False, True]


def test_what_the_package_joins_by_itself_is_there_in_the_end():
    """A pasted copy behind the first half goes, and the halves are joined, each with the other."""
    half, other = (
        "会议由市政协主席主持，各区县的代表也都参加了会",
        "议，大家都发了言，说这件事办得很好。",
    )
    text = f"{NOTICE}\n\n{half}\n\n{NOTICE}\n\n{other}\n\n{END}\n"
    document = parse(text)
    start = text.rindex(NOTICE)
    done = repair(document, decisions=Decisions().repeat(document, start, start + len(NOTICE), "copy"))
    assert done.document.text == f"{NOTICE}\n\n{half}{other}\n\n{END}\n"
    assert restore(done) == text


@pytest.mark.parametrize("answer", ["y", "n", "1", "2", "0", "m"])
def test_on_the_seed_no_heading_is_in_the_middle_of_a_line(seed, answer):
    found = {(item.kind, item.line): item for item in items(repair(seed), with_applied=True)}
    cut_off, repeat = found["truncated paragraph", 101], found["repeat", 103]
    assert cut_off.choice("1") is None  # the next paragraph is a copy, and a lost heading
    decided = Decisions().join(seed, seed.blocks[cut_off.block].end).adding(repeat.choice(answer).decision)
    done = repair(seed, decisions=decided)
    assert restore(done) == seed.text
    assert all(line.startswith("#") for line in done.document.text.split("\n") if "## " in line)
    assert "政协系统\n\n## " in done.document.text


def test_page_furniture_in_a_broken_paragraph_goes_and_the_halves_are_joined():
    text = "工程队连夜抢修，终于恢复了供\n\n- 24 -\n\n电，附近的三个小区没有受到影响。\n\n- 25 -\n\n完了。\n"
    document = parse(text)
    found = repair(document).findings
    row = found[found["kind"] == "broken paragraph"].iloc[0]
    decided = Decisions().accept(document, row).block(document, 1, "page furniture")
    assert "恢复了供电，" in repair(document, decisions=decided).document.text
