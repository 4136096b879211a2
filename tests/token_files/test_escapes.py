"""A field of a line holds any text, and gives it back."""

import pytest
from generators import ANY_TEXT
from hypothesis import given

from analysis.token_files.escapes import escaped, unescaped


@given(ANY_TEXT)
def test_any_text_comes_back_from_one_field(text):
    field = escaped(text)
    assert unescaped(field) == text
    assert not any(c.isspace() or c == "|" for c in field)


@pytest.mark.parametrize(
    ("text", "field"),
    [("政协", "政协"), (" \t\n\r", "\\s\\t\\n\\r"), ("a|b\\", "a\\pb\\\\"), ("\u3000\x00", "\\u3000\\u0000")],
)
def test_white_space_is_written_as_udpipe_does(text, field):
    assert escaped(text) == field


def test_a_backslash_that_says_nothing_stands():
    assert unescaped("\\x\\uZZ\\Uffffffff") == "\\x\\uZZ\\Uffffffff"
