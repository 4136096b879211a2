from analysis import Tokeniser, parse
from analysis.terms.unbroken import unbroken


def kept(text, words, **more):
    document, tokeniser = parse(text), Tokeniser()
    return unbroken(document, tokeniser, tokeniser.tokens(document), words, **more)


def test_a_word_that_cuts_through_one_of_the_dictionary_goes():
    assert kept("研究生命的起源", ["生命", "究生"]) == {"生命"}


def test_a_word_that_holds_whole_ones_stays():
    assert kept("党史学习教育开展", ["党史学习教育"]) == {"党史学习教育"}


def test_by_chance_a_word_may_go_through_one_at_a_share_of_its_places():
    """唐三 stands five times, and once the dictionary reads 三等."""
    text = "唐三来，唐三去，唐三笑，唐三哭，唐三等奖"
    assert "三等奖" in Tokeniser().cut(text)
    assert kept(text, ["唐三"]) == set()
    assert kept(text, ["唐三"], max_broken=0.19) == set()
    assert kept(text, ["唐三"], max_broken=0.2) == {"唐三"}
