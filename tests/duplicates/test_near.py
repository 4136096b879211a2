import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from analysis import audit, parse
from analysis.duplicates.near import near_blocks
from analysis.text_index.passages import letters

FIRST = "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑才肯回家去。"
OTHER = "到了秋天，山上的枫叶全都红了，老人们每天清早提着鸟笼走到亭子里去，下一盘棋再慢慢地走回来。"


def edges(text):
    document = parse(text)
    codes, place = letters(text)
    return codes, np.searchsorted(place, np.array([(b.start, b.end) for b in document.blocks]).reshape(-1, 2))


def test_a_paragraph_with_a_few_other_characters_is_found_and_measured():
    copy = FIRST.replace("柳树", "杨树").replace("天黑", "大黑")
    (found,) = near_blocks(*edges(f"{FIRST}\n\n{OTHER}\n\n{copy}"), 30, 0.8)
    assert (found.block, found.source) == (2, 0)
    assert found.similarity == pytest.approx(1 - 2 / len(letters(FIRST).codes))


def test_a_paragraph_in_the_other_script_is_compared_as_it_is_read():
    codes, blocks = edges(f"{FIRST}\n\n{OTHER}")
    assert near_blocks(codes, blocks, 30, 0.8) == []
    size = blocks[0, 1]
    read = np.r_[codes[:size], codes[: len(codes) - size]]
    (found,) = near_blocks(codes, blocks, 30, 0.8, read)
    assert found[:2] == (1, 0)
    assert found.similarity > 0.9


def test_two_paragraphs_that_share_one_long_piece_alone_are_a_splice():
    tail = "一边跑一边笑，到天黑才肯回家去，谁也不愿意先停下来，大人喊了几遍都没有用，只好自己先回去做晚饭。"
    text = f"春天来了，孩子们放学以后在岸上{tail}\n\n秋天到时枫叶红了老人们提鸟{tail}"
    assert not near_blocks(*edges(text), 30, 0.6)
    assert audit(parse(text), similarity=0.6).classes["kind"].tolist() == ["splice"]


@given(st.lists(st.text("甲乙丙丁戊", min_size=8, max_size=14), max_size=8))
def test_what_is_near_is_near_the_representative(paragraphs):
    """So that A like B like C cannot drift: every block of a class is compared with its first."""
    text = "\n\n".join(paragraphs)
    codes, spans = edges(text)
    for link in near_blocks(codes, spans, 8, 0.6):
        one, other = (codes[slice(*spans[block])].tolist() for block in (link.block, link.source))
        assert link.similarity == pytest.approx(Levenshtein.normalized_similarity(one, other), abs=1e-6)
        assert 0.6 <= link.similarity < 1


def test_the_copy_of_a_paragraph_that_is_like_another_is_in_a_class_with_it():
    law = "第{}条 {}任期届满未及时改选，在改选出的{}就任前，原{}仍应当依照法律、行政法规和公司章程的规定，履行{}职务。"
    one, other = (law.format(n, *[who] * 4) for n, who in (("四十五", "董事"), ("五十二", "监事会")))
    found = audit(parse("\n\n".join([one, other, FIRST, other.replace("章程", "章呈")])))
    kinds = {
        kind: found.occurrences.loc[found.occurrences["class"] == n, "line"].tolist()
        for n, kind in found.classes["kind"].items()
    }
    assert kinds == {"near repeat": [3, 7], "variant": [1, 3]}


def test_a_run_of_near_paragraphs_is_one_finding():
    body = [FIRST, OTHER, "冬天的早上，池塘结了厚厚的一层冰，院子里谁也没有起来，只有一只猫在墙头上慢慢地走。"]
    copy = [p.replace("的", "地", 1) for p in body]
    found = audit(parse("\n\n".join(["## 四季", *body, "## 后来", *copy])))
    assert found.classes[["kind", "count"]].values.tolist() == [["near repeat", 2]]
    assert "3 blocks" in found.classes["evidence"][0]


def test_sentences_of_one_pattern_are_versions():
    law = "第{}条 {}任期届满未及时改选，在改选出的{}就任前，原{}仍应当依照法律、行政法规和公司章程的规定，履行{}职务。"
    text = "\n\n".join(law.format(n, *[who] * 4) for n, who in (("四十五", "董事"), ("五十二", "监事")))
    found = audit(parse(text))
    assert set(found.classes["kind"]) == {"variant"}
    assert not found.is_copy.any()


def test_every_paragraph_of_the_seed_is_found_again_with_a_tenth_of_it_changed(seed):
    chance = random.Random(7)
    texts = (seed.text[b.start : b.end] for b in seed.blocks if b.end - b.start > 60)
    own = [text for text in dict.fromkeys(texts) if "积极推动企业健康发展" not in text]  # the splice
    copies = []
    for paragraph in own:
        letter = list(paragraph)
        for at in chance.sample(range(len(letter)), len(letter) // 10):
            letter[at] = chance.choice("的一是在不了有和")
        copies.append("".join(letter))
    found = near_blocks(*edges("\n\n".join(own + copies)), 30, 0.8)
    assert [(link.source, link.block) for link in found] == [(n, n + len(own)) for n in range(len(own))]


def test_a_short_block_with_an_edit_beside_a_near_repeat_is_of_its_run():
    short, edited = "老人们坐在桥头下棋。", "老人们坐在桥头下棋啊。"
    copy = FIRST.replace("柳树", "杨树")
    found = audit(parse(f"{FIRST}\n\n{short}\n\n{OTHER}\n\n{copy}\n\n{edited}")).occurrences
    text = f"{copy}\n\n{edited}"
    assert found["end"].max() - found["start"].max() == len(text)


def test_a_run_ends_where_a_document_does():
    rule = "申请人应当自收到通知之日起{}日内向原审批机关提出书面申请，并附送有关材料。"
    near = "\n\n".join(map(rule.format, ("三十", "六十", "九十")))
    found = audit([parse(near, "a"), parse(f"{near}x", "b")])
    spans = [(row.doc, row.start, row.end) for row in found.occurrences.itertuples()]
    assert all(0 <= start < end <= len(near) + (doc == "b") for doc, start, end in spans)
    assert {doc for doc, _, _ in spans} == {"a", "b"}
