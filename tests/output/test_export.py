import csv
import json

import pandas as pd
import pytest

from analysis import Tokeniser, faults, frequencies, parse, save_table

ODD = ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "政协", '引"号,', "行\n行"]


def test_csv_opens_in_a_spreadsheet_with_chinese_and_without_formulas(tmp_path):
    table = pd.DataFrame({"term": pd.Series(ODD, dtype="str").astype("category"), "change": range(-4, 4)})
    path = save_table(table, tmp_path / "terms.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.reader(file)]
    assert rows[0] == ["term", "change"]
    assert [row[0].removeprefix("'") for row in rows[1:]] == ODD
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t")) for row in rows[1:])
    assert [row[1] for row in rows[1:]] == [str(n) for n in range(-4, 4)]


def test_parquet_holds_the_table_as_it_is(tmp_path):
    tokens = Tokeniser().tokens(parse("政协工作，ＡＰＰ"))
    for table in (tokens, frequencies(tokens)):
        assert pd.read_parquet(save_table(table, tmp_path / "table.parquet")).equals(table)


def test_the_same_table_gives_the_same_bytes(tmp_path, tokens):
    for ending in ("csv", "parquet"):
        one, other = (save_table(tokens, tmp_path / f"{n}.{ending}").read_bytes() for n in (1, 2))
        assert one == other


def test_nothing_half_written_stays(tmp_path):
    with pytest.raises(ValueError, match=r"terms\.xlsx: a table is saved as \.csv or \.parquet"):
        save_table(pd.DataFrame(), tmp_path / "terms.xlsx")
    with pytest.raises(Exception, match="complex"):
        save_table(pd.DataFrame({"a": [1j]}), tmp_path / "terms.parquet")
    assert [*tmp_path.iterdir()] == []


def test_edits_are_json_in_parquet(tmp_path):
    torn = "会议由市政\n\n协主席主持，大家都发了言。\n\n第二天会议继续举行，大家又来了。\n"
    found = faults(parse(torn))
    table = pd.read_parquet(save_table(found, tmp_path / "faults.parquet"))
    assert [tuple(map(tuple, json.loads(cell))) for cell in table["edits"]] == found["edits"].tolist()
    assert found["edits"].map(len).sum() > 0
