"""What differs between two passages, and whether it carries meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.duplicates import differences as module
from analysis.duplicates.aligned import DIRECT, passage
from analysis.duplicates.differences import bears_meaning, differences, letters_that_differ, summary, untyped, verdicts

RULE = "经办机构应当在三十日内审查完毕，并由河南省人民政府主管部门李明科长答复申请人，同比下降3.5%，逾期视为同意。"


def typed(old, new, text=RULE):
    """Return types and readings of the differences that a replacement makes."""
    assert old in text
    return [(one.type, one.old, one.new) for one in differences(text, text.replace(old, new))]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("，", ",", "width"),
        ("审查", "审 查", "space"),
        ("，并", "；并", "punctuation"),
        ("经办机构应当", "經辦機構應當", "variant"),
        ("同意", "同章", "misread"),
        ("人民政府", "人民攻府", "misread"),
        ("申请人", "申人", "lost"),
    ],
)
def test_what_a_machine_makes_is_no_meaning(old, new, kind):
    found = differences(RULE, RULE.replace(old, new))
    assert {one.type for one in found} == {kind}
    assert not bears_meaning(found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("三十日", "二十日", ("number", "三十", "二十")),
        ("三十日", "十日", ("number", "三十", "十")),
        ("3.5%", "35%", ("number", ".", "")),
        ("3.5%", "3.5", ("number", "%，", "，")),
        ("应当", "不应当", ("negation", "", "不")),
        ("河南省", "湖南省", ("name", "河", "湖")),
        ("李明", "李鸣", ("name", "明", "鸣")),
        ("审查", "处理", ("word", "审查", "处理")),
        ("审查", "检查", ("word", "审", "检")),
        ("，并由河南省人民政府主管部门", "，并由", ("clause", "河南省人民政府主管部门", "")),
    ],
)
def test_what_carries_meaning_is_named_with_both_readings(old, new, said):
    assert typed(old, new) == [said]
    assert bears_meaning(differences(RULE, RULE.replace(old, new)))


def test_dates_and_ordinals_are_told_from_numbers():
    amended = "2001年5月24日第二次修正"
    assert typed("2001年5", "2016年3", amended) == [("date", "2001", "2016"), ("date", "5", "3")]
    assert typed("第二次", "第三次", amended) == [("ordinal", "二", "三")]


def test_a_character_twice_is_doubled_unless_it_makes_a_word():
    assert typed("环境", "环环境", "保护自然环境。") == [("doubled", "", "环")]
    assert typed("人人有责", "人有责", "保护环境人人有责。") != [("doubled", "人", "")]
    assert [one.type for one in differences("科长", "科科长")] == ["doubled"]
    assert [one.type for one in differences("毛雨", "毛毛雨")] != ["doubled"]


def test_signs_in_a_form_carry_meaning():
    assert bears_meaning(differences("■同意□反对", "□同意■反对"))


def test_a_misread_negation_is_misread_not_a_negation():
    assert typed("未经", "末经", "任何人未经批准不得占用。") == [("misread", "未", "末")]


def test_a_mark_before_an_added_word_belongs_to_the_text():
    assert typed("，应当", ",不应当", "修正，应当公开。") == [("width", "，", ","), ("negation", "", "不")]


@given(st.text("甲乙丙丁不三十，。 ,", max_size=30), st.text("甲乙丙丁不三十，。 ,", max_size=30))
def test_the_readings_are_what_stands_there_and_nothing_else_differs(one, other):
    found = differences(one, other)
    assert bool(found) == (one != other)
    left, right = [*one], [*other]
    for each in found:
        assert each.old == one[each.start : each.end]
        assert each.new == other[each.other_start : each.other_end]
        left[each.start : each.end] = [""] * len(each.old)
        right[each.other_start : each.other_end] = [""] * len(each.new)
    assert [*filter(str.isalnum, left)] == [*filter(str.isalnum, right)]


def test_long_passages_are_aligned_piece_by_piece():
    text = "".join(f"第{n}号申请人交来材料{n * 7}份。" for n in range(DIRECT // 4))
    other = text.replace("第900号申请人", "第900号申请人不")
    assert [(one.type, one.new) for one in differences(text, other)] == [("negation", "不")]
    assert bears_meaning(differences(text, "甲乙丙丁" * DIRECT))


def test_a_summary_names_what_carries_meaning_first():
    found = differences(RULE, RULE.replace("，", ",").replace("三十", "二十"))
    assert summary(found, 1) == "number: 三十 / 二十; 3 more of type width"


def judged(one, *others):
    """Return the verdict on each of some passages beside one."""
    first = passage(one)
    return [tuple(verdict) for verdict in verdicts([(first, passage(other)) for other in others])]


CHANGED = [
    ("，", ","),
    ("经办机构应当", "經辦機構應當"),
    ("同意", "同章"),
    ("人民政府", "人民攻府"),
    ("申请人", "申人"),
    ("三十日", "二十日"),
    ("3.5%", "35%"),
    ("应当", "不应当"),
    ("河南省", "湖南省"),
    ("审查", "处理"),
    ("，并由河南省人民政府主管部门", "，并由"),
]


@given(st.lists(st.sets(st.sampled_from(range(len(CHANGED))), max_size=3), min_size=1, max_size=4))
def test_a_verdict_is_what_the_differences_say(several):
    texts = []
    for chosen in several:
        text = RULE
        for number in chosen:
            text = text.replace(*CHANGED[number])
        texts.append(text)
    assert [is_version for is_version, _ in judged(RULE, *texts)] == [
        bears_meaning(differences(RULE, text)) for text in texts
    ]


def test_the_model_is_not_asked_where_a_number_differs(monkeypatch):
    def asked(changes):
        assert not changes
        return []

    monkeypatch.setattr(module, "odds", asked)
    other = RULE.replace("三十", "二十").replace("同意", "同章")
    assert judged(RULE, other) == [(True, "number: 三十 / 二十; 意 / 章")]


def test_a_verdict_says_what_differs():
    many = RULE.replace("三十", "二十").replace("审查", "处理").replace("答复", "告知").replace("河南", "湖南")
    assert judged(RULE, RULE.replace("同意", "同章"), RULE.replace("■", ""), many) == [
        (False, "misread: 意 / 章"),
        (False, ""),
        (True, "number: 三十 / 二十; 审查 / 处理; 河 / 湖; 1 more"),
    ]
    assert judged("同比下降3.5%。", "同比下降35%。") == [(True, "number: . / nothing")]
    assert verdicts([]) == []


def test_differences_without_their_types_are_in_the_same_places():
    other = RULE.replace("，", ",").replace("三十", "二十").replace("同意", "同章").replace("3.5%", "35%")
    typed_ones = differences(RULE, other)
    assert [one[1:] for one in untyped(RULE, other)] == [one[1:] for one in typed_ones]
    assert {one.type for one in typed_ones} == {"width", "number", "misread"}
    assert {one.type for one in untyped(RULE, other)} == {"", "width", "number"}
    assert letters_that_differ(RULE, other) == "三十 / 二十; 意 / 章"


def test_what_differs_letter_by_letter_in_a_row_is_one_difference_and_what_lies_apart_is_not():
    found = differences("春，天經辦公開的", "春；天经办公开的")
    assert [(one.type, one.old, one.new, one.start, one.end, one.other_start, one.other_end) for one in found] == [
        ("punctuation", "，", "；", 1, 2, 1, 2),
        ("variant", "經辦", "经办", 3, 5, 3, 5),
        ("variant", "開", "开", 6, 7, 6, 7),
    ]


def test_a_difference_that_is_there_again_is_named_once():
    found = differences(
        "甲方三十日内，乙方三十日内，丙方三十日内公开。", "甲方六十日内，乙方六十日内，丙方六十日内公幵。"
    )
    assert summary(found) == "number: 三十 / 六十 (3 times); misread: 开 / 幵"
    one, other = map(
        passage, ("甲方三十日内，乙方三十日内，丙方三十日内公开。", "甲方六十日内，乙方六十日内，丙方六十日内答复。")
    )
    (verdict,) = verdicts([(one, other)])
    assert verdict.evidence == "number: 三十 / 六十 (3 times); 公开 / 答复"
