"""The measures of segmentation are the bakeoff's: a word is right if both its ends are."""

import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
import segmentation

from analysis import Tokeniser

CONLLU = """\
# text = 政协完善工作
1\t政协\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2-3\t完善\t_\t_\t_\t_\t_\t_\t_\t_
2\t完\t_\t_\t_\t_\t_\t_\t_\t_
3\t善\t_\t_\t_\t_\t_\t_\t_\t_
3.1\t把\t_\t_\t_\t_\t_\t_\t_\t_
4\t工作\t_\t_\t_\t_\t_\t_\t_\t_

# text = 开会
1\t开会\t_\t_\t_\t_\t_\t_\t_\t_
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pku_test_gold.utf8").write_text("\ufeff政协  完善  工作  。\n\n开会\n", "utf-8")
    (tmp_path / "pku_training_words.utf8").write_text("政协\n工作\n。\n", "utf-8")
    (tmp_path / "zh_some-ud-test.conllu").write_text(CONLLU, "utf-8")
    return tmp_path


def test_sets_of_both_forms_are_read(folder):
    bakeoff, treebank = segmentation.gold_sets(folder)
    assert (bakeoff.name, bakeoff.sentences) == ("PKU", [["政协", "完善", "工作", "。"], ["开会"]])
    assert bakeoff.seen == {"政协", "工作", "。"}
    assert (treebank.name, treebank.sentences) == ("zh_some", [["政协", "完善", "工作"], ["开会"]])


def test_a_word_is_right_if_both_its_ends_are(folder):
    gold = segmentation.gold_sets(folder)[0]
    found = segmentation.score(gold, [["政协", "完", "善", "工作", "。"], ["开会"]])
    assert (found.precision, found.recall) == (4 / 6, 4 / 5)
    assert found.f1 == pytest.approx(2 * (2 / 3) * 0.8 / (2 / 3 + 0.8))
    assert found.unseen == 1 / 2  # of 完善 and 开会


def test_the_table_has_a_row_for_each_set_and_engine(folder, capsys):
    segmentation.main(str(folder), "segmentation:cut_for_the_test")
    table, _, cut_through = capsys.readouterr().out.partition("\n\n")
    rows = table.splitlines()[2:]
    assert cut_through.splitlines()[2:] == ["| PKU | 4 | 0 | 0 |", "| zh_some | 4 | 0 | 0 |"]
    assert [row.split(" | ")[0] for row in rows].count("| PKU") == len(rows) / 2 == 8
    assert "| PKU | segmentation:cut_for_the_test | 0.143 | 0.111 | 0.200 |" in "\n".join(rows)


def test_what_words_of_ones_own_cut_through_is_counted():
    """In 政协完善 both words are the gold's; 协完 goes through both."""
    gold = segmentation.Gold("", [["政协", "完善"], ["工作"]], frozenset())
    assert segmentation.broken(gold, Tokeniser(), Tokeniser(words=["协完"])) == (3, 2, 2)
    assert segmentation.broken(gold, Tokeniser(), Tokeniser(words=["政协完善"])) == (3, 0, 0)


segmentation.cut_for_the_test = list
