"""The counts of a review follow what is decided."""

from analysis import Decisions, parse, repair
from analysis.reviews.counting import Counting
from analysis.reviews.items import items

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


def counting():
    done = repair(parse(BROKEN))
    return done, Counting(done, items(done, with_applied=True))


def test_they_are_of_the_text_as_it_came_and_as_it_is_decided():
    done, found = counting()
    assert found.changes(Decisions()) == [("供", 1, 0), ("供电", 0, 1), ("电", 1, 0)]
    assert found.changes(Decisions().part(done.source, 15)) == []


def test_so_many_terms_are_listed_at_most():
    assert len(counting()[1].changes(Decisions(), top=2)) == 2
