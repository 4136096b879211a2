"""Tables and a page on a corpus, in one folder."""

import dask
import pytest
from small_folders import made

import analysis

TABLES = ["counts", "documents", "errors", "faults", "terms"]


@pytest.fixture
def corpus(tmp_path):
    return analysis.read_corpus(made(tmp_path / "in", **{"a.txt": "春天来了。", "b.txt": "秋天来了。"}), partitions=2)


def test_without_the_search_there_are_tables_and_no_page(tmp_path, corpus):
    seen = []
    with dask.config.set(scheduler="synchronous"):
        said = analysis.corpus_report(
            corpus, tmp_path / "out", find_reuse=False, progress=lambda *counts: seen.append(counts)
        )
    assert said == ""
    assert sorted(path.stem for path in (tmp_path / "out").glob("*.parquet")) == TABLES
    assert not (tmp_path / "out" / "index.html").exists()
    assert seen == [(1, 2), (2, 2)]


def test_a_group_that_cannot_be_is_said_before_any_work(tmp_path, corpus):
    with pytest.raises(ValueError, match="is no column, and no pattern with one group"):
        analysis.corpus_report(corpus, tmp_path / "out", group="[")
    assert not (tmp_path / "out").exists()


def test_a_folder_of_the_users_is_not_replaced(tmp_path, corpus):
    mine = made(tmp_path / "out", notes="mine")
    with pytest.raises(FileExistsError, match="holds notes"):
        analysis.corpus_report(corpus, mine, find_reuse=False)
    assert (mine / "notes").read_text() == "mine"
