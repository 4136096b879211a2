from analysis.breaks.lines import lines_of
from analysis.text_index.newlines import line_spans


def test_lines_are_those_that_hold_something_with_what_is_left_free_before_them():
    lines = lines_of("\n甲\n\n \n　　乙\f\n丙", line_spans("\n甲\n\n \n　　乙\f\n丙"))
    assert lines.start.tolist() == [1, 8, 11]
    assert lines.end.tolist() == [2, 9, 12]
    assert lines.gap.tolist() == [1, 2, 0]
    assert lines.indent.tolist() == [0, 2, 0]
