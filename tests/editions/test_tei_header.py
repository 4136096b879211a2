"""The header of an edition says of which source it is."""

from xml.etree import ElementTree

from readers import TEI, XML_ID
from tei_trees import root_of

import analysis


def test_the_header_says_of_which_source_it_is_and_what_made_it(seed):
    root = ElementTree.fromstring(analysis.repair(seed).to_bytes(".xml"))
    assert root.find(f".//{TEI}title").text == seed.name
    assert [node.text for node in root.iter(f"{TEI}idno")] == [f"{seed.name}.txt", seed.source.sha256]
    assert root.find(f".//{TEI}application").get("version")


def test_a_folder_of_this_machine_is_in_no_edition(seed):
    done = analysis.repair(seed)
    assert all(b"seeds" not in done.to_bytes(ending) for ending in (".xml", ".diff", ".critic.md"))


def test_a_name_of_a_document_is_text():
    assert root_of("甲", name='<b>&"\x01').find(f".//{TEI}title").text == '<b>&"U+0001'


def test_who_decided_is_responsible_for_the_change():
    text = "## 牢记使命\n\n第一段话说完了。\n\n牢记使命\n\n工程队连夜抢修，终于恢复了供\n\n电，附近没有受到影响。"
    document = analysis.parse(text)
    decided = analysis.Decisions().join(document, text.index("\n\n电"), by="<李明>", date="2026-11-27")
    root = ElementTree.fromstring(analysis.repair(document, decisions=decided).to_bytes(".xml"))
    names = {node.get(XML_ID): node.find(f"{TEI}name").text for node in root.iter(f"{TEI}respStmt")}
    assert names == {"zh-analysis": "zh-analysis", "person1": "<李明>"}
    changes = [node for node in root.iter() if node.tag in (f"{TEI}add", f"{TEI}del")]
    assert [(node.get("type"), node.get("resp")) for node in changes] == [
        ("lost_heading", "#zh-analysis"),
        ("broken_paragraph", "#person1"),
    ]
