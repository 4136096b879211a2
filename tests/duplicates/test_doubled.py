import pytest

from analysis.duplicates.doubled import doubled


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("见环环境境保保护护。", [(1, 9)]),
        ("环环境境保保护", []),
        ("哈哈哈哈哈哈哈哈", []),
        ("哈哈嘿嘿哈哈嘿嘿", []),
        ("aabbccddee", []),
    ],
)
def test_four_characters_in_a_row_that_stand_twice_are_doubled_unless_they_are_laughter(text, spans):
    assert [found[:2] for found in doubled(text)] == spans
