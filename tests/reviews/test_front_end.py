"""What the front end is given is JSON, and its script is the same whatever the text."""

import json

from analysis import Tokeniser, parse, register_finding, repair, unregister, use_language
from analysis.languages.chosen import kept
from analysis.reviews.front_end import front_data, messages, script, style
from analysis.reviews.items import items


def test_what_it_is_given_is_json_with_a_decision_for_each_answer():
    done = repair(parse("工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。", "page"))
    data = front_data(done.source, items(done, with_applied=True), None, Tokeniser(), "李明")
    again = json.loads(json.dumps(data))
    (item,) = again["items"]
    assert again["document"] == "page"
    assert [choice["key"] for choice in item["choices"]] == ["y", "n", "m"]
    assert {choice["decision"]["choice"] for choice in item["choices"]} == {"accept", "reject", "mark"}


def test_script_and_style_ask_for_nothing():
    for part in (script("page"), script("widget"), style()):
        assert "http" not in part
        assert "import(" not in part


def test_kinds_that_were_added_have_their_names_in_each_language_and_replace_no_message():
    register_finding("double", lambda _document: [], {"en": "printed twice", "zh-Hans": "印了两次"})
    register_finding("Undo", lambda _document: [], {"en": "mine", "zh-Hans": "我的"})
    try:
        assert messages() == {"double": "printed twice"}
        with kept():
            use_language("zh-Hans")
            assert (messages()["double"], messages()["Undo"]) == ("印了两次", "撤销")
    finally:
        unregister("double")
        unregister("Undo")
