"""Classes of passages that are equal to the letter: each with all its places."""

from analysis import parse
from analysis.duplicates.equal_classes import equal_classes
from analysis.duplicates.spans import Texts
from analysis.text_index.passages import repeated_windows

ONE = "春天来了河边的柳树绿了孩子们在岸上放着风筝"
OTHER = "秋天山上的枫叶全都红了老人们提着鸟笼走过去"


def classes(text, least=10):
    texts = Texts((parse(text),))
    groups = equal_classes(texts, repeated_windows(texts.letters.codes, least), [], [], least)
    return [([texts.text[slice(*texts.raw(span))] for span in group.spans], group.count) for group in groups]


def test_a_passage_has_all_its_places():
    assert classes(f"{ONE}。\n\n甲{OTHER}。\n\n{ONE}。\n\n乙{ONE}") == [([ONE] * 3, 3)]


def test_a_few_letters_that_go_on_alike_behind_a_block_are_left_out():
    assert classes(f"{ONE}。\n\n后来天黑了。\n\n{OTHER}。\n\n{ONE}。\n\n后来下雨了。") == [([ONE] * 2, 2)]


def test_blocks_that_stand_below_each_other_are_places_of_one_class():
    assert classes("\n\n".join([ONE] * 4)) == [([ONE] * 4, 4)]


def test_a_few_letters_again_and_again_are_a_run_with_its_period():
    (spans, count), *others = classes("甲乙丙" * 10)
    assert (spans, count, others) == (["甲乙丙", "甲乙丙" * 9], 10, [])


def test_a_few_letters_that_are_alike_before_a_block_are_left_out():
    assert classes(f"甲后来下了雨。\n\n{ONE}。\n\n{OTHER}。\n\n乙后来下了雨。\n\n{ONE}") == [([ONE] * 2, 2)]
