"""Pictures of where terms stand say what they show."""

import pandas as pd

import analysis

DOCUMENT = analysis.parse("# 春\n\n雨水，雨水，天空。\n\n# 夏\n\n太阳，太阳，天空。")
SECTIONS = analysis.sections(DOCUMENT)
TOKENS = analysis.with_sections(analysis.Tokeniser().tokens(DOCUMENT), SECTIONS)


def test_a_cell_is_as_deep_as_the_term_is_dense_and_shows_its_count():
    counts = analysis.frequencies(TOKENS, by="section")
    picture = analysis.term_sections(counts, SECTIONS, ["雨水", "天空", "雨水"])
    cells = {(round(p.get_x() + 0.47), round(p.get_y() + 0.44)): p.get_facecolor() for p in picture.axes[0].patches}
    assert sorted(cells) == [(0, 0), (1, 0), (1, 1)]
    assert sum(cells[0, 0][:3]) < sum(cells[1, 0][:3])
    assert [text.get_text() for text in picture.axes[0].texts] == ["2", "1", "1"]
    assert "Shaded table: 2 terms by 2 sections. The 3 densest: 雨水, 2 times in 春; 天空" in picture.alt


def test_terms_that_stand_once_have_no_dispersion():
    table = pd.DataFrame({"term": [*"甲乙丙"], "count": [9, 3, 1], "range": 2, "dp": [0.1, 0.8, 0.5], "dp_norm": 0.5})
    picture = analysis.dispersion_plot(table)
    assert picture.axes[0].collections[0].get_offsets().tolist() == [[9, 0.1], [3, 0.8]]
    assert "2 terms" in picture.alt
    assert "The most even: 甲 (0.10). The most clumped: 乙 (0.80)." in picture.alt


def test_bars_are_as_high_as_the_term_is_dense_in_each_stretch():
    trend = analysis.trend(TOKENS, DOCUMENT, ["雨水", "太阳"], parts=2)
    picture = analysis.trend_plot(trend)
    heights = [round(-bar.get_height(), 3) for bar in picture.axes[0].patches]
    densest = trend["per_10k"].max()
    assert heights == [round(0.8 * value / densest, 3) for value in trend["per_10k"]]
    assert "雨水 is densest in stretch 1 (2 times)." in picture.alt
    assert "太阳 is densest in stretch 2 (2 times)." in picture.alt
