"""A picture that is drawn a second time, for a phone."""

import re

import pandas as pd
import pytest
from legible import texts

import analysis
from analysis.figures.slim import SLIM, choose, draw_slim, in_parts

PHONE = 350  # pixels that a picture has on a phone of 390


@pytest.fixture(scope="module")
def pictures(seed):
    sections, found = analysis.sections(seed), analysis.audit(seed)
    tokens = analysis.with_sections(analysis.Tokeniser().tokens(seed), sections)
    terms = analysis.frequencies(tokens, stop_words=analysis.stop_words())
    by_section = analysis.frequencies(tokens, by="section")
    parts = analysis.with_parts(tokens)
    return [
        analysis.word_cloud(terms, colour=analysis.by_section(by_section, sections)),
        analysis.word_cloud(terms, mask="circle", dark=True),
        analysis.cloud_pair(terms, terms.head(20)),
        analysis.term_sections(by_section, sections, terms["term"].head(14)),
        analysis.dispersion_plot(analysis.dispersion(parts, by="part")),
        analysis.trend_plot(analysis.trend(parts, seed, terms["term"].head(5))),
        analysis.zipf_plot(terms),
        analysis.dot_plot(found),
        analysis.section_sizes(sections),
        analysis.ribbon(seed, sections, found),
        analysis.fault_ribbon(seed, sections, analysis.faults(seed)),
        analysis.class_costs(found),
        analysis.copy_links(found),
        analysis.frequency_change(analysis.compare(terms, terms)),
        analysis.keyness_plot(analysis.keyness(tokens), sections),
    ]


def test_its_letters_can_be_read_and_none_is_cut_off(pictures):
    for picture in pictures:
        slim = picture.slim()
        pixels = slim.get_figwidth() * slim.dpi
        for text, box in texts(slim):
            assert text.get_fontsize() / 72 * PHONE / SLIM >= 8, text.get_text()
            assert box.x0 >= -1, text.get_text()
            assert box.x1 <= pixels + 1, text.get_text()


def test_it_is_narrow_and_has_none_for_a_phone_itself(pictures):
    for picture in pictures:
        slim = picture.slim()
        assert slim.slim is None
        assert slim.get_figwidth() == SLIM < picture.get_figwidth()


def test_a_browser_chooses_by_its_width_and_has_one_alternative_text(seed):
    html = analysis.section_sizes(analysis.sections(seed))._repr_mimebundle_()["text/html"]
    assert re.search(r'<picture><source media="\(max-width: 36rem\)" srcset="data:image/png;base64,[^"]+"><img ', html)
    assert html.count("alt=") == 1


def test_a_cloud_for_a_phone_has_fewer_words_and_says_so(pictures):
    """Its caption is there for a page that shows it where the other picture is not."""
    wide, slim = pictures[0], pictures[0].slim()
    assert set(wide.left_out) < set(slim.left_out)
    assert f" {len(slim.left_out)} more would be too small to read." in slim.caption
    html = wide._repr_mimebundle_()["text/html"]
    assert f'<span class="wide">{wide.caption}</span><span class="narrow" hidden>{slim.caption}</span>' in html


def test_two_clouds_stand_below_each_other():
    one, other = (pd.DataFrame({"term": ["政协", "工作"], "count": counts}) for counts in ([4, 2], [2, 2]))
    slim = analysis.cloud_pair(one, other).slim()
    first, second = (axes.get_position() for axes in slim.axes)
    assert first.x0 == second.x0
    assert first.y0 > second.y1
    assert slim.caption.endswith("Above: as it came; below: repaired, each word where it stood.")


def test_the_columns_of_a_table_are_all_there_in_several_tables(pictures):
    wide, slim = pictures[3], pictures[3].slim()
    heads = [[label.get_text() for axes in each.axes for label in axes.get_xticklabels()] for each in (wide, slim)]
    cells = [sorted(text.get_text() for axes in each.axes for text in axes.texts) for each in (wide, slim)]
    assert len(wide.axes) == 1 < len(slim.axes)
    assert heads[0] == heads[1]
    assert cells[0] == cells[1]


def test_a_list_is_cut_into_few_parts_of_like_length():
    assert in_parts(range(14), 5) == [range(5), range(5, 10), range(10, 14)]
    assert in_parts([], 5) == [[]]


def test_what_goes_with_a_width_is_chosen_while_it_is_drawn():
    assert draw_slim(choose, ("wide", "slim"), {}) == "slim"
    assert choose("wide", "slim") == "wide"
