"""Terms are shown as the text writes them, and counted as before."""

import pandas as pd
import pytest

from analysis import Tokeniser, collocations, frequencies, from_conllu, network, parse, written_forms


def test_the_most_frequent_form_of_a_term_is_shown_and_the_count_is_of_all():
    tokens = Tokeniser().tokens(parse("臺灣，台灣，臺灣的圖書館。"))
    counted = frequencies(tokens)
    shown = written_forms(tokens)(counted)
    assert dict(zip(shown["term"], shown["count"], strict=True)) == {"臺灣": 3, "圖書館": 1}
    assert counted["term"].tolist() == ["台湾", "图书馆"]


def test_of_two_forms_as_frequent_the_first_is_shown():
    for text, first in (("臺灣，台灣，國會。", "臺灣"), ("台灣，臺灣，國會。", "台灣")):
        assert written_forms(Tokeniser().tokens(parse(text)))("台湾") == first


def test_every_column_of_terms_is_shown_so():
    tokens = Tokeniser().tokens(parse("圖書館開門。圖書館開門。"))
    as_written = written_forms(tokens)
    pair = as_written(collocations(tokens, "图书馆").head(1))
    assert pair[["node", "collocate"]].to_numpy().tolist() == [["圖書館", "開門"]]
    found = as_written(network(tokens, window=1, min_count=2))
    assert (found.nodes["term"].tolist(), found.edges["target"].tolist()) == (["圖書館", "開門"], ["開門"])
    colours = pd.Series(["名"], index=pd.Index(["图书馆"], name="term"))
    assert as_written(colours).to_dict() == {"圖書館": "名"}
    assert as_written("图书馆 开门") == "圖書館 開門"


def test_an_n_gram_is_written_as_it_is_as_a_whole():
    """餘 is the more frequent form of 余, but the name is written with the other."""
    tokens = Tokeniser(engine="characters", simplify=True).tokens(parse("餘，餘，餘，余紫雲，余紫雲，剩餘。"))
    as_written = written_forms(tokens)
    assert (as_written("余"), as_written("余 紫 云"), as_written("剩 余")) == ("餘", "余 紫 雲", "剩 餘")


def test_what_holds_no_terms_is_refused():
    with pytest.raises(TypeError, match="shown must be"):
        written_forms(Tokeniser().tokens(parse("國會")))(3)


def test_forms_of_two_texts_are_counted_together():
    one, other = (Tokeniser().tokens(parse(text)) for text in ("台灣的國會。", "臺灣，臺灣。國會。"))
    assert written_forms(one, other)("台湾") == "臺灣"


def test_simplified_text_and_lemmas_stay_as_they_are():
    simple = Tokeniser().tokens(parse("图书馆开门，ＡＰＰ上线。"))
    assert written_forms(simple).forms == {}
    assert written_forms().forms == {}
    _document, lemmas = from_conllu(b"# text = went\n1\twent\tgo\tVERB\t_\t_\t0\troot\t_\t_\n\n")
    assert written_forms(lemmas)("go") == "go"
