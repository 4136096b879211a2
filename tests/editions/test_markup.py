"""XML is written as text that every reader takes: what it cannot hold is written as its number."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from analysis.editions.markup import element, plain, text


@given(st.text(st.characters(exclude_characters="\r\n\t")))  # which readers make blanks of
def test_attributes_and_text_come_back(value):
    fit = plain(value)
    root = ElementTree.fromstring(element("p", text(fit), n=fit))
    assert ((root.text or ""), root.get("n")) == (fit, fit)


def test_what_xml_cannot_hold_is_its_number():
    assert plain("甲\x00\ud800\ufffe") == "甲U+0000U+D800U+FFFE"


def test_an_attribute_without_a_value_is_left_out():
    assert element("a", n=None, xml__id="x") == '<a xml:id="x"/>'
