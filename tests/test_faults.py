import pytest
from hypothesis import given
from test_document import ANY_TEXT

from analysis import faults, parse


def spans(table, kind):
    return table.loc[table["kind"] == kind, ["start", "end"]].values.tolist()


def kinds(text):
    return faults(parse(text))["kind"].tolist()


def test_the_seed_as_it_is_known_to_be(seed):
    found = faults(seed)
    assert [start for start, _ in spans(found, "broken paragraph")] == [807, 1398, 1644, 2461, 3268, 3471, 4736, 5909]
    assert [end for _, end in spans(found, "truncated paragraph")] == [1133, 2781, 4143, 5313]
    assert spans(found, "lost heading") == [[4145, 4158]]
    assert spans(found, "caption") == [[400, 431], [435, 448], [452, 475]]
    assert spans(found, "byline") == [[385, 396]]
    assert spans(found, "orphan start") == []
    assert spans(found, "unbalanced pair") == []
    assert spans(found, "space inside a word") == []


def test_each_finding_of_the_seed_says_what_it_saw(seed):
    said = faults(seed).set_index("start")["evidence"]
    assert said[1398] == "no closing mark; 市政协 is a word across the gap"
    assert said[1644] == "no closing mark; 《 is closed in the next block"
    assert said[2461] == "no closing mark; “ is closed in the next block"
    assert said[4145] == "the heading on line 119 has the same letters"


def test_a_lost_heading_is_not_joined_to_the_paragraph_before_it():
    text = "一段没有写完的话，说到这里\n\n牢记使命\n\n第一段。\n\n## 牢记使命\n\n第一段。\n"
    assert kinds(text) == ["truncated paragraph", "lost heading"]


def test_a_heading_is_known_by_the_numbering_of_the_others():
    text = "# 法\n\n## 第一章 总则\n\n第一条 甲。\n\n第二章 分则\n\n第二条 乙。\n\n## 第三章 附则\n\n第三条 丙。"
    found = faults(parse(text))
    assert found[["kind", "start"]].values.tolist() == [["lost heading", text.index("第二章")]]
    assert found["edits"].iloc[0] == ((text.index("第二章"), text.index("第二章"), "## "),)


def test_articles_items_speeches_and_verse_are_no_faults():
    assert kinds("第一条 甲方应当履行下列义务：\n\n（一）按时交货；\n\n（二）保证质量。\n\n第二条 乙方付款。") == []
    assert kinds("“我先说一段，还没有说完。\n\n“这是第二段，现在说完了。”\n\n他走了。") == []
    assert kinds("关关雎鸠，在河之洲，\n\n窈窕淑女，君子好逑。") == []
    assert kinds("委员长，\n\n副委员长若干人，\n\n秘书长。") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("大家都同意这个方案，并且\n\n，决定明天动工，不再等待。", "broken paragraph"),
        ("前面说完了。\n\n，这一段没有开头。", "orphan start"),
        ("他说：“我来。\n\n于是就来了。", "unbalanced pair"),
        ("他说,我来。", "half-width punctuation"),
        ("各级政 协委员都来了。", "space inside a word"),
        ("环环境境保保护护，人人有责。", "doubled characters"),
        ("会议昨天闭幕。本报记者 张三", "byline"),
        ("工地一角。\n\n图为施工现场 李四摄\n\n工程顺利。", "caption"),
    ],
)
def test_each_kind_in_small(text, kind):
    assert kinds(text) == [kind]


def test_kinds_can_be_chosen():
    text = "他说,我来。\n\n各级政 协委员都来了。"
    assert faults(parse(text), kinds=["space inside a word"])["kind"].tolist() == ["space inside a word"]
    with pytest.raises(ValueError, match="kinds: 'typo'; choose from broken paragraph"):
        faults(parse(text), kinds=["typo"])


@given(ANY_TEXT)
def test_findings_lie_in_the_text_in_order_and_are_as_sure_as_they_say(text):
    found = faults(parse(text))
    assert found["start"].is_monotonic_increasing
    for row in found.itertuples():
        assert 0 <= row.start <= row.end <= len(text)
        assert 0 <= row.confidence <= 1
        assert all(0 <= start <= end <= len(text) for start, end, _ in row.edits)
