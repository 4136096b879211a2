"""Two reviewers agree as often as is counted, and more than by chance as Cohen (1960) measures it."""

import math

import pytest

from analysis import Decisions, agreement, parse
from analysis.decisions.agreement import kappa

DOCUMENT = parse("\n\n".join(f"第{n}个人说了一句话，大家都听见了。" for n in "一二三四五六七八九十"))
GAPS = [block.end for block in DOCUMENT.blocks]


def decided(answers):
    """Return decisions on the first gaps: j joins, p parts, - is none."""
    decisions = Decisions()
    for gap, answer in zip(GAPS, answers, strict=False):
        if answer != "-":
            decisions = (decisions.join if answer == "j" else decisions.part)(DOCUMENT, gap)
    return decisions


def test_kappa_of_a_worked_table():
    """Of 50 cases both say yes to 20 and no to 15; the first says yes to 25, the second to 30: .70 against .50."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_it_counts_what_both_decided_and_what_one_alone_did():
    row = agreement(decided("jjpp-j"), decided("jppj--")).loc["gap"]
    assert row[["both", "alike", "agreement", "only_one", "only_other"]].tolist() == [4, 2, 0.5, 1, 0]
    assert row["kappa"] == 0.0


def test_kinds_have_rows_of_their_own_and_all_one():
    one = decided("jp").block(DOCUMENT, 5, "heading", 2)
    other = decided("jp").block(DOCUMENT, 5, "heading", 3)
    table = agreement(one, other)
    assert table.index.tolist() == ["gap", "block", "all"]
    assert table["alike"].tolist() == [2, 0, 2]
    assert table.loc["gap", "kappa"] == 1.0


def test_where_there_is_one_answer_only_kappa_is_not_defined():
    assert math.isnan(agreement(decided("jj"), decided("jj")).loc["all", "kappa"])
    assert math.isnan(agreement(Decisions(), Decisions()).loc["all", "agreement"])
