import pytest

from analysis import faults, parse
from analysis.document.unreadable import count_unreadable

KINDS = {"(cid:345)": "unnamed glyph", "\ue5e5": "private-use character", "\ufffd": "replacement character"}


@pytest.mark.parametrize(("sign", "kind"), KINDS.items())
def test_what_an_extractor_writes_for_a_glyph_without_a_name_is_a_finding(sign, kind):
    document = parse(f"# 标准\n\n本标准规定了{sign}{sign}的要求。")
    found = faults(document, kinds=["unreadable text"])
    assert found[["evidence", "confidence"]].values.tolist() == [[f"2 {kind}s", 1.0]]
    assert document.text[found["start"][0] : found["end"][0]] == sign * 2


def test_one_private_use_character_at_a_paragraph_s_end_is_a_sign_of_the_page_s_font():
    assert faults(parse("清晨，店铺陆续开门。\ue0c4\n\n上学的孩子跑过去。\ue0c4"), kinds=["unreadable text"]).empty


@pytest.mark.parametrize("text", ["一\n二\t三\f四", "cid:345", "①※　\u200b", "㐀𠀀"])
def test_what_can_be_read_is_none(text):
    assert count_unreadable(text) == {}
