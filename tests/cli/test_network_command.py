import json

import networkx
import pytest
from commands import run
from conftest import ROOT, SEED

CORPUS = sorted((ROOT / "seeds" / "corpus").glob("*河湾*.md"))


def rows(*line):
    done = run("network", *line, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_pairs_of_the_seed_and_how_they_were_chosen():
    found = rows(SEED, "--min-count", 4, "--min-score", 12)
    assert {"source": "学习", "target": "教育"}.items() <= found[2].items()
    assert all(row["count"] >= 4 and row["score"] >= 12 for row in found)
    said = run("network", SEED, "--min-count", 4, "--min-score", 12).stderr.strip()
    chosen = "4 times or more in one sentence, more than expected, log_dice at least 12"
    assert said.endswith(f"60 terms, {len(found)} pairs: {chosen}")


def test_damage_makes_pairs_that_the_repaired_text_has_not():
    found = rows(SEED, "--change")
    only = [row for row in found if row["state"] == "only before"]
    assert {"source": "企业", "target": "落实"}.items() <= only[0].items()
    assert all(row["count_after"] is None for row in only)


def test_several_files_say_how_many_hold_a_pair():
    found = rows(*CORPUS, "--window", 5, "--min-count", 2, "--min-score", 0)
    assert max(row["documents"] for row in found) > 1
    assert all(1 <= row["documents"] <= len(CORPUS) for row in found)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".graphml", ".gexf", ".png", ".svg", ".pdf"])
def test_each_form_is_written(ending, tmp_path):
    path = tmp_path / f"network{ending}"
    done = run("network", SEED, "-o", path, "--nodes", 20)
    assert done.exit_code == 0, done.stderr
    assert path.stat().st_size > 500
    if ending == ".graphml":
        assert networkx.read_graphml(path).number_of_nodes() == 20


def test_without_a_pair_the_list_is_empty(tmp_path):
    (tmp_path / "page.txt").write_text("no Han letters here", "utf-8")
    assert rows(tmp_path / "page.txt") == []
    assert rows(tmp_path / "page.txt", "--change") == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--window", "0"], "'0' is neither sentence nor a number from 1 to 100"),
        (["--change", "--raw"], "--change compares both texts; leave --raw out"),
        (["-o", "n.txt"], "a network is saved as .csv, .parquet, .graphml, .gexf, .png, .svg, .pdf"),
        (["--min-score", "nan"], "min_score must be a finite number"),
    ],
)
def test_what_is_wrong_is_one_line(options, message):
    done = run("network", SEED, *options)
    assert done.exit_code == 2
    assert message in done.stderr


def test_a_notice_that_several_files_print_counts_once_if_it_is_asked_for():
    def count(*options):
        found = {frozenset((row["source"], row["target"])): row["count"] for row in rows(*CORPUS, *options)}
        return found.get(frozenset(("书面", "授权")), 0)

    assert (count(), count("--once")) == (7, 0)  # once is below the least number of places
    assert run("network", *CORPUS, "--once", "--raw").exit_code == 2
