import re

from conftest import ROOT

from analysis import Tokeniser, engine_accuracy, parse
from analysis.words.measured import AS_IT_STANDS, MEASURED

ROW = re.compile(r"^\| (\w+) \| ([^|]+) \| ([\d.]+) \|", re.M)
CLASSICAL = "學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？人不知而不慍，不亦君子乎？" * 3


def used(text, tokeniser=None):
    table = engine_accuracy(parse(text), tokeniser)
    return table[table["in_use"]][["gold", "engine"]].to_numpy().tolist()


def test_the_numbers_are_those_of_the_table_that_was_measured():
    rows = ROW.findall((ROOT / "docs" / "accuracy.md").read_text("utf-8"))
    names = {"rjieba, as it stands": AS_IT_STANDS}
    table = {(gold, names.get(engine, engine)): float(f1) for gold, engine, f1 in rows}
    sets = [pair for gold_sets in MEASURED.values() for pair in gold_sets.items()]
    stated = {(gold, engine): f1 for gold, engines in sets for engine, f1 in engines.items()}
    assert len(stated) > 20
    assert {pair: table[pair] for pair in stated} == stated


def test_the_gold_sets_are_those_of_such_text_and_the_engine_is_the_one_in_use():
    assert used("市政协完善机制") == [["PKU", "rjieba"], ["MSR", "rjieba"], ["zh_gsdsimp", "rjieba"]]
    assert used("市政協完善機制") == [["AS", "rjieba"], ["CityU", "rjieba"]]
    assert used("市政協完善機制", Tokeniser(simplify=False)) == [
        ["AS", "rjieba(simplify=False)"],
        ["CityU", "rjieba(simplify=False)"],
    ]
    assert used(CLASSICAL, Tokeniser(engine="characters")) == [["lzh_kyoto", "characters"]]
    assert used("佢哋喺度食嘢，唔係好嘢嚟㗎，我哋唔食。" * 4) == [["yue_hk", "rjieba"]]
    assert used("市政协 完善", Tokeniser(engine="given")) == []
    assert used("市政协", Tokeniser(engine=list)) == []


def test_the_best_engine_of_each_set_comes_first():
    table = engine_accuracy(parse(CLASSICAL))
    assert table["engine"].tolist()[0] == "characters"
    assert table["f1"].is_monotonic_decreasing
