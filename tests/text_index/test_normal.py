"""The normal form is Unicode's own, and takes as long as a text is long."""

import time
import unicodedata

import pytest

from analysis.text_index.normal import nfkc

ACUTE, DOT = "\u0301", "\u0323"  # combining marks of two classes: above, and below, which comes first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ＡＰＰ２０２１年政协㈱",
        "e" + ACUTE * 100,
        "e" + (ACUTE + DOT) * 100 + "政协" + DOT + ACUTE,
        ACUTE * 50 + DOT * 50 + "e",
        "\u0f73" * 100,  # of no class itself, but made of two marks of different ones
        "ｶ" + "\uff9e" * 60 + ACUTE * 60,  # a half-width mark that becomes a combining one
        "각" * 40 + ACUTE * 40 + DOT * 40,
        "\ud800" + ACUTE * 40 + DOT * 40,
    ],
)
def test_it_is_what_unicodedata_gives(text):
    assert nfkc(text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("marks", [ACUTE + DOT, "\u0f73\u0f73"])
def test_marks_in_the_wrong_order_are_not_moved_one_by_one(marks):
    def taken(n):
        begun = time.process_time()
        nfkc("e" + marks[0] * n + marks[1] * n)
        return time.process_time() - begun

    least = max(min(taken(2_000) for _ in range(3)), 0.005)
    assert min(taken(40_000) for _ in range(2)) <= 60 * least  # the square takes 400 times as long
