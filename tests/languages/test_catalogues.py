"""The catalogues have every message of the package, translated, with the same values in it."""

import gettext
import io
import re
import runpy
import struct

import pytest
from conftest import ROOT

MADE = runpy.run_path(str(ROOT / "docs" / "catalogues.py"))
TAGS = ["zh_Hans", "zh_Hant"]
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w*(?:[!:][^{}]*)?\}")


@pytest.fixture(scope="module")
def found():
    return MADE["extracted"]()


@pytest.fixture(scope="module", params=TAGS)
def catalogue(request):
    return MADE["read"](request.param)


def messages(catalogue):
    return {(each.context, each.id): each for each in catalogue if each.id}


def strings(text):
    return [text] if isinstance(text, str) else [*text]


def test_the_catalogue_has_the_messages_of_the_package_and_no_others(found, catalogue):
    assert messages(found)
    assert messages(catalogue).keys() == messages(found).keys(), "run `make catalogues`"


def test_each_message_is_translated(catalogue):
    assert MADE["untranslated"](catalogue) == []
    assert [each.id for each in messages(catalogue).values() if each.fuzzy or not all(strings(each.string))] == []


def test_a_translation_has_the_values_of_its_message(catalogue):
    """Those of the plural, where there is one: the singular may say "one"."""
    for message in messages(catalogue).values():
        wanted = sorted(set(PLACEHOLDER.findall(strings(message.id)[-1])))
        for text in strings(message.string):
            assert sorted(set(PLACEHOLDER.findall(text))) == wanted, message.id


def test_traditional_chinese_is_made_of_simplified_chinese():
    made = MADE["in_traditional"](MADE["read"]("zh_Hans"))
    assert MADE["po"](made) == MADE["place"]("zh_Hant", "po").read_bytes(), "run `make catalogues`"


@pytest.mark.parametrize("tag", TAGS)
def test_the_compiled_catalogue_is_that_of_the_text(tag):
    data = MADE["place"](tag, "mo").read_bytes()
    compiled, wanted = gettext.GNUTranslations(io.BytesIO(data)), messages(MADE["read"](tag))
    for (context, text), message in wanted.items():
        if isinstance(text, tuple):
            assert (compiled.ngettext(*text, 2),) == message.string, "run `make catalogues`"
        elif context:
            assert compiled.pgettext(context, text) == message.string, "run `make catalogues`"
        else:
            assert compiled.gettext(text) == message.string, "run `make catalogues`"
    assert struct.unpack("<I", data[8:12]) == (len(wanted) + 1,)  # with the head
