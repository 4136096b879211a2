"""Brackets and quotation marks without their other half."""

import pytest

from analysis import faults, parse, repair
from analysis.mending.brackets import closes, left_open


@pytest.mark.parametrize(
    ("text", "left"),
    [("他说：“好", "“"), ("他说：“（好", "（"), ("他说：“（好）", "“"), ("好）”", ""), ("“好”《", "《")],
)
def test_the_last_mark_that_is_left_open(text, left):
    assert left_open(text) == left


def test_a_mark_is_closed_by_its_other_half_that_none_opens_before():
    assert closes("（", "见下）。")
    assert not closes("（", "（见下）。")
    assert not closes("（", "见下”。")


def pairs(text):
    found = faults(parse(text))
    return found[found["kind"] == "unbalanced pair"]["evidence"].tolist()


def test_a_pair_that_does_not_close_is_a_fault_and_a_speech_of_several_paragraphs_is_none():
    assert pairs("他说：“今天天气很好，我们到河边去。\n\n第二天下了雨。") == ["1 “ and 0 ”"]
    assert pairs("他说：“今天天气很好。\n\n“我们到河边去。”\n\n第二天下了雨。") == []
    assert pairs("他说（见下）：“今天天气很好。”") == []


def test_all_pairs_that_do_not_close_in_one_place_are_one_finding_here_and_in_the_repair():
    text = "他说：“今天（见下天气很好，我们到河边去。\n\n第二天下了雨。"
    assert pairs(text) == ["1 “ and 0 ”; 1 （ and 0 ）"]
    found = repair(parse(text)).findings
    assert found.loc[found["kind"] == "unbalanced pair", "evidence"].tolist() == ["1 “ and 0 ”; 1 （ and 0 ）"]
