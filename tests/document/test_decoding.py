import pytest
from generators import MARKED_TEXT
from hypothesis import given
from hypothesis import strategies as st

from analysis import DocumentError, load


@given(st.binary(max_size=60) | MARKED_TEXT.map(str.encode).flatmap(lambda b: st.just(b[:-1]) | st.just(b + b"\xff")))
def test_bytes_become_a_document_that_gives_them_back_or_one_error(data):
    try:
        document = load(data)
    except DocumentError as error:
        said = str(error)
    else:
        assert document.source.format != "text" or document.encode() == data
        return
    assert said.startswith("bytes: ")
    assert "\n" not in said


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "gb18030"])
def test_the_encoding_is_found_out(seed, encoding):
    found = load(seed.text.encode(encoding))
    assert (found.text, found.blocks) == (seed.text, seed.blocks)
    assert found.source.byte_order_mark == (encoding in {"utf-16", "utf-32", "utf-8-sig"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5"])
def test_two_sentences_of_traditional_text_are_enough(encoding):
    text = "孟子見梁惠王。王曰：「叟不遠千里而來，亦將有以利吾國乎？」"
    assert load(text.encode(encoding)).source.encoding == encoding


def test_rare_characters_are_read_in_gb18030_with_four_bytes():
    text = "𠀀字和㐀字都在这一句话里。"
    assert load(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "bytes: holds no text"),
        (b"\xef\xbb\xbf", "bytes: holds no text"),
        (" \n　\n".encode(), "bytes: holds only white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "bytes: no scan file that can be read: "),
        (b"text\x00text", "bytes: byte 5: a NUL byte, so the file is binary"),
        (bytes(range(128, 256)) * 3, "bytes: not text in UTF-8, UTF-16, GB18030 or Big5"),
        ("第一行\n第二行，政协工作".encode()[:-1], "bytes: line 2, byte 32: not valid utf-8"),
    ],
)
def test_what_is_no_text_is_one_clear_error(data, said):
    with pytest.raises(DocumentError) as error:
        load(data)
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_a_wrong_encoding_names_file_line_and_byte(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes("政协\n工作".encode("gb18030") + b"\xff")
    with pytest.raises(DocumentError, match=r"page\.txt: line 2, byte 10: not valid gb18030; pass another"):
        load(path, encoding="gb18030")
    with pytest.raises(DocumentError, match="'no-such' is no text encoding"):
        load(path, encoding="no-such")


def test_bytes_that_a_codec_would_leave_out_are_named_by_their_place():
    with pytest.raises(DocumentError, match="line 2, byte 5: not valid iso2022_jp in its one canonical form"):
        load(b"abc\n\x1b(B", encoding="iso2022_jp")
