"""Each document is read, mended and counted, and what cannot be read is no end of the others."""

import dask
import pandas as pd
import pytest

import analysis
from analysis.corpus import counting
from analysis.corpus.counting import metadata_columns

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


def survey(texts, **options):
    with dask.config.set(scheduler="synchronous"):
        return analysis.survey(analysis.read_corpus(pd.DataFrame({"text": texts})), **options)


def test_a_text_is_counted_as_mended_or_as_it_came():
    mended, raw = survey([BROKEN]), survey([BROKEN], raw=True)
    assert "供电" in mended.terms["term"].tolist()
    assert mended.documents[["characters", "kept", "faults"]].to_numpy().tolist() == [[32, 30, 1]]
    assert raw.documents[["characters", "kept", "faults"]].to_numpy().tolist() == [[32, 32, 1]]
    assert not raw.faults["applied"].any()
    assert survey([BROKEN], raw=True, find_faults=False).faults.empty


def test_terms_of_all_documents_are_added_up_however_many_partitions_are_put_together(monkeypatch):
    monkeypatch.setattr(counting, "TOGETHER", 2)
    table = pd.DataFrame({"text": ["春天来了。", "春天走了。", "春天，春天。", "树。", "春天。"]})
    with dask.config.set(scheduler="synchronous"):
        found = analysis.survey(analysis.read_corpus(table, partitions=5)).terms
    spring = found[found["term"] == "春天"]
    assert spring[["count", "documents"]].sum().tolist() == [5, 4]


@pytest.mark.parametrize(
    ("more", "date", "found"),
    [
        ({"paper": "晚报"}, None, {"paper": "晚报"}),
        ({"date": "2021"}, "day", {"date_": "2021"}),
        ({"date": "2021"}, None, {}),
        ({"doc": 1, "doc_": 2, "doc__": 3}, None, {"doc___": 1, "doc_": 2, "doc__": 3}),
        ({"paper": "晚\ud800报"}, None, {"paper": "晚?报"}),
    ],
)
def test_columns_of_the_users_with_names_of_ours_get_others(more, date, found):
    assert metadata_columns(more, date) == found
