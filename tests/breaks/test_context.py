"""What the line ends of a text say of each other."""

import numpy as np
import pytest

from analysis.breaks.context import ALONE, FAR, NAMES, context_columns
from analysis.breaks.features import features
from analysis.breaks.lines import lines_of
from analysis.text_index.newlines import line_spans

# Two paragraphs wrapped at eight characters: the lines of eight go on, the short ones end a paragraph.
WRAPPED = "他们在河边坐了很\n久才慢慢走回来。\n天黑了。\n他们在山上看见月\n亮出来。\n"
LIKELY = [0.9, 0.2, 0.1, 0.7]


def seen(text: str, likely: list[float]) -> dict[str, np.ndarray]:
    """Return by name what is seen of the line ends of a text."""
    lines = lines_of(text, line_spans(text))
    return dict(zip(NAMES, context_columns(text, lines, features(text, lines), np.array(likely)).T, strict=True))


def test_the_scores_of_a_line_end_and_of_those_beside_it_are_the_logarithm_of_their_odds():
    found = seen(WRAPPED, LIKELY)
    odds = np.log([9, 1 / 4, 1 / 9, 7 / 3])
    assert found["score"] == pytest.approx(odds)
    assert found["score_before"] == pytest.approx([0, *odds[:-1]])
    assert found["score_second_behind"] == pytest.approx([*odds[2:], 0, 0])


def test_the_line_ends_around_count_without_the_line_end_itself():
    assert seen(WRAPPED, LIKELY)["around"] == pytest.approx([1.0 / 3, 1.7 / 3, 1.8 / 3, 1.2 / 3])


def test_lines_that_are_as_full_say_how_likely_it_goes_on():
    found = seen(WRAPPED, LIKELY)
    assert found["as_full"] == pytest.approx([0.45, 0.8, ALONE, 0.55])
    assert found["as_full_count"].tolist() == [2, 2, 0, 2]
    assert found["as_full_and_as_closed"] == pytest.approx([0.7, ALONE, ALONE, 0.9])
    assert found["as_full_in_text"] == pytest.approx([0.45, 0.8, 0.6, 0.55])


def test_line_ends_with_the_same_gap_or_last_character_say_it_too():
    found = seen(WRAPPED, LIKELY)
    assert found["with_its_gap"] == pytest.approx(found["around"])
    assert found["with_its_last_character"] == pytest.approx([0.7, 0.1, 0.2, 0.9])


def test_a_line_is_compared_with_those_that_go_on_and_those_that_do_not():
    found = seen(WRAPPED, LIKELY)
    assert found["full_beside_going_on"][0] == pytest.approx(8 - (0.2 * 8 + 0.1 * 4 + 0.7 * 8))
    assert found["full_beside_widest_ending"].tolist() == [0, 4, -4, 0]
    assert seen("他们来了\n又走了。", [0.9])["full_beside_widest_ending"].tolist() == [FAR]


def test_what_begins_paragraphs_here_and_what_goes_on_here_is_counted():
    text = "股东会由全体股东组成。\n股东会行使职权。\n股东会是权力机构，股东可以\n查阅章程。"
    found = seen(text, [0.1, 0.1, 0.9])
    # Of the others behind a line end that is no join one begins with 股东, and three stand elsewhere.
    assert np.expm1(found["begins_here_count"]) == pytest.approx([1, 1, 0])
    assert found["begins_here"][0] == pytest.approx(np.log(1.3 / (4 - 1 + 1)))
    assert found["goes_on_so_here"][2] == pytest.approx(np.log(0.3))


def test_a_text_of_one_line_has_no_line_ends():
    lines = lines_of("甲", [(0, 1)])
    assert context_columns("甲", lines, features("甲", lines), np.zeros(0)).shape == (0, len(NAMES))
