"""Text that is painted where nobody sees it is not read."""

from pdf_pages import PdfPage, pdf_of

from analysis.layout.pages import read_pages


def test_text_that_is_clipped_away_is_left_out():
    page = PdfPage()
    page.drawn.append("q 40 345 100 1 re W n")
    page.line("隐", 50, 60)
    page.drawn.append("Q q 40 300 100 100 re W n")
    page.line("显", 70, 60)
    page.drawn.append("Q")
    assert [block.text for block in read_pages(pdf_of(page))] == ["显"]
