"""What is equal to the letter: a fault of the page, or what its writer says again."""

import numpy as np
import pytest

from analysis import audit, parse, repair
from analysis.duplicates import meant, reading_on
from analysis.duplicates.reading_on import Seam
from analysis.text_index.passages import letters

SPRING = "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑才肯回家去。"
AUTUMN = "到了秋天，山上的枫叶全都红了，老人们每天清早提着鸟笼走到亭子里去，下一盘棋再慢慢地走回来。"
WINTER = "冬天的早上，池塘结了厚厚的一层冰，院子里谁也没有起来，只有一只花猫在墙头上慢慢地走过去了。"
NEWS = (
    "工程队连夜抢修了被洪水冲坏的桥面，供电公司也派出三十名技术人员到现场检查线路，"
    "下午四点，受灾的两个村子全部恢复了供电，学校和卫生院第二天就重新开门。"
)


def only(text):
    """The one class of a text that repeats in one way."""
    found = audit(parse(text), similarity=1)
    assert len(found.classes) == 1
    return found.classes.iloc[0], found


def test_a_tail_behind_a_word_cut_in_two_is_a_splice_and_is_held():
    """池塘结了厚厚的一层 was to go on with 冰."""
    text = f"{SPRING}{NEWS}\n\n{AUTUMN}\n\n{WINTER[:15]}{NEWS[21:]}"
    row, found = only(text)
    assert (row["kind"], row["letters"]) == ("splice", len(letters(NEWS[21:]).codes))
    assert "的桥面，供电公司‖也派出三十名技术 or 塘结了厚厚的一层‖也派出三十名技术" in row["evidence"]
    assert "at one place the text does not read on" in row["evidence"]
    assert found.occurrences["role"].tolist() == ["held", "held"]
    assert repair(parse(text)).document.text == text


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        (f"正如前文所说：“{NEWS}”这一点十分关键。", "quoted: “…”"),
        (f"前面已经提到，{NEWS}", "announced: 前面已经提到，"),
        (f"如上所述，{NEWS}", "announced: 如上所述，"),
        (f"报告里写道：{NEWS}", "announced: 写道："),
        (f"报告里写道：『“{NEWS[:-1]}』。", "announced: 写道：『“"),
        (f"他常念《{NEWS[:-1]}》。", "quoted: 《…》"),
    ],
)
def test_a_quotation_is_what_the_writer_means(said, evidence):
    row, found = only(f"{SPRING}{NEWS}\n\n{AUTUMN}\n\n{WINTER}{said}")
    assert (row["kind"], row["evidence"]) == ("natural repeat", evidence)
    assert set(found.occurrences["role"]) == {"keep"}
    assert found.redundancy == 0


def test_a_paragraph_that_another_one_quotes_is_no_copy():
    """Though it begins in mid-sentence, as what was cut off does."""
    said = f"则{NEWS}"
    row, _ = only(f"{SPRING}\n\n{said}\n\n{AUTUMN}\n\n正像前面讲的那样，“{said}”这句话值得记住。")
    assert (row["kind"], row["evidence"]) == ("natural repeat", "quoted: “…”")


@pytest.mark.parametrize("shared", [1, 2])
def test_the_same_rows_in_two_tables_are_rows_of_their_own(shared):
    own = ["| 货币资金 | 88,738,734,000.00 | 77,000,000,000.00 |", "| 合同资产 | 1,406,810,000.00 | 1,000,000,000.00 |"]
    same = ["| 预付款项 | 5,182,250,000.00 | 3,974,023,000.00 |", "| 存货 | 154,373,616,000.00 | 116,036,237,000.00 |"]
    head = "| 项目 | 期末 | 期初 |\n| --- | --- | --- |"
    tables = ["\n".join([head, row, *same[:shared]]) for row in own]
    row, found = only(f"{tables[0]}\n\n{SPRING}\n\n{tables[1]}\n")
    assert (row["kind"], found.redundancy) == ("natural repeat", 0)
    assert "rows of tables" in row["evidence"]


@pytest.mark.parametrize(("odds", "kind"), [(0.5, "repeat"), (-0.5, "natural repeat")])
def test_a_paragraph_that_is_a_part_of_a_longer_one_is_no_splice(odds, kind, monkeypatch):
    monkeypatch.setattr(meant, "odds", lambda rows: rows[:, 0] * 0 + odds)
    row, found = only(f"{SPRING}{NEWS}\n\n{AUTUMN}\n\n{NEWS}\n\n{WINTER}")
    assert row["kind"] == kind
    assert "copy" not in set(found.occurrences["role"])


def test_words_of_a_formula_between_clause_marks_are_the_writers():
    formula = "由县级以上人民政府环境保护主管部门和其他负有监督管理职责的部门责令改正"
    row, _ = only(
        f"企业违法排放污染物的，{formula}；拒不改正的，罚款。\n\n个人焚烧秸秆的，{formula}；情节严重的，移送。"
    )
    assert row["kind"] == "natural repeat"
    assert row["evidence"]


@pytest.mark.parametrize("count", [2, 3, 6, 17])
def test_of_equal_paragraphs_one_below_the_other_no_one_is_meant(count):
    """However short they are, and like a slogan."""
    slogan = "绿水青山就是金山银山，保护环境人人有责，从我做起，从现在做起，从身边的小事做起。"
    row, found = only(f"{SPRING}\n\n" + f"{slogan}\n\n" * count + f"{WINTER}\n")
    assert (row["kind"], row["count"]) == ("repeat", count)
    assert found.occurrences["role"].tolist() == ["keep"] + ["copy"] * (count - 1)


def test_a_title_block_before_and_after_what_is_said_of_the_text_stays():
    block = "某市城市供水和节约用水管理条例\n\n（2019年3月28日某市第十五届人民代表大会常务委员会第十六次会议通过）"
    text = f"{block}\n\n发布部门：某市人民代表大会\n\n时效性：有效\n\n{block}\n\n{SPRING}\n\n{WINTER}\n"
    assert repair(parse(text)).document.text == text
    assert audit(parse(text)).redundancy == 0


def test_a_place_inside_a_word_reads_on_and_one_between_two_texts_does_not():
    places = [Seam("会议由市政", right, (0, 0, 0, 0)) for right in ("协主席主持。", "的柳树绿了。")]
    inside, between = reading_on.odds(places)
    assert inside > 0 > between
    left_open = reading_on.features([Seam("他说：“会议由市政", "的柳树绿了。", (0, 0, 0, 0))], {})[0]
    assert left_open[reading_on.NAMES.index("a bracket is left open")] == 1


def test_the_odds_are_those_that_the_fitted_trees_add_up_to():
    rows = np.zeros((2, len(meant.NAMES)), np.float32)
    assert meant.odds(rows).tolist() == [meant.odds(rows[:1])[0]] * 2
