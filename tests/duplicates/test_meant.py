"""What is known of a class of equal spans, counted by hand."""

import math

import pytest

from analysis import parse
from analysis.duplicates.meant import LOOKED_AT, NAMES, features
from analysis.duplicates.spans import Group, Texts
from analysis.models.trees import probability


def known(text, passage):
    """What is known of the class of all places of a passage, by name."""
    spans, begin = [], -1
    for _ in range(text.count(passage)):
        begin = text.index(passage, begin + 1)
        spans.append(tuple(sum(map(str.isalnum, text[:at])) for at in (begin, begin + len(passage))))
    (row,) = features(Texts((parse(text),)), [Group(tuple(spans), len(spans))]).tolist()
    return dict(zip(NAMES, row, strict=True))


def holds(found, expected):
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-6)


def test_a_quotation_at_the_end_of_two_paragraphs():
    """Of ten runs of four letters 说春天来 and 春天来了 stand twice; 甲说 and 乙也说 are too short to compare."""
    found = known("甲说：“春天来了。”\n\n乙也说：“春天来了。”", "春天来了")
    holds(found, {"letters": 2, "places": 2, "blocks": 1, "letters a block": 4, "sentences": 0, "complete blocks": 0})
    holds(found, {"begins a block": 0, "ends a block": 1, "behind a full stop": 0, "before a full stop": 1})
    holds(found, {"behind another mark": 1, "before another mark": 0, "complete sentences": 0})
    holds(found, {"in quotation marks": 1, "announced": 1, "quoted or announced at one place": 1})
    holds(found, {"in one block": 0, "blocks between": 1, "headings between": 0, "marked headings": 0})
    holds(found, {"contexts before are alike": -1, "contexts behind are alike": -1})
    holds(found, {"different contexts before": 1, "different contexts behind": 1})
    holds(found, {"least share of its block": 4 / 7, "greatest share of its block": 4 / 6})
    holds(
        found, {"the text repeats itself": 0.4, "said elsewhere in the text": 0, "letters of the text": math.log2(13)}
    )
    holds(found, {"first place in the text": 2 / 13, "last place in the text": 9 / 13, "digits": 0})
    holds(found, {"letters before its first full stop": 40, "letters behind its last full stop": 40})
    holds(found, {"in a numbered block": 0, "in an article": 0, "begins with a number": 0, "verse": 0})


@pytest.mark.parametrize("more", ["", "船", "船来"])
def test_letters_beyond_the_edge_of_a_block_that_are_alike_by_chance_are_not_looked_at(more):
    """The next paragraph begins as the sentence goes on in which the passage stands again."""
    text = f"河水涨到桥面。春天来了花就开了。\n\n{more}后来天晴。\n\n大家都看见春天来了花就开了{more}靠在岸边。"
    begins = (6, 6 + 8 + len(more) + 4 + 5)
    group = Group(tuple((begin, begin + 8 + len(more)) for begin in begins), 2)
    (row,) = features(Texts((parse(text),)), [group]).tolist()
    holds(dict(zip(NAMES, row, strict=True)), {"letters": 3, "blocks": 1, "ends a block": 0.5, "begins a block": 0})


def test_a_passage_of_an_article_and_of_an_item_below_another_heading():
    """28 letters in all; the passage has ten, seven of them before its full stop."""
    text = "# 题\n\n第一条 春天来了，花开了。燕子飞。\n\n## 二\n\n1. 春天来了，花开了。燕子飞回\n\n雨。"
    found = known(text, "春天来了，花开了。燕子飞")
    holds(found, {"letters": math.log2(10), "letters a block": 10, "sentences": 1, "ends a sentence at its end": 1})
    holds(found, {"letters before its first full stop": 7, "letters behind its last full stop": 3})
    holds(found, {"ends a block": 0.5, "before a full stop": 0.5, "different contexts behind": 2})
    holds(
        found, {"blocks between": math.log2(3), "headings between": 1, "in a numbered block": 1, "in an article": 0.5}
    )
    holds(found, {"least share of its block": 10 / 13, "greatest share of its block": 10 / 12})
    holds(
        found, {"first place in the text": 4 / 28, "last place in the text": 16 / 28, "the text repeats itself": 0.56}
    )
    holds(found, {"in quotation marks": 0, "quoted or announced at one place": 0, "in one block": 0})


def test_complete_blocks_one_below_the_other():
    found = known("# 题\n\n春天2来。\n\n春天2来。\n\n完。", "春天2来")
    holds(found, {"begins a block": 1, "ends a block": 1, "complete blocks": 1, "complete sentences": 1})
    holds(found, {"least share of its block": 1, "blocks between": 1, "digits": 0.25, "behind a full stop": 1})


def test_how_a_passage_goes_on_from_what_is_before_it():
    condition = known("擅自建造房屋的，责令改正。\n\n擅自改建房屋的，责令改正。", "的，责令改正")
    holds(condition, {"completes a condition": 1, "begins with words from inside a sentence": 0})
    predicate = known("甲应当依法公开。\n\n乙应当依法公开。", "应当依法公开")
    holds(predicate, {"completes a condition": 0, "begins with words from inside a sentence": 1})


def test_twice_in_one_block():
    holds(known("春天来了，又是春天来了。", "春天来了"), {"in one block": 1, "blocks between": 0, "complete blocks": 0})


def test_brackets_that_a_passage_opens_or_closes_alone():
    holds(known("甲“春天”来。\n\n甲“春天”去。", "甲“春天"), {"a bracket is left open": 1})
    found = known("甲“春天”来。\n\n乙“春天”来。", "春天”来")
    holds(found, {"a bracket is left open": -1, "a bracket is closed that it does not open": 1})


def test_of_many_places_some_are_looked_at():
    text = "\n\n".join(f"{chr(0x4E00 + n)}春天来了。" for n in range(LOOKED_AT + 4))
    holds(known(text, "春天来了"), {"places": LOOKED_AT})


@pytest.mark.parametrize(("odds", "chance"), [(0, 0.5), (math.log(3), 0.75), (-math.log(9), 0.1)])
def test_odds_are_a_probability(odds, chance):
    assert probability(odds) == pytest.approx(chance)
