"""What a block is, told by the fitted model: each kind of text that rules once got wrong, in words of these tests."""

import json

import numpy as np
import pytest

from analysis import block_kinds, parse, repair
from analysis.models.trees import Trees, contributions, scores
from analysis.structure import model
from analysis.structure.model import FILE, KINDS, Classification, Fitted, likeliest, probabilities, read_model


def told(text):
    table = block_kinds(parse(text))
    return [*zip(table["kind"], table["mark"], strict=True)]


def kinds(text):
    return [kind for kind, _ in told(text)]


def blocks(*lines):
    return "\n\n".join(lines)


BODY = "昨天上午，全镇的干部和群众一起清理了三条河道，运走垃圾四十多吨。"
MORE = "镇里今年还要修建两座小桥，方便大家过河。"


def test_sub_headings_have_commas_quotation_marks_and_years():
    for first, second in [
        ("走进车间班组，听取工人意见", "搭建服务平台，化解企业难题"),
        ("走进车间，听工人说心里话", "搭起桥梁，为企业解决难题"),
        ("（一）突出项目带动，加快补齐短板", "（二）突出改革开放，不断增强活力"),
        ("一、“十三五”时期和2020年工作回顾", "二、2021年工作安排"),
        ("第 一 章 研究背景", "第 二 章 研究方法"),
    ]:
        assert kinds(blocks("# 工作简报", first, BODY, second, MORE))[1::2] == ["heading", "heading"]


def test_scraps_of_a_web_page_are_page_furniture():
    scraps = ["来源：", "【字体：", "大", "中", "小", "】", "分享：", "责任编辑：李明"]
    found = kinds(blocks("# 全镇清河工作总结", *scraps, "同志们：", BODY, MORE))
    assert found[1:9] == ["page furniture"] * 8
    assert found[9:] == ["paragraph", "lead", "paragraph"] or found[9] == "paragraph"


def test_a_caption_keeps_the_name_of_who_took_the_picture():
    assert kinds(blocks("村民在新修的桥上合影。本报记者 陈远 摄", BODY, MORE))[0] == "caption"
    assert kinds(blocks(BODY, "村民在河边栽树。新华社发", MORE))[1] == "caption"


@pytest.mark.parametrize("byline", ["□本报记者 陈远", "央视记者 陈远", "文/陈远", "澎湃新闻记者 陈远 李明"])
def test_by_lines_on_a_line_of_their_own(byline):
    assert kinds(blocks("# 清河", byline, BODY, MORE))[1] == "byline"


def test_a_by_line_behind_the_last_sentence_has_a_row_of_its_own():
    table = block_kinds(parse(f"{BODY}□本报记者 陈远\n\n{MORE}"))
    assert table["kind"].tolist() == ["paragraph", "byline", "paragraph"]
    assert table["start"].tolist()[1] == len(BODY)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"主持人 0{n}:1{n}\n{said}\n\n" for n, said in enumerate(["桥修好了吗", "修好了", "花了多久", "半年"])),
        "".join(f"讲者：大家看这条河的水质是不是比去年好了{mark}\n观众：是\n" for mark in "啊呀吧呢嘛"),
        "".join(f"子曰：\n\n{said}\n\n" for said in ["温故而知新，可以为师矣。", "君子不器。", "德不孤，必有邻。"] * 3),
        "陈远 2023-03-01 09:00:12\n几点出发，我在门口\n\n李明 2023-03-01 09:01:00\n马上就来，等我一下\n",
    ],
    ids=["times", "short answers", "a formula", "a chat"],
)
def test_what_people_say_is_text_however_often_it_comes_again(text):
    assert {*kinds(text)} <= {"paragraph", "list item", "verse line"}


def test_running_heads_on_pages_and_between_the_halves_of_a_sentence():
    pages = [
        "2 河流的治理\n河道的深浅各处不同，因而\n",
        "桥梁 3\n修桥的地方要先量过。\n",
        "4 河流的治理\n这一点说过。\n",
    ]
    text = "\n\f\n\n".join(pages)
    assert kinds(text)[::2][:2] == ["page furniture", "page furniture"]
    halves = blocks("各村要把河道边的垃圾及时清", "北山日报 2018年4月2日 星期一", "理干净，不得堆放。", MORE)
    assert kinds(halves)[1] == "page furniture"


def test_a_numbered_heading_above_a_short_paragraph_is_not_joined_with_it():
    for heading, body in [
        ("（三）修好村里的道路，方便大家出行", "今年先修三条。"),
        ("（六）办好乡村学校，留住年轻教师", "改善住房和食堂。"),
        ("二、继续清理河道，改善水质", "重点治理三处污水。"),
    ]:
        text = blocks("# 工作简报", heading, body)
        assert kinds(text) == ["title", "heading", "paragraph"]
        assert repair(parse(text)).document.text == text


def test_a_title_that_the_running_heads_repeat_stays():
    parts = [
        "沿河的柳树是前年春天种下的，如今已经长到两层楼那么高了。\n树下摆着几张石凳，走累了可以坐一坐。",
        "每到夏天的傍晚，附近的老人都来这里乘凉，谈些从前的事情。\n孩子们在一旁追着萤火虫跑。",
        "去年秋天又修了一座石桥，两岸的人来往比过去方便了许多。\n桥栏上刻的是花鸟。",
        "管理处还在桥头立了一块木牌，上面写着这条河的来历。\n字迹已经有些模糊。",
    ]
    text = "\n\f\n".join(f"河边公园的变迁\n{part}\n{n}" for n, part in enumerate(parts, 1))
    assert kinds(text)[::4] == ["title", *["page furniture"] * 3]
    assert repair(parse(text)).document.text.count("河边公园的变迁") == 1


def test_page_numbers_are_furniture_and_amounts_beside_them_are_not():
    pages = [
        f"某厂年报\n{n}\n{season}天每亩地的产值，按当时的价钱算，是\n{amount}\n比去年多了一些，说明写在后面。\n"
        for n, (season, amount) in enumerate(zip("春夏秋冬", ["31,200.50", "8.75", "977.00", "12.05"], strict=True), 1)
    ]
    found = kinds("\n\f\n".join(pages))
    assert found[0] in {"title", "heading"}  # of the whole
    assert found[5::5] == ["page furniture"] * 3
    assert found[1::5] == ["page furniture"] * 4
    assert "page furniture" not in found[3::5]


def test_rows_of_a_table_are_rows():
    rows = [
        f"{name} {amount}" for name, amount in [("水费", "12,300.00"), ("电费", "8,451.20"), ("修理费", "99,000.00")]
    ]
    assert kinds("\n".join(rows)) == ["table"] * 3


def test_contents_are_a_list_and_no_headings():
    contents = ["1.1 河道现状 2", "1.2 治理办法 6", "1.3 经费来源 9"]
    body = ["# 第一章 河道", "## 1.1 河道现状", BODY, "## 1.2 治理办法", MORE, "## 1.3 经费来源", BODY]
    assert kinds(blocks("目 录", *contents, *body))[1:4] == ["list item"] * 3


def test_verse_with_titles_and_a_song_with_a_refrain():
    first = ["登鹳雀楼", "白日依山尽，", "黄河入海流。", "欲穷千里目，", "更上一层楼。"]
    second = ["相思", "红豆生南国，", "春来发几枝。", "愿君多采撷，", "此物最相思。"]
    found = kinds(blocks(*first, *second))
    assert found[1:5] == found[6:] == ["verse line"] * 4
    assert {found[0], found[5]} <= {"title", "heading"}
    song = "# 故乡的桥\n\n桥下的水慢慢流\n带走了我的童年\n\n啊 故乡的桥\n你还记得我吗\n啊 故乡的桥\n你还记得我吗\n"
    assert {*kinds(song)[1:]} == {"verse line"}


def test_numbers_alone_are_headings_and_stars_are_neither_captions_nor_headings():
    found = kinds(blocks("# 河边杂记", "三", BODY, "※　※", "四", MORE))
    assert found[1] == found[4] == "heading"
    assert found[3] not in {"caption", "heading", "page furniture"}


def test_the_dates_of_a_statute_are_paragraphs():
    dates = ["2009年3月1日 某县第八届人民代表大会第三次会议通过", "2015年6月2日 某县第九届人民代表大会第五次会议修正"]
    assert kinds(blocks("# 某县河道管理条例", *dates, "第一条 为了管理河道，制定本条例。"))[1:3] == ["paragraph"] * 2


def test_a_lost_heading_takes_the_level_of_those_like_it():
    text = blocks(
        "# 条例",
        "## 第一章 总则",
        "第一条 管理河道。",
        "第二章 分则",
        "第二条 不得堆放垃圾。",
        "## 第三章 附则",
        "第三条 公布之日起施行。",
    )
    table = block_kinds(parse(text))
    lost = table[table["mark"] == "lost"]
    assert lost[["kind", "level"]].values.tolist() == [["heading", 2]]


def test_levels_follow_the_shapes_of_numbers():
    text = blocks(
        "清河工作", "一、去年", BODY, "（一）修桥", MORE, "（二）清淤", BODY, "二、今年", MORE, "（一）绿化", BODY
    )
    table = block_kinds(parse(text))
    assert table.loc[table["mark"] == "inferred", "level"].tolist() == [1, 2, 3, 3, 2, 3]


def test_probabilities_sum_to_one_and_the_second_stage_is_asked_where_the_first_is_not_sure():
    own = read_model(data := json.loads(FILE.read_text("utf-8")), data["features"])
    likely = probabilities(np.zeros((3, len(data["features"])), np.float32), own)
    assert likely.shape == (3, len(KINDS))
    assert likely.sum(axis=1) == pytest.approx(1)


def test_confidence_is_what_was_observed_of_the_kind_at_that_probability():
    curve = np.array([[0.5, 0.9], [0.2, 0.8]])
    own = Fitted(None, None, (np.array([[0, 1], [0, 1]]), curve))
    best, confidence = likeliest(np.array([[0.6, 0.4], [0.3, 0.7], [0.0, 1.0]]), own)
    assert best.tolist() == [0, 1, 1]
    assert confidence == pytest.approx([0.6, 0.5, 0.8])


def test_a_line_that_heads_nothing_is_no_heading():
    assert kinds("# 清河\n\n没有写完的一句") == ["title", "paragraph"]
    text = blocks("# 清河", "## 修桥", BODY, "反映情况的工作是镇", "## 清淤", MORE)
    assert kinds(text)[3] == "paragraph"


def test_a_single_line_with_the_letters_of_a_marked_heading_has_lost_its_mark():
    text = blocks("# 清河", "他们一直走到村口才看见那", "修桥铺路", BODY, "## 清淤", MORE, "## 修桥铺路", BODY)
    table = block_kinds(parse(text))
    lost = table[table["mark"] == "lost"]
    assert [text[start:end] for start, end in zip(lost["start"], lost["end"], strict=True)] == ["修桥铺路"]
    assert lost["evidence"].tolist() == ["the heading on line 13 has the same letters"]


def test_a_model_of_other_features_is_refused():
    data = json.loads(FILE.read_text("utf-8"))
    with pytest.raises(ValueError, match="fitted to other features; run `make fit`"):
        read_model(data, ["width"])


def test_trees_of_two_classes_are_summed_and_explained_apart():
    # A stump for each class: the first feature up to 1 gives -1, else 2; the second up to 0 gives 5, else 7.
    nodes = ([0, 3], [0, 0, 0, 1, 0, 0], [1, 0, 0, 0, 0, 0], [1, 2, 1, 1, 2, 2, 4, 5, 4, 4, 5, 5], [0, -1, 2, 0, 5, 7])
    trees = Trees(*(np.array(part) for part in (*nodes, [0.5, 0.25])), 1)
    rows = np.array([[1, 0], [3, 9]], np.float32)
    assert scores(rows, trees).tolist() == [[-0.5, 5.25], [2.5, 7.25]]
    assert contributions(rows, trees, 1).tolist() == [[0, 5], [0, 7]]


def test_the_evidence_is_what_can_be_seen():
    table = block_kinds(parse(blocks(BODY, "图为村民在修桥 陈远摄", MORE)))
    assert "it ends with a credit" in table["evidence"][1] or "it begins as a caption" in table["evidence"][1]
    assert table["evidence"][0] == "running text"


def test_the_evidence_is_what_speaks_for_the_kind_more_than_for_running_text(monkeypatch):
    """For a caption 3 by its credit and 2 by its length, of which running text has 0 and 5."""
    names = ("ends with a credit", "length")
    weights = {0: [0.0, 5.0], KINDS.index("caption"): [3.0, 2.0]}
    monkeypatch.setattr(model, "fitted", lambda _: Fitted(None, None, ()))
    monkeypatch.setattr(model, "contributions", lambda rows, _, kind: np.array([weights[kind]] * len(rows)))
    found = Classification(["caption", "paragraph"], [0.9, 0.9], np.array([[1.0, 0.0], [0.0, 0.0]]), names)
    assert found.evidence() == ["it ends with a credit", "running text"]
    assert found.evidence(["heading"]) == ["running text", "running text"]


def test_a_list_of_the_marked_headings_is_no_row_of_headings():
    names = ["第一章 春天来了", "第二章 夏天来了", "第三章 秋天来了"]
    body = "花开了，燕子也飞回来了，孩子们都到河边去玩。"
    text = "\n\n".join(["# 目录", *names, *(part for name in names for part in (f"# {name}", body))])
    table = block_kinds(parse(text))
    assert table["kind"].tolist()[1:4] == ["list item"] * 3
    assert table["mark"].tolist().count("lost") == 0
    assert repair(parse(text)).document.text == text


def test_what_the_first_trees_rule_out_is_not_looked_at_by_the_others(seed):
    classified = model.classify(seed)
    fitted = model.fitted(tuple(classified.names))
    other = 1 / (1 + np.exp(-scores(classified.rows, fitted.gate)[:, 0]))
    found = probabilities(classified.rows, fitted)
    ruled_out = other < model.GATE
    assert ruled_out.any()
    assert not ruled_out.all()
    assert found[ruled_out, 0] == pytest.approx(1 - other[ruled_out])
    assert found.sum(axis=1) == pytest.approx(np.ones(len(found)))
