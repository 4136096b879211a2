"""Lines that were recognised: how large they are set, and where their characters are."""

import numpy as np
import pytest

from analysis.layout.boxes import Box
from analysis.parsers.recognised import RecognisedLine, glyphs_of_lines, ink_height


def line(text, x, y, size, width=None, ink=0.0):
    middles = tuple(x + size * (number + 0.5) for number in range(len(text)))
    box = Box(x, y, x + (width or size * len(text)), y + size)
    return RecognisedLine(text, box, (1.0,) * len(text), middles, ink)


def glyphs(*lines):
    return glyphs_of_lines([*lines], 300, 400).characters


def test_the_height_of_print_is_that_of_the_rows_that_are_not_blank():
    grey = np.full((20, 40), 255)
    grey[6:14, 5:35] = 0
    assert ink_height(grey, Box(0, 0, 40, 19)) == 8
    assert ink_height(255 - grey, Box(0, 0, 40, 19)) == 8  # white on black
    assert ink_height(grey, Box(50, 50, 60, 60)) == 0


def test_lines_of_nearly_one_size_have_the_same():
    sizes = glyphs(line("一行正文的字", 40, 40, 10, ink=9), line("又一行正文的字", 40, 60, 10.4, ink=9.2))["size"]
    assert len({*sizes.tolist()}) == 1


def test_a_larger_line_keeps_its_size():
    sizes = glyphs(line("一行正文的字", 40, 40, 10, ink=9), line("一个大的标题", 40, 60, 16, ink=14.4))["size"]
    assert sizes.tolist() == pytest.approx([10] * 6 + [16] * 6, rel=0.01)


def test_edges_that_nearly_agree_are_made_the_same():
    found = glyphs(line("一行正文的字", 40, 40, 10), line("又一行的文字", 41, 60, 10), line("第三行的文字", 41, 80, 10))
    assert {*found["x0"][::6].tolist()} == {41.0}


def test_a_mark_at_the_end_of_a_line_takes_as_much_room_as_a_character():
    cut = RecognisedLine("一行正文。", Box(40, 40, 85, 50), (1.0,) * 5, (45, 55, 65, 75, 82))
    assert glyphs(cut)["x1"].max() == pytest.approx(90, abs=1)
