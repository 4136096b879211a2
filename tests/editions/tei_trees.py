"""TEI as a tree, for tests."""

from xml.etree import ElementTree

from making import edition_of
from readers import TEI

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
