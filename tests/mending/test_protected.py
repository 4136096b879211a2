"""What a person says stays: nothing drops it, and no join takes the end of its paragraph away."""

import pytest

from analysis import Decisions, audit, parse, repair, restore
from analysis.decisions.decision import Decision
from analysis.mending.decided import placed
from analysis.mending.protected import Protected, drops, leaves, parts

TEXT = "春天来了。\n\n夏天来了。\n\n春天来了。\n\n秋天来了。\n"
DOCUMENT = parse(TEXT)
SECOND = TEXT.rindex("春天")


def protected(decisions):
    return Protected(DOCUMENT, placed(decisions, DOCUMENT))


@pytest.mark.parametrize(("choice", "first", "second"), [("keep", "", "decided"), ("meant", "decided", "decided")])
def test_the_place_that_is_kept_stays_and_all_places_of_what_was_meant(choice, first, second):
    found = protected(Decisions().repeat(DOCUMENT, SECOND, SECOND + 5, choice))
    assert (found.why(((0, 7, ""),)), found.why(((SECOND, SECOND + 7, ""),))) == (first, second)


def test_what_is_said_last_holds():
    kept = Decisions().repeat(DOCUMENT, 0, 5, "keep")
    assert protected(kept).why(((0, 7, ""),)) == "decided"
    assert protected(kept.repeat(DOCUMENT, SECOND, SECOND + 5, "keep")).why(((0, 7, ""),)) == ""
    assert protected(kept.repeat(DOCUMENT, 0, 5, "copy")).why(((0, 7, ""),)) == ""


def test_an_edit_that_leaves_the_letters_is_made():
    found = protected(Decisions().repeat(DOCUMENT, 0, 5, "keep"))
    assert found.why(((4, 5, "！"), (5, 7, ""))) == ""
    assert found.why(((2, 3, "去"),)) == ""


def test_a_paragraph_that_ends_goes_on_in_nothing_and_what_follows_goes_on_from_nothing():
    (one,) = placed(Decisions().part(DOCUMENT, 6), DOCUMENT)
    assert one.letters == (4, 4)
    assert [parts(one, "broken paragraph", letters) for letters in ((4, 4), (4, 8), (2, 4), (8, 8))] == [
        True,
        True,
        True,
        False,
    ]
    assert not parts(one, "caption", (4, 4))


def test_what_leaves_and_what_drops():
    assert leaves(Decision("finding", "mark", kind="splice"))
    assert drops(Decision("block", "page furniture"))
    assert not drops(Decision("block", "caption"))


BREAK = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"
LONG = "全市总结会议昨天上午在市文化宫召开，来自各县区的一百二十名代表听取了关于全年工作的报告。"
INNER = "代表们认为，过去一年的各项任务已经完成，群众最关心的几件实事也都有了着落，大家很满意。"
LAST = "会后，代表们分成六个小组，到社区、学校和工厂里听取意见，并写成了书面的建议和总结材料。"
MORE = """报告提出，今年要新建三座桥梁，修复两段河堤，并把老城区的供水管道全部换成新的，工程在入冬之前完工。

对于农村小学的午餐问题，会议决定由财政每年拨出专款，食堂的账目每月张贴在校门口，由家长委员会派人核对。

关于市场上的蔬菜价格，有代表建议在城东和城西各设一处批发点，让菜农直接把车开进来，省去中间的几道手续。

公园里的旧亭子年久失修，园林处打算先请木匠来看，能修的就修，不能修的按原来的样子重建，不另立新样。"""
SECTION = f"## 会议\n\n{LONG}\n\n{INNER}\n\n{MORE}\n\n{LAST}\n\n"
PAGE = f"# 新闻\n\n{SECTION}## 天气\n\n明天有雨，后天转晴，气温下降，早晚较凉，请市民注意添衣。\n\n{SECTION}"


def mended(decisions):
    document = parse(PAGE)
    done = repair(document, decisions=decisions(document))
    assert restore(done) == PAGE
    return done


def test_the_copy_that_holds_a_kept_passage_is_the_one_that_stays():
    inner = PAGE.rindex(INNER)
    done = mended(lambda document: Decisions().repeat(document, inner, inner + len(INNER), "keep"))
    assert done.document.text.count(LONG) == 1
    assert done.document.text.index(LONG) > done.document.text.index("明天有雨")
    assert done.decisions["why"].tolist() == [""]


def test_nothing_of_what_was_meant_goes_under_any_setting():
    start = PAGE.index(SECTION)
    for certain in (0.3, 0.8):
        document = parse(PAGE)
        meant = Decisions().repeat(document, start, start + len(SECTION) - 2, "meant")
        assert repair(document, decisions=meant, certain=certain).document.text == PAGE
        assert audit(document, decisions=meant).redundancy == 0


def test_of_two_decisions_that_contradict_each_other_one_is_listed():
    inner = PAGE.index(INNER)

    def both(document):
        keep = Decisions().repeat(document, inner, inner + len(INNER), "keep")
        return keep.repeat(document, inner, inner + len(INNER) - 4, "copy")

    done = mended(both)
    assert sorted(done.decisions["fits"]) == [False, True]
    gap = BREAK.index("\n")
    (found,) = repair(parse(BREAK)).findings.itertuples()
    document = parse(BREAK)
    done = repair(document, decisions=Decisions().accept(document, found).part(document, gap))
    assert (done.document.text, done.decisions["why"].tolist()) == (BREAK, ["a later decision says otherwise", ""])
    done = repair(document, decisions=Decisions().part(document, gap).accept(document, found))
    assert (done.document.text, done.decisions["why"].tolist()) == (
        BREAK.replace("\n", ""),
        ["a later decision says otherwise", ""],
    )


EQUAL = "春耕动员大会昨天下午在镇上的大礼堂召开，镇里的干部和各村的代表都参加了这次会议。"
MIDDLE = "中间说的是收成，去年的麦子比前年好。"
TWICE = f"开头说的是天气，一直没有下雨。\n\n{EQUAL}\n\n{MIDDLE}\n\n{EQUAL}\n\n最后说的是学校，教室快要盖好了。\n"


def equal_places():
    first = TWICE.index(EQUAL)
    return parse(TWICE), [(start, start + len(EQUAL)) for start in (first, TWICE.index(EQUAL, first + 1))]


@pytest.mark.parametrize(
    "choices", [("copy", "copy"), ("keep", "furniture"), ("copy", "furniture"), ("furniture", "keep")]
)
@pytest.mark.parametrize("places", [(0, 1), (1, 0), (1, 1)])
def test_a_passage_is_never_lost_by_decisions_on_some_of_its_places(choices, places):
    document, spans = equal_places()
    decided = Decisions()
    for choice, place in zip(choices, places, strict=True):
        if choice == "furniture":
            decided = decided.block(document, 1 + 2 * place, "page furniture")
        else:
            decided = decided.repeat(document, *spans[place], choice)
    done = repair(document, decisions=decided)
    assert done.document.text.count(EQUAL) >= 1
    assert restore(done) == TWICE


def test_what_was_meant_is_listed_if_any_of_its_places_goes():
    document, spans = equal_places()
    decided = Decisions().repeat(document, *spans[0], "meant").repeat(document, *spans[1], "copy")
    done = repair(document, decisions=decided)
    assert sorted(done.decisions["fits"]) == [False, True]


def test_a_splice_that_is_one_is_no_edit_that_was_not_made(seed):
    splice = repair(seed).findings.query("kind == 'splice'").iloc[0]
    assert repair(seed, decisions=Decisions().accept(seed, splice)).decisions["why"].tolist() == [""]


@pytest.mark.parametrize("decide", ["heading", "page furniture", "join"])
def test_a_decision_on_one_of_two_equal_places_is_not_on_the_other_when_that_is_gone(decide):
    before, behind = "他们说的话，大家都记得很清楚，谁也没有忘记。", "大家听了以后，都说这件事办得很好，应该早一点办。"
    around = f"{before}\n\n{EQUAL}\n\n{behind}\n\n"
    text = f"{around}中间说的是收成。\n\n{around}"
    document = parse(text)
    first = text.index(EQUAL)
    if decide == "join":
        decided = Decisions().join(document, first - 1)
    else:
        decided = Decisions().block(document, 1, decide, 2 * (decide == "heading"))
    assert decided.fit(document)["fits"].tolist() == [True]
    for edited in (text.replace(around, "", 1), text.replace("谁也没有", "谁都没有", 1)):
        assert decided.fit(parse(edited))["fits"].tolist() == [False]
