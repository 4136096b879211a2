"""Each edit in its place, in both readings."""

import pytest
from generators import PARAGRAPH

from analysis import contexts, parse, repair


def test_what_is_taken_out_is_shown_with_its_edges_alone_if_it_is_long():
    done = repair(parse(f"开头。\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n结尾。"))
    (row,) = contexts(done, width=3).itertuples()
    assert (row.before, row.after, row.applied) == ("。⏎⏎春天来…。⏎⏎结尾。", "。⏎⏎结尾。", True)
    (row,) = contexts(done, width=3, complete=True).itertuples()
    assert (row.before, row.after) == (f"。⏎⏎{PARAGRAPH}⏎⏎结尾。", "。⏎⏎结尾。")


def test_what_is_held_says_why():
    done = repair(parse("工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"), certain=1.0)
    (row,) = contexts(done, width=2).itertuples()
    assert (row.before, row.after, row.applied) == ("了供⏎⏎电，", "了供电，", False)
    assert row.held


def test_nothing_to_mend_is_an_empty_table_of_the_same_columns():
    done = repair(parse("春天来了。"))
    assert list(contexts(done).columns) == ["kind", "line", "before", "after", "applied", "held", "evidence"]
    assert contexts(done).empty


@pytest.mark.parametrize("width", [-1, 1.5])
def test_a_width_is_a_number_of_characters(width):
    with pytest.raises((TypeError, ValueError), match="width"):
        contexts(repair(parse("好。")), width=width)
