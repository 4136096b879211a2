"""The list above several reports knows all of them, not the last run only."""

import json
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from notebook_files import notebooks_of

from analysis import parse
from analysis.reports.report import report
from analysis.reports.report_list import Entry, can_list, earlier_entries, write_list


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """Return a function that reports on documents with one short notebook, and what the list then has."""
    notebooks_of(tmp_path, monkeypatch, **{"01_ends": "1"})

    def listed(*names):
        report([parse(f"# {name}天\n\n{name}天来了。", name) for name in names], tmp_path / "out")
        index = tmp_path / "out" / "index.html"
        soup = BeautifulSoup(index.read_text("utf-8") if index.exists() else "", "html.parser")
        return [(link.get_text(), unquote(link["href"])) for link in soup.select("tbody a")]

    return listed


def test_a_later_run_is_listed_with_those_before_it(quick, tmp_path):
    assert quick("春") == []
    assert quick("夏") == [("夏天", "夏/index.html"), ("春天", "春/index.html")]
    page = (tmp_path / "out" / "夏" / "index.html").read_text("utf-8")
    assert BeautifulSoup(page, "html.parser").select_one("main a")["href"] == "../index.html"
    assert [name for name, _ in quick("秋", "春")] == ["秋天", "春天", "夏天"]


def test_a_page_of_the_users_stays_where_one_document_is_reported_on(quick, tmp_path):
    quick("春")
    (tmp_path / "out" / "index.html").write_text("mine")
    quick("夏")
    assert (tmp_path / "out" / "index.html").read_text() == "mine"
    assert not can_list(tmp_path / "out")


@pytest.mark.parametrize("kept", ["", "[]", '{"title": "春"}', '{"title": "春", "complete": true, "findings": []}'])
def test_what_is_no_summary_is_passed(tmp_path, kept):
    (tmp_path / "春").mkdir()
    (tmp_path / "春" / "summary.json").write_text(kept, "utf-8")
    (tmp_path / "file").touch()
    assert earlier_entries(tmp_path, ()) == []
    assert earlier_entries(tmp_path / "none", ()) == []


def test_an_entry_comes_back_as_it_was_kept(tmp_path):
    entry = Entry("春", "<b>春天", {"verdict": "sound"}, False)
    (tmp_path / "春").mkdir()
    (tmp_path / "春" / "summary.json").write_text(entry.to_json(), "utf-8")
    assert json.loads(entry.to_json())["complete"] is False
    assert earlier_entries(tmp_path, ()) == [entry]
    assert earlier_entries(tmp_path, {"春"}) == []


def test_documents_with_one_title_are_told_apart_by_their_folders(tmp_path):
    write_list(tmp_path, [Entry(folder, "春", {}, True) for folder in ("a", "b")])
    soup = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "html.parser")
    assert [link.get_text() for link in soup.select("tbody a")] == ["春 (a)", "春 (b)"]
