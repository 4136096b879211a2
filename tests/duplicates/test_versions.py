"""Versions of a passage: what differs is listed, and shown side by side."""

import pytest
from bs4 import BeautifulSoup

from analysis import audit, contexts, list_differences, mark_up, parse, repair, side_by_side

RULE = "申请{}登记证，应当向县市场监督管理部门提交下列材料：申请书、营业执照。登记证有效期{}年，期满三十日前申请延续。"
SHOPS = (
    f"第二十二条 {RULE.format('小作坊', '三')}\n\n第二十三条 小作坊应当保持环境整洁。\n\n"
    f"第二十四条 {RULE.format('小餐饮', '三')}"
)


def test_articles_on_two_kinds_of_shop_are_variants_and_stay():
    found = audit(parse(SHOPS))
    assert found.classes[["kind", "redundant"]].values.tolist() == [["variant", 0]]
    assert found.occurrences[["line", "role"]].values.tolist() == [[1, "keep"], [5, "variant"]]
    assert "ordinal: 二十二 / 二十四; 作坊 / 餐饮" in found.classes["evidence"][0]
    assert not found.is_copy.any()
    assert repair(parse(SHOPS)).document.text == SHOPS


def test_of_three_the_copy_is_told_from_the_version():
    text = RULE.format("小作坊", "三")
    blocks = [text, text.replace("三年", "五年"), text.replace("监督", "监瞥")]
    found = audit(parse("\n\n".join(blocks)))
    lines = {
        kind: found.occurrences.loc[found.occurrences["class"] == number, "line"].tolist()
        for number, kind in found.classes["kind"].items()
    }
    assert lines == {"near repeat": [1, 5], "variant": [1, 3]}


def test_differences_are_listed_with_their_places():
    document = parse(SHOPS)
    rows = list_differences(audit(document))
    assert rows[["type", "kept_reading", "reading"]].values.tolist() == [
        ["ordinal", "二十二", "二十四"],
        ["word", "作坊", "餐饮"],
    ]
    for row in rows.itertuples():
        assert document.text[row.start : row.end] == row.reading
        assert document.text[row.kept_start : row.kept_end] == row.kept_reading
        assert (row.line, row.kept_line) == (5, 1)


def test_versions_stand_side_by_side_with_their_differences_marked():
    page = BeautifulSoup(mark_up(audit(parse(SHOPS))).html, "html.parser").select_one(".zh-versions")
    assert page.caption.get_text().endswith("differs in: ordinal, word")
    marks = [[mark.get_text() for mark in cell.find_all("mark")] for cell in page.find_all("td")]
    assert marks == [["二十二", "作坊"], ["二十四", "餐饮"]]
    assert [mark["title"] for mark in page.td.find_all("mark")] == ["ordinal", "word"]


def test_nothing_of_a_text_becomes_markup():
    left, right = (RULE.format("小作坊", f"<script>alert(1)</script>{n}<b>&amp;</b>") for n in "三五")
    text = f"{left}\n\n{right}"
    page = BeautifulSoup(side_by_side(audit(parse(text))).html, "html.parser")
    assert not page.find_all(["b", "i", "script"])
    assert "<script>alert(1)</script>" in page.get_text()


def test_of_a_long_passage_what_is_around_the_differences_is_shown():
    long = "".join(f"第{n}号申请人交来材料{n * 7}份。" for n in range(100))
    shown = BeautifulSoup(
        side_by_side(audit(parse(f"{long}\n\n{long.replace('第50号', '第51号')}"))).html, "html.parser"
    )
    assert len(shown.td.get_text()) < 140 < len(long)
    assert "第50号" in shown.td.get_text()


def test_a_repair_shows_what_differs_and_does_nothing_with_it():
    done = repair(parse(SHOPS))
    (row,) = contexts(done).itertuples()
    assert (row.kind, row.applied) == ("variant", False)
    assert "; 作坊 / 餐饮" in row.evidence


def test_a_document_that_was_not_audited_is_refused():
    with pytest.raises(ValueError, match="doc: 1; 1 documents were audited"):
        side_by_side(audit(parse(SHOPS)), 1)
