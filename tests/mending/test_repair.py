import json

import pytest
from generators import ANY_TEXT
from hypothesis import example, given
from hypothesis import strategies as st

from analysis import Tokeniser, audit, contexts, copies, faults, frequencies, parse, repair, restore


@pytest.fixture(scope="module")
def mended(seed):
    return repair(seed)


@given(ANY_TEXT)
@example("会议由市政\n\n协主席主持。\n\n会议由市政\n\n协主席主持。")
@example("环环境境保保护护" * 20)
def test_ledger_and_clean_text_give_the_source_back(text):
    document = parse(text)
    also = ("half-width punctuation", "space inside a word", "unmarked heading")
    done = repair(document, also=also)
    assert restore(done) == text
    ledger = done.ledger
    assert [0, *ledger["end"]] == [*ledger["start"], len(text)]
    assert [0, *ledger["clean_end"]] == [*ledger["clean_start"], len(done.document.text)]


def test_the_seed_keeps_one_copy_of_each_passage(mended):
    clean = mended.document
    assert audit(clean).classes[["kind", "letters"]].values.tolist() == [["splice", 216]]  # which is held
    assert clean.text.count("## 牢记初心使命 为民履职尽责\n") == 1
    assert clean.text.count("牢记初心使命 为民履职尽责") == 1
    assert mended.ledger.loc[mended.ledger["kind"] == "repeat", ["start", "end"]].values.tolist() == [
        [4145, 4972],
        [4972, 5315],
    ]


def test_the_seed_has_its_broken_words_again(mended):
    for word in ("市政协完善", "实施意见》", "黄河天下文化综合体", "核心示范区", "系统履职重点"):
        assert word in mended.document.text
    assert "\n\n郑报全媒体记者 赵文静\n" in mended.document.text


def test_the_splice_is_held_with_both_readings(mended):
    splices = mended.findings[mended.findings["kind"] == "splice"]
    assert [3907, 4143] in splices[["start", "end"]].values.tolist()
    assert not splices["applied"].any()


def test_counts_of_the_repaired_seed(mended):
    counts = frequencies(Tokeniser().tokens(mended.document)).set_index("term")["count"]
    assert counts["企业"] == 8  # 5, and 3 more in the splice, which is held
    assert counts["市政协"] > 26


def test_a_repaired_text_needs_no_repair(mended):
    again = repair(mended.document)
    assert not again.findings["applied"].any()
    assert again.document.text == mended.document.text


PARTS = (
    "会议由市政协主席主持，大家都发了言，会后又到河边去看了",
    "新修的桥和两岸的柳树。",
    "# 题",
    "第二天下了雨，路上的人都打着伞，走得很慢。",
)


@given(st.lists(st.sampled_from([*PARTS, "\n\n", "\n\n"]), max_size=14))
@example([PARTS[0], "\n\n", PARTS[1], "\n\n", PARTS[3], "\n\n", PARTS[0], PARTS[1]])
def test_repairing_again_changes_nothing_and_the_ledger_of_all_rounds_gives_the_source_back(parts):
    document = parse("".join(parts))
    done = repair(document)
    assert restore(done) == document.text
    assert [0, *done.ledger["end"]] == [*done.ledger["start"], len(document.text)]
    again = repair(done.document)
    assert not again.findings["applied"].any()
    assert again.document.text == done.document.text
    assert done.findings["start"].between(0, len(document.text)).all()


def test_a_join_that_another_place_proves():
    one, other = "会议由主席主持，大家听了报告，提了意见，还到各处去看了看新的", "学校和新的图书馆，都说办得很好。"
    text = f"{one}\n\n{other}\n\n第二天下了雨。\n\n他说：{one}{other}"
    said = faults(parse(text), audit=audit(parse(text), min_length=20)).set_index("kind")
    assert said["evidence"]["broken paragraph"] == "at line 7 the same text runs on"
    assert said["confidence"]["broken paragraph"] > 0.9


def test_a_paragraph_repeated_at_a_distance_may_be_meant():
    refrain = "春天来了，河边的柳树又绿了，孩子们在岸上放风筝，笑着跑着。"
    text = f"{refrain}\n\n第一件事。\n\n{refrain}\n\n第二件事。"
    found = audit(parse(text), min_length=20)
    assert found.classes["kind"].tolist() == ["natural repeat"]
    assert repair(parse(text), copies(found)).document.text == text


def test_the_copy_with_its_heading_marked_is_kept():
    body = "第一段讲的是春天的事情，河边的柳树又绿了。\n\n第二段讲的是夏天的事情，池塘里的荷花开了。\n\n"
    document = parse(f"四季的事情\n\n{body}## 四季的事情\n\n{body}")
    assert repair(document, copies(audit(document))).document.text == f"## 四季的事情\n\n{body}"


def test_what_is_mended_on_request_is_held_without_one():
    document = parse("他说,我来。")
    assert repair(document).document.text == "他说,我来。"
    assert repair(document, also=("half-width punctuation",)).document.text == "他说，我来。"


def test_doubled_characters_are_mended():
    assert repair(parse("环环境境保保护护，人人有责。")).document.text == "环境保护，人人有责。"


def test_latin_words_joined_across_a_gap_get_a_space():
    assert repair(
        parse("工程队连夜抢修了电网，会上讨论了“open\n\nsource”的软件，附近的三个小区没有受到影响。")
    ).document.text == ("工程队连夜抢修了电网，会上讨论了“open source”的软件，附近的三个小区没有受到影响。")


def test_a_selection_of_findings_can_be_mended(seed):
    found = faults(seed, kinds=["broken paragraph"])
    assert len(repair(seed, found.head(1)).document.text) == len(seed.text) - 2


def test_the_ledger_as_json_says_its_version_and_source(mended, seed):
    whole = json.loads(mended.to_json())
    assert whole["version"] == 2
    assert whole["sha256"] == seed.source.sha256
    pieces = [
        e["source_text"] or mended.document.text[e["clean_start"] : e["clean_end"]]
        for e in whole["entries"]
        if e["action"] != "inserted"
    ]
    assert "".join(pieces) == seed.text


def test_each_edit_is_shown_in_its_place_in_both_readings(mended):
    shown = contexts(mended, width=6)
    joined = shown[shown["kind"] == "broken paragraph"].iloc[1]
    assert (joined["before"], joined["after"]) == ("基于此,市政⏎⏎协完善党建工", "基于此,市政协完善党建工")
    held = shown[~shown["applied"]]
    assert (held["held"] != "").all()
    assert (held["before"] != held["after"]).all()


@given(ANY_TEXT)
def test_the_same_text_is_mended_the_same_way(text):
    one, other = (repair(parse(text)) for _ in range(2))
    assert one.to_json() == other.to_json()
    assert not contexts(one).empty or not one.findings["edits"].map(bool).any()


def test_a_repeat_shorter_than_the_least_length_stays():
    twice = "会议指出，要坚持稳中求进工作总基调，加快构建新发展格局，推动高质量发展取得新成效。"
    text = f"{twice}\n\n{twice}\n"
    assert repair(parse(text)).document.text == twice
    assert repair(parse(text), min_length=50).document.text == text


def test_repeats_are_findings_in_order_of_the_text_whatever_their_kind():
    rule = "申请小作坊登记证，应当向县市场监督管理部门提交下列材料：申请书、营业执照。登记证有效期{}年。"
    twice = "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑才肯回家去。"
    text = f"{rule.format('三')}\n\n{rule.format('五')}\n\n{twice}\n\n{twice}"
    found = copies(audit(parse(text)))
    assert found[["kind", "line", "confidence"]].to_numpy().tolist() == [["variant", 3, 0.05], ["repeat", 7, 0.95]]


def test_a_passage_of_thirty_letters_is_a_repeat_and_one_of_fewer_is_none():
    thirty = "春天来了河边的柳树绿了孩子们放学以后在岸上放着风筝一边跑一边"
    assert len(thirty) == 30
    for passage, count in ((thirty, 1), (thirty[1:], 2)):
        assert repair(parse(f"{passage}。\n\n{passage}。")).document.text.count(passage) == count


def test_what_is_held_for_a_request_says_so():
    (row,) = repair(parse("春天来了,花开了。"), certain=0.0).findings.itertuples()
    assert (row.kind, row.applied, row.held) == ("half-width punctuation", False, "mended only on request")
