"""What there is to decide: each finding with its text, its choices and what they do to the counts."""

from analysis import Decisions, parse, repair
from analysis.reviews.items import items

CUT_OFF = "会议开了三天，大家都发了言，说这件事办得很好，以后还要"
BROKEN = f"工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n{CUT_OFF}"


def test_what_is_certain_is_listed_on_request_only():
    done = repair(parse(BROKEN))
    assert [item.kind for item in items(done)] == ["truncated paragraph"]
    assert items(done, kinds=["caption"]) == []
    assert items(done, below=0.5) == []


def test_below_a_confidence_is_what_does_not_reach_it():
    done = repair(parse(BROKEN))
    confidence = items(done)[0].confidence
    assert items(done, below=confidence) == []
    assert len(items(done, below=confidence + 0.001)) == 1


def test_what_lies_in_text_that_is_dropped_is_not_asked(seed):
    assert all(item.line not in range(103, 119) for item in items(repair(seed)))


def test_each_finding_is_listed_with_its_text_as_it_is_and_as_it_would_be():
    first, second = items(repair(parse(BROKEN)), with_applied=True)
    assert (first.kind, first.line, first.old, first.new, first.is_applied) == ("broken paragraph", 1, "\n\n", "", True)
    assert (first.left[-2:], first.right[:1]) == ("了供", "电")
    assert (second.kind, [choice.key for choice in second.choices]) == ("truncated paragraph", ["y", "n", "m"])


def test_all_edits_of_a_finding_are_shown():
    """A caption between the halves of a paragraph goes behind it: it is taken out here, and put in there."""
    halves = "大家都来了，说了很久的话，国有企业深入推进国有资源、", "资产、资金的全面清查，依法处置。"
    text = "\n\n图为车站 王芳摄\n\n".join(halves) + "\n\n完了。"
    item = items(repair(parse(text)), kinds=["broken paragraph"], with_applied=True)[0]
    assert (item.old, item.new) == ("\n\n图为车站 王芳摄\n\n", "")
    assert item.more == (("资产、资金的全面清查，依法处置。", "", "\n\n图为车站 王芳摄"),)
    assert item.right == "\n\n完了。"


def test_what_is_cut_off_goes_on_in_no_page_furniture():
    text = "大家都来了，说了很久的话，没有人要走。\n\n- 24 -\n\n，以后还要办下去，办得更好，让大家都满意。"
    choices = {item.kind: [choice.key for choice in item.choices] for item in items(repair(parse(text), certain=1))}
    assert choices["orphan start"] == ["y", "n", "m"]


def test_a_place_of_a_repeat_is_told_by_what_is_before_it():
    paragraph = "春天来了，河边的柳树绿了，孩子们在岸上放着风筝，笑着跑着，一直到太阳下山才回家去。"
    done = repair(parse(f"{paragraph}\n\n{paragraph}\n\n完了。"))
    labels = [choice.label for choice in items(done, with_applied=True)[0].choices if choice.key in "12"]
    assert labels == [
        "it belongs to line 1, at the beginning; the others go",
        "it belongs to line 3, behind “到太阳下山才回家去。”; the others go",
    ]


def test_of_what_may_be_anywhere_in_a_paragraph_more_is_shown():
    text = f"{'他说了很久的话，' * 12}“大家都来了，{'都坐下了，' * 20}后来走了。"
    item = next(item for item in items(repair(parse(text))) if item.kind == "unbalanced pair")
    assert "“" in item.old


QUOTED = "> 政府采购文件应当在三十日内公布，并且接受社会的\n>\n> 监督，任何单位不得拒绝。\n"
CUT_BEFORE = "会议开了三天，大家都发了言，说这件事办得很好，以后还要"


def joins_offered(text, **settings):
    """Return the keys of what may be answered to a paragraph that is cut off."""
    document = parse(text)
    found = {item.kind: item for item in items(repair(document, **settings), with_applied=True)}
    return [choice.key for choice in found["truncated paragraph"].choices]


def test_the_join_of_what_is_cut_off_is_offered_in_front_of_running_text_only():
    more = "再开一次会，到时候大家都来。"
    assert joins_offered(QUOTED) == ["y", "n", "1", "m"]
    marked = f"## 牢记使命\n\n{more}\n\n{CUT_BEFORE}\n\n## 别的事\n\n完了。\n"
    lost = f"## 牢记使命\n\n{more}\n\n## 别的事\n\n{CUT_BEFORE}\n\n牢记使命\n\n{more}\n"
    for text in (marked, lost):
        assert joins_offered(text) == ["y", "n", "m"]


def test_no_join_is_offered_in_front_of_what_a_person_says_is_a_caption():
    decided = Decisions().block(parse(QUOTED), 1, "caption")
    assert joins_offered(QUOTED, decisions=decided) == ["y", "n", "m"]


def test_a_join_shows_that_the_marks_of_a_quotation_go():
    document = parse(QUOTED)
    choice = items(repair(document))[0].choice("1")
    assert choice.edits == ((25, 30, ""),)
    assert repair(document, decisions=Decisions().adding(choice.decision)).document.text == (
        "> 政府采购文件应当在三十日内公布，并且接受社会的监督，任何单位不得拒绝。\n"
    )
