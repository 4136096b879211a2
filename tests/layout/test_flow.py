"""Whether a line goes on in the next one, by the room at its end, indents, gaps and sizes."""

from dataclasses import replace

from laid_lines import line

from analysis.layout.flow import Place, goes_on, is_full, setting_of

FULL = "一行一直排到栏的右边"


def place(text, y, x=20.0, **more):
    return Place(line(text, x, y, **more), 1, 0, 20, 120)


PARAGRAPHS = [
    place("缩进的第一行文字", 40, 40),
    place(FULL, 56),
    place("末行。", 72),
    place("缩进的第一行文字", 88, 40),
    place(FULL, 104),
    place("末行。", 120),
]
SETTING = setting_of(PARAGRAPHS, 10)


def test_how_a_text_is_set_is_seen_of_its_lines():
    assert (SETTING.body, round(SETTING.leading, 2), SETTING.is_indented, SETTING.width) == (10, 1.6, True, 100)


def test_a_line_without_room_goes_on_and_one_with_room_does_not():
    full, short = place(FULL, 40), place("短的一行", 40)
    assert is_full(full, place(FULL, 56))
    assert not is_full(short, place(FULL, 56))
    assert goes_on([full], place(FULL, 56), SETTING)
    assert not goes_on([short], place(FULL, 56), SETTING)


def test_an_indent_or_a_gap_or_another_size_or_weight_begins_a_paragraph():
    full = place(FULL, 40)
    assert not goes_on([full], place("缩进的第一行", 56, 40), SETTING)
    assert not goes_on([full], place(FULL, 61), SETTING)
    assert not goes_on([full], place("小一些的字", 56, size=9), SETTING)
    assert not goes_on([full], place(FULL, 56, bold=True, starts_bold=True), SETTING)


def test_across_columns_no_gap_is_looked_at():
    assert goes_on([place(FULL, 300)], replace(place(FULL, 40), column=1), SETTING)


def test_a_line_in_the_middle_of_its_column_is_centred():
    assert place("居中行", 40, 55).is_centred
    assert not place("居中行", 40, 45).is_centred
    assert not place(FULL, 40).is_centred


def test_lines_set_large_are_broken_by_sense_and_are_one_where_they_are_close():
    assert goes_on([place("大标题的", 40, size=16)], place("第二行", 60, size=16), SETTING)
    assert not goes_on([place("大标题的", 40, size=16)], place("第二行", 80, size=16), SETTING)
    assert not goes_on([place("大标题。", 40, size=16)], place("第二行", 60, size=16), SETTING)
