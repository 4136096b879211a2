"""Pictures of counts say what they show."""

import pandas as pd

import analysis

CHANGE = pd.DataFrame(
    {
        "term": ["政协", "工作", "提案"],
        "before": [9, 5, 3],
        "after": [4, 5, 6],
        "change": [-5, 0, 3],
        "rank_before": [1, 2, 3],
        "rank_after": [3, 2, 1],
        "shift": [-2, 0, 2],
    }
)
KEYS = pd.DataFrame(
    {
        "section": [0, 0, 1, 1],
        "term": ["春天", "一次", "雨水", "少的"],
        "count": [5, 1, 3, 2],
        "rest": [1, 0, 1, 9],
        "g2": [9.0, 4.0, 6.0, 5.0],
        "log_ratio": [2.0, 3.0, 1.0, -2.0],
    }
)


def written(picture):
    return [text.get_text() for text in picture.axes[0].texts]


def ticks(picture):
    return [text.get_text() for text in picture.axes[0].get_yticklabels()]


def test_each_term_has_a_dot_for_its_count_before_and_after():
    picture = analysis.frequency_change(CHANGE)
    before, after = (scatter.get_offsets()[:, 0].tolist() for scatter in picture.axes[0].collections[1:])
    assert (before, after) == ([9, 5, 3], [4, 5, 6])
    assert ticks(picture) == ["政协", "工作", "提案"]
    assert "政协: 9 as it came, 4 without copies." in picture.alt
    assert "for the 1 terms that changed most." in analysis.frequency_change(CHANGE, n=1).caption
    assert "none changed" in analysis.frequency_change(CHANGE[1:2]).caption
    assert picture.caption.endswith("for 3 terms, of which 2 changed.")


def test_the_title_says_that_terms_changed_only_where_all_did():
    titles = [analysis.frequency_change(rows).axes[0].get_title("left") for rows in (CHANGE[::2], CHANGE, CHANGE[1:2])]
    assert titles == ["What changed most", *["The counts, before and after"] * 2]


def test_key_terms_are_those_of_which_a_part_has_more_and_twice_at_least():
    picture = analysis.keyness_plot(KEYS)
    assert ticks(picture) == ["春天", "雨水"]
    assert {"section 0", "section 1", "5 : 1", "3 : 1"} <= {*written(picture)}


def test_of_a_text_held_against_another_what_it_has_too_few_of_is_drawn_too():
    picture = analysis.keyness_plot(KEYS.drop(columns="section"))
    assert ticks(picture) == ["春天", "雨水", "少的"]
    assert "rarer here than there" in written(picture)


def test_counts_fall_with_their_ranks_and_those_that_stand_once_are_told():
    counts = pd.DataFrame({"term": [*"甲乙丙丁"], "count": [8, 4, 1, 1]})
    picture = analysis.zipf_plot(counts)
    ranks, values = map(list, picture.axes[0].lines[0].get_data())
    assert (ranks, values) == ([1, 2, 3, 4], [8, 4, 1, 1])
    assert "50% of the terms stand there once." in picture.caption
