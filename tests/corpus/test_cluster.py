"""Tasks are computed on what Dask is told, and told of as they are done."""

import dask
import pytest

from analysis import use_language
from analysis.corpus.cluster import engine
from analysis.languages.chosen import kept, language


def double(number):
    return number.append(2 * number[0])


def test_each_task_is_done_and_progress_counts_them():
    lists, seen = [[1], [2], [3]], []
    with dask.config.set(scheduler="synchronous"), engine() as compute:
        compute([(double, each) for each in lists], lambda count, total: seen.append((count, total)))
    assert lists == [[1, 2], [2, 4], [3, 6]]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_an_error_of_a_task_is_the_error():
    with dask.config.set(scheduler="synchronous"), engine() as compute, pytest.raises(ZeroDivisionError):
        compute([((0).__rfloordiv__, 1)], None)


def test_no_tasks_are_nothing_to_do():
    with dask.config.set(scheduler="synchronous"), engine() as compute:
        assert compute([], None) is None


def test_work_is_done_in_the_language_of_who_asks_for_it():
    """Also by a worker that somebody else started, who speaks another one."""

    def elsewhere(graph, keys, **_options):
        use_language("en")
        return dask.get(graph, keys)

    heard = []
    with kept(), dask.config.set(scheduler=elsewhere), engine() as compute:
        use_language("zh")
        compute([(lambda said: said.append(language()), heard)], None)
    assert heard == ["zh-Hans"]
