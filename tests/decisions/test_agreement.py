"""Two reviewers agree as often as is counted, and more than by chance as Cohen (1960) measures it."""

import math
from types import SimpleNamespace

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


def test_who_keeps_different_places_of_repeats_disagrees():
    """Four repeats of two places each; both keep the first of two of them, and differ in the others.

    p_o is 1/2. Each place kept is an answer of its own: two are given once by both, so p_e is 2 · 1/4 · 1/4 = 1/8, and
    kappa is (1/2 - 1/8) / (1 - 1/8) = 3/7.
    """
    tales = [f"第{n}天早上，{n}个人从河边走过，看见柳树都绿了，山上的桃花也开了。" for n in "一二三四"]
    document = parse("\n\n".join([*tales, "后来下了雨，路都湿了。", *tales]))
    one, other = Decisions(), Decisions()
    for number, tale in enumerate(tales):
        first, second = document.text.index(tale), document.text.rindex(tale)
        one = one.repeat(document, first, first + len(tale), "keep")
        kept = first if number < 2 else second
        other = other.repeat(document, kept, kept + len(tale), "keep")
    row = agreement(one, other).loc["repeat"]
    assert row[["both", "alike", "agreement", "only_one", "only_other"]].tolist() == [4, 2, 0.5, 0, 0]
    assert row["kappa"] == pytest.approx(3 / 7)


def test_one_answers_the_finding_and_the_other_the_gap():
    finding = SimpleNamespace(kind="broken paragraph", start=GAPS[0], end=GAPS[0] + 2)
    one = Decisions().accept(DOCUMENT, finding)
    table = agreement(one, decided("pj"))
    assert table.loc["gap", ["both", "alike", "only_one", "only_other"]].tolist() == [1, 0, 0, 1]
    assert agreement(one, decided("j")).loc["all", "alike"] == 1
