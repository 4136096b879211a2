"""What is written of a document's words is read back: text, places, terms, tags; white space is no token."""

import pandas as pd
import pytest
from generators import ANY_TEXT
from hypothesis import example, given

from analysis import Tokeniser, from_conllu, from_tei_words, from_vrt, parse, to_conllu, to_tei_words, to_vrt
from analysis.token_files.running_words import running_words

FORMS = [(to_conllu, from_conllu), (to_vrt, from_vrt), (to_tei_words, from_tei_words)]
TRADITIONAL = "# 會議\n\n市政協開會討論經濟問題。“來了。”大家說。\n\n> 引文：發展\n"


def words_of(tokens):
    return tokens[tokens["kind"] != "space"].reset_index(drop=True)


def assert_same(text, write, read, **tokeniser):
    document = parse(text, "page")
    tokens = Tokeniser(**tokeniser).tokens(document, tags=True)
    again, found = read(write(document, tokens))
    assert again.text == document.text
    assert (again.name, again.blocks) == (document.name, document.blocks)
    wanted = words_of(tokens)
    columns = [*wanted] if len(wanted) else ["block", "text", "term", "kind", "start", "end"]
    pd.testing.assert_frame_equal(found.astype("object"), wanted[columns].astype("object"), check_dtype=False)


@pytest.mark.parametrize(("write", "read"), FORMS)
@given(ANY_TEXT)
@example("")
@example(" \n ")
@example("# 题\n\n甲乙\n\n\n- 一项\n- 二项\n")
@example("a | b\\n = c\t_ \u3000<&>\"'")
@example("甲\x00乙\x0b丙\x85丁\u2028戊\r\n己\r庚")
@example("\ufdfa ¨ _")
def test_a_text_comes_back_with_its_tokens(write, read, text):
    assert_same(text, write, read)


@pytest.mark.parametrize(("write", "read"), FORMS)
@pytest.mark.parametrize("simplify", [True, False])
def test_a_traditional_text_comes_back_with_terms_that_are_simplified(write, read, simplify):
    assert_same(TRADITIONAL, write, read, simplify=simplify)


@pytest.mark.parametrize(("write", "read"), FORMS)
def test_the_seed_comes_back(seed, write, read):
    assert_same(seed.text, write, read)


@pytest.mark.parametrize(("write", "read"), FORMS)
def test_a_word_across_the_end_of_a_line_comes_back(write, read):
    text = (
        "会议指出，各级各部门要统一思想，提高认识，加强领导，精心组织南京市\n"
        "长江大桥维修工程的各项工作，确保工程按期完成，确保质量和安全，\n"
        "为全市人民交出一份满意的答卷。"
    )
    assert_same(text, write, read, words=["南京市长"])


def test_sentences_and_paragraphs_are_those_of_the_text():
    found = running_words(parse("# 题\n\n来了。请坐！\n\n好。"), None, "test")
    shown = [("".join(w.text for w in s.words), s.begins_block, s.is_heading) for s in found.sentences]
    assert shown == [("题", True, True), ("来了。", True, False), ("请坐！", False, False), ("好。", True, False)]
    assert found.before == "# "


@pytest.mark.parametrize("write", [to_conllu, to_vrt, to_tei_words])
def test_tokens_of_another_text_or_that_overlap_are_refused(write):
    document = parse("政协开会")
    with pytest.raises(ValueError, match=f"{write.__name__}: tokens are of another text"):
        write(document, Tokeniser().tokens(parse("开会")))
    table = Tokeniser().tokens(document)
    with pytest.raises(ValueError, match=f"{write.__name__}: tokens: some overlap"):
        write(document, pd.concat([table, table]))


@pytest.mark.parametrize(("read", "name"), [(from_conllu, "from_conllu"), (from_vrt, "from_vrt")])
def test_what_is_not_utf8_is_refused_with_its_place(read, name):
    with pytest.raises(ValueError, match=f"{name}: byte 3: not valid utf-8"):
        read("甲".encode("gb18030") + b"\n" if False else b"1\t\xff")
