import csv
import io
import json

import pytest
from commands import run
from conftest import SEED

from analysis.cli import terms


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


def test_terms_of_a_traditional_text_are_listed_as_it_writes_them(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("圖書館開門，圖書館關門。讀者來到圖書館。\n", "utf-8")

    def rows(*options):
        return [json.loads(line) for line in run("terms", page, "--format", "json", *options).stdout.splitlines()]

    assert (rows()[0]["term"], rows()[0]["count"]) == ("圖書館", 3)
    assert {row["term"] for row in rows("--ngram", 2)} >= {"圖書館 開門"}


def test_keyness_of_a_text_of_one_section_says_that_there_is_nothing_to_compare(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("春天花开，春天雨多。\n", "utf-8")
    done = run("terms", path, "--measure", "keyness")
    assert done.exit_code == 2
    assert "the text is one section, and there is no other to compare it with; try --by part" in done.stderr
