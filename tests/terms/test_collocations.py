"""Each measure gives what its paper prints; pairs are counted as by hand."""

import math
from collections import Counter

import numpy as np
import pytest

from analysis import Tokeniser, association, audit, collocations, parse


@pytest.mark.parametrize(
    ("measure", "given", "printed", "places"),
    [
        ("pmi", (8, 1105, 44, 15_000_000), 11.3, 1),  # Church & Hanks (1990), p. 24
        ("npmi", (10, 10, 10, 100), 1, 9),  # Bouma (2009), p. 36: the one never without the other
        ("npmi", (1, 10, 10, 100), 0, 9),  # and independent
        ("npmi", (0, 10, 10, 100), -1, 9),  # and never together
        ("t_score", (8, 15_828, 4675, 14_307_668), 0.9999, 4),  # Manning & Schütze (1999), p. 165: .999932
        ("g2", (10, 10, 13, 31_777), 167.23, 2),  # Dunning (1993), p. 72
        ("delta_p_collocate", (5610, 174_548, 7867, 10_409_868), 0.032, 3),  # Gries (2013), p. 144
        ("delta_p_node", (5610, 174_548, 7867, 10_409_868), 0.697, 3),
        ("log_dice", (7, 7, 7, 100), 14, 9),  # Rychlý (2008), p. 9: its maximum
    ],
)
def test_a_worked_example_of_its_paper(measure, given, printed, places):
    assert association(*given)[measure].item() == pytest.approx(printed, abs=10**-places)


def test_where_every_pair_has_the_node_or_is_the_same_there_is_nothing_to_compare_with():
    assert association(10, 10, 10, 10)["npmi"].item() == 0
    assert association(5, 10, 5, 10)["delta_p_collocate"].item() == 0.5
    assert association(5, 5, 10, 10)["delta_p_node"].item() == 0.5


def test_log_dice_falls_by_one_where_the_pair_is_half_as_frequent():
    """Rychlý (2008), p. 9."""
    both = association([40, 20], [100, 100], [60, 60], [5000, 5000])["log_dice"]
    assert both[0] - both[1] == pytest.approx(1)
    assert both[0] == pytest.approx(14 + math.log2(2 * 40 / 160))


def by_hand(blocks, left, right):
    """Count pairs one by one."""
    pairs = Counter()
    for words in blocks:
        for at, word in enumerate(words):
            for other in range(max(at - left, 0), min(at + right + 1, len(words))):
                if other != at:
                    pairs[word, words[other]] += 1
    return pairs


@pytest.mark.parametrize("window", [(0, 1), (1, 0), (2, 2), (3, 1)])
def test_pairs_and_margins_are_those_counted_one_by_one(window):
    random = np.random.default_rng(3)
    words = ["工作", "政协", "委员", "企业"]
    blocks = [[words[i] for i in random.integers(0, 4, size)] for size in (1, 5, 30)]
    tokens = Tokeniser().tokens(parse("\n\n".join("，".join(block) for block in blocks)))
    pairs = by_hand(blocks, *window)
    table = collocations(tokens, window=window, min_count=1)
    assert dict(zip(zip(table["node"], table["collocate"], strict=True), table["count"], strict=True)) == dict(pairs)
    total = sum(pairs.values())
    for node, collocate, expected in table[["node", "collocate", "expected"]].values:
        row = sum(count for (one, _), count in pairs.items() if one == node)
        column = sum(count for (_, other), count in pairs.items() if other == collocate)
        assert expected == pytest.approx(row * column / total)


def test_around_a_word_and_side_by_side():
    tokens = Tokeniser().tokens(parse("完善工作机制。\n\n工作完善"))
    table = collocations(tokens, "工作", window=1, min_count=1).set_index("collocate")
    assert table[["left", "right", "count"]].to_dict("index") == {
        "完善": {"left": 1, "right": 1, "count": 2},
        "机制": {"left": 0, "right": 1, "count": 1},
    }


def test_no_window_crosses_a_block_or_what_was_left_out():
    text = (
        "甲方完善工作机制并且狠抓落实不放松要求各级部门负责。各级部门还要按月报告进展情况，遇到问题及时协商，"
        "不得推诿扯皮，切实把各项任务落到实处。年底以前要把全年的工作总结好，把明年的计划安排好。"
    )
    before, behind = (
        "春天来了，花开了，燕子也飞回来了，孩子们都到河边去，那里有一家企业",
        "委员们后来又谈了一会儿天，说到明年的收成和雨水。",
    )
    document = parse(f"{text}\n\n{before}{text}{behind}\n\n联合\n\n政协")
    tokens = audit(document, min_length=10).without_copies(Tokeniser().tokens(document))
    assert (tokens["text"] == "甲方").sum() == 1
    beside = collocations(tokens, "企业", window=3, min_count=1)["collocate"]
    assert {*beside} == {"那里", "一家"}
    assert collocations(tokens, "联合", window=3, min_count=1).empty


def test_what_is_unknown_or_empty():
    tokens = Tokeniser().tokens(parse("工作"))
    assert collocations(tokens, "企业").empty
    assert collocations(tokens.head(0)).empty
    with pytest.raises(ValueError, match="measure: 'mi'"):
        collocations(tokens, measure="mi")
    with pytest.raises(ValueError, match="window: 0"):
        collocations(tokens, window=0)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ((5, 3, 9, 100), "table 0: count = 5 is more than node = 3"),
        ((5, 9, 3, 100), "table 0: count = 5 is more than collocate = 3"),
        ((-1, 3, 3, 100), "table 0: count = -1 is no number from 0"),
        ((1, 300, 3, 100), "table 0: node = 300 is more than pairs = 100"),
        ((1, 60, 60, 100), "there are more with one of the two than in all"),
        ((float("nan"), 3, 3, 100), "count = nan is no number from 0"),
        (([1, 4], [2, 2], [2, 2], 100), "table 1: count = 4 is more than node = 2"),
    ],
)
def test_counts_that_no_text_can_have_are_refused(table, said):
    with pytest.raises(ValueError, match=said):
        association(*table)
