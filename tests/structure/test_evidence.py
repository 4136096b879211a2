"""The words for what weighed most, which are said only where they are true."""

import math

import pytest

from analysis.structure.evidence import phrases_of


def words(name, value, **others):
    seen = {name: value} | {key.replace("_", " "): one for key, one in others.items()}
    return phrases_of(seen, {name: 1.0})


NOTHING = "all that is seen of it together"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ends with a credit", 1, "it ends with a credit"),
        ("ends with a credit", 0, NOTHING),
        ("a web address", 1, "a web address in it"),
        ("repeated", 0, NOTHING),
        ("repeated", math.log(5), "comes again, 5 times"),
        ("shape of its number", -1, NOTHING),
        ("shape of its number", 0, "numbered like 第一编"),
        ("its last mark", 5, "it ends with a colon"),
        ("closed", 0, "no closing mark"),
        ("closed", 1, NOTHING),
        ("length", math.log(40), "40 characters"),
        ("length", math.log(41), NOTHING),
        ("length", 0, "a single character"),
        ("gap after, beside the usual", 1, "in a wider gap"),
        ("gap before, beside the usual", 2, "in a wider gap"),
        ("gap before, beside the usual", 0, NOTHING),
        ("lines around it as long", 2, "the lines around it are as long"),
        ("lines around it as long", 1, NOTHING),
        ("blocks before it", 0, "the first line"),
        ("blocks after it", 0, "the last line"),
        ("blocks after it", 1, NOTHING),
        ("share of digits", 0.25, "25% of it digits"),
        ("share of digits", 0.15, NOTHING),
        ("has the letters of a marked heading", 1, "a marked heading has the same letters"),
    ],
)
def test_a_feature_is_said_in_words_where_they_are_true(name, value, said):
    assert phrases_of({name: value}, {name: 1.0}) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "numbered like 第一章"),
        (2, "numbered like 第一章, as one other is"),
        (4, "numbered like 第一章, as 3 others are"),
    ],
)
def test_a_number_is_said_with_how_many_others_are_like_it(count, said):
    assert words("shape of its number", 1.0, numbered_alike=math.log(count)) == said


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"at a page's edge": 0.9}, "stands at the edge of 3 pages"),
        ({"number counts on with each": 0.9}, "a number that counts on, 3 times"),
        ({"what stands before differs": 0.9}, "comes again, 3 times, each time beside another text"),
        (
            {"at a page's edge": 0.8, "number counts on with each": 0.8, "what stands before differs": 0.8},
            "comes again, 3 times",
        ),
    ],
)
def test_what_comes_again_is_said_with_how(others, said):
    assert phrases_of({"repeated": math.log(3), **others}, {"repeated": 1.0}) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(0, 9, "at the edge of a page"), (9, 1, "at the edge of a page"), (2, 2, NOTHING), (-1, -1, NOTHING)],
)
def test_the_edge_of_a_page_is_within_a_block_of_it(before, after, said):
    seen = {"blocks before it on its page": before, "blocks after it on its page": after}
    assert phrases_of(seen, dict.fromkeys(seen, 1.0)) == said


@pytest.mark.parametrize(
    ("clauses", "usual", "share", "said"),
    [
        (4, 7, 0.75, "clauses of 7 characters"),
        (2, 8, 1, "clauses of 8 characters"),
        (1, 7, 1, NOTHING),
        (4, 9, 1, NOTHING),
        (4, 7, 0.5, NOTHING),
    ],
)
def test_clauses_are_said_where_most_are_short_and_of_one_length(clauses, usual, share, said):
    seen = {"clauses": clauses, "usual length of its clauses": usual, "share of clauses of that length": share}
    assert phrases_of(seen, dict.fromkeys(seen, 1.0)) == said


@pytest.mark.parametrize(("closed", "commas", "is_said"), [(0, 1, True), (1, 1, False), (0, 0, False)])
def test_a_sentence_before_it_is_unfinished_where_it_has_commas_and_no_end(closed, commas, is_said):
    seen = {"closed, before": closed, "commas, before": commas}
    said = phrases_of(seen, {"closed, before": 1.0})
    assert said == ("the sentence before it is unfinished" if is_said else NOTHING)


def test_what_weighs_most_comes_first_and_what_weighs_against_is_not_said():
    seen = {"length": 0.0, "blocks before it": 0, "closed": 0, "share of digits": 1.0, "a web address": 1}
    weights = {"length": 1.0, "blocks before it": 3.0, "closed": 2.0, "share of digits": 0.5, "a web address": -1.0}
    assert phrases_of(seen, weights) == "the first line; no closing mark; a single character"


def test_features_of_one_phrase_weigh_together():
    seen = {"length": 0.0, "blocks before it": 0}
    weights = {"length": 1.0, "length beside its neighbours": 1.0, "blocks before it": 1.5}
    assert phrases_of(seen, weights) == "a single character; the first line"


def test_a_feature_that_weighs_nothing_is_not_said():
    assert phrases_of({"length": 0.0, "blocks before it": 0}, {"blocks before it": 1.0}) == "the first line"


@pytest.mark.parametrize(("closed", "commas", "said"), [(0, 1, True), (0, 0, False), (1, 1, False)])
def test_a_sentence_before_is_unfinished_where_it_has_commas_and_no_end(closed, commas, said):
    seen = {"closed, before": closed, "commas, before": commas}
    assert (phrases_of(seen, {"commas, before": 1.0}) == "the sentence before it is unfinished") is said
