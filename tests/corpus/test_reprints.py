"""Documents that are nearly the same: compared without what a paper prints around each, and in clusters."""

import dask
import numpy as np
import pandas as pd
import pytest

from analysis import read_corpus, reuse
from analysis.corpus import reprints
from analysis.corpus.boilerplate import send_lines
from analysis.corpus.documents import Reading
from analysis.corpus.lettered import Lettered, Parts, write
from analysis.corpus.reprints import Comparison
from analysis.duplicates.differences import TYPES

LONG = "清晨的渡口还没有人，只有一条旧船系在木桩上，随着水波轻轻地摇，好像还没有睡醒的样子。"
OTHER = "图书馆的灯亮到夜里十点，管理员把还回来的书一本一本擦干净，再放到原来的架子上去。"
HEAD = "河湾日报"


@pytest.fixture
def compared(tmp_path):
    """Return a function that gives documents as they are compared, a line of which is boilerplate."""

    def of(*texts, similarity=0.8):
        write(pd.DataFrame({"text": texts}, index=[f"{n}" for n in range(len(texts))]), Reading("text"), tmp_path)
        own = Lettered(tmp_path)
        send_lines(tmp_path, 0, 1, own)
        parts = Parts([tmp_path])
        lined = parts[0].saved("lined")
        hashes = {own.codes[start:end].tobytes(): number for number, (start, end) in enumerate(lined["edges"].tolist())}
        head = hashes.get(np.array([*map(ord, HEAD)], own.codes.dtype).tobytes())
        everywhere = lined["hash"][[] if head is None else [head]]
        return Comparison(parts, everywhere, similarity)

    return of


def letters(texts, doc):
    return "".join(map(chr, texts.letters(doc).tolist()))


def test_lines_that_are_boilerplate_are_left_out_of_letters_and_text(compared):
    texts = compared(f"{HEAD}\n{LONG}\n{OTHER}", f"{LONG}\n{HEAD}\n{OTHER}", f"{LONG}\n{OTHER}\n{HEAD}")
    plain = "".join(filter(str.isalnum, LONG + OTHER))
    assert [letters(texts, doc) for doc in range(3)] == [plain] * 3
    assert [texts.text(doc).split() for doc in range(3)] == [[LONG, OTHER]] * 3


def test_a_document_that_is_hardly_anything_else_is_looked_at_with_its_boilerplate(compared):
    """Of six letters two are its own, more than the three tenths that may differ; of five one is, which is less."""
    texts = compared(f"{HEAD}\n春天", f"{HEAD}\n春", similarity=0.7)
    assert [letters(texts, doc) for doc in range(2)] == ["春天", f"{HEAD}春"]
    assert texts.text(0).split() == ["春天"]
    assert texts.text(1).split() == [HEAD, "春"]


def test_likeness_is_the_letters_that_need_no_edit_of_the_longer(compared):
    texts = compared("一二三四五六七八九十", "一二三四五六七八九", "一二三四五六七八千万百", "一二三四五")
    assert texts.alike(0, 1, 0.5) == pytest.approx(0.9)
    assert texts.alike(0, 1, 0.9) == pytest.approx(0.9)
    assert texts.alike(0, 1, 0.91) == 0
    assert texts.alike(0, 2, 0.5) == pytest.approx(8 / 11)
    assert texts.alike(0, 3, 0.5) == pytest.approx(0.5)
    assert texts.alike(3, 0, 0.51) == 0
    assert texts.alike(1, 1, 1) == 1


def test_of_long_documents_it_is_the_share_of_grams_that_the_one_with_more_has_in_common(compared, monkeypatch):
    """Of 30 letters there are 21 grams of ten; one letter changed at the end takes one of them."""
    monkeypatch.setattr(reprints, "LONG", 29)
    text = "".join(chr(0x4E00 + n) for n in range(30))
    texts = compared(text, f"{text[:-1]}末", text[:29])
    assert texts.alike(0, 1, 0.5) == pytest.approx(20 / 21)
    assert texts.alike(0, 2, 0.5) == pytest.approx(20 / 21)
    monkeypatch.setattr(reprints, "LONG", 30)
    assert texts.alike(0, 1, 0.5) == pytest.approx(29 / 30)


def test_changes_are_counted_by_type(compared):
    texts = compared("3月1日，河边的三个孩子放起了风筝。", "3月1日,河边的五个孩子放起了风筝。")
    assert {name: count for name, count in zip(TYPES, texts.changed(0, 1), strict=True) if count} == {
        "width": 1,
        "number": 1,
    }


def clusters(texts, **columns):
    with dask.config.set(scheduler="synchronous"):
        return reuse(read_corpus(pd.DataFrame({"text": texts, **columns}), partitions=2), min_length=None).reprints


def test_each_cluster_has_one_that_is_kept_and_is_numbered_in_order_of_its_first():
    table = clusters([OTHER, LONG, f"{OTHER}又", f"又{LONG}", "春天来了。", OTHER])
    assert table[["cluster", "doc", "letters", "role", "reason"]].to_numpy().tolist() == [
        [0, "document:0", 37, "copy", "nearly document:2"],
        [0, "document:2", 38, "keep", "the longest"],
        [0, "document:5", 37, "copy", "nearly document:2"],
        [1, "document:1", 38, "copy", "nearly document:3"],
        [1, "document:3", 39, "keep", "the longest"],
    ]
    assert table["similarity"].tolist() == pytest.approx([37 / 38, 1, 37 / 38, 38 / 39, 1])


@pytest.mark.parametrize(
    ("dates", "kept", "reason"),
    [
        (["2021-03-02", "2021-03-01"], 1, "the earliest, of 2021-03-01"),
        (["2021-03-02", ""], 0, "the earliest, of 2021-03-02"),
        (["2021-03-02", "2021-03-02"], 0, "comes first"),
        (["", ""], 0, "comes first"),
    ],
)
def test_the_earliest_is_kept_else_the_first(dates, kept, reason):
    table = clusters([LONG, LONG], date=dates)
    assert table["role"].tolist() == ["keep" if number == kept else "copy" for number in range(2)]
    assert table["reason"][kept] == reason
