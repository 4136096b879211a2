import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Tokeniser, concept_matches, parse
from analysis.concepts.matching import Match, apart

WORDS = Tokeniser(engine="given")
TEXTS = st.lists(st.sampled_from("子丑寅，。"), max_size=12).map(" ".join)


def found(text, rule, tokeniser=WORDS):
    """What matches a rule, by hand: its texts."""
    return concept_matches(parse(text), {"甲": rule}, tokeniser)["text"].tolist()


def spans(text, rule):
    table = concept_matches(parse(text), {"甲": rule}, WORDS)
    return [*zip(table["start"], table["end"], strict=True)]


def test_a_term_is_found_where_it_does_not_cut_through_words():
    text = "个人权利和人权，市政协，养老服务体系。"
    assert Tokeniser().cut(text)[:3] == ["个人", "权利", "和"]
    assert Tokeniser().cut(text)[-3:] == ["养老", "服务体系", "。"]
    assert found(text, ["人权", "政协", "养老服务"], Tokeniser()) == ["人权", "政协", "养老服务"]
    assert found(text, "*政协", Tokeniser()) == ["市政协"]
    assert found(text, {"pattern": "人权"}, Tokeniser()) == ["人权", "人权"]


def test_inside_a_word_it_cuts_no_inner_word_either():
    text = "全国人民代表大会。发展中国家集中学习改革开放。"
    assert found(text, ["国人", "民代", "中国", "中学", "革开"], Tokeniser()) == []
    assert found(text, ["人民", "国家", "学习", "开放"], Tokeniser()) == ["人民", "国家", "学习", "开放"]
    assert found("環境污染，人民政府", ["环境", "政府"], Tokeniser()) == ["環境", "政府"]


def test_full_width_marks_in_a_term_and_letters_in_a_pattern_are_found():
    text = "这是真的吗？真的吗！真的吗对。第１条ＡＰＰ"
    assert found(text, "真的吗？", Tokeniser()) == ["真的吗？"]
    assert found(text, {"pattern": "第１条ＡＰ"}, Tokeniser()) == ["第１条ＡＰ"]
    assert found("洪水", {"pattern": "[沤-灃]"}, Tokeniser()) == ["洪"]


def test_of_a_word_that_it_cuts_a_term_has_two_characters_at_least():
    assert found("甲乙 丙丁戊", "甲乙丙丁") == ["甲乙 丙丁"]
    assert found("甲乙 丙丁戊", "乙丙丁戊") == []
    assert found("甲乙 丙丁戊", "甲乙丙") == []
    assert found("甲乙", "甲") == []
    assert found("甲乙 甲", "甲") == ["甲"]


def test_no_term_is_inside_latin_letters_or_numbers():
    assert found("APPLE app APP用户", "app") == ["app", "APP"]
    assert found("2021 202", "202") == ["202"]
    assert found("open source opensource", ["open source"]) == ["open source"]


def test_a_term_is_found_over_the_end_of_a_line_inside_a_word():
    text = "大家都说要治理环境污\n染，推动发展。"
    assert found(text, "污染", Tokeniser()) == ["污\n染"]


def test_of_matches_that_overlap_the_longest_counts_then_the_first():
    assert found("经济 增长 经济", ["经济", "经济增长"]) == ["经济 增长", "经济"]
    assert found("人 人 人", "人人") == ["人 人"]
    assert apart([Match(0, 2, ""), Match(1, 3, ""), Match(3, 4, "")]) == [Match(0, 2, ""), Match(3, 4, "")]


def test_near_counts_words_and_neither_punctuation_nor_the_order():
    text = "改革 ， 要 开放"
    assert found(text, {"near": ["改革", "开放"], "within": 2}) == [text]
    assert found(text, {"near": ["开放", "改革"], "within": 2}) == [text]
    assert found(text, {"near": ["改革", "开放"], "within": 1}) == []


def test_near_ends_with_the_paragraph_and_all_with_the_sentence():
    text = "改革 。 开放 。\n\n开放 。"
    assert found(text, {"near": ["改革", "开放"], "within": 5}) == ["改革 。 开放"]
    assert found("改革 。\n\n开放 。", {"near": ["改革", "开放"], "within": 5}) == []
    assert found(text, {"all": ["改革", "开放"]}) == []
    assert found(text, {"all": ["改革", "开放"], "within": "paragraph"}) == ["改革 。 开放"]
    assert found("改革 。\n\n开放 。", {"all": ["改革", "开放"], "within": "document"}) == ["改革 。\n\n开放"]
    assert found("改革 开放 。", {"near": ["改革", "开放"], "within": "sentence"}) == ["改革 开放"]


def test_as_many_are_found_as_can_be_without_overlapping():
    assert found("子 丑 子 丑 子", {"all": ["子", "丑"]}) == ["子 丑", "子 丑"]
    assert found("子 子 丑", {"all": ["子", "丑"]}) == ["子 丑"]
    assert found("子 子 子", {"near": ["子", "子"], "within": 1}) == ["子 子"]


def test_what_is_near_itself_is_there_twice():
    assert found("子 丑", {"near": ["子", "子"], "within": 5}) == []
    assert found("经济 增长 就业", {"all": ["经济", "经济增长", "就业"]}) == []
    assert found("经济 和 经济 增长 就业", {"all": ["经济", "经济增长", "就业"]}) == ["经济 和 经济 增长 就业"]


@pytest.mark.parametrize(
    ("rule", "wider"),
    [
        (["养老", "服务"], [["养老", "养老服务"], "服务"]),
        (["甲乙", "丁"], [["甲乙", "甲乙丙丁"], "丁"]),
        (["中国", "共产党"], [["中国", "中国共产党"], "共产党"]),
    ],
)
def test_a_further_alternative_takes_no_match_away(rule, wider):
    text = "养老 服务 很 好 。 甲乙 丙 丁 。 中国 共产党 领导 中国"
    for within in ({"all": rule}, {"all": wider}):
        assert len(found(text, within)) >= 1
    assert len(found(text, {"near": wider, "within": 3})) >= len(found(text, {"near": rule, "within": 3}))


@given(TEXTS, st.integers(1, 4), st.sampled_from(["子", "子丑", "丑寅", "寅子"]))
def test_a_further_alternative_lowers_no_count(text, reach, more):
    for rule in ({"near": ["子", "丑"], "within": reach}, {"all": ["子", "丑"]}):
        name = next(iter(rule))
        wider = rule | {name: [{"any": ["子", more]}, "丑"]}
        assert len(found(text, wider)) >= len(found(text, rule))
        outer = [{name: [each, "寅"], "within": "paragraph"} for each in (rule, wider)]
        outer = [{"all": each[name], "within": "paragraph"} for each in outer]
        assert len(found(text, outer[1])) >= len(found(text, outer[0]))


def test_of_places_that_overlap_the_one_in_reach_counts():
    """乙 begins last, but 甲乙丙 alone ends near enough."""
    assert found("甲 乙 丙 丁", {"near": [{"any": ["乙", "甲乙丙"]}, "丁"], "within": 1}) == ["甲 乙 丙 丁"]


def test_not_takes_away_what_it_overlaps_or_what_it_is_near():
    assert found("养老 养老 金", {"any": ["养老"], "not": ["养老金"]}) == ["养老"]
    assert found("减负 不 。 减负", {"any": ["减负"], "not": ["不"], "within": "sentence"}) == ["减负"]
    text = "不 子 子 子"
    assert spans(text, {"any": ["子"], "not": ["不"], "within": 1}) == [(4, 5), (6, 7)]
    assert spans(text, {"any": ["子"], "not": ["不"], "within": 2}) == [(6, 7)]
    assert found("不\n\n子", {"any": ["子"], "not": ["不"], "within": 1}) == ["子"]
    assert found("子\n\n不", {"any": ["子"], "not": ["不"], "within": "document"}) == []


def test_not_reaches_as_far_as_all_and_near_do():
    assert found("改革 开放 。 改革 开放 城市 。", {"all": ["改革", "开放"], "not": ["城市"]}) == ["改革 开放"]


def test_rules_go_into_one_another():
    rule = {"near": [{"any": ["子", {"all": ["丑", "寅"]}]}, {"any": ["卯"], "not": ["卯辰"]}], "within": 1}
    assert found("丑 午 寅 卯 。 子 卯 辰", rule) == ["丑 午 寅 卯"]


def test_the_rule_that_matched_is_named_and_two_concepts_are_found_each_for_itself():
    concepts = {"经济": ["经济", "经济 增长"], "增长": {"group": {"快": [{"near": ["增长", "快"], "within": 3}]}}}
    table = concept_matches(parse("经济 增长 快"), concepts, WORDS)
    assert table.drop(columns="block").to_numpy().tolist() == [
        ["", "经济", "经济 增长", 1, 0, 5, "经济 增长"],
        ["增长", "快", "near(增长, 快; within 3)", 1, 3, 7, "增长 快"],
    ]


@pytest.mark.parametrize("concept", ["养老服务", "養老服務", {"pattern": "养.服务"}, {"pattern": "養.服務"}])
def test_a_concept_in_either_script_is_found_in_both(concept):
    assert found("完善養老服務，機關學習。", concept, Tokeniser()) == ["養老服務"]
    assert found("完善养老服务，机关学习。", concept, Tokeniser()) == ["养老服务"]


def test_as_the_text_is_written_a_simplified_concept_is_not_found_in_traditional_text():
    plain = Tokeniser(simplify=False, words=["養老"])
    assert found("完善養老服務", "养老", plain) == []
    assert found("完善養老服務", "養老", plain) == ["養老"]


def test_a_word_of_ones_own_is_found_as_the_text_is_cut_with_it():
    text = "南京市长江大桥"
    assert found(text, "南京市长", Tokeniser()) == []
    assert found(text, "南京市长", Tokeniser(words=["南京市长"])) == ["南京市长"]


@pytest.mark.parametrize("text", ["", "\n\n", "no Han letters here, 123", "。！？", "\ud83d\ude00", "\u3000"])
def test_texts_without_words_hold_no_concept(text):
    rules = [
        "养老",
        {"near": ["子", "丑"], "within": 3},
        {"any": ["子"], "not": ["*"], "within": 2},
        {"pattern": "子."},
    ]
    assert found(text.encode("utf-16", "surrogatepass").decode("utf-16"), rules, Tokeniser()) == []


def brute(text, words, reach):
    """The most spans that hold one of each of the words, within so many words, none overlapping: all are tried."""
    places, number = [], 0
    for at, token in enumerate(text.split()):
        if token not in "，。":
            places.append((at, number, token))
            number += 1
    pairs = [
        (min(one[0], other[0]), max(one[0], other[0]))
        for one, other in itertools.permutations(places, 2)
        if (one[2], other[2]) == tuple(words) and abs(one[1] - other[1]) <= reach
    ]
    pairs.sort(key=lambda pair: pair[1])
    count, end = 0, -1
    for start, stop in pairs:
        if start > end:
            count, end = count + 1, stop
    return count


@given(TEXTS, st.integers(1, 4), st.sampled_from(["子丑", "子子", "丑寅"]))
def test_near_is_symmetric_and_finds_as_many_as_there_are(text, reach, words):
    one, other = words
    there = spans(text, {"near": [one, other], "within": reach})
    assert there == spans(text, {"near": [other, one], "within": reach})
    assert len(there) == brute(text, words, reach)


@given(TEXTS, st.sampled_from(["sentence", "paragraph", "document"]))
def test_all_of_three_does_not_depend_on_their_order(text, within):
    results = {tuple(spans(text, {"all": [*words], "within": within})) for words in itertools.permutations("子丑寅")}
    assert len(results) == 1


@given(TEXTS, st.sampled_from([None, 1, 3, "sentence"]))
def test_any_and_not_behave_as_sets(text, within):
    reach = {} if within is None else {"within": within}
    one, both = spans(text, "子"), spans(text, ["子", "丑"])
    assert sorted({*one, *spans(text, "丑")}) == both
    assert spans(text, {"any": ["子"], "not": ["子"], **reach}) == []
    left = spans(text, {"any": ["子"], "not": ["丑"], **reach})
    assert {*left} <= {*one}
    assert left == spans(text, {"any": [{"any": ["子"], "not": ["丑"], **reach}], "not": ["丑"], **reach})
    if within is None:
        assert left == one
    if within == "sentence":
        together = spans(text, {"all": ["子", "丑"]})
        assert bool(together) == (len(left) < len(one))


@given(st.text(st.sampled_from("改革开放养老金服务 ，。\n"), max_size=40))
def test_places_hold_what_the_table_says(text):
    document = parse(text)
    rules = {"甲": ["改革", "养老", {"pattern": "开.{0,3}放"}], "乙": {"all": ["改革", "养老"], "not": ["养老金"]}}
    table = concept_matches(document, rules)
    assert [document.text[row.start : row.end] for row in table.itertuples()] == table["text"].tolist()
    for _concept, rows in table.groupby("concept"):
        assert (rows["start"].to_numpy()[1:] >= rows["end"].to_numpy()[:-1]).all()
    for row in table.itertuples():
        block = document.blocks[row.block]
        assert block.start <= row.start < row.end <= block.end


def test_what_is_no_document_or_dictionary_is_refused():
    with pytest.raises(TypeError, match="document must be of the type Document"):
        concept_matches("page.txt", {"甲": ["子"]})
    with pytest.raises(TypeError, match="concepts must be of the type Concepts, not str; call"):
        concept_matches(parse("子"), "concepts.yaml")
