import csv
import io
import json

from commands import run
from conftest import SEED

from analysis import load, repair


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


def test_repair_writes_the_form_that_each_ending_chooses(tmp_path):
    done = repair(load(SEED))
    first, *others = [tmp_path / "new" / f"page{ending}" for ending in (".docx", ".xml", ".critic.md", ".diff", ".txt")]
    assert run("repair", SEED, "-o", first, *(word for other in others for word in ("--save", other))).exit_code == 0
    for path in (first, *others):
        assert path.read_bytes() == done.to_bytes("".join(path.suffixes))
    assert run("repair", SEED, "-o", tmp_path / "page.text").exit_code == 0
    assert (tmp_path / "page.text").read_bytes() == done.to_bytes(".md")
