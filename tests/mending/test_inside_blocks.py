"""What is wrong inside a block, and the edit that would mend it."""

from dataclasses import replace

import pytest

from analysis import faults, parse


def found(text, kind):
    table = faults(parse(text))
    return [(text[row.start : row.end], row.evidence, row.edits) for row in table[table["kind"] == kind].itertuples()]


def test_half_width_marks_between_chinese_characters_are_one_finding_of_the_block():
    assert found("春天来了,花开了;很好。", "half-width punctuation") == [
        (",花开了;", "2 half-width marks between Chinese characters", ((4, 5, "，"), (8, 9, "；")))
    ]
    assert found("见a,b与3:2。", "half-width punctuation") == []


def test_spaces_inside_a_word_go_and_others_stay():
    assert found("昨天，市政 协开了会。 后来下了雨。", "space inside a word") == [
        (" ", "市政协 is a word across it", ((5, 6, ""),))
    ]


def test_each_second_of_doubled_characters_goes():
    assert found("好。\n\n他说：环环境境保保护护很好。", "doubled characters") == [
        ("环环境境保保护护", "each of 4 characters stands twice", ((7, 15, "环境保护"),))
    ]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("标\ue000准\ue001化好。", ["2 private-use characters"]),
        ("标\ufffd准\ue001化好。", ["1 replacement character, 1 private-use character"]),
        ("标准化好。\ue000", []),
    ],
)
def test_characters_that_are_no_text_are_counted_but_for_a_sign_at_the_end(text, evidence):
    assert [row[1] for row in found(text, "unreadable text")] == evidence


def test_what_was_recognised_with_doubt_is_a_finding_as_sure_as_that_is_to_two_places():
    document = replace(parse("春天来了。"), doubtful=((0, 2, 0.7549),))
    (row,) = faults(document, ["misread?"]).itertuples()
    assert (row.start, row.end, row.evidence, row.confidence) == (0, 2, "recognised with .75", 0.25)
