"""The pages on one document, and the overview made of what they have for it."""

import pytest
from bs4 import BeautifulSoup

from analysis import RepairSettings, parse
from analysis.reports.document_pages import Page, Shown, first_page, page_count, text_page
from analysis.reports.jobs import jobs_of
from analysis.reports.notebooks import notebooks


@pytest.fixture(scope="module")
def job():
    (job,) = jobs_of([parse("# 春\n\n春天来了。\n", "春.md")], RepairSettings(), figures=False)
    return job


def test_there_is_a_page_for_each_notebook_and_for_the_text():
    assert page_count() == 1 + len(notebooks())


def test_the_page_of_the_text_has_numbers_for_a_list_of_documents(job):
    page = text_page(job)
    assert page.numbers["verdict"] == "sound"
    assert BeautifulSoup(page.html, "html.parser").find("a", attrs={"aria-current": "page"}).get_text() == "Text"


def test_the_overview_shows_pictures_in_the_order_of_their_tags_and_says_what_failed(job):
    shown = (Shown("index-2", "<i>2</i>"), Shown("index-1", "<i>1</i>"))
    note = Page("01_one", "One", "Which one?", "", shown, {}, "01_one: ValueError: no")
    soup = BeautifulSoup(first_page(job, [text_page(job), note], "../index.html"), "html.parser")
    assert [tag.get_text() for tag in soup.select(".picture i")] == ["1", "2"]
    assert soup.select_one(".failure").get_text() == "Incomplete: 01_one: ValueError: no"
    assert [link["href"] for link in soup.select(".pages a")] == ["text.html", "01_one.html"]
    assert soup.select_one("main a")["href"] == "../index.html"
