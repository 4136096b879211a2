"""Editions are valid TEI: by what TEI's schema says of the elements and attributes that they use."""

from pathlib import Path

import pytest
from generators import ANY_TEXT
from hostile import hostile_texts
from hypothesis import given
from lxml import etree
from making import edition_of
from readers import XML_ID

import analysis
from analysis.editions.tei import tei

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("tei_subset.rng")))
LOADED = [name for name, data in hostile_texts().items() if len(data) < 60_000]


def require_valid(data):
    """Raise unless an edition is valid, no two elements have one id, and each reference leads to an element."""
    root = etree.fromstring(data)
    SCHEMA.assertValid(root)
    names = [node.get(XML_ID) for node in root.iter() if node.get(XML_ID)]
    assert len(names) == len(set(names))
    led = [
        name for node in root.iter() for key in ("ref", "resp", "target", "facs") for name in node.get(key, "").split()
    ]
    assert {name.removeprefix("#") for name in led} <= set(names)


def decided(document):
    """Return a repair in which a person accepted all that can be mended, and made a heading of the first block."""
    decisions = analysis.Decisions()
    for row in analysis.repair(document, certain=0.5).findings.itertuples():
        decisions = decisions.accept(document, row, by="<李明>", date="2026-11-27") if row.edits else decisions
    if document.blocks:
        decisions = decisions.block(document, 0, "heading", 2, by='王&"芳"\x01')
    return analysis.repair(document, decisions=decisions)


def test_the_seed_is_valid_as_it_is_mended_and_as_a_person_decided(seed):
    require_valid(analysis.repair(seed).to_bytes(".xml"))
    require_valid(decided(seed).to_bytes(".xml"))


def test_a_document_with_pages_is_valid(two_pages):
    require_valid(decided(analysis.load(two_pages)).to_bytes(".xml"))


@pytest.mark.parametrize("name", LOADED)
def test_hostile_files_are_valid(name):
    try:
        document = analysis.load(hostile_texts()[name], name=name)
    except analysis.DocumentError:
        return  # it is refused, which other tests look at
    if len(document.text) < 20_000:
        require_valid(decided(document).to_bytes(".xml"))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_and_any_change_is_valid(before, old, new):
    require_valid(tei(edition_of(before, (old, new), before, (old, ""), ("", new))))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<lb", "<line"),
        ('cert="0.', 'cert="7.'),
        ('resp="#', 'who="#'),
        ("<titleStmt>", "<titleStmt><p>甲</p>"),
        ("</body>", "<head>甲</head></body>"),
        ("<text><body", "<text><back/><body"),
    ],
)
def test_what_is_no_tei_is_told(right, wrong):
    data = analysis.repair(analysis.parse("工程队连夜抢修，终于恢复了供\n\n电，附近没有受到影响。")).to_bytes(".xml")
    assert right.encode() in data
    with pytest.raises(etree.DocumentInvalid):
        SCHEMA.assertValid(etree.fromstring(data.replace(right.encode(), wrong.encode(), 1)))
