import numpy as np
from line_ends import seen

from analysis.breaks.wording import HASH_BITS, times


def test_numbers_with_one_hash_are_counted_apart():
    """There are more numbers than hashes, so some share theirs."""
    numbers = np.arange(3 << HASH_BITS, dtype=np.uint64)
    assert times(np.r_[numbers, numbers[::2]], numbers).tolist() == [2, 1] * (len(numbers) // 2)
    assert times(numbers, numbers[:3] + numbers[-1] + np.uint64(1)).tolist() == [0, 0, 0]


def test_words_beside_an_end_are_seen_where_none_is_across():
    text = "致使研究开\n当事人应当通知市政\n协主席。\n会议"
    assert [seen(text, end)["word_before"] for end in range(3)] == [1, 0, 0]  # 开
    assert [seen(text, end)["word_behind"] for end in range(3)] == [3, 0, 0]  # 当事人
    assert [seen(text, end)["word_across"] for end in range(3)] == [0, 3, 0]  # 市政协


def test_marks_and_words_at_a_line_end():
    end = seen("他说（会议由市政\n协主席）主持。\n完")
    assert (end["left_open"], end["next_closes"]) == (1, 1)
    assert end["word_across"] == 3
    assert (end["stops"], end["next_stops"], end["next_closed"]) == (0, 1, 1)
