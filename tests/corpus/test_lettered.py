"""The letters of a partition, and where in its documents they stand."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.documents import Reading
from analysis.corpus.lettered import LOCAL, PART, Lettered, Parts, address, by_part, split, write
from analysis.corpus.results import tables_of

TEXTS = {"甲": "“春天，来了。\n花开", "乙": "（秋天）\n\n落叶。\n（完", "空": " "}


@pytest.fixture
def place(tmp_path):
    part = pd.DataFrame({"text": TEXTS.values(), "date": ["2021-03-02", "", ""]}, index=[*TEXTS])
    write(part, Reading("text"), tmp_path)
    return tmp_path


@pytest.fixture
def own(place):
    return Lettered(place)


def shown(codes):
    return "".join(map(chr, codes.tolist()))


def test_documents_follow_each_other_and_what_has_no_text_is_an_error(own, place):
    letters = [shown(own.codes[first:last]) for first, last, _ in own.docs.tolist()]
    assert letters == ["春天来了花开", "秋天落叶完"]
    assert own.docs[:, 2].tolist() == [0, len(TEXTS["甲"]) + 1]
    assert [own.name(0), own.name(1)] == [("甲", "2021-03-02"), ("乙", "")]
    assert tables_of([place], "errors", {"doc": "str", "reason": "str"})["doc"].tolist() == ["空"]


def test_a_letter_is_of_the_document_it_stands_in(own):
    first, last = own.docs[:, 0], own.docs[:, 1]
    assert own.doc(np.array([first[0], last[0] - 1, first[1], last[1] - 1])).tolist() == [0, 0, 1, 1]


def test_lines_that_hold_letters(own):
    start, end = own.filled_lines()
    assert [shown(own.codes[s:e]) for s, e in zip(start.tolist(), end.tolist(), strict=True)] == [
        "春天来了",
        "花开",
        "秋天",
        "落叶",
        "完",
    ]


@pytest.mark.parametrize(
    ("doc", "letters", "passage", "line", "whole"),
    [
        ("甲", (0, 4), "“春天，来了。", 1, True),
        ("甲", (0, 2), "“春天", 1, False),
        ("甲", (1, 4), "天，来了。", 1, False),
        ("甲", (4, 6), "花开", 2, True),
        ("甲", (3, 6), "了。\n花开", 1, True),
        ("乙", (0, 2), "（秋天）", 1, True),
        ("乙", (2, 5), "落叶。\n（完", 3, True),
        ("乙", (1, 4), "天）\n\n落叶。", 1, True),
    ],
)
def test_a_passage_has_the_marks_of_its_line_and_its_place_in_its_document(own, doc, letters, passage, line, whole):
    number = [*TEXTS].index(doc)
    start, end = (int(own.docs[number, 0]) + letter for letter in letters)
    (span,) = own.spans(3, np.array([start]), np.array([end - start]))
    assert TEXTS[doc][span["start"] : span["end"]] == passage
    assert own.texts(own.spans(0, np.array([start]), np.array([end - start]))) == [" ".join(passage.split())]
    assert (span["line"], span["letters"], span["whole"]) == (line, end - start, whole)
    assert (int(span["doc"]) >> PART, int(span["doc"]) & LOCAL) == (3, number)


def test_of_the_marks_beside_a_passage_two_before_and_four_behind_are_its_own(tmp_path):
    text = "甲。\n“‘《春天。”’！？\n乙"
    write(pd.DataFrame({"text": [text]}, index=["甲"]), Reading("text"), tmp_path)
    (span,) = Lettered(tmp_path).spans(0, np.array([1]), np.array([2]))
    assert text[span["start"] : span["end"]] == "‘《春天。”’！"


def test_texts_are_cut_at_so_many_characters(own):
    places = own.spans(0, own.docs[:1, 0], np.array([6]))
    assert own.texts(places, 7) == ["“春天，来了…"]
    assert own.texts(places, 10) == ["“春天，来了。 花开"]
    assert own.texts(places, 9) == ["“春天，来了。 …"]


def test_equal_letters_have_equal_keys_wherever_they_stand(tmp_path):
    write(pd.DataFrame({"text": ["春天，来了。秋天", "春 天来了"]}, index=["甲", "乙"]), Reading("text"), tmp_path)
    own = Lettered(tmp_path)
    keys = own.keys(own.docs[[0, 1, 0, 0], 0], np.array([4, 4, 3, 6]))
    assert keys[0] == keys[1]
    assert len({*keys.tolist()}) == 3


def test_an_address_is_a_partition_and_a_place_in_it():
    addresses = address(5, np.array([0, 7, LOCAL]))
    of, local = split(addresses)
    assert (of.tolist(), local.tolist()) == ([5, 5, 5], [0, 7, LOCAL])
    assert (np.diff(np.r_[addresses, address(6, np.array([0]))].astype(object)) > 0).all()


def test_rows_are_taken_partition_by_partition():
    assert [(part, rows.tolist()) for part, rows in by_part(np.array([7, 2, 7, 9]))] == [
        (2, [1]),
        (7, [0, 2]),
        (9, [3]),
    ]
    assert [*by_part(np.zeros(0, np.int64))] == []


def test_a_document_of_a_partition_is_found_by_its_address(place):
    parts = Parts([place, place])
    assert parts.name(int(address(1, np.array([0]))[0])) == ("甲", "2021-03-02")
    assert parts[1] is parts[1]
