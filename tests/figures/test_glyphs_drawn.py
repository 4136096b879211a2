"""Which characters can be drawn, and in which font."""

import pytest

from analysis.figures.glyphs import (
    FAMILIES,
    GETA,
    columns,
    drawable,
    elide,
    families,
    fonts_for,
    installed_font,
    shorten,
)

LACKING = "\U0003134a"


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("守正出新", 8, "守正出新"),
        ("守正出新", 7, "守正出…"),
        ("守正出新", 6, "守正…"),
        ("abc de", 5, "abc…"),
        ("", 3, ""),
    ],
)
def test_a_text_is_cut_to_columns_of_which_a_han_character_takes_two(text, width, cut):
    assert shorten(text, width) == cut
    assert columns(cut) <= width


def test_what_has_no_picture_goes_and_a_control_character_is_a_blank():
    assert drawable("政\u200b协\ufe0f\x07工\n作") == "政协 工\n作"


@pytest.mark.skipif(installed_font(LACKING) is not None, reason="a font here has it")
@pytest.mark.filterwarnings("ignore:no font at hand has")
def test_what_no_font_has_is_drawn_as_a_compositor_would():
    assert elide(f"{LACKING}字", 9) == f"{GETA}字"


def test_our_fonts_are_enough_for_chinese_and_latin_and_each_character_is_drawn_in_one():
    assert families("政协 café") == []
    assert [(name, drawn) for name, _, drawn in fonts_for({*"政a"})] == [(FAMILIES[0], "a政")]
