"""The programs that cut: with words of one's own, which stay where they were added."""

import pytest
from generators import ANY_TEXT
from hypothesis import given

from analysis import Tokeniser, ngrams, parse
from analysis.words.engines import OTHERS, WITH_DICTIONARY, checked, rjieba_with
from analysis.words.word_lists import Word


@pytest.mark.parametrize("engine", WITH_DICTIONARY)
def test_words_are_of_the_engine_that_they_were_given_to(engine):
    cut = WITH_DICTIONARY[engine]
    assert cut((Word("功能型党支部"),), False)("功能型党支部") == ["功能型党支部"]
    assert cut((), False)("功能型党支部") == ["功能型", "党支部"]


@pytest.mark.parametrize("engine", WITH_DICTIONARY)
def test_words_are_guessed_only_on_demand(engine):
    cut = WITH_DICTIONARY[engine]
    assert cut((), True)("他来到了网易杭研大厦") == ["他", "来到", "了", "网易", "杭研", "大厦"]
    assert cut((), False)("他来到了网易杭研大厦") == ["他", "来到", "了", "网易", "杭", "研", "大厦"]


def test_an_engine_with_the_same_words_is_made_once():
    words = (Word("双向发力", 20, "l"),)
    assert rjieba_with(words) is rjieba_with((Word("双向发力", 20, "l"),))
    assert rjieba_with(words).has_word("双向发力")


def test_characters_are_tokens_and_letters_and_digits_run_on():
    cut = OTHERS["characters"]
    assert cut("用APP上线2021年，〇𠀀  カナ\n") == [
        "用",
        "APP",
        "上",
        "线",
        "2021",
        "年",
        "，",
        "〇",
        "𠀀",
        "  ",
        "カナ",
        "\n",
    ]


@given(ANY_TEXT)
def test_what_cuts_without_a_dictionary_loses_nothing(text):
    for cut in OTHERS.values():
        assert "".join(cut(text)) == text
        assert "".join(checked(cut)(text)) == text


@given(ANY_TEXT)
def test_white_space_that_an_engine_leaves_out_is_put_back(text):
    pieces = checked(lambda read: read.split())(text)
    assert "".join(pieces) == text
    assert [piece for piece in pieces if not piece.isspace()] == text.split()


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        (["政协", "工作"], "the text has '会议' behind '政协 工作', and the engine ends"),
        (["政协", "会议"], "the text has '工作会议' behind '政协 ', and the engine gives '会议'"),
        (["人大"], "the text has '政协 工作会议', and the engine gives '人大'"),
        (["政协", "工作", "会议", "。"], "the text ends, and the engine gives '。'"),
    ],
)
def test_an_engine_that_loses_or_adds_a_character_is_an_error(pieces, said):
    with pytest.raises(ValueError, match=r"^engine mine: ") as error:
        checked(mine(pieces))("政协 工作会议")
    assert str(error.value) == f"engine mine: {said}"


def mine(pieces):
    def mine(_):
        return pieces

    return mine


def test_what_is_no_list_of_tokens_is_an_error():
    with pytest.raises(TypeError, match="engine mine: it returned str, not a list of str"):
        Tokeniser(engine=mine("政协")).cut("政协")


def test_a_function_may_be_the_engine_and_words_of_ones_own_are_kept_whole():
    pairs = Tokeniser(
        words=["机制", ("会议", 3)], engine=lambda text: [text[i : i + 2] for i in range(0, len(text), 2)]
    )
    document = parse("开会议完善机制\n\n工作ＡＢ")
    tokens = pairs.tokens(document)
    assert tokens["text"].tolist() == ["开", "会议", "完善", "机制", "工作", "ＡＢ"]
    assert [document.text[row.start : row.end] for row in tokens.itertuples()] == tokens["text"].tolist()


def test_a_text_that_is_cut_already_is_left_so_whatever_the_words():
    tokeniser = Tokeniser(engine="given", words=["市政协"])
    document = parse("市 政协 完善 工作机制 。\n市 政协 开会")
    tokens = tokeniser.tokens(document)
    words = tokens[tokens["kind"] == "word"]
    assert words["text"].tolist() == ["市", "政协", "完善", "工作机制", "市", "政协", "开会"]
    assert tokens["kind"].tolist().count("space") == 6
    assert ngrams(tokens)["term"].tolist() == ["市 政协", "政协 完善", "完善 工作机制", "市 政协", "政协 开会"]


def test_blanks_of_a_text_that_is_not_cut_part_its_words():
    assert ngrams(Tokeniser().tokens(parse("完善工作机制 工作")))["term"].tolist() == ["完善 工作", "工作 机制"]
