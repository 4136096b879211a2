import subprocess
import sys

import pytest
from hypothesis import given
from test_document import ANY_TEXT

from analysis import Tokeniser, parse


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
