"""Pages are surfaces, and what stands on them leads to its zone."""

from xml.etree import ElementTree

import pytest
from readers import TEI, XML_ID

import analysis


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
