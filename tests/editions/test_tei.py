"""TEI P5: sections, lines and pages of the text, and edits that say who is responsible for them and how sure."""

from xml.etree import ElementTree

from readers import TEI, XML_ID
from tei_trees import body_of, outline, text_of

import analysis


def test_a_heading_opens_a_division_up_to_one_of_its_level():
    body = body_of("序。\n\n# 一\n\n甲。\n\n## 二\n\n乙。\n\n## 三\n\n# 四\n\n丙。\n")
    assert outline(body) == (
        "body",
        "p",
        ("div", "head", "p", ("div", "head", "p"), ("div", "head")),
        ("div", "head", "p"),
    )


def test_what_is_no_paragraph_says_what_it_is():
    assert [block.get("type") for block in body_of("- 项\n\n> 引\n").iter(f"{TEI}ab")] == ["list_item", "quotation"]


def test_lines_have_their_numbers_in_the_source():
    body = body_of("甲。\n\n乙", ("\n", ""), "丙。", ("", "\n"), "丁。\n")
    assert [line.get("n") for line in body.iter(f"{TEI}lb")] == ["1", "2", "3", "4", None, "5"]


def test_the_evidence_of_each_edit_is_a_note_at_the_back():
    done = analysis.repair(analysis.parse("工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"))
    root = ElementTree.fromstring(done.to_bytes(".xml"))
    (note,) = root.iter(f"{TEI}note")
    assert note.get("target") == f"#{root.find(f'.//{TEI}del').get(XML_ID)}"
    assert text_of(note).startswith("broken paragraph: ")
