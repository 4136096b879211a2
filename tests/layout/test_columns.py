"""The order of reading: columns from the left to the right, and what goes across them before and behind."""

from laid_lines import item

from analysis.layout.columns import ordered


def column(name, x, y, count):
    return [item(f"{name}栏一行正文字{number}", x, y + 16 * number) for number in range(count)]


def order(items):
    return [[one.lines[0].text[0] for one in part.items] for part in ordered(items, 10)]


def test_columns_are_read_one_after_the_other_whatever_order_they_come_in():
    items = [*column("右", 160, 60, 3), *column("左", 20, 60, 3)]
    assert order(items) == order(items[::-1]) == [["左"] * 3, ["右"] * 3]


def test_a_line_across_parts_what_is_above_it_from_what_is_below():
    upper = [*column("甲", 20, 60, 3), *column("乙", 160, 60, 3)]
    lower = [*column("丙", 20, 160, 3), *column("丁", 160, 160, 3)]
    items = [*upper, item("横跨两栏的一行标题文字在这里", 60, 130, size=14), *lower]
    assert order(items) == [["甲"] * 3, ["乙"] * 3, ["横"], ["丙"] * 3, ["丁"] * 3]


def test_short_pieces_side_by_side_are_rows_of_cells():
    items = [item(text, x, y) for y in (60, 76, 92) for x, text in ((20, "年"), (100, "数"), (180, "人"))]
    (part,) = ordered(items, 10)
    assert part.is_rows
    assert [[one.text for one in row.lines] for row in part.items] == [["年", "数", "人"]] * 3


def test_nothing_has_no_columns():
    assert ordered([], 10) == []
