"""Whether a table of tokens is of a document: by its mark, or row by row where it has none."""

import pandas as pd
import pytest

from analysis import Tokeniser, parse
from analysis._checks import as_tokens
from analysis.words.token_marks import require_tokens_of

DOCUMENT = parse("市政协完善工作机制。\n\n委员讨论工作。", "page")


def unmarked(tokens, *without):
    """The same table as one that was read from a file."""
    return as_tokens(pd.DataFrame(tokens.drop(columns=[*without]).to_dict("list")), "test", ("start", "end"))


def refused(tokens, document=DOCUMENT):
    with pytest.raises(ValueError, match="test: tokens are ") as error:
        require_tokens_of(tokens, document, "test", "tokens", "these")
    return str(error.value)


@pytest.mark.parametrize("without", [[], ["text"]], ids=["text", "terms"])
def test_tokens_of_the_document_are_let_through(without):
    tokens = Tokeniser().tokens(DOCUMENT)
    require_tokens_of(tokens, DOCUMENT, "test", "tokens", "these")
    require_tokens_of(unmarked(tokens, *without), DOCUMENT, "test", "tokens", "these")


def test_tokens_of_another_text_are_refused_by_their_mark_even_where_each_row_fits():
    assert "are of another text" in refused(Tokeniser().tokens(parse("市政协完善工作机制。")))


@pytest.mark.parametrize("without", [[], ["text"]], ids=["text", "terms"])
def test_the_first_row_that_differs_is_named(without):
    tokens = unmarked(Tokeniser().tokens(DOCUMENT), *without)
    tokens.loc[2, ["start", "end"]] = [0, 2]
    assert "row 2 is '工作', and the text has '市政' at 0; pass these" in refused(tokens)


@pytest.mark.parametrize("span", [(-1, 1), (3, 3), (18, 20)], ids=["before the text", "empty", "beyond the text"])
def test_a_row_outside_the_text_is_named(span):
    tokens = unmarked(Tokeniser().tokens(DOCUMENT))
    tokens.loc[4, ["start", "end"]] = span
    assert "row 4 is '。'" in refused(tokens)


def test_the_last_token_may_end_with_the_text():
    tokens = unmarked(Tokeniser().tokens(DOCUMENT))
    assert tokens["end"].iloc[-1] == len(DOCUMENT.text)
    require_tokens_of(tokens.tail(1), DOCUMENT, "test", "tokens", "these")


def test_terms_of_full_width_and_traditional_text_are_known_without_the_text():
    document = parse("ＡＰＰ和市政協")
    tokens = unmarked(Tokeniser(simplify=True).tokens(document), "text")
    assert tokens["term"].tolist() == ["app", "和", "市政协"]
    require_tokens_of(tokens, document, "test", "tokens", "these")
    assert "row 0 is 'app', and the text has '和市' at 3" in refused(
        tokens.assign(start=[3, 3, 4], end=[5, 4, 7]), document
    )
