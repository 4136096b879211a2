"""Han text is wrapped at columns, not at characters, and no text steers the terminal."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.output.columns import display_width, pad, plain, wrapped


def lines_of(text, columns):
    return ["".join(part for part, _ in line) for line in wrapped([(text, "")], columns)]


def test_a_han_character_takes_two_columns():
    assert lines_of("市政协完善工作机制", 8) == ["市政协完", "善工作机", "制"]
    assert pad("政协", 5) == "政协 "


def test_a_line_is_broken_at_a_blank_which_goes():
    assert lines_of("no closing mark", 9) == ["no ", "closing ", "mark"]
    assert lines_of("no closing", 2) == ["no", "cl", "os", "in", "g"]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    assert lines_of("大家都发言。", 10) == ["大家都发", "言。"]
    assert lines_of("他说的话“好", 9) == ["他说的话", "“好"]


def test_each_part_keeps_its_style():
    assert wrapped([("供", ""), ("电", "removed"), ("所", "removed")], 4) == [
        [("供", ""), ("电", "removed")],
        [("所", "removed")],
    ]


def test_what_would_steer_a_terminal_is_a_blank():
    assert plain("a\x1b[31m\r\n\u202e\x9b") == "a [31m    "


@given(st.text(max_size=60), st.integers(2, 20))
def test_no_line_is_too_wide_and_no_letter_is_lost(text, columns):
    lines = lines_of(text, columns)
    assert max(map(display_width, lines), default=0) <= columns
    assert "".join("".join(lines).split()) == "".join(plain(text).split())
