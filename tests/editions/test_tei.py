"""TEI P5: sections, lines and pages of the text, and edits that say who is responsible for them and how sure."""

from xml.etree import ElementTree

import pytest
from making import edition_of
from readers import TEI, XML_ID

import analysis
from analysis.editions.tei import tei


def root_of(*pairs, **options):
    return ElementTree.fromstring(tei(edition_of(*pairs, **options)))


def outline(node):
    """Return the names of elements in their nesting, lines and text left aside."""
    names = [outline(child) for child in node if child.tag != f"{TEI}lb"]
    name = node.tag.removeprefix(TEI)
    return (name, *names) if names else name


def body_of(*pairs):
    return root_of(*pairs).find(f"{TEI}text/{TEI}body")


def text_of(node):
    return "".join(node.itertext())


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


def test_the_evidence_of_each_edit_is_a_note_at_the_back():
    done = analysis.repair(analysis.parse("工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"))
    root = ElementTree.fromstring(done.to_bytes(".xml"))
    (note,) = root.iter(f"{TEI}note")
    assert note.get("target") == f"#{root.find(f'.//{TEI}del').get(XML_ID)}"
    assert text_of(note).startswith("broken paragraph: ")


def test_the_header_says_of_which_source_it_is_and_what_made_it(seed):
    root = ElementTree.fromstring(analysis.repair(seed).to_bytes(".xml"))
    assert root.find(f".//{TEI}title").text == seed.name
    assert [node.text for node in root.iter(f"{TEI}idno")] == [f"{seed.name}.txt", seed.source.sha256]
    assert root.find(f".//{TEI}application").get("version")


def test_a_folder_of_this_machine_is_in_no_edition(seed):
    done = analysis.repair(seed)
    assert all(b"seeds" not in done.to_bytes(ending) for ending in (".xml", ".diff", ".critic.md"))


def test_a_form_feed_is_a_page_break_and_other_controls_are_declared():
    root = root_of("甲\f乙\x01丙\ufffe")
    assert len([*root.iter(f"{TEI}pb")]) == 1
    assert [node.get("ref") for node in root.iter(f"{TEI}g")] == ["#U0001", "#UFFFE"]
    assert {char.get(XML_ID): text_of(char) for char in root.iter(f"{TEI}char")} == {
        "U0001": "U+0001",
        "UFFFE": "U+FFFE",
    }


def test_a_name_of_a_document_is_text():
    assert root_of("甲", name='<b>&"\x01').find(f".//{TEI}title").text == '<b>&"U+0001'


@pytest.fixture
def paged(two_pages):
    done = analysis.repair(analysis.load(two_pages))
    return done, ElementTree.fromstring(done.to_bytes(".xml"))


def test_pages_are_surfaces_and_their_blocks_zones(paged):
    done, root = paged
    surfaces = [*root.iter(f"{TEI}surface")]
    assert [(float(s.get("lrx")), float(s.get("lry"))) for s in surfaces] == [*done.source.page_sizes]
    first = done.source.blocks[0].regions[0]
    zone = surfaces[0][0]
    assert [float(zone.get(edge)) for edge in ("ulx", "uly", "lrx", "lry")] == pytest.approx([*first[1:]])


def test_blocks_pages_and_deletions_lead_to_their_zones(paged):
    _, root = paged
    names = {f"#{node.get(XML_ID)}" for node in [*root.iter(f"{TEI}surface"), *root.iter(f"{TEI}zone")]}
    body = root.find(f"{TEI}text/{TEI}body")
    led = [name for node in body.iter() for name in (node.get("facs") or "").split()]
    assert set(led) == names
    assert [node.get("n") for node in body.iter(f"{TEI}pb")] == ["1", "2"]
    assert all(node.get("facs") for node in body.iter(f"{TEI}del"))
