"""Standard input, output and error of the real program: full, closed, and of an encoding that lacks characters."""

import json
import os
import subprocess
import sys

import pytest

import analysis
from analysis.output.streams import can_print, echo, is_standard_output, standard_streams

PAGE = "# 题目\n\n会议由市政\n\n协主席主持,大家都发了言，会后又到河边去看了新修的桥和两岸的柳树。\n"
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="of Linux")  # noqa: PTH110


@pytest.fixture
def page(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    return tmp_path / "page.txt"


def run(*arguments, encoding="utf-8", **options):
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run(command, env=environment, timeout=60, check=False, **options)


@FULL
@pytest.mark.parametrize("arguments", [["--help"], ["structure", "page.txt", "--format", "json"]])
def test_a_full_standard_output_is_one_line_and_status_2(page, arguments):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = run(*arguments, stdout=full, cwd=page.parent)
    assert done.returncode == 2
    assert done.stderr.decode() == "analysis: standard output: No space left on device\n"


@FULL
def test_a_full_standard_error_changes_no_status():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        assert run("structure", "none.txt", stderr=full).returncode == 2


def test_a_reader_that_goes_away_ends_it_in_silence(page):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run("structure", page, stdout=writer)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_what_an_encoding_lacks_is_escaped_and_noted(page):
    done = run("structure", page, encoding="latin-1")
    assert done.returncode == 0
    assert b"\\u9898\\u76ee" in done.stdout
    assert done.stderr.decode() == (
        "analysis: what latin-1 lacks was written as \\uXXXX; PYTHONIOENCODING=utf-8 writes all\n"
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_json_stays_json_in_every_encoding(page, encoding):
    odd = page.rename(page.with_name("页😀é.txt"))  # GBK has none of the last two, and escapes in JSON have four digits
    done = run("structure", odd, "--format", "json", encoding=encoding)
    rows = [json.loads(line) for line in done.stdout.decode(encoding).splitlines()]
    assert done.returncode == 0
    assert {row["doc"] for row in rows} == {"页😀é"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_not_utf8_can_be_printed(page):
    odd = os.fsencode(page.parent) + b"/n\xff\n.txt"
    missing = run("structure", os.fsdecode(odd))
    assert missing.returncode == 2
    assert missing.stderr.startswith(b"analysis: ")
    assert missing.stderr.endswith(b"n\\xff\\n.txt: No such file or directory\n")
    os.rename(page, odd)  # noqa: PTH104
    done = run("terms", os.fsdecode(odd), "-o", os.fsdecode(odd + b".csv"))
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="not of Windows")  # noqa: PTH110
def test_the_text_goes_to_standard_output_and_nothing_else_does(page):
    wanted = analysis.repair(analysis.load(page)).document.text.encode()
    for output in ("-", "/dev/stdout"):
        done = run("repair", "-", "-o", output, input=page.read_bytes())
        assert (done.returncode, done.stdout) == (0, wanted)
        assert b"broken paragraph" in done.stderr
    assert [*page.parent.iterdir()] == [page]


def test_a_line_printed_to_standard_error_comes_behind_what_was_printed_before(capfd):
    with standard_streams():
        echo("one")
        echo("two", err=True)
        assert capfd.readouterr() == ("one\n", "two\n")


def test_the_streams_are_as_they_were_behind_it():
    before = sys.stdout, sys.stderr
    with pytest.raises(ZeroDivisionError), standard_streams():
        raise ZeroDivisionError
    assert (sys.stdout, sys.stderr) == before


def test_closed_streams_are_written_to_in_silence(monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    with standard_streams():
        echo("one")
        echo("two", err=True)
    assert can_print("政")


CLOSED = """
import os, sys
from analysis.output.streams import standard_streams
sys.stdin = sys.stdout = sys.stderr = None  # as Python has it
for number in range(3):
    os.close(number)
with standard_streams(), open("page", "wb") as page:
    os.write(1, b"lost")
    os.write(2, b"lost")
    page.write(b"%d" % page.fileno())
"""


def test_no_file_gets_the_number_of_a_stream_that_was_closed(tmp_path):
    done = subprocess.run([sys.executable, "-c", CLOSED], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "page").read_bytes() == b"3"


@pytest.mark.skipif(os.name == "nt", reason="of POSIX")
@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["terms", "none.txt"], 2), (["corpus", "page.txt", "--out", "out", "--no-reuse"], 0)],
    ids=["an error", "a bar"],
)
def test_a_command_ends_as_ever_when_all_its_streams_were_closed(tmp_path, arguments, status):
    (tmp_path / "page.txt").write_text("春天来了。", "utf-8")
    close = "import os, sys; os.closerange(0, 3); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    command = [sys.executable, "-c", close, "-m", "analysis", *arguments]
    assert subprocess.run(command, cwd=tmp_path, timeout=60, check=False).returncode == status


def test_only_a_dash_or_what_it_goes_to_is_standard_output(tmp_path):
    assert is_standard_output("-")
    assert not is_standard_output(tmp_path / "-")
    assert not is_standard_output(tmp_path)
