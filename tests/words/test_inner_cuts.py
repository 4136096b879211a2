from itertools import pairwise

import pytest

from analysis.words.inner_cuts import inner_cuts


def parts(word):
    places = sorted(inner_cuts(word))
    return [word[start:end] for start, end in pairwise(places)]


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("全国人民代表大会", ["全国", "人民", "代表", "大会"]),
        ("发展中国家", ["发展", "中", "国家"]),
        ("集中学习", ["集中", "学习"]),
        ("中华人民共和国", ["中华", "人民", "共和", "国"]),
        ("市政协", ["市", "政协"]),
        ("養老服務", ["養老", "服務"]),
        ("人民", ["人民"]),
        ("民", ["民"]),
    ],
)
def test_a_word_is_cut_into_the_most_usual_words_in_it(word, cut):
    assert parts(word) == cut


def test_what_the_dictionary_lacks_is_cut_into_characters():
    assert parts("罍籲龘") == ["罍", "籲", "龘"]


def test_a_text_that_was_never_cut_is_cut_all_the_same():
    places = inner_cuts("改革开放" * 5_000)
    assert {2, 4} < places
    assert not any(place % 2 for place in places)
