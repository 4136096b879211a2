"""The kinds that others added stand behind those of the package."""

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
