"""What is known of blocks that are alike, their digits left aside."""

import math

import numpy as np
import pytest

from analysis import parse
from analysis.structure.features import block_columns
from analysis.structure.repeats import key_of, of_its_speaker, repeat_columns

NAMES = ("closed", "level in Markdown", "commas", "blocks before it on its page", "blocks after it on its page")


def columns(texts, **given):
    table = {name: np.array(given.get(name.split()[0], [0.0] * len(texts)), float) for name in NAMES}
    return {name: values.tolist() for name, values in repeat_columns(texts, table).items()}


def test_running_heads_are_seen_with_their_neighbours_numbers_and_distances():
    """At 0, 3, 6 and 8: distances 3, 3, 2, whose mean is 8/3 and whose middle one is 3."""
    texts = ["县报 1", "甲。", "乙。", "县报 2", "甲。", "丁。", "县报 3", "戊。", "县报 9"]
    found = {name: values[0] for name, values in columns(texts).items()}
    assert found["repeated"] == pytest.approx(math.log(4))
    assert found["repeated to the letter"] == 0
    assert found["what stands before differs"] == 1  # nothing, 乙, 丁, 戊
    assert found["what stands after differs"] == 0.75  # 甲 twice, 戊, nothing
    assert found["number counts on with each"] == pytest.approx(2 / 3)
    assert found["even distances"] == pytest.approx((1 / 3 + 1 / 3 + 2 / 3) / 3 / (8 / 3))
    assert found["distance"] == pytest.approx(math.log(3))


def test_what_stands_before_is_open_where_it_has_commas_and_no_end():
    texts = ["县报", "甲，", "县报", "乙。", "县报", "丙", "县报"]
    found = columns(texts, closed=[0, 0, 0, 1, 0, 1, 0], commas=[0, 1, 0, 1, 0, 1, 0])
    assert found["stands open before it"][::2] == pytest.approx([1 / 3] * 4)


def test_blocks_that_are_alone_or_long_are_not_alike():
    long = "一" * 60
    found = columns([long, "甲。", long, "乙。"])
    assert found["repeated"] == [0, 0, 0, 0]
    assert columns([long[1:], "甲。", long[1:], "乙。"])["repeated"] == pytest.approx([math.log(2), 0, math.log(2), 0])


def test_the_letters_of_a_marked_heading_are_those_of_another_block():
    found = columns(["总则", "总则", "附则"], level=[1, 0, 1])
    assert found["has the letters of a marked heading"] == [0, 1, 0]


def test_speakers_are_counted_by_the_words_before_the_first_colon():
    found = of_its_speaker(["问：好吗", "答：好", "问：真的", "问：是吗", "他说，问：好", "：好"])
    assert found.tolist() == pytest.approx([math.log(3), 0, math.log(3), math.log(3), 0, 0])


def test_keys_leave_numbers_aside():
    assert key_of("北山日报 第3版") == key_of("北山日报 第12版")
    assert key_of("489,398.50") == key_of("7.25") == key_of("12%") == ""
    assert key_of("第三页") == key_of("第十页") != key_of("第三节")


def test_what_comes_again_is_counted_with_what_stands_around_it():
    text = "\n\n".join(
        f"北山日报 {n}\n\n{said}" for n, said in enumerate(["桥修好了。", "路也修好了。", "灯亮了。"], 1)
    )
    table = block_columns(text, parse(text).blocks)
    assert table["repeated"][::2] == pytest.approx(np.log(3))
    assert table["number counts on with each"][::2].tolist() == [1, 1, 1]
    assert table["repeated"][1::2].tolist() == [0, 0, 0]


def test_twelve_characters_on_either_side_are_compared():
    twelve = "一二三四五六七八九十百千"
    found = columns(
        ["县报", f"{twelve}甲", "完。", f"甲{twelve}", "县报", f"{twelve}乙", "完。", f"乙{twelve}", "县报"]
    )
    assert found["what stands after differs"][0] == pytest.approx(2 / 3)  # the same twice, and nothing
    assert found["what stands before differs"][0] == pytest.approx(2 / 3)
