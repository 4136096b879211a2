import pypdfium2
import pytest
from pdf_pages import PdfPage, pdf_of

from analysis.layout.glyphs import PageGlyphs, page_glyphs


def glyphs_of(page: PdfPage) -> PageGlyphs:
    return page_glyphs(pypdfium2.PdfDocument(pdf_of(page))[0])


def text_of(page: PdfPage) -> str:
    found = glyphs_of(page).characters
    return "".join(map(chr, sorted(found["code"].tolist(), key=lambda code: code)))


def test_a_character_has_its_box_and_size_in_points_from_the_top_left_corner():
    page = PdfPage()
    page.character("甲", 50, 60, 12)
    (found,) = glyphs_of(page).characters
    assert chr(found["code"]) == "甲"
    assert [round(float(found[edge])) for edge in ("x0", "y0", "x1", "y1", "size")] == [50, 60, 62, 72, 12]


@pytest.mark.parametrize(
    ("rotation", "box"), [(90, [328, 50, 340, 62]), (180, [238, 328, 250, 340]), (270, [60, 238, 72, 250])]
)
def test_a_turned_page_is_read_as_it_is_shown(rotation, box):
    page = PdfPage(rotation=rotation)
    page.character("甲", 50, 60, 12)
    (found,) = glyphs_of(page).characters
    assert [round(float(found[edge])) for edge in ("x0", "y0", "x1", "y1")] == box


def test_a_character_printed_twice_to_look_bold_is_there_once():
    page = PdfPage()
    page.line("加粗", 50, 60)
    page.line("加粗", 50.4, 60)
    assert text_of(page) == "加粗"


def test_two_equal_characters_side_by_side_stay_two():
    page = PdfPage()
    page.line("人人", 50, 60)
    assert text_of(page) == "人人"


def test_what_is_not_painted_or_white_on_white_is_left_out():
    page = PdfPage()
    page.character("无", 50, 60, 10, more="3 Tr")
    page.character("白", 70, 60, 10, more="1 g")
    page.character("黑", 90, 60, 10, more="0 g")
    assert text_of(page) == "黑"


def test_what_is_beside_the_page_is_left_out():
    page = PdfPage()
    page.line("页外", 400, 60)
    page.line("页内", 40, 60)
    assert text_of(page) == "内页"


def test_white_characters_on_a_dark_ground_are_seen():
    page = PdfPage()
    page.rectangle(40, 50, 100, 80)
    page.character("白", 70, 60, 10, more="1 g")
    assert text_of(page) == "白"


def test_rectangles_that_cannot_be_seen_are_no_frames():
    page = PdfPage()
    page.drawn.append("q 1 g 20 20 100 100 re f Q")  # white on paper
    page.drawn.append("q 1 g 140 20 100 100 re S Q")  # white, with a black outline
    assert [round(frame.x0) for frame in glyphs_of(page).frames] == [139]


def test_a_white_rectangle_on_a_grey_one_is_a_frame():
    page = PdfPage()
    page.rectangle(20, 20, 280, 380)
    page.drawn.append("q 1 g 40 40 100 100 re f Q")
    assert len(glyphs_of(page).frames) == 2


def test_bold_fonts_are_known_by_their_names():
    page = PdfPage()
    page.line("粗", 50, 60, font="bold")
    page.line("细", 80, 60)
    bold = {chr(found["code"]): bool(found["bold"]) for found in glyphs_of(page).characters}
    assert bold == {"粗": True, "细": False}


def test_thin_rectangles_are_rules_and_others_frames():
    page = PdfPage()
    page.rule(40, 50, 200, 50)
    page.rectangle(40, 100, 200, 160)
    found = glyphs_of(page)
    assert len(found.rules) == len(found.frames) == 1
    assert [round(edge) for edge in found.frames[0]] == [40, 100, 200, 160]


def test_a_page_without_anything_has_no_characters():
    assert len(glyphs_of(PdfPage()).characters) == 0
