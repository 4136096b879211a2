import pytest
from line_ends import seen


def test_items_of_a_list_are_seen_to_be_alike():
    text = "会议听取：\n王伟关于农业的汇报\n李志关于工业的汇报\n关于教育\n关于卫生。\n散会"
    ends = [seen(text, end) for end in range(5)]
    assert [end["begins_alike"] for end in ends] == [0, 0, 0, 2, 0]
    assert [end["ends_alike"] for end in ends] == [0, 4, 0, 0, 0]
    assert [end["pairs_alike"] for end in ends] == pytest.approx([0, 4 / 8, 1 / 3, 1 / 3, 0])  # 关于 业的 的汇 汇报
    assert [end["since_colon"] for end in ends] == [1, 2, 3, 4, 0]
    assert ends[0]["share_ending_in_mark"] == pytest.approx(2 / 6)


def test_pairs_of_long_lines_are_not_compared():
    text = f"{'甲乙丙丁' * 20}\n{'甲乙丙丁' * 20}末"
    assert seen(text, 0)["pairs_alike"] == 0
    assert seen(text, 0)["begins_alike"] == 4
