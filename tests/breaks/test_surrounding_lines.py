from line_ends import seen

from analysis.breaks.surrounding_lines import AROUND


def test_a_line_end_is_compared_with_lines_around_it_only():
    text = "\n".join(["一" * 40, *["一二三"] * (2 * AROUND)])
    assert seen(text, 0)["widest_beside_usual"] == 37
    assert seen(text, AROUND + 1)["widest_beside_usual"] == 0


def test_lines_further_off_are_seen_too():
    text = "一二三四\n一二三四\n　一二三\n一二。\n一二三四"
    assert [seen(text, end)["since_closed"] for end in range(4)] == [1, 2, 3, 0]
    assert [seen(text, end)["until_closed"] for end in range(4)] == [2, 1, 0, 1]
    assert [seen(text, end)["as_wide_before"] for end in range(4)] == [0, 1, 2, 3]
    assert [seen(text, end)["second_indent"] for end in range(4)] == [1, 0, 0, 0]
    assert [seen(text, end)["previous_indent"] for end in range(4)] == [0, 0, 0, 1]
