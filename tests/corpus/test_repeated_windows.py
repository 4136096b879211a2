"""Fingerprints: equal windows have equal ones, wherever they stand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import repeated_windows
from analysis.corpus.repeated_windows import fingerprints, gram_of, slid
from analysis.text_index.passages import BEYOND


@pytest.mark.parametrize("most", [np.minimum, np.maximum])
@given(st.lists(st.integers(0, 9), max_size=20), st.integers(1, 8))
def test_the_least_and_the_greatest_of_values_in_a_row(most, values, width):
    found = slid(np.array(values, np.int64), width, most)
    assert found.tolist() == [most.reduce(values[at : at + width]) for at in range(len(values) - width + 1)]


def codes(text):
    return np.array([ord(c) for c in text], np.uint32)


@given(st.text("甲乙丙", min_size=12, max_size=30), st.text("丁戊", max_size=9), st.integers(4, 12))
def test_wherever_a_window_stands_its_fingerprints_are_the_same(text, before, length):
    plain, moved = fingerprints(codes(text), length), fingerprints(codes(before + text), length)
    gram = gram_of(length)
    for at in range(len(text) - length + 1):
        one = {h for w, h in zip(*map(np.ndarray.tolist, plain), strict=True) if at <= w <= at + length - gram}
        other = {
            h
            for w, h in zip(*map(np.ndarray.tolist, moved), strict=True)
            if at + len(before) <= w <= at + len(before) + length - gram
        }
        assert one & other


def test_what_reaches_across_documents_has_no_fingerprint():
    text = np.r_[codes("甲乙丙丁戊己"), np.uint32(BEYOND), codes("甲乙丙丁戊己")]
    where, _ = fingerprints(text, 4)
    gram = gram_of(4)
    assert all(not (at <= 6 < at + gram) for at in where.tolist())


def test_a_long_text_is_looked_at_in_chunks_and_comes_out_the_same(monkeypatch):
    text = codes("清晨的渡口还没有人只有一条旧船系在木桩上随着水波轻轻地摇")
    known = [array.tolist() for array in fingerprints(text, 6)]
    monkeypatch.setattr(repeated_windows, "CHUNK", 5)
    assert [array.tolist() for array in fingerprints(text, 6)] == known
