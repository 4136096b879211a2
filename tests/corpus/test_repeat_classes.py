"""Classes of places that hold the same letters, the earliest first."""

import dask
import pandas as pd

import analysis

PASSAGE = "清晨的渡口还没有人，只有一条旧船系在木桩上，随着水波轻轻地摇，好像还没有睡醒的样子。"


def reuse(texts, partitions=1, **columns):
    table = pd.DataFrame({"text": texts, "name": [*"甲乙丙丁"][: len(texts)], **columns})
    with dask.config.set(scheduler="synchronous"):
        return analysis.reuse(analysis.read_corpus(table, name="name", partitions=partitions, date="date"))


DATES = ["2021-03-02", "", "2020-01-01", "2021-03-02"]


def test_the_earliest_comes_first_and_one_without_a_date_last():
    for partitions in (1, 4):
        found = reuse([PASSAGE] * 4, partitions, date=DATES).occurrences
        assert found["doc"].tolist() == ["丙", "甲", "丁", "乙"]
        assert found["role"].tolist() == ["first", "again", "again", "again"]
        assert found["reason"].tolist() == ["the earliest, of 2020-01-01", *["stands also in 丙, line 1"] * 3]


def test_a_class_counts_places_documents_and_letters_beyond_one():
    found = reuse([f"{PASSAGE}\n\n{PASSAGE}", PASSAGE], date=["", ""]).classes
    letters = sum(map(str.isalnum, PASSAGE))
    columns = ["kind", "count", "documents", "letters", "redundant"]
    assert found[columns].to_numpy().tolist() == [["repeat", 3, 2, letters, 2 * letters]]


def test_a_piece_of_lines_is_a_passage_and_no_repeat():
    text = PASSAGE.removesuffix("。")
    found = reuse([f"前面，{text}，甲", f"以前！{text}，乙"], date=["", ""]).classes
    assert found["kind"].tolist() == ["passage"]
