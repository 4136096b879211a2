"""Decisions are kept in a file of a stated form, and a later one on the same takes the place of an earlier one."""

import json
from pathlib import Path

import jsonschema
import pytest

from analysis import Decisions, faults, parse, read_decisions
from analysis.decisions.records import SCHEMA, parse_decisions

DOCUMENT = parse("# 题\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。", "page")
FOUND = faults(DOCUMENT).iloc[0]


def every_kind():
    decided = Decisions().accept(DOCUMENT, FOUND, by="李明", date="2026-11-27", note="见原报")
    decided = decided.block(DOCUMENT, 1, "heading", 2).join(DOCUMENT, 20).part(DOCUMENT, 6)
    return decided.repeat(DOCUMENT, 5, 12, "meant").word("双向发力").mark(DOCUMENT, FOUND)


def test_what_is_written_is_read_again(tmp_path):
    decided = every_kind()
    path = decided.save(tmp_path / "page.json")
    assert read_decisions(path) == decided
    assert decided.document == "page"


def test_the_file_has_the_form_of_the_schema():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(every_kind().to_json()), schema, jsonschema.Draft202012Validator)


def test_a_later_decision_on_the_same_takes_its_place():
    decided = Decisions().accept(DOCUMENT, FOUND).reject(DOCUMENT, FOUND)
    assert decided.table()["choice"].tolist() == ["reject"]
    assert len(decided.without(decided.decisions[0])) == 0


def test_the_table_says_what_was_decided_by_whom():
    table = Decisions().reject(DOCUMENT, FOUND, by="李明", date="2026-11-27").table()
    assert table.loc[0, "passage"] == "题工程队连夜抢修终于恢复了供|电附近的三个小区没有受到影响"
    told = ["finding", "reject", "broken paragraph", 3, "李明", "2026-11-27"]
    assert table.loc[0, ["about", "choice", "kind", "line", "by", "date"]].tolist() == told


HEAD = b'{"format": "zh-analysis decisions", "version": 1, "decisions": [%b]}'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "page.json: byte 0: not UTF-8"),
        (b"{", "page.json: no JSON"),
        (b"[]", "page.json: the whole: "),
        (
            b'{"format": "zh-analysis decisions", "version": 9, "decisions": []}',
            "page.json: version 9; this package reads 1",
        ),
        (
            HEAD % b'{"about": "word", "choice": "add"}',
            r"page.json: decisions\[0\]: 'word' is a required property",
        ),
        (
            HEAD % b'{"about": "word", "choice": "drop", "word": "x"}',
            "Decisions: word: 'drop'; choose from add",
        ),
    ],
)
def test_what_is_no_file_of_decisions_is_one_clear_error(data, said):
    with pytest.raises(ValueError, match=said):
        parse_decisions(data, "page.json")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Decisions().block(DOCUMENT, 0, "chapter"), "block: 'chapter'; choose from title, heading"),
        (lambda: Decisions().block(DOCUMENT, 0, "heading", 9), "a heading has a level from 1 to 6, not 9"),
        (lambda: Decisions().repeat(DOCUMENT, 0, 5, "drop"), "repeat: 'drop'; choose from meant, copy, keep"),
        (lambda: Decisions().join(DOCUMENT, 999), "999 to 999 is no span"),
        (lambda: Decisions().word("双向 发力"), "word: '双向 发力' is empty or holds white space"),
    ],
)
def test_what_cannot_be_decided_is_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"nowhere\.json"):
        read_decisions(Path("nowhere.json"))
