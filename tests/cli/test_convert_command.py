"""Tokens go to the forms of other programs and back on the command line, too."""

import pytest
from commands import run

from analysis import Tokeniser, from_conllu, load


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("# 题\n\n市政协开会。\n", "utf-8")
    return tmp_path / "page.txt"


@pytest.mark.parametrize("ending", ["conllu", "vrt", "xml"])
def test_a_text_goes_there_and_back(page, ending):
    assert run("convert", "page.txt", "-o", f"one.{ending}", "--tags").exit_code == 0
    assert run("convert", f"one.{ending}", "-o", "back.txt").exit_code == 0
    assert (page.parent / "back.txt").read_bytes() == page.read_bytes()
    assert run("convert", f"one.{ending}", "-o", "again.conllu").exit_code == 0
    tokens = from_conllu((page.parent / "again.conllu").read_bytes())[1]
    wanted = Tokeniser().tokens(load(page), tags=True)
    assert tokens["text"].tolist() == wanted["text"][wanted["kind"] != "space"].tolist()
    assert tokens["tag"].tolist() == wanted["tag"][wanted["kind"] != "space"].tolist()


def test_options_say_what_cuts(page):
    run("convert", "page.txt", "-o", "one.vrt", "--engine", "characters")
    assert "\n市\t" in (page.parent / "one.vrt").read_text("utf-8")


def test_several_texts_go_into_a_folder(page):
    (page.parent / "other.txt").write_text("政协开会。\n", "utf-8")
    assert run("convert", "page.txt", "other.txt", "-o", "out").exit_code == 0
    assert {path.name for path in (page.parent / "out").iterdir()} == {"page.txt", "other.txt", "metadata.csv"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["page.txt", "-o", "one.docx"], "one.docx: tokens are saved as"),
        (["page.txt", "page.txt", "-o", "one.vrt"], "one FILE at a time"),
        (["page.txt", "-o", "-"], "the name of a file says the form"),
        (["bad.conllu", "-o", "one.vrt"], "bad.conllu: from_conllu: line 1: a word has 10 columns"),
        (["none.txt", "-o", "one.vrt"], "none.txt: No such file"),
    ],
)
def test_what_cannot_be_is_said(page, arguments, said):
    (page.parent / "bad.conllu").write_text("政协\n", "utf-8")
    done = run("convert", *arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert not (page.parent / "one.vrt").exists()
