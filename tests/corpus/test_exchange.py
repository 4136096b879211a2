"""What partitions ask of each other comes back to who asked, in the order in which was asked."""

import numpy as np
import pytest

from analysis.corpus.exchange import Groups, reaches, read_replies, read_requests, write_replies, write_requests


def hashes(*numbers):
    return np.array(numbers, np.uint64)


def test_numbers_reach_from_each_start():
    assert reaches(np.array([7, 2, 5]), np.array([1, 3, 0])).tolist() == [7, 2, 3, 4]
    assert reaches(np.array([], np.int64), np.array([], np.int64)).tolist() == []


def test_rows_of_one_hash_are_a_group():
    groups = Groups(hashes(9, 5, 9, 7, 9, 5))
    assert groups.order.tolist() == [1, 5, 3, 0, 2, 4]
    assert groups.head.tolist() == [0, 2, 3]
    assert groups.count.tolist() == [2, 1, 3]
    assert groups.number.tolist() == [2, 0, 2, 1, 2, 0]
    assert groups.rank.tolist() == [0, 1, 0, 0, 1, 2]
    assert [groups.members(number).tolist() for number in range(3)] == [[1, 5], [3], [0, 2, 4]]
    assert groups.spread(np.array([10, 20, 30])).tolist() == [30, 10, 30, 20, 30, 10]
    assert groups.sums(np.array([1, 2, 4, 8, 16, 32])).tolist() == [34, 8, 21]


def test_different_values_of_a_group_are_counted_once():
    groups = Groups(hashes(9, 5, 9, 7, 9, 5))
    values = np.array([1, 1, 1, 1, 3, 2])
    assert groups.fresh(values).tolist() == [True, True, True, True, False, True]
    assert groups.distinct(values).tolist() == [2, 1, 2]


def test_no_rows_are_no_groups():
    groups = Groups(hashes())
    assert [groups.order.tolist(), groups.count.tolist(), groups.sums(np.zeros(0)).tolist()] == [[], [], []]


@pytest.fixture
def places(tmp_path):
    """Three partitions that ask of hashes in the first, second and third range of three."""
    third = (1 << 64) // 3
    asking = [hashes(1, third - 1, third), hashes(), hashes(1, third + 1, 2 * third + 1, (1 << 64) - 1)]
    folders = []
    for number, own in enumerate(asking):
        folders.append(tmp_path / str(number))
        folders[-1].mkdir()
        write_requests(folders[-1], "some", 3, own, value=np.arange(len(own)) + 10 * number)
    return folders


def test_a_range_has_what_all_partitions_ask_of_it(places):
    found = [read_requests(places, "some", number) for number in range(3)]
    assert [one.rows["value"].tolist() for one in found] == [[0, 1, 20], [2, 21], [22, 23]]
    assert [one.sizes.tolist() for one in found] == [[2, 0, 1], [1, 0, 1], [0, 0, 2]]
    assert found[0].groups.count.tolist() == [2, 1]
    assert found[0].groups.members(0).tolist() == [0, 2]


def test_answers_come_back_in_the_order_of_the_questions(places, tmp_path):
    outs = []
    for number in range(3):
        found = read_requests(places, "some", number)
        outs.append(tmp_path / f"out {number}")
        outs[-1].mkdir()
        write_replies(
            outs[-1], "told", found.sizes, count=found.groups.spread(found.groups.count), own=found.rows["value"]
        )
    told = [read_replies(outs, "told", number) for number in range(3)]
    assert [one["own"].tolist() for one in told] == [[0, 1, 2], [], [20, 21, 22, 23]]
    assert [one["count"].tolist() for one in told] == [[2, 1, 1], [], [2, 1, 1, 1]]
