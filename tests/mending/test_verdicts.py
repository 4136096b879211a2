"""Of what is found each edit is made once: what is held says why, and drops that meet share the gap between them."""

import pandas as pd
import pytest

from analysis import RepairSettings
from analysis.mending.ledger import WITHIN
from analysis.mending.verdicts import with_verdicts

TEXT = "甲甲。\n\n乙乙。\n\n丙丙。"
TYPES = {"kind": "str", "evidence": "str", "decided": "str", "start": "int64", "end": "int64", "confidence": "float64"}


def verdicts(*rows, text=TEXT, first=0, **settings):
    """Return what becomes of findings, each given as its kind, confidence and edits."""
    records = [
        {
            "kind": kind,
            "start": edits[0][0] if edits else 0,
            "end": edits[-1][1] if edits else 0,
            "line": 1,
            "evidence": "",
            "confidence": confidence,
            "edits": tuple(edits),
            "decided": "",
        }
        for kind, confidence, edits in rows
    ]
    return with_verdicts(pd.DataFrame(records).astype(TYPES), RepairSettings(**settings), first, text)


@pytest.mark.parametrize(
    ("row", "settings", "held"),
    [
        (("broken paragraph", 0.9, [(3, 5, "")]), {}, ""),
        (("broken paragraph", 0.7, [(3, 5, "")]), {}, "not certain"),
        (("broken paragraph", 0.7, [(3, 5, "")]), {"certain": 0.7}, ""),
        (("caption", 0.9, []), {}, "nothing in the text can mend it"),
        (("unmarked heading", 0.99, [(0, 0, "# ")]), {}, "mended only on request"),
        (("unmarked heading", 0.5, [(0, 0, "# ")]), {"also": ("unmarked heading",)}, ""),
    ],
)
def test_what_is_held_says_why(row, settings, held):
    done = verdicts(row, **settings)
    assert done["held"].tolist() == [held]
    assert done["applied"].tolist() == [not held]


def test_an_edit_that_touches_one_that_is_made_is_held():
    done = verdicts(("broken paragraph", 0.9, [(3, 5, "")]), ("line wrap", 0.9, [(4, 6, " ")]))
    assert sorted(done["held"]) == ["", WITHIN]


def test_of_drops_that_meet_in_a_gap_the_later_drops_the_rest():
    done = verdicts(("repeat", 1.0, [(0, 5, "")]), ("near repeat", 1.0, [(3, 10, "")]))
    assert done["applied"].all()
    assert sorted(edit for edits in done["edits"] for edit in edits) == [(0, 5, ""), (5, 10, "")]


def test_drops_that_share_a_letter_are_not_both_made():
    done = verdicts(("repeat", 1.0, [(0, 6, "")]), ("near repeat", 1.0, [(5, 10, "")]))
    assert sorted(done["held"]) == ["", WITHIN]


def test_findings_are_numbered_from_where_the_last_round_ended():
    assert verdicts(("broken paragraph", 0.9, [(3, 5, "")]), first=7).index.tolist() == [7]
