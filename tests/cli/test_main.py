"""The commands other than `report`, as a person and a program meet them."""

import csv
import io
import json

import pandas as pd
import pytest
from click.testing import CliRunner
from conftest import SEED
from pdf_pages import PdfPage, pdf_of

from analysis import load
from analysis.cli import mending, options, terms
from analysis.cli.main import main
from analysis.duplicates.kinds import KINDS
from analysis.mending import faults
from analysis.mending.settings import ON_REQUEST


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_structure_lists_sections_and_faults():
    shown = run("structure", SEED)
    assert shown.exit_code == 0
    assert "紧扣中心环节 坚持双向发力" in shown.stdout
    assert "市政协 is a word across the gap" in shown.stdout
    assert "half-width punctuation in 48 paragraphs" in shown.stdout


def test_structure_as_json_has_a_line_a_finding():
    rows = [json.loads(line) for line in run("structure", SEED, "--format", "json").stdout.splitlines()]
    broken = [row for row in rows if row["kind"] == "broken paragraph"]
    assert list(rows[0]) == ["doc", "kind", "spans", "line", "evidence", "confidence", "edit"]
    assert [row["spans"][0][0] for row in broken] == [807, 1398, 1644, 2461, 3268, 3471, 4736, 5909]


@pytest.mark.parametrize(("options", "shown"), [([], False), (["--whole-page"], True)])
def test_a_web_page_is_read_without_its_footer_unless_all_is_wanted(tmp_path, options, shown):
    page = tmp_path / "page.html"
    text = "<p>春天来了，公园里的花都开了。孩子们在草地上放风筝。</p>" * 3
    page.write_text(f"<div class=article>{text}</div><div class=footer><p>版权所有</p></div>", "utf-8")
    done = run("repair", page, "-o", tmp_path / "clean.md", *options)
    assert done.exit_code == 0, done.output
    assert ("版权所有" in (tmp_path / "clean.md").read_text("utf-8")) is shown


def test_audit_as_json_has_a_line_a_class():
    rows = [json.loads(line) for line in run("audit", SEED, "--format", "json").stdout.splitlines()]
    assert [(row["kind"], row["spans"]) for row in rows] == [
        ("repeat", [[4145, 4970], [5318, 6143]]),
        ("splice", [[3907, 4143], [4500, 4736], [5077, 5313], [5673, 5909]]),
        ("repeat", [[4395, 4736], [4972, 5313], [5568, 5909]]),
    ]
    assert rows[0]["role"] == ["copy", "keep"]
    assert {"doc", "kind", "class", "spans", "role", "similarity", "evidence"} <= set(rows[0])


def test_audit_of_several_files_finds_what_they_share(tmp_path):
    one, other = tmp_path / "甲.txt", tmp_path / "乙.txt"
    one.write_text("会议由市政协主席主持，大家都发了言，会后又到河边去看了新修的桥和两岸的柳树。", "utf-8")
    other.write_text(
        "昨天的事。\n\n会议由市政协主席主持，大家都发了言，会后又到河边去看了新修的桥和两岸的柳树。", "utf-8"
    )
    rows = [json.loads(line) for line in run("audit", one, other, "--format", "json").stdout.splitlines()]
    assert [(row["doc"], row["class"], row["spans"][0][0]) for row in rows] == [("甲", 0, 0), ("乙", 0, 7)]


def test_the_kinds_that_the_commands_name_are_those_there_are():
    """They are written out there so that --help loads nothing."""
    assert options.REUSE == KINDS
    assert options.FAULTS == faults.KINDS
    assert mending.ON_REQUEST == ON_REQUEST


def test_audit_fails_only_when_asked_to(tmp_path):
    assert run("audit", SEED).exit_code == 0
    assert run("audit", SEED, "--fail-if-redundant", "0.3").exit_code == 0
    failed = run("audit", SEED, "--fail-if-redundant", "0.05", "--html", tmp_path / "marked")
    assert failed.exit_code == 1
    assert "is redundant, more than 5.0%" in failed.stderr
    assert "牢记初心使命" in (tmp_path / "marked" / f"{SEED.stem}.html").read_text("utf-8")


def test_choices_lists_what_was_chosen_and_what_the_other_choice_would_do():
    assert "委员会 10 → 13; " in run("choices", SEED).stdout
    rows = [json.loads(line) for line in run("choices", SEED, "--format", "json", "-n", "1").stdout.splitlines()]
    assert [(row["choice"], row["other"], row["changes"]) for row in rows] == [
        ("copy", "all stay", "办实事 13 → 21"),
        ("held", "one stays", "委员会 10 → 7"),
        ("copy", "all stay", "委员会 10 → 13"),
    ]


def test_the_terms_that_a_choice_changes_are_a_table_for_other_programs(tmp_path):
    (tmp_path / "words.txt").write_text("书面申请\n", "utf-8")
    text = "申请人应当自收到通知之日起三十日内向原审批机关提出书面申请，并附送有关材料。"
    (tmp_path / "page.txt").write_text(f"{text}\n\n{text}", "utf-8")
    command = ["choices", tmp_path / "page.txt", "--terms", "--words", tmp_path / "words.txt"]
    for name in ("changes.csv", "changes.parquet"):
        assert run(*command, "-o", tmp_path / name).stdout.strip() == str(tmp_path / name)
    parquet = pd.read_parquet(tmp_path / "changes.parquet")
    assert parquet.equals(pd.read_csv(tmp_path / "changes.csv").astype(parquet.dtypes))
    assert parquet.set_index("term").loc["书面申请", ["count", "other_count", "change"]].tolist() == [1, 2, 1]


def test_the_pages_of_an_audit_say_what_each_choice_does_to_the_counts(tmp_path):
    assert run("audit", SEED, "--html", tmp_path).exit_code == 0
    page = (tmp_path / f"{SEED.stem}.html").read_text("utf-8")
    assert "if all stay: 办实事 13 → 21; " in page
    assert "<b>held</b>: whose text it is cannot be told" in page


def test_marked_pages_replace_those_of_before_and_no_page_of_the_users(tmp_path):
    command = ["audit", tmp_path / "page.txt", "--html", tmp_path / "marked"]
    for text in ("春天来了，公园里的花都开了。", "夏天来了，池塘里的荷花都开了。"):
        (tmp_path / "page.txt").write_text(f"{text * 3}\n\n{text * 3}", "utf-8")
        assert run(*command).exit_code == 0
        assert text in (tmp_path / "marked" / "page.html").read_text("utf-8")
    (tmp_path / "marked" / "page.html").write_text("mine")
    failed = run(*command)
    assert (failed.exit_code, len(failed.stderr.splitlines())) == (2, 1)
    assert f"{tmp_path / 'marked' / 'page.html'}: was not written by analysis" in failed.stderr
    assert (tmp_path / "marked" / "page.html").read_text() == "mine"


def test_repair_writes_the_clean_text_and_a_ledger_that_gives_the_source_back(tmp_path):
    clean, ledger = tmp_path / "a" / "clean.md", tmp_path / "ledger.json"
    shown = run("repair", SEED, "-o", clean, "--ledger", ledger, "--format", "csv")
    assert shown.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert {row["applied"] for row in rows} == {"True", "False"}
    text = clean.read_bytes().decode()
    pieces = [
        text[e["clean_start"] : e["clean_end"]] if e["action"] == "kept" else e["source_text"]
        for e in json.loads(ledger.read_text("utf-8"))["entries"]
    ]
    assert "".join(pieces).encode() == SEED.read_bytes()
    assert load(clean).text.count("牢记初心使命 为民履职尽责") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "ledger.json"]


def test_repair_does_not_write_over_its_source(tmp_path):
    source = tmp_path / "page.txt"
    source.write_text("会议由市政\n\n协主席主持。", "utf-8")
    shown = run("repair", source, "-o", source)
    assert shown.exit_code == 2
    assert "would be written over" in shown.stderr
    assert source.read_text("utf-8") == "会议由市政\n\n协主席主持。"


@pytest.mark.parametrize("command", [["structure"], ["audit"], ["repair", "-o", "clean.md"]])
def test_bad_input_is_one_line_and_status_2(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    shown = run(*command, "none.txt")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == "analysis: none.txt: No such file or directory\n"
    assert list(tmp_path.iterdir()) == []


def test_no_control_sequence_of_a_text_reaches_the_terminal_and_no_formula_a_table(tmp_path):
    source = tmp_path / "=cmd.txt"
    source.write_text("# \x1b[31m题\x07\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。", "utf-8")
    shown = run("structure", source).stdout
    assert "题" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert next(csv.DictReader(io.StringIO(run("structure", source, "--format", "csv").stdout)))["doc"] == "'=cmd"


@pytest.mark.parametrize("command", ["report", "structure", "audit", "choices", "repair"])
def test_help_shows_an_example(command):
    assert f"Example:  analysis {command}" in run(command, "--help").stdout


def test_terms_by_section_as_a_spreadsheet_opens_them(tmp_path):
    done = run("terms", SEED, "--by", "section", "-o", tmp_path / "terms.csv")
    assert (done.exit_code, done.stdout.strip()) == (0, str(tmp_path / "terms.csv"))
    rows = [*csv.DictReader(io.StringIO((tmp_path / "terms.csv").read_text("utf-8-sig")))]
    assert list(rows[0]) == ["section", "title", "term", "count", "per_10k", "rank"]
    assert {row["title"] for row in rows} >= {"紧扣中心环节 坚持双向发力"}


@pytest.mark.parametrize("measure", terms.MEASURES)
@pytest.mark.parametrize("ngram", [1, 2])
def test_terms_by_each_measure(measure, ngram):
    done = run("terms", SEED, "--measure", measure, "--ngram", ngram, "--format", "json", "-n", 3)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 3
    assert all(row["term"].count(" ") == ngram - 1 for row in rows)


def test_terms_count_the_repaired_text_unless_told_otherwise(tmp_path):
    def count(*options):
        rows = [json.loads(line) for line in run("terms", SEED, "--format", "json", *options).stdout.splitlines()]
        return next(row["count"] for row in rows if row["term"] == "企业")

    assert (count("--raw"), count()) == (15, 8)  # both readings of the splice stay
    words = tmp_path / "words.txt"
    words.write_text("企业家 0", "utf-8")
    done = run("terms", SEED, "--words", words)
    assert done.exit_code == 2
    assert "words.txt: line 1: the frequency of '企业家'" in done.stderr


def test_concordance_lists_and_says_when_there_is_none():
    assert "我为群众  办实事  " in run("concordance", SEED, "办实事", "--width", "4").stdout
    rows = [json.loads(line) for line in run("concordance", SEED, "*政协", "--format", "json").stdout.splitlines()]
    text = load(SEED).text
    document = load(SEED)
    assert all("".join(text[row["start"] : row["end"]].split()) == row["node"] for row in rows)
    assert all(document.line(row["start"]) == row["line"] for row in rows)
    counted = [json.loads(line) for line in run("terms", SEED, "--format", "json").stdout.splitlines()]
    assert len(rows) < len(run("concordance", SEED, "*政协", "--format", "json", "--raw").stdout.splitlines())
    assert len(rows) == sum(row["count"] for row in counted if row["term"].endswith("政协"))
    nothing = run("concordance", SEED, "没有的词")
    assert (nothing.exit_code, nothing.stderr.strip()) == (1, "没有的词: not found")
    assert "is no regular expression" in run("concordance", SEED, "(", "--regex").stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--measure", "keyness", "--colour", "section"],
        ["--measure", "tf-idf", "--colour", "part-of-speech", "--mask", "circle", "--dark"],
        ["--measure", "count", "--colour", "change", "--pair"],
    ],
)
def test_cloud_draws_what_it_says(tmp_path, options):
    path = tmp_path / "cloud.svg"
    shown = run("cloud", SEED, "-o", path, "-n", 60, *options)
    assert shown.exit_code == 0
    assert "The 60 largest terms, the height of each in proportion to its " in shown.stdout
    assert path.read_text("utf-8").count("</text>") >= 60


def test_cloud_names_what_it_left_out(tmp_path):
    shown = run("cloud", SEED, "-o", tmp_path / "cloud.png", "--measure", "count", "-n", 2000, "--size", "300x200")
    assert shown.exit_code == 0
    assert "more would be too small to read." in shown.stdout
    assert "Left out: " in shown.stdout


@pytest.mark.parametrize(
    ("output", "options", "said"),
    [
        ("cloud.gif", [], "cloud.gif: a picture is saved as .png, .svg, .pdf"),
        ("none/cloud.png", [], "cloud.png: No such file or directory"),
        ("cloud.png", ["--mask", "heart"], "mask: heart: neither a file nor one of circle, ellipse, diamond"),
        ("cloud.png", ["--size", "1600xfoox900"], "'1600xfoox900' is not such as 1600x900"),
        ("cloud.png", ["--pair", "--raw"], "--pair draws both texts"),
    ],
)
def test_cloud_says_in_one_line_what_is_wrong_and_writes_nothing(tmp_path, output, options, said):
    shown = run("cloud", SEED, "-o", tmp_path / output, *options)
    assert shown.exit_code != 0
    assert said in shown.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_null_in_json_and_empty_in_csv(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text("政协工作，政协。", "utf-8")
    command = ["terms", str(file), "--measure", "dispersion", "--by", "section", "--format"]
    lines = CliRunner().invoke(main, [*command, "json"]).stdout.splitlines()
    rows = [json.loads(line, parse_constant=pytest.fail) for line in lines]
    assert rows[0]["rosengren_s"] is None
    assert rows[0]["dp"] is None
    assert "nan" not in CliRunner().invoke(main, [*command, "csv"]).stdout.casefold()


def test_a_text_of_which_much_cannot_be_read_is_said_to_be_one_before_anything_is_counted(tmp_path):
    (tmp_path / "a.txt").write_text("标准" + "\ue000" * 8, "utf-8")
    done = run("terms", tmp_path / "a.txt")
    assert (
        done.stderr
        == "analysis: a: much of it cannot be read (8 private-use characters); what is counted is the rest\n"
    )
    (tmp_path / "a.txt").write_text("本标准规定了桥的要求。" * 9 + "\ue000", "utf-8")
    assert run("terms", tmp_path / "a.txt").stderr == ""


def test_findings_of_a_pdf_have_their_page_and_box(two_pages):
    rows = [json.loads(line) for line in run("structure", two_pages, "--format", "json").stdout.splitlines()]
    assert {(row["kind"], row["page"]) for row in rows} >= {("page furniture", 1), ("page furniture", 2)}
    assert all(len(row["box"]) == 4 for row in rows)
    table = run("structure", two_pages).stdout
    assert "page" in table
    assert "x0" not in table


def test_a_source_comes_back_from_its_clean_text_and_its_ledger(tmp_path):
    clean, ledger, source = (tmp_path / name for name in ("clean.md", "ledger.json", "source.txt"))
    assert run("repair", SEED, "-o", clean, "--ledger", ledger).exit_code == 0
    assert run("restore", clean, "--ledger", ledger, "-o", source).exit_code == 0
    assert source.read_bytes() == SEED.read_bytes()
    clean.write_text(clean.read_text("utf-8") + "还有。", "utf-8")
    wrong = run("restore", clean, "--ledger", ledger, "-o", tmp_path / "other.txt")
    assert (wrong.exit_code, wrong.stderr) == (2, "analysis: clean goes on behind the end of the ledger: '还有。'\n")
    assert not (tmp_path / "other.txt").exists()


def test_pages_on_which_nothing_was_read_are_named(tmp_path):
    full, empty = PdfPage(), PdfPage()
    full.line("会议由市政协主席主持。", 40, 60)
    (tmp_path / "a.pdf").write_bytes(pdf_of(full, empty))
    done = run("terms", tmp_path / "a.pdf")
    said = "nothing was read on page 2; where they are scans, zh-analysis[ocr] reads them"
    assert done.stderr == f"analysis: a: {said}\n"
