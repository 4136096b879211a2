"""A Parquet table gives its rows in ranges of bounded size, whatever its groups, its types and its cells are."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import analysis
from analysis.corpus import parquet
from analysis.corpus.parquet import read_ranges


def pieces(path):
    return [piece.compute(scheduler="synchronous") for piece in read_ranges(str(path)).to_delayed()]


def rows(path):
    return pd.concat(pieces(path), ignore_index=True)


@pytest.mark.parametrize("most", [1, 2, 3, 100])
@pytest.mark.parametrize("groups", [1, 3, 5])
def test_all_rows_come_once_and_in_order(tmp_path, monkeypatch, most, groups):
    monkeypatch.setattr(parquet, "ROWS", most)
    table = pd.DataFrame({"text": ["甲", "乙", "甲", "甲", None], "n": pd.array([1, None, 3, 4, 5], "Int64")})
    table.to_parquet(tmp_path / "t.parquet", row_group_size=groups)
    found = pieces(tmp_path / "t.parquet")
    assert max(map(len, found)) <= most
    assert rows(tmp_path / "t.parquet")["text"].fillna("-").tolist() == ["甲", "乙", "甲", "甲", "-"]
    assert rows(tmp_path / "t.parquet")["n"].sum() == 13


def test_a_range_has_no_more_bytes_than_it_should(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "BYTES", 10_000)
    pd.DataFrame({"text": [chr(0x4E00 + n) * 1_000 for n in range(40)]}).to_parquet(tmp_path / "t.parquet")
    assert 12 <= len(pieces(tmp_path / "t.parquet")) <= 16  # 40 texts of 3,000 bytes, three to a range


@pytest.mark.parametrize(
    "cells",
    [
        ["春" * 100] * 50,
        [["春" * 100], ["春" * 100] * 2] * 25,
        [{"a": "春" * 100, "b": 1}] * 50,
        pa.array([[("春" * 100, "秋")]] * 50, pa.map_(pa.string(), pa.string())),
    ],
)
def test_a_cell_that_comes_often_may_not_unfold_without_a_bound(tmp_path, monkeypatch, cells):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"text": cells}), path)
    assert len(rows(path)) == 50
    pd.testing.assert_frame_equal(rows(path), pd.read_parquet(path))
    monkeypatch.setattr(parquet, "MOST_BYTES", 14_000)
    with pytest.raises(analysis.DocumentError, match=r"t\.parquet: rows 0 to 50 of its group 0 unfold to 0 MB, more"):
        pieces(path)


def test_lists_may_not_hold_cells_without_a_bound(tmp_path, monkeypatch):
    pq.write_table(pa.table({"text": ["甲"], "tags": [[1] * 100]}), tmp_path / "t.parquet")
    monkeypatch.setattr(parquet, "MOST_VALUES", 99)
    with pytest.raises(analysis.DocumentError, match="lists in the column 'tags' hold 100 cells, more than 99"):
        read_ranges(str(tmp_path / "t.parquet"))


def test_a_folder_gives_columns_of_its_names_and_files_in_their_order(tmp_path):
    for number, year in ((10, 2021), (2, 2020)):
        (tmp_path / "t.parquet" / f"year={year}").mkdir(parents=True)
        pd.DataFrame({"text": [f"{number}"]}).to_parquet(tmp_path / f"t.parquet/year={year}/{number}.parquet")
    (tmp_path / "t.parquet" / "_SUCCESS").write_text("")
    assert rows(tmp_path / "t.parquet").to_dict("records") == [
        {"text": "2", "year": 2020},
        {"text": "10", "year": 2021},
    ]
    assert rows(tmp_path / "t.parquet/*/*.parquet")["text"].tolist() == ["2", "10"]


def test_files_with_other_columns_and_types_are_one_table(tmp_path):
    pd.DataFrame({"text": ["甲"], "n": pd.array([1], "int32")}).to_parquet(tmp_path / "1.parquet")
    pd.DataFrame({"text": pd.Categorical(["乙"]), "n": [2**40], "more": ["x"]}).to_parquet(tmp_path / "2.parquet")
    found = rows(f"{tmp_path}/*.parquet")
    assert found["text"].tolist() == ["甲", "乙"]
    assert found["n"].tolist() == [1, 2**40]
    assert found["more"].isna().tolist() == [True, False]


def test_an_index_with_a_name_is_a_column_and_one_without_is_none(tmp_path):
    pd.DataFrame({"text": ["甲"]}, pd.Index(["a"], name="id")).to_parquet(tmp_path / "a.parquet")
    pd.DataFrame({"text": ["甲"]}, [7]).to_parquet(tmp_path / "b.parquet")
    assert [*rows(tmp_path / "a.parquet")] == ["text", "id"]
    assert [*rows(tmp_path / "b.parquet")] == ["text"]


def test_an_empty_table_has_its_columns(tmp_path):
    pd.DataFrame({"text": pd.Series([], dtype="str")}).to_parquet(tmp_path / "t.parquet")
    assert [*rows(tmp_path / "t.parquet")] == ["text"]


def test_documents_without_a_name_are_numbered_without_reading_a_cell(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 2)
    pd.DataFrame({"text": ["甲。", "乙。", "丙。"]}).to_parquet(tmp_path / "t.parquet")
    with monkeypatch.context() as patch:
        patch.setattr(parquet, "_read", lambda *_: pytest.fail("a cell is read") if _[2] else {})
        corpus = analysis.read_corpus(tmp_path / "t.parquet")
    assert len(corpus) == 2
    assert analysis.survey(corpus).documents["doc"].tolist() == ["t:0", "t:1", "t:2"]
