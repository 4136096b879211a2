"""Pages that a screen reader can tell, and what they say of their making."""

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import parse
from analysis.reports.pages import corpus_facts, facts, notebook_page, opening, readable, title_of


def page(html):
    return BeautifulSoup(readable(f"<main>{html}</main>"), "html.parser").main


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>政协 works</p>", '<p><span lang="zh">政协</span> works</p>'),
        ("<p>政协，工作。</p>", '<p lang="zh">政协，工作。</p>'),
        ('<p lang="zh">政协 works</p>', '<p lang="zh">政协 works</p>'),
        ("<p>&lt;b&gt;政协&amp;</p>", '<p>&lt;b&gt;<span lang="zh">政协</span>&amp;</p>'),
        ("<!-- 政协 --><p>a</p>", "<!-- 政协 --><p>a</p>"),
        ("<p>only <i>政协</i></p>", '<p>only <i lang="zh">政协</i></p>'),
    ],
)
def test_chinese_is_named_as_such_once(html, read):
    assert readable(html) == read


def test_a_section_has_its_title_for_an_anchor_unless_it_has_one():
    found = page('<h2>One two</h2><h2 id="s1">One two</h2>')
    assert [heading["id"] for heading in found.find_all("h2")] == ["One-two", "s1"]


def test_a_link_to_a_notebook_leads_to_its_page():
    assert page('<a href="04_duplicate_audit.ipynb">x</a>').a["href"] == "04_duplicate_audit.html"


def test_a_document_has_its_title_or_its_name():
    assert title_of(parse("# 春天\u3000来了\n\n花开。", "a.md")) == "春天 来了"
    assert title_of(parse("## 春天\n\n花开。", "a.md")) == "a.md"


def test_a_notebook_opens_with_its_title_and_its_question():
    cell = nbformat.v4.new_markdown_cell("# Terms\n\nWhich *terms*\nare `frequent`?\n\nMore.")
    assert opening(nbformat.v4.new_notebook(cells=[cell])) == ("Terms", "Which terms are frequent?")


def test_facts_are_of_the_source_and_the_settings():
    found = dict(facts(parse("春天。\r\n花开。", "a.md"), {"n": 2, "word": "政协"}))
    assert found["Source"].startswith("a.md, 8 characters, ")
    assert found["Parameters"] == "n 2; word 政协"
    documents = pd.DataFrame({"characters": [1000, 234], "sha256": ["a", "b"]})
    of_corpus = dict(corpus_facts("texts", documents, {}))
    assert of_corpus["Source"] == "texts, 2 documents, 1,234 characters"
    assert of_corpus["SHA-256"] != dict(corpus_facts("texts", documents[::-1], {}))["SHA-256"]


@pytest.mark.parametrize("is_drawn", [True, False])
def test_cells_on_pages_are_for_documents_that_have_some(is_drawn):
    drawn = nbformat.v4.new_output("display_data", {"text/html": "<img alt='the first page'>"})
    cells = [
        nbformat.v4.new_markdown_cell("# What is it?\n\nA question."),
        nbformat.v4.new_markdown_cell("## The page", metadata={"tags": ["pages"]}),
        nbformat.v4.new_code_cell("draw", metadata={"tags": ["pages"]}, outputs=[drawn] if is_drawn else []),
        nbformat.v4.new_markdown_cell("## Run all cells", metadata={"tags": ["lab"]}),
        nbformat.v4.new_markdown_cell("## Afterwards"),
    ]
    page = notebook_page(nbformat.v4.new_notebook(cells=cells), "01", "a text", [], [])
    assert ("The page" in page) == ("the first page" in page) == is_drawn
    assert "Afterwards" in page
    assert "Run all cells" not in page
