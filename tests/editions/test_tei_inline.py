"""Edits and characters within the text of an edition."""

from readers import TEI, XML_ID
from tei_trees import body_of, outline, root_of, text_of


def test_an_edit_between_two_paragraphs_stays_inside_one():
    body = body_of("会议由市政", ("\n\n", ""), "协主席主持。\n\n第二段。\n")
    assert outline(body) == ("body", ("p", "del"), "p")


def test_edits_are_deletions_additions_and_choices():
    choice, gone, more = (
        node for node in body_of(("甲", "乙"), "丙", ("丁", ""), "戊", ("", "己"))[0] if node.get(XML_ID)
    )
    assert [(part.tag.removeprefix(TEI), part.text) for part in choice] == [("sic", "甲"), ("corr", "乙")]
    assert [(node.tag.removeprefix(TEI), node.text) for node in (gone, more)] == [("del", "丁"), ("add", "己")]
    for node in (choice[1], gone, more):
        assert (node.get("resp"), node.get("cert"), node.get("type")) == ("#zh-analysis", "0.5", "repeat")


def test_a_form_feed_is_a_page_break_and_other_controls_are_declared():
    root = root_of("甲\f乙\x01丙\ufffe")
    assert len([*root.iter(f"{TEI}pb")]) == 1
    assert [node.get("ref") for node in root.iter(f"{TEI}g")] == ["#U0001", "#UFFFE"]
    assert {char.get(XML_ID): text_of(char) for char in root.iter(f"{TEI}char")} == {
        "U0001": "U+0001",
        "UFFFE": "U+FFFE",
    }
