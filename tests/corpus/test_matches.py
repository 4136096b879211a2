"""Passages that stand in two documents, to the letter and as long as they can be."""

import dask
import numpy as np
import pandas as pd

import analysis
from analysis.corpus.matches import fresh

PASSAGE = "清晨的渡口还没有人，只有一条旧船系在木桩上，随着水波轻轻地摇，好像还没有睡醒的样子"
OTHER = "图书馆的灯亮到夜里十点，管理员把还回来的书一本一本擦干净，再放到原来的架子上去"


def occurrences(texts, partitions=1):
    table = pd.DataFrame({"text": texts})
    with dask.config.set(scheduler="synchronous"):
        found = analysis.reuse(analysis.read_corpus(table, partitions=partitions)).occurrences
    return sorted((row.doc, texts[int(row.doc[-1])][row.start : row.end]) for row in found.itertuples())


def test_a_match_reaches_as_far_as_the_letters_are_equal_whatever_stands_between_them():
    texts = [f"昨天。{PASSAGE}，甲", f"今日！{PASSAGE.replace('，', ' ')}，乙"]
    first, second = occurrences(texts)
    assert first == ("document:0", PASSAGE)
    assert second[1].replace(" ", "，") == PASSAGE
    assert occurrences(texts, 2) == [first, second]


def test_two_passages_in_another_order_are_two_matches():
    texts = [f"{PASSAGE}。那天。{OTHER}。", f"{OTHER}。今晚！{PASSAGE}。"]
    assert sorted(text.rstrip("。") for _, text in occurrences(texts)) == sorted([PASSAGE, OTHER] * 2)


def test_a_place_is_there_once():
    spans = np.array([(1, 0), (1, 0), (1, 5), (2, 5)], [("doc", "u8"), ("start", "i8")])
    assert fresh(np.array([7, 7, 7, 7]), spans).tolist() == [0, 2, 3]
    assert fresh(np.array([7, 8, 8, 8]), spans).tolist() == [0, 1, 2, 3]
    assert fresh(np.array([]), spans[:0]).tolist() == []
