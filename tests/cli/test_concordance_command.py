import json

from commands import run
from conftest import SEED

from analysis import load


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
