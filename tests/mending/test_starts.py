"""What is seen of a block that may have lost its beginning."""

import json
import math
from collections import Counter

import numpy as np
import pytest

from analysis import parse
from analysis.mending.starts import FILE, MOST_LIKELY, NAMES, likely_cuts, odds_of_a_cut, rows_of
from analysis.structure.kinds import classify_blocks


def test_the_odds_of_a_cut_by_hand():
    """境 is once inside a word and once first in a clause; 境好 begins once inside a word, and once with one.

    The block's own first characters count, and 1 and .3 stand for what was never seen.
    """
    assert odds_of_a_cut(parse("环境好。\n\n境好。")) == pytest.approx(
        {0: math.log(1) + math.log(0.3 / 0.3), 6: math.log(2 / 1) + math.log(1.3 / 0.3)}
    )


def test_what_begins_clauses_speaks_against_a_cut():
    """好 begins three clauses and is in no word; 好人 begins twice with a word."""
    odds = odds_of_a_cut(parse("好人来了，好人坐下，好了。\n\n春天。"))
    assert odds[0] == pytest.approx(math.log(1 / 3) + math.log(0.3 / 1.3))


def test_only_blocks_that_begin_with_a_han_character_and_have_two_have_odds():
    assert [*odds_of_a_cut(parse("好。\n\nApp好。\n\n好"))] == [0]
    assert odds_of_a_cut(parse("App")) == {}


def test_a_row_says_how_long_the_first_word_is_and_how_many_others_begin_with_it():
    found = classify_blocks(parse("工作很忙。\n\n工作完了。\n\n他来了。\n\n有声有色地办。"))
    starts = Counter(["工作", "工作", "工作", "他", "有声有色"])
    rows = rows_of(found, {found[0].block.start: 2.5}, starts)
    columns = dict(zip(NAMES, rows.T.tolist(), strict=True))
    assert columns["odds_of_a_cut"] == [2.5, 0, 0, 0]
    assert columns["has_odds"] == [1, 0, 0, 0]
    assert columns["one_character"] == [0, 0, 1, 0]
    assert columns["characters_of_word"] == [2, 2, 1, 4]
    assert columns["starts_alike"] == [2, 2, 0, 0]


def test_how_likely_a_cut_is_follows_from_the_weights_and_has_a_bound():
    data = json.loads(FILE.read_text("utf-8"))
    none = [0.0] * len(NAMES)
    odds = [1.0 if name == "odds_of_a_cut" else 0.0 for name in NAMES]
    expected = [1 / (1 + math.exp(-score)) for score in (data["base"], data["base"] + data["weights"]["odds_of_a_cut"])]
    assert likely_cuts(np.array([none, odds])) == pytest.approx(expected)
    assert likely_cuts(np.array([[100 * one for one in odds]])).tolist() == [MOST_LIKELY]
