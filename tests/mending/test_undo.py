"""The source comes back from two files, byte for byte, or what is wrong with them is said."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import load, parse, repair, undo

ENTRY = {
    "action": "kept",
    "start": 0,
    "end": 1,
    "clean_start": 0,
    "clean_end": 1,
    "source_text": "",
    "clean_text": "",
}
BROKEN = "# 抢修\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n"


@given(
    st.lists(
        st.sampled_from(["会议由市政", "协主席主持。", "## 题", "\r\n", "\n\n", "　　", "\ufeff", "12", "，"]),
        max_size=30,
    )
)
def test_whatever_was_mended_comes_back(parts):
    source = "".join(parts)
    done = repair(parse(source))
    assert undo(done.document.text, done.to_json()) == source.encode()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_in_the_encoding_that_it_had(encoding):
    data = BROKEN.encode(encoding)
    done = repair(load(data))
    assert done.document.text != BROKEN
    assert undo(done.document.text, done.to_json()) == data


def test_a_ledger_holds_what_was_held_and_why():
    ledger = json.loads(repair(parse(BROKEN), certain=1.0).to_json())
    assert [(row["kind"], row["held"]) for row in ledger["held"]] == [("broken paragraph", "not certain")]


@pytest.fixture
def files():
    done = repair(parse(BROKEN))
    return done.document.text, json.loads(done.to_json())


def test_a_ledger_of_version_1_has_no_more_than_its_entries(files):
    clean, ledger = files
    assert (
        undo(clean, json.dumps({"version": 1, "sha256": ledger["sha256"], "entries": ledger["entries"]}))
        == BROKEN.encode()
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            lambda clean: clean.replace("小区", "村子"),
            "clean: was changed since it was repaired, where nothing",
        ),
        (lambda clean: clean + "还有。", "clean: line 4 goes on behind the end of the ledger: '还有。'"),
        (lambda clean: clean[:-5], "clean: line 3 is the end, at 32 characters, and the ledger goes on to 37"),
    ],
)
def test_a_clean_text_that_was_changed_is_refused(files, changed, message):
    clean, ledger = files
    with pytest.raises(ValueError, match=message):
        undo(changed(clean), json.dumps(ledger))


def test_what_was_put_in_and_is_not_there_is_named_by_its_line():
    place = {"start": 2, "end": 2, "clean_start": 2, "clean_end": 3}
    put_in = {"action": "inserted", **place, "source_text": "", "clean_text": "#"}
    kept = {"action": "kept", **dict.fromkeys(["start", "clean_start"], 0), **dict.fromkeys(["end", "clean_end"], 2)}
    ledger = {"version": 2, "entries": [kept | {"source_text": "", "clean_text": ""}, put_in]}
    with pytest.raises(ValueError, match="clean: line 2 has '乙' where the ledger has '#'"):
        undo("甲\n乙", json.dumps(ledger))


@pytest.mark.parametrize(
    ("ledger", "message"),
    [
        ("{", "no JSON"),
        ("[]", "no ledger of a repair"),
        ('{"entries": [], "version": 9}', "version 9; this package reads"),
        ('{"version": 2, "entries": [{"action": "kept"}]}', "entry 0 lacks clean_end, clean_start"),
        (json.dumps({"version": 2, "entries": [ENTRY | {"start": "0"}]}), "entry 0: start is no whole number: '0'"),
        (json.dumps({"version": 2, "entries": [ENTRY | {"action": 1}]}), "entry 0: action is no text: 1"),
        (json.dumps({"version": 2, "entries": [ENTRY], "encoding": "none"}), "encoding: 'none' is none"),
        (json.dumps({"version": 2, "entries": [ENTRY], "encoding": "ascii"}), "encoding: 'ascii' is none"),
    ],
)
def test_what_is_no_ledger_is_one_clear_error(ledger, message):
    with pytest.raises(ValueError, match=f"undo: ledger: .*{message}"):
        undo("甲", ledger)
