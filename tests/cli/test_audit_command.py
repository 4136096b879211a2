import json

from commands import run
from conftest import SEED


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


def test_audit_fails_only_when_asked_to(tmp_path):
    assert run("audit", SEED).exit_code == 0
    assert run("audit", SEED, "--fail-if-redundant", "0.3").exit_code == 0
    failed = run("audit", SEED, "--fail-if-redundant", "0.05", "--html", tmp_path / "marked")
    assert failed.exit_code == 1
    assert "is redundant, more than 5.0%" in failed.stderr
    assert "牢记初心使命" in (tmp_path / "marked" / f"{SEED.stem}.html").read_text("utf-8")


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


def test_roles_have_their_names_in_a_chinese_terminal_and_their_codes_in_json():
    listed = run("audit", SEED, "--lang", "zh").stdout
    assert "103 副本、119 保留" in listed
    (first, *_) = map(json.loads, run("audit", SEED, "--lang", "zh", "--format", "json").stdout.splitlines())
    assert first["role"] == ["copy", "keep"]
