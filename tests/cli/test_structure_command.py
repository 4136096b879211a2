import json

from commands import run
from conftest import SEED


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
