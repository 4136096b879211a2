import pytest
from conftest import ROOT

from analysis import load_all, network_change, network_pair, parse, read_corpus

BROKEN = "会议由市政\n\n协主席主持，大家都发了言。"


def test_a_break_makes_pairs_that_the_repaired_text_has_not():
    before, after = network_pair(parse(BROKEN + "\n\n市政协主席发了言。"), window=3, min_count=1, min_score=0)
    change = network_change(before, after)
    hidden = change[change["state"] == "only after"]
    assert ["主席", "市政协"] in change[["source", "target"]].to_numpy().tolist()
    assert ["主持", "市政协"] in hidden[["source", "target"]].to_numpy().tolist()


def test_a_sound_text_gives_two_equal_networks():
    before, after = network_pair(parse("老人吃饭。老人散步。天气很好。"), min_count=1, min_score=0)
    assert before.edges.equals(after.edges)
    assert len(after.edges) == 2


def test_a_corpus_and_its_documents_give_the_same():
    folder = ROOT / "seeds" / "corpus"
    readable = load_all(folder / "*河湾*.md")
    one, other = network_pair(read_corpus(folder / "*河湾*.md"))[1], network_pair(readable)[1]
    assert one.edges.equals(other.edges)
    assert one.edges["documents"].max() > 1


def test_the_terms_are_those_of_the_repaired_texts():
    with pytest.raises(TypeError, match="network_pair: terms are the most frequent of the repaired texts"):
        network_pair(parse(BROKEN), terms=["主席", "主持"])


def test_no_document_gives_no_pair():
    before, after = network_pair([])
    assert before.edges.empty
    assert after.nodes.empty


def test_terms_of_a_traditional_text_are_shown_as_it_writes_them():
    page = parse("圖書館開門，圖書館開門。圖書館關門，圖書館開門。")
    for side in network_pair(page, window=1, min_count=2):
        assert side.nodes["term"].head(2).tolist() == ["圖書館", "開門"]


def test_a_notice_that_several_documents_print_counts_once_if_it_is_asked_for():
    notice = "本报图片版权归报社所有未经授权不得转载。"
    texts = [f"{words}\n\n{notice}" for words in ("老人散步，老人散步。", "老人散步。", "孩子读书，孩子读书。")]
    documents = [parse(text, f"{number}.txt") for number, text in enumerate(texts)]

    every, once = (network_pair(documents, min_count=1, min_score=0, once=once)[1] for once in (False, True))
    together = [
        {frozenset(pair): count for *pair, count in side.edges[["source", "target", "count"]].to_numpy().tolist()}
        for side in (every, once)
    ]
    assert [side[frozenset(("版权", "报社"))] for side in together] == [3, 1]
    assert [side[frozenset(("老人", "散步"))] for side in together] == [2, 2]
