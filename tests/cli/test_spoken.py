import os

import pytest
from click.testing import CliRunner
from commands import run

from analysis.cli.main import main
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


@pytest.fixture
def chinese_system(monkeypatch):
    """Let the system be a Chinese one, and nobody choose a language."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("春天来了，河边的柳树绿了。\n\n夏天来了，河里的水涨了。\n", "utf-8")
    return path


@pytest.mark.usefixtures("chinese_system")
def test_a_chinese_system_is_helped_in_chinese():
    assert "列出文件（几个合查）里不止一次出现的文字" in run("audit", "--help").stdout


@pytest.mark.usefixtures("chinese_system")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["terms", "none.txt"], "analysis: none.txt: 没有这个文件或文件夹\n"),
        (["terms", "empty.txt"], "analysis: empty.txt: 没有文字（文件是空的）\n"),
        (["terms", "."], "analysis: .: 是文件夹，不是文件\n"),
        (
            ["terms", "page.txt", "-o", "a.xyz"],
            "analysis: a.xyz: 表格存为 .csv、.parquet（用法见 main terms --help）\n",
        ),
        (["concordance", "page.txt", "冬天"], "冬天：没有找到\n"),
        (
            ["repair", "page.txt", "-o", "page.txt"],
            "analysis: page.txt 是要读的文件，会被 page.txt 覆盖；请指定别的输出（用法见 main repair --help）\n",
        ),
        (
            ["corpus", "page.txt", "-o", "made", "--memory", "2GB"],
            "analysis: --memory 是给 --workers 用的；两个都要写（用法见 main corpus --help）\n",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_said_in_the_language_of_the_system(line, said, page, monkeypatch):
    monkeypatch.chdir(page.parent)
    (page.parent / "empty.txt").touch()
    done = run(*line)
    assert done.stderr.replace("analysis corpus", "main corpus") == said
    assert done.exit_code in (1, 2)


def test_an_empty_document_is_no_failure_of_a_corpus_in_any_language(tmp_path, page):
    folder = tmp_path / "texts"
    folder.mkdir()
    page.rename(folder / "page.txt")
    (folder / "empty.txt").touch()
    done = run("corpus", folder, "-o", tmp_path / "made", "--no-reuse", "--raw", "--lang", "zh")
    assert (done.exit_code, "有 1 篇读不了" in done.stderr) == (0, True)
    assert done.stdout.splitlines()[0] == "1 篇文档，28 个字符"


def test_a_table_has_chinese_headings_and_json_the_names_of_columns(page):
    table = run("terms", page, "-n", 1, "--lang", "zh").stdout
    assert table.split()[:4] == ["词项", "频次", "每万词", "排名"]
    assert run("--lang", "zh-Hant", "terms", page, "-n", 1).stdout.split()[:3] == ["詞項", "頻次", "每萬詞"]
    rows = run("terms", page, "-n", 1, "--lang", "zh", "--format", "json").stdout
    assert rows == run("terms", page, "-n", 1, "--format", "json").stdout
    assert '"per_10k"' in rows


def test_an_empty_list_says_so(page):
    assert run("audit", page, "--lang", "zh").stdout == "没有发现重复\n\n0.0% 的字落在副本里\n"
    assert run("audit", page).stdout == "no repeat found\n\n0.0% of the letters stand in a copy\n"


def test_completion_is_the_same_in_every_language(monkeypatch):
    monkeypatch.setenv("_ANALYSIS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "analysis audit --f")
    monkeypatch.setenv("COMP_CWORD", "2")
    shown = CliRunner().invoke(main, [], prog_name="analysis").stdout
    assert shown == "plain,--fail-if-redundant\nplain,--format\n"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv(VARIABLE)
    assert CliRunner().invoke(main, [], prog_name="analysis").stdout == shown
