"""A word of the dictionary is one that can be seen, and no text holds what no file can."""

import pytest

from analysis import Decisions


@pytest.mark.parametrize("word", ["", "供 电", "供\ufffd电", "\x1b[A供电", "供\u200b电"])
def test_what_is_no_word_is_refused(word):
    with pytest.raises(ValueError, match=r"^Decisions: word: "):
        Decisions().word(word)


@pytest.mark.parametrize("word", ["3D打印", "C++", "𠮷野家", "\ue000字"])
def test_what_is_seen_is_a_word(word):
    assert Decisions().word(word).words == (word,)


def test_a_lone_surrogate_is_refused_in_any_text():
    with pytest.raises(ValueError, match=r"^Decisions: by: .* holds a lone surrogate"):
        Decisions().word("供电", by="\ud800")
