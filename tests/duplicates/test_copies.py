"""What holds of audit and repair for any text built of blocks that are repeated, cut, doubled and edited."""

import numpy as np
import pytest
from generators import PARAGRAPH, PIECES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import audit, copies, mark_up, parse, repair, restore
from analysis.duplicates.kinds import KINDS
from analysis.text_index.passages import letters


@st.composite
def texts(draw):
    """Blocks out of few pieces, each maybe repeated or with one character of another."""
    blocks = []
    for piece in draw(st.lists(st.sampled_from(PIECES), max_size=9)):
        at = draw(st.none() | st.integers(0, len(piece)))
        changed = piece if at is None else piece[:at] + draw(st.sampled_from("春2不，")) + piece[at + 1 :]
        blocks += [changed + draw(st.sampled_from(["", "", "春"]))] * draw(st.sampled_from([1, 1, 2, 3]))
    return "\n\n".join(blocks)


def folded(text):
    return letters(text).codes.tobytes()


def repeated_in_a_block(document, length):
    """Return the offsets of letters in windows of one block that are there more than once, by trying them all."""
    codes, place = letters(document.text)
    block = np.searchsorted([b.start for b in document.blocks], place, side="right")
    places = {}
    for at in range(len(codes) - length + 1):
        places.setdefault(codes[at : at + length].tobytes(), []).append(at)
    again = (at for found in places.values() if len(found) > 1 for at in found if block[at] == block[at + length - 1])
    return {offset for at in again for offset in place[at : at + length].tolist()}


@pytest.mark.parametrize("pair", [("哈" * 200, "啊" * 200), ("甲乙" * 90, "丙丁" * 90), ("a" * 64, "b" * 64)])
def test_blocks_of_one_character_each_are_audited(pair):
    assert audit(parse("\n\n".join(pair))).classes["kind"].tolist() == ["periodic run"] * 2


def test_a_file_of_combining_marks_is_audited():
    assert audit(parse("\u0301" * 300)).classes.empty


@settings(max_examples=60)
@given(texts(), st.sampled_from([4, 12, 30]))
@example("\n\n".join([PARAGRAPH, f"{PARAGRAPH}春", PARAGRAPH, "春", PARAGRAPH]), 30)
@example("\n\n".join([PARAGRAPH, "见闻", PARAGRAPH, "见闻", PARAGRAPH]), 30)
def test_every_repeat_within_a_block_is_found_and_none_is_inexact(text, length):
    document = parse(text)
    found = audit(document, min_length=length)
    inside = {at for row in found.occurrences.itertuples() for at in range(row.start, row.end)}
    assert repeated_in_a_block(document, length) <= inside
    exact = (found.classes["similarity"] == 1) & ~found.classes["kind"].isin(["periodic run", "doubled characters"])
    for number in found.classes.index[exact]:
        rows = found.occurrences[found.occurrences["class"] == number]
        assert len({folded(text[row.start : row.end]) for row in rows.itertuples()}) == 1
    mark_up(found)


@settings(max_examples=60)
@given(texts())
@example("\n\n".join([PARAGRAPH] * 5 + ["春", PARAGRAPH]))
def test_a_repaired_text_needs_no_repair_and_gives_the_source_back(text):
    done = repair(parse(text))
    assert restore(done) == text
    assert repair(done.document).document.text == done.document.text


def test_a_class_has_one_length_though_a_heading_is_in_most_of_its_places():
    text = "\n\n".join([PARAGRAPH, "见闻", PARAGRAPH, "见闻", PARAGRAPH])
    found = audit(parse(text))
    size = len(folded(PARAGRAPH)) // 4
    assert found.classes[["count", "letters"]].values.tolist() == [[3, size], [2, size + 2]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_on_what_is_shown_does_not_change_what_is_found(kind):
    other = "到了秋天，山上的枫叶全都红了，老人们每天清早提着鸟笼走到亭子里去，下一盘棋再慢慢地走回来。"
    tail = "下一盘棋再慢慢地走回来，天黑了也不肯散去，第二天清早又在老地方坐了下来，谁也说不清为什么。"
    blocks = [
        PARAGRAPH,
        other,
        PARAGRAPH,
        other.replace("秋天", "春天"),
        "哈" * 90,
        "环环境境保保护护",
        f"甲说{tail}",
        f"他们乙{tail}好",
    ]
    document = parse("\n\n".join(blocks))
    everything, shown = audit(document), audit(document, kinds=[kind])
    assert everything.redundancy == shown.redundancy > 0
    assert (everything.is_copy == shown.is_copy).all()
    assert (everything.multiplicity == shown.multiplicity).all()
    wanted = everything.classes[everything.classes["kind"] == kind]
    assert shown.classes.values.tolist() == wanted.values.tolist()
    rows = everything.occurrences[everything.occurrences["class"].isin(wanted.index)].drop(columns="class")
    assert shown.occurrences.drop(columns="class").values.tolist() == rows.values.tolist()


def test_what_is_held_is_proposed_all_the_same():
    text = f"{PARAGRAPH}\n\n第二天下了雨。\n\n{PARAGRAPH}\n\n路上没有人。"
    rows = copies(audit(parse(text)))
    assert (rows["confidence"] < 0.7).all()
    assert rows["edits"].map(bool).tolist() == [True]
    assert rows["evidence"][0].endswith("at a distance: may be meant")


def test_what_limits_a_table_limits_no_edit():
    document = parse("\n\n".join(["春天来了，河边柳树绿了花。"] * 1500))
    found = audit(document, min_length=10)
    assert (len(found.occurrences), len(found.all_occurrences)) == (1000, 1500)
    assert found.all_occurrences.head(1000).equals(found.occurrences)
    assert len(copies(found)) == 1499


def test_an_audit_of_which_all_is_listed_has_one_table():
    found = audit(parse("春天来了，河边柳树绿了花。\n\n" * 3 + "字字节节字字节节"), min_length=10)
    assert found.all_occurrences is found.occurrences
