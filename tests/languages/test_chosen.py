import os

import pytest
from conftest import ROOT

import analysis
from analysis.languages import chosen

LOCALES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def _back():
    with chosen.kept():
        yield


@pytest.fixture
def system(monkeypatch):
    """Return a function that sets the system's locale."""

    def set_to(**variables):
        for name in LOCALES:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_to


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("zh", "zh-Hans"),
        ("zh-Hans", "zh-Hans"),
        ("ZH_hans_SG", "zh-Hans"),
        ("zh-hant", "zh-Hant"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("Chinese (Traditional)_Taiwan", "zh-Hant"),
        ("en_GB.UTF-8@euro", "en"),
    ],
)
def test_a_language_may_be_named_as_a_tag_or_as_a_locale(name, tag):
    analysis.use_language(name)
    assert chosen.language() == tag


@pytest.mark.parametrize("name", ["", "fr", "chinesisch", "zhx"])
def test_an_unknown_language_is_refused_and_changes_nothing(name):
    with pytest.raises(ValueError, match=r"^use_language: name must be one of en, zh-Hans, zh-Hant, got "):
        analysis.use_language(name)
    assert chosen.language() == "en"


def test_no_name_is_the_language_of_the_system(system):
    system(LANG="zh_TW.UTF-8")
    analysis.use_language(None)
    assert chosen.language() == "zh-Hant"


@pytest.mark.parametrize(
    ("variables", "tag"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "en_US", "LC_ALL": "zh_HK"}, "zh-Hant"),
        ({"LANG": "en_US", "LANGUAGE": "fr:zh_TW:en"}, "zh-Hant"),
        ({"LC_ALL": "C", "LANGUAGE": "zh"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_system_is_that_of_its_locale(system, variables, tag):
    system(**variables)
    assert chosen.system_language() == tag


def test_without_variables_the_locale_itself_is_asked(system, monkeypatch):
    system()
    monkeypatch.setattr("locale.getlocale", lambda: ("Chinese (Simplified)_China", "936"))
    assert chosen.system_language() == "zh-Hans"


def test_the_choice_reaches_processes_that_are_started_later():
    analysis.use_language("zh-Hant")
    assert os.environ[chosen.VARIABLE] == "zh-Hant"
    from subprocess import check_output
    from sys import executable

    code = "from analysis.languages.chosen import language; print(language())"
    assert check_output([executable, "-c", code], cwd=ROOT, text=True) == "zh-Hant\n"


def test_a_library_speaks_english_whatever_the_system_does(system, monkeypatch):
    system(LANG="zh_CN.UTF-8")
    monkeypatch.delenv(chosen.VARIABLE)
    assert chosen.language() == "en"
