"""Answers of a review are kept, signed, and can be taken back and given again."""

import pytest
from generators import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

from analysis import parse, repair, restore
from analysis.reviews.items import items
from analysis.reviews.session import Session

CUT_OFF = "会议开了三天，大家都发了言，说这件事办得很好，以后还要"
BROKEN = f"工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n{CUT_OFF}"


@pytest.fixture
def session():
    done = repair(parse(BROKEN, "page"))
    return Session(done.source, items(done, with_applied=True), by="李明", date="2026-11-27")


def test_what_was_decided_is_not_asked_again(session):
    session.answer(session.items[1], "n")
    again = repair(session.document, decisions=session.decisions)
    assert items(again) == []


def test_an_answer_is_signed_kept_and_can_be_taken_back_and_given_again(session):
    session.answer(session.items[0], "n")
    assert session.decisions.table()[["choice", "by", "date"]].values.tolist() == [["reject", "李明", "2026-11-27"]]
    assert [item.number for item in session.open] == [2]
    assert session.undo()
    assert (len(session.decisions), len(session.open)) == (0, 2)
    assert session.redo()
    assert len(session.decisions) == 1
    assert not session.redo()
    assert repair(session.document, decisions=session.decisions).document.text == BROKEN


def test_a_choice_that_there_is_not_is_refused(session):
    with pytest.raises(ValueError, match="truncated paragraph on line 5 has no choice '7'; choose from y, n, m"):
        session.answer(session.items[1], "7")


def test_all_of_a_kind_get_one_answer():
    text = "\n\n".join(f"## 第{n}节\n\n会议开了三天，大家都发了言，说第{n}件事办得很好，以后还要" for n in "一二三")
    done = repair(parse(text))
    session = Session(done.source, items(done, kinds=["truncated paragraph"]))
    assert len(session.items) == 3
    assert session.answer_all(session.items[0], "m") == 3
    assert session.open == []
    clean = repair(done.source, decisions=session.decisions)
    assert clean.document.text.count("⟦") == 3
    assert restore(clean) == text
    assert session.undo()
    assert len(session.open) == 3


def test_a_block_is_given_another_kind(session):
    session.set_kind(session.items[0], "heading", 2)
    clean = repair(session.document, decisions=session.decisions).document
    assert clean.blocks[0].kind == "heading"


def test_a_repeat_can_belong_to_each_of_its_places(seed):
    done = repair(seed)
    splice = next(item for item in items(done) if item.kind == "splice")
    assert [choice.key for choice in splice.choices] == ["y", "n", "1", "2", "0", "m"]
    session = Session(seed, [splice])
    session.answer(splice, "1")
    mended = repair(seed, decisions=session.decisions)
    passage = seed.text[splice.start : splice.end]
    assert (done.document.text.count(passage), mended.document.text.count(passage)) == (2, 1)
    assert restore(mended) == seed.text


STEPS = st.lists(
    st.tuples(st.sampled_from(["y", "n", "m", "1", "0", "all", "kind", "undo", "redo"]), st.integers(0, 99))
)


@given(ANY_TEXT, STEPS)
def test_after_any_answers_taken_back_and_given_again_the_source_comes_back(text, steps):
    done = repair(parse(text))
    session = Session(done.source, items(done, with_applied=True))
    for step, number in steps:
        if step in ("undo", "redo"):
            getattr(session, step)()
        elif session.items:
            item = session.items[number % len(session.items)]
            if step == "kind":
                session.set_kind(item, "heading", 2)
            elif step == "all":
                session.answer_all(item, "n")
            elif item.choice(step):
                session.answer(item, step)
    assert restore(repair(done.source, decisions=session.decisions)) == text
    while session.undo():
        pass
    assert (len(session.decisions), session.answers) == (0, {})


def test_another_answer_to_the_same_takes_the_place_of_the_first(seed):
    splice = next(item for item in items(repair(seed)) if item.kind == "splice")
    session = Session(seed, [splice])
    for key in ("y", "1", "2"):
        session.answer(splice, key)
    assert session.decisions.table()["choice"].tolist() == ["keep"]


NOTICE = "市人民医院门诊部今起实行预约挂号制度，患者可以通过电话、网络和现场三种方式预约，减少排队等候的时间。"
NOTICES = "# 新闻\n\n" + "\n\n".join(
    f"{place}的报道说，这里的情况很好，大家都满意，领导也来看过{n}回。\n\n{NOTICE}"
    for n, place in enumerate(["东城区", "西城区", "南城区"])
)


def session_on_copies(decisions=None):
    done = repair(parse(NOTICES, "page"), decisions=decisions)
    listed = items(done, with_applied=True)
    return Session(done.source, listed, decisions)


def choices(session):
    return [one.choice for one in session.decisions.decisions]


def test_what_is_said_of_a_whole_repeat_takes_the_place_of_what_was_said_at_another_place_of_it():
    session = session_on_copies()
    first, second = session.items
    session.answer(first, "y")
    session.answer(second, "2")
    assert choices(session) == ["keep"]
    assert session.answers == {1: "2", 2: "2"}
    session.answer(first, "n")
    assert choices(session) == ["reject"]
    assert session.open == [second]
    session.answer(second, "y")
    assert choices(session) == ["reject", "accept"]  # of one place each: both can hold
    assert session.undo()
    assert session.undo()
    assert choices(session) == ["keep"]
    assert session.open == []


def test_so_it_does_of_what_was_said_in_an_earlier_review():
    earlier = session_on_copies()
    earlier.answer(earlier.items[0], "y")
    session = session_on_copies(earlier.decisions)
    session.answer(session.items[0], "2")
    assert choices(session) == ["keep"]


@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from("ynm0123")), min_size=1))
def test_a_session_never_contradicts_itself(answers):
    session = session_on_copies()
    for number, key in answers:
        session.answer(session.items[number], key)
    is_whole = [one.is_on_all_places for one in session.decisions.decisions]
    assert is_whole == [True] or not any(is_whole)
    assert session.answers[session.items[answers[-1][0]].number] == answers[-1][1]
