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
        ("一家子上上下下里里外外都来了", []),
        ("上上下下里里外外各各处处", [(0, 12)]),
    ],
)
def test_four_characters_in_a_row_that_stand_twice_are_doubled_unless_they_are_laughter(text, spans):
    assert [found[:2] for found in doubled(text)] == spans


@pytest.mark.parametrize("before", ["市政协的会议室里，" * 200, "天天向上，" * 300, "\U00020000" * 1500 + "，"])
def test_doubled_characters_are_found_in_a_long_text_too(before):
    assert [found[:2] for found in doubled(f"{before}环环境境保保护护。")] == [(len(before), len(before) + 8)]
    assert [*doubled(before)] == []
