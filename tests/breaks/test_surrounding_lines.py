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


def test_of_widths_as_usual_the_widest_counts_and_those_a_column_off_count_half():
    four_and_two = "\n".join(["一二", "一二", "一二三四", "一二三四"])
    assert [seen(four_and_two, end)["usual_width"] for end in range(3)] == [4, 4, 4]
    around_five = "\n".join(["一二", "一二", "一二三四", "一二三四五", "一二三四五六"])
    assert seen(around_five, 0)["usual_width"] == 5  # 1 + 1 / 2 + 1 / 2, and 2 is there twice
