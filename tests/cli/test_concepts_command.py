import csv
import io
import json

import pytest
from commands import run
from conftest import ROOT, SEED

DICTIONARY = """
民生:
  group:
    企业: [企业]
    办实事: [办实事]
发展:
  near: [高质量, 发展]
  within: 3
"""
CORPUS = sorted((ROOT / "seeds" / "corpus").glob("*公交*.md")) + sorted((ROOT / "seeds" / "corpus").glob("*农贸*.md"))


@pytest.fixture
def concepts(tmp_path):
    path = tmp_path / "concepts.yaml"
    path.write_text(DICTIONARY, "utf-8")
    return path


def rows(*line):
    done = run("concepts", *line, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_counts_of_the_seed_as_it_came_and_as_repaired(concepts):
    found = {row["concept"]: row for row in rows(SEED, "--concepts", concepts)}
    text = SEED.read_text("utf-8")
    assert [*found] == ["企业", "办实事", "发展"]
    assert (found["企业"]["raw"], found["企业"]["repaired"]) == (text.count("企业"), 8)
    assert found["办实事"]["raw"] == text.count("办实事")


def test_each_table_can_be_shown(concepts):
    matches = rows(SEED, "--concepts", concepts, "--show", "matches")
    lines = SEED.read_text("utf-8").split("\n")
    assert all(row["text"][:1] in lines[row["line"] - 1] for row in matches)
    raw = [row for row in matches if row["side"] == "raw"]
    assert len(raw) == sum(row["raw"] for row in rows(SEED, "--concepts", concepts))
    causes = rows(SEED, "--concepts", concepts, "--show", "causes")
    assert {row["kind"] for row in causes if row["concept"] == "企业"} == {"repeat"}
    sections = rows(SEED, "--concepts", concepts, "--show", "sections")
    assert sum(row["raw"] for row in sections) == len(raw)
    dates = rows(*CORPUS, "--concepts", concepts, "--show", "dates")
    assert [row["date"] for row in dates] == ["2021-04"] * 3 + ["2021-05"] * 3
    assert len(rows(*CORPUS, "--concepts", concepts, "--show", "documents")) == 6


def test_a_table_fits_a_person_and_a_file_has_all(concepts, tmp_path):
    done = run("concepts", SEED, "--concepts", concepts)
    assert done.stdout.split("\n")[0].split() == [
        *["group", "concept", "raw", "repaired", "weighted", "raw_per_10k", "repaired_per_10k"]
    ]
    done = run("concepts", SEED, "--concepts", concepts, "--show", "matches", "-o", tmp_path / "m.csv")
    assert done.stdout.strip() == str(tmp_path / "m.csv")
    head = next(csv.reader(io.StringIO((tmp_path / "m.csv").read_text("utf-8-sig"))))
    assert head[:5] == ["doc", "side", "group", "concept", "rule"]


def test_it_speaks_chinese(concepts):
    done = run("concepts", SEED, "--concepts", concepts, "--lang", "zh-Hans")
    assert done.stdout.split("\n")[0].split()[1:4] == ["概念", "原文", "修复后"]


def test_what_is_wrong_with_a_dictionary_is_one_line(tmp_path):
    (tmp_path / "c.yaml").write_text("甲:\n  near: [子, 丑]\n", "utf-8")
    done = run("concepts", SEED, "--concepts", tmp_path / "c.yaml")
    assert done.exit_code == 2
    assert done.stderr.strip().endswith(
        "c.yaml: line 1: near of '甲' needs within: a number of words, sentence or paragraph"
    )
    assert len(done.stderr.strip().split("\n")) == 1
    done = run("concepts", SEED, "--concepts", tmp_path / "none.yaml")
    assert done.exit_code == 2
    assert "none.yaml: No such file or directory" in done.stderr


def test_a_file_that_cannot_be_read_ends_it_and_the_dictionary_is_never_written_over(concepts, tmp_path):
    assert run("concepts", SEED, tmp_path / "none.txt", "--concepts", concepts).exit_code == 2
    done = run("concepts", SEED, "--concepts", concepts, "-o", concepts)
    assert done.exit_code == 2
    assert concepts.read_text("utf-8") == DICTIONARY


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_dictionary_in_the_help_is_one(language, tmp_path):
    lines = run("concepts", "--help", "--lang", language).stdout.split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("    民生:"))
    shown = [line[4:] for line in lines[start : lines.index("", start)]]
    (tmp_path / "c.yaml").write_text("\n".join(shown), "utf-8")
    (tmp_path / "page.txt").write_text("改革开放。养老和养老保险。基层减轻负担。", "utf-8")
    found = {row["concept"]: row["raw"] for row in rows(tmp_path / "page.txt", "--concepts", tmp_path / "c.yaml")}
    assert list(found.values()) == [2, 0, 1, 1, 1]
