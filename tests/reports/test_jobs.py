from pathlib import PurePosixPath

import pytest

from analysis import Decisions, RepairSettings, Tokeniser, load, parse
from analysis.reports.jobs import jobs_of


def test_notebooks_load_the_file_of_a_pdf_which_has_its_pages(two_pages):
    data = two_pages.read_bytes()
    (job,) = jobs_of([load(two_pages)], RepairSettings(), figures=False)
    assert job.files() == {"two.pdf": data}


def test_notebooks_load_the_text_where_the_file_is_gone_or_another(two_pages):
    document = load(two_pages)
    two_pages.write_bytes(b"%PDF-1.4 another")
    (job,) = jobs_of([document], RepairSettings(), figures=False)
    assert job.files() == {"two.txt": document.text.encode()}


def test_documents_of_one_name_have_folders_of_their_own():
    jobs = jobs_of([parse("甲", "a"), parse("乙", "A")], RepairSettings(), figures=False)
    assert [(job.folder, job.files()) for job in jobs] == [
        ("a", {"a.txt": "甲".encode()}),
        ("A-2", {"A-2.txt": "乙".encode()}),
    ]


def test_notebooks_are_told_what_is_not_as_usual_and_the_words_are_in_a_file():
    settings = RepairSettings(certain=0.9, tokeniser=Tokeniser(words=[("双向发力", 20, "l")], hmm=False))
    (job,) = jobs_of([parse("甲", "a")], settings, figures=False)
    assert job.files()["words.txt"].decode() == "双向发力 20 l\n"
    assert {name: job.parameters[name] for name in ("words", "cutting", "mending")} == {
        "words": PurePosixPath("words.txt"),
        "cutting": {"simplify": False, "hmm": False},
        "mending": {"min_length": 30, "certain": 0.9},
    }


def test_notebooks_are_told_which_script_a_text_is_read_in():
    jobs = jobs_of([parse("市政協開會", "a"), parse("市政协开会", "b")], RepairSettings(), figures=False)
    assert [job.parameters["cutting"] for job in jobs] == [{"simplify": True}, {"simplify": False}]


def test_files_of_one_name_have_each_their_own_decisions_and_those_of_neither_are_named(tmp_path):
    for name in ("2020/page.txt", "2021/page.txt"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True)
        path.write_text("春天来了。", "utf-8")
        decided = tmp_path / "decided" / f"{name}.decisions.json"
        decided.parent.mkdir(parents=True)
        Decisions(name).word("春天来").save(decided)
    Decisions().word("春天来").save(tmp_path / "decided" / "page.txt.decisions.json")
    documents = [load(tmp_path / "texts" / name) for name in ("2020/page.txt", "2021/page.txt")]
    settings = RepairSettings(decisions=tmp_path / "decided")
    with pytest.warns(UserWarning, match=r"decided: page.txt.decisions.json is of no document$"):
        jobs = jobs_of(documents, settings, figures=False)
    assert [job.settings.decisions.document for job in jobs] == ["2020/page.txt", "2021/page.txt"]
