"""EPUB by chapter, in the order of reading."""

import pytest
from hostile import OTHER, PROSE, epub, zipped

from analysis import DocumentError, load

CHAPTER = "<html><head><title>书名</title></head><body><h2>{}</h2><p>{}</p></body></html>"
ONE, TWO = CHAPTER.format("一", PROSE), CHAPTER.format("二", OTHER)


def test_chapters_come_in_the_order_of_reading_with_their_headings(tmp_path):
    path = tmp_path / "书.epub"
    path.write_bytes(epub({"b.xhtml": ONE, "a.xhtml": TWO}))
    document = load(path)
    assert document.text == f"## 一\n\n{PROSE}\n\n## 二\n\n{OTHER}\n"
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"] * 2
    assert document.source.format == "epub"


def test_an_epub_is_known_by_its_content():
    assert load(epub({"a.xhtml": ONE}), name="书").source.format == "epub"


def test_the_list_of_contents_is_no_text():
    contents = "<html><body><h1>目录</h1><p>一 春天</p></body></html>"
    data = epub({"nav.xhtml": contents, "a.xhtml": ONE}, properties={"nav.xhtml": "nav"})
    assert load(data).text == f"## 一\n\n{PROSE}\n"


def test_a_chapter_that_is_listed_twice_is_read_once():
    assert load(epub({"a.xhtml": ONE}, spine=["a.xhtml"] * 1000)).text.count(PROSE) == 1


def test_names_are_relative_to_the_package_and_may_be_quoted():
    data = epub({"text/%E4%B8%80 a.xhtml": ONE}, folder="OPS/book", parts={"OPS/book/text/一 a.xhtml": ONE})
    assert load(data).text == f"## 一\n\n{PROSE}\n"


def test_a_chapter_is_read_in_the_encoding_that_it_declares():
    page = f'<?xml version="1.0" encoding="GB2312"?>{ONE}'.encode("gb18030")
    assert load(epub({"a.xhtml": ""}, parts={"OPS/a.xhtml": page})).text == f"## 一\n\n{PROSE}\n"


def test_all_of_a_chapter_is_text():
    """What would be a footer of a web page can be a colophon here."""
    page = f"<html><body><p>{PROSE}</p><div class='footer'><p>版权所有</p></div></body></html>"
    assert load(epub({"a.xhtml": page})).text == f"{PROSE}\n\n版权所有\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (epub({}), "OPS/package.opf names no chapters"),
        (epub({"a.xhtml": ONE}, spine=["b.xhtml"]), "OPS/package.opf names no chapters"),
        (epub({"../../a.xhtml": ONE}, parts={}), r"it lacks \.\./a\.xhtml"),
        (epub({"a.xhtml": ONE}, parts={"OPS/a.xhtml": bytes(range(256))}), r"OPS/a\.xhtml: "),
        (epub({"a.xhtml": "<p></p>"}), "no text in it"),
        (zipped({"META-INF/container.xml": b"<container/>"}), r"META-INF/container\.xml names no package"),
        (zipped({"META-INF/container.xml": b'<rootfile full-path="a"/>'}), "it lacks a"),
        (zipped({"a.txt": PROSE.encode()}), "an archive that is neither Word nor EPUB"),
    ],
)
def test_a_broken_one_is_one_clear_error(data, message):
    with pytest.raises(DocumentError, match=rf"^bytes: [^\n]*{message}"):
        load(data)
