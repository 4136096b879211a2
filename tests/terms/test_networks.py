from collections import Counter
from math import log2

import networkx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import (
    Tokeniser,
    collocations,
    concept_matches,
    concept_tokens,
    network,
    network_change,
    parse,
    sentences,
    with_sentences,
)

WORDS = Tokeniser(engine="given")
LEAST = ("log_dice", "pmi", "npmi", "t_score", "g2", "count")
FREE = {"min_characters": 1, "min_score": -100, "min_count": 1}


def cut(text):
    document = parse(text)
    return with_sentences(WORDS.tokens(document), sentences(document))


def edges(found):
    return [
        (row.source, row.target, row.count_) for row in found.edges.rename(columns={"count": "count_"}).itertuples()
    ]


TEXT = "子 丑 。 子 丑 寅 。 寅 卯 。 子 。"


def test_of_sentences_the_counts_are_how_many_hold_both():
    found = network(cut(TEXT), "sentence", **FREE)
    assert edges(found) == [("丑", "子", 2), ("卯", "寅", 1)]
    first = found.edges.iloc[0]
    assert (first["source"], first["target"], first["expected"]) == ("丑", "子", 3 * 2 / 4)
    assert first["score"] == pytest.approx(14 + log2(2 * 2 / (3 + 2)))
    assert found.nodes.to_numpy().tolist() == [["子", 3, 1], ["丑", 2, 1], ["寅", 2, 1], ["卯", 1, 1]]


@pytest.mark.parametrize("window", [2, "sentence"])
@pytest.mark.parametrize("measure", LEAST)
def test_an_edge_has_more_than_is_expected(measure, window):
    """丑 and 寅 are each in two of four sentences, and in one together: as often as chance would have it."""
    found = network(cut(TEXT), window, measure=measure, **FREE).edges
    assert (found["count"] > found["expected"]).all()
    assert not ((found["source"] == "丑") & (found["target"] == "寅")).any()


def test_each_measure_has_a_default_and_an_end():
    chosen = {measure: network(cut(TEXT), "sentence", measure=measure).min_score for measure in LEAST}
    assert chosen == {"log_dice": 12, "pmi": 2, "npmi": 0.2, "t_score": 2, "g2": 10.8, "count": 1}
    assert [network(cut(TEXT), window).min_score for window in (1, 5, 32)] == [11, 8.7, 6]
    assert network(cut(TEXT), 5, measure="pmi").min_score == 2
    with pytest.raises(ValueError, match="network: min_score: 7; npmi is 1 at most"):
        network(cut(TEXT), measure="npmi", min_score=7)
    with pytest.raises(ValueError, match=r"network: min_score: 14\.1; log_dice is 14 at most"):
        network(cut(TEXT), min_score=14.1)


def test_in_a_window_the_counts_are_those_of_collocations():
    found = network(cut(TEXT), 2, **FREE)
    rows = collocations(cut(TEXT), window=(2, 2), min_count=1, min_characters=1).query("node < collocate")
    rows = rows[rows["count"] > rows["expected"]]
    wanted = rows.set_index(["node", "collocate"])[["count", "expected", "log_dice"]].sort_index()
    given_edges = found.edges.set_index(["source", "target"])[["count", "expected", "score"]].sort_index()
    assert given_edges.index.tolist() == wanted.index.tolist()
    assert np.allclose(given_edges.to_numpy(float), wanted.to_numpy(float))


def test_no_window_crosses_a_paragraph_and_none_goes_round():
    assert network(cut("子\n\n丑"), 5, **FREE).edges.empty
    assert edges(network(cut("子 丑"), 100, **FREE)) == [("丑", "子", 1)]
    assert network(cut("子 子 子"), 2, **FREE).edges.empty


def test_thresholds_and_nodes_bound_what_is_an_edge():
    assert edges(network(cut(TEXT), "sentence", min_characters=1, min_count=2, min_score=0)) == [("丑", "子", 2)]
    assert network(cut(TEXT), "sentence", min_characters=1, min_count=2, min_score=14).edges.empty
    assert network(cut(TEXT), "sentence", nodes=2, **FREE).nodes["term"].tolist() == ["子", "丑"]
    assert network(cut(TEXT), "sentence", terms=["卯", "寅", "辰"], **FREE).nodes["term"].tolist() == ["寅", "卯"]
    assert network(cut(TEXT), "sentence", measure="count", min_characters=1, min_score=2, min_count=1).edges[
        "score"
    ].tolist() == [2.0]


def test_documents_are_those_that_hold_the_pair():
    parts = [cut("子 丑 。\n\n子 丑 。\n\n寅 卯 。").assign(doc="一"), cut("子 丑 。").assign(doc="二")]
    tokens = pd.concat(parts, ignore_index=True)
    for window in ("sentence", 1):
        found = network(tokens, window, terms=["子", "丑"], **FREE).edges
        assert found[["count", "documents"]].to_numpy().tolist() == [[3, 2]]


def test_a_sentence_of_one_document_is_none_of_another():
    tokens = pd.concat([cut("子 。").assign(doc="一"), cut("丑 。").assign(doc="二")], ignore_index=True)
    assert network(tokens, "sentence", **FREE).edges.empty


def test_concepts_make_a_network_by_sentence():
    document = parse("老人 饭 。 食堂 老人 。 食堂 。 桥 。 路 。")
    tokens = with_sentences(WORDS.tokens(document), sentences(document))
    concepts = {"养老": ["老人"], "吃": ["饭", "食堂"]}
    found = network(concept_tokens(tokens, concept_matches(document, concepts, WORDS)), "sentence", **FREE)
    assert edges(found) == [("养老", "吃", 2)]


def test_a_change_says_which_pairs_are_on_one_side_alone():
    before = network(cut("子 丑 。 子 丑 。 寅 卯 。 午 。"), "sentence", min_characters=1, min_count=1, min_score=0)
    after = network(
        cut("子 丑 。 寅 子 。 午 。 午 。"),
        "sentence",
        min_characters=1,
        min_count=1,
        min_score=0,
        terms=before.nodes["term"],
    )
    change = network_change(before, after)
    assert change[["source", "target", "state"]].to_numpy().tolist() == [
        ["卯", "寅", "only before"],
        ["子", "寅", "only after"],
        ["丑", "子", "both"],
    ]
    assert change["count_before"].tolist()[::2] == [1, 2]
    with pytest.raises(ValueError, match="measure is log_dice before and pmi after"):
        network_change(before, network(cut(TEXT), "sentence", measure="pmi", min_score=0, min_count=1))


def test_it_goes_to_gephi_and_back(tmp_path):
    found = network(cut(TEXT), "sentence", **FREE)
    graph = found.graph()
    networkx.write_graphml(graph, tmp_path / "n.graphml")
    networkx.write_gexf(graph, tmp_path / "n.gexf")
    for read in (networkx.read_graphml(tmp_path / "n.graphml"), networkx.read_gexf(tmp_path / "n.gexf")):
        assert {frozenset(edge) for edge in read.edges} == {frozenset(edge) for edge in graph.edges}
        assert read.edges["子", "丑"]["count"] == 2
        assert read.nodes["子"]["count"] == 3


@pytest.mark.parametrize("text", ["", "。", "no Han 1 2", "子"])
@pytest.mark.parametrize("window", [1, "sentence"])
def test_texts_without_pairs_give_empty_tables_with_their_columns(text, window):
    found = network(cut(text), window)
    assert [*found.edges] == ["source", "target", "count", "expected", "score", "documents"]
    assert found.edges.empty
    assert network_change(found, found).empty
    assert found.graph().number_of_edges() == 0
    assert "pairs" in found._repr_html_()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"window": 0}, "network: window: 0; it is from 1 to 100 words, or the name of a column"),
        ({"window": "chapter"}, "window: 'chapter' is no column"),
        ({"measure": "delta_p_node"}, "network: measure: 'delta_p_node'; choose from log_dice, pmi, npmi"),
        ({"min_count": 0}, "network: min_count: 0; it is at least 1"),
        ({"min_characters": 0}, "network: min_characters: 0; it is at least 1"),
        ({"nodes": 1}, "network: nodes: 1; a network has 2 to 1,000"),
        ({"terms": ["子"]}, "network: nodes: 1; a network has 2 to 1,000"),
    ],
)
def test_what_no_network_can_be_made_with_is_refused(wrong, message):
    with pytest.raises(ValueError, match=r"window|network") as raised:
        network(cut(TEXT), **wrong)
    assert str(raised.value).startswith(message)


def test_sentences_are_numbered_and_a_heading_is_one():
    document = parse("# 题\n\n引子。正文！\n\n尾")
    tokens = with_sentences(Tokeniser().tokens(document), sentences(document))
    assert tokens["sentence"].tolist() == [0, 1, 1, 2, 2, 3]
    assert with_sentences(WORDS.tokens(parse("")), sentences(parse(""))).empty
    with pytest.raises(ValueError, match="make both of one document"):
        with_sentences(WORDS.tokens(parse("甲")), sentences(parse("乙")))


@given(st.lists(st.sampled_from("子丑寅，。"), max_size=14).map(" ".join), st.integers(1, 3))
def test_every_pair_in_reach_is_counted(text, window):
    words = [word for word in text.split() if word not in "，。"]
    pairs = [(words[at], words[at + step]) for step in range(1, window + 1) for at in range(len(words) - step)]
    counts = Counter(frozenset(pair) for pair in pairs if len({*pair}) > 1)
    margins = Counter(word for pair in pairs for word in pair)
    wanted = {
        pair: count
        for pair, count in counts.items()
        if count * 2 * len(pairs) > margins[min(pair)] * margins[max(pair)]
    }
    found = network(cut(text), window, **FREE)
    assert {frozenset((one, other)): count for one, other, count in edges(found)} == wanted
