"""A paragraph that nothing goes on with is cut off for good, but not in verse, lists and talks."""

import pytest

from analysis import faults, parse


def kinds(text):
    return faults(parse(text))["kind"].tolist()


def test_lines_of_verse_without_a_mark_leave_a_cut_off_paragraph_one():
    lines = [
        "床前明月光",
        "疑是地上霜",
        "举头望明月",
        "低头思故乡",
        "白日依山尽",
        "黄河入海流",
        "欲穷千里目",
        "更上一层楼",
    ]
    verse = "\n\n".join(lines)
    cut = "会议开了三天，大家都发了言，说这件事办得很好，以后还要"
    assert kinds(f"## 歌\n\n{verse}\n\n## 会议\n\n{cut}") == ["truncated paragraph"]


def test_many_paragraphs_without_a_mark_are_a_talk_written_down():
    said = [
        f"{who}说这件事办得很好，以后还要再来看看，把路也修好"
        for who in ("老王", "小妹", "邻居", "客人", "船夫", "裁缝")
    ]
    assert "truncated paragraph" not in kinds("\n\n".join(said))


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [("", "", []), ("；", "", ["truncated paragraph"])],
    ids=["both without a mark", "one without a mark"],
)
def test_an_item_is_cut_off_where_the_one_beside_it_is_not(first, second, found):
    items = f"- 村口的旧桥，今年修好，由村里出钱{first}\n- 村里的水井，明年修好，由县里出钱{second}"
    assert kinds(f"会议决定：\n\n{items}\n\n## 完\n\n散会。") == found
