"""Each file has decisions of its own, under one name everywhere, and two reviews at once lose none."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from commands import run

from analysis import Decisions, parse, read_decisions, read_survey
from analysis.cli.decided_files import DecidedFile
from analysis.cli.main import main

TEXT = "# 题\n\n有些老师傅看过沁河\n\n渠道路从此不再泥泞。\n"
JOIN = TEXT.index("\n\n渠")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for year in ("2020", "2021"):
        Path("corpus", year).mkdir(parents=True)
        Path("corpus", year, "page.txt").write_text(TEXT, "utf-8")
    Path("decided").mkdir()
    return tmp_path


def keep(name):
    file = Path("decided", f"{name}.decisions.json")
    file.parent.mkdir(parents=True, exist_ok=True)
    Decisions().part(parse(TEXT), JOIN).word("双向发力").save(file)


def test_a_review_of_files_of_one_name_is_what_a_repair_and_a_corpus_find():
    pages = ["corpus/2020/page.txt", "corpus/2021/page.txt"]
    command = ["review", *pages, "--decisions", "decided", "--applied"]
    done = CliRunner().invoke(main, command, input="m\nq\n", prog_name="analysis")
    assert (done.exit_code, done.stderr) == (0, "")
    made = [str(path) for path in Path("decided").rglob("*.json")]
    assert made == ["decided/2020/page.txt.decisions.json"]
    Path("decided/2021").mkdir()
    Path(made[0]).rename("decided/2021/page.txt.decisions.json")
    shown = run("audit", *pages, "--decisions", "decided").stderr
    assert shown == "analysis: no decisions on 2020/page.txt in decided\n"
    surveyed = run("corpus", "corpus", "--decisions", "decided", "--out", "survey", "--no-reuse")
    assert (surveyed.exit_code, "is of no document" in surveyed.stderr) == (0, False)
    assert run("repair", pages[1], "-o", "clean.md", "--decisions", "decided").stderr == ""


def test_a_review_of_all_files_of_one_folder_is_what_a_corpus_finds():
    Path("corpus/2021/page.txt").unlink()
    Path("corpus/2020/other.txt").write_text(TEXT + "又一天。\n", "utf-8")
    pages = ["corpus/2020/other.txt", "corpus/2020/page.txt"]
    command = ["review", *pages, "--decisions", "decided", "--applied"]
    assert CliRunner().invoke(main, command, input="n\nq\n", prog_name="analysis").exit_code == 0
    surveyed = run("corpus", "corpus", "--decisions", "decided", "--out", "survey", "--no-reuse")
    assert (surveyed.exit_code, "is of no document" in surveyed.stderr) == (0, False)
    faults = read_survey("survey").faults
    assert faults.loc[faults["decided"] != "", "doc"].tolist() == ["2020/page"]


def test_decisions_of_no_document_are_named():
    keep("page.txt")
    pages = ["corpus/2020/page.txt", "corpus/2021/page.txt"]
    shown = run("audit", *pages, "--decisions", "decided")
    assert shown.stderr.splitlines() == [
        "analysis: no decisions on 2020/page.txt in decided",
        "analysis: no decisions on 2021/page.txt in decided",
        "analysis: decided: page.txt.decisions.json is of no document",
    ]
    assert run("review", *pages, "--decisions", "decided").stderr == (
        "analysis: decided: page.txt.decisions.json is of no document\n"
    )
    surveyed = run("corpus", "corpus", "--decisions", "decided", "--out", "survey", "--no-reuse")
    assert "analysis: decided: page.txt.decisions.json is of no document\n" in surveyed.stderr


def test_a_document_without_decisions_is_named_and_a_folder_without_any_is_an_error():
    keep("other.txt")
    done = run("repair", "corpus/2020/page.txt", "-o", "clean.md", "--decisions", "decided")
    assert (done.exit_code, done.stderr) == (0, "analysis: no decisions on page.txt in decided\n")
    for command in (["repair", "corpus/2020/page.txt", "-o", "no.md"], ["corpus", "corpus", "--out", "no"]):
        failed = run(*command, "--decisions", "corpus")
        assert failed.exit_code == 2
        assert failed.stderr.startswith("analysis: corpus: holds no decisions")
    assert not Path("no.md").exists()


def test_a_file_in_a_folder_that_holds_no_decisions_is_one_clear_error():
    Path("decided/page.txt.decisions.json").write_text("{}", "utf-8")
    failed = run("repair", "corpus/2020/page.txt", "-o", "clean.md", "--decisions", "decided")
    assert (failed.exit_code, len(failed.stderr.splitlines())) == (2, 1)
    assert failed.stderr.startswith("analysis: decided/page.txt.decisions.json: the whole: ")


def test_a_page_of_html_has_what_was_decided_in_a_folder():
    keep("page.txt")
    done = run("review", "corpus/2020/page.txt", "--decisions", "decided", "--html", "-")
    assert "双向发力" in done.stdout


def test_two_reviews_at_once_lose_no_answer():
    path, document = Path("decided/page.txt.decisions.json"), parse(TEXT, "page")
    one, other = DecidedFile(path, None), DecidedFile(path, None)
    of_one = Decisions("page").part(document, JOIN)
    of_other = Decisions("page").join(document, JOIN).word("沁河渠")
    assert one.save(of_one) == ""
    assert other.save(of_other) == f"another review saved into {path}; its answers are kept, too"
    assert [each.choice for each in read_decisions(path).decisions] == ["join", "add"]
    one.save(of_one.word("抢修队"))
    assert read_decisions(path).words == ("沁河渠", "抢修队")
    one.save(of_one)
    other.save(of_other.block(document, 0, "title"))
    assert [each.choice for each in read_decisions(path).decisions] == ["join", "add", "title"]


def test_what_is_no_decisions_any_more_is_not_written_over():
    path = Path("decided/page.txt.decisions.json")
    kept = DecidedFile(path, None)
    kept.save(Decisions().word("沁河渠"))
    path.write_text("我的笔记", "utf-8")
    with pytest.raises(Exception, match="no JSON"):
        kept.save(Decisions().word("抢修队"))
    assert path.read_text("utf-8") == "我的笔记"
