"""The pages as a reader meets them: opened from disk, with the network off, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_every_page_opens_from_disk_complete_quiet_and_fits_its_window(watched, all_reports, width, scheme):
    page = watched(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for file in all_reports:
        page.goto(file.as_uri())
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing(watched, all_reports, width, scheme):
    """At WCAG 2.2, levels A and AA, with the code open and what is folded away unfolded."""
    page = watched(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
    wrong = set()
    for file in all_reports:
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")
        for rule in Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]:
            wrong |= {(file.name, rule["id"], node["html"][:100]) for node in rule["nodes"]}
    assert wrong == set()


def test_what_a_text_holds_is_shown_as_text(watched, hostile_report):
    page = watched()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for file in sorted(hostile_report.glob("*.html")):
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")
        assert page.locator("img").evaluate_all("all => all.every(image => image.src.startsWith('data:image/png'))")
    assert dialogs == []
    page.goto((hostile_report / "index.html").as_uri())
    expect(page.locator("h1")).to_have_text("<img src=x onerror=alert(1)> 题")
    for file, place in (("04_duplicate_audit.html", ".zh-marked"), ("text.html", "main")):
        page.goto((hostile_report / file).as_uri())
        expect(page.locator(place)).to_contain_text("政协</p><script>alert(3)</script>工作")


def test_a_page_can_be_read_by_keyboard_alone(watched, seed_report):
    page = watched()
    page.goto((seed_report / "02_term_frequencies.html").as_uri())
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main summary").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("details.code").first).to_have_attribute("open", "")


def test_chinese_is_marked_as_chinese(watched, seed_report):
    page = watched()
    page.goto((seed_report / "01_section_structure.html").as_uri())
    unmarked = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) {
                const node = walker.currentNode;
                if (/\\p{Script=Han}/u.test(node.data) && !node.parentElement.closest('[lang=zh], style')) {
                    found.push(node.data);
                }
            }
            return found;
        }"""
    )
    assert unmarked == []


def test_code_is_folded_and_opens_without_script(browser, seed_report):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((seed_report / "01_section_structure.html").as_uri())
    code = page.locator("details.code").nth(1)
    assert not code.locator("pre").is_visible()
    code.locator("summary").click()
    assert "analysis.load(source, encoding)" in code.locator("pre").inner_text()
    context.close()


def test_a_page_is_small_enough_to_be_mailed(seed_report):
    assert max(file.stat().st_size for file in seed_report.glob("*.html")) < 3_000_000
