"""A repair says of each line whether its paragraph goes on: what a model of line ends is fitted on."""

import json

import pytest

from analysis import Decisions, labelled_lines, parse, repair

ONE = "　　我们在河边的草地上坐了很久，看对岸的人来来往往，一直到太阳落到山的后\n面去，才慢慢地走回来。\n"
OTHER = "　　第二天一早下了一场很大的雨，街上的行人都躲到屋檐底下去了，谁也没有带伞，\n只有卖菜的老人还在走。\n"
WRAPPED = ONE + OTHER


def test_lines_of_one_paragraph_go_on_and_its_last_does_not():
    assert labelled_lines(repair(parse(WRAPPED)))["goes_on"].tolist() == [True, False, True, False]


def test_a_persons_decision_is_what_is_learnt():
    document = parse(WRAPPED)
    parted = Decisions().part(document, document.text.index("\n"))
    assert labelled_lines(repair(document, decisions=parted))["goes_on"].tolist() == [False, False, True, False]


def test_lines_that_were_dropped_go_on_in_nothing():
    text = "春天来了，河边的柳树绿了。\n\n孩子们在岸上放着风筝，笑着跑着。\n\n"
    assert not labelled_lines(repair(parse(text * 2), min_length=10))["goes_on"].any()


def test_the_files_are_as_fitting_reads_them(tmp_path):
    done = repair(parse(WRAPPED, "a/../b"))
    labelled_lines(done, tmp_path / "new")
    (known, text) = sorted((tmp_path / "new").iterdir())
    assert (known.name, text.name) == ("a____b.json", "a____b.txt")
    assert text.read_text("utf-8") == WRAPPED
    assert json.loads(known.read_text("utf-8"))["joins"] == [0, 2]


@pytest.mark.parametrize("text", ["", "甲", "\n\n", "甲\n\n\n乙"])
def test_texts_without_a_join_have_none(text):
    assert not labelled_lines(repair(parse(text)))["goes_on"].any()
