"""The words for what weighed most in the judgement of a repeat, and what shows that a passage is quoted."""

import numpy as np
import pytest

from analysis import parse
from analysis.duplicates.meant import NAMES
from analysis.duplicates.repeat_evidence import facts, quotation
from analysis.duplicates.spans import Group, Texts

NOTHING = "nothing speaks for the other"


def said(values, fault=True, weights=None):
    """What is said of values by name, each of which adds its weight, by default the less the later it stands."""
    weights = weights or {name: 1 - n / 100 for n, name in enumerate(values)}
    added = np.array([weights.get(name, 0.0) for name in NAMES])
    return facts(np.array([values.get(name, 0.0) for name in NAMES], np.float32), added, fault)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("begins a block", 1, "begins a block everywhere"),
        ("begins a block", 0.5, "begins a block at some places only"),
        ("begins a block", 0, "begins inside blocks"),
        ("in quotation marks", 0, "not in quotation marks"),
        ("behind a colon", 0, NOTHING),
        ("letters", 5, "32 letters"),
        ("places", 7, "7 places"),
        ("places", 8, "8 places or more"),
        ("reads on behind it, at the worst place", 0.5, "the text reads on behind it everywhere"),
        ("reads on behind it, at the worst place", -0.5, "at one place the text does not read on behind it"),
        ("sentences", 1, "1 sentence ends in it"),
        ("sentences", 3, "3 sentences end in it"),
        ("in one block", 0, "in different blocks"),
        ("contexts before are alike", -1, NOTHING),
        ("contexts before are alike", 0, "what is before it is 0% alike"),
        ("different contexts behind", 1, NOTHING),
        ("different contexts behind", 2, "followed by 2 different contexts"),
        ("first place in the text", 0.09, "at the front of the text"),
        ("first place in the text", 0.1, NOTHING),
        ("digits", 0.09, NOTHING),
        ("digits", 0.25, "25% digits"),
        ("marked headings", 0, NOTHING),
        ("marked headings", 2, "2 marked headings"),
        ("an article begins inside a paragraph", 0.5, "an article begins inside a paragraph"),
    ],
)
def test_a_fact_is_said_in_words_where_they_are_true(name, value, words):
    assert said({name: value}) == words


def test_what_weighs_most_comes_first_and_what_weighs_against_is_not_said():
    values = {"sentences": 1, "in one block": 1, "verse": 1, "announced": 1, "letters a block": 7}
    weights = {"sentences": -1, "in one block": 0.5, "verse": 2, "announced": -3, "letters a block": 1}
    assert said(values, True, weights) == "verse; 7 letters in each block; in one block"
    assert said(values, False, weights) == "announced everywhere; 1 sentence ends in it"


def test_what_is_said_of_one_side_is_not_said_in_general_too():
    values = {
        "reads on at the worst end of the worst place": -2,
        "reads on behind it, at the worst place": -2,
        "said elsewhere in the text": 0,
    }
    words = "at one place the text does not read on behind it; nothing of it is said elsewhere in the text"
    assert said(values) == words


def quoted(text, passage):
    spans, begin = [], -1
    for _ in range(text.count(passage)):
        begin = text.index(passage, begin + 1)
        spans.append(tuple(sum(map(str.isalnum, text[:at])) for at in (begin, begin + len(passage))))
    return quotation(Texts((parse(text),)), Group(tuple(spans), len(spans)))


PASSAGE = "春天来了花就开了"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"老师说：“{PASSAGE}。”\n\n他们都记得{PASSAGE}的事。", "quoted: “…”"),
        (f"他们都记得{PASSAGE}的事。\n\n书名是《{PASSAGE}》。", "quoted: 《…》"),
        (f"他们都记得“{PASSAGE}的事。\n\n大家也想到{PASSAGE}》。", ""),
        (f"他们都记得{PASSAGE}的事。\n\n大家也想到{PASSAGE}。", ""),
    ],
)
def test_a_passage_is_quoted_where_marks_of_one_pair_are_right_around_it(text, words):
    assert quoted(text, PASSAGE) == words


def test_of_two_quoted_words_no_mark_quotes_all():
    passage = "春天来了花就开了”和“到了秋天就落了"
    assert quoted(f"这就是“{passage}”的事。\n\n大家又说起{passage}”来。", passage) == ""
