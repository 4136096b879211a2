import os

import pytest
from commands import run

from analysis.cli.spoken import spoken
from analysis.languages.chosen import VARIABLE, language


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        (["--lang", "zh", "terms", "a.txt"], "zh-Hans"),
        (["terms", "a.txt", "--lang=zh-Hant"], "zh-Hant"),
        (["--lang", "zh", "terms", "--lang", "en"], "en"),
        (["terms", "--", "--lang", "zh"], "en"),
        (["terms", "--lang"], "en"),
        (["--lang", "fr", "terms"], "en"),
    ],
)
def test_the_last_language_of_a_command_line_is_spoken_until_it_ends(line, tag):
    with spoken(line):
        assert language() == tag
        assert os.environ[VARIABLE] == tag
    assert language() == "en"
    assert os.environ[VARIABLE] == "en"


def test_without_one_it_is_that_of_the_environment_or_of_the_system(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with spoken([]):
        assert language() == "en"
    monkeypatch.delenv(VARIABLE)
    with spoken([]):
        assert language() == "zh-Hans"
    assert VARIABLE not in os.environ


@pytest.mark.parametrize("line", [["--lang", "fr", "terms", "-"], ["terms", "-", "--lang", "fr"]])
def test_an_unknown_language_is_one_error(line):
    done = run(*line)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert "'fr' is not one of en, zh-Hans, zh-Hant" in done.stderr


def test_an_unknown_language_of_the_environment_is_the_same_error(monkeypatch):
    monkeypatch.setenv(VARIABLE, "xx")
    done = run("terms", "-")
    assert done.exit_code == 2
    assert VARIABLE in done.stderr
