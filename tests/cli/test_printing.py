import csv
import io
import json

import pytest
from commands import run


def test_no_control_sequence_of_a_text_reaches_the_terminal_and_no_formula_a_table(tmp_path):
    source = tmp_path / "=cmd.txt"
    source.write_text("# \x1b[31m题\x07\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。", "utf-8")
    shown = run("structure", source).stdout
    assert "题" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert next(csv.DictReader(io.StringIO(run("structure", source, "--format", "csv").stdout)))["doc"] == "'=cmd"


def test_what_is_missing_is_null_in_json_and_empty_in_csv(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text("政协工作，政协。", "utf-8")
    command = ["terms", str(file), "--measure", "dispersion", "--by", "section", "--format"]
    lines = run(*command, "json").stdout.splitlines()
    rows = [json.loads(line, parse_constant=pytest.fail) for line in lines]
    assert rows[0]["rosengren_s"] is None
    assert rows[0]["dp"] is None
    assert "nan" not in run(*command, "csv").stdout.casefold()


def test_findings_of_a_pdf_have_their_page_and_box(two_pages):
    rows = [json.loads(line) for line in run("structure", two_pages, "--format", "json").stdout.splitlines()]
    assert {(row["kind"], row["page"]) for row in rows} >= {("page furniture", 1), ("page furniture", 2)}
    assert all(len(row["box"]) == 4 for row in rows)
    table = run("structure", two_pages).stdout
    assert "page" in table
    assert "x0" not in table
