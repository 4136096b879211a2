"""Ruled tables, boxes and figures are units, with their captions."""

from laid_lines import line, page

from analysis.layout.areas import in_rows, page_items, rows_of, ruled_areas
from analysis.layout.boxes import Box

GRID = [
    *(Box(x, 100, x + 1, 160) for x in (20, 80, 140)),
    *(Box(20, y, 141, y + 1) for y in (100, 130, 160)),
]


def units(found):
    return [
        (item.kind, [one.text for one in item.lines], [one.text for one in item.captions])
        for item in found
        if item.kind != "line"
    ]


def test_rules_that_touch_enclose_an_area_and_others_do_not():
    ((box, xs, ys),) = ruled_areas(GRID)
    assert (box, xs, ys) == (Box(20, 100, 141, 161), [20.5, 80.5, 140.5], [100.5, 130.5, 160.5])
    assert ruled_areas([Box(20, 100, 141, 101), Box(20, 300, 141, 301)]) == []


def test_lines_in_a_grid_are_cells_and_the_line_above_a_table_is_its_caption():
    cells = [line("年", 30, 110), line("数", 90, 110), line("甲", 30, 140), line("三", 90, 140)]
    title = line("表1 各年的数", 30, 86)
    found = page_items(page(title, *cells, rules=GRID), [title, *cells], 10)
    ((kind, lines, captions),) = units(found)
    assert (kind, lines, captions) == ("table", ["年", "数", "甲", "三"], ["表1 各年的数"])
    assert [["".join(one.text for one in cell) for cell in row] for row in found[0].rows] == [
        ["年", "数"],
        ["甲", "三"],
    ]


def test_a_small_line_below_a_picture_is_its_caption_and_text_below_it_is_not():
    small, text = line("春天的桥", 60, 165, size=8), line("正文的一行字", 40, 165)
    picture = Box(40, 100, 140, 160)
    assert units(page_items(page(small, pictures=[picture]), [small], 10)) == [("figure", [], ["春天的桥"])]
    assert units(page_items(page(text, pictures=[picture]), [text], 10)) == [("figure", [], [])]


def test_a_picture_behind_text_is_a_background_and_no_figure():
    text = line("正文的一行字", 60, 120)
    assert units(page_items(page(text, pictures=[Box(40, 100, 140, 160)]), [text], 10)) == []


def test_a_frame_with_several_lines_is_a_box_unless_a_line_sticks_out_of_it():
    lines = [line("启事的一行", 50, 110), line("启事的二行", 50, 130)]
    frame = Box(40, 100, 140, 160)
    assert units(page_items(page(*lines, frames=[frame]), lines, 10)) == [("box", ["启事的一行", "启事的二行"], [])]
    lines.append(line("伸到框外面去的一行", 80, 145))
    assert units(page_items(page(*lines, frames=[frame]), lines, 10)) == []


def test_runs_of_one_height_are_a_row_from_the_left_to_the_right():
    runs = [line("丙", 10, 40), line("乙", 60, 21), line("甲", 10, 20)]
    assert [[one.text for one in row] for row in in_rows(runs)] == [["甲", "乙"], ["丙"]]
    assert [one.text.replace(" ", "") for one in rows_of(runs)] == ["甲乙", "丙"]
