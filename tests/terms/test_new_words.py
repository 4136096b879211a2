import math
import random

import numpy as np
import pandas as pd
import pytest

from analysis import Tokeniser, new_words, parse
from analysis.terms.new_words import NAMES, candidates, features

STORY = (
    "唐三看着小舞。唐三哭了，唐三说：小舞，走吧。小舞点头，唐三答：好。小舞和唐三走了，唐三没有回头。"
    "老师问：唐三呢？小舞答：唐三在后面，小舞先来了。"
)

NAMES_OF_PEOPLE = ("唐三", "小舞", "戴沐白", "宁荣荣", "朱竹清", "叶知秋")
SENTENCES = (
    "{}看着{}，没有说话。",
    "{}低下了头，{}回过头去。",
    "“快来！”{}说。“我在。”{}答道。",
    "天黑以后，{}和{}才回到学院，老师已经等在门口。",
    "{}的朋友不多，{}是其中一个。",
    "今天的比赛，{}第一，{}第二，大家都很高兴。",
)


@pytest.fixture(scope="module")
def novel():
    chance = random.Random("novel")
    told = [chance.choice(SENTENCES).format(*chance.sample(NAMES_OF_PEOPLE, 2)) for _ in range(120)]
    return parse("\n\n".join([*told, "那是唐三等奖的一年。"]))


def test_names_that_the_dictionary_lacks_are_found():
    found = new_words(parse(STORY)).set_index("word")
    assert found["count"].to_dict() == {"唐三": 8, "小舞": 6}
    assert found.loc["唐三", "parts"] == "唐 三"
    assert found.loc["小舞", "contexts"].startswith("唐三看着【小舞】。唐三哭了")


def test_once_they_are_added_nothing_is_new():
    assert new_words(parse(STORY), Tokeniser(words=["唐三", "小舞"])).empty


def test_words_of_the_dictionary_and_several_of_them_are_no_new_words():
    text = "推动双向发展。坚持双向发展，双向发展见效。要双向发展！靠双向发展。我们的工作，他们的工作，工作。"
    assert not {"双向发展", "工作"} & {*new_words(parse(text), min_probability=0)["word"]}


def test_what_cuts_through_words_of_the_dictionary_goes_with_its_parts():
    """At half of its places 竹清 goes on with 点, and 清点 is in the dictionary: neither the name nor 朱竹 is found."""
    text = "朱竹清来了。朱竹清点头。看，朱竹清坐着！她是朱竹清点出的。问朱竹清吧。找朱竹清点菜。"
    assert Tokeniser(hmm=False).cut("朱竹清点出的")[:3] == ["朱", "竹", "清点"]
    assert not {"朱竹清", "朱竹", "竹清"} & {*new_words(parse(text), min_probability=0.05)["word"]}


def test_candidates_are_cut_without_guesses():
    """The tokeniser guesses words across the name, so that its own tokens hide where this stands."""
    guessed = Tokeniser().tokens(parse(STORY))
    assert (guessed["term"] == "唐三").sum() < 8
    assert new_words(parse(STORY)).set_index("word").loc["唐三", "count"] == 8


def test_features_by_hand():
    document = parse("我见甲乙丙来。他见甲乙丙去！甲乙丙？")
    tokeniser = Tokeniser(engine="characters").of(document)
    plain = tokeniser.tokens(document)
    general = {"甲": 4, "乙": 2, "丙": 2, "我": 8}
    places, table = candidates(document, tokeniser, plain, general, 3, 8)
    row = features(table, places, plain, plain, general)[table["word"].tolist().index("甲乙丙")]
    seen = dict(zip(NAMES, row, strict=True))
    assert seen["log_count"] == pytest.approx(math.log(3))
    assert (seen["characters"], seen["tokens"], seen["longest_part"], seen["inside"]) == (3, 3, 1, 2)
    # 15 Han characters; in general Chinese 16 words, of which 甲 is a fourth, 乙 and 丙 an eighth each.
    assert seen["surprise"] == pytest.approx(math.log2(3 / 15) + 2 + 3 + 3)
    assert (seen["commonest_part"], seen["last_is_common"]) == (-2, -3)
    assert (seen["share_of_first"], seen["share_of_last"], seen["guessed"]) == (1, 1, 0)
    assert seen["left_entropy"] == pytest.approx(-(2 / 3) * math.log2(2 / 3) - math.log2(1 / 3) / 3)
    assert seen["right_entropy"] == pytest.approx(math.log2(3))


def test_likelier_words_come_first_and_less_likely_ones_are_left_out(novel):
    every, some = new_words(novel, min_probability=0.2), new_words(novel, min_probability=0.8)
    assert 0 < len(some) < len(every)
    assert some["probability"].min() >= 0.8
    assert every["probability"].is_monotonic_decreasing


def test_dictionary_words_are_whole_but_for_chance(novel):
    """A token that is cut through lies across a new word, which does so at a tenth of its places at most."""
    plain = Tokeniser().of(novel)
    words = new_words(novel)["word"].tolist()
    tokens, cut = plain.tokens(novel), plain.adding(words).tokens(novel)
    known = tokens[[len(text) > 1 and plain.knows(text) for text in tokens["text"]]]
    starts = {*cut["start"]}
    added = cut[cut["term"].isin(words)]
    broken = [(start, end) for start, end in known[["start", "end"]].to_numpy() if starts & {*range(start + 1, end)}]
    for word, places in added.groupby("term", observed=True):
        across = [
            start
            for start, end in places[["start", "end"]].to_numpy()
            if any(a < end + 1 and start - 1 < b for a, b in broken)
        ]
        assert len(across) <= 0.1 * len(places), word


def test_each_word_stands_by_itself_somewhere(novel):
    """知秋 and 竹清 do nowhere without the names that they are a part of."""
    words = new_words(novel, min_probability=0.1)["word"]
    assert {*words} <= {*Tokeniser(words=words).tokens(novel)["term"]}


def test_the_names_of_a_novel_are_most_of_what_is_found(novel):
    found = [*new_words(novel)["word"]]
    assert {*NAMES_OF_PEOPLE} <= {*found}
    assert len(found) <= 8


def test_text_that_nothing_is_new_in_is_an_empty_table():
    for nothing in ("", "。", "abc abc abc", "我们的工作"):
        found = new_words(parse(nothing))
        assert found.empty
        assert found["probability"].dtype == np.float64


def test_a_probability_is_one():
    with pytest.raises(ValueError, match="min_probability is from 0 to 1, not 3"):
        new_words(parse("政协"), min_probability=3)


def test_traditional_text_is_searched_as_it_is_counted():
    text = "葉知秋說話了。我見過葉知秋！葉知秋笑著問：誰來？那葉知秋呢？找葉知秋吧。請葉知秋，這是葉知秋嗎？"
    assert "叶知秋" in {*new_words(parse(text))["word"]}


def test_words_of_traditional_text_are_shown_as_it_writes_them():
    text = "葉知秋說話了。我見過葉知秋！葉知秋笑著問：誰來？那葉知秋呢？找葉知秋吧。請葉知秋，這是葉知秋嗎？"
    found = new_words(parse(text)).set_index("word").loc["叶知秋"]
    assert (found["written"], found["parts"], found["count"]) == ("葉知秋", "葉 知 秋", 7)


def test_tokens_from_a_csv_file_are_taken(tmp_path):
    document = parse(STORY)
    Tokeniser().tokens(document).to_csv(tmp_path / "tokens.csv", index=False)
    found = new_words(document, tokens=pd.read_csv(tmp_path / "tokens.csv"))
    assert {*found["word"]} == {"唐三", "小舞"}


def test_of_text_that_is_cut_already_no_new_words_are_asked():
    with pytest.raises(ValueError, match="new_words: tokeniser leaves the text as it was cut"):
        new_words(parse("政协 工作"), Tokeniser(engine="given"))
