"""What came of each decision is said, and why nothing came of it."""

from collections import namedtuple

import pytest

from analysis import Decisions, parse, repair

Row = namedtuple("Row", "kind start end")
BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n第二天下了雨。\n"


@pytest.mark.parametrize(
    "decide",
    [
        lambda d, doc: d.part(doc, 15),
        lambda d, doc: d.join(doc, 15),
        lambda d, doc: d.accept(doc, Row("broken paragraph", 14, 16)),
        lambda d, doc: d.reject(doc, Row("broken paragraph", 14, 16)),
        lambda d, doc: d.reject(doc, Row("caption", 34, 40)),
        lambda d, doc: d.block(doc, 2, "caption"),
        lambda d, _: d.word("恢复了"),
    ],
    ids=["part", "join", "accept", "reject", "nothing to reject", "block", "word"],
)
def test_what_was_carried_out_fits(decide):
    document = parse(BROKEN)
    assert repair(document, decisions=decide(Decisions(), document)).decisions["fits"].tolist() == [True]


def test_a_finding_that_is_none_any_more_is_said():
    document = parse(BROKEN)
    done = repair(document, decisions=Decisions().accept(document, Row("half-width punctuation", 7, 8)))
    assert done.decisions[["fits", "why"]].values.tolist() == [[False, "there is no such finding under these settings"]]


def test_what_touches_another_edit_is_said():
    document = parse(BROKEN)
    decided = Decisions().block(document, 1, "page furniture").block(document, 2, "page furniture")
    decided = decided.mark(document, Row("caption", 16, 32))
    done = repair(document, decisions=decided)
    assert done.decisions["why"].tolist() == ["touches an edit that is made", "", ""]


def test_a_place_that_is_kept_is_not_dropped_with_what_is_around_it():
    document = parse(BROKEN)
    decided = Decisions().block(document, 1, "page furniture").repeat(document, 18, 26, "keep")
    assert repair(document, decisions=decided).decisions["why"].tolist() == [
        "a later decision says otherwise",
        "there is no such repeat under these settings",
    ]


def test_what_does_not_fit_the_text_is_said_as_ever():
    document = parse(BROKEN)
    decided = Decisions().block(parse("另一段话。"), 0, "caption")
    assert repair(document, decisions=decided).decisions["why"].tolist() == ["the passage is not in the text any more"]
    assert repair(document).decisions.empty
