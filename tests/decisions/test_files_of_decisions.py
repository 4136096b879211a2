"""A file of decisions has a stated form, and what has not is one clear error."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from analysis import Decisions, faults, load, parse, read_decisions
from analysis.decisions.decision import CHOICES
from analysis.decisions.files import SCHEMA, of_document, parse_decisions
from analysis.decisions.places import GONE, checked_place, find, place_of
from analysis.mending.edits import COPIES
from analysis.mending.finding import KINDS

DOCUMENT = parse("# 题\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。", "page")
FOUND = faults(DOCUMENT).iloc[0]


def every_kind():
    decided = Decisions().accept(DOCUMENT, FOUND, by="李明", date="2026-11-27", note="见原报")
    decided = decided.block(DOCUMENT, 1, "heading", 2).join(DOCUMENT, 20).part(DOCUMENT, 6)
    return decided.repeat(DOCUMENT, 5, 12, "meant").word("双向发力").mark(DOCUMENT, FOUND)


HEAD = b'{"format": "zh-analysis decisions", "version": 1, "decisions": [%b]}'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "page.json: byte 1: not UTF-8"),
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
            r"page.json: decisions\[0\].choice: 'drop' is not one of \['add'\]",
        ),
    ],
)
def test_what_is_no_file_of_decisions_is_one_clear_error(data, said):
    with pytest.raises(ValueError, match=said):
        parse_decisions(data, "page.json")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"nth": 9, "of": 2}, r"page.json: decisions\[1\].place: nth: 9 of 2"),
        ({"letters": 9}, r"page.json: decisions\[1\].place.letters: 0 was expected"),
        ({"letters": 2**70}, r"page.json: decisions\[1\].place.letters: .* greater than the maximum"),
        ({"before": "\ud800"}, r"page.json: decisions\[1\]: before: '\\ud800' holds a lone surrogate"),
    ],
)
def test_a_place_that_no_text_has_is_named(changed, said):
    held = json.loads(Decisions().word("甲乙").join(DOCUMENT, 20).to_json())
    held["decisions"][1]["place"] |= changed
    with pytest.raises(ValueError, match=said):
        parse_decisions(json.dumps(held).encode(), "page.json")


def test_a_passage_that_is_longer_than_the_rest_of_a_text_is_not_found_in_it():
    place = place_of(parse("甲" * 30), 2, 30)
    crafted = replace(place, letters=99)
    assert find(checked_place(crafted), parse("甲" * 30)) == GONE


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("a b", "'a b' is empty or holds white space"),
        ("\ud800", r"'\\ud800' holds a lone surrogate"),
        ("\x1b[A供电", r"U\+001B, which no word has"),
        ("供\ufffd电", r"U\+FFFD, which no word has"),
        ("供\u200b电", r"U\+200B, which no word has"),
    ],
)
def test_a_word_that_is_none_is_named_with_its_place(word, said):
    rows = [{"about": "word", "choice": "add", "word": each} for each in ("供电", word)]
    held = {"format": "zh-analysis decisions", "version": 1, "decisions": rows}
    with pytest.raises(ValueError, match=rf"^page.json: decisions\[1\]: word: .*{said}"):
        parse_decisions(json.dumps(held).encode(), "page.json")


def test_a_folder_without_any_decisions_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="holds no decisions, which are in files page"):
        of_document(tmp_path, DOCUMENT)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"nowhere\.json"):
        read_decisions(Path("nowhere.json"))


def test_the_file_has_the_form_of_the_schema():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(every_kind().to_json()), schema, jsonschema.Draft202012Validator)


def test_what_is_written_is_read_again(tmp_path):
    decided = every_kind()
    path = decided.save(tmp_path / "page.json")
    assert read_decisions(path) == decided
    assert decided.document == "page"


def test_numbers_that_a_program_wrote_with_a_point_are_whole():
    data = every_kind().to_json().replace('"nth": 1,', '"nth": 1.0,').encode()
    decided = parse_decisions(data, "page.json")
    assert decided == every_kind()
    assert all(isinstance(one.place.nth, int) for one in decided.decisions if one.place)


def test_a_folder_has_a_file_for_each_file_also_in_folders_below_it(tmp_path):
    """Two files that differ in their ending, one in a folder of the corpus, and a text that came from no file."""
    (tmp_path / "year").mkdir()
    for name in ("page.txt", "page.md", "year/page.txt"):
        (tmp_path / name).write_text("甲来了。", "utf-8")
        decided = tmp_path / f"{name}.decisions.json"
        Decisions(name).word("甲来").save(decided)
    Decisions("none").word("甲来").save(tmp_path / "text.decisions.json")
    names = {
        "page.txt": load(tmp_path / "page.txt"),
        "page.md": load(tmp_path / "page.md", name="page.md"),  # as a corpus names it beside page.txt
        "year/page.txt": load(tmp_path / "year/page.txt", name="year/page"),
        "none": parse("甲来了。"),
    }
    for name, document in names.items():
        found = of_document(tmp_path, document)
        assert found is not None
        assert found.document == name
    with pytest.warns(UserWarning, match="^no decisions on other in "):
        assert of_document(tmp_path, parse("甲", "other")) is None


REPEAT = Decisions().repeat(DOCUMENT, 0, 4, "keep").decisions[0].row["place"]
GAP = Decisions().join(DOCUMENT, 20).decisions[0].row["place"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"about": "finding", "choice": "accept", "kind": "no", "place": GAP}, r"kind: 'no' is not one of"),
        ({"about": "finding", "choice": "accept", "place": GAP}, r"'kind' is a required property"),
        (
            {"about": "finding", "choice": "caption", "kind": "caption", "place": REPEAT},
            r"choice: 'caption' is not one",
        ),
        ({"about": "block", "choice": "heading", "place": REPEAT}, r"'level' is a required property"),
        ({"about": "repeat", "choice": "copy", "place": GAP}, r"place.letters: 0 is less than the minimum of 1"),
        ({"about": "gap", "choice": "part", "place": REPEAT}, r"place.letters: 0 was expected"),
        ({"about": "repeat", "choice": "copy", "place": REPEAT | {"sha256": "0" * 16}}, r"sha256: not that of"),
        ({"about": "repeat", "choice": "copy", "place": REPEAT | {"letters": 9}}, r"passage: 1 letters of 9"),
    ],
)
def test_what_can_be_no_decision_is_refused(row, said):
    held = {"format": "zh-analysis decisions", "version": 1, "decisions": [row]}
    with pytest.raises(ValueError, match=rf"^page.json: decisions\[0\].*{said}"):
        parse_decisions(json.dumps(held).encode(), "page.json")


def test_the_kinds_of_findings_and_of_blocks_are_those_that_there_are():
    rules = {
        rule["if"]["properties"].get("about", {}).get("const"): rule["then"]["properties"]
        for rule in json.loads(SCHEMA.read_text("utf-8"))["$defs"]["decision"]["allOf"]
    }
    assert {*rules["finding"]["kind"]["enum"]} == {*KINDS, *COPIES, "natural repeat"}
    assert {about: tuple(rule["choice"]["enum"]) for about, rule in rules.items() if about} == CHOICES
