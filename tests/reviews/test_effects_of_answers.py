"""What an answer does to the counts is what its own edits do."""

from analysis import Tokeniser, parse, repair
from analysis.reviews.effects import effect, effect_of
from analysis.reviews.items import items


def test_the_effect_of_an_edit_is_what_it_does_to_the_terms():
    document = parse("终于恢复了供\n\n电。\n\n别的话。")
    assert effect(document, ((6, 8, ""),), Tokeniser()) == [("供", -1), ("供电", 1), ("电", -1)]
    assert effect(document, (), Tokeniser()) == []


def test_edits_of_one_block_are_counted_together():
    """Two edits that each join a half are one change: the words are those of the text with both."""
    document = parse("终于恢复了供\n\n24\n\n电。")
    both = effect(document, ((6, 8, ""), (8, 12, "")), Tokeniser())
    assert dict(both) == {"供": -1, "电": -1, "24": -1, "供电": 1}


def test_what_an_answer_does_to_the_counts_is_what_it_does_itself():
    """Of three paragraphs in a row two go: an answer to the third takes one word away, or brings one back."""
    paragraph = "春天来了，河边的柳树绿了，孩子们在岸上放着风筝，笑着跑着，一直到太阳下山才回家去。"
    done = repair(parse("\n\n".join([paragraph] * 3)))
    third = items(done, with_applied=True)[-1]
    cut = Tokeniser()
    effects = {choice.key: dict(effect_of(done.source, choice, cut, 1000)).get("风筝", 0) for choice in third.choices}
    assert effects == {"y": -1, "n": 0, "1": -1, "2": -1, "3": -1, "0": 1, "m": 0}
