"""Pictures of an audit say what they show."""

from generators import PARAGRAPH

import analysis

LETTERS = sum(map(str.isalnum, PARAGRAPH))
TWICE = analysis.audit(analysis.parse(f"开头。\n\n{PARAGRAPH}\n\n后来下了雨。\n\n{PARAGRAPH}\n"))
NOTHING = analysis.audit(analysis.parse("春天来了。"))


def test_a_dot_plot_has_a_stroke_on_each_side_of_the_diagonal():
    picture = analysis.dot_plot(TWICE)
    assert len(picture.axes[0].lines) == 3
    (one, other) = ([*map(list, line.get_data())] for line in picture.axes[0].lines[1:])
    assert one == other[::-1]
    assert f"{LETTERS:,} letters at line 7 stand also at line 3." in picture.alt
    assert analysis.dot_plot(NOTHING).alt.endswith("Nothing is repeated.")


def test_an_arc_joins_the_copy_and_the_place_that_is_kept():
    picture = analysis.copy_links(TWICE)
    assert "with 1 arcs" in picture.alt
    assert len(picture.axes[0].patches) == 4  # the document, the arc and its two ends


def test_costs_are_the_letters_beyond_one_copy_of_the_largest_classes():
    assert f"The largest adds {LETTERS} letters." in analysis.class_costs(TWICE).alt
    assert analysis.class_costs(NOTHING).caption == "Nothing in the text is a copy."
