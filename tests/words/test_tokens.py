import importlib.util
import pickle
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from generators import ANY_TEXT
from hypothesis import given

from analysis import Tokeniser, parse, parts_of_speech
from analysis.words.word_lists import words_of


@given(ANY_TEXT)
def test_tokens_tile_their_blocks_and_are_what_stands_there(text):
    document = parse(text)
    tokens = Tokeniser().tokens(document)
    assert all(text[row.start : row.end] == row.text for row in tokens.itertuples())
    tiles = tokens.groupby("block")[["start", "end"]].agg(list)
    assert len(tiles) == len(document.blocks)
    for block, (starts, ends) in zip(document.blocks, tiles.itertuples(index=False), strict=True):
        assert [block.start, *ends] == [*starts, block.end]


def test_rjieba_and_jieba_cut_the_seed_alike(seed):
    slow, quick = (Tokeniser(engine=engine) for engine in ("jieba", "rjieba"))
    assert [slow.cut(seed.text[b.start : b.end]) for b in seed.blocks] == [
        quick.cut(seed.text[b.start : b.end]) for b in seed.blocks
    ]


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_words_of_ones_own_stay_with_their_tokeniser(engine):
    assert Tokeniser(words=["功能型党支部"], engine=engine).cut("设立功能型党支部") == ["设立", "功能型党支部"]
    assert Tokeniser(engine=engine).cut("设立功能型党支部") == ["设立", "功能型", "党支部"]


def test_full_width_letters_make_words_as_usual_ones_do():
    assert Tokeniser().cut("用ＡＰＰ上线２０２１年") == ["用", "ＡＰＰ", "上线", "２０２１", "年"]


@pytest.mark.parametrize("wrong", [{"words": [""]}, {"words": ["两 个"]}, {"engine": "none"}])
def test_what_cannot_be_a_word_or_an_engine_is_said(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Tokeniser(**wrong)


def test_jieba_is_imported_with_no_warning_and_no_message(tmp_path):
    """Without bytecode, as on a first import: then the compiler's warnings would show too."""
    code = "from analysis import Tokeniser; print(Tokeniser(engine='jieba').cut('政协工作'))"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-X", f"pycache_prefix={tmp_path}", "-c", code], capture_output=True, text=True
    )
    assert (run.stdout.strip(), run.stderr) == ("['政协', '工作']", "")


def test_a_file_of_words_in_jiebas_format(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("\ufeff功能型党支部 20 nt\n\n双向发力 l\n提质增效\n", "utf-8")
    own = Tokeniser(words=path)
    assert own.cut("功能型党支部双向发力提质增效") == ["功能型党支部", "双向发力", "提质增效"]
    assert own.tags(["功能型党支部", "双向发力"]) == ["nt", "l"]
    path.write_text("双向发力\n提质增效 0 v\n", "utf-8")
    with pytest.raises(ValueError, match=r"words.txt: line 2: the frequency of '提质增效' is '0'"):
        Tokeniser(words=path)
    path.write_text("双向 发力 l 1", "utf-8")
    with pytest.raises(ValueError, match=r"line 1: .* is more than a word"):
        Tokeniser(words=path)
    path.write_bytes("双向".encode("gb18030"))
    with pytest.raises(ValueError, match="byte 3: not valid utf-8"):
        Tokeniser(words=path)


def test_a_table_of_words():
    words = pd.DataFrame({"word": ["双向发力", "提质增效"], "frequency": [20, None], "score": [1, 2]})
    assert [word.frequency for word in Tokeniser(words=words).words] == [20, None]
    with pytest.raises(ValueError, match="a column word"):
        Tokeniser(words=words[["score"]])


@pytest.mark.parametrize("words", [[("功能型党支部", 50, "nt")], ["双向发力", "提质增效"], ["ＡＰＰ党"]])
def test_both_engines_cut_alike_with_words_of_ones_own(seed, words):
    slow, quick = (Tokeniser(words=words, engine=engine) for engine in ("jieba", "rjieba"))
    assert slow.cut(seed.text) == quick.cut(seed.text)


def test_a_word_that_is_rare_does_not_win_everywhere():
    assert Tokeniser(words=[("政协完善", 1)]).cut("市政协完善机制") == ["市政协", "完善", "机制"]


def test_tags_are_all_explained(tokens, seed):
    table = Tokeniser().tokens(seed, tags=True)
    assert set(table["tag"].cat.categories) <= set(parts_of_speech()["tag"])
    folder = Path(importlib.util.find_spec("jieba").origin).parent
    used = {line.split(" ")[2] for line in (folder / "dict.txt").read_text("utf-8").splitlines()}
    assert used <= set(parts_of_speech()["tag"])
    assert table.drop(columns="tag").equals(tokens.drop(columns="section"))


def test_traditional_text_is_counted_as_simplified_where_it_stands():
    document = parse("市政協完善工作機制，乾坤\x00頭髮\n\n䝼ABC")
    table = Tokeniser(simplify=True).tokens(document)
    assert [document.text[a:b] for a, b in table[["start", "end"]].to_numpy()] == table["text"].tolist()
    assert table["text"].tolist()[:4] == ["市政協", "完善", "工作", "機制"]
    assert table["term"].tolist()[:4] == ["市政协", "完善", "工作", "机制"]
    assert {"乾坤", "头发"} <= set(table["term"])


@given(ANY_TEXT)
def test_simplified_or_not_the_tokens_are_the_text(text):
    assert "".join(Tokeniser(simplify=True).cut(text)) == text


@pytest.mark.parametrize("frequency", [10**20, 10**12 + 1, 1e20, -1, 0, 1.5, float("inf"), float("nan"), True])
@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_a_frequency_that_no_dictionary_can_hold_is_refused(frequency, engine):
    with pytest.raises(ValueError, match=r"words: the frequency of '提质增效' is .*, no number from 1 to 10"):
        Tokeniser(words=[("提质增效", frequency)], engine=engine)


@pytest.mark.parametrize(
    "frequency",
    ["-5", "+5", "3.5", "1e3", "1_000", "0x10", "nan", "-inf", "−5", "＋5", "－5", "½", "²", '"5"', "#5", "n5"],
)
def test_a_frequency_that_is_none_is_no_tag(tmp_path, frequency):
    (tmp_path / "own.txt").write_text(f"会议\n政协 {frequency}\n", "utf-8")
    with pytest.raises(ValueError, match="line 2: the frequency of '政协' is"):
        Tokeniser(words=tmp_path / "own.txt")


@pytest.mark.parametrize("tag", ["n", "nrfg", "info", "inform", "nano", "ORG"])
def test_a_word_of_latin_letters_is_a_tag(tmp_path, tag):
    (tmp_path / "own.txt").write_text(f"政协 {tag}\n", "utf-8")
    assert Tokeniser(words=tmp_path / "own.txt").words[0].tag == tag


def test_what_is_no_tag_is_refused_wherever_it_stands(tmp_path):
    (tmp_path / "own.txt").write_text("政协 5 ½\n", "utf-8")
    with pytest.raises(ValueError, match="line 1: the tag of '政协' is '½', not a few Latin letters"):
        Tokeniser(words=tmp_path / "own.txt")


def test_a_frequency_that_is_missing_in_a_table_is_none():
    words = pd.DataFrame({"word": ["双向发力"], "frequency": [pd.NA], "tag": [pd.NA]})
    assert Tokeniser(words=words).words[0] == words_of("双向发力")[0]


def test_the_line_of_a_frequency_beyond_all_is_named(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text(f"双向发力 5\n提质增效 {10**20}\n", "utf-8")
    with pytest.raises(ValueError, match=r"words\.txt: line 2: the frequency of '提质增效' is '1000"):
        Tokeniser(words=path)
    path.write_text(f"双向发力 {10**12}\n", "utf-8")
    assert Tokeniser(words=path).cut("双向发力") == ["双向发力"]


def test_a_word_with_half_a_character_is_refused():
    with pytest.raises(ValueError, match="holds a lone surrogate"):
        Tokeniser(words=["双\ud800"])


def test_a_tokeniser_that_has_cut_goes_to_another_process():
    tokeniser = Tokeniser(words=["功能型党支部"])
    tokeniser.cut("功能型党支部")
    again = pickle.loads(pickle.dumps(tokeniser))
    assert again == tokeniser
    assert again.cut("功能型党支部") == ["功能型党支部"]


def test_a_text_in_traditional_characters_is_counted_as_simplified_unless_it_is_not_to_be():
    document = parse("市政協開會。")
    assert Tokeniser().tokens(document).equals(Tokeniser(simplify=True).tokens(document))
    assert Tokeniser().tokens(document)["term"].tolist() == ["市政协", "开会", "。"]
    assert Tokeniser().counts(document) == {("市政协", "word"): 1, ("开会", "word"): 1, ("。", "punctuation"): 1}
    assert "協" in "".join(Tokeniser(simplify=False).tokens(document)["term"])


def test_one_text_is_read_in_one_way_whatever_its_parts_are():
    """A traditional word in a simplified text stays as it stands; a traditional text is read as one."""
    simplified = parse("《瞭望》周刊发表文章，说明了这个问题。\n\n經濟")
    assert Tokeniser().tokens(simplified).equals(Tokeniser(simplify=False).tokens(simplified))
    assert Tokeniser().tags(["瞭望"]) == Tokeniser(simplify=False).tags(["瞭望"])
    traditional = parse("市政協開會討論經濟問題。\n\n經濟发展")
    assert Tokeniser().tokens(traditional).equals(Tokeniser(simplify=True).tokens(traditional))
    assert [Tokeniser().of(text).simplify for text in (simplified, traditional)] == [False, True]


def test_a_word_of_ones_own_may_be_in_either_script():
    for word in ("雙向發力", "双向发力"):
        own = Tokeniser(words=[(word, None, "l")])
        assert own.cut("要雙向發力開展工作") == ["要", "雙向發力", "開展", "工作"]
        assert own.tags(["雙向發力", word]) == ["l", "l"]
        assert own.knows(word)


def test_a_script_to_read_is_known_or_found():
    with pytest.raises(ValueError, match="simplify: 'yes'; choose from True, False, 'auto'"):
        Tokeniser(simplify="yes")
