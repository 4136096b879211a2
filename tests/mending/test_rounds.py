"""A repair goes on in rounds: what was mended is looked at again, and what a person decided comes first."""

import pandas as pd

from analysis import Decisions, RepairSettings, parse
from analysis.mending.rounds import mended

TWICE = "春天来了，河边的柳树绿了。\n\n孩子们在岸上放着风筝，笑着跑着。\n\n"
BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n"


def test_what_was_joined_in_one_round_is_seen_to_be_a_copy_in_the_next():
    half, other = "工程队连夜抢修，终于在天亮之前恢复了供", "电，附近的三个小区没有受到影响。"
    document = parse(f"{half}\n\n{other}\n\n{half}\n\n{other}")
    clean, entries, _ = mended(document, None, RepairSettings())
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
    clean, _, found = mended(document, None, RepairSettings(min_length=10, decisions=decided))
    assert "## 春天来了" in clean.text
    assert found.loc[found["decided"] != "", "applied"].all()
