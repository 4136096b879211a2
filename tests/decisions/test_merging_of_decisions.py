"""Two reviews that saved into one file: the answers of both are there."""

from hypothesis import given
from hypothesis import strategies as st

from analysis import Decisions
from analysis.decisions.merging import merged

WORDS = st.sets(st.sampled_from(["供电", "小区", "抢修", "山上", "桃花"]))


def of(words):
    decided = Decisions()
    for word in sorted(words):
        decided = decided.word(word)
    return decided


@given(WORDS, WORDS, WORDS)
def test_what_either_added_is_there_and_what_either_took_back_is_not(before, one, other):
    held = {*merged(of(other), of(before), of(one)).words}
    assert held == ((one | other) - (before - one) - (before - other)) | (one - before) | (other - before)


def test_an_answer_that_another_review_has_given_otherwise_since_is_not_taken_back():
    before = Decisions().word("供电", by="甲")
    there = Decisions().word("供电", by="乙")
    assert merged(there, before, Decisions()) == there
