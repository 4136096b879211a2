"""Words that blocks begin with, end with or hold."""

from analysis.structure.words import NAMES, byline_start, words_of


def test_by_lines_end_paragraphs_and_credits_do_not():
    assert byline_start("桥修好了。（记者 陈远）") == 5
    assert byline_start("桥修好了。本报记者 陈远 摄") == byline_start("陈远说，本报记者来过。") == 0


def test_words_are_looked_for_at_both_ends_only():
    middle = "河道" * 40 + "电话" + "河道" * 40
    assert not any(words_of(middle))
    assert [NAMES[row] for row, there in enumerate(words_of("订购电话 83456789")) if there] == [
        "ends with an amount",
        "words of an advertisement",
    ]
