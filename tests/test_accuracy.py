"""Planted faults are found, and the clean texts they are planted in are left alone."""

import json
import math
import random
import sys

import pytest
from conftest import ROOT

from analysis import audit, load, parse, repair
from analysis.breaks.ends import CERTAIN

sys.path.insert(0, str(ROOT / "benchmarks"))
import results
from planted import faults, intervals, measure, reprinted, reuse

TEXTS = sorted((ROOT / "tests" / "texts").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_clean_text_needs_no_repair(path):
    assert not repair(load(path)).findings["applied"].any()


def test_planted_breaks_captions_and_by_lines_are_found():
    planted, hit, wrong, mended = 0, 0, 0, 0
    for path in TEXTS:
        for seed in range(30):
            text, truth, _, _ = faults.planted(load(path).text, random.Random(f"{path.stem} {seed}"))
            found, certain = faults.found(text), faults.found(text, CERTAIN)
            truth["broken paragraph"] = {place for kind in faults.BREAKS for place in truth[kind]}
            for kind in ("broken paragraph", "caption", "byline"):
                planted += len(truth[kind])
                hit += len(truth[kind] & found[kind])
                # A paragraph that is cut off, with another below it, can read as one that goes on there.
                wrong += len(found[kind] - truth[kind] - truth["truncated paragraph"])
                mended += len(certain[kind] - truth[kind])
    assert planted > 50
    assert hit / planted > 0.95
    assert wrong / planted < 0.1
    assert mended / planted < 0.1


def test_planted_reuse_is_found_and_look_alikes_are_left_alone():
    planted, hit, struck = 0, 0, 0
    for path in TEXTS:
        for seed in range(8):
            text, cases = reuse.planted(load(path), random.Random(f"{path.stem} {seed}"))
            found = audit(parse(text))
            spans = [[*zip(own["start"], own["end"], strict=True)] for _, own in found.occurrences.groupby("class")]
            cases = [case for case in cases if case.rate < 0.2]
            planted += len(cases)
            hit += sum(measure.is_found(case.spans, spans) for case in cases)
            alike, lookalikes = reuse.lookalikes(load(path), random.Random(f"{path.stem} {seed}"))
            rows = audit(parse(alike)).occurrences.query("role == 'copy'")
            copies = [*zip(rows["start"], rows["end"], strict=True)]
            struck += sum(share > 0.5 for case in lookalikes for share in measure.recall(copies, case.spans))
    assert planted > 80
    assert hit / planted > 0.97
    assert struck == 0


def test_what_the_writer_said_twice_on_purpose_is_no_fault():
    """Titles named again, slogans, quotations, articles of one form; refrains are complete repeats, which are held."""
    places, faulty = 0, {"splice": 0, "repeat": 0}
    for path in TEXTS:
        for seed in range(8):
            alike, lookalikes = reuse.lookalikes(load(path), random.Random(f"{path.stem} {seed}"))
            found = audit(parse(alike))
            spans = [span for case in lookalikes for span in case.spans if case.kind != "refrain"]
            places += len(spans)
            for kind in faulty:
                rows = found.occurrences[found.occurrences["class"].map(found.classes["kind"]) == kind]
                told = [*zip(rows["start"], rows["end"], strict=True)]
                faulty[kind] += sum(share > 0.5 for share in measure.recall(told, spans))
    assert places > 200
    assert faulty["splice"] / places < 0.05
    assert faulty["repeat"] / places < 0.1


def test_pans_measures_on_an_example_worked_by_hand():
    """Two cases of ten characters; the first found in two halves, of which one runs four beyond; the second missed."""
    truth, found = [(0, 10), (20, 30)], [(0, 5), (5, 14)]
    assert measure.precision(found, truth) == [1, 5 / 9]
    assert measure.recall(found, truth) == [1, 0]
    assert measure.granularity(found, truth) == [2]
    p, r = 7 / 9, 1 / 2
    assert measure.plagdet([1, 5 / 9], [1, 0], [2]) == pytest.approx(2 * p * r / (p + r) / math.log2(3))


def test_articles_that_are_said_to_share_a_text_do_and_no_others_do():
    paragraphs = [
        "".join(random.Random(n).choices("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往", k=120)) for n in range(120)
    ]
    planted = reprinted.corpus(paragraphs, "1")
    assert {*planted.pairs.values()} == {"1%", "5%", "10%", "15%", "quoted"}
    windows = [{text[at : at + 30] for at in range(len(text) - 29)} for text in planted.articles]
    shared = {
        (one, other) for other in range(len(windows)) for one in range(other) if len(windows[one] & windows[other]) > 5
    }
    assert shared <= planted.pairs.keys()
    assert {pair for pair, how in planted.pairs.items() if how in ("1%", "quoted")} <= shared


def test_an_interval_of_f1_is_of_whole_documents_and_says_nothing_of_few():
    assert intervals.f1_interval([(4, 5, 5)] * 5) == pytest.approx((0.8, 0.8))
    assert intervals.f1_interval([(4, 5, 5)] * 3) is None
    assert intervals.f1_interval([(0, 0, 0)] * 5) is None
    assert intervals.ratio_interval([(1, 4)] * 5) == pytest.approx((0.25, 0.25))
    assert intervals.plagdet_interval([(2, 2, 1, 2, 1, 1)] * 5) == pytest.approx((2 / 3, 2 / 3))
    low, high = intervals.f1_interval([(5, 5, 5), (0, 5, 5)] * 4)
    assert low < 0.3 < 0.7 < high  # half of the documents are all right, and half all wrong


def run_of(command, data, section=""):
    return results.Run((command,), "One table", data, section)


def test_a_share_has_the_interval_of_wilson():
    """Newcombe 1998, Statistics in Medicine 17, 857-872, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    printed = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    assert {of: pytest.approx(intervals.wilson(*of), abs=5e-5) for of in printed} == printed


@pytest.fixture
def documentation(tmp_path, monkeypatch):
    """Return a folder of pages: a section that is run, and one of which the documentation alone has the table."""
    (tmp_path / "docs").mkdir()
    table = "Measured on 2026-11-0{}.\n\n| a | b |\n| --- | --- |\n| {} | 0 |\n"
    text = "# Page\n\n## Run here\n\n" + table.format(1, 7) + "\n### Of a machine\n\n" + table.format(2, 8)
    (tmp_path / "docs" / "accuracy.md").write_text(text + "\n## Without a table\n\nWords.\n")
    (tmp_path / "docs" / "scale.md").write_text("# Scale\n")
    (tmp_path / "docs" / "method.md").write_text("# Method\n")
    monkeypatch.setattr(results, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(results, "TAKEN", {"Of a machine": results.Taken("by hand", "it is slow")})
    return tmp_path


def test_a_crate_describes_every_file_and_names_nothing_that_is_not_in_it(documentation, monkeypatch):
    """By the rules of RO-Crate 1.1: one descriptor, a root, flat entities, each reference within the graph."""
    command = "-c print('|_a_|_b_|\\n|_---_|_---_|\\n|_1_|_2_|'.replace('_',chr(32)))"
    failing = run_of("-c raise(SystemExit(3))", ("prose",))
    monkeypatch.setattr(results, "RUNS", {"good": run_of(command, ("lines", "corpus"), "Run here"), "bad": failing})
    (documentation / "shared").mkdir()
    out = documentation / "out"
    with pytest.raises(SystemExit, match="is written; these runs failed: bad"):
        results.main(str(documentation / "shared"), str(out))
    assert (out / "good-1.csv").read_text() == "a,b\n1,2\n"
    described = json.loads((out / "ro-crate-metadata.json").read_text("utf-8"))
    assert described["@context"] == "https://w3id.org/ro/crate/1.1/context"
    entities = {entity["@id"]: entity for entity in described["@graph"]}
    assert len(entities) == len(described["@graph"])
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert entities["ro-crate-metadata.json"]["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1"
    root = entities["./"]
    assert all(root[name] for name in ("name", "description", "datePublished"))
    assert entities[root["license"]["@id"]]["name"] == "MIT"
    assert root["author"] == root["creator"]
    assert entities[root["creator"]["@id"]]["@type"] == "Organization"
    assert entities[root["creator"]["@id"]]["name"] == "The zh-analysis developers"
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {part["@id"] for part in root["hasPart"]} == files - {"ro-crate-metadata.json"}
    assert entities["#run-good"]["result"] == [{"@id": "good.md"}, {"@id": "good-1.csv"}]
    assert entities["#run-bad"]["object"] == {"@id": "#data-prose"}  # one value is no list
    assert "Failed" in entities["#run-bad"]["actionStatus"]["@id"]
    assert entities["#run-good"]["object"] == [{"@id": "#data-lines"}, {"@id": "#data-corpus"}]
    named = [value for entity in described["@graph"] for value in entity.values()]
    named = [one for value in named for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
    assert all(set(one) == {"@id"} for one in named)
    assert all(isinstance(entity["@type"], str) for entity in described["@graph"])
    assert {one["@id"] for one in named} - entities.keys() == {"https://w3id.org/ro/crate/1.1"}


def test_what_was_not_run_now_is_taken_from_the_documentation_and_says_so(documentation, monkeypatch):
    monkeypatch.setattr(results, "RUNS", {"one": run_of("-c raise(SystemExit(3))", ("prose",), "Run here")})
    (documentation / "shared").mkdir()
    out = documentation / "out"
    with pytest.raises(SystemExit, match="is written; these runs failed: "):
        results.main(str(documentation / "shared"), str(out))
    assert sorted(path.name for path in (out / "taken").iterdir()) == [
        "of-a-machine-1.csv",
        "of-a-machine.md",
        "run-here-1.csv",
        "run-here.md",
    ]
    assert (out / "taken" / "run-here-1.csv").read_text() == "a,b\n7,0\n"
    told = (out / "taken" / "of-a-machine.md").read_text().splitlines()[0]
    assert told == ("Taken from docs/accuracy.md, not run now: it is slow. Measured on 2026-11-02 by hand.")
    assert "its run failed" in (out / "taken" / "run-here.md").read_text()
    graph = json.loads((out / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    taken = next(one for one in graph if one["@id"] == "taken/of-a-machine-1.csv")
    assert (taken["isBasedOn"], taken["dateCreated"]) == ({"@id": "accuracy.md"}, "2026-11-02")
    assert taken["description"] == told


@pytest.mark.parametrize("page", ["accuracy", "scale"])
def test_each_table_of_the_documentation_has_its_command_and_its_day(page):
    sections = results.sections(page)
    known = {run.section for run in results.RUNS.values()} | results.TAKEN.keys()
    assert sections.keys() <= known
    assert [title for title, text in sections.items() if not results.DAY.search(text)] == []
    if page == "accuracy":  # and no run is of a section that is not there
        assert {run.section for run in results.RUNS.values() if run.section} <= sections.keys()


@pytest.mark.usefixtures("documentation")
def test_results_take_the_place_of_earlier_ones_and_of_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "RUNS", {"one": run_of("-c 1", (), "Run here")})
    for name in ("empty", "mine"):
        (tmp_path / name).mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("信")
    results.main(str(tmp_path), str(tmp_path / "empty"))
    results.main(str(tmp_path), str(tmp_path / "empty"))
    assert (tmp_path / "empty" / "ro-crate-metadata.json").is_file()
    with pytest.raises(SystemExit, match="not from an earlier run"):
        results.main(str(tmp_path), str(tmp_path / "mine"))
    assert (tmp_path / "mine" / "letter.txt").read_text() == "信"
