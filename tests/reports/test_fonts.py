"""Chinese on a machine without a Chinese font."""

import base64
import io
import os
import re

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from analysis import audit, mark_up, repair, review_page, use_language
from analysis.figures.page_fonts import FAMILY
from analysis.languages.chosen import kept
from analysis.reports.fonts import embed_font

FONT = re.compile(rf"@font-face\{{font-family:'{FAMILY}';src:url\(data:font/woff2;base64,([A-Za-z0-9+/=]+)\)\}}")
HAN = re.compile("[\u4e00-\u9fff]")
NO_CHINESE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{}</cachedir></fontconfig>"""


def characters_of(html):
    """The characters that the font of a page has."""
    (data,) = FONT.findall(html)
    return {chr(code) for code in TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()}


def embedded(html):
    page = BeautifulSoup(html, "html.parser")
    embed_font(page, html)
    return page.decode()


def test_every_page_of_a_report_has_the_glyphs_of_its_chinese(all_reports):
    for file in all_reports:
        html = file.read_text("utf-8")
        assert {*HAN.findall(html)} <= characters_of(html), file.name


def test_a_font_has_what_is_on_the_page_and_no_more():
    html = embedded("<style></style><title>春</title><p title='雨'>天，é ‖</p>")
    assert characters_of(html) == {*"春雨天，‖"}


def test_characters_that_no_page_can_show_are_no_error():
    assert "春" in characters_of(embedded("<style></style><p>春\U0010fffd</p>"))


@pytest.mark.parametrize("html", ["<p>春</p>", "<style></style><p>spring</p>"])
def test_a_page_that_needs_no_font_or_can_have_none_stays_as_it_is(html):
    assert embedded(html) == html


def test_the_overview_of_the_seed_is_small(seed_report):
    assert (seed_report / "index.html").stat().st_size < 600_000


@pytest.fixture
def browser_without_chinese(browser, chromium, tmp_path):
    (tmp_path / "fonts.conf").write_text(NO_CHINESE.format(tmp_path / "cache"))
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    without = browser.browser_type.launch(executable_path=chromium, args=sandbox, env=environment)
    yield without
    without.close()


def own_glyphs(browser, places):
    """How many letters of an element come from the font of its page, for each page and selector."""
    page = browser.new_page()
    tools = page.context.new_cdp_session(page)
    for command in ("DOM.enable", "CSS.enable"):
        tools.send(command)
    for file, selector in places:
        page.goto(file.as_uri())
        page.wait_for_selector(selector)
        page.evaluate("document.fonts.ready")
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        yield file.name, sum(font["glyphCount"] for font in fonts if font["isCustomFont"])


def test_a_machine_without_a_chinese_font_shows_the_chinese_of_the_page_itself(browser_without_chinese, seed_report):
    places = {"index.html": "h1", "text.html": ".came p", "01_section_structure.html": "td[lang], td [lang]"}
    found = own_glyphs(browser_without_chinese, [(seed_report / name, selector) for name, selector in places.items()])
    assert all(count > 0 for name, count in found)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_so_does_a_text_that_is_marked_and_the_page_of_a_review(browser_without_chinese, seed, tmp_path, language):
    with kept():
        use_language(language)
        mark_up(audit(seed)).save(tmp_path / "marked.html")
        (tmp_path / "review.html").write_text(review_page(repair(seed)), "utf-8")
    places = [(tmp_path / "marked.html", "mark"), (tmp_path / "review.html", "blockquote")]
    assert all(count > 0 for name, count in own_glyphs(browser_without_chinese, places))
    for file, __ in places:
        html = file.read_text("utf-8")
        assert {*HAN.findall(html)} <= characters_of(html), file.name
