"""Ruby, emphasis dots and initials belong to a line."""

from laid_lines import line, page

from analysis.layout.attached import with_attached

TEXT = [line("一行正文一行正文一行正文", 40, 100 + 16 * number) for number in range(4)]


def attached(*lines):
    return with_attached(page(*lines)).lines


def test_small_characters_close_above_a_line_are_its_ruby_and_farther_ones_a_line():
    found = attached(line("shu", 50, 94, size=5), *TEXT)
    assert [one.text for one in found[0].ruby] == ["shu"]
    assert len(found) == 4
    assert len(attached(line("shu", 50, 89, size=5), *TEXT)) == 5


def test_dots_above_or_below_characters_are_left_out():
    above, below = line("··", 50, 94, size=5), line("··", 50, 159, size=5)
    assert attached(above, below, *TEXT) == TEXT


def test_small_lines_over_a_large_heading_are_no_ruby():
    heading, over = line("大标题", 40, 40, size=20), line("引题", 50, 31, size=8)
    assert len(attached(over, heading, *TEXT)) == 6


def test_an_initial_is_of_the_first_line_beside_it_and_its_room_of_all():
    beside = [line("天来了河边", 64, 40 + 16 * number) for number in range(2)]
    found = attached(line("春", 40, 38, size=24), *beside, *TEXT)
    assert [one.text for one in found[:2]] == ["春天来了河边", "天来了河边"]
    assert [one.box.x0 for one in found[:2]] == [40, 40]
    assert len(attached(line("春", 40, 38, size=24), beside[0], *TEXT)) == 6  # beside one line it is none
