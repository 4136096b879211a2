import networkx
import pytest

from analysis import Tokeniser, network, parse
from analysis.terms.network_files import network_bytes

WORDS = Tokeniser(engine="given")


def made(text):
    return network(WORDS.tokens(parse(text)), 1, min_count=1, min_characters=1, min_score=0)


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_a_saved_network_is_read_again(ending, tmp_path):
    found = made("子 丑 寅 子 丑")
    path = found.save(tmp_path / f"n{ending}")
    read = networkx.read_graphml(path) if ending == ".graphml" else networkx.read_gexf(path)
    assert {frozenset(edge) for edge in read.edges} == {frozenset("子丑"), frozenset("丑寅"), frozenset("子寅")}
    assert read.edges["子", "丑"]["count"] == 2
    assert read.nodes["子"]["count"] == 2


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_the_same_network_gives_the_same_bytes_and_no_date(ending):
    assert network_bytes(made("子 丑"), ending) == network_bytes(made("子 丑"), ending)
    assert b"lastmodified" not in network_bytes(made("子 丑"), ending)


def test_a_character_that_xml_has_not_is_replaced():
    assert "a\ufffdb" in network_bytes(made("a\x01b 子"), ".graphml").decode()


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"ending: '\.txt'; a network is saved as \.graphml, \.gexf"):
        made("子 丑").save(tmp_path / "n.txt")
