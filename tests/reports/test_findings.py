"""What a report says became of each finding."""

import analysis
from analysis import Decisions, parse, repair
from analysis.reports.findings import DECIDED, GONE, MENDED, ON_DEMAND, OPEN, findings_of, grouped, numbers_of
from analysis.reviews.items import items

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


def test_findings_are_numbered_in_order_of_the_text(seed):
    done = repair(seed)
    found = findings_of(done)
    assert [one.number for one in found] == [*range(1, len(done.findings) + 1)]
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_a_number_is_that_of_the_row_it_came_from(seed):
    done = repair(seed)
    by_number = {one.number: one for one in findings_of(done)}
    rows = zip(numbers_of(done), done.findings.itertuples(), strict=True)
    assert all((by_number[number].kind, by_number[number].start) == (row.kind, row.start) for number, row in rows)


def test_open_findings_are_those_that_a_review_asks_about(seed):
    done = repair(seed)
    asked = [(item.kind, item.start) for item in items(done)]
    assert [(one.kind, one.start) for one in findings_of(done) if one.outcome == OPEN] == asked
    assert len(asked) == 8


def test_what_lies_in_a_dropped_copy_goes_with_it(seed):
    heading = next(one for one in findings_of(repair(seed)) if one.kind == "lost heading")
    assert (heading.line, heading.outcome) == (103, GONE)


def test_half_width_marks_are_mended_on_request_only():
    document = parse("大家坐下,会议开始。")
    assert [one.outcome for one in findings_of(repair(document))] == [ON_DEMAND]
    assert [one.outcome for one in findings_of(repair(document, also=("half-width punctuation",)))] == [MENDED]


def test_who_decided_is_told():
    document = parse(BROKEN)
    finding = next(analysis.faults(document).itertuples())
    decisions = Decisions().reject(document, finding, by="李明", date="2026-11-27")
    (one,) = findings_of(repair(document, decisions=decisions))
    assert (one.outcome, one.decided) == (DECIDED, "decided by 李明 on 2026-11-27")


def test_what_was_damaged_comes_before_what_is_only_set_otherwise(seed):
    groups = grouped(findings_of(repair(seed)))
    assert [group.is_damage for group in groups] == sorted((group.is_damage for group in groups), reverse=True)
    assert {group.kind for group in groups if not group.is_damage} == {"byline", "caption", "half-width punctuation"}


def test_findings_with_the_same_evidence_share_a_row_and_none_is_lost(seed):
    for group in grouped(findings_of(repair(seed))):
        rows = group.alike()
        assert sorted(one.number for row in rows for one in row) == [one.number for one in group.findings]
        assert all(len({(one.evidence, one.outcome) for one in row}) == 1 for row in rows)
