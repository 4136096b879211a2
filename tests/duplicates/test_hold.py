"""What repeats and is not dropped: it says something of its own, or would leave a hole."""

import pytest

from analysis import audit, parse, repair, restore

SPRING = "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑才肯回家去。"
AUTUMN = "到了秋天，山上的枫叶全都红了，老人们每天清早提着鸟笼走到亭子里去，下一盘棋再慢慢地走回来。"
WINTER = "冬天的早上，池塘结了厚厚的一层冰，院子里谁也没有起来，只有一只花猫在墙头上慢慢地走过去了。"
RULE = "第三条 经办机构应当在三十日内审查完毕，并由河南省人民政府主管部门李明科长答复申请人，逾期视为同意。"
# More letters than anybody writes twice.
ESSAY = "".join(
    f"{who}在{where}看见了{what}，心里觉得十分高兴，于是回家以后把这件事情从头到尾讲给大家听。"
    for who, where, what in zip(
        ("老王", "小妹", "邻居", "客人", "船夫", "裁缝", "学生", "木匠", "会计", "厨师"),
        ("桥头", "山上", "院里", "路边", "河心", "店中", "操场", "林间", "城外", "灶旁"),
        ("彩虹", "松鼠", "花猫", "马车", "白鹭", "绸缎", "风筝", "野鹿", "炊烟", "炉火"),
        strict=True,
    )
)


def held(text, mended=None):
    """Repair a text that must come out as it went in, or else as *mended*; return the evidence of its repeats."""
    done = repair(parse(text))
    assert done.document.text == (mended or text)
    repeats = done.findings[done.findings["kind"].isin(["repeat", "near repeat", "variant"])]
    assert (repeats["held"] == "not certain").all()
    return " ".join(repeats["evidence"])


def test_a_passage_in_the_other_script_is_found_and_stays():
    spring = "春天來了，河邊的柳樹綠了，孩子們放學以後在岸上放著風箏，一邊跑一邊笑，到天黑才肯回家去。"
    assert held(f"{SPRING}\n\n{AUTUMN}\n\n{spring}").count("variant: 来 / 來") == 1
    found = audit(parse(f"{SPRING}\n\n{AUTUMN}\n\n{spring}"))
    assert found.classes["kind"].tolist() == ["near repeat"]
    assert found.occurrences["reason"].tolist()[1] == "in the other script"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("三十日", "二十日", "number: 三十 / 二十"),
        ("三十日", "30日", "number: 三十 / 30"),
        ("应当", "不应当", "negation: nothing / 不"),
        ("河南省", "湖南省", "name: 河 / 湖"),
        ("李明", "李鸣", "name: 明 / 鸣"),
        ("同意", "同章", "misread: 意 / 章"),
        ("主管部门", "主管", "word: 部门 / nothing"),
        ("科长", "科科长", "doubled: nothing / 科"),
    ],
    ids=["number", "digits", "negation", "place", "person", "misread", "word left out", "character twice"],
)
@pytest.mark.parametrize("between", ["\n\n", f"\n\n{SPRING}\n\n"], ids=["one below the other", "at a distance"])
def test_a_near_repeat_with_another_word_or_number_stays(old, new, said, between):
    assert said in held(f"{RULE}{between}{RULE.replace(old, new)}\n\n{WINTER}")


def test_a_second_amendment_stays():
    amendment = "{}日 某市人民代表大会常务委员会第{}次会议《关于修改〈某市道路管理条例〉的决定》第{}次修正"
    text = "\n\n".join(
        amendment.format(*row) for row in (("2001年5月24", "二十八", "二"), ("2016年12月29", "三十四", "三"))
    )
    assert "date: 2001 / 2016; date: 5 / 12; date: 24 / 29; " in held(
        f"# 条例\n\n{text}\n\n第一条 为了管理，制定本条例。"
    )


def test_a_copy_in_traditional_characters_or_with_other_marks_goes():
    traditional = RULE.replace("应当", "應當").replace("经办", "經辦")
    wide = RULE.replace("，", ",").replace("三条 ", "三条　")
    assert repair(parse(f"{RULE}\n\n{traditional}\n\n{WINTER}")).document.text == f"{RULE}\n\n{WINTER}"
    assert repair(parse(f"{RULE}\n\n{wide}\n\n{WINTER}")).document.text == f"{RULE}\n\n{WINTER}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5%", "35%"),
        ("-12万元", "12万元"),
        ("35%", "35"),
        ("3：5", "35"),
        ("■同意□反对", "□同意■反对"),
        ("张\ue4c5", "张\ue4c6"),
    ],
)
def test_equal_letters_with_another_number_or_sign_stay(one, other):
    text = "去年全县的粮食总产量和上一年相比变动了{}，各乡镇的负责人在会上都讲了自己的看法。"
    assert "its numbers or signs differ" in held(f"{text.format(one)}\n\n{text.format(other)}\n\n{WINTER}")


def test_a_headline_over_several_articles_stays_over_each():
    headline = "## 学习贯彻全县教育工作会议精神推动学校安全和食堂管理工作再上新台阶"
    said = f"昨天召开会议，{headline[3:]}。"
    assert "a heading without the text below it" in held(
        f"# 县报\n\n{headline}\n\n{said}\n\n{headline}\n\n一中也开了会。\n\n## 别的\n\n完。"
    )
    held(f"# 县报\n\n{headline}\n\n局里开了会。\n\n{headline}\n\n一中也开了会。\n\n## 别的\n\n完。")


def test_the_same_table_at_a_distance_stays_and_one_below_the_other_goes():
    names = "甲乙丙丁戊己庚辛"
    rows = [f"| {name} | {size},182,250,000.00 | {size + 3},974,023,000.00 |" for size, name in enumerate(names, 5)]
    table = "\n".join(["| 项目 | 年末余额 | 年初余额 |", "| --- | --- | --- |", *rows])
    assert "a table: may be shown again" in held(f"# 年报\n\n{table}\n\n{SPRING}\n\n{table}\n\n{AUTUMN}\n")
    twice = f"# 年报\n\n{table}\n\n{table}\n\n{AUTUMN}\n"
    assert repair(parse(twice)).document.text == f"# 年报\n\n{table}\n\n{AUTUMN}\n"


def test_a_section_goes_only_if_nothing_else_is_below_its_heading():
    section, end = f"## 见闻\n\n{ESSAY}", f"## 别的\n\n{WINTER}"
    assert "another text below it" in held(f"# 题\n\n{section}\n\n{end}\n\n{section}\n\n{SPRING}\n\n## 又\n\n{AUTUMN}")
    assert "another text below it" in held(
        f"# 题\n\n{section}\n\n### 小题\n\n{SPRING}\n\n{end}\n\n{section}\n\n## 又\n\n{AUTUMN}"
    )
    text = f"# 题\n\n{section}\n\n{end}\n\n{section}\n\n## 又\n\n{AUTUMN}"
    assert repair(parse(text)).document.text == f"# 题\n\n{section}\n\n{end}\n\n## 又\n\n{AUTUMN}"


def test_a_paragraph_that_is_all_below_its_heading_stays():
    assert "all the text below its heading" in held(f"## 甲\n\n{ESSAY}\n\n## 乙\n\n{ESSAY}\n\n## 丙\n\n{WINTER}")


@pytest.mark.parametrize("before", ["他们下调了盈利预测，并且认为", "会议上提出了这样几点意见："])
def test_what_begins_inside_a_sentence_stays(before):
    text = "\n\n".join([SPRING, ESSAY, AUTUMN, before, ESSAY, WINTER])
    assert "begins inside a sentence" in held(text)


@pytest.mark.parametrize("end", ["：", "；", ""])
def test_what_ends_inside_a_sentence_stays(end):
    part = ESSAY[:-1] + end
    rest = "（二）请大家注意风险，谨慎地决定。"
    assert "ends inside a sentence" in held(f"{SPRING}\n\n{part}\n\n## 题\n\n{WINTER}\n\n{part}\n\n{rest}")


def test_at_a_distance_only_what_nobody_writes_twice_goes():
    assert "less than 300 letters" in held(f"{SPRING}\n\n{AUTUMN}\n\n{SPRING}\n\n{WINTER}")
    twice = f"{ESSAY}\n\n{AUTUMN}\n\n{ESSAY}\n\n{WINTER}"
    assert repair(parse(twice)).document.text == f"{ESSAY}\n\n{AUTUMN}\n\n{WINTER}"


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 7, 12, 70])
@pytest.mark.parametrize(
    ("paragraph", "mark"),
    [(SPRING, "。"), (SPRING[:-1], ""), (f"1. {SPRING}", "。")],
    ids=["prose", "without a mark", "numbered"],
)
def test_of_equal_paragraphs_in_a_row_one_is_left(count, paragraph, mark):
    again = f"{paragraph}\n\n" * count
    others = [(f"冬天，池塘结了冰{mark}", f"秋天的枫叶全都红了{mark}")]
    # Where every other paragraph has no mark they may be halves of one: 才肯回家去 and 到了秋天.
    for winter, autumn in [*others, (WINTER, AUTUMN)] if mark else others:
        done = repair(parse(f"{again}{winter}\n\n{again}{autumn}"))
        assert done.document.text == f"{paragraph}\n\n{winter}\n\n{paragraph}\n\n{autumn}"
    assert restore(done) == done.source.text
    assert repair(done.document).document.text == done.document.text


def test_a_row_of_copies_goes_in_one_round():
    done = repair(parse(f"{SPRING}\n\n" * 40 + WINTER))
    assert done.ledger.query("kind == 'repeat'").shape[0] == 39
    assert audit(parse(f"{SPRING}\n\n" * 40 + WINTER)).occurrences["role"].tolist() == ["keep"] + ["copy"] * 39


def test_lines_sung_twice_stay():
    refrain = "啊远方的河流\n请你不要再走\n看那弯弯的月亮\n照着我的忧愁\n等到白了头\n"
    held(f"# 歌\n\n{refrain}{refrain}\n河水慢慢地流。\n")


def test_a_part_of_what_is_held_is_held():
    """Two versions of one text: of a paragraph that they share, and that is there once more, both keep theirs."""
    first, second = f"{ESSAY}\n\n{RULE}", f"{ESSAY}\n\n{RULE.replace('三十', '二十')}"
    text = f"## 甲\n\n{SPRING}\n\n{first}\n\n## 乙\n\n{WINTER}\n\n{second}\n\n## 丙\n\n{AUTUMN}\n\n{ESSAY}\n\n又下雨。"
    clean = repair(parse(text)).document.text
    assert first in clean
    assert second in clean
    assert clean.count(ESSAY) == 2


@pytest.mark.parametrize(("before", "behind"), [("—" * 30, ""), ("", "—" * 30)])
def test_a_paragraph_with_many_marks_goes_complete(before, behind):
    copies = f"{before}{SPRING}\n\n{ESSAY}{behind}"
    text = f"{copies}\n\n{WINTER}\n\n{copies}\n\n{AUTUMN}"
    assert repair(parse(text)).document.text == f"{copies}\n\n{WINTER}\n\n{AUTUMN}"


def test_titles_one_below_the_other_stay():
    title = ("附件", "最高人民法院", "关于适用《中华人民共和国婚姻法》若干问题的解释（二）")
    lines = "\n\n".join([SPRING, f"{title[0]}：{title[1]}{title[2]}", *title, WINTER])
    assert repair(parse(lines)).document.text.count(title[2]) == 2
    held(f"## {''.join(title)}\n\n## {''.join(title)}\n\n{WINTER}")


def test_a_title_named_in_the_text_is_held():
    text = f"# 县报\n\n## {SPRING[:-1]}\n\n{SPRING}\n\n{WINTER}\n\n## 别的\n\n完。"
    assert audit(parse(text)).occurrences[["role", "reason"]].to_numpy().tolist() == [
        ["keep", "its headings are marked"],
        ["held", "a title named in the text"],
    ]
    assert repair(parse(text)).document.text.count(SPRING[:-1]) == 2
