"""`analysis report`: the pages that it lists, and its status."""

import importlib
from pathlib import Path

import pytest
from commands import run

module = importlib.import_module("analysis.reports.report")


@pytest.fixture
def written(monkeypatch, tmp_path):
    """Let reports be written as they are asked for, one of them with an error."""
    monkeypatch.chdir(tmp_path)
    errors = []

    def report(documents, out, *_, **__):
        pages = [Path(out, document.name, "index.html") for document in documents]
        return [module.Report(page, tuple(errors), {}) for page in pages]

    monkeypatch.setattr(module, "report", report)
    for name in "ab":
        Path(f"{name}.txt").write_text("春天来了。", "utf-8")
    return errors


@pytest.mark.usefixtures("written")
def test_the_page_of_each_document_is_listed_and_above_several_the_list_of_them():
    assert run("report", "a.txt").stdout.split() == ["reports/a/index.html"]
    done = run("report", "a.txt", "b.txt", "--out", "there")
    assert done.stdout.split() == ["there/a/index.html", "there/b/index.html", "there/index.html"]
    assert done.exit_code == 0


def test_a_notebook_that_failed_is_named_and_is_status_2(written):
    written.append("01: ZeroDivisionError")
    done = run("report", "a.txt")
    assert (done.exit_code, done.stderr) == (2, "analysis: a: 01: ZeroDivisionError\n")


@pytest.mark.usefixtures("written")
def test_without_anything_to_read_nothing_is_written():
    done = run("report", "none.txt")
    assert (done.exit_code, done.stdout) == (2, "")
