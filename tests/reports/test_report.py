import re
import signal
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from conftest import SEED
from kinds_of_text import KINDS
from notebook_files import notebooks_of
from runs import Run, contents, disturb, linux_only, program

from analysis import load, parse
from analysis.cli.main import main
from analysis.reports.jobs import safe_name
from analysis.reports.notebooks import notebooks
from analysis.reports.report import report

PAGES = ["index.html", "text.html", *(f"{path.stem}.html" for path in notebooks())]
MANIFEST, SUMMARY = ".analysis.json", "summary.json"


def run(*arguments):
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def test_a_report_is_an_overview_the_text_and_a_page_a_notebook(seed_report):
    assert sorted(path.name for path in seed_report.iterdir()) == sorted([MANIFEST, SUMMARY, *PAGES])
    assert len(PAGES) == 6


def test_every_page_stands_alone_and_says_where_it_is_from(seed_report):
    for name in PAGES:
        text = (seed_report / name).read_text("utf-8")
        soup = BeautifulSoup(text, "html.parser")
        assert not soup.find_all(["script", "link", "iframe", "object", "embed"]), name
        assert all(image["src"].startswith("data:image/png;base64,") and image["alt"] for image in soup.find_all("img"))
        assert len(soup.find_all("h1")) == 1
        assert soup.html["lang"] == "en"
        assert "8ebc749d6eecfa4c8e31c67140f55b11e287aedd62f329adf860fe6522cf86ff" in text
        assert str(SEED.parent) not in text


def test_every_link_leads_somewhere_and_no_two_places_have_one_name(seed_report):
    soups = {name: BeautifulSoup((seed_report / name).read_text("utf-8"), "html.parser") for name in PAGES}
    ids = {name: [tag["id"] for tag in soup.find_all(id=True)] for name, soup in soups.items()}
    for name, soup in soups.items():
        assert len(ids[name]) == len({*ids[name]}), name
        for link in soup.find_all("a", href=True):
            file, _, anchor = link["href"].partition("#")
            assert not anchor or anchor in ids[file or name], link
            assert not file or file in PAGES, link


def test_a_page_says_nothing_to_whoever_runs_a_notebook(seed_report):
    for name in PAGES:
        assert "run all cells" not in (seed_report / name).read_text("utf-8")


def test_no_cell_wrote_to_standard_error_or_failed(seed_report):
    for name in PAGES:
        soup = BeautifulSoup((seed_report / name).read_text("utf-8"), "html.parser")
        assert not soup.select(".output_stderr, .output_error"), name


def test_the_overview_says_first_whether_the_text_is_sound(seed_report, reports):
    damaged = BeautifulSoup((seed_report / "index.html").read_text("utf-8"), "html.parser")
    assert damaged.h1.text == "守正出新推动政协工作提质增效 在奋进新征程中凝聚共识和力量"
    assert (
        damaged.select_one("h1 + p")
        .get_text()
        .startswith("This text is damaged: 23.2% of its letters stand in copies.")
    )
    sound = BeautifulSoup((reports / "short" / "index.html").read_text("utf-8"), "html.parser")
    assert sound.select_one(".verdict").get_text().startswith("This text is sound.")
    assert len(damaged.select(".picture")) == 2


def test_the_same_input_gives_the_same_bytes(seed_report, tmp_path):
    assert run(SEED, "--out", tmp_path).exit_code == 0
    for name in [MANIFEST, SUMMARY, *PAGES]:
        assert (tmp_path / SEED.stem / name).read_bytes() == (seed_report / name).read_bytes(), name


def test_nothing_in_a_text_or_a_file_name_becomes_markup(hostile_report):
    assert hostile_report.name == "_b_onclick_x_"
    for name in PAGES:
        soup = BeautifulSoup((hostile_report / name).read_text("utf-8"), "html.parser")
        assert not soup.find_all(["script", "svg", "b"]), name
        assert not [tag for tag in soup.find_all(True) if any(key.startswith("on") for key in tag.attrs)], name


def test_tables_have_captions_and_heads_and_can_be_scrolled_by_keyboard(seed_report):
    soup = BeautifulSoup((seed_report / "02_term_frequencies.html").read_text("utf-8"), "html.parser")
    tables = soup.select("table.dataframe")
    assert [table.caption.text for table in tables[:2]] == [
        "Table 1. The first tokens",
        "Table 2. Tokens of each kind",
    ]
    for table in tables:
        assert all(head["scope"] for head in table.select("th"))
        assert table.parent["tabindex"] == "0"
        assert table.parent["aria-label"] == table.caption.text


def test_above_several_documents_stands_a_list_of_them(reports):
    soup = BeautifulSoup((reports / "index.html").read_text("utf-8"), "html.parser")
    links = {link.text: link["href"] for link in soup.select("tbody a")}
    assert links == {"<img src=x onerror=alert(1)> 题": "_b_onclick_x_/index.html", "short": "short/index.html"}
    assert all((reports / file).exists() for file in links.values())
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.select("tr")]
    assert rows[0] == ["document", "verdict", "characters", "findings", "mended", "to decide", "in copies", "pages"]
    assert rows[2][1:] == ["sound", "6", "0", "0", "0", "0.0%", "complete"]
    index = BeautifulSoup((reports / "short" / "index.html").read_text("utf-8"), "html.parser")
    assert index.select_one("main a")["href"] == "../index.html"


def test_several_documents_are_reported_on_and_an_old_report_is_replaced(tmp_path):
    one, two = tmp_path / "a" / "页.txt", tmp_path / "b" / "页.txt"
    for path in (one, two):
        path.parent.mkdir()
        path.write_text("# 题\n\n一段没有重复的文字。\n", "utf-8")
    old = tmp_path / "out" / "页"
    assert run(one, "--out", tmp_path / "out").exit_code == 0
    result = run(one, two, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.split() == [str(tmp_path / "out" / name / "index.html") for name in ("页", "页-2")] + [
        str(tmp_path / "out" / "index.html")
    ]
    assert sorted(path.name for path in old.iterdir()) == sorted([MANIFEST, SUMMARY, *PAGES])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [MANIFEST, "index.html", "页", "页-2"]
    listed = BeautifulSoup((tmp_path / "out" / "index.html").read_text("utf-8"), "html.parser")
    assert [link.get_text() for link in listed.select("table a")] == ["题 (页)", "题 (页-2)"]


@pytest.mark.parametrize("name", ["thesis", "thesis/chapter.doc", "thesis/index.html"])
def test_what_is_no_report_is_never_replaced(tmp_path, name):
    (tmp_path / "thesis.txt").write_text("春天。", "utf-8")
    mine = tmp_path / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", "utf-8")
    result = run(tmp_path / "thesis.txt", "--out", tmp_path)
    assert result.exit_code == 2
    assert "name another folder" in result.stderr
    assert mine.read_text("utf-8") == "mine"


def test_the_list_of_documents_replaces_no_page_of_the_user(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("春天。", "utf-8")
    (tmp_path / "index.html").write_text("mine", "utf-8")
    result = run(tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path)
    assert result.exit_code == 2
    assert (tmp_path / "index.html").read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "index.html"]


def test_the_pictures_of_several_documents_are_kept_apart(tmp_path, monkeypatch):
    draw = "import analysis\nanalysis.section_sizes(analysis.sections(analysis.parse('# 甲')))"
    notebooks_of(tmp_path, monkeypatch, **{"01_draws": draw})
    documents = [parse("# 春\n\n春天。", name) for name in ("春", "夏")]
    report(documents, tmp_path / "out", figures=tmp_path / "figures")
    assert sorted(str(path.relative_to(tmp_path / "figures")) for path in (tmp_path / "figures").rglob("*.png")) == [
        "夏/01_draws_1.png",
        "春/01_draws_1.png",
    ]


def test_one_run_reports_on_texts_of_every_kind(tmp_path):
    assert len(KINDS["one long line"]) == 100_000
    documents = [parse(text, name) for name, text in KINDS.items()]
    written = report(documents, tmp_path)
    assert len(written) == len(KINDS) >= 12
    assert [each.errors for each in written] == [()] * len(KINDS)
    names = [safe_name(name) for name in KINDS]
    assert [each.index for each in written] == [tmp_path / name / "index.html" for name in names]
    for name in names:
        assert sorted(path.name for path in (tmp_path / name).iterdir()) == sorted([MANIFEST, SUMMARY, *PAGES])
    listed = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in listed.select("tbody a")] == [f"{name}/index.html" for name in names]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _: None, "No such file or directory"),
        (lambda path: path.mkdir(), "is a directory, not a file"),
        (lambda path: path.touch(), "holds no text (the file is empty)"),
        (lambda path: path.write_bytes(b"\x7fELF\x02\x01\x01\x00\x00"), "a NUL byte, so the file is binary"),
    ],
    ids=["missing", "directory", "empty", "binary"],
)
def test_bad_input_is_one_line_status_2_and_no_folder(tmp_path, make, said):
    make(tmp_path / "input.txt")
    result = run(tmp_path / "input.txt", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_kernel_that_dies_is_named_and_the_other_notebooks_go_on(tmp_path, monkeypatch):
    notebooks_of(tmp_path, monkeypatch, **{"01_dies": "import os\nos._exit(1)", "02_lives": "6 * 7", "03_too": "1"})
    monkeypatch.setattr("analysis.reports.report.os.cpu_count", lambda: 1)
    result = run(SEED, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr == f"analysis: {SEED.stem}: 01_dies: Kernel died; out of memory?\n"
    assert ">42<" in (tmp_path / "out" / SEED.stem / "02_lives.html").read_text("utf-8")


def test_an_interruption_does_not_wait_for_a_notebook_and_leaves_nothing(tmp_path, monkeypatch):
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1", "02_never_does": "while True:\n    pass"})
    monkeypatch.setattr("analysis.reports.report.os.cpu_count", lambda: 2)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()

    def interrupted(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report([load(SEED)], tmp_path / "out", progress=interrupted)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["books", "tmp"]
    assert not [*(tmp_path / "tmp").iterdir()]


@linux_only
def test_a_report_that_is_ended_at_any_moment_leaves_nothing_and_the_next_is_right(tmp_path):
    (tmp_path / "in.txt").write_text("# 春\n\n春天来了。\n", "utf-8")
    options = ["report", str(tmp_path / "in.txt"), "--out", "out"]
    disturb(program(tmp_path, *options, **{"01_one": "6 * 7", "02_two": "2"}), tmp_path, seed=1)


BUSY = "open('busy', 'w').close(); sum(range(10 ** 13))  # in C, so that no thread of Python's can run"


@linux_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_kernel_that_no_thread_of_its_own_could_end_ends_with_the_report(tmp_path, number):
    (tmp_path / "in.txt").write_text("春天来了。\n", "utf-8")
    run = Run(program(tmp_path, "report", str(tmp_path / "in.txt"), "--out", "out", **{"01_busy": BUSY}), tmp_path)
    while not [*(tmp_path / "tmp").rglob("busy")]:
        assert run.after(0.1), run.end().output
    assert [line for line in run.processes().values() if "kernel_launcher" in line]
    run.send(number)
    ended = run.end()
    assert ended.processes == []
    assert ended.status in {-number, 128 + number}
    if number != signal.SIGKILL:
        assert contents(tmp_path / "tmp") == {}
        assert not (tmp_path / "out").exists()


def test_a_page_of_the_users_in_a_report_survives_the_next_run(tmp_path, monkeypatch):
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1"})
    report([parse("春天。", "春")], tmp_path / "out")
    (tmp_path / "out" / "春" / "mine.html").write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(FileExistsError, match=r"holds mine\.html") as caught:
        report([parse("夏天。", "夏"), parse("春天。", "春")], tmp_path / "out")
    assert caught.value.filename == str(tmp_path / "out" / "春")
    assert contents(tmp_path) == before


def test_a_picture_of_the_users_is_not_replaced(tmp_path, monkeypatch):
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1"})
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "01_ends_1.png").write_text("mine")
    with pytest.raises(FileExistsError, match="was not written by analysis"):
        report([parse("春天。", "春")], tmp_path / "out", figures=tmp_path / "figures")
    assert not (tmp_path / "out").exists()


def test_a_second_run_into_the_same_folder_ends_at_once(tmp_path, monkeypatch):
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1"})
    errors = []

    def second(_):
        with pytest.raises(BlockingIOError, match="another run is writing to it") as caught:
            report([parse("夏天。", "夏")], tmp_path / "out")
        errors.append(caught.value.filename)

    report([parse("春天。", "春")], tmp_path / "out", progress=second)
    assert {*errors} == {str(tmp_path / "out")}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["春"]


@pytest.mark.parametrize("below", ["", "below"])
def test_a_folder_that_cannot_be_written_to_is_one_line(tmp_path, monkeypatch, below):
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1"})
    (tmp_path / "file").touch()
    result = run(SEED, "--out", tmp_path / "file" / below)
    assert result.exit_code == 2
    assert str(tmp_path / "file") in result.stderr.splitlines()[-1]
    assert (tmp_path / "file").read_bytes() == b""


def test_python_m_analysis_is_the_same_command():
    version = subprocess.run(
        [sys.executable, "-m", "analysis", "--version"], capture_output=True, text=True, check=True
    )
    assert re.fullmatch(r"analysis, version \d+\.\d+\.\d+", version.stdout.strip())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc", "_.._etc"),
        ("..", "document"),
        ("甲 乙（一）", "甲_乙（一）"),
        ("", "document"),
        ("a/b\\c", "a_b_c"),
        ("con.txt", "_con.txt"),
        ("index.html", "_index.html"),
        ("𠀀" * 80, "𠀀" * 50),
    ],
)
def test_a_name_leads_nowhere_else(name, safe):
    assert safe_name(name) == safe
