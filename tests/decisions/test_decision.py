"""A decision in words says who took it, and from the words it is known again."""

import pytest

from analysis.decisions.decision import Decision, who_decided


@pytest.mark.parametrize("by", ["", "李明", "王 on 2026", "A by B on 2025-01-01"])
@pytest.mark.parametrize("date", ["", "2026-11-27"])
def test_who_decided_is_read_from_what_is_said(by, date):
    """A date behind a name is a date: of a name that ends like one, and has none, it is taken for it."""
    said = str(Decision("word", "add", word="甲", by=by, date=date))
    expected = (by, date) if date or not by.endswith("-01") else ("A by B", "2025-01-01")
    assert who_decided(said) == expected


def test_what_says_nothing_of_a_person_is_no_decision():
    assert who_decided("not certain") is None
    assert who_decided("") is None
