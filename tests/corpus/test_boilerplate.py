"""Lines and passages that many documents have: where on the page, how often, and what is left without them."""

import dask
import numpy as np
import pandas as pd
import pytest

from analysis import read_corpus, reuse
from analysis.corpus.boilerplate import remaining_texts, united, within

WORDS = ("春天", "夏天", "秋天", "冬天", "早上", "晚上")


def found(texts, **settings):
    with dask.config.set(scheduler="synchronous"):
        corpus = read_corpus(pd.DataFrame({"text": texts}), partitions=2)
        return reuse(corpus, **{"boilerplate": 5, "similarity": None} | settings).boilerplate


def page(word, line, at, rows=9):
    """A document of short lines that no other has, and among them the one that all have."""
    lines = [f"{word}第{chr(0x4E00 + 7 * n + 50 * WORDS.index(word))}件事" for n in range(rows)]
    return "\n\n".join([*lines[:at], line, *lines[at:]])


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (0, "page furniture"),
        (2, "page furniture"),
        (3, "line"),
        (6, "line"),
        (7, "page furniture"),
        (9, "page furniture"),
    ],
)
def test_a_short_line_among_the_three_at_either_end_is_page_furniture(at, kind):
    table = found([page(word, "河湾日报", at) for word in WORDS])
    assert table[["kind", "documents", "count", "letters", "text", "samples"]].to_numpy().tolist() == [
        [kind, 6, 6, 4, "河湾日报", "document:0, document:1, document:2"]
    ]


def test_a_line_is_furniture_by_where_most_of_its_places_are():
    for ends, kind in ((3, "line"), (4, "page furniture")):
        table = found([page(word, "河湾日报", 0 if n < ends else 5) for n, word in enumerate(WORDS)])
        assert table["kind"].tolist() == [kind]


def test_a_line_is_in_so_many_documents_however_often_it_stands_in_one():
    texts = [page(word, "河湾日报\n\n河湾日报", 4) for word in WORDS]
    assert found(texts)[["documents", "count"]].to_numpy().tolist() == [[6, 12]]
    assert found(texts[:4]).empty
    assert found(texts[:5])["documents"].tolist() == [5]


def test_a_line_of_numerals_or_of_one_letter_is_none():
    for line in ("2021 3 2", "三十", "第1"):
        assert found([page(word, line, 0) for word in WORDS]).empty
    assert found([page(word, "第1版", 0) for word in WORDS])["text"].tolist() == ["第1版"]


def test_of_what_contains_another_row_only_the_rest_is_its_own():
    rows = pd.DataFrame({"text": ["晚报3版 今天晴。", "晚报 12版", "今天晴。"], "count": [2, 5, 3]})
    assert [*remaining_texts(rows)] == [("晚报 12版", 5), ("今天晴。", 3), ("\n \n", 2)]


def test_of_two_equally_frequent_the_shorter_is_taken_first():
    rows = pd.DataFrame({"text": ["河湾日报社", "日报"], "count": [4, 4]})
    assert [*remaining_texts(rows)] == [("日报", 4), ("河湾\n社", 4)]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([[0, 2], [4, 6]], [[0, 2], [4, 6]]),
        ([[0, 2], [2, 3]], [[0, 3]]),
        ([[0, 9], [2, 3], [10, 11]], [[0, 9], [10, 11]]),
        ([[4, 6], [0, 2], [5, 9]], [[0, 2], [4, 9]]),
    ],
)
def test_stretches_that_overlap_or_touch_are_one(edges, expected):
    assert united(np.array(edges)).tolist() == expected


def test_letters_within_stretches_are_counted_up_to_a_place():
    assert within(np.array([[1, 3], [5, 9]]), np.arange(11)).tolist() == [0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 6]
    assert within(np.zeros((0, 2), np.int64), np.array([0, 7])).tolist() == [0, 0]
