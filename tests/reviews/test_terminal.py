"""A review in a terminal: what is drawn of a finding, and what each key does."""

import re

import pytest

from analysis import Tokeniser, parse, repair
from analysis.output.columns import display_width
from analysis.reviews.items import items
from analysis.reviews.screen import Screen
from analysis.reviews.session import Session
from analysis.reviews.terminal import Review

CUT_OFF = "会议开了三天，大家都发了言，说这件事办得很好，以后还要"
BROKEN = f"工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n{CUT_OFF}"
SEQUENCE = re.compile("\x1b\\[[0-9;]*m")


def session_of(text, **wanted):
    done = repair(parse(text, "page"))
    return Session(done.source, items(done, with_applied=True, **wanted))


def review_of(session, keys, screen=None, words=()):
    """Return a review that is given keys, one for each letter, and words; and the list of what it saved."""
    saved = []
    left = iter(keys)
    return Review(
        session,
        screen or Screen(),
        lambda: next(left, "q").strip(),
        iter(words).__next__,
        lambda: saved.append(len(session.decisions)),
        Tokeniser(),
    ), saved


def run(session, keys, words=()):
    review, saved = review_of(session, keys, words=words)
    return review.run(), saved


def drawn(text, screen, **wanted):
    session = session_of(text, **wanted)
    return screen.item(session.items[0], len(session.items), {"y": [("供电", 1), ("供", -1)]})


def test_a_finding_is_drawn_with_its_place_its_change_its_evidence_and_its_choices():
    assert drawn(BROKEN, Screen(60)).splitlines() == [
        "─" * 60,
        "1 of 2 · broken paragraph · line 1 · confidence .98",
        "",
        "  工程队连夜抢修，终于恢复了供[-⏎⏎-]电，附近的三个小区没有受",
        "  到影响。⏎⏎",
        "  会议开了三天，大家都发了言，说这件事办得很好",
        "",
        "  evidence  供电 is a word across the gap; a word may be cut",
        "            in two; no closing mark",
        "  mended    if you do not say no",
        "",
        "  y  leave it mended: 供电 +1, 供 -1",
        "  n  undo it: no count changes",
        "  m  mark it with ⟦ ⟧: no count changes",
        "  e kind · w word · s skip · a all alike · u undo · r redo ·",
        "  q quit · ? help",
    ]


def test_colour_takes_the_place_of_marks():
    painted = drawn(BROKEN, Screen(60, colour=True))
    assert "供\x1b[9;31m⏎⏎\x1b[0m电" in painted
    assert "[-" not in painted
    assert SEQUENCE.sub("", painted) == drawn(BROKEN, Screen(60)).replace("[-⏎⏎-]", "⏎⏎").replace(
        "没有受\n  到影响", "没有受到影\n  响"
    )


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("columns", [40, 57, 80])
def test_no_line_is_wider_than_the_terminal(columns, colour, seed):
    done = repair(seed)
    session = Session(seed, items(done, with_applied=True))
    screen = Screen(columns, colour)
    shown = [screen.item(item, 18, {"y": [("市政协", -12)] * 9}) for item in session.items] + [screen.summary(session)]
    lines = SEQUENCE.sub("", "\n".join(shown)).splitlines()
    assert max(map(display_width, lines)) <= columns


def test_a_text_cannot_steer_the_terminal():
    hostile = BROKEN.replace("终于", "终\x1b[2J\x1b]0;题\x07\x9b\u202e于")
    assert drawn(hostile, Screen(80)).replace("\n", "").isprintable()
    assert "\x1b[2J" not in drawn(hostile, Screen(80, colour=True))


def test_each_answer_is_saved_and_leads_to_the_next_finding(capsys):
    session = session_of(BROKEN)
    assert run(session, "ny ") == (True, [1, 2])
    assert session.answers == {1: "n", 2: "y"}
    shown = capsys.readouterr().out
    assert (
        shown.index("1 of 2") < shown.index("undo it; saved") < shown.index("2 of 2") < shown.index("it is so; saved")
    )


def test_the_end_of_input_quits(capsys):
    session = session_of(BROKEN)
    assert run(session, "") == (False, [])
    assert [item.number for item in session.open] == [1, 2]
    assert "2 of 2" not in capsys.readouterr().out


def test_what_is_skipped_stays_open():
    session = session_of(BROKEN)
    assert run(session, "sy ") == (True, [1])
    assert [item.number for item in session.open] == [1]


def test_an_answer_is_taken_back_and_given_again(capsys):
    session = session_of(BROKEN)
    assert run(session, "nury ") == (True, [1, 0, 1, 2])
    assert session.answers == {1: "n", 2: "y"}
    assert capsys.readouterr().out.count("1 of 2") == 2


def test_the_last_answer_can_be_taken_back_too():
    session = session_of(BROKEN)
    run(session, "yyun ")
    assert session.answers == {1: "y", 2: "n"}


def test_nothing_to_take_back_or_to_give_again_is_said(capsys):
    session = session_of(BROKEN)
    assert run(session, "urx") == (False, [])
    shown = capsys.readouterr().out
    for line in ("there is no answer to take back", "there is no answer to give again", "x is no key here"):
        assert line in shown


def test_one_answer_is_given_to_all_of_a_kind(capsys):
    text = "\n\n".join(f"## 第{n}节\n\n会议开了三天，大家都发了言，说第{n}件事办得很好，以后还要" for n in "一二三")
    session = session_of(text, kinds=["truncated paragraph"])
    assert run(session, "an ") == (True, [3])
    assert set(session.answers.values()) == {"n"}
    assert "it is not so (3 findings); saved" in capsys.readouterr().out


def test_a_key_that_is_no_answer_answers_nothing(capsys):
    session = session_of(BROKEN)
    assert run(session, "a e e29") == (False, [])
    assert "nothing was answered" in capsys.readouterr().out


def test_a_block_is_given_a_kind_and_a_level():
    session = session_of(BROKEN)
    run(session, "e23q")
    assert session.answers == {1: "eheading"}
    assert repair(session.document, decisions=session.decisions).document.blocks[0].level == 3
    session = session_of(BROKEN)
    run(session, "ecq")
    assert session.answers == {1: "eadvertisement"}


def test_help_lists_each_key(capsys):
    run(session_of(BROKEN), "?")
    shown = capsys.readouterr().out
    assert all(f"\n  {key} " in shown for key in ["y", "n", "m", "e", "s", "a", "u", "r", "q"])


def test_one_answer_decides_on_all_places_of_a_repeat(seed):
    session = Session(seed, items(repair(seed), kinds=["splice"]))
    assert len(session.items) == 2
    session.answer(session.items[0], "2")
    assert session.open == []
    assert session.undo()
    assert len(session.open) == 2


def test_what_fits_no_longer_is_listed_with_its_reason():
    session = session_of(BROKEN)
    session.answer(session.items[1], "y")
    fit = session.decisions.fit(parse("别的话。"))
    assert Screen(60).unfitting(fit).splitlines()[0] == "1 decision fits the text no longer; the file keeps what does"
    assert "line 5  accept truncated paragraph" in Screen(60).unfitting(fit)
    assert Screen().unfitting(session.decisions.fit(session.document)) == ""


def test_the_summary_counts_by_kind():
    session = session_of(BROKEN)
    session.answer(session.items[0], "y")
    assert Screen().summary(session).splitlines() == [
        "page: 1 decided, 1 open",
        "  broken paragraph     1 decided, 0 open",
        "  truncated paragraph  0 decided, 1 open",
    ]


def test_a_word_is_added_and_the_finding_stays_to_be_answered(capsys):
    session = session_of(BROKEN)
    assert run(session, "wny ", words=["抢修 队\n"]) == (True, [1, 2, 3])
    assert session.decisions.words == ("抢修队",)
    assert session.answers == {1: "n", 2: "y"}
    assert "“抢修队” is in the dictionary when the text is repaired; saved" in capsys.readouterr().out


def test_a_word_is_taken_back_and_given_again_where_one_is():
    session = session_of(BROKEN)
    run(session, "nwuq", words=["抢修队"])
    assert (session.decisions.words, session.answers) == ((), {1: "n"})
    assert session.redo()
    assert session.decisions.words == ("抢修队",)


def test_no_word_is_none(capsys):
    session = session_of(BROKEN)
    assert run(session, "w", words=[" \n"]) == (False, [])
    assert "no word was added" in capsys.readouterr().out


def test_all_edits_of_a_finding_are_drawn():
    halves = "大家都来了，说了很久的话，国有企业深入推进国有资源、", "资产、资金的全面清查，依法处置。"
    text = "\n\n图为车站 王芳摄\n\n".join(halves) + "\n\n完了。"
    session = session_of(text, kinds=["broken paragraph"])
    shown = "".join(Screen(80).item(session.items[0], 1, {}).splitlines())
    assert "[-⏎⏎图为车站 王芳摄⏎⏎-]资产、资金" in shown.replace("  ", "")
    assert "依法处置。{+⏎⏎图为车站 王芳摄+}⏎⏎" in shown.replace("  ", "")
