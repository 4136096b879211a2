import io
import itertools
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import audit, copies, faults, parse, repair, restore
from analysis.mending.edits import order_of

ALL = ("half-width punctuation", "space inside a word", "unmarked heading")
PLACES = ["action", "start", "end", "clean_start", "clean_end", "source_text", "clean_text"]
COLUMNS = ["kind", "start", "end", "line", "evidence", "edits", "applied", "held"]
LINE = "春天来了，河边的柳树绿了，孩子们在岸上放着风筝，笑着跑着，天黑了才肯回家。"
HALVES = ("工程队连夜抢修，终于在天亮之前恢复了供", "电，附近的三个小区没有受到影响。")
PARTS = (
    LINE,
    *HALVES,
    "".join(HALVES),
    "# 题",
    "## 牢记初心使命 为民履职尽责",
    "牢记初心使命 为民履职尽责",
    "他说,我来,再见。",
    "环环境境保保护护工工作作",
    "完善机 制。",
    "（下转第四版）",
)
BROKEN = parse("工程队连夜抢修，终于在天亮之前恢复了供\n\n电，附近的三个小区没有受到影响。")


def through_csv(table):
    return pd.read_csv(io.StringIO(table.to_csv(index=False)))


def through_json(table):
    return pd.read_json(io.StringIO(table.to_json(orient="records", force_ascii=False)), orient="records")


def assert_same_repair(again, done):
    assert again.document.text == done.document.text
    assert again.ledger[PLACES].to_dict("records") == done.ledger[PLACES].to_dict("records")
    assert again.findings[COLUMNS].to_dict("records") == done.findings[COLUMNS].to_dict("records")
    assert restore(again) == done.source.text


def assert_findings_give_the_repair(text, also):
    document = parse(text)
    done = repair(document, also=also)
    findings = done.findings
    for table in (findings, findings.iloc[::-1], findings.sample(frac=1, random_state=1)):
        assert_same_repair(repair(document, table), done)
    if len(findings):
        for table in (through_csv(findings), through_json(findings)):
            assert_same_repair(repair(document, table), done)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*PARTS, "\n\n", "\n\n", "\n\n"]), max_size=16), st.sampled_from([(), ALL]))
@example([*HALVES[:1], "\n\n", HALVES[1], "\n\n", LINE, "\n\n", "".join(HALVES)], ())
@example([HALVES[0], "\n\n", HALVES[1], "\n\n", HALVES[0], "\n\n", HALVES[1]], ())
@example(["环环境境保保护护工工作作"] * 9, ())
def test_the_findings_of_a_repair_give_that_repair_in_any_order_and_from_csv_and_json(parts, also):
    assert_findings_give_the_repair("".join(parts), also)


@pytest.mark.parametrize("also", [(), ALL])
def test_the_findings_of_the_seed_give_its_repair(seed, also):
    assert_findings_give_the_repair(seed.text, also)


def test_a_later_round_that_drops_what_an_earlier_one_joined_holds_it():
    """What was joined is seen to be a copy: its edit lies within the later one, and each stands for itself."""
    text = f"{HALVES[0]}{HALVES[1]}\n\n{LINE}\n\n{HALVES[0]}\n\n{HALVES[1]}\n\n小河结冰。"
    done = repair(parse(text))
    assert_findings_give_the_repair(text, ())
    applied = done.findings[done.findings["applied"]]
    edits = sorted(edit[:2] for row in applied["edits"] for edit in row)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(edits))


def test_a_selection_of_findings_mends_those():
    document = parse(f"{HALVES[0]}\n\n{HALVES[1]}\n\n{LINE}\n\n{LINE}\n")
    table = pd.concat([copies(audit(document)), faults(document)], ignore_index=True)
    assert set(table["kind"]) == {"repeat", "broken paragraph"}
    joined = repair(document, table[table["kind"] == "broken paragraph"]).document.text
    assert joined == f"{HALVES[0]}{HALVES[1]}\n\n{LINE}\n\n{LINE}\n"
    assert repair(document, table[table["kind"] == "repeat"]).document.text.count(LINE) == 1
    assert repair(document, table.iloc[::-1]).document.text == repair(document, table).document.text


def test_the_column_applied_decides_and_not_the_confidence():
    found = repair(BROKEN).findings
    assert found["applied"].tolist() == [True]
    refused = repair(BROKEN, found.assign(applied=False))
    assert refused.document.text == BROKEN.text
    assert refused.findings["held"].tolist() == ["not wanted"]
    doubtful = faults(BROKEN).assign(confidence=0.1)
    assert repair(BROKEN, doubtful).document.text == BROKEN.text
    assert repair(BROKEN, doubtful.assign(applied=True)).document.text == repair(BROKEN).document.text
    assert repair(BROKEN, doubtful.assign(applied=None)).document.text == BROKEN.text
    with pytest.raises(ValueError, match="row 0: applied must be True or False, not 'maybe'"):
        repair(BROKEN, doubtful.assign(applied="maybe"))


def by_hand(*edits, **other):
    """Return a finding as a person writes it, without a line."""
    row = {"kind": "typo", "start": 0, "end": 2, "evidence": "seen", "confidence": 1.0, "edits": edits} | other
    return pd.DataFrame([row], index=["mine"])


def test_edits_by_hand_are_made_in_order_of_the_text():
    assert repair(parse("一二三四五"), by_hand((3, 4, "4"), (0, 1, "1"))).document.text == "1二三4五"
    assert repair(parse("一二三四五"), by_hand((5, 5, "六"))).document.text == "一二三四五六"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (by_hand((3, 9, "")), r"edit \(3, 9, ''\): 3 to 9 lies beyond the text, which has 5 characters"),
        (by_hand((-1, 2, "")), "-1 to 2 lies beyond the text"),
        (by_hand((3, 2, "")), "starts at 3, behind its end at 2"),
        (by_hand((1, 3, ""), (2, 4, "x")), r"its edits \(1, 3, ''\) and \(2, 4, 'x'\) overlap"),
        (by_hand((1, 1, "a"), (1, 1, "b")), "overlap"),
        (by_hand((1.5, 2, "")), r"start must be a whole number, not 1\.5"),
        (by_hand((float("nan"), 2, "")), "start must be a whole number, not nan"),
        (by_hand((float("inf"), 2, "")), "start must be a whole number, not inf"),
        (by_hand((True, 2, "")), "start must be a whole number, not True"),
        (by_hand(("1", 2, "")), "start must be a whole number, not '1'"),
        (by_hand((1, 2, None)), r"edit \(1, 2, None\) is not \(start, end, text\)"),
        (by_hand((1, 2)), r"edit \(1, 2\) is not"),
        (by_hand((1, 2, "\ud800")), "its text holds a lone surrogate"),
        (by_hand(edits="[[1, 2"), "'\\[\\[1, 2' is no list of"),
        (by_hand(edits="f(x)"), "'f\\(x\\)' is no list of"),
        (by_hand(edits=7), "edits must be a list of \\(start, end, text\\), not int"),
        (by_hand(confidence=float("nan")), "confidence must be a number from 0 to 1, not nan"),
        (by_hand(confidence=95), "confidence must be a number from 0 to 1, not 95"),
        (by_hand(kind=None), "kind must be a text"),
        (by_hand(end=6), "spans 0 to 6, and the text has 5 characters"),
        (by_hand((1, 2, "a\0")), "its text holds a NUL"),
        (by_hand((0, 0, "\ufeff")), "its text holds a byte order mark"),
        (by_hand((10**5000, 2, "")), "start lies beyond any text: int"),
        (by_hand(edits=np.array(7)), "edits must be a list of"),
        (by_hand(applied=[1, 2]), r"applied must be True or False, not \[1, 2\]"),
        (by_hand(evidence=[1, 2]), r"evidence must be a text, not \[1, 2\]"),
        (by_hand(line=3), "says that 0 is on line 3, and it is on line 1"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused_and_its_row_named(table, said):
    with pytest.raises(ValueError, match=f"^repair: findings.* row 'mine'.*{said}"):
        repair(parse("一二三四五"), table)


@pytest.mark.parametrize("column", ["start", "end", "line", "confidence"])
@pytest.mark.parametrize(
    "cell",
    [
        None,
        pd.NA,
        pd.NaT,
        10**400,
        pytest.param(10**5000, id="digits"),
        [1],
        b"1",
        pd.Timestamp(0),
        np.array(1),
        "1e999",
        True,
        1j,
    ],
)
def test_a_cell_that_is_no_number_is_refused_its_row_and_column_named(column, cell):
    table = by_hand((1, 2, "x"))
    table[column] = pd.Series([cell], table.index, dtype=object)
    with pytest.raises(ValueError, match=f"^repair: findings: row 'mine': {column} must be a .*number"):
        repair(parse("一二三四五"), table)


@pytest.mark.parametrize("column", ["kind", "start", "edits", "applied"])
def test_a_column_that_is_there_twice_is_named(column):
    table = by_hand((1, 2, "x")).assign(applied=True)
    table.insert(0, column, table[column], allow_duplicates=True)
    with pytest.raises(ValueError, match=f"repair: findings has two columns '{column}'"):
        repair(parse("一二三四五"), table)


def test_a_row_of_ones_own_without_a_line_goes_into_the_findings_of_a_document():
    document = parse("一二三四五")
    findings = faults(document)
    findings.loc[0, ["kind", "start", "end", "evidence", "confidence"]] = ["mine", 1, 2, "", 1.0]
    findings["edits"] = pd.Series([((1, 2, "x"),)], dtype=object)
    assert repair(document, findings).document.text == "一x三四五"


def test_what_is_mended_on_request_has_to_be_known():
    with pytest.raises(ValueError, match="repair: also: 'typo'; choose from half-width punctuation"):
        repair(BROKEN, also=("typo",))
    with pytest.raises(TypeError, match="also must be a list of texts, not str"):
        repair(BROKEN, also="unmarked heading")


def test_findings_without_a_row_mend_nothing():
    assert repair(BROKEN, faults(BROKEN).head(0)).document.text == BROKEN.text


def test_a_ledger_is_json_that_every_reader_takes(seed):
    json.loads(repair(seed).to_json(), parse_constant=pytest.fail)


def test_copies_come_first_whatever_the_order_of_the_rows():
    table = pd.DataFrame(
        {"kind": ["caption", "repeat"], "start": [1, 5], "end": [2, 6], "edits": [(), ()], "decided": ""}
    )
    for one in (table, table.iloc[::-1]):
        assert one.iloc[order_of(one)]["kind"].tolist() == ["repeat", "caption"]


def test_findings_read_with_all_of_it_as_text_are_the_same(seed):
    done = repair(seed)
    text = pd.read_csv(io.StringIO(done.findings.to_csv(index=False)), dtype=str)
    assert repair(seed, text).document.text == done.document.text
    text.loc[1, "start"] = "here"
    with pytest.raises(ValueError, match="row 1: start must be a number, not 'here'"):
        repair(seed, text)


def test_edits_that_no_reader_gets_to_the_end_of_are_refused(seed):
    findings = repair(seed).findings
    findings["edits"] = ["[" * 5000, *findings["edits"][1:]]
    with pytest.raises(ValueError, match=r"row 0: edits: .* is no list"):
        repair(seed, findings)
