import math

import pytest

from analysis import Tokeniser, multiword_expressions, parse, repair


@pytest.fixture(scope="module")
def clean(seed):
    return repair(seed).document


@pytest.fixture(scope="module")
def found(clean):
    return multiword_expressions(clean, min_count=2, min_entropy=0.5)


def test_terms_of_the_seed(found):
    assert {"功能型党支部", "双向发力", "提质增效"} <= set(found["word"])
    assert not any(Tokeniser().knows(word) for word in found["word"])


def test_scores_by_hand():
    """双向发力 stands 4 times among 30 characters with breaks, 双向 5 times, 发力 4: log2(4 · 30 / (5 · 4)).

    Before it stand 动, 持, 要 and the edge of a block; behind it twice 见, once a stop, once the edge.
    """
    text = "推动双向发力见效\n坚持双向发力见\n双向发力。要双向发力\n双向"
    row = multiword_expressions(parse(text), min_count=4, min_pmi=0, min_entropy=0).set_index("word").loc["双向发力"]
    length = len(text)
    assert row["count"] == 4
    assert row["left_entropy"] == 2
    assert row["right_entropy"] == pytest.approx(1.5)
    # Of 双|向发力, 双向|发力 and 双向发|力 the one with the more frequent parts explains it best.
    assert row["pmi"] == pytest.approx(math.log2(4 * length / (5 * 4)))
    assert row["score"] == pytest.approx(math.log(4) * row["pmi"] * 1.5)


def test_what_is_always_inside_something_longer_is_no_word():
    text = "他说双向发力模式好。我要双向发力模式。请双向发力模式\n双向发力模式来。"
    assert "双向发力模式" in set(multiword_expressions(parse(text), min_pmi=0)["word"])
    assert "双向发力" not in set(multiword_expressions(parse(text), min_pmi=0)["word"])


def test_no_dictionary_word_is_broken_by_all_of_them_or_by_some(clean, found):
    plain = Tokeniser()
    tokens = plain.tokens(clean)
    known = tokens[[len(text) > 1 and plain.knows(text) for text in tokens["text"]]]
    for words in (found["word"], found["word"][::2], found["word"][1::3]):
        cut = Tokeniser(words=words).tokens(clean)
        starts = set(cut["start"])
        whole = cut[cut["text"].isin(words)]
        for start, end in known[["start", "end"]].values:
            inside = ((whole["start"] <= start) & (whole["end"] >= end)).any()
            assert inside or not any(at in starts for at in range(start + 1, end))


def test_contexts_are_places_of_the_text(found):
    for row in found.head(5).itertuples():
        assert all(f"【{row.word}】" in context for context in row.contexts.split(" | "))


def test_words_of_ones_own_and_stop_words_are_no_candidates():
    text = "推动双向发力。坚持双向发力，双向发力见效。要双向发力！靠双向发力。"
    assert multiword_expressions(parse(text), Tokeniser(words=["双向发力"]), min_pmi=0).empty
    assert "双向发力" not in set(multiword_expressions(parse(text), min_pmi=0, stop_words=["发力"])["word"])
    for nothing in ("", "。", "abc abc abc"):
        assert multiword_expressions(parse(nothing)).empty


def test_of_words_the_less_cohesive_are_left_out():
    """双向发力 has a pmi of log2(6), about 2.58, as above."""
    document = parse("推动双向发力见效\n坚持双向发力见\n双向发力。要双向发力\n双向")
    found = {
        least: "双向发力" in set(multiword_expressions(document, min_count=4, min_pmi=least, min_entropy=0)["word"])
        for least in (2.5, 2.6)
    }
    assert found == {2.5: True, 2.6: False}
    assert "双向发力" not in set(multiword_expressions(document, min_count=4, min_entropy=0)["word"])


def test_contexts_show_six_characters_on_either_side():
    text = "\n".join(f"{n}我们大家今天说推动双向发力见到成效的那件事" for n in range(3))
    (row,) = (
        multiword_expressions(parse(text), min_pmi=0, min_entropy=0, max_characters=4)
        .query("word == '双向发力'")
        .itertuples()
    )
    assert row.contexts == " | ".join(["大家今天说推动"[1:] + "【双向发力】见到成效的那"] * 3)


def test_a_word_has_at_most_eight_characters_unless_more_are_allowed():
    word = "党支部委员会委员长"  # 党支部, 委员会, 委员长
    text = "\n".join(f"{n}、{word}，" for n in range(3))
    for more, is_found in (({}, False), ({"max_characters": 9}, True)):
        assert (word in set(multiword_expressions(parse(text), min_pmi=0, min_entropy=0, **more)["word"])) is is_found


def test_expressions_of_traditional_text_are_found_as_they_are_counted():
    text = "推動雙向發力。堅持雙向發力，雙向發力見效。雙向選擇，奮力發力。要雙向發力！靠雙向發力。"
    document = parse(text)
    assert multiword_expressions(document, min_pmi=1)["word"].tolist() == ["双向发力"]
    assert "雙向發力" in {*Tokeniser(words=["双向发力"]).tokens(document)["text"]}


def test_of_text_that_is_cut_already_no_expressions_are_asked():
    with pytest.raises(ValueError, match="multiword_expressions: tokeniser leaves the text as it was cut"):
        multiword_expressions(parse("政协 工作"), Tokeniser(engine="given"))
