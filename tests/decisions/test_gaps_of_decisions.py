"""Which gaps may be joined is said before anything is mended."""

import pytest

from analysis import Decisions, parse


@pytest.mark.parametrize(
    ("text", "offset", "why"),
    [
        ("他们说，\n\n然后走了。", 4, ""),
        ("第一行\n第二行", 3, ""),
        ("他们说，", 4, "there is text on one side of it only"),
        ("|甲|乙|\n|-|-|\n|一|二|\n", 12, "line 1 is a table, which is joined to nothing"),
        ("---\ntitle: 甲\n---\n\n乙说。", 17, "line 1 is front matter, which is joined to nothing"),
        ("> 他们说，\n\n然后走了。", 6, "line 1 is a quotation, and the other side is not"),
        ("他们说，\n\n***\n\n然后走了。", 4, "“***” is between the two"),
        ("他们说，\n\n——\n\n然后走了。", 4, "“——” is between the two"),
        ("他们说\n\n。\n\n然后走了。", 3, ""),
        ("他们说，\n\n![图](a.png)\n\n然后走了。", 4, "line 3 is a picture, which is joined to nothing"),
        ("![图](a.png)\n\n然后走了。", 11, "line 1 is a picture, which is joined to nothing"),
        ("他们说，\n\n1. 然后走了。", 4, "line 3 is an item with a number, which would be in the sentence"),
        ("1. 他们说，\n\n然后走了。", 7, ""),
        ("他们说，\n\n- 然后走了。", 4, ""),
    ],
)
def test_a_join_fits_where_running_text_is_on_both_sides(text, offset, why):
    document = parse(text)
    assert Decisions().join(document, offset).fit(document)["why"].tolist() == [why]


def test_to_part_what_cannot_be_joined_fits():
    document = parse("他们说，\n\n## 第二节\n\n完了。")
    assert Decisions().part(document, 4).fit(document)["fits"].tolist() == [True]
