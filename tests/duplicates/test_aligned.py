"""The letters of two passages side by side, and where they differ."""

import pytest

from analysis.duplicates.aligned import ANCHOR, DIRECT, passage, unequal


def test_a_passage_knows_its_letters_their_usual_form_and_what_is_between_them():
    own = passage("“公開，ＡＢ。”")
    assert own.folded == "公开ab"
    assert own.place == [1, 2, 4, 5, 8]
    assert own.raw(1, 3) == (2, 5)
    assert [own.raw(at, at) for at in (0, 2, 4)] == [(0, 0), (3, 3), (6, 6)]
    assert [own.between(0, 1), own.between(2, 4), own.between(2, 2)] == ["“公", "，ＡＢ", ""]
    assert [own.gap(at) for at in (0, 1, 2, 4)] == [(0, "“"), (2, ""), (3, "，"), (6, "。”")]


@pytest.mark.parametrize(
    ("one", "other", "spans"),
    [
        ("公开", "公开", []),
        ("公开", "不公开", [(0, 0, 0, 1)]),
        ("公开", "公", [(1, 2, 1, 1)]),
        ("甲乙丙丁", "甲子丙丑", [(1, 2, 1, 2), (3, 4, 3, 4)]),
        ("三十日", "二十日", [(0, 2, 0, 2)]),
        ("一百三十日", "一百二十日", [(0, 4, 0, 4)]),
        ("在2019年", "在2018年", [(1, 5, 1, 5)]),
        ("在12年", "在2年", [(1, 3, 1, 2)]),
        ("1月31日", "2月30日", [(0, 1, 0, 1), (2, 4, 2, 4)]),
        ("三12日", "三13日", [(1, 3, 1, 3)]),
        ("1" * 40 + "2", "1" * 40 + "3", [(20, 41, 20, 41)]),
        ("2" + "1" * 40, "3" + "1" * 40, [(0, 21, 0, 21)]),
    ],
)
def test_spans_that_differ_and_of_numbers_all(one, other, spans):
    assert unequal(one, other) == spans


def letters(first, count):
    return "".join(chr(first + number) for number in range(count))


@pytest.mark.parametrize("beyond", [-1, 1])
def test_long_passages_are_aligned_piece_by_piece_with_the_same_result(beyond):
    one = letters(0x4E00, DIRECT + beyond)
    place = DIRECT // 2 + ANCHOR
    other = f"龘{one[:place]}{one[place + 2 :]}龘龘"
    assert unequal(one, other) == [
        (0, 0, 0, 1),
        (place, place + 2, place + 1, place + 1),
        (len(one), len(one), len(one) - 1, len(one) + 1),
    ]


def test_pieces_that_changed_places_are_a_difference():
    first, second = letters(0x4E00, DIRECT), letters(0x6E00, DIRECT // 2)
    found = unequal(first + second, second + first)
    assert sum(b - a for a, b, _, _ in found) == len(second)
    assert sum(d - c for _, _, c, d in found) == len(second)
