import pytest

import analysis
from analysis.languages import messages
from analysis.languages.chosen import kept
from analysis.output.html import templates


@pytest.fixture(autouse=True)
def _back():
    with kept():
        yield


def test_a_message_is_in_the_language_that_is_chosen_when_it_is_shown():
    marked = messages.N_("Pages")
    assert marked == "Pages"
    assert messages._(marked) == "Pages"
    analysis.use_language("zh-Hans")
    assert messages._(marked) == "各页"
    analysis.use_language("zh-Hant")
    assert messages._(marked) == "各頁"


def test_what_is_in_no_catalogue_stays_english():
    analysis.use_language("zh")
    assert messages._("never said") == "never said"
    assert messages.ngettext("one never said", "{n} never said", 2) == "{n} never said"
    assert messages.pgettext("nowhere", "never said") == "never said"


def test_a_template_is_filled_in_in_the_language_of_the_moment():
    template = templates().from_string("{{ language() }}: {% trans %}Skip to the content{% endtrans %}")
    assert template.render() == "en: Skip to the content"
    analysis.use_language("zh")
    assert template.render() == "zh-Hans: 跳到正文"


def test_a_value_within_a_translated_sentence_is_escaped():
    template = templates().from_string("{% trans name='<b>' %}see {{ name }}{% endtrans %}")
    assert template.render() == "see &lt;b&gt;"
