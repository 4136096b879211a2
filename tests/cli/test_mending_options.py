"""Every command that repairs is told how in the same options, and does it."""

import json

import pytest
from commands import run

from analysis import Decisions, parse

TEXT = "# 题\n\n有些老师傅看过沁河\n\n渠道路从此不再泥泞。\n"


@pytest.fixture
def page(tmp_path):
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    (tmp_path / "words.txt").write_text("沁河渠\n", "utf-8")
    Decisions().join(parse(TEXT, "page"), TEXT.index("\n\n渠")).save(tmp_path / "page.txt.decisions.json")
    return tmp_path / "page.txt"


def terms(page, *options):
    shown = run("terms", page, "--format", "json", "--min-characters", "1", *options)
    return {json.loads(line)["term"] for line in shown.stdout.splitlines()}


def test_a_users_words_join_what_they_are_cut_in(page):
    words = ["--words", page.with_name("words.txt")]
    assert "沁河渠" not in terms(page, *words, "--raw")
    assert "沁河渠" in terms(page, *words)
    assert "沁河渠" not in terms(page, *words, "--certain", "1")
    shown = run("structure", page, *words, "--format", "json").stdout
    assert "沁河渠 is a word across the gap" in shown


@pytest.mark.parametrize("given", ["page.txt.decisions.json", "."])
def test_decisions_are_read_from_a_file_or_a_folder(page, given, tmp_path):
    clean = tmp_path / "new" / "clean.md"
    assert run("repair", page, "-o", clean, "--decisions", tmp_path / given).exit_code == 0
    assert clean.read_text("utf-8") == TEXT.replace("沁河\n\n渠", "沁河渠")


def test_a_file_that_holds_no_decisions_is_one_clear_error(page):
    failed = run("repair", page, "-o", "-", "--decisions", page)
    assert failed.exit_code == 2
    assert "page.txt: no JSON" in failed.stderr


def test_no_output_goes_over_decisions(page):
    decided = page.with_name("page.txt.decisions.json")
    before = decided.read_bytes()
    assert run("repair", page, "-o", decided, "--decisions", decided).exit_code == 2
    assert decided.read_bytes() == before


def test_a_decided_word_is_counted_and_a_decision_that_does_not_fit_is_said(page, tmp_path):
    decided = Decisions().word("双向发力").part(parse("从前有一座很高的山。\n\n山上有一座旧庙。"), 11)
    decided.save(tmp_path / "page.txt.decisions.json")
    page.write_text(f"{TEXT}\n大家要做到双向发力，都说好。\n", "utf-8")
    shown = run("terms", page, "--format", "json", "--decisions", tmp_path)
    assert '"双向发力"' in shown.stdout
    assert "page: a decision does not fit: line 2: part gap: the passage is there, but" in shown.stderr
