"""However a command ends, it ends in one line and in a status that its help lists."""

import sys

import click
import pytest
from click.testing import CliRunner

from analysis.cli.main import main
from analysis.cli.program import Program, one_line

COMMANDS = [
    "report",
    "structure",
    "audit",
    "choices",
    "review",
    "repair",
    "restore",
    "terms",
    "concordance",
    "cloud",
    "convert",
    "corpus",
]


def fails(error):
    """Return how a program ends whose only command raises *error*."""
    program = Program("analysis", no_args_is_help=False)

    @program.command()
    def fail():
        raise error

    return CliRunner().invoke(program, ["fail"], prog_name="analysis")


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (OSError(28, "No space left on device", "a\nb"), 2, "analysis: a b: No space left on device\n"),
        (OSError(12, "Cannot allocate memory"), 2, "analysis: Cannot allocate memory\n"),
        (MemoryError(), 2, "analysis: not enough memory\n"),
        (click.ClickException("a\x1b[31m\nb"), 2, "analysis: a [31m b\n"),
        (click.UsageError("not so."), 2, "analysis: not so (see analysis fail --help)\n"),
        (KeyboardInterrupt(), 130, "analysis: interrupted\n"),
        (BrokenPipeError(32, "Broken pipe", "standard output"), 141, ""),
        (BrokenPipeError(32, "Broken pipe", "pipe"), 2, "analysis: pipe: Broken pipe\n"),
        (SystemExit(1), 1, ""),
        (SystemExit("why"), 2, "why\n"),
    ],
)
def test_each_error_has_a_status_and_a_line(error, status, line):
    done = fails(error)
    assert (done.exit_code, done.stdout, done.stderr) == (status, "", line)


@pytest.mark.parametrize("error", [IndexError("list index\nout of range"), RecursionError("too deep"), ValueError("x")])
def test_an_error_of_the_program_is_one_line_that_names_its_kind_and_place(error, monkeypatch):
    monkeypatch.delenv("ANALYSIS_DEBUG", raising=False)
    done = fails(error)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"analysis: internal error: {type(error).__name__}: {one_line(str(error))} (")
    assert "test_program.py, line " in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_traceback_is_shown_on_request(monkeypatch):
    monkeypatch.setenv("ANALYSIS_DEBUG", "1")
    assert "Traceback (most recent call last)" in fails(IndexError("x")).stderr


def test_what_an_interruption_means_for_the_outputs_is_in_its_line():
    error = KeyboardInterrupt()
    error.add_note("reports that were complete are kept")
    assert fails(error).stderr == "analysis: interrupted; reports that were complete are kept\n"


def test_a_caller_that_handles_errors_itself_gets_them():
    with pytest.raises(click.UsageError):
        main.main(["structure"], standalone_mode=False)


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_help_fits_a_terminal_and_states_every_status(command):
    shown = CliRunner().invoke(main, [*command, "--help"], prog_name="analysis").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "Example:  " in shown
    for status in ("0  done", "1  ", "2  wrong use", "130  interrupted", "141: ", "143: "):
        assert status in shown


def test_no_command_is_a_wrong_use_that_shows_what_there_is():
    done = CliRunner().invoke(main, [], prog_name="analysis")
    assert (done.exit_code, done.stdout) == (2, "")
    assert all(name in done.stderr for name in COMMANDS)


def test_a_run_changes_no_stream_of_its_caller():
    before = sys.stdout, sys.stderr
    CliRunner().invoke(main, ["structure", "none.txt"])
    assert (sys.stdout, sys.stderr) == before


def test_an_interruption_is_said_in_the_language_of_the_command(monkeypatch):
    monkeypatch.setenv("ANALYSIS_LANGUAGE", "zh")
    error = KeyboardInterrupt()
    error.add_note("报告都在")
    assert fails(error).stderr == "analysis: 已中断；报告都在\n"
    monkeypatch.setenv("ANALYSIS_LANGUAGE", "en")
    assert fails(KeyboardInterrupt()).stderr == "analysis: interrupted\n"
