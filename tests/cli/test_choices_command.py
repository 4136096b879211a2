import json

import pandas as pd
from commands import run
from conftest import SEED


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
