import pickle
import zipfile

import pytest
from conftest import SEED
from generators import ANY_TEXT, MARKED_TEXT
from hypothesis import example, given
from hypothesis import strategies as st

import analysis
from analysis import DocumentError, load, load_all, parse
from analysis.document.converter import end_idle


@given(ANY_TEXT)
@example("# # #")
@example("标题\n===\n")
@example("- # 甲\n> ## 乙\n>\n> 丙")
def test_blocks_and_the_gaps_between_them_cover_the_text_and_gaps_hold_no_letter(text):
    edge = 0
    for block in parse(text).blocks:
        assert edge <= block.start < block.end <= len(text)
        assert not any(map(str.isalnum, text[edge : block.start]))
        edge = block.end
    assert not any(map(str.isalnum, text[edge:]))


@given(MARKED_TEXT, st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_a_document_gives_its_bytes_back(text, encoding):
    data = text.encode(encoding)
    try:
        document = load(data, encoding=None if encoding == "utf-8-sig" else encoding)
    except DocumentError:
        assert not text.strip() or text.startswith("\ufeff")
        return
    assert document.encode() == data


def test_the_seed_is_read_as_it_is(seed):
    assert seed.encode() == SEED.read_bytes()
    assert seed.source.sha256 == "8ebc749d6eecfa4c8e31c67140f55b11e287aedd62f329adf860fe6522cf86ff"
    spans = {(block.start, block.end): block for block in seed.blocks}
    assert spans[4, 33].kind == "title"
    assert spans[5318, 5331].kind == "heading"
    assert spans[4145, 4158].kind == "paragraph"
    assert spans[4145, 4158].line == 103


def kinds(text):
    return [(block.kind, block.level, text[block.start : block.end]) for block in parse(text).blocks]


def test_headings_are_those_of_commonmark():
    assert kinds("# 题 ##\n\n节\n---\n\n#无空格\n\n```\n# 码\n```") == [
        ("title", 1, "题"),
        ("heading", 2, "节"),
        ("paragraph", 0, "#无空格"),
        ("code", 0, "```\n# 码\n```"),
    ]


def test_indented_paragraphs_are_paragraphs_and_a_line_is_one():
    assert kinds("    第一段。\n    第二段。\n　　第三段。") == [
        ("paragraph", 0, "第一段。"),
        ("paragraph", 0, "第二段。"),
        ("paragraph", 0, "第三段。"),
    ]


def test_lines_wrapped_at_a_width_are_one_paragraph():
    lines = [
        "春天来了，河边的柳树又绿了，孩子们",
        "在岸上放风筝，老人坐在树下下棋，谁",
        "也没有注意到天边的云慢慢聚了起来，",
        "终于下雨了。",
    ]
    text = "\n".join(lines)
    assert kinds(text) == [("paragraph", 0, text)]


def test_a_missing_file_a_directory_and_an_unreadable_file_are_named(tmp_path):
    with pytest.raises(DocumentError, match=r"none\.txt: No such file"):
        load(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="is a directory, not a file"):
        load(tmp_path)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(DocumentError, match="loop: Too many levels"):
        load(loop)


def test_line_numbers_are_those_an_editor_shows():
    document = parse("一\r\n二\r三\x85四\u2028五")
    assert [document.line(document.text.index(c)) for c in "一二三四五"] == [1, 2, 3, 4, 5]


def test_pages_are_counted_by_form_feeds():
    assert [block.page for block in parse("甲。\n\n\f乙。\n\f\n丙。").blocks] == [1, 2, 3]
    assert [block.page for block in parse("甲。").blocks] == [0]


def test_front_matter_is_a_kind_of_its_own_and_two_rules_are_not():
    assert kinds("---\ntitle: 题\n---\n\n# 题")[0] == ("front matter", 0, "---\ntitle: 题\n---")
    assert kinds("---\n\n甲。\n\n---")[0] == ("paragraph", 0, "甲。")


def test_a_comment_and_inline_code_hold_no_heading():
    assert [kind for kind, *_ in kinds("<!--\n# 注\n-->\n\n文中的 `# 码` 不是标题。")] == ["html", "paragraph"]


PAGE = """<html><head><title>站名</title><style>p {}</style></head><body><nav>首页 频道</nav><h1>春天的<b>公园</b></h1>
<p>花都<a href="/x">开</a>了。</p><h2>二</h2><ul><li>柳树</li></ul><script>alert(1)</script></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_html_becomes_its_text_with_headings(tmp_path, encoding):
    path = tmp_path / "page.html"
    path.write_bytes(f"<meta charset={encoding}>{PAGE}".encode(encoding))
    document = load(path)
    assert document.text == "# 春天的公园\n\n花都开了。\n\n## 二\n\n- 柳树\n"
    assert (document.source.format, document.source.path) == ("html", str(path))


def test_word_files_are_read_with_headings(tmp_path):
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    path = tmp_path / "报告.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"></Types>')
        relation = f'<Relationship Id="a" Type="{office}" Target="word/document.xml"/>'
        file.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{relation}</Relationships>')
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
        body = f"<w:p>{style}<w:r><w:t>工作报告</w:t></w:r></w:p><w:p><w:r><w:t>各位代表。</w:t></w:r></w:p>"
        file.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
        head = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
        file.writestr("word/styles.xml", f'<w:styles xmlns:w="{word}">{head}</w:styles>')
        styles = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
        relation = f'<Relationship Id="b" Type="{styles}" Target="styles.xml"/>'
        file.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}/relationships">{relation}</Relationships>'
        )
    document = load(path)
    assert document.text == "# 工作报告\n\n各位代表。\n"
    assert document.name == "报告"


@pytest.fixture
def pdf(tmp_path):
    """Return a PDF of two pages with a text layer."""
    from matplotlib import font_manager, rc_context
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    from analysis.figures.glyphs import FONT

    font_manager.fontManager.addfont(FONT)
    with rc_context({"pdf.fonttype": 42, "font.family": "Noto Sans SC GBK"}), PdfPages(tmp_path / "a.pdf") as file:
        for text in ("会议由市政", "协主席主持。"):
            page = Figure()
            page.text(0.1, 0.8, text)
            file.savefig(page)
    return tmp_path / "a.pdf"


def test_a_paragraph_of_a_pdf_knows_the_pages_that_it_stands_on(pdf):
    document = load(pdf)
    (block,) = document.blocks
    assert document.text[block.start : block.end] == "会议由市政协主席主持。"
    assert [region.page for region in block.regions] == [1, 2]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_broken_file_of_a_format_is_one_clear_error(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7 nothing" if name == "a.pdf" else b"PK\x03\x04nothing")
    with pytest.raises(DocumentError, match=rf"{name}: no (pdf|docx) file that can be read: "):
        load(path)


def test_a_format_without_its_package_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "markdownify.py").write_text("raise ModuleNotFoundError(name='markdownify')", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    end_idle()  # another converter starts with this path
    path = tmp_path / "a.html"
    path.write_text("<p>甲。</p>", "utf-8")
    with pytest.raises(DocumentError, match=r"needs markdownify: pip install 'zh-analysis\[formats\]'"):
        load(path)
    end_idle()


def test_a_folder_and_a_pattern_are_loaded_in_order_of_their_paths(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("乙.txt", "b/甲.md", "丙.csv"):
        (tmp_path / name).write_text("一句话。", "utf-8")
    assert [document.name for document in load_all(tmp_path)] == ["甲", "乙"]
    assert [document.name for document in load_all(f"{tmp_path}/*.csv")] == ["丙"]
    with pytest.raises(DocumentError, match=r"\*\.pdf: no such file"):
        load_all(f"{tmp_path}/*.pdf")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError, match=r"empty: holds no file that ends in \.txt"):
        load_all(tmp_path / "empty")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\ud800", "line 1, character 1"),
        ("甲\r\n乙丙\udfff丁", "line 2, character 3"),
        ("𠀀\udc00", "line 1, character 2"),
    ],
)
def test_half_a_character_is_refused_with_its_place(text, place):
    with pytest.raises(DocumentError, match=rf"^page: {place}: a lone surrogate \(U\+D[8-F]"):
        parse(text, "page")
    with pytest.raises(DocumentError, match=f"bytes: {place}: a lone surrogate"):
        load(text.encode("unicode_escape"), "unicode_escape")


def test_a_name_with_half_a_character_is_refused():
    for call in (lambda: parse("甲", "\ud800"), lambda: load("甲".encode(), name="\ud800")):
        with pytest.raises(DocumentError, match=r"name: line 1, character 1: a lone surrogate \(U\+D800\)"):
            call()
    assert parse("𠀀", "𠀀").name == "𠀀"


@pytest.mark.parametrize("text", ["\u0301", "\u0301\u0302", "\u0301" * 200 + "\n\n" + "\u0302" * 200])
def test_combining_marks_alone_are_a_text(text):
    document = load(text.encode())
    assert analysis.restore(analysis.repair(document)) == text
    assert analysis.audit(document).redundancy == 0
    tokens = analysis.Tokeniser().tokens(document)
    assert len(analysis.with_sections(tokens, analysis.sections(document))) == len(tokens)
    assert analysis.frequencies(tokens).empty


def test_a_document_that_goes_to_another_process_is_the_same_there():
    document = parse("# 题\n\n第一段。", "甲")
    assert pickle.loads(pickle.dumps(document)) == document
