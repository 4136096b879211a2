"""One colour has one meaning, in pictures and in text, and letters can be read on it."""

import pytest
from legible import contrast

from analysis.figures.palette import KIND_COLOURS, REUSE_COLOURS, tint


@pytest.mark.parametrize("colour", sorted({*REUSE_COLOURS.values()}))
def test_black_letters_can_be_read_on_each_tint(colour):
    assert contrast("#111111", tint(colour)) >= 7


def test_no_two_kinds_of_repeats_have_one_colour():
    assert len({*REUSE_COLOURS.values()}) == len(REUSE_COLOURS)
    assert len({tint(colour) for colour in REUSE_COLOURS.values()}) == len(REUSE_COLOURS)


def test_no_two_kinds_of_blocks_that_are_marked_have_one_colour_but_headings():
    apart = [KIND_COLOURS[kind] for kind in ("heading", "caption", "byline", "page furniture")]
    assert len({*apart}) == len(apart)
    assert KIND_COLOURS["title"] == KIND_COLOURS["heading"]
