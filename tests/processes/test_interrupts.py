"""Ctrl-C and the other signals, as the real program meets them."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="of POSIX")

# A command line that stops where a test can meet it: what `load` does is given, and says when it has begun.
DRIVER = """
import os, signal, sys, time
from analysis.processes import interrupts
interrupts.listen()
from analysis.cli import files as reading, main as commands
from analysis.output import files
def reached(word):
    os.write(1, f"{word}\\n".encode())
def wait(number=b"1"):  # until that signal; one that comes before the wait has begun is followed by its number
    while os.read(0, 1) != number:
        pass
    while number == b"1":  # the system may hand it to another thread, and Python heeds it a little later
        time.sleep(0.1)
def stop(*_, **__):
%s
%s
sys.argv = ["analysis", *sys.argv[1:]]
commands.main()
"""


def start(body, *arguments, place="reading.load = stop", **options):
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    command = [sys.executable, "-c", DRIVER % (lines, place), *map(str, arguments or ("structure", "page.txt"))]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, text=True, **pipes, **options)


def ended(process, *signals):
    """Send each signal, then its number, when the program has printed a line; return the status and what it printed."""
    with process:
        lines = []
        for count, number in enumerate(signals, 1):
            lines.append(process.stdout.readline())
            process.send_signal(number)
            with suppress(BrokenPipeError):
                process.stdin.write(str(count))
                process.stdin.flush()
        out, err = process.communicate(timeout=60)
    return process.returncode, "".join(lines) + out, err


@pytest.mark.parametrize(
    ("number", "status", "line"),
    [
        (signal.SIGINT, 130, "analysis: interrupted\n"),
        (signal.SIGTERM, 143, "analysis: terminated\n"),
        (signal.SIGHUP, 129, "analysis: terminated\n"),
    ],
)
def test_a_signal_ends_the_program_in_one_line_with_a_status_of_its_own(number, status, line):
    assert ended(start("reached('begun'); wait()"), number) == (status, "begun\n", line)


def test_what_cleans_up_is_not_disturbed_by_a_second_signal():
    body = """interrupts.GRACE = 60  # a machine may be slow
try:
    reached("begun")
    wait()
finally:
    reached("cleaning")
    wait(b"2")
    reached("cleaned")"""
    process = ended(start(body), signal.SIGTERM, signal.SIGINT)
    assert process == (143, "begun\ncleaning\ncleaned\n", "analysis: terminated\n")


def test_what_holds_an_interruption_up_does_not_keep_the_program_from_ending():
    body = """interrupts.GRACE = 0.05
reached("begun")
while True:
    try:
        wait()
    except BaseException:
        pass"""
    assert ended(start(body), signal.SIGINT) == (130, "begun\n", "analysis: interrupted\n")


def test_what_is_there_for_the_time_being_goes_also_when_the_time_for_cleaning_up_runs_out(tmp_path):
    body = f"""interrupts.GRACE = 0.05
from pathlib import Path
from contextlib import ExitStack
from analysis.output.files import _part
from analysis.output.folders import temporary_folder
from analysis.output.locks import locked
place = Path({str(tmp_path)!r})
stack = ExitStack()
stack.enter_context(locked(place))
folder = stack.enter_context(temporary_folder(place))
(folder / "below").mkdir()
(folder / "below" / "file").touch()
(folder / "below" / "link").symlink_to(place / "mine")
stack.enter_context(_part(place / "page.md", b"", None))
(place / "mine").mkdir()
(place / "mine" / "notes").touch()
try:
    reached(len([*place.iterdir()]))
    wait()
finally:
    wait(b"-")"""
    status, out, err = ended(start(body), signal.SIGINT)
    assert (status, out, err) == (130, "4\n", "analysis: interrupted\n")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mine", "notes"]


def test_the_way_out_of_the_interpreter_does_not_hold_an_interruption_up(tmp_path):
    body = f"""import atexit
atexit.register(open, {str(tmp_path / "late")!r}, "w")
print("printed before")
try:
    reached("runs")
    wait()
finally:
    print("cleaned up")"""
    status, out, err = ended(start(body), signal.SIGINT)
    assert (status, err) == (130, "analysis: interrupted\n")
    assert sorted(out.split("\n")) == ["", "cleaned up", "printed before", "runs"]
    assert not (tmp_path / "late").exists()


def test_the_time_for_cleaning_up_is_within_two_seconds():
    from analysis.processes.interrupts import GRACE

    assert GRACE < 2


def test_an_error_that_an_interruption_turned_into_is_an_interruption():
    body = """try:
    reached("begun")
    wait()
except KeyboardInterrupt:
    raise ValueError("a library's")"""
    assert ended(start(body), signal.SIGINT) == (130, "begun\n", "analysis: interrupted\n")


def test_a_file_that_is_being_written_is_not_left_half_written(tmp_path):
    (tmp_path / "page.txt").write_text("会议由市政\n\n协主席主持。", "utf-8")
    (tmp_path / "clean.md").write_text("before", "utf-8")
    process = start(
        "reached('begun'); wait()",
        *("repair", tmp_path / "page.txt", "-o", tmp_path / "clean.md"),
        place="files.os.fsync = stop",
    )
    assert ended(process, signal.SIGTERM)[0] == 143
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clean.md", "page.txt"]
    assert (tmp_path / "clean.md").read_text("utf-8") == "before"


def test_a_signal_that_whoever_started_the_program_had_it_ignore_is_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what a child inherits
    try:
        process = start("os.kill(os.getpid(), signal.SIGINT)\nreached('goes on')\nos._exit(0)")
    finally:
        signal.signal(signal.SIGINT, before)
    assert ended(process) == (0, "goes on\n", "")


@pytest.mark.parametrize(
    "begin", ["interrupts.program()", "import runpy; runpy.run_module('analysis', run_name='__main__')"]
)
def test_a_signal_ends_it_in_one_line_while_it_is_loaded_too(begin):
    script = f"""
import builtins, os, signal
from analysis.processes import interrupts
load = builtins.__import__
def interrupted(name, *rest, **more):
    if name == "click":
        os.kill(os.getpid(), signal.SIGINT)
    return load(name, *rest, **more)
builtins.__import__ = interrupted
{begin}
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "analysis: interrupted\n")


@pytest.mark.parametrize(
    "begin",
    [
        "from analysis.processes.interrupts import program; program()",
        "runpy.run_module('analysis', run_name='__main__')",
    ],
)
def test_it_listens_before_any_other_file_is_loaded(begin):
    script = f"""
import os, runpy, signal, sys
before = {{*sys.modules}}
def listening(*_):
    found = [name for name, module in sys.modules.items() if name not in before and hasattr(module, "__file__")]
    os.write(1, " ".join(found).encode())
    os._exit(0)
signal.signal = listening
{begin}
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert {*done.stdout.split()} - {"__future__"} == {
        "analysis",
        "analysis.processes",
        "analysis.processes.interrupts",
    }, done.stderr


def test_the_script_that_is_installed_listens_before_it_loads():
    import tomllib

    from conftest import ROOT

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"analysis": "analysis.processes.interrupts:program"}


def test_the_signals_of_a_process_that_is_not_ours_are_left_alone():
    from click.testing import CliRunner

    from analysis.cli.main import main
    from analysis.processes import interrupts

    before = [signal.getsignal(number) for number in interrupts.SIGNALS]
    with interrupts.interruptible(is_program=False):
        assert [signal.getsignal(number) for number in interrupts.SIGNALS] == before
    CliRunner().invoke(main, ["--version"])
    assert [signal.getsignal(number) for number in interrupts.SIGNALS] == before
