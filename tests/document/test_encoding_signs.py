import pytest

from analysis import DocumentError, load
from analysis.document.encoding_signs import foreign_encoding

PROSE = "春天来了，公园里的花都开了。孩子们在草地上放风筝，老人坐在树下下棋。"
TRADITIONAL = "孟子見梁惠王。王曰：「叟不遠千里而來，亦將有以利吾國乎？」孟子對曰：「王何必曰利？亦有仁義而已矣。」"
JAPANESE = "これは日本語の文章です。東京の公園で、子どもたちが遊んでいる。カメラとテレビもあります。"
KOREAN = "이것은 한국어 문장입니다. 서울의 공원에서 아이들이 놀고 있습니다."


@pytest.fixture
def page(tmp_path):
    def write(data):
        (tmp_path / "page.html").write_bytes(data)
        return tmp_path / "page.html"

    return write


def test_the_encoding_that_is_given_is_that_of_a_page(page):
    path = page(b"<meta charset=utf-8>" + f"<p>{TRADITIONAL}</p>".encode("big5"))
    assert load(path, encoding="big5").text.strip() == TRADITIONAL
    with pytest.raises(DocumentError, match="'no-such' is no text encoding"):
        load(path, encoding="no-such")


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (b"<meta charset=gb2312>", "gb18030"),
        (b"<!-- <meta charset=big5> --><META http-equiv=Content-Type content='text/html; charset=GBK'>", "gb18030"),
        (b'<?xml version="1.0" encoding="big5"?>', "big5"),
        (b"<meta charset=big5>", "big5hkscs"),
        (b"<meta charset=x-no-such>", "gb18030"),
        (b"<meta charset=unicode_escape>", "gb18030"),
        (b"<meta charset=iso-8859-1>", "utf-8"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"", "utf-8"),
        (b"", "gb18030"),
        (b"", "utf-16"),
    ],
)
def test_a_page_is_read_in_what_it_declares_or_what_is_found_out(page, head, codec):
    text = TRADITIONAL if "big5" in codec else PROSE
    text = text.replace("孟", "啲") if codec == "big5hkscs" else text
    assert load(page(head + f"<p>{text}</p>".encode(codec))).text.strip() == text


def test_a_mark_is_believed_before_a_declaration(page):
    assert load(page(f"<meta charset=gb2312><p>{PROSE}</p>".encode("utf-8-sig"))).text.strip() == PROSE


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"<p>\n" + PROSE[:7].encode() + b"\xff" + PROSE.encode(), "line 2, byte 26: not valid utf-8"),
        (b"<meta charset=gb2312>\r\n" + PROSE.encode("gb18030") + b"\xff\xff", "line 2, byte 92: not valid gb18030"),
        (b"<meta charset=utf-8>" + PROSE.encode("gb18030"), "line 1, byte 21: not valid utf-8"),
    ],
)
def test_an_invalid_byte_in_a_page_is_an_error_with_its_place(page, data, place):
    with pytest.raises(DocumentError, match=rf"page\.html: {place}; pass encoding="):
        load(page(data))


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "euc_kr"),
        (KOREAN, "iso2022_kr"),
        (PROSE, "hz"),
    ],
)
@pytest.mark.parametrize("times", [1, 200])
def test_other_encodings_are_refused_with_their_name(text, codec, times):
    data = (text * times).encode(codec)
    with pytest.raises(DocumentError, match=f"^bytes: looks like {codec}; pass encoding='{codec}'"):
        load(data)
    with pytest.raises(DocumentError, match=f"looks like {codec}"):
        load(b"<p>" + data + b"</p>")
    assert load(data, encoding=codec).text == text * times


@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [PROSE, TRADITIONAL])
def test_chinese_is_not_taken_for_another_language(text, codec):
    data = text.encode(codec, "ignore")
    assert foreign_encoding(data) is None


def test_some_words_of_japanese_are_no_japanese_text():
    text = f"{PROSE}鲁迅译《苦闷の象徴》，原文有“これ”二字。{PROSE}"
    assert load(text.encode("gb18030")).text == text


@pytest.mark.parametrize("text", ["a ~{b} c", "~{abc~}", "~~ {x}", "price ~{12~} and ~{ ~}", "\x1b[31mred\x1b[0m"])
def test_ascii_that_is_not_escaped_text_is_read(text):
    assert load(text.encode()).text == text


KANJI = "東京都港区芝公園四丁目二番八号、東京特許許可局会議録作成委員会の報告書。"
CHILDREN = "孩子们在草地上放风筝"


def test_japanese_with_hardly_any_kana_is_not_read_as_chinese():
    with pytest.raises(DocumentError, match="bytes: looks like shift_jis; pass encoding='shift_jis'"):
        load(KANJI.encode("shift_jis"))
    assert load(KANJI.encode("shift_jis"), encoding="shift_jis").text == KANJI


@pytest.mark.parametrize("codec", ["gb18030", "big5"])
def test_traditional_text_is_not_taken_for_japanese(codec):
    assert load((TRADITIONAL * 3).encode(codec)).text == TRADITIONAL * 3


def test_utf8_in_a_text_of_another_encoding_is_refused_with_its_place():
    data = PROSE.encode("gb18030") + b"\n" + CHILDREN.encode() + b"\n"
    assert data.decode("gb18030")  # what a guess would have read in silence
    with pytest.raises(DocumentError, match=r"^bytes: line 2, byte 70: UTF-8 in a text of another encoding"):
        load(data)


def test_utf8_in_a_page_that_declares_another_encoding_is_refused_with_its_place(tmp_path):
    page = tmp_path / "a.html"
    page.write_bytes(b'<meta charset="gb2312"><p>' + PROSE.encode("gb18030"))
    assert load(page).text.strip() == PROSE
    page.write_bytes(page.read_bytes() + b"\n" + CHILDREN.encode())
    with pytest.raises(DocumentError, match=r"a\.html: line 2, byte 96: UTF-8 in a text of another encoding"):
        load(page)


def test_two_encodings_in_one_line_are_refused_at_the_byte_where_the_second_begins():
    data = CHILDREN.encode() + PROSE.encode("gb18030")
    assert data.decode("gb18030")
    with pytest.raises(DocumentError, match=r"^bytes: line 1, byte 31: not valid utf-8, as the text before it is"):
        load(data)
    with pytest.raises(DocumentError, match=r"^bytes: line 1, byte 21: UTF-8 in a text of another encoding"):
        load(CHILDREN.encode("gb18030") + CHILDREN.encode())


def test_a_short_text_that_was_cut_is_refused_with_its_place():
    with pytest.raises(DocumentError, match=r"^bytes: line 1, byte 5: not text in UTF-8"):
        load("春天".encode()[:-1] + b"\xff")


def test_bytes_with_a_name_are_called_by_it_in_an_error():
    with pytest.raises(DocumentError, match=r"^standard input: line 1, byte 4: not valid utf-8"):
        load("政协工作\n".encode()[:3] + b"\xff" + PROSE.encode(), name="standard input")
    with pytest.raises(DocumentError, match=r"^a\\x1bb: holds no text"):
        load(b"", name="a\x1bb")
