"""Work in stages: each output is there complete or not at all, and is not made twice."""

from pathlib import Path

import dask
import pytest
from small_folders import interrupt

import analysis
from analysis.corpus.stages import Stage, Work, WorkerError
from analysis.output.folders import complete_folder

CORPUS = analysis.read_corpus("seeds/corpus", partitions=3)


@pytest.fixture(autouse=True)
def here():
    with dask.config.set(scheduler="synchronous"):
        yield


def write(number, folder):
    (folder / "made").write_text(str(number))


def fail(number, folder):
    write(number, folder)
    if number == 2:
        raise ValueError(number)


def test_what_failed_is_done_again_and_what_was_done_is_not(tmp_path):
    with Work(tmp_path, CORPUS, ["a"], 3, None) as work:
        work.run("first", fail, [0, 1])
        with pytest.raises(ValueError, match="2"):
            work.run("first", fail, [0, 1, 2])
    done = []
    with Work(tmp_path, CORPUS, ["a"], 3, None) as work:
        places = work.run("first", lambda number, _: done.append(number), [0, 1, 2])
    assert done == [2]
    assert [(place / "made").exists() for place in places] == [True, True, False]


def test_progress_counts_what_was_done_before(tmp_path):
    seen = []
    for stages in (["first"], ["first", "second"]):
        with Work(tmp_path, CORPUS, ["a"], 4, lambda count, total: seen.append((count, total))) as work:
            for stage in stages:
                work.run(stage, write, [0, 1])
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_other_settings_are_other_work(tmp_path):
    folders = set()
    for settings in (["a"], ["b"], ["a"]):
        with Work(tmp_path, CORPUS, settings, 1, None) as work:
            folders.add(work.folder)
    assert len(folders) == 2


def test_a_worker_that_died_is_one_clear_error(tmp_path):
    class KilledWorker(Exception):  # noqa: N818 - as Dask calls it
        pass

    def die(*_):
        raise KilledWorker

    with Work(tmp_path, CORPUS, [], 1, None) as work, pytest.raises(WorkerError, match="give each more memory"):
        work.run("first", die, [0])


def test_an_output_is_there_complete_or_not_at_all(tmp_path):
    def interrupted():
        with complete_folder(tmp_path / "a") as folder:
            (folder / "made").write_text("half")
            interrupt()

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [*tmp_path.iterdir()] == []
    with complete_folder(tmp_path / "a") as folder:
        (folder / "made").write_text("one")
    with complete_folder(tmp_path / "a") as folder:  # another worker did the same meanwhile
        (folder / "made").write_text("other")
    assert (tmp_path / "a" / "made").read_text() == "one"


def test_places_are_numbered_and_end():
    stage = Stage(Path("work"), 2)
    assert [place.name for place in stage] == ["000000", "000001"]
