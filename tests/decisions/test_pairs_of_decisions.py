"""Two reviewers are compared on what both decided on, whichever way each said it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from analysis import Decisions, parse
from analysis.decisions.pairs import pairs

TALE = "春天来了，河边的柳树绿了，山上的桃花也开了，孩子们在岸上放着风筝。"
NEAR = TALE.replace("孩子们", "小朋友们").removesuffix("。")
TEXT = (
    f"大家都来了。\n\n{TALE}\n\n后来下了雨，路都湿了。\n\n{TALE}\n\n然后天晴了，云都散了。\n\n{NEAR}，笑着。\n\n完了。"
)
DOCUMENT = parse(TEXT)
FIRST, SECOND = TEXT.index(TALE), TEXT.rindex(TALE)
THIRD = TEXT.index(NEAR)


def span(start):
    return (start, start + len(NEAR if start == THIRD else TALE))


def finding(kind, start, end):
    return SimpleNamespace(kind=kind, start=start, end=end)


def keep(start):
    return Decisions().repeat(DOCUMENT, *span(start), "keep")


def on_copy(choice, start, shift=0):
    """Return what is decided on the finding that the copy at *start* is one, which may leave out its first letters."""
    row = finding("repeat", start + shift, span(start)[1])
    return getattr(Decisions(), choice)(DOCUMENT, row)


def compared(one, other):
    """Return the kinds and answers of what is compared, and what is left."""
    found, only_one, only_other = pairs(one.decisions, other.decisions)
    mirrored, *left = pairs(other.decisions, one.decisions)
    assert [(pair.kind, pair.other == pair.one) for pair in mirrored] == [(p.kind, p.one == p.other) for p in found]
    assert left == [only_other, only_one]
    return [(pair.kind, pair.one == pair.other) for pair in found], len(only_one), len(only_other)


MEANT = Decisions().repeat(DOCUMENT, *span(FIRST), "meant")


@pytest.mark.parametrize(
    ("one", "other", "kind", "agree"),
    [
        (keep(FIRST), keep(FIRST), "repeat", True),
        (keep(FIRST), keep(SECOND), "repeat", False),
        (keep(FIRST), keep(THIRD), "repeat", False),
        (keep(FIRST), MEANT, "repeat", False),
        (keep(FIRST), on_copy("accept", SECOND), "repeat", True),
        (keep(FIRST), on_copy("reject", SECOND), "repeat", False),
        (keep(FIRST), on_copy("reject", FIRST, shift=2), "repeat", True),
        (keep(FIRST), on_copy("accept", FIRST, shift=2), "repeat", False),
        (MEANT, on_copy("reject", SECOND), "repeat", True),
        (MEANT, on_copy("mark", SECOND), "repeat", False),
        (on_copy("accept", SECOND), Decisions().repeat(DOCUMENT, *span(SECOND), "copy"), "repeat", True),
        (on_copy("accept", SECOND), on_copy("reject", SECOND), "repeat", False),
    ],
)
def test_two_answers_to_one_repeat_are_compared(one, other, kind, agree):
    assert compared(one, other) == ([(kind, agree)], 0, 0)


def test_places_that_stay_are_told_apart_though_no_line_is_known():
    one, other = (replace(keep(start).decisions[0], line=0) for start in (FIRST, SECOND))
    assert compared(Decisions("", (one,)), Decisions("", (other,))) == ([("repeat", False)], 0, 0)
    assert compared(Decisions("", (one,)), keep(FIRST)) == ([("repeat", True)], 0, 0)


def test_answers_to_different_places_are_not_compared():
    assert compared(on_copy("accept", FIRST), on_copy("accept", SECOND)) == ([], 1, 1)
    assert compared(keep(FIRST), Decisions().repeat(DOCUMENT, 0, 6, "meant")) == ([], 1, 1)


def test_each_place_is_compared_with_what_is_said_of_all():
    """The one keeps the first; the other lets the second go and leaves the third."""
    second = finding("repeat", *span(SECOND))
    other = on_copy("reject", THIRD).accept(DOCUMENT, second)
    assert compared(keep(FIRST), other) == ([("repeat", False), ("repeat", True)], 0, 0)


GAP = TEXT.index("\n")
CUT = finding("truncated paragraph", GAP - 2, GAP)
BREAK = finding("broken paragraph", GAP, GAP + 2)
START = finding("orphan start", GAP + 2, GAP + 2 + len(TALE))
JOINED, PARTED = Decisions().join(DOCUMENT, GAP), Decisions().part(DOCUMENT, GAP + 1)


@pytest.mark.parametrize(
    ("gap", "row", "choice", "agree"),
    [
        (JOINED, BREAK, "accept", True),
        (JOINED, BREAK, "reject", False),
        (PARTED, BREAK, "reject", True),
        (JOINED, CUT, "accept", False),
        (JOINED, CUT, "reject", False),
        (PARTED, CUT, "reject", True),
    ],
)
def test_a_gap_and_a_finding_at_it_are_compared(gap, row, choice, agree):
    assert compared(gap, getattr(Decisions(), choice)(DOCUMENT, row)) == ([("gap", agree)], 0, 0)


def test_a_finding_behind_a_gap_is_compared_with_it():
    document = parse("大家都来了。\n\n，以后还要办下去。\n\n完了。")
    start = finding("orphan start", 8, 17)
    one = Decisions().reject(document, start)
    assert compared(one, Decisions().part(document, 7)) == ([("gap", True)], 0, 0)
    assert compared(one, Decisions().part(document, 17)) == ([], 1, 1)


@pytest.mark.parametrize(
    ("kind", "level", "choice", "agree"),
    [
        ("caption", 0, "accept", True),
        ("caption", 0, "reject", False),
        ("paragraph", 0, "accept", False),
        ("paragraph", 0, "reject", True),
        ("heading", 2, "mark", False),
    ],
)
def test_a_block_and_a_finding_that_says_what_it_is_are_compared(kind, level, choice, agree):
    block = Decisions().block(DOCUMENT, 0, kind, level)
    row = finding("caption", DOCUMENT.blocks[0].start, DOCUMENT.blocks[0].end)
    assert compared(block, getattr(Decisions(), choice)(DOCUMENT, row)) == ([("block", agree)], 0, 0)


def test_the_level_of_a_heading_is_part_of_the_answer():
    row = SimpleNamespace(kind="lost heading", start=0, end=6, edits=((0, 0, "## "),))
    found = Decisions().accept(DOCUMENT, row)
    for level, agree in ((2, True), (3, False)):
        assert compared(found, Decisions().block(DOCUMENT, 0, "heading", level)) == ([("block", agree)], 0, 0)
