"""The commands other than `report`, as a person and a program meet them."""

import pytest
from commands import run


@pytest.mark.parametrize("command", [["structure"], ["audit"], ["repair", "-o", "clean.md"]])
def test_bad_input_is_one_line_and_status_2(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    shown = run(*command, "none.txt")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == "analysis: none.txt: No such file or directory\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["report", "structure", "audit", "choices", "repair"])
def test_help_shows_an_example(command):
    assert f"Example:  analysis {command}" in run(command, "--help").stdout
