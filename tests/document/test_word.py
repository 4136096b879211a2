"""Word: headings by their styles, lists, tables, notes, and what is no text of the document."""

import pytest
from hostile import docx

from analysis import load

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BASED = '<w:basedOn w:val="b"/>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def paragraph(text, style="", more=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def style(identity, name, more=""):
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{more}</w:style>'


def text_of(body, **parts):
    """The text of a Word file with these parts beside the document: the name of each is that of its relation."""
    names = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    more = {
        f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD}">{part}</w:{name}>'.encode() for name, part in parts.items()
    }
    relations = f'<Relationships xmlns="{PACKAGE}">{names}</Relationships>'.encode()
    return load(docx(body, more=more | {"word/_rels/document.xml.rels": relations})).text


@pytest.mark.parametrize(
    ("styles", "mark"),
    [
        (style("a", "heading 1"), "# "),
        (style("a", "标题 2"), "## "),
        (style("a", "標題3"), "### "),
        (style("a", "heading 9"), "###### "),
        (style("a", "Title"), "# "),
        (style("a", "公文大标题", BASED) + style("b", "heading 2"), "## "),
        (style("a", "某某", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'), "### "),
        (
            style("a", "正文", '<w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>') + style("b", "标题 1"),
            "",
        ),
        (style("a", "甲", BASED) + style("b", "乙", '<w:basedOn w:val="a"/>'), ""),
        (style("a", "it's", BASED) + style("b", "heading 1"), "# "),
    ],
)
def test_a_style_says_whether_a_paragraph_is_a_heading(styles, mark):
    assert text_of(paragraph("总则", "a"), styles=styles) == f"{mark}总则\n"


def test_a_list_of_contents_is_no_text():
    styles = style("a", "toc 1") + style("b", "TOC Heading", '<w:basedOn w:val="c"/>') + style("c", "heading 1")
    body = paragraph("目录", "b") + paragraph("总则 1", "a") + paragraph("总则", "c") + paragraph("第一段。")
    assert text_of(body, styles=styles) == "# 总则\n\n第一段。\n"


def test_lists_and_tables_have_their_marks():
    def level(number, form):
        inner = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/></w:lvl>'
        return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'

    def item(text, number):
        return paragraph(text, more=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')

    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    rows = (("年份", "产量"), ("甲", "5"))
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
    text = text_of(
        item("一", 1) + item("二", 1) + item("点", 2) + table,
        numbering=level(1, "decimal") + level(2, "bullet") + numbers,
    )
    assert text == "1. 一\n2. 二\n\n- 点\n\n| 年份 | 产量 |\n| --- | --- |\n| 甲 | 5 |\n"


def test_notes_are_at_the_end_with_their_numbers():
    run = '<w:p><w:r><w:t>花开了</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
    note = f'<w:footnote w:id="2">{paragraph("这是脚注。")}</w:footnote>'
    assert text_of(run, footnotes=note) == "花开了[1]。\n\n1. 这是脚注。\n"


def test_tracked_changes_are_accepted():
    deleted = "<w:del><w:r><w:delText>没有</w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>真的</w:t></w:r></w:ins>"
    moved = "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来了。</w:t></w:r></w:moveTo>"
    assert text_of(f"<w:p><w:r><w:t>春天</w:t></w:r>{deleted}{inserted}{moved}</w:p>") == "春天真的来了。\n"


def test_headers_and_footers_are_no_text():
    text = paragraph("某某公司机密")
    assert text_of(paragraph("第一段。"), header=text, footer=text) == "第一段。\n"


def test_a_text_box_is_read_once():
    office = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    content = f"<w:txbxContent>{paragraph('框里的字。')}</w:txbxContent>"
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="wps">{content}</wps:txbx></w:drawing></mc:Choice>'
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{content}</v:textbox></v:shape>'
    old = f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback>"
    box = f'<mc:AlternateContent xmlns:mc="{office}">{new}{old}</mc:AlternateContent>'
    assert text_of(f"<w:p><w:r>{box}</w:r></w:p>{paragraph('框外的字。')}") == "框里的字。\n\n框外的字。\n"


def test_what_ruby_explains_stays_and_no_word_is_split():
    ruby = "<w:rt><w:r><w:t>chūn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>春</w:t></w:r></w:rubyBase>"
    assert text_of(f"<w:p><w:r><w:ruby>{ruby}</w:ruby></w:r><w:r><w:t>天来了。</w:t></w:r></w:p>") == "春天来了。\n"
