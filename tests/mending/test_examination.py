"""A later round of a repair reads what is near the edits, however long the text is."""

from pathlib import Path

import pytest

from analysis import RepairSettings, parse, repair
from analysis.mending import examination
from analysis.mending.examination import Examination
from analysis.mending.ledger import Piece
from analysis.mending.stretches import stretches

FICTION = (Path(__file__).parent.parent / "texts" / "fiction_dukou.txt").read_text("utf-8")
HALVES = "工程队连夜抢修，终于在天亮之前恢复了供", "电，附近的三个小区没有受到影响。"


@pytest.fixture
def read(monkeypatch):
    """Return how many characters each search for faults read, in order."""
    sizes, search = [], examination.findings_of

    def counted(document, *options):
        sizes.append(len(document.text))
        return search(document, *options)

    monkeypatch.setattr(examination, "findings_of", counted)
    return sizes


def long_text(times):
    paragraphs = [f"{line}第{number}回。" for number in range(times) for line in FICTION.split("\n") if line.strip()]
    middle = len(paragraphs) // 2
    paragraphs[middle:middle] = HALVES
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("times", [40, 160])
def test_after_the_first_round_no_more_is_read_than_lies_about_the_edits(read, times):
    text = long_text(times)
    assert "恢复了供电，附近" in repair(parse(text)).document.text
    first, *later = read
    assert first == len(text)
    assert later
    assert sum(later) < 20_000


def test_a_short_text_is_read_again_as_one(read):
    repair(parse("\n\n".join(HALVES)))
    assert len(read) == 2


def test_findings_near_an_edit_are_told_by_their_place_in_the_text():
    text = long_text(40)
    document = parse(text)
    examined = Examination(document, RepairSettings().of(document), [])
    pieces = [Piece(0, len(text))]
    gap = text.index(HALVES[1]) - 2
    near = stretches(document, pieces, [(gap, gap + 2)])
    found = examined.near(near, pieces)
    assert (gap, gap + 2, "") in {edit for edits in found["edits"] for edit in edits}
    assert set(found["decided"]) == {""}


def test_a_join_that_the_text_speaks_against_elsewhere_is_less_likely_near_an_edit_too():
    text = long_text(40)
    document = parse(text)
    pieces, gap = [Piece(0, len(text))], text.index(HALVES[1]) - 2

    def likely(elsewhere):
        examined = Examination(document, RepairSettings().of(document), [], elsewhere)
        found = examined.near(stretches(document, pieces, [(gap, gap + 2)]), pieces)
        return found.loc[(found["kind"] == "broken paragraph") & (found["start"] == gap), "confidence"].max()

    assert not likely({gap: (False, 1)}) > likely({}) - 0.01
    assert likely({gap: (True, 1)}) == likely({})
