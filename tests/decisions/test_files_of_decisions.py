"""A file of decisions has a stated form, and what has not is one clear error."""

import json
from pathlib import Path

import jsonschema
import pytest

from analysis import Decisions, faults, load, parse, read_decisions
from analysis.decisions.files import SCHEMA, of_document, parse_decisions

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
    assert of_document(tmp_path, parse("甲", "other")) is None
