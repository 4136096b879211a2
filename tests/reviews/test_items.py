"""What there is to decide: each finding with its text, its choices and what they do to the counts."""

from analysis import Tokeniser, parse, repair
from analysis.reviews.items import effect, effect_of, items

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


def test_the_effect_of_an_edit_is_what_it_does_to_the_terms():
    document = parse("终于恢复了供\n\n电。\n\n别的话。")
    assert effect(document, ((6, 8, ""),), Tokeniser()) == [("供", -1), ("供电", 1), ("电", -1)]
    assert effect(document, (), Tokeniser()) == []


def test_each_finding_is_listed_with_its_text_as_it_is_and_as_it_would_be():
    first, second = items(repair(parse(BROKEN)), with_applied=True)
    assert (first.kind, first.line, first.old, first.new, first.is_applied) == ("broken paragraph", 1, "\n\n", "", True)
    assert (first.left[-2:], first.right[:1]) == ("了供", "电")
    assert (second.kind, [choice.key for choice in second.choices]) == ("truncated paragraph", ["y", "n", "m"])


def test_what_an_answer_does_to_the_counts_is_what_it_does_itself():
    """Of three paragraphs in a row two go: an answer to the third takes one word away, or brings one back."""
    paragraph = "春天来了，河边的柳树绿了，孩子们在岸上放着风筝，笑着跑着，一直到太阳下山才回家去。"
    done = repair(parse("\n\n".join([paragraph] * 3)))
    third = items(done, with_applied=True)[-1]
    cut = Tokeniser()
    effects = {choice.key: dict(effect_of(done.source, choice, cut, 1000)).get("风筝", 0) for choice in third.choices}
    assert effects == {"y": -1, "n": 0, "1": -1, "2": -1, "3": -1, "0": 1, "m": 0}
