"""Line ends inside a paragraph go for the cut into words, and come back in their places."""

import pytest

from analysis.words.gaps import as_written, bridged, in_one_line, with_gaps


@pytest.mark.parametrize(
    ("text", "line", "gaps"),
    [
        ("文章的名\n目", "文章的名目", [(4, "\n", "")]),
        ("一\n二\n三", "一二三", [(1, "\n", ""), (2, "\n", "")]),
        ("a\nb", "a b", [(1, "\n", " ")]),
        ("the quick\nbrown\nfox", "the quick brown fox", [(9, "\n", " "), (15, "\n", " ")]),
        ("甲乙a\n丙b", "甲乙a丙b", [(3, "\n", "")]),
        ("引文的上\n> 下", "引文的上下", [(4, "\n> ", "")]),
        ("没有 换行", "没有 换行", []),
    ],
)
def test_a_line_end_goes_and_its_place_is_kept(text, line, gaps):
    assert in_one_line(text) == (line, gaps)


@pytest.mark.parametrize(
    ("pieces", "gaps", "shown"),
    [
        (["文章", "名目"], [(3, "\n", "")], ["文章", "名\n目"]),
        (["文章", "名目"], [(2, "\n", "")], ["文章", "\n", "名目"]),
        (["一二三"], [(1, "\n", ""), (2, "\r\n", "")], ["一\n二\r\n三"]),
        (["一", "二三四"], [(2, "\n", ""), (3, "\n", "")], ["一", "二\n三\n四"]),
        (["the", " ", "fox"], [(3, "\n", " ")], ["the", "\n", "fox"]),
        (["the fox"], [(3, "\n", " ")], ["the\nfox"]),
    ],
)
def test_a_gap_comes_back_inside_a_piece_or_as_one(pieces, gaps, shown):
    assert [*with_gaps(pieces, gaps)] == shown


@pytest.mark.parametrize(
    ("token", "text"), [("名\n目", "名目"), ("\n", "\n"), ("名目", "名目"), ("e-\nmail", "e-mail")]
)
def test_a_token_is_read_without_the_line_end_in_it(token, text):
    assert bridged(token) == text


def test_pieces_are_given_as_they_were_written():
    assert as_written("市政協完善機制。", "市政协完善机制。", ["市政协", "完善", "机制", "。"]) == [
        "市政協",
        "完善",
        "機制",
        "。",
    ]


def test_latin_words_get_a_space_whatever_the_text_begins_with():
    assert in_one_line("用 Text\nMining") == ("用 Text Mining", [(6, "\n", " ")])
