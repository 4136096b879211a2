"""Where the lines of a text are, whatever ends them."""

import pytest

from analysis.text_index.newlines import LINE_ENDS, has_line_end, line_spans


@pytest.mark.parametrize("end", [*LINE_ENDS, "\r\n"])
def test_each_newline_ends_a_line(end):
    assert line_spans(f"甲{end}乙") == [(0, 1), (1 + len(end), 2 + len(end))]
    assert has_line_end(f"甲{end}乙")


@pytest.mark.parametrize(
    ("text", "spans"),
    [("", [(0, 0)]), ("甲", [(0, 1)]), ("甲\n", [(0, 1), (2, 2)]), ("\n\r", [(0, 0), (1, 1), (2, 2)])],
)
def test_a_newline_at_the_end_begins_an_empty_line(text, spans):
    assert line_spans(text) == spans


@pytest.mark.parametrize("text", ["甲 乙", "甲\t乙", "甲\f乙", "甲\v乙", "甲\u3000乙"])
def test_other_white_space_ends_none(text):
    assert not has_line_end(text)
    assert line_spans(text) == [(0, len(text))]
