"""Rules, frames and pictures of a page."""

import pypdfium2
import pytest
from pdf_pages import PdfPage, pdf_of

from analysis.layout.boxes import Box, Turn
from analysis.layout.drawings import drawings


def drawn(*operators):
    page = pypdfium2.PdfDocument(pdf_of(PdfPage(drawn=[*operators])))[0]
    return drawings(page, Turn.of(page))


def test_what_is_thin_is_a_rule_and_a_rectangle_a_frame_and_other_paths_pictures():
    rules, frames, pictures, _ = drawn(
        "10 300 100 2 re f", "10 100 100 50 re f", "10 10 m 30 60 l 60 10 l 80 60 l 100 10 l 110 60 l 120 10 l f"
    )
    assert rules == (Box(10, 98, 110, 100),)
    assert frames == (Box(10, 250, 110, 300),)
    assert len(pictures) == 1


def test_a_speck_is_nothing():
    assert drawn("10 10 2 2 re f")[:3] == ((), (), ())


@pytest.mark.parametrize(("colour", "is_dark"), [("1 1 1 rg", False), ("0 0 0 rg", True), ("1 1 0 rg", True)])
def test_a_dark_ground_is_told_from_a_light_one(colour, is_dark):
    assert drawn(f"{colour} 10 100 100 50 re f")[3] is is_dark


def test_the_order_does_not_depend_on_that_of_the_drawing():
    one, other = "10 300 100 2 re f", "10 200 100 2 re f"
    assert drawn(one, other) == drawn(other, one)
