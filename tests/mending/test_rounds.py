"""A repair goes on in rounds: what was mended is looked at again, and what a person decided comes first."""

import pandas as pd
import pytest

from analysis import Decisions, RepairSettings, audit, copies, parse, repair, restore
from analysis.mending.rounds import mended

TWICE = "春天来了，河边的柳树绿了。\n\n孩子们在岸上放着风筝，笑着跑着。\n\n"
BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n"


def test_what_was_joined_in_one_round_is_seen_to_be_a_copy_in_the_next():
    half, other = "工程队连夜抢修，终于在天亮之前恢复了供", "电，附近的三个小区没有受到影响。"
    document = parse(f"{half}\n\n{other}\n\n{half}\n\n{other}")
    clean, entries, _, _ = mended(document, None, RepairSettings())
    assert clean.text == half + other
    assert entries["end"].iloc[-1] == len(document.text)


def test_given_findings_are_mended_once():
    document = parse(BROKEN)
    edits = ((14, 16, ""),)
    row = {"kind": "broken paragraph", "start": 14, "end": 16, "line": 1, "evidence": "", "confidence": 0.9}
    given = pd.DataFrame([row | {"edits": edits, "decided": ""}])
    assert mended(document, given, RepairSettings())[0].text == BROKEN.replace("供\n\n", "供")


def test_a_decision_comes_before_what_touches_it():
    document = parse(TWICE * 2)
    decided = Decisions().block(document, 2, "heading", 2)
    clean, _, found, _ = mended(document, None, RepairSettings(min_length=10, decisions=decided))
    assert "## 春天来了" in clean.text
    assert found.loc[found["decided"] != "", "applied"].all()


PARAGRAPH = "春天来了，河边的柳树绿了，孩子们在岸上放着风筝，笑着跑着，一直到太阳下山才回家去。"


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("ends", [True, False])
def test_drops_that_meet_in_a_gap_are_all_made(count, between, ends):
    document = parse(between.join([PARAGRAPH] * count) + between * ends)
    done = repair(document, findings=copies(audit(document)))
    assert done.document.text.split() == [PARAGRAPH]
    assert restore(done) == document.text
    assert repair(document, done.findings).document.text == done.document.text


def test_drops_that_share_a_letter_hold_each_other():
    document = parse("甲乙丙丁戊")
    rows = [("repeat", 0, 3, 1, "", 1.0, ((0, 3, ""),)), ("repeat", 2, 5, 1, "", 1.0, ((2, 5, ""),))]
    found = pd.DataFrame(rows, columns=["kind", "start", "end", "line", "evidence", "confidence", "edits"])
    done = repair(document, found)
    assert done.document.text == "丁戊"
    assert done.findings["applied"].tolist() == [True, False]


def test_a_drop_inside_the_gap_of_another_is_not_made_twice():
    document = parse("甲乙，，，丙丁")
    rows = [("repeat", 3, 4, 1, "", 1.0, ((3, 4, ""),)), ("splice", 3, 5, 1, "", 1.0, ((2, 5, ""),))]
    found = pd.DataFrame(rows, columns=["kind", "start", "end", "line", "evidence", "confidence", "edits"])
    done = repair(document, found)
    assert restore(done) == document.text
    assert done.document.text == "甲乙丙丁"


def test_what_a_person_keeps_leaves_no_nested_copy(seed):
    """The section on line 103 of the seed holds a paragraph that stands in others; one more would stay."""
    places = audit(seed).occurrences
    row = places[places["line"] == 103].iloc[0]
    kept = repair(seed, decisions=Decisions().repeat(seed, row.start, row.end, "keep")).document
    usual = repair(seed).document
    assert audit(kept).occurrences.groupby("class").size().tolist() == [2]
    assert sum(map(str.isalnum, kept.text)) == sum(map(str.isalnum, usual.text))
