"""The pages as a reader meets them: opened from disk, with the network off, in a real browser."""

import os

import pytest
from playwright.sync_api import sync_playwright

FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def browser(chromium):
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS + sandbox)
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens_from_disk_complete_quiet_and_fits_its_window(browser, seed_report, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for file in sorted(seed_report.glob("*.html")):
        page.goto(file.as_uri())
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


def test_code_is_folded_and_opens_without_script(browser, seed_report):
    page = browser.new_context(java_script_enabled=False, offline=True).new_page()
    page.goto((seed_report / "01_section_structure.html").as_uri())
    code = page.locator("details.code").nth(1)
    assert not code.locator("pre").is_visible()
    code.locator("summary").click()
    assert "analysis.load(source, encoding)" in code.locator("pre").inner_text()
