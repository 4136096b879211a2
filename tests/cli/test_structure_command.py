import json

from commands import run
from conftest import SEED

from analysis import Decisions, faults, load


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


def test_structure_shows_what_a_person_decided(tmp_path):
    """A heading that is none begins no section; a caption is said to be one, and by whom, though no edit is needed."""
    path = tmp_path / "page.txt"
    path.write_text("# 题\n\n## 一\n\n甲来了。\n\n乙走了。\n\n## 二\n\n图为车站 王芳摄\n", "utf-8")
    document = load(path)
    decided = Decisions().block(document, 1, "paragraph", by="李明").block(document, 3, "caption", by="李明")
    decided = decided.block(document, 5, "caption", by="王芳")
    decisions = decided.save(tmp_path / "decided.json")
    shown = run("structure", path, "--decisions", decisions).stdout
    table, findings = shown.split("\n\n")
    assert [row.split()[0] for row in table.splitlines()[1:]] == ["题", "二"]
    assert "caption: decided by 李明" in findings
    rows = [
        json.loads(line)
        for line in run("structure", path, "--decisions", decisions, "--format", "json").stdout.splitlines()
    ]
    assert [(row["kind"], row["line"], row["decided"]) for row in rows] == [
        ("decided kind", 3, "decided by 李明"),
        ("decided kind", 7, "decided by 李明"),
        ("caption", 11, "accepted: decided by 王芳"),
        ("decided kind", 11, "decided by 王芳"),
    ]


def test_what_a_person_marked_or_joined_is_one_row(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(
        "# 题\n\n图为车站 王芳摄。\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的小区没有受到影响。\n", "utf-8"
    )
    document = load(path)
    found = faults(document).set_index("kind", drop=False)
    decided = Decisions().mark(document, found.loc["caption"]).join(document, document.blocks[2].end)
    decisions = decided.save(tmp_path / "decided.json")
    shown = run("structure", path, "--decisions", decisions, "--format", "json").stdout
    rows = [json.loads(line) for line in shown.splitlines()]
    assert [(row["kind"], row["decided"]) for row in rows] == [
        ("caption", "marked: decided"),
        ("broken paragraph", "accepted: decided"),
    ]
