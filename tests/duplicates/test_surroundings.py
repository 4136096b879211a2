"""What stands around a passage: marks, words, its block and its list."""

import pytest

from analysis import audit, parse
from analysis.duplicates import judging
from analysis.duplicates.reading_odds import NO_SEAM, readings
from analysis.duplicates.spans import Texts
from analysis.duplicates.surroundings import Place

NEWS = "工程队连夜抢修了被洪水冲坏的桥面，供电公司也派出三十名技术人员到现场检查线路"
LONG = (
    "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑才肯回家去。"
    "到了秋天，山上的枫叶全都红了，老人们每天清早提着鸟笼走到亭子里去，下一盘棋再慢慢地走回来。"
    "冬天的早上，池塘结了厚厚的一层冰，院子里谁也没有起来，只有一只花猫在墙头上慢慢地走过去了。"
    "工程队连夜抢修了被洪水冲坏的桥面，供电公司也派出三十名技术人员到现场检查线路，"
    "下午四点，受灾的两个村子全部恢复了供电，学校和卫生院第二天就重新开门。"
    "县里的图书馆把旧报纸都装订成册，按年份摆在二楼的书架上，读者凭借书证可以当场翻看，也可以请馆员复印。"
    "码头上的货船等着涨潮，水手们坐在缆绳旁边补渔网，谈起去年台风那一夜谁家的屋顶给掀走了半边，声音压得很低。"
    "剧团的道具箱里有三顶草帽、两把木剑和一面裂了缝的铜锣，管箱的师傅说这面锣跟着他走过四个县，谁也不许换新的。"
    "果园今年挂果早，技术员让大家把过密的枝条剪下来堆在地头，晒干以后送到村里的砖窑当柴烧。"
)
ARTICLES = (
    "第一章 总则\n\n申请人应当提交下列材料：\n\n（一）申请表；\n\n（二）身份证明。\n\n第二条 本法自公布之日起施行。"
)


def place(text, passage, nth=0):
    """The place of a passage in a text, the nth of its places."""
    texts = Texts((parse(text),))
    letters = "".join(filter(str.isalnum, text))
    own = "".join(filter(str.isalnum, passage))
    start = -1
    for _ in range(nth + 1):
        start = letters.index(own, start + 1)
    return Place(texts, (start, start + len(own)))


def test_marks_and_words_beside_a_passage():
    found = place(f"他写道：“{NEWS}。”后来呢？", NEWS)
    assert (found.marks_before, found.marks_behind) == ("：“", "。”")
    assert found.before == "他写道：“"
    assert (found.is_quoted, found.is_announced, found.is_inside) == (True, True, True)
    assert (found.begins_a_sentence, found.ends_a_sentence) == (False, True)


def test_a_passage_that_is_its_block():
    found = place(f"上一段。\n\n{NEWS}。\n\n下一段。", NEWS)
    assert (found.begins_a_block, found.ends_a_block, found.is_inside, found.share) == (True, True, False, 1.0)
    assert (found.begins_a_sentence, found.number, found.listed) == (True, "", 0.0)


def test_items_of_a_list_are_told_from_articles():
    item, article = place(ARTICLES, "一申请表"), place(ARTICLES, "第二条 本法自公布之日起施行")
    assert (item.number, item.listed, item.is_led_in, item.follows_an_item) == ("（一）", 1.0, True, True)
    assert (article.number, article.listed, article.is_led_in, article.follows_an_item) == ("第二条", 0.0, False, True)


@pytest.mark.parametrize(
    ("text", "runs_into"),
    [
        (f"前面一句。{NEWS}。第九条 各单位应当登记。", True),
        (f"前面一句。{NEWS}。第九条规定各单位应当登记。", False),
        (f"前面一句。{NEWS}。各单位应当登记。", False),
    ],
)
def test_the_number_of_an_article_inside_a_paragraph_is_not_a_reference(text, runs_into):
    assert place(text, NEWS).runs_into_an_article is runs_into


def test_what_is_left_without_a_passage_reads_on():
    """会议由市政‖协主席主持 is cut in two by what stands in it; the other paragraph ends with the passage."""
    text = f"会议由市政{NEWS}协主席主持，大家都到了。\n\n天亮以后，{NEWS}"
    places = [place(text, NEWS, nth) for nth in (0, 1)]
    [found] = readings(places[0].texts, [places])
    assert len(found.without) == 1
    assert found.without[0] > 0
    assert found.behind[1] == NO_SEAM
    assert (found.before < NO_SEAM).all()


def test_the_words_that_lead_in_a_quotation_may_be_said_twice_too():
    said = f"正如前文所说：“{NEWS}。”"
    row = audit(parse(f"春天已到。{said}\n\n秋天山上的枫叶全都红了。{said}"), similarity=1).classes.iloc[0]
    assert (row["kind"], row["evidence"]) == ("natural repeat", "announced: 正如前文所说：“")


def test_brackets_around_a_passage_quote_nothing():
    text = f"天亮以后，{NEWS}，大家都很高兴。\n\n天黑以前（{NEWS}）有人来了。"
    assert "quoted" not in audit(parse(text), similarity=1).classes["evidence"][0]


def test_a_repeat_at_a_distance_that_is_more_likely_meant_stays(monkeypatch):
    """At even odds and above it goes, since it is long, complete and apart."""
    text = f"{LONG}\n\n第二天下了雨，路上没有人，学校也停了课。\n\n{LONG}\n\n后来天晴了，大家都回到了地里。"
    roles = {}
    for odds in (-0.5, 0.5):
        monkeypatch.setattr(judging.meant, "odds", lambda rows, odds=odds: rows[:, 0] * 0 + odds)
        found = audit(parse(text))
        own = found.occurrences[found.occurrences["class"] == 0]
        roles[odds] = own[["role", "reason"]].values.tolist()
    assert roles[-0.5][1] == ["held", "more likely meant than not (62%)"]
    assert roles[0.5][1] == ["copy", "stands also at line 1"]
