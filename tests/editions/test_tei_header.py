"""The header of an edition says of which source it is."""

from xml.etree import ElementTree

from readers import TEI
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
