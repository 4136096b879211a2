"""What is a run of tokens, and what ends one."""

import pandas as pd
import pytest

from analysis import (
    Tokeniser,
    frequencies,
    ngrams,
    parse,
)
from analysis.terms.ngrams import runs


def test_an_ngram_ends_with_its_document():
    """The end of one document's selection and the start of the other's have one block and one offset."""
    one, other = (Tokeniser().tokens(parse("政协工作")).assign(doc=doc) for doc in ("甲", "乙"))
    tokens = pd.concat([one.iloc[:1], other.iloc[1:]], ignore_index=True)
    assert tokens[["text", "block", "start", "end"]].to_numpy().tolist() == [["政协", 0, 0, 2], ["工作", 0, 2, 4]]
    assert runs(tokens).tolist() == [0, 1]
    assert ngrams(tokens).empty
    assert ngrams(tokens.assign(doc="甲"))["term"].tolist() == ["政协 工作"]


def test_an_ngram_ends_with_its_block_even_where_the_next_begins_at_its_end():
    tokens = Tokeniser().tokens(parse("政协工作")).assign(block=[0, 1])
    assert runs(tokens).tolist() == [0, 1]
    assert ngrams(tokens).empty


def test_a_line_end_within_a_paragraph_ends_no_ngram():
    document = parse(
        "会议由市政协主席主持，大\n家都发了言，会后又到河边\n去看了新修的桥和两岸的柳\n树，到天黑才回家去。"
    )
    assert len(document.blocks) == 1
    table = ngrams(Tokeniser().tokens(document)).set_index("term")
    assert document.text[slice(*table.loc["大家 都", ["start", "end"]])] == "大\n家都"
    assert document.text[slice(*table.loc["河边 去", ["start", "end"]])] == "河边\n去"


def test_equal_ngrams_are_one_term():
    table = ngrams(Tokeniser().tokens(parse("政协工作，政协工作，工作政协")))
    assert table["term"].tolist() == ["政协 工作", "政协 工作", "工作 政协"]
    assert table["term"].cat.categories.tolist() == ["政协 工作", "工作 政协"]


def test_an_ngram_that_begins_or_ends_with_a_stop_word_is_left_out():
    tokens = Tokeniser().tokens(parse("政协的工作"))
    assert ngrams(tokens, 3, stop_words=["的"])["term"].tolist() == ["政协 的 工作"]
    assert ngrams(tokens, 2, stop_words=["的"]).empty


def test_ngrams_cross_neither_marks_nor_blocks_nor_gaps():
    tokens = Tokeniser().tokens(parse("完善工作机制，政协\n\n委员"))
    assert ngrams(tokens, 3)["term"].tolist() == ["完善 工作 机制"]
    assert ngrams(tokens[tokens["term"] != "工作"])["term"].tolist() == []
    assert ngrams(tokens, 2, stop_words=["机制"])["term"].tolist() == ["完善 工作"]
    assert ngrams(tokens, 9).empty
    assert frequencies(ngrams(tokens, 1))["count"].sum() == frequencies(tokens)["count"].sum()
    with pytest.raises(ValueError, match="n: 0"):
        ngrams(tokens, 0)


def test_ngrams_have_the_offsets_of_what_they_span(seed, tokens):
    for n in (2, 4):
        table = ngrams(tokens, n)
        for row in table.sample(50, random_state=1).itertuples():
            assert seed.text[row.start : row.end] == row.term.replace(" ", "")
