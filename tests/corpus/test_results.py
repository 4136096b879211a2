"""Tables put together from those of tasks keep their types and their rows."""

import pandas as pd
import pytest

from analysis.corpus.results import build_tables, collect, concat_tables, reader, tables_of, write_task_table

COLUMNS = {"doc": "str", "count": "int64"}


def table(*rows, **more):
    return pd.DataFrame(rows, columns=[*COLUMNS]).assign(**more)


@pytest.fixture
def places(tmp_path):
    folders = [tmp_path / name for name in "abc"]
    for folder, rows in zip(folders, [[("甲", 1)], [], [("乙", 2), ("丙", 3)]], strict=True):
        folder.mkdir()
        write_task_table(folder, "some", table(*rows))
    return folders


def test_a_task_without_rows_writes_no_file(places):
    assert [(folder / "some.parquet").exists() for folder in places] == [True, False, True]
    assert tables_of(places, "some", COLUMNS)["doc"].tolist() == ["甲", "乙", "丙"]


def test_tables_are_collected_in_order_and_what_is_there_stays(places, tmp_path):
    folder = tmp_path / "all"
    folder.mkdir()
    collect(folder, "some", COLUMNS, places)
    assert sorted(file.name for file in (folder / "some.parquet").iterdir()) == ["000000.parquet", "000002.parquet"]
    collect(folder, "some", COLUMNS, [places[2], places[1], places[0]])
    found = reader(folder, {"some": COLUMNS})("some")
    assert found.to_numpy().tolist() == [["甲", 1], ["乙", 2], ["丙", 3]]


def test_a_table_of_no_rows_has_its_columns_and_types(places, tmp_path):
    collect(tmp_path, "none", COLUMNS, places)
    found = reader(tmp_path, {"none": COLUMNS})("none")
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == COLUMNS


def test_columns_are_in_order_and_of_one_type_whatever_the_pieces_lack():
    pieces = [table(("甲", 1), tag=[7], mark=[None]), table(), table(("乙", 2), tag=["x"], flag=[True])]
    found = concat_tables(pieces, COLUMNS)
    assert [*found] == ["doc", "count", "tag", "mark", "flag"]
    assert found["tag"].tolist() == ["7", "x"]
    assert found["mark"].isna().all()
    assert found["flag"].dtype == "boolean"
    assert found["flag"].tolist() == [pd.NA, True]


def test_a_number_stays_a_number_where_all_pieces_have_it():
    found = concat_tables([table(("甲", 1), year=[2020]), table(("乙", 2), year=[2021])], COLUMNS)
    assert found["year"].tolist() == [2020, 2021]
    assert found["year"].dtype == "int64"


def test_tables_for_the_time_being_are_read_before_their_folder_goes(tmp_path):
    folders = []

    def make(folder):
        folders.append(folder)
        table(("甲", 1)).to_parquet(folder / "some.parquet", index=False)

    found = build_tables(None, {"some": COLUMNS}, make)
    assert not folders[0].exists()
    assert found("some").to_numpy().tolist() == [["甲", 1]]
    assert build_tables(tmp_path / "out", {"some": COLUMNS}, make)("some").equals(found("some"))
