"""Options that people try without reading: they are spelled the same in all commands."""

import json
import os
import subprocess
import sys

import click
import pytest
from commands import run
from conftest import ROOT, SEED
from terminals import in_terminal, needs_terminals, remaining

from analysis.cli.main import main

TEXT = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n"
SLOW = "import analysis.output.progress as progress; progress.WAIT = 0; from analysis.cli.main import main; main()"


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_an_option_has_the_same_short_form_in_every_command():
    found = {}
    for command in main.commands.values():
        for option in command.params:
            if isinstance(option, click.Option):
                for name in option.opts:
                    found.setdefault(name, set()).add(tuple(option.opts[:2]))
    assert {name: spelled for name, spelled in found.items() if len(spelled) > 1} == {}


@pytest.mark.parametrize("command", ["repair", "restore", "terms", "choices", "cloud", "report", "corpus"])
def test_each_command_that_writes_takes_the_same_option_for_where(command):
    opts = [name for option in main.commands[command].params for name in option.opts]
    assert "-o" in opts
    assert "--output" in opts


@pytest.mark.parametrize("name", ["count", "frequencies"])
def test_a_measure_has_one_name_and_its_former_one_is_taken(page, name):
    assert json.loads(run("terms", page, "--measure", name, "--format", "json").stdout.splitlines()[0])["count"] == 1


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("name", ["tf-idf", "tf_idf"])
def test_measures_of_terms_are_spelled_as_those_of_clouds(name):
    assert "tf_idf" in json.loads(run("terms", SEED, "--measure", name, "--format", "json").stdout.splitlines()[0])
    drawn = run("cloud", SEED, "-o", "cloud.svg", "--measure", name, "--size", "300x200", "-n", "9")
    assert drawn.exit_code == 0, drawn.output


def test_a_measure_that_does_not_exist_is_answered_with_those_that_do(page):
    done = run("terms", page, "--measure", "entropy")
    assert done.exit_code == 2
    assert all(repr(name) in done.stderr for name in ("count", "dispersion", "keyness", "tf-idf"))


def test_quiet_writes_the_output_and_shows_nothing(page):
    for arguments in (["repair", page, "-o", "clean.md"], ["terms", page, "-o", "terms.csv"]):
        assert run(*arguments).output != ""
        for done in (run(*arguments, "--quiet"), run("-q", *arguments)):
            assert (done.exit_code, done.output) == (0, "")
    assert run("repair", page, "-o", "-", "-q").output == run("repair", page, "-o", "-").stdout
    assert run("cloud", SEED, "-o", "c.png", "--measure", "count", "--size", "64x64", "-q").output == ""


def test_quiet_holds_for_one_run_only(page):
    run("repair", page, "-o", "clean.md", "--quiet")
    assert "broken paragraph" in run("repair", page, "-o", "clean.md").output


def test_quiet_keeps_what_was_asked_for_and_what_went_wrong(page):
    assert run("structure", page, "-q").stdout == run("structure", page).stdout
    assert run("structure", "none.txt", "-q").stderr == "analysis: none.txt: No such file or directory\n"


def test_the_version_is_that_of_the_package():
    from importlib.metadata import version

    assert run("--version").stdout == f"analysis, version {version('zh-analysis')}\n"
    assert run("--version", "--lang", "zh").stdout == f"analysis {version('zh-analysis')} 版\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_options_as_the_help_says(shell):
    assert f"_ANALYSIS_COMPLETE={shell}_source analysis" in " ".join(run("--help").stdout.split()).replace(
        "bash_source", f"{shell}_source"
    )
    words = {"bash": ("COMP_WORDS", "COMP_CWORD"), "zsh": ("COMP_WORDS", "COMP_CWORD"), "fish": ("COMP_WORDS", "")}
    environment = {"_ANALYSIS_COMPLETE": f"{shell}_complete", words[shell][0]: "analysis repair --le"}
    environment |= {"COMP_CWORD": "--le" if shell == "fish" else "2", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", "from analysis.processes.interrupts import program; program()"]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)
    assert "--ledger" in done.stdout, done.stderr


@pytest.mark.parametrize(
    "command", [["repair", "-o", "clean.md"], ["audit"], ["terms"], ["structure"], ["cloud", "-o", "c.png"]]
)
@needs_terminals
def test_a_terminal_is_told_how_much_is_left_to_do_but_for_quiet(page, command):
    shown = in_terminal(command[0], page, *command[1:], program=SLOW)[1]
    assert "% |" in shown
    assert " left" in shown
    assert " left" not in "".join(remaining(shown))
    quiet = in_terminal(command[0], page, *command[1:], "--quiet", program=SLOW)[1]
    assert "% |" not in quiet


@pytest.mark.parametrize("command", [["structure"], ["audit"], ["terms"], ["repair", "-o", "-"]])
def test_a_pipe_gets_no_decoration(page, command):
    program = [sys.executable, "-c", SLOW, command[0], str(page), *command[1:]]
    done = subprocess.run(program, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True)
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, shown
    assert not {*"\r\x1b█│─…"} & {*shown}


@needs_terminals
def test_no_color_is_heeded_where_there_is_colour(page):
    review = ["review", page, "--decisions", page.with_name("decided.json")]
    assert "\x1b[" in in_terminal(*review, keys="q")[1]
    assert "\x1b[" not in in_terminal(*review, keys="q", NO_COLOR="1")[1]
