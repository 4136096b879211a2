"""The documents of a corpus are named before any is read."""

import pandas as pd
import pytest

import analysis
from analysis.corpus.documents import plain


def test_files_are_put_into_partitions_and_none_is_read(tmp_path):
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_bytes(b"\xff\xff")
    assert [len(analysis.read_corpus(tmp_path, partitions=count)) for count in (1, 2, 4, 9)] == [1, 2, 4, 4]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"text": "body"}, "the table: has no column 'body'; there are text, paper"),
        ({"date": "text"}, "the table: 'text' cannot be both text and date"),
        ({"name": "id"}, "has no column 'id'"),
    ],
)
def test_a_column_that_is_not_there_is_refused(options, reason):
    table = pd.DataFrame({"text": ["花。"], "paper": ["晚报"]})
    with pytest.raises(analysis.DocumentError, match=reason):
        analysis.read_corpus(table, **options)


def test_what_is_no_source_is_refused():
    with pytest.raises(TypeError, match="source must be a path, a pattern or a DataFrame, not int"):
        analysis.read_corpus(3)


def test_half_a_character_in_a_name_is_a_question_mark():
    assert plain("晚\ud800报") == "晚?报"
