"""Pieces of a source with what became of each, over several rounds of edits."""

import pytest

from analysis.mending.ledger import Piece, edited, ledger, settled

SOURCE = "甲乙丙丁戊己庚辛"


def after(*rounds):
    """Pieces after rounds of edits, each of the text that the round before left: start, end and new text."""
    pieces, number = [Piece(0, len(SOURCE))], 0
    for edits in rounds:
        rows = []
        for start, end, new in edits:
            rows.append((start, end, new, "kind", f"edit {number}", number))
            number += 1
        pieces = [*edited(pieces, rows)]
    return [*settled(pieces)]


def text(pieces):
    return "".join(piece.of(SOURCE) for piece in pieces)


def changes(pieces):
    return [(piece.start, piece.end, piece.new, piece.evidence) for piece in pieces if piece.new is not None]


@pytest.mark.parametrize(
    ("edits", "clean", "pieces"),
    [
        ([(2, 4, "")], "甲乙戊己庚辛", [(2, 4, "", "edit 0")]),
        ([(0, 1, "一"), (7, 8, "八")], "一乙丙丁戊己庚八", [(0, 1, "一", "edit 0"), (7, 8, "八", "edit 1")]),
        ([(3, 3, "，")], "甲乙丙，丁戊己庚辛", [(3, 3, "，", "edit 0")]),
        ([(0, 0, "“"), (8, 8, "”")], f"“{SOURCE}”", [(0, 0, "“", "edit 0"), (8, 8, "”", "edit 1")]),
    ],
    ids=["dropped", "replaced at both ends", "inserted", "inserted at both ends"],
)
def test_edits_of_one_round(edits, clean, pieces):
    found = after(edits)
    assert text(found) == clean
    assert changes(found) == pieces


def test_a_later_round_edits_what_an_earlier_one_left():
    """After 丙丁 went, the third and fourth characters are 戊 and 己."""
    found = after([(2, 4, "")], [(3, 4, "六")])
    assert text(found) == "甲乙戊六庚辛"
    assert changes(found) == [(2, 4, "", "edit 0"), (5, 6, "六", "edit 1")]


def test_a_later_round_over_an_earlier_edit_is_one_change_with_the_evidence_of_both():
    found = after([(3, 3, "，")], [(2, 5, "")])
    assert text(found) == "甲乙戊己庚辛"
    assert changes(found) == [(2, 4, "", "edit 0; edit 1")]


def test_changes_that_touch_are_one_and_the_latest_finding_s():
    assert changes(after([(2, 3, "三")], [(3, 4, "四")])) == [(2, 3, "三", "edit 0"), (3, 4, "四", "edit 1")]
    found = after([(3, 3, "，")], [(3, 3, "子")])
    assert changes(found) == [(3, 3, "子，", "edit 1; edit 0")]
    assert [piece.finding for piece in found if piece.new is not None] == [1]


def test_a_part_of_what_was_inserted_can_go():
    found = after([(4, 4, "子丑寅")], [(5, 6, "")])
    assert text(found) == "甲乙丙丁子寅戊己庚辛"


def test_the_ledger_has_a_row_for_each_change_and_what_is_kept_between():
    table = ledger(after([(0, 1, ""), (3, 4, "四"), (6, 6, "，")]), SOURCE, {})
    assert table[
        ["action", "start", "end", "clean_start", "clean_end", "source_text", "clean_text"]
    ].to_numpy().tolist() == [
        ["dropped", 0, 1, 0, 0, "甲", ""],
        ["kept", 1, 3, 0, 2, "", ""],
        ["replaced", 3, 4, 2, 3, "丁", "四"],
        ["kept", 4, 6, 3, 5, "", ""],
        ["inserted", 6, 6, 5, 6, "", "，"],
        ["kept", 6, 8, 6, 8, "", ""],
    ]
