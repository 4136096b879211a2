import pypdfium2
from pdf_pages import PdfPage, pdf_of

from analysis.layout.attached import with_attached
from analysis.layout.glyphs import page_glyphs
from analysis.layout.lines import PageLines, page_lines


def lines_of(page: PdfPage) -> PageLines:
    return with_attached(page_lines(page_glyphs(pypdfium2.PdfDocument(pdf_of(page))[0])))


def texts_of(page: PdfPage) -> list[str]:
    return [line.text for line in lines_of(page).lines]


def test_characters_side_by_side_are_one_line_and_columns_are_apart():
    page = PdfPage()
    page.line("左栏的一行", 40, 60)
    page.line("右栏的一行", 105, 60)
    assert texts_of(page) == ["左栏的一行", "右栏的一行"]


def test_room_that_justifies_a_line_is_no_space():
    page = PdfPage()
    page.line("一行拉开的文字", 40, 60, gap=2)
    assert texts_of(page) == ["一行拉开的文字"]


def test_a_space_is_room_that_the_rest_of_the_line_has_not():
    page = PdfPage()
    page.line("第", 40, 60)
    page.line("章总则", 53, 60)
    assert texts_of(page) == ["第 章总则"]


def test_latin_words_keep_their_spaces():
    page = PdfPage()
    page.line("see the note", 40, 60)
    assert texts_of(page) == ["see the note"]


def test_an_f_that_reaches_over_the_next_word_is_parted_from_it():
    page = PdfPage()
    x = page.line("of", 30, 40)
    page.line("us", x + 1.5, 40)
    assert texts_of(page) == ["of us"]


def test_a_number_before_a_heading_keeps_the_space_behind_it():
    page = PdfPage()
    page.line("3.1 范围和对象", 40, 60)
    assert texts_of(page) == ["3.1 范围和对象"]


def test_a_raised_mark_belongs_to_its_line():
    page = PdfPage()
    page.line("有注", 40, 60)
    page.line("1", 60, 58, size=6)
    assert texts_of(page) == ["有注1"]


def test_characters_below_each_other_are_read_downwards():
    page = PdfPage()
    page.downwards("右起第一行", 100, 40)
    page.downwards("左边第二行", 80, 40)
    found = lines_of(page)
    assert found.is_vertical
    assert [line.text for line in sorted(found.lines, key=lambda line: line.middle)] == ["右起第一行", "左边第二行"]


def test_a_level_headline_over_vertical_text_keeps_its_direction():
    page = PdfPage()
    page.line("横排标题", 60, 20, size=20)
    for number in range(6):
        page.downwards("竖排的文章一行又一行", 140 - 18 * number, 60)
    directions = {line.text[:2]: line.frame for line in lines_of(page).lines}
    assert directions == {"横排": 0, "竖排": 1}


def test_vertical_forms_of_marks_are_the_marks():
    page = PdfPage()
    page.downwards("他说︽书︾︒", 100, 40)
    assert texts_of(page) == ["他说《书》。"]


def test_ruby_goes_with_its_line_and_emphasis_dots_go():
    page = PdfPage()
    page.line("读书写字", 40, 60)
    page.line("shu", 50, 54, size=5)
    page.line("·", 70, 72, size=6)
    page.line("另一行字", 40, 90)
    (line, other) = lines_of(page).lines
    assert (line.text, [ruby.text for ruby in line.ruby]) == ("读书写字", ["shu"])
    assert other.text == "另一行字"


def test_an_initial_begins_the_first_of_the_lines_beside_it():
    page = PdfPage()
    page.line("大", 40, 60, size=26)
    page.line("江东去浪淘尽", 68, 61)
    page.line("千古风流人物", 68, 77)
    page.line("故垒西边人道是三", 40, 93)
    lines = sorted(lines_of(page).lines, key=lambda line: line.middle)
    assert [line.text for line in lines] == ["大江东去浪淘尽", "千古风流人物", "故垒西边人道是三"]
    assert {round(line.box.x0) for line in lines} == {40}


def test_the_mark_of_a_list_begins_the_line_that_it_stands_before():
    page = PdfPage()
    page.character("●", 30, 43, 5)
    page.line("第一项写在这里", 48, 40)
    page.line("第二行没有记号", 48, 56)
    assert texts_of(page) == ["●第一项写在这里", "第二行没有记号"]
