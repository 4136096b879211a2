"""The folder of pictures: one run at a time, and nothing of anybody else's is lost."""

import pytest
from click.testing import CliRunner
from notebook_files import notebooks_of
from runs import contents

from analysis import parse
from analysis.cli.main import main
from analysis.figures.saved import pictures_folder, write_pictures
from analysis.output.locks import locked
from analysis.reports.report import report

PICTURES = {"01_ends_1.png": b"a picture"}


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_a_second_run_into_the_same_folder_of_pictures_ends_at_once(tmp_path, monkeypatch):
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1"})
    errors = []

    def second(_):
        before = contents(tmp_path)
        with pytest.raises(BlockingIOError, match="another run is writing to it") as caught:
            report([parse("夏天。", "夏")], tmp_path / "other", figures=tmp_path / "figures")
        errors.append(caught.value.filename)
        assert contents(tmp_path) == before

    report([parse("春天。", "春")], tmp_path / "out", figures=tmp_path / "figures", progress=second)
    assert {*errors} == {str(tmp_path / "figures")}


@pytest.mark.parametrize("command", ["report", "corpus"])
def test_the_command_says_so_with_status_2_before_any_work(tmp_path, command):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "page.txt").write_text("春天来了。", "utf-8")
    source = tmp_path / "texts" if command == "corpus" else tmp_path / "texts" / "page.txt"
    with locked(tmp_path / "figures"):
        before = contents(tmp_path)
        result = run(command, source, "--out", tmp_path / "out", "--figures", tmp_path / "figures")
        assert contents(tmp_path) == before
    assert result.exit_code == 2
    assert f"{tmp_path / 'figures'}: another run is writing to it" in result.stderr.splitlines()[-1]


def test_one_folder_can_be_for_the_report_and_its_pictures(tmp_path, monkeypatch):
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1"})
    for _ in range(2):
        report([parse("春天。", "春")], tmp_path / "out", figures=tmp_path / "out")
    assert (tmp_path / "out" / "春" / "index.html").exists()


def test_pictures_do_not_go_into_the_folder_of_a_report_which_is_made_anew(tmp_path, monkeypatch):
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1"})
    with pytest.raises(FileExistsError, match="lies within the folder of a report"):
        report([parse("春天。", "春")], tmp_path / "out", figures=tmp_path / "out" / "春" / "figures")
    assert not (tmp_path / "out").exists()


def test_a_folder_below_that_another_run_holds_gets_no_picture(tmp_path):
    folder = tmp_path / "figures"
    with pictures_folder(folder, below=["春"]), locked(folder / "春"), pytest.raises(BlockingIOError):
        write_pictures(folder / "春", PICTURES, folder)
    assert not folder.exists()


def test_pictures_are_put_into_the_folder_that_is_held(tmp_path):
    with pictures_folder(tmp_path / "figures"):
        write_pictures(tmp_path / "figures", PICTURES, tmp_path / "figures")
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == [".analysis.json", "01_ends_1.png"]
