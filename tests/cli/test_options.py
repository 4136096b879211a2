"""Options, inputs and outputs that nobody should give: status 2, one line, and nothing is written or lost."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from PIL import Image

import analysis
from analysis.cli.main import main

PROSE = "会议由市政协主席主持，大家都发了言，会后又到河边去看了新修的桥和两岸的柳树。"
HUGE = "9" * 30
DRAW = ["cloud", "page.txt", "-o", "new.png"]
WRONG = [
    *(["audit", "page.txt", "--min-length", value] for value in ("-1", "0", "1", "1e5", "", HUGE)),
    *(["audit", "page.txt", "--similarity", value] for value in ("0", "nan", "inf", "-1", "1.1", HUGE)),
    *(["audit", "page.txt", "--fail-if-redundant", value] for value in ("nan", "-0.1", "2", "")),
    *(["choices", "page.txt", "--top", value] for value in ("-1", HUGE)),
    ["choices", "page.txt", "-o", "new.txt"],
    ["choices", "page.txt", "-o", "page.txt"],
    *(["repair", "page.txt", "-o", "new.md", "--certain", value] for value in ("nan", "-0.1", "2", "")),
    ["repair", "page.txt", "-o", "new/../page.txt"],
    ["repair", "page.txt", "-o", "new.md", "--ledger", "new/../page.txt"],
    *(
        ["repair", "page.txt", "-o", "new.md", "--save", value]
        for value in ("new.doc", "-", "", "page.txt", "./new.md")
    ),
    ["cloud", "page.txt", "-o", "new.svg", "--mask", "missing.png"],
    *(["terms", "page.txt", "--ngram", value] for value in ("0", "10", HUGE)),
    *(["terms", "page.txt", "--top", value] for value in ("0", "-1", HUGE)),
    *(["terms", "page.txt", "--min-characters", value] for value in ("0", HUGE)),
    *(["concordance", "page.txt", "政协", "--width", value] for value in ("-1", HUGE)),
    *(["concordance", "page.txt", value, "--regex"] for value in ("(", "[", "\\", "", "a{99999999999}")),
    *([*DRAW, "--size", value] for value in ("0x0", "1x1", "100000x100000", "9999x9999", "33x661", "x", "5x", "-5x5")),
    [*DRAW, "--size", "50x50", "--pair"],
    *([*DRAW, "--top", value] for value in ("0", HUGE)),
    *(["structure", "page.txt", "--encoding", value] for value in ("klingon", "", "rot13", "zlib", "undefined", "\0")),
    *(["report", "page.txt", "--min-length", value] for value in ("1", HUGE)),
    *(["corpus", "page.txt", "--out", "new", "--workers", value] for value in ("0", HUGE)),
    *(["corpus", "page.txt", "--out", "new", "--partitions", value] for value in ("0", HUGE)),
    *(
        ["corpus", "page.txt", "--out", "new", "--workers", "1", "--memory", value]
        for value in ("banana", "0", "-1", "1MB")
    ),
    ["corpus", "page.txt", "--out", "new", "--scheduler", "banana"],
    ["corpus", "loop", "--out", "new"],
    ["corpus", "page.txt", "--out", "loop"],
    ["corpus", "-", "--out", "new"],
    *(["report", "page.txt", option, "-"] for option in ("--out", "--figures")),
    ["audit", "page.txt", "--html", "-"],
    ["corpus", "page.txt", "--out", "-"],
]
FILES = ["loop", "folder", "pipe", "binary", "none", "/dev/zero", ""]
READS = [
    ["structure"],
    ["audit"],
    ["choices"],
    ["review"],
    ["repair", "-o", "new.md"],
    ["terms"],
    ["concordance", "--", "政协"],
    ["report"],
]
WORDS = ["loop", "folder", "pipe", "binary", "none", "/dev/zero", "frequency", "four"]
OUTPUTS = ["loop", "folder", "page.txt/new", "a" * 300, "/dev/full", "/proc/new"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(f"# 题\n\n{PROSE}\n\n## 二\n\n春天来了。\n\n{PROSE}\n", "utf-8")
    Path("loop").symlink_to("loop")
    Path("folder").mkdir()
    os.mkfifo("pipe")
    Path("binary").write_bytes(b"\xff\xfe\0")
    Path("frequency").write_text(f"政协 {HUGE}\n", "utf-8")
    Path("four").write_text("a b c d\n", "utf-8")
    return tmp_path


def run(*arguments, given=b""):
    return CliRunner().invoke(main, [*map(str, arguments)], input=given, prog_name="analysis")


def state(folder):
    return {
        path.relative_to(folder): path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        for path in folder.rglob("*")
    }


def refused(place, commands):
    """Return those of the commands that do not end in status 2, one line, and nothing written."""
    before = state(place)
    wrong = []
    for command in commands:
        done = run(*command)
        lines = done.stderr.splitlines()
        is_right = done.exit_code == 2 and done.stdout == "" and len(lines) == 1 and "internal error" not in lines[0]
        if not is_right or state(place) != before:
            wrong.append((command, done.exit_code, done.output[-300:]))
    return wrong


def test_an_option_of_an_absurd_value_is_refused_in_one_line(place):
    assert refused(place, WRONG) == []


def test_a_file_that_cannot_be_read_is_refused_in_one_line(place):
    commands = [
        [first, *more[:-1], file, more[-1]] if "--" in more else [first, *more, file]
        for first, *more in READS
        for file in FILES
    ]
    assert refused(place, commands) == []


def test_a_list_of_words_that_cannot_be_used_is_refused_in_one_line(place):
    assert refused(place, [["terms", "page.txt", "--words", file] for file in WORDS]) == []


def test_an_output_that_cannot_be_written_is_refused_in_one_line(place):
    commands = [["repair", "page.txt", "-o", output] for output in OUTPUTS]
    commands += [["repair", "page.txt", "-o", "new.md", "--ledger", output] for output in OUTPUTS]
    commands += [
        ["terms", "page.txt", "-o", output] for output in ("none/new.csv", "page.txt/new.csv", "a" * 300 + ".csv")
    ]
    commands += [["audit", "page.txt", "--html", output] for output in ("loop", "page.txt/new", "a" * 300, "/proc/new")]
    commands += [[*DRAW[:3], output] for output in ("none/new.png", "new.gif", "page.txt/new.svg")]
    assert refused(place, commands) == []


def test_no_output_is_an_input_or_another_output(place):
    Path("link.csv").symlink_to("page.txt")
    Path("hard.png").hardlink_to("page.txt")
    Path("words.csv").write_text("政协\n", "utf-8")
    commands = [
        ["terms", "link.csv", "-o", "link.csv"],
        ["terms", "page.txt", "-o", "link.csv"],
        ["terms", "page.txt", "--words", "words.csv", "-o", "words.csv"],
        ["repair", "page.txt", "-o", "page.txt"],
        ["repair", "page.txt", "-o", "new.md", "--ledger", "folder/../page.txt"],
        ["repair", "page.txt", "-o", "new.md", "--ledger", "./new.md"],
        ["repair", "page.txt", "-o", "-", "--ledger", "-"],
        ["cloud", "page.txt", "-o", "hard.png"],
        ["cloud", "page.txt", "--mask", "mask.png", "-o", "mask.png"],
        ["report", "hard.png", "--figures", "."],
        ["terms", "-", "--words", "-"],
        ["audit", "-", "-"],
        ["corpus", "page.txt", "--out", "."],
        ["corpus", "folder", "--out", "folder/new"],
        ["corpus", "page.txt", "--out", "new", "--figures", "new/figures"],
    ]
    assert refused(place, commands) == []


def test_pages_of_an_audit_replace_no_file_that_was_audited(place):
    Path("page.html").write_text(f"<p>{PROSE}</p>", "utf-8")
    assert refused(place, [["audit", "page.html", "--html", "."]]) == []


@pytest.mark.usefixtures("place")
def test_pages_of_equal_names_are_two_files():
    for folder, mark in (("一", ":"), ("二", "?")):
        Path(folder).mkdir()
        Path(folder, f"页{mark}1.txt").write_text(PROSE, "utf-8")
    assert run("audit", "一/页:1.txt", "二/页?1.txt", "page.txt", "--html", "new").exit_code == 0
    names = [".analysis.json", "page.html", "页_1-2.html", "页_1.html"]
    assert sorted(path.name for path in Path("new").iterdir()) == names


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["structure", "-", "--format", "json"], 0),
        (["audit", "-", "--format", "json"], 0),
        (["terms", "-", "--format", "json"], 0),
        (["concordance", "-", "大家", "--format", "json"], 0),
        (["concordance", "-", "没有", "--format", "json"], 1),
    ],
)
@pytest.mark.usefixtures("place")
def test_a_dash_is_standard_input_and_gives_what_the_file_gives(command, status):
    page = Path("page.txt")
    read, named = (
        run(*command, given=page.read_bytes()),
        run(*("page.txt" if part == "-" else part for part in command)),
    )
    assert (read.exit_code, named.exit_code) == (status, status)
    rows, wanted = ([json.loads(line) for line in done.stdout.splitlines()] for done in (read, named))
    assert {row.pop("doc", "standard input") for row in rows} <= {"standard input"}
    assert rows == [{name: value for name, value in row.items() if name != "doc"} for row in wanted]


@pytest.mark.usefixtures("place")
def test_a_dash_is_standard_output_and_nothing_else_is_on_it():
    done = analysis.repair(analysis.load("page.txt"))
    assert run("repair", "page.txt", "-o", "-").stdout_bytes == done.document.text.encode()
    assert json.loads(run("repair", "page.txt", "-o", "new.md", "--ledger", "-").stdout) == json.loads(done.to_json())
    saved = run("terms", "page.txt", "-o", "new.csv")
    assert saved.stdout == "new.csv\n"
    assert run("terms", "page.txt", "-o", "-").stdout_bytes == Path("new.csv").read_bytes()
    drawn = run("cloud", "-", "-o", "-", "--measure", "count", "--size", "64x48", given=Path("page.txt").read_bytes())
    with Image.open(io.BytesIO(drawn.stdout_bytes)) as image:
        assert (image.format, image.size) == ("PNG", (64, 48))
    assert "largest terms" in drawn.stderr
    assert not Path("-").exists()


@pytest.mark.usefixtures("place")
def test_words_and_a_mask_come_from_standard_input_too():
    rows = run("terms", "page.txt", "--words", "-", "--format", "json", given="两岸的柳树".encode()).stdout.splitlines()
    assert "两岸的柳树" in {json.loads(row)["term"] for row in rows}
    white = io.BytesIO()
    Image.new("L", (8, 8), 255).save(white, "png")
    refusal = run(*DRAW, "--mask", "-", given=white.getvalue())
    assert refusal.stderr == "analysis: mask: bytes: white all over; words go where an image is not white\n"


@pytest.mark.usefixtures("place")
def test_bad_standard_input_is_one_line():
    empty = run("structure", "-")
    assert (empty.exit_code, empty.stderr) == (2, "analysis: standard input: holds no text (the file is empty)\n")
    binary = run("structure", "-", given=b"\x7fELF\0")
    assert binary.exit_code == 2
    assert binary.stderr.startswith("analysis: standard input: byte 5: a NUL byte")


@pytest.mark.usefixtures("place")
def test_a_file_that_is_called_dash_is_one_by_its_path():
    Path("-").write_text(PROSE, "utf-8")
    assert run("structure", "./-").exit_code == 2 or "nothing found" in run("structure", "./-").stdout


@pytest.mark.usefixtures("place")
def test_a_ledger_that_cannot_be_written_leaves_the_former_text():
    Path("clean.md").write_text("before", "utf-8")
    assert run("repair", "page.txt", "-o", "clean.md", "--ledger", "folder/none\0").exit_code == 2
    assert run("repair", "page.txt", "-o", "clean.md", "--ledger", "loop").exit_code == 2
    assert Path("clean.md").read_text("utf-8") == "before"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="of POSIX")
def test_a_full_disk_leaves_what_was_there_before(place):
    import resource

    Path("old.csv").write_text("before", "utf-8")
    before = state(place)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, limits[1]))  # Python ignores the signal; the write fails
    try:
        commands = [["repair", "page.txt", "-o", "new.md"], ["terms", "page.txt", "-o", "old.csv"]]
        commands += [["audit", "page.txt", "--html", "folder"], [*DRAW, "--measure", "count", "--size", "64x64"]]
        done = [run(*command) for command in commands]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [each.exit_code for each in done] == [2] * 4
    assert [each.stderr for each in done] == [
        f"analysis: {name}: File too large\n" for name in ("new.md", "old.csv", "folder/.analysis.json", "new.png")
    ]
    assert state(place) == before


@pytest.mark.usefixtures("place")
def test_what_could_be_reported_on_is_and_what_could_not_be_read_is_status_2(monkeypatch):
    import importlib

    module = importlib.import_module("analysis.reports.report")
    asked = []

    def written(documents, out, *_, **__):
        asked.extend(document.name for document in documents)
        return [module.Report(Path(out, "page", "index.html"), (), {})]

    monkeypatch.setattr(module, "report", written)
    done = run("report", "page.txt", "none.txt")
    assert (done.exit_code, asked) == (2, ["page"])
    assert done.stderr == "analysis: none.txt: No such file or directory\n"
    assert done.stdout == f"{Path('reports', 'page', 'index.html')}\n"


@pytest.mark.usefixtures("place")
def test_a_corpus_of_which_a_text_cannot_be_read_is_surveyed_and_status_2():
    import dask

    Path("texts").mkdir()
    Path("texts/good.txt").write_text(PROSE, "utf-8")
    Path("texts/bad.txt").write_bytes(b"\x7fELF\0")
    with dask.config.set(scheduler="synchronous"):
        done = run("corpus", "texts", "--out", "new", "--no-reuse")
    assert done.exit_code == 2
    assert "1 documents" in done.stdout
    assert done.stderr == "analysis: 1 could not be read; see new/errors.parquet\n"


@pytest.mark.usefixtures("place")
def test_a_folder_named_by_way_of_one_that_is_not_there_is_made():
    import dask

    with dask.config.set(scheduler="synchronous"):
        done = run("corpus", "page.txt", "--out", "nowhere/../new", "--no-reuse")
    assert (done.exit_code, done.stdout.partition(" documents")[0]) == (0, "1"), done.output
    assert Path("new/documents.parquet").exists()
    assert not Path("nowhere").exists()


@pytest.mark.usefixtures("place")
def test_links_that_lead_out_of_a_corpus_are_followed_when_asked():
    import dask

    for folder in ("in", "out"):
        Path(folder).mkdir()
        Path(folder, f"{folder}.txt").write_text(PROSE, "utf-8")
    Path("in/more").symlink_to("../out")
    with dask.config.set(scheduler="synchronous"):
        left = run("corpus", "in", "--out", "new", "--no-reuse")
        followed = run("corpus", "in", "--out", "new", "--no-reuse", "--follow-links")
    assert (left.exit_code, left.stdout.partition(" documents")[0]) == (2, "1")
    assert (followed.exit_code, followed.stdout.partition(" documents")[0]) == (0, "2")


@pytest.mark.usefixtures("place")
def test_a_corpus_comes_from_standard_input_as_json_lines():
    import dask

    lines = "".join(json.dumps({"text": text}) + "\n" for text in (PROSE, "春天来了。"))
    with dask.config.set(scheduler="synchronous"):
        done = run("corpus", "-", "--out", "new", "--no-reuse", given=lines.encode())
    assert done.exit_code == 0, done.output
    assert "2 documents" in done.stdout


@pytest.mark.parametrize("command", ["repair", "report", "terms", "audit", "cloud", "structure", "corpus"])
def test_help_is_shown_without_loading_what_the_work_needs(command):
    shown = "from analysis.cli.main import main; main([sys.argv[1], '--help'], standalone_mode=False)"
    program = f"import sys\ntry:\n    {shown}\nexcept SystemExit:\n    pass\nsys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program, command], capture_output=True, cwd=ROOT).returncode == 0
