"""Tables and a page on a corpus, in one folder."""

import dask
import pandas as pd
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


def test_concepts_have_a_page_that_says_nothing_of_this_machine(tmp_path, corpus):
    made(tmp_path / "words", **{"c.yaml": "春: [春天]\n季: [春天, 秋天]"})
    with dask.config.set(scheduler="synchronous"):
        said = analysis.corpus_report(
            corpus, tmp_path / "out", concepts=tmp_path / "words" / "c.yaml", figures=tmp_path / "figures"
        )
    assert said == ""
    page = (tmp_path / "out" / "06_concepts.html").read_text("utf-8")
    assert "concepts c.yaml" in page
    assert str(tmp_path) not in page
    assert 'href="06_concepts.html"' in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert (tmp_path / "figures" / "06_concepts_1.svg").exists()


def test_a_dictionary_or_a_corpus_that_the_page_cannot_read_is_said_before_any_work(tmp_path, corpus):
    (tmp_path / "c.yaml").write_text("春: []", "utf-8")
    with pytest.raises(ValueError, match="line 1: '春' has no term"):
        analysis.corpus_report(corpus, tmp_path / "out", concepts=tmp_path / "c.yaml")
    (tmp_path / "c.yaml").write_text("春: [春天]", "utf-8")
    table = analysis.read_corpus(pd.DataFrame({"text": ["春天"]}))
    with pytest.raises(ValueError, match="concepts: the corpus was given as a table"):
        analysis.corpus_report(table, tmp_path / "out", concepts=tmp_path / "c.yaml")
    assert not (tmp_path / "out").exists()
