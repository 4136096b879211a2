"""`analysis review`: keys from a pipe or a terminal, decisions that are kept, and files that are not lost."""

import json
import os
import pty
import select
import shlex
import signal
import sys
import termios
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import read_decisions
from analysis.cli.keys import Keys
from analysis.cli.main import main
from analysis.output.columns import display_width

CUT_OFF = "会议开了三天，大家都发了言，说这件事办得很好，以后还要"
BROKEN = f"工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n{CUT_OFF}\n"


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(BROKEN, "utf-8")
    return tmp_path


def run(*arguments, keys=""):
    return CliRunner().invoke(main, [*map(str, arguments)], input=keys, prog_name="analysis")


def choices_in(path):
    return [row["choice"] for row in json.loads(Path(path).read_text("utf-8"))["decisions"]]


def test_answers_are_kept_beside_the_file_and_a_repair_does_as_was_decided():
    done = run("review", "page.txt", "--applied", "--by", "李明", keys="n\ny\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert choices_in("page.txt.decisions.json") == ["reject", "accept"]
    assert "page: 2 decided, 0 open" in done.stdout
    command = "analysis repair page.txt --decisions page.txt.decisions.json -o clean.md"
    assert f"  {command}\n" in done.stdout
    assert run(*command.split()[1:]).exit_code == 0
    assert "恢复了供\n\n电" in Path("clean.md").read_text("utf-8")
    assert Path("page.txt").read_text("utf-8") == BROKEN


def test_a_review_goes_on_where_it_was():
    run("review", "page.txt", "--applied", keys="n\nq\n")
    again = run("review", "page.txt", "--applied", keys="y\nq\n")
    assert "1 of 1 · truncated paragraph" in again.stdout
    assert choices_in("page.txt.decisions.json") == ["reject", "accept"]
    assert "0 decided, 0 open" in run("review", "page.txt", "--applied").stdout


def test_what_was_taken_back_is_not_kept():
    run("review", "page.txt", "--applied", keys="n\nu\nq\n")
    assert choices_in("page.txt.decisions.json") == []


def test_structure_says_what_was_decided():
    run("review", "page.txt", "--applied", "--by", "李明", keys="n\ny\n")
    command = ["structure", "page.txt", "--decisions", "page.txt.decisions.json"]
    rows = [json.loads(line) for line in run(*command, "--format", "json").stdout.splitlines()]
    assert [row["decided"].split(" on ")[0] for row in rows] == [
        "rejected: decided by 李明",
        "accepted: decided by 李明",
    ]
    assert "rejected: decided by 李明" in run(*command).stdout
    assert "decided" not in run("structure", "page.txt").stdout


def test_what_is_listed_can_be_chosen():
    assert "1 of 1 · truncated paragraph" in run("review", "page.txt").stdout
    assert "1 of 1 · broken paragraph" in run("review", "page.txt", "--applied", "--kind", "broken paragraph").stdout
    assert "0 decided, 0 open" in run("review", "page.txt", "--below", "0.1").stdout
    assert not Path("page.txt.decisions.json").exists()


def test_decisions_that_fit_no_longer_are_listed_and_kept():
    run("review", "page.txt", "--applied", keys="n\nq\n")
    Path("page.txt").write_text(CUT_OFF, "utf-8")
    done = run("review", "page.txt", keys="y\nq\n")
    assert "1 decision fits the text no longer" in done.stdout
    assert "reject broken paragraph" in done.stdout
    assert choices_in("page.txt.decisions.json") == ["reject", "accept"]


def test_several_files_have_a_folder_of_decisions():
    Path("other.txt").write_text(CUT_OFF, "utf-8")
    done = run("review", "page.txt", "other.txt", "--decisions", "new/decided", keys="y\n\ny\n")
    assert done.exit_code == 0
    assert "2 of 2 · other" in done.stdout
    made = {path.name for path in Path("new/decided").iterdir()}
    assert made == {"other.txt.decisions.json", "page.txt.decisions.json"}
    assert "0 decided, 0 open" in run("review", "page.txt", "--decisions", "new/decided").stdout


def test_a_name_that_is_no_utf8_has_the_decisions_that_a_repair_looks_for():
    name = os.fsdecode(b"\xff.txt")
    Path(name).write_text(BROKEN, "utf-8")
    run("review", name, "page.txt", "--decisions", "decided", "--applied", keys="n\nq\n")
    assert choices_in("decided/\\xff.txt.decisions.json") == ["reject"]
    run("repair", name, "-o", "clean.md", "--decisions", "decided")
    assert "恢复了供\n\n电" in Path("clean.md").read_text("utf-8")


def test_a_file_that_cannot_be_read_does_not_keep_from_the_others():
    done = run("review", "none.txt", "page.txt", "--decisions", "decided", keys="y\nq\n")
    assert (done.exit_code, done.stderr) == (2, "analysis: none.txt: No such file or directory\n")
    assert choices_in("decided/page.txt.decisions.json") == ["accept"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["page.txt", "--decisions", "notes.txt"], "notes.txt: no JSON: "),
        (["page.txt", "--decisions", "other.json"], "other.json: the whole: "),
        (["page.txt", "--decisions", "page.txt"], "page.txt is read, and would be written over by page.txt"),
        (["page.txt", "--decisions", "-"], "--decisions is read and written, which - is not"),
        (["page.txt", "page.txt", "--decisions", "new"], "two FILEs are named page.txt, and would share new"),
        (["page.txt", "other.txt"], "of several FILEs, --decisions must name a folder"),
        (["page.txt", "other.txt", "--decisions", "notes.txt"], "notes.txt: no folder"),
        (["-"], "of standard input, --decisions must say where decisions are kept"),
        (["page.txt", "--below", "2"], "Invalid value for '--below'"),
        (["page.txt", "--kind", "typo"], "Invalid value for '--kind'"),
    ],
)
def test_nothing_of_a_user_is_written_over(place, arguments, message):
    Path("notes.txt").write_text("我的笔记", "utf-8")
    Path("other.json").write_text("{}", "utf-8")
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    done = run("review", *arguments, keys="y\n")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(f"analysis: {message}")
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


def test_standard_input_as_the_text_needs_a_terminal_for_the_keys(monkeypatch):
    monkeypatch.setattr("analysis.cli.review._has_terminal", lambda: False)
    done = run("review", "-", "--decisions", "decided.json", keys=BROKEN)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no terminal to read keys from" in done.stderr


def test_nothing_that_is_printed_is_wider_than_80_columns_or_steers_the_terminal():
    Path("页" * 12 + ".txt").write_text(BROKEN.replace("终于", "终\x1b[2J\x9b于"), "utf-8")
    shown = run("review", "页" * 12 + ".txt", "--applied", "--by", "\x1b[2J", keys="?\nn\n\x1b[A\ny\n").stdout
    assert shown.replace("\n", "").isprintable()
    assert max(map(display_width, shown.splitlines())) <= 80


def test_letters_of_an_input_method_are_keys_and_an_arrow_is_one(monkeypatch):
    given = iter(["Ｙ", "\x1b[A", "ns", "\r", ""])
    monkeypatch.setattr("click.getchar", lambda: next(given))
    keys = Keys(from_terminal=True)
    assert [keys() for _ in range(6)] == ["y", "?", "n", "s", "", "q"]


def test_ctrl_c_among_keys_interrupts(monkeypatch):
    monkeypatch.setattr("click.getchar", lambda: "y\x03")
    with pytest.raises(KeyboardInterrupt):
        Keys(from_terminal=True)()


def in_terminal(arguments, keys, environment):
    """Run the command in a terminal, with a key each time it waits for one; return its status and what it showed."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, [sys.executable, "-m", "analysis", *arguments], {**os.environ, **environment})
    shown, answered, left = b"", 0, [*keys]
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.01)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:  # its end, on Linux
                break
        elif left and shown[answered:].endswith(b"] ") and _is_awaited(left[0], terminal):
            answered = len(shown)
            os.write(terminal, left.pop(0).encode())
    else:
        os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def _is_awaited(keys, terminal):
    """Say whether the terminal waits for a key, or for a line."""
    return bool(termios.tcgetattr(terminal)[3] & termios.ICANON) == keys.endswith("\n")


def test_in_a_terminal_a_word_is_typed_and_then_keys_are_keys_again():
    status, shown = in_terminal(["review", "page.txt", "--applied"], ["w", "抢修队\n", "n", "q"], {"NO_COLOR": "1"})
    assert status == 0
    assert read_decisions("page.txt.decisions.json").words == ("抢修队",)
    assert choices_in("page.txt.decisions.json") == ["add", "reject"]
    assert "“抢修队” is in the dictionary when the text is repaired; saved" in " ".join(shown.split())


@pytest.mark.parametrize(("environment", "is_coloured"), [({"TERM": "xterm"}, True), ({"NO_COLOR": "1"}, False)])
def test_in_a_terminal_a_key_is_enough_and_ctrl_c_keeps_what_was_answered(environment, is_coloured):
    status, shown = in_terminal(["review", "page.txt", "--applied"], ["n", "\x03"], environment)
    assert (status, choices_in("page.txt.decisions.json")) == (130, ["reject"])
    assert "analysis: interrupted; what was answered is kept in page.txt.decisions.json" in shown
    assert ("\x1b[9;31m" in shown) is is_coloured
    assert ("[-⏎⏎-]" in shown) is not is_coloured


def test_a_page_to_decide_on_in_a_browser_has_what_was_decided_before():
    run("review", "page.txt", "--applied", keys="n\nq\n")
    done = run("review", "page.txt", "--applied", "--html", "new/review.html", "--by", "李明")
    assert (done.exit_code, done.output) == (0, "")
    page = Path("new/review.html").read_text("utf-8")
    held = json.loads(page.partition('id="zh-data">')[2].partition("</script>")[0])
    assert [item["kind"] for item in held["items"]] == ["broken paragraph", "truncated paragraph"]
    assert ([row["choice"] for row in held["decisions"]], held["by"]) == (["reject"], "李明")
    assert run("review", "page.txt", "--applied", "--html", "-", "--by", "李明").output == page


def test_a_page_to_decide_on_is_of_one_file_and_writes_over_none():
    Path("other.txt").write_text(BROKEN, "utf-8")
    assert (
        "--html is a page for one FILE, and there are 2" in run("review", "page.txt", "other.txt", "--html", "a").stderr
    )
    assert run("review", "page.txt", "--html", "page.txt").exit_code == 2
    assert run("review", "none.txt", "--html", "page.html").exit_code == 2
    assert Path("page.txt").read_text("utf-8") == BROKEN
    assert not Path("page.html").exists()


def test_files_that_differ_in_their_ending_only_have_each_their_own_decisions():
    Path("page.md").write_text(CUT_OFF, "utf-8")
    run("review", "page.txt", "--applied", keys="n\nq\n")
    assert "0 decided, 1 open" in run("review", "page.md", keys="q\n").stdout
    run("review", "page.md", keys="m\n")
    assert choices_in("page.txt.decisions.json") == ["reject"]
    assert choices_in("page.md.decisions.json") == ["mark"]
    run("review", "page.txt", "page.md", "--decisions", "decided", "--applied", keys="y\nq\n")
    assert [path.name for path in Path("decided").iterdir()] == ["page.txt.decisions.json"]


def test_the_command_that_does_as_was_decided_has_the_options_of_the_review():
    Path("my words.txt").write_text("抢修队\n", "utf-8")
    options = ["--certain", "0.9", "--also", "unmarked heading", "--words", "my words.txt", "--min-length", "20"]
    more = ["--similarity", "0.7", "--simplify", "--encoding", "utf-8", "--whole-page"]
    shown = run("review", "page.txt", *options, *more, "--applied", keys="n\nq\n").stdout
    command = shown[shown.index("  analysis repair") :]
    assert max(map(display_width, command.splitlines())) <= 80
    given = shlex.split(command.replace("\\\n", ""))
    assert given[:3] == ["analysis", "repair", "page.txt"]
    assert {*options, *more} <= {*given}
    assert run(*given[1:]).exit_code == 0
    assert "恢复了供\n\n电" in Path("clean.md").read_text("utf-8")
