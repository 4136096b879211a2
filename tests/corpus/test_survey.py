"""What a survey says of the whole corpus."""

import dask
import pandas as pd
import pytest

from analysis import Decisions, RepairSettings, load, read_corpus, survey, without_boilerplate


@pytest.mark.parametrize("partitions", [1, 2, 3])
def test_a_term_has_the_number_of_documents_that_hold_it(partitions):
    table = pd.DataFrame({"text": ["工作，工作，政协。", "工作。", "委员。"]})
    with dask.config.set(scheduler="synchronous"):
        terms = survey(read_corpus(table, partitions=partitions)).terms
    rows = terms[terms["kind"] == "word"].sort_values("term")[["term", "count", "documents"]]
    assert rows.to_numpy().tolist() == [["委员", 1, 1], ["工作", 3, 2], ["政协", 1, 1]]


def test_of_a_term_in_two_rows_of_boilerplate_both_are_taken():
    """Three times at 晚报1版 and twice in another line: of seven two are left."""
    terms = pd.DataFrame({"term": ["晚报"], "kind": "word", "count": [7], "documents": [5]})
    rows = pd.DataFrame({"text": ["晚报1版", "读者来信请寄晚报"], "count": [3, 2]})
    assert without_boilerplate(terms, rows)["count"].tolist() == [2]


def test_a_term_is_never_counted_below_nought():
    terms = pd.DataFrame({"term": ["晚报"], "kind": "word", "count": [1], "documents": [1]})
    assert without_boilerplate(terms, pd.DataFrame({"text": ["晚报"], "count": [3]}))["count"].tolist() == [0]


def test_each_file_of_a_corpus_is_mended_by_its_own_decisions(tmp_path):
    """A file in a folder below has its decisions in a folder of that name; one with another ending has none."""
    text = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"
    for name in ("page.txt", "page.md", "year/page.txt"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        decided = tmp_path / "decided" / f"{name}.decisions.json"
        decided.parent.mkdir(parents=True, exist_ok=True)
        if name != "page.md":
            Decisions().part(load(path), 15).save(decided)
    settings = RepairSettings(decisions=tmp_path / "decided")
    with dask.config.set(scheduler="synchronous"):
        documents = survey(read_corpus(tmp_path / "texts"), settings=settings).documents
    kept = dict(zip(documents["doc"], documents["kept"], strict=True))
    assert kept == {"page.md": len(text) - 2, "page.txt": len(text), "year/page": len(text)}


def test_decisions_of_no_document_are_named_and_a_folder_without_any_is_an_error(tmp_path):
    (tmp_path / "texts" / "year").mkdir(parents=True)
    (tmp_path / "texts" / "year" / "page.txt").write_text("春天来了。", "utf-8")
    (tmp_path / "decided").mkdir()
    Decisions().word("甲来").save(tmp_path / "decided" / "other.txt.decisions.json")
    corpus = read_corpus(tmp_path / "texts")
    with dask.config.set(scheduler="synchronous"):
        with pytest.warns(UserWarning, match=r"decided: other.txt.decisions.json is of no document$"):
            survey(corpus, settings=RepairSettings(decisions=tmp_path / "decided"))
        with pytest.raises(ValueError, match="texts: holds no decisions"):
            survey(corpus, settings=RepairSettings(decisions=tmp_path / "texts"))


def test_sections_are_those_that_a_person_decided(tmp_path):
    (tmp_path / "texts").mkdir()
    path = tmp_path / "texts" / "page.md"
    path.write_text("# 春\n\n春天来了，花开了。\n\n雨下了一夜，到天亮才停下来。\n\n夏天来了。\n", "utf-8")
    decided = Decisions().block(load(path), 2, "heading", 2)
    with dask.config.set(scheduler="synchronous"):
        corpus = read_corpus(tmp_path / "texts")
        sections = [
            survey(corpus, raw=True, settings=settings).documents["sections"].item()
            for settings in (RepairSettings(), RepairSettings(decisions=decided))
        ]
    assert sections == [1, 2]
