import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.breaks.around import AROUND
from analysis.breaks.ends import CERTAIN, evidence, line_ends
from analysis.breaks.features import NAMES, features
from analysis.breaks.lines import lines_of
from analysis.breaks.model import FILE, contributions, probabilities, read, trees
from analysis.breaks.seam_words import word_between
from analysis.models.trees import scores
from analysis.text_index.newlines import line_spans

WRAPPED = (
    "　　天亮的时候，有人来敲门，他起身去开门，门外站着一个陌生人，手里提着\n"
    "一只旧皮箱，帽子压得很低，看不清脸，只听见他说，请问这里是不是姓张的人\n"
    "家，我从很远的地方来，想打听一个人的下落。\n"
    "　　他愣了一下，说，你找谁。\n"
)


def seen(text, end=0):
    return dict(zip(NAMES, features(text, lines_of(text, line_spans(text)))[end].tolist(), strict=True))


def test_lines_are_those_that_hold_something_with_what_is_left_free_before_them():
    lines = lines_of("\n甲\n\n \n　　乙\f\n丙", line_spans("\n甲\n\n \n　　乙\f\n丙"))
    assert lines.start.tolist() == [1, 8, 11]
    assert lines.end.tolist() == [2, 9, 12]
    assert lines.gap.tolist() == [1, 2, 0]
    assert lines.indent.tolist() == [0, 2, 0]


def test_widths_count_a_han_character_as_one_and_a_latin_letter_as_half():
    end = seen("政协ab\n一二三四\n一二三四\n一二三四")
    assert end["full"] == 3
    assert end["usual_width"] == 4
    assert end["full_beside_usual"] == -1
    assert end["next_beside_usual"] == 0


def test_a_line_end_of_which_nothing_is_seen_has_no_evidence_of_its_own():
    text = "\u3000---\n\u3000---\n-"  # the second line stands there again at once; found by make fuzz
    assert evidence(text, line_ends(text), [0]) == ["it reads on"]


def test_marks_and_words_at_a_line_end():
    end = seen("他说（会议由市政\n协主席）主持。\n完")
    assert (end["left_open"], end["next_closes"]) == (1, 1)
    assert end["word_across"] == 3
    assert (end["stops"], end["next_stops"], end["next_closed"]) == (0, 1, 1)


def test_a_line_end_is_compared_with_lines_around_it_only():
    text = "\n".join(["一" * 40, *["一二三"] * (2 * AROUND)])
    assert seen(text, 0)["widest_beside_usual"] == 37
    assert seen(text, AROUND + 1)["widest_beside_usual"] == 0


def test_a_wrapped_paragraph_goes_on_and_an_indent_begins_another():
    assert (line_ends(WRAPPED).likely > 0.9).tolist() == [True, True, False]


def test_a_heading_with_commas_does_not_go_on():
    text = "（一）聚焦创新驱动，加紧培育壮大新动能\n\n以科技创新引领产业创新，布局一批新的项目，推动产业升级。"
    assert line_ends(text).likely[0] < 0.5


def test_lines_of_verse_and_rows_of_a_table_do_not_go_on():
    for text in (
        "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "货币资金 88,738\n应收账款 53,182\n存货 79,590",
    ):
        assert (line_ends(text).likely < 0.5).all()


def test_the_evidence_names_what_can_be_checked():
    ends = line_ends(WRAPPED)
    assert "人家 is a word across the line end" in evidence(WRAPPED, ends, [1])[0]


def test_a_word_is_told_only_where_it_lies_across_the_seam():
    assert word_between("会议由市政", "协主席", likely=False) == "市政协"
    assert word_between("会议。", "主席", likely=False) == ""


def test_contributions_add_up_to_the_odds():
    rows = line_ends(WRAPPED).rows
    first = trees().base[0] + float(trees().value[trees().roots].sum())
    odds = first + contributions(rows).sum(axis=1)
    assert probabilities(rows) == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-6)


def test_a_model_of_other_features_is_refused():
    data = json.loads(FILE.read_text("utf-8"))
    with pytest.raises(ValueError, match="fitted to other features; run `make fit`"):
        read(data | {"features": ["width"]})


@given(st.text(alphabet="一，。 \n\r\f　a1（）“”\u0301𠀀", max_size=60))
def test_whatever_a_text_holds_each_line_end_gets_a_probability(text):
    ends = line_ends(text)
    assert len(ends.likely) == max(len(ends.lines) - 1, 0)
    assert ((ends.likely >= 0) & (ends.likely <= 1)).all()
    assert np.isfinite(ends.rows).all()
    for start, end in zip(ends.lines.start.tolist(), ends.lines.end.tolist(), strict=True):
        assert text[start:end] == text[start:end].strip() != ""


def test_what_stands_there_again_at_once_does_not_go_on():
    line = "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑才肯回家去"
    again = "\n".join(
        [line] * 5 + ["冬天的早上，池塘结了厚厚的一层冰，院子里谁也没有起来，只有一只花猫在墙头上慢慢地走过去了。"]
    )
    assert not line_ends(again).likely.any()


def test_the_curve_makes_the_logarithm_of_the_odds_of_the_scores():
    data, rows = json.loads(FILE.read_text("utf-8")), line_ends(WRAPPED).rows
    plain, bent = (scores(rows, read(data | {"curve": curve}))[:, 0] for curve in ([1, 0], [2, -1]))
    assert bent == pytest.approx(2 * plain - 1)
    assert data["curve"][0] > 0  # what is likelier by its score is likelier


@pytest.mark.parametrize(
    "heading", ["第二章 正文", "第三节 渠道与竞争", "（二）风险提示", "三、投资建议", "2.1 公司的渠道", "第二章"]
)
def test_a_numbered_heading_above_lines_without_indents_does_not_go_on(heading):
    text = (
        "要点：基于消费复苏的趋势仍然较弱、竞争加剧的判断，我们下调盈利预测，\n"
        "预计明后两年净利润分别为二十四亿元和二十七亿元，下调目标价至六元五角，\n"
        "维持“优于大市”的评级，请投资者注意风险。\n"
        f"{heading}\n"
        "展望未来，公司的渠道仍有增长潜力，但竞争也在加剧，公司需要加大投入，\n"
        "更新设备，培训店员，并把门店开到县城里去。\n"
    )
    assert (line_ends(text).likely >= CERTAIN).tolist() == [True, True, False, False, True]


def test_a_title_set_in_several_lines_does_not_go_on():
    text = "最高人民法院\n关于审理民间借贷案件适用法律若干问题的规定\n（2015年6月23日）\n\n为正确审理，制定本规定。"
    assert (line_ends(text).likely < 0.5).all()


def test_figures_references_and_latin_titles_go_on():
    minus = "第三季度净利润同比-\n64.9%至2.7亿元，降幅较大。\n"
    reference = (
        "参考文献\n[1] 张三, 李四. 文本分析方法研究[J]. 图书情报, 2019, 12(3): 15-20.\n"
        "[2] Smith J, Brown K. Text mining in Chinese[J]. Journal of Text,\n2018, 5(2): 100-110.\n"
        "[3] 赵六. 中文分词研究[D]. 某某大学, 2020\n"
    )
    latin = "本文参考了 Text Mining in Chinese: A Review,\nIEEE Transactions on Knowledge，并作了补充。\n"
    assert (line_ends(minus).likely >= CERTAIN).tolist() == [True]
    assert (line_ends(reference).likely >= CERTAIN).tolist() == [False, False, True, False]
    assert (line_ends(latin).likely >= CERTAIN).tolist() == [True]


def test_numbers_that_open_lines_are_of_several_kinds():
    text = "第二章 正文\n（一）甲乙\n2.7亿元\n1. 丙\n丁戊己"
    ends = [seen(text, end) for end in range(4)]
    assert len({end["numbering"] for end in ends}) == 4
    assert [end["behind_number"] for end in ends] == [3, 2, 3, 2]
    assert ends[3]["next_numbering"] == 0


def test_lines_further_off_are_seen_too():
    text = "一二三四\n一二三四\n　一二三\n一二。\n一二三四"
    assert [seen(text, end)["since_closed"] for end in range(4)] == [1, 2, 3, 0]
    assert [seen(text, end)["until_closed"] for end in range(4)] == [2, 1, 0, 1]
    assert [seen(text, end)["as_wide_before"] for end in range(4)] == [0, 1, 2, 3]
    assert [seen(text, end)["second_indent"] for end in range(4)] == [1, 0, 0, 0]
    assert [seen(text, end)["previous_indent"] for end in range(4)] == [0, 0, 0, 1]


def test_items_of_a_list_are_seen_to_be_alike():
    text = "会议听取：\n王伟关于农业的汇报\n李志关于工业的汇报\n关于教育\n关于卫生。\n散会"
    ends = [seen(text, end) for end in range(5)]
    assert [end["begins_alike"] for end in ends] == [0, 0, 0, 2, 0]
    assert [end["ends_alike"] for end in ends] == [0, 4, 0, 0, 0]
    assert [end["pairs_alike"] for end in ends] == pytest.approx([0, 4 / 8, 1 / 3, 1 / 3, 0])  # 关于 业的 的汇 汇报
    assert [end["since_colon"] for end in ends] == [1, 2, 3, 4, 0]
    assert ends[0]["share_ending_in_mark"] == pytest.approx(2 / 6)


def test_pairs_of_long_lines_are_not_compared():
    text = f"{'甲乙丙丁' * 20}\n{'甲乙丙丁' * 20}末"
    assert seen(text, 0)["pairs_alike"] == 0
    assert seen(text, 0)["begins_alike"] == 4


def test_words_beside_an_end_are_seen_where_none_is_across():
    text = "致使研究开\n当事人应当通知市政\n协主席。\n会议"
    assert [seen(text, end)["word_before"] for end in range(3)] == [1, 0, 0]  # 开
    assert [seen(text, end)["word_behind"] for end in range(3)] == [3, 0, 0]  # 当事人
    assert [seen(text, end)["word_across"] for end in range(3)] == [0, 3, 0]  # 市政协
