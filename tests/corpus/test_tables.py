"""Lines of JSON come once whatever the blocks are, and no table is read without a bound."""

import json

import pandas as pd
import pytest

import analysis
from analysis.corpus import tables as table_sources
from analysis.corpus.tables import TABLES


def rows(path):
    pieces = TABLES[path.suffix](str(path), "utf-8-sig").to_delayed()
    return pd.concat([piece.compute(scheduler="synchronous") for piece in pieces], ignore_index=True)


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
@pytest.mark.parametrize("block", [1, 7, 24, 25, 26, 100, 1_000])
@pytest.mark.parametrize("piece", [1, 10, 1_000])
def test_each_line_is_read_once(tmp_path, monkeypatch, block, piece, end):
    monkeypatch.setattr(table_sources, "BLOCK", block)
    monkeypatch.setattr(table_sources, "PIECE", piece)
    texts = ["春" * n for n in (1, 0, 30, 2, 3)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts) + end, "utf-8")
    assert rows(tmp_path / "a.jsonl")["text"].tolist() == texts


def test_a_key_that_a_block_lacks_is_missing_there(tmp_path, monkeypatch):
    monkeypatch.setattr(table_sources, "BLOCK", 5)
    (tmp_path / "a.jsonl").write_text('{"text": "春", "id": "a"}\n{"text": "秋"}\n', "utf-8")
    assert analysis.survey(analysis.read_corpus(tmp_path / "a.jsonl", name="id")).documents["doc"].tolist() == [
        "a",
        "a:1",
    ]


def test_a_line_without_an_end_is_not_read_without_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(table_sources, "BLOCK", 10)
    monkeypatch.setattr(table_sources, "PIECE", 10)
    monkeypatch.setattr(table_sources, "MOST_BYTES", 100)
    (tmp_path / "a.jsonl").write_bytes(bytes(1_000))
    with pytest.raises(analysis.DocumentError, match=r"a\.jsonl: a line holds more than 0 MB"):
        analysis.read_corpus(tmp_path / "a.jsonl")


@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_a_table_that_is_read_whole_may_not_be_larger_than_memory(tmp_path, monkeypatch, ending):
    path = tmp_path / f"a.{ending}"
    path.write_text("text\n春\n", "utf-8")
    monkeypatch.setattr(table_sources, "MOST_CSV", 8)
    with pytest.raises(analysis.DocumentError, match=r"holds more than .* GB, the most that is read of one such table"):
        analysis.read_corpus(path)


@pytest.mark.parametrize(
    ("ending", "data", "message"),
    [
        ("csv", "text,name\n春天来了，很好,a,\n夏天来了,b,\n", "line 2: 3 cells below 2 columns"),
        ("tsv", "name\ttext\na\t春天\nb\t夏天\t来了\n", "line 3: 3 cells below 2 columns"),
        ("csv", 'text\n春天\n"夏天\n', "line 3: unexpected end of data"),
        ("csv", "text,text\n春,夏\n", "has two columns 'text'"),
        ("csv", "", "has no column 'text'; there are none"),
        ("jsonl", '{"text": "春"}\n{"text": \n', "line 2: no line of JSON: Expecting value: line 1 column 10"),
        ("jsonl", "[5]\n", "line 1: list instead of an object"),
    ],
)
def test_what_is_no_row_is_one_error_with_its_line(tmp_path, ending, data, message):
    (tmp_path / f"a.{ending}").write_text(data, "utf-8")
    with pytest.raises(analysis.DocumentError, match=f"a.{ending}: {message}"):
        rows(tmp_path / f"a.{ending}") if "line 3" in message else analysis.read_corpus(tmp_path / f"a.{ending}")


def test_a_row_may_lack_its_last_cells_and_a_column_its_name(tmp_path):
    (tmp_path / "a.csv").write_text("text,,\n春\n\n夏,x,\n", "utf-8")
    assert rows(tmp_path / "a.csv").to_numpy().tolist() == [["春", "", ""], ["夏", "x", ""]]


def test_a_long_text_with_line_ends_is_a_cell(tmp_path):
    novel = "春天来了。\n" * 100_000
    pd.DataFrame({"name": ["a"], "text": [novel]}).to_csv(tmp_path / "a.csv", index=False)
    assert rows(tmp_path / "a.csv")["text"].tolist() == [novel]


def test_what_is_no_text_is_none(tmp_path):
    lines = [["段一", "段二"], {"a": 1}, True, 5, None, "\ud800春天", "春天来了。"]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text, "id": 2**53 + 1}) for text in lines), "utf-8")
    assert rows(tmp_path / "a.jsonl")["text"].tolist() == lines
    found = analysis.survey(analysis.read_corpus(tmp_path / "a.jsonl"))
    assert found.documents["doc"].tolist() == ["a:6"]
    assert found.documents["id"].tolist() == [2**53 + 1]
    assert found.errors["reason"].tolist()[:5] == ["holds no text"] * 5


def test_rows_of_other_keys_and_types_are_one_table(tmp_path, monkeypatch):
    monkeypatch.setattr(table_sources, "BLOCK", 40)
    some = [{"text": "春", "date": 1}] * 3 + [{"text": "秋", "other": "x", "date": "x"}] * 3
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, some)), "utf-8")
    assert analysis.survey(analysis.read_corpus(tmp_path / "a.jsonl")).documents["date"].tolist() == [*"111xxx"]
