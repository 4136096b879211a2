"""The exact core against brute force, on small alphabets, where overlaps and periods abound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text_index import passages
from analysis.text_index.passages import factors, letters, repeated_windows

SMALL = st.text("甲乙", max_size=60) | st.text("甲乙丙", max_size=60)


def found(text, length):
    return factors(repeated_windows(letters(text).codes, length))


@given(SMALL, st.integers(2, 6))
def test_each_repeated_window_is_tied_to_its_first_place(text, length):
    repeats = repeated_windows(letters(text).codes, length)
    windows = [text[at : at + length] for at in range(len(text) - length + 1)]
    expected = [(at, windows.index(w)) for at, w in enumerate(windows) if windows.count(w) > 1]
    assert [*zip(repeats.places.tolist(), repeats.first.tolist(), strict=True)] == expected


@given(SMALL, st.integers(2, 6))
def test_factors_are_exact_and_cannot_be_longer_on_either_side(text, length):
    for target, source, size in found(text, length):
        assert source < target
        assert size >= length
        assert text[target : target + size] == text[source : source + size]
        assert target + size == len(text) or text[target + size] != text[source + size]
        assert source == 0 or text[target - 1] != text[source - 1]


@given(SMALL, st.integers(2, 6))
def test_following_the_factors_leads_every_repeated_window_to_its_first_place(text, length):
    """So the classes made of them hold every pair of equal windows: property 4."""
    moves = found(text, length)
    windows = [text[at : at + length] for at in range(len(text) - length + 1)]
    for place, window in enumerate(windows):
        at = place
        while at != windows.index(window):
            at -= min(
                target - source for target, source, size in moves if target <= at and at + length <= target + size
            )
        assert windows[at] == window


@given(SMALL, st.integers(2, 6))
def test_two_windows_with_one_hash_are_told_apart(text, length):
    """Every window gets one of four hashes: what is found is verified on the letters."""
    expected = repeated_windows(letters(text).codes, length)
    with pytest.MonkeyPatch.context() as patch:
        true = passages.windows
        patch.setattr(passages, "windows", lambda codes, size: true(codes, size) << np.uint64(62))
        weak = repeated_windows(letters(text).codes, length)
    again = weak.first < weak.places
    pairs = [*zip(weak.places[again].tolist(), weak.first[again].tolist(), strict=True)]
    later = expected.first < expected.places
    assert pairs == [*zip(expected.places[later].tolist(), expected.first[later].tolist(), strict=True)]


def test_chunks_do_not_show(monkeypatch):
    text = "春天来了，河边的柳树绿了。" * 3 + "又下了雨。" + "春天来了，河边的柳树绿了。"
    whole = (*letters(text), *found(text, 7))
    monkeypatch.setattr(passages, "CHUNK", 5)
    for one, other in zip(whole, (*letters(text), *found(text, 7)), strict=True):
        assert np.array_equal(one, other)


def test_letters_are_folded_and_know_their_places():
    codes, place = letters("Ａ，b\U0002000b 9.")
    assert "".join(map(chr, codes)) == "ab\U0002000b9"
    assert place.tolist() == [0, 2, 3, 5]


def test_nothing_matches_across_the_end_of_a_document():
    text = "甲乙丙丁。戊己庚辛\n甲乙丙丁。壬癸\n戊己庚辛"
    ends = [9, 17]
    codes, place = letters(text, ends)
    assert sorted(place.tolist()) == place.tolist()
    assert [(t, s, n) for t, s, n in factors(repeated_windows(codes, 4))] == [(9, 0, 4), (16, 4, 4)]
