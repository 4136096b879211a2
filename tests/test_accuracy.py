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
    low, high = intervals.f1_interval([(5, 5, 5), (0, 5, 5)] * 4)
    assert low < 0.3 < 0.7 < high  # half of the documents are all right, and half all wrong


def test_a_crate_describes_every_file_and_names_nothing_that_is_not_in_it(tmp_path, monkeypatch):
    """By the rules of RO-Crate 1.1: one descriptor, a root, flat entities, each reference within the graph."""
    command = "-c print('|_a_|_b_|\\n|_---_|_---_|\\n|_1_|_2_|'.replace('_',chr(32)))"
    failing = ("-c raise(SystemExit(3))", "None", ("prose",))
    monkeypatch.setattr(results, "RUNS", {"good": (command, "One table", ("lines", "corpus")), "bad": failing})
    (tmp_path / "shared").mkdir()
    results.main(str(tmp_path / "shared"), str(tmp_path / "out"))
    assert (tmp_path / "out" / "good-1.csv").read_text() == "a,b\n1,2\n"
    described = json.loads((tmp_path / "out" / "ro-crate-metadata.json").read_text("utf-8"))
    assert described["@context"] == "https://w3id.org/ro/crate/1.1/context"
    entities = {entity["@id"]: entity for entity in described["@graph"]}
    assert len(entities) == len(described["@graph"])
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert entities["ro-crate-metadata.json"]["conformsTo"]["@id"].startswith("https://w3id.org/ro/crate/")
    assert {"name", "description", "datePublished", "license"} <= entities["./"].keys()
    files = {path.name for path in (tmp_path / "out").iterdir()} - {"ro-crate-metadata.json"}
    assert {part["@id"] for part in entities["./"]["hasPart"]} == files
    assert entities["#run-good"]["result"] == [{"@id": "good.md"}, {"@id": "good-1.csv"}]
    assert "Failed" in entities["#run-bad"]["actionStatus"]["@id"]
    assert entities["#run-good"]["object"] == [{"@id": "#data-lines"}, {"@id": "#data-corpus"}]
    named = [value for entity in described["@graph"] for value in entity.values()]
    named = [one for value in named for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
    assert all(isinstance(entity["@type"], str) for entity in described["@graph"])
    assert {one["@id"] for one in named} - entities.keys() == {"https://w3id.org/ro/crate/1.1"}


def test_results_take_the_place_of_earlier_ones_and_of_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "RUNS", {})
    for name in ("empty", "mine"):
        (tmp_path / name).mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("信")
    results.main(str(tmp_path), str(tmp_path / "empty"))
    results.main(str(tmp_path), str(tmp_path / "empty"))
    assert (tmp_path / "empty" / "ro-crate-metadata.json").is_file()
    with pytest.raises(SystemExit, match="not from an earlier run"):
        results.main(str(tmp_path), str(tmp_path / "mine"))
    assert (tmp_path / "mine" / "letter.txt").read_text() == "信"
