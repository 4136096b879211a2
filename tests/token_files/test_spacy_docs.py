"""A Doc of spaCy has the text and the tokens of a document, and gives both back."""

import pandas as pd
import pytest

from analysis import Tokeniser, from_spacy, parse, to_spacy

TEXT = "# 会议\n\n市政协开会。  “来了。”ＡＰＰ 上线\n\n- 一项\n"


def test_what_is_no_doc_is_refused():
    with pytest.raises(TypeError, match="from_spacy: doc must be a Doc of spaCy, not str"):
        from_spacy("政协")


@pytest.mark.parametrize("text", [TEXT, "", "\n\n", "市政協開會"])
def test_a_text_comes_back_with_its_tokens(text):
    pytest.importorskip("spacy")
    document = parse(text, "page")
    tokens = Tokeniser().tokens(document, tags=True)
    doc = to_spacy(document, tokens)
    assert doc.text == text
    again, found = from_spacy(doc)
    assert (again.name, again.text, again.blocks) == ("page", text, document.blocks)
    wanted = tokens[tokens["kind"] != "space"].reset_index(drop=True)
    columns = [*wanted] if len(wanted) else ["block", "text", "term", "kind", "start", "end"]
    pd.testing.assert_frame_equal(found.astype("object"), wanted[columns].astype("object"), check_dtype=False)


def test_a_pipeline_can_be_the_engine():
    """As docs/engines.md has it."""
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("zh")
    document = parse("市政协  开会。\n\n好")
    tokens = Tokeniser(engine=lambda text: [token.text for token in nlp(text)]).tokens(document)
    assert tokens["text"].tolist() == ["市", "政", "协", "  ", "开", "会", "。", "好"]


def test_tokens_of_a_pipeline_are_read_with_their_places():
    spacy = pytest.importorskip("spacy")
    document, tokens = from_spacy(spacy.blank("zh")("政协 开会"))
    assert document.text == "政协 开会"
    assert tokens["text"].tolist() == ["政", "协", "开", "会"]
    assert tokens["start"].tolist() == [0, 1, 3, 4]
