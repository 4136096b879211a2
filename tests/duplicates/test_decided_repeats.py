"""What a person decides about the places of a repeat comes before what the package would choose."""

from collections import namedtuple

import pytest

from analysis import Decisions, audit, parse, repair, restore
from analysis.duplicates.decided import Wanted, decided_roles
from analysis.duplicates.spans import Group

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
    with pytest.warns(UserWarning, match="no decisions on a"):
        found = audit([one, other], 15, decisions=tmp_path)
    assert found.occurrences["role"].tolist() == ["copy", "keep"]


@pytest.mark.parametrize(("spared", "found"), [([], 1), ([1], 2), ([1, 2], 3), ([0], 2)])
def test_a_copy_that_a_person_leaves_stays_and_stands_for_no_other(spared, found):
    document, decisions = parse("\n\n".join([PASSAGE] * 3)), Decisions()
    for number in spared:
        start = number * (len(PASSAGE) + 2)
        decisions = decisions.reject(document, Row("repeat", start, start + len(PASSAGE)))
    done = repair(document, min_length=15, decisions=decisions)
    assert done.document.text.count(PASSAGE) == found
    assert restore(done) == document.text


@pytest.mark.parametrize("settings", [{"min_length": 400}, {"min_length": 60}, {"min_length": 60, "similarity": 1.0}])
@pytest.mark.parametrize(
    ("number", "choice", "found"),
    [
        (0, "keep", ["keep", "copy", "copy"]),
        (1, "keep", ["copy", "keep", "copy"]),
        (1, "copy", ["keep", "copy", "keep"]),
        (1, "meant", ["keep", "keep", "keep"]),
    ],
)
def test_a_decision_holds_when_such_repeats_are_not_looked_for(settings, number, choice, found):
    """A person said of this passage that it is a copy, or is none, whatever is looked for by itself."""
    document = parse(THREE)
    assert audit(document, **settings).classes.empty
    start = PLACES[number]
    decided = Decisions().repeat(document, start, start + len(PASSAGE), choice)
    audited = audit(document, decisions=decided, **settings)
    assert audited.occurrences["role"].tolist() == found
    assert (audited.redundancy > 0) == (choice != "meant")
    done = repair(document, decisions=decided, **settings)
    assert done.document.text.count(PASSAGE) == found.count("keep")
    assert done.decisions["fits"].all()
    assert restore(done) == THREE


def test_an_accepted_copy_goes_when_such_repeats_are_not_looked_for():
    document = parse(THREE)
    row = Row("repeat", PLACES[2], PLACES[2] + len(PASSAGE))
    done = repair(document, min_length=400, decisions=Decisions().accept(document, row))
    assert done.document.text == THREE[: PLACES[2]].rstrip()
    assert done.decisions["fits"].all()
    inside = Row("repeat", PLACES[2] + 5, PLACES[2] + 25)  # no block of its own: no edit was accepted
    kept = repair(document, min_length=400, decisions=Decisions().accept(document, inside))
    assert kept.document.text == THREE


def test_a_copy_that_is_left_adds_nothing_to_what_is_looked_for():
    document = parse(THREE)
    decided = Decisions().reject(document, Row("repeat", PLACES[2], PLACES[2] + len(PASSAGE)))
    assert repair(document, min_length=400, decisions=decided).document.text == THREE


def test_a_passage_that_is_there_once_is_no_repeat_and_that_is_said():
    document = parse(THREE)
    start = THREE.index("后来")
    done = repair(document, decisions=Decisions().repeat(document, start, start + 6, "copy"))
    assert done.document.text == THREE
    assert done.decisions["why"].tolist() == ["there is no such repeat under these settings"]


def test_a_near_repeat_holds_when_only_equal_ones_are_looked_for():
    long = PASSAGE * 2
    other = long.replace("柳树绿了", "柳树緑了", 1)
    text = "\n\n".join([long, "后来下了雨。", other, "天又晴了。"])
    document = parse(text)
    decided = Decisions().repeat(document, text.index(other), text.index(other) + len(other), "copy")
    done = repair(document, similarity=1.0, min_length=200, decisions=decided)
    assert other not in done.document.text
    assert long in done.document.text


def test_what_is_said_of_a_place_after_all_were_meant_holds():
    meant, copy = Wanted((0, 9), "meant", "decided"), Wanted((9, 18), "copy", "decided")
    group = Group(((0, 9), (9, 18), (18, 27)), 3)
    assert decided_roles(group, [meant, copy])[0] == ("keep", "copy", "keep")
    assert decided_roles(group, [copy, meant])[0] == ("keep", "keep", "keep")
