"""What a person decides about the places of a repeat comes before what the package would choose."""

from collections import namedtuple

import pytest

from analysis import Decisions, audit, parse, repair, restore

Row = namedtuple("Row", "kind start end")
PASSAGE = "春天来了，河边的柳树绿了，孩子们在岸上放着风筝，笑着跑着。"
THREE = "\n\n".join([PASSAGE, "后来下了雨。", PASSAGE, "天又晴了。", PASSAGE])
PLACES = [0, THREE.index(PASSAGE, 1), THREE.rindex(PASSAGE)]


def roles(*decided):
    """Return the roles of the three places, with decisions on the place of a number."""
    document, decisions = parse(THREE), Decisions()
    for number, choice in decided:
        decisions = decisions.repeat(document, PLACES[number], PLACES[number] + len(PASSAGE), choice)
    return audit(document, 15, decisions=decisions).occurrences["role"].tolist()


@pytest.mark.parametrize(
    ("decided", "found"),
    [
        ([(1, "keep")], ["copy", "keep", "copy"]),
        ([(0, "copy")], ["copy", "keep", "keep"]),
        ([(0, "copy"), (2, "copy")], ["copy", "keep", "copy"]),
        ([(0, "meant")], ["keep", "keep", "keep"]),
        ([(0, "copy"), (1, "copy"), (2, "copy")], ["keep", "copy", "copy"]),
    ],
    ids=["one stays", "one goes", "two go", "all were meant", "never all go"],
)
def test_the_places_have_the_roles_that_were_decided(decided, found):
    assert roles(*decided) == found


def test_the_reason_is_the_decision():
    document = parse(THREE)
    decided = Decisions().repeat(document, 0, len(PASSAGE), "keep", by="李明", date="2026-11-27")
    assert set(audit(document, 15, decisions=decided).occurrences["reason"]) == {"decided by 李明 on 2026-11-27"}


def test_decisions_on_one_of_several_documents_hold(tmp_path):
    one, other = parse(PASSAGE, "a"), parse(f"序。\n\n{PASSAGE}", "b")
    Decisions().repeat(other, 4, 4 + len(PASSAGE), "keep").save(tmp_path / "b.decisions.json")
    assert audit([one, other], 15).occurrences["role"].tolist()[0] == "keep"
    assert audit([one, other], 15, decisions=tmp_path).occurrences["role"].tolist() == ["copy", "keep"]


@pytest.mark.parametrize(("spared", "found"), [([], 1), ([1], 2), ([1, 2], 3), ([0], 2)])
def test_a_copy_that_a_person_leaves_stays_and_stands_for_no_other(spared, found):
    document, decisions = parse("\n\n".join([PASSAGE] * 3)), Decisions()
    for number in spared:
        start = number * (len(PASSAGE) + 2)
        decisions = decisions.reject(document, Row("repeat", start, start + len(PASSAGE)))
    done = repair(document, min_length=15, decisions=decisions)
    assert done.document.text.count(PASSAGE) == found
    assert restore(done) == document.text
