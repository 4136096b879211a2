"""The widget of a review, as the kernel has it."""

import sys

import pytest
import two_pages

from analysis import Decisions, RepairSettings, load, parse, read_decisions, repair, restore, review
from analysis.reviews import counting
from analysis.reviews.counting import Counting
from analysis.reviews.items import items

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


@pytest.fixture
def panel():
    return review(parse(BROKEN, "page"), by="李明")


def answer(panel, key):
    """Answer the first item, as the front end does."""
    choices = panel._data["items"][0]["choices"]
    panel._rows = [next(choice["decision"] for choice in choices if choice["key"] == key)]


def test_an_answer_is_at_once_a_decision_that_the_repair_heeds(panel, tmp_path):
    answer(panel, "n")
    assert panel.decisions.table()["choice"].tolist() == ["reject"]
    assert panel.repair().document.text == BROKEN
    assert restore(panel.repair()) == BROKEN
    assert read_decisions(panel.save(tmp_path / "page.json")) == panel.decisions


def test_the_counts_follow_the_answers(panel):
    assert panel._counts == [["供", 1, 0], ["供电", 0, 1], ["电", 1, 0]]
    answer(panel, "n")
    assert panel._counts == []


@pytest.mark.parametrize("key", ["y", "n"])
def test_of_a_large_text_the_counts_come_from_the_answers_and_are_the_same(seed, monkeypatch, key):
    done = repair(seed)
    broken = [item for item in items(done, with_applied=True) if item.kind == "broken paragraph"]
    decisions = Decisions(seed.name, tuple(item.choice(key).decision for item in broken))
    exact = Counting(done, broken).changes(decisions, 1_000)
    monkeypatch.setattr(counting, "SMALL", 0)
    assert Counting(done, broken).changes(decisions, 1_000) == exact


def test_a_decision_on_a_repeat_counts_once_though_it_answers_for_each_of_its_places(seed, monkeypatch):
    done = repair(seed)
    splices = [item for item in items(done) if item.kind == "splice"]
    decisions = Decisions(seed.name, (splices[0].choice("1").decision,))
    monkeypatch.setattr(counting, "SMALL", 0)
    one, both = (Counting(done, listed).changes(decisions) for listed in (splices[:1], splices))
    assert len(splices) == 2
    assert one == both


def test_what_was_decided_before_is_there_and_can_be_decided_otherwise():
    document = parse(BROKEN, "page")
    before = Decisions().reject(document, next(repair(document).findings.itertuples()))
    panel = review(document, decisions=before)
    assert panel.decisions.decisions == before.decisions
    assert len(panel._data["items"]) == 1
    answer(panel, "y")
    assert "供电" in panel.repair().document.text


def test_a_page_is_drawn_when_it_is_asked_for(tmp_path):
    panel = review(load(two_pages.write(tmp_path / "two.pdf")))
    assert panel._picture == {}
    panel._page = 2
    assert panel._picture["alt"].startswith("Page 2 of 2")
    assert panel._picture["src"].startswith("data:image/png;base64,")


def test_settings_that_say_nothing_of_decisions_are_heeded():
    assert review(parse(BROKEN), RepairSettings(certain=1.0)).repair().document.text == BROKEN
    with pytest.raises(ValueError, match="review: decisions is given beside settings"):
        review(parse(BROKEN), RepairSettings(), Decisions())


def test_without_anywidget_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "analysis.reviews.widget", raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ImportError, match="review: anywidget is not installed; call pip install anywidget"):
        review(parse(BROKEN))
