"""A folder of text that is cut already: read with engine="given", its words are the same."""

import csv

from analysis import Tokeniser, load, parse, save_token_folder


def test_words_have_blanks_between_and_paragraphs_lines(tmp_path):
    documents = [parse("# 题\n\n政协开会。好！\n", "a/b"), parse("市政協開會", "A_b"), parse("", "metadata.csv")]
    save_token_folder(documents, tmp_path / "out", metadata={"a/b": {"year": 2021}})
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "a_b.txt",
        "A_b-2.txt",
        "metadata.csv.txt",
        "metadata.csv",
    }
    assert (tmp_path / "out" / "a_b.txt").read_text("utf-8") == "题\n政协 开会 。 好 ！\n"
    rows = [*csv.DictReader((tmp_path / "out" / "metadata.csv").read_text("utf-8-sig").splitlines())]
    assert [(row["doc_id"], row["name"], row["words"], row["script"], row["year"]) for row in rows] == [
        ("a_b.txt", "a/b", "6", "", "2021.0"),
        ("A_b-2.txt", "A_b", "2", "traditional", ""),
        ("metadata.csv.txt", "metadata.csv", "0", "", ""),
    ]


def test_the_words_are_those_of_the_text_when_they_are_read_again(tmp_path, seed):
    save_token_folder(seed, tmp_path)
    tokens = Tokeniser().tokens(seed)
    path = next(path for path in tmp_path.iterdir() if path.suffix == ".txt")
    again = Tokeniser(engine="given").tokens(load(path))
    assert again["term"][again["kind"] != "space"].tolist() == tokens["term"][tokens["kind"] != "space"].tolist()
