"""Which tokens are counted."""

import pytest

from analysis import Tokeniser, parse
from analysis.terms.selection import is_counted, is_selected

TOKENS = Tokeniser().tokens(parse("政协的工作，2021年"))


def selected(**options):
    return TOKENS.loc[is_selected(TOKENS, **options), "text"].tolist()


def test_marks_and_space_are_no_part_of_a_base():
    assert "，" not in TOKENS.loc[is_counted(TOKENS), "text"].tolist()
    assert is_counted(TOKENS).sum() == len(TOKENS) - 1


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({}, ["政协", "工作"]),
        ({"stop_words": ["工作"]}, ["政协"]),
        ({"min_characters": 1}, ["政协", "的", "工作", "年"]),
        ({"kinds": ["number"]}, ["2021"]),
    ],
)
def test_terms_are_selected_by_length_kind_and_stop_words(options, left):
    assert selected(**options) == left
