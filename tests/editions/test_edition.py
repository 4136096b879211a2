"""An edition tiles a source and its clean text with passages that say what was found."""

from analysis import Decisions, parse, repair, use_language
from analysis.editions.edition import Passage, edition, lines_with_ends, usual_line_end
from analysis.languages.chosen import kept

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


def edition_of(done):
    return edition(done.source, done.document, done.ledger, done.findings)


def test_its_passages_are_both_texts():
    done = repair(parse(BROKEN))
    found = edition_of(done)
    assert "".join(passage.old for passage in found.passages) == BROKEN
    assert "".join(passage.new for passage in found.passages) == done.document.text
    (change,) = found.changes
    assert (change.start, change.old, change.new, change.kind) == (14, "\n\n", "", "broken paragraph")
    assert change.remark.startswith("broken paragraph: 供电 is a word across the gap; ")
    assert change.remark.endswith(f"(confidence {change.confidence:.2f})")


def test_a_remark_says_who_decided():
    document = parse(BROKEN)
    decided = Decisions().accept(document, repair(document).findings.iloc[0], by="李明", date="2026-11-27")
    (change,) = edition_of(repair(document, decisions=decided)).changes
    assert change.remark.endswith("; decided by 李明 on 2026-11-27")


def test_the_usual_line_end_is_what_ends_most_lines():
    assert [usual_line_end(text) for text in ("甲\r\n乙\r\n丙\n", "甲\r乙\n", "")] == ["\r\n", "\n", "\n"]
    assert [*lines_with_ends("甲\n\n")] == [("甲", "\n"), ("", "\n"), ("", "")]


def test_a_remark_is_in_the_language_that_is_chosen():
    with kept():
        use_language("zh")
        remark = Passage(0, 0, "甲", "", "repeat", "逐字相同", 0.99, "人工决定：李明").remark
    assert remark == "重复：逐字相同（置信度 0.99）；人工决定：李明"
