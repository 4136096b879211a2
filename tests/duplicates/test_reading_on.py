"""What is known of a place in a text, and on which side of it marks are."""

import math

import pytest

from analysis.duplicates.reading_on import NAMES, Seam, divided, features, first_closed, with_marks
from analysis.words.lookups import tagged_words


def known(left, right, elsewhere=(0, 0, 0, 0), **kinds):
    row = features([Seam(left, right, elsewhere)], {key.replace("_", " "): value for key, value in kinds.items()})[0]
    return dict(zip(NAMES, row.tolist(), strict=True))


def holds(found, expected):
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-6)


def test_a_word_across_a_place_has_letters_on_both_sides_and_no_kinds_go_together():
    found = known("会议由市政", "协主席主持，大家都来。", (0, 1, 3, 7), n_v=4.0)
    holds(found, {"letters of the word across": 3, "letters of the word before": 2, "letters of the word after": 1})
    holds(found, {"words of these kinds go together": 0, "a mark between": 0})
    holds(found, {"letters of the clause before": 5, "letters of the clause after": 5})
    holds(found, {"two letters elsewhere in the text": 0, "two and one elsewhere in the text": math.log(2)})
    holds(found, {"one and two elsewhere in the text": math.log(4), "two and two elsewhere in the text": math.log(8)})


def test_the_kinds_and_words_on_either_side_go_together_as_is_known_of_them():
    assert tagged_words("大家工作政协完善") == (("大家", "n"), ("工作", "vn"), ("政协", "j"), ("完善", "v"))
    kinds = {"vn_j": 1.0, "vn_v": 2.0, "n_j": 3.0, "n_vn": 4.0, "j_v": 5.0}
    words = {"工作_j": 0.5, "vn_政协": 1.5, "大家_vn": 2.5, "j_完善": 3.5}
    found = known("大家工作", "政协完善", **kinds, **words)
    holds(found, {"words of these kinds go together": 1, "the two kinds before go together": 4})
    holds(found, {"the kind of the word goes with the second after it": 2, "the two kinds after go together": 5})
    holds(found, {"the kind of the word before goes with the word after": 3})
    holds(found, {"the word before goes with the kind after": 0.5, "the kind before goes with the word after": 1.5})
    holds(found, {"the second word before goes with the kind before": 2.5})
    holds(found, {"the kind after goes with the second word after": 3.5})
    holds(found, {"letters of the word across": 0, "letters of the word before": 2, "letters of the word after": 2})


def test_what_was_never_seen_together_speaks_against_it():
    found = known("大家工作", "政协完善")
    holds(found, {"words of these kinds go together": -3, "the word before goes with the kind after": 0})


@pytest.mark.parametrize(
    ("left", "right", "between", "ends", "begins"),
    [
        ("春天来了。", "花开", 1, 4, 0),
        ("春天", "，花开", 1, 0, 1),
        ("春天", "花开", 0, 0, 0),
        ("", "", 1, 8, 8),
        ("春■", "“花", 1, 8, 6),
    ],
)
def test_marks_at_a_place(left, right, between, ends, begins):
    holds(
        known(left, right),
        {"a mark between": between, "which mark ends the left side": ends, "which mark begins the right side": begins},
    )


@pytest.mark.parametrize(
    ("left", "right", "opened", "closed"),
    [
        ("他说：“春天", "来了。", 1, 0),
        ("他说：“春天", "来了。”", 0, 0),
        ("他说：春天", "来了。”", 0, 1),
        ("他（“说）：春天", "来了。", 0, 0),
        ("“春”，“天", "来了。", 1, 0),
        ("他说了很久的话以后才慢慢地站起来走到门口看着外面的春天", "来了。”", 0, 0),
    ],
)
def test_brackets_that_one_side_leaves_open_or_the_other_closes_alone(left, right, opened, closed):
    holds(known(left, right), {"a bracket is left open": opened, "a bracket is closed that was not open": closed})


@pytest.mark.parametrize(
    ("text", "at", "place"),
    [("他说：“好", 2, 3), ("很好。他说", 2, 3), ("好", 1, 1), ("“好", 0, 0), ("好》，“她", 1, 3), ("好。", 1, 2)],
)
def test_marks_are_of_the_left_side_but_for_those_that_open(text, at, place):
    assert divided(text, at) == place


@pytest.mark.parametrize(
    ("text", "mark"), [("好）", "）"), ("（好）", ""), ("”（", "”"), ("（好”）", "）"), ("《“》”", ""), ("", "")]
)
def test_the_first_mark_that_closes_what_was_opened_before(text, mark):
    assert first_closed(text) == mark


def test_the_kind_of_a_mark_is_which_one_it_is():
    assert with_marks([("好", "a"), ("，", "x"), ("”", "x"), ("■", "x")]) == [
        ("好", "a"),
        ("，", "1"),
        ("”", "7"),
        ("■", "x"),
    ]


def test_no_places_have_no_rows():
    assert features([], {}).shape == (0, len(NAMES))
