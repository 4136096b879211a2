"""A review in a notebook begins with the findings and the decisions that there are."""

import pytest

from analysis import Decisions, RepairSettings, parse, review

DOCUMENT = parse("工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。", "page")


def test_decisions_are_taken_from_the_settings_or_as_they_are_given():
    decided = Decisions("page").part(DOCUMENT, 15)
    for given in ({"decisions": decided}, {"settings": RepairSettings(decisions=decided)}):
        assert review(DOCUMENT, **given).decisions == decided


def test_both_are_refused():
    with pytest.raises(ValueError, match="review: decisions is given beside settings"):
        review(DOCUMENT, RepairSettings(), Decisions())
