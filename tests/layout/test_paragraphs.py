"""Lines become blocks: paragraphs, headings, notes and captions."""

from laid_lines import item

from analysis.layout.paragraphs import joined, pieces

BODY = [
    item("缩进的第一行文字", 40, 60),
    *(item("一行一直排到栏的右边", 20, 76 + 16 * n) for n in range(5)),
    item("末行。", 20, 156),
]


def kinds(*items):
    return [(piece.kind, piece.text) for piece in pieces([(1, [*items])], 10)]


PARAGRAPH = "缩进的第一行文字" + "一行一直排到栏的右边" * 5 + "末行。"


def test_lines_that_go_on_are_a_paragraph():
    assert kinds(*BODY) == [("paragraph", PARAGRAPH)]


def test_a_larger_line_is_a_heading():
    assert kinds(item("大标题", 45, 30, size=14), *BODY) == [("heading", "大标题"), ("paragraph", PARAGRAPH)]


def test_smaller_lines_are_notes_captions_or_small_text_by_how_they_begin():
    notes = [item("① 见第三页。", 20, 190, size=8), item("② 同上。", 20, 204, size=8)]
    assert kinds(*BODY, *notes)[1:] == [("note", "① 见第三页。"), ("note", "② 同上。")]
    assert kinds(*BODY, item("图1 春天的桥", 20, 190, size=8))[1:] == [("caption", "图1 春天的桥")]
    assert kinds(*BODY, item("小字的一行", 20, 190, size=8))[1:] == [("small", "小字的一行")]


def test_a_space_goes_between_latin_words_and_none_into_a_number_or_behind_a_hyphen():
    assert joined(["See the", "note"]) == "See the note"
    assert joined(["共12", "34人"]) == "共1234人"
    assert joined(["data-", "base"]) == "data-base"
    assert joined(["会议由", "市政协"]) == "会议由市政协"
    assert joined([]) == ""
