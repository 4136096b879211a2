"""A page has the glyphs of the characters on it."""

import base64
import io
import re

from fontTools.ttLib import TTFont

from analysis.figures.page_fonts import FAMILY, page_font


def characters_of(rule):
    (data,) = re.findall(r"base64,([^)]+)\)", rule)
    return {chr(code) for code in TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()}


def test_a_rule_has_what_is_shown_and_no_latin_letter():
    rule = page_font("春天 spring，é‖")
    assert f"font-family:'{FAMILY}'" in rule
    assert characters_of(rule) == {*"春天，‖"}


def test_a_page_without_chinese_needs_none():
    assert page_font("spring, é") == ""
