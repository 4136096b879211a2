"""A picture that is drawn a second time, for a phone."""

import re

import pytest
from legible import texts

import analysis
from analysis.figures.drawing import SLIM

PHONE = 350  # pixels that a picture has on a phone of 390


@pytest.fixture(scope="module")
def pictures(seed):
    sections, found = analysis.sections(seed), analysis.audit(seed)
    tokens = analysis.with_sections(analysis.Tokeniser().tokens(seed), sections)
    terms = analysis.frequencies(tokens, stop_words=analysis.stop_words())
    return [
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


def test_what_would_say_less_when_it_is_slim_is_scaled(seed):
    assert analysis.dot_plot(analysis.audit(seed)).slim is None
    assert "<picture>" not in analysis.dot_plot(analysis.audit(seed))._repr_mimebundle_()["text/html"]
