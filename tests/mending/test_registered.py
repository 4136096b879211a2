"""The kinds that others added stand behind those of the package."""

import math

import pytest

import analysis
from analysis.mending.finding import KINDS
from analysis.mending.registered import all_kinds, registered_findings


def test_kinds_that_were_added_stand_at_the_end_and_only_those_wanted_are_looked_for():
    asked = []
    analysis.register_finding("mine", lambda document: asked.append(document) or [(0, 1, "here", 0.5, ())])
    try:
        assert all_kinds() == (*KINDS, "mine")
        document = analysis.parse("甲。")
        assert [*registered_findings(document, ["caption"])] == []
        assert asked == []
        assert [(found.kind, found.start, found.edits) for found in registered_findings(document, None)] == [
            ("mine", 0, ())
        ]
    finally:
        analysis.unregister("mine")
    assert all_kinds() == KINDS


def yields(row):
    def find(_document):
        yield row

    return find


TEXT = "春天来了！！花开了。"
WRONG = {
    "not even rows": (lambda _document: None, "None are no findings"),
    "an error": (lambda document: document.words, "AttributeError: .*'words'"),
    "an error behind a finding": (lambda _document: ((0, 1, "", 1 / n) for n in (1, 0)), "ZeroDivisionError"),
    "a number": (yields(4), "4 is no finding: a tuple"),
    "a list": (yields([4, 6, "", 0.9, ()]), "is no finding: a tuple"),
    "too few": (yields((4, 6, "")), "is no finding: a tuple"),
    "a float for an offset": (yields((4.0, 6, "", 0.9)), "offsets must be whole numbers"),
    "a text for an offset": (yields(("4", 6, "", 0.9)), "offsets must be whole numbers"),
    "beyond the text": (yields((4, 99, "", 0.9)), "within 0 and 10"),
    "end before start": (yields((6, 4, "", 0.9)), "offsets must be in order"),
    "evidence that is none": (yields((4, 6, None, 0.9)), "the evidence must be a text"),
    "a confidence in words": (yields((4, 6, "", "0.9")), "confidence must be a number from 0 to 1"),
    "a confidence above 1": (yields((4, 6, "", 1.5)), "confidence must be a number from 0 to 1"),
    "no number for a confidence": (yields((4, 6, "", math.nan)), "confidence must be a number from 0 to 1"),
    "a list of edits": (yields((4, 6, "", 0.9, [(5, 6, "")])), "the edits must be a tuple"),
    "an edit that is a list": (yields((4, 6, "", 0.9, ([5, 6, ""],))), "is no edit"),
    "an edit of two": (yields((4, 6, "", 0.9, ((5, 6),))), "is no edit"),
    "a replacement that is no text": (yields((4, 6, "", 0.9, ((5, 6, None),))), "is no edit"),
    "a replacement nothing can write": (yields((4, 6, "", 0.9, ((5, 6, "\ud800"),))), "is no edit"),
    "an edit behind its finding": (yields((4, 6, "", 0.9, ((5, 7, ""),))), "within 4 and 6"),
    "an edit before its finding": (yields((4, 6, "", 0.9, ((3, 5, ""),))), "within 4 and 6"),
    "edits that overlap": (yields((4, 6, "", 0.9, ((4, 6, ""), (5, 6, "?")))), "overlap"),
}


@pytest.mark.parametrize(("find", "said"), WRONG.values(), ids=WRONG)
def test_what_is_no_finding_is_an_error_that_names_the_kind_and_the_function(find, said):
    document = analysis.parse(TEXT)
    analysis.register_finding("wrong one", find)
    try:
        for call in (analysis.faults, analysis.repair):
            with pytest.raises(
                ValueError, match=rf"^the finding ‘wrong one’, registered by test_registered\..*: .*{said}"
            ):
                call(document)
    finally:
        analysis.unregister("wrong one")
    assert analysis.faults(document).empty


def test_edits_may_be_left_out_and_come_in_any_order():
    rows = [(4, 6, "", 1), (0, 4, "", 0.5, ((3, 4, "啦"), (0, 1, "")))]
    analysis.register_finding("mine", lambda _document: rows)
    try:
        found = analysis.faults(analysis.parse(TEXT))
    finally:
        analysis.unregister("mine")
    assert found["edits"].tolist() == [((0, 1, ""), (3, 4, "啦")), ()]
