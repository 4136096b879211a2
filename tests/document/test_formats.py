"""HTML, Word and PDF become Markdown with their headings, lists and tables, and nothing that nobody sees."""

import pytest
from hostile import docx, pdf

import analysis
from analysis import DocumentError, Tokeniser
from analysis.document import formats, web
from analysis.document.formats import FormatError, format_of, read


@pytest.mark.parametrize(
    ("ending", "data", "form"),
    [
        (".txt", b"%PDF-1.7", "pdf"),
        (".pdf", b"PK\x03\x04", "docx"),
        (".docx", "春天".encode(), "docx"),
        (".XHTML", b"<p>", "html"),
        (".md", b"<p>", "text"),
        ("", b" %PDF-1.7", "text"),
    ],
)
def test_the_first_bytes_go_before_the_ending(ending, data, form):
    assert format_of(ending, data) == form


def html(body):
    return read(f"<html><head><title>页</title></head><body>{body}</body></html>".encode(), "html")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>题</h1><p>春天。</p><h2>一</h2><p>夏天。</p>", "# 题\n\n春天。\n\n## 一\n\n夏天。\n"),
        ("<p>春<b>天</b>来<a href='x'>了</a>，<em>花</em>开了。</p>", "春天来了，花开了。\n"),
        ("<ul><li>甲</li><li>乙</li></ul>", "- 甲\n- 乙\n"),
        ("<p>2*3*4_5_6 [甲] #乙</p>", "2*3*4_5_6 [甲] #乙\n"),
        ("<p>甲</p><div></div><hr><div><div></div></div><p>乙</p>", "甲\n\n---\n\n乙\n"),
    ],
    ids=["headings", "no marks inside", "list", "as it is written", "few empty lines"],
)
def test_a_page_is_markdown(body, text):
    assert html(body) == text


@pytest.mark.parametrize("tag", [*web.NOT_TEXT, *web.HEAD])
def test_what_a_browser_does_not_show_or_every_page_has_is_left_out(tag):
    assert html(f"<p>春天。</p><{tag}>隐藏</{tag}><p>夏天。</p>") == "春天。\n\n夏天。\n"


def test_declarations_and_comments_are_no_text():
    assert html("<!-- 注 --><!ELEMENT br><?xml 指令?><p>春天。</p>") == "春天。\n"


def test_a_word_file_is_read_by_its_paragraphs():
    body = "<w:p><w:r><w:t>春天。</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>夏天。</w:t></w:r></w:p>"
    assert read(docx(body), "docx") == "春天。\n\n夏天。\n"


def test_bounds_are_the_most_that_is_read(monkeypatch):
    body = "<w:p><w:r><w:t>春天。</w:t></w:r></w:p>" * 3
    monkeypatch.setattr(formats, "MOST_BLOCKS", 5)
    assert read(docx(body), "docx").count("春天。") == 3  # of five lines
    monkeypatch.setattr(formats, "MOST_BLOCKS", 2)
    with pytest.raises(FormatError, match="unfolds to 3 paragraphs; 2 are the most that one file may have"):
        read(docx(body), "docx")


@pytest.mark.parametrize(
    ("data", "form", "said"),
    [
        (b"<p> </p>", "html", "^no text in it$"),
        (pdf(b""), "pdf", "no text in it"),
        (b"%PDF-1.7", "pdf", "no pdf file that can be read: "),
        (b"PK\x03\x04", "docx", "no docx file that can be read: "),
    ],
)
def test_what_holds_no_text_is_refused_with_the_reason(data, form, said):
    with pytest.raises(FormatError, match=said):
        read(data, form)


def test_a_package_that_is_not_installed_is_named(monkeypatch):
    def missing(_):
        raise ModuleNotFoundError("No module named 'mammoth'", name="mammoth")

    monkeypatch.setitem(formats.READERS, "docx", missing)
    with pytest.raises(FormatError, match=r"reading docx needs mammoth: pip install 'zh-analysis\[formats\]'"):
        read(b"", "docx")


@pytest.mark.parametrize("ending", [".conllu", ".vrt", ".xml"])
def test_a_file_of_tokens_is_no_text(tmp_path, ending):
    """Its marks would be counted as words; `analysis convert` writes its text."""
    tokens = Tokeniser().tokens(document := analysis.parse("市政协完善机制。"))
    write = {".conllu": analysis.to_conllu, ".vrt": analysis.to_vrt, ".xml": analysis.to_tei_words}[ending]
    path = tmp_path / f"page{ending}"
    written = write(document, tokens)
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(DocumentError, match="a file of tokens; `analysis convert` writes its text"):
        analysis.load(path)


def test_a_text_that_begins_like_tokens_is_one(tmp_path):
    for name, text in (("a.txt", "1\t市政协\n"), ("b.vrt", "市政协完善机制。"), ("c.conllu", "# 标题\n\n市政协")):
        (tmp_path / name).write_text(text, "utf-8")
        assert "市政协" in analysis.load(tmp_path / name).text
