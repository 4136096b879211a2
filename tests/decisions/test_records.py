"""Decisions are kept in a file of a stated form, and a later one on the same takes the place of an earlier one."""

import pytest

from analysis import Decisions, faults, parse

DOCUMENT = parse("# 题\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。", "page")
FOUND = faults(DOCUMENT).iloc[0]


def test_a_later_decision_on_the_same_takes_its_place():
    decided = Decisions().accept(DOCUMENT, FOUND).reject(DOCUMENT, FOUND)
    assert decided.table()["choice"].tolist() == ["reject"]
    assert len(decided.without(decided.decisions[0])) == 0


def test_the_table_says_what_was_decided_by_whom():
    table = Decisions().reject(DOCUMENT, FOUND, by="李明", date="2026-11-27").table()
    assert table.loc[0, "passage"] == "题工程队连夜抢修终于恢复了供|电附近的三个小区没有受到影响"
    told = ["finding", "reject", "broken paragraph", 3, "李明", "2026-11-27"]
    assert table.loc[0, ["about", "choice", "kind", "line", "by", "date"]].tolist() == told


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Decisions().block(DOCUMENT, 0, "chapter"), "block: 'chapter'; choose from title, heading"),
        (lambda: Decisions().block(DOCUMENT, 0, "heading", 9), "a heading has a level from 1 to 6, not 9"),
        (lambda: Decisions().repeat(DOCUMENT, 0, 5, "drop"), "repeat: 'drop'; choose from meant, copy, keep"),
        (lambda: Decisions().join(DOCUMENT, 999), "999 to 999 is no span"),
        (lambda: Decisions().word("双向 发力"), "word: '双向 发力' is empty or holds white space"),
    ],
)
def test_what_cannot_be_decided_is_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
