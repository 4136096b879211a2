import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from line_ends import WRAPPED

from analysis.breaks.ends import CERTAIN, evidence, line_ends


def test_a_line_end_of_which_nothing_is_seen_has_no_evidence_of_its_own():
    text = "\u3000---\n\u3000---\n-"  # the second line stands there again at once; found by make fuzz
    assert evidence(text, line_ends(text), [0]) == ["it reads on"]


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
