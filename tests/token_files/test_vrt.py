"""Verticalised text: as the Corpus Workbench takes it, and as other programs write it."""

import pytest

from analysis import Tokeniser, from_vrt, parse, to_vrt


def test_words_are_lines_in_sentences_and_paragraphs():
    document = parse("# 题\n\n来了。请坐 <b>！")
    lines = to_vrt(document, Tokeniser().tokens(document, tags=True)).decode().splitlines()
    assert lines == [
        '<text id="text" before="#\\s">',
        "<head>",
        "<s>",
        "题\tn\t题\t\\n\\n",
        "</s>",
        "</head>",
        "<p>",
        "<s>",
        "来\tv\t来\t_",
        "了\tul\t了\t_",
        "。\tx\t。\t_",
        "</s>",
        "<s>",
        "请\tv\t请\t_",
        "坐\tv\t坐\t\\s",
        "&lt;\tx\t&lt;\t_",
        "b\teng\tb\t_",
        "&gt;\tx\t&gt;\t_",
        "！\tx\t!\t_",
        "</s>",
        "</p>",
        "</text>",
    ]


def test_a_file_with_words_alone_is_read():
    document, tokens = from_vrt(
        b'<text id="a">\n<p>\n<s>\n' + "政协\n开会\n</s>\n</p>\n<p>\n好\tADJ\n</p>\n</text>".encode()
    )
    assert (document.name, document.text) == ("a", "政协开会\n\n好")
    assert tokens["text"].tolist() == ["政协", "开会", "好"]
    assert tokens["tag"].tolist() == ["", "", "ADJ"]


@pytest.mark.parametrize(("text", "said"), [("<p>\n<3 个", "line 2: begins with <"), ("_\tn", "line 1: has no word")])
def test_a_line_that_is_none_is_named(text, said):
    with pytest.raises(ValueError, match=f"from_vrt: {said}"):
        from_vrt(text.encode())
