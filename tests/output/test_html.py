"""HTML comes from templates, and what a text holds stays text in each of them."""

import ast
import re

import dask
import jinja2
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import HOSTILE, ROOT
from markupsafe import Markup

import analysis
from analysis.output.html import PACKAGE, render, templates
from analysis.reports import pages
from analysis.reports.corpus_documents import documents_body
from analysis.reports.findings import findings_of
from analysis.reports.overview import overview
from analysis.reports.text_page import text_body

TEMPLATES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.html.j2"))
OF_NBCONVERT = "reports/templates/cells/index.html.j2"  # nbconvert fills it in, and escapes by filters
TAG = re.compile(r"</?[a-z][a-z0-9]*(?=[\s>/]|$)")
# Not of a page: glyphs and alternative text, put into the SVG that matplotlib has drawn.
NO_HTML = {"figures/drawing.py", "token_files/vrt.py"}  # SVG, and verticalised text for corpora
MODULES = sorted(PACKAGE.rglob("*.py"))
NAME = "<i onclick=x>名\"'&"
VARIANT = "申请人应当自收到通知之日起{}日内向原审批机关提出书面申请，并附送<script>alert(1)</script>有关材料。"


def tags_of(html):
    """Return the names of the elements, and those of attributes that run scripts."""
    found = BeautifulSoup(html, "html.parser").find_all(True)
    return {tag.name for tag in found} | {key for tag in found for key in tag.attrs if key.startswith("on")}


def shown_of(text, name):
    """Return everything that shows a text and its name as HTML, by the template that does."""
    document = analysis.parse(text, name)
    found = analysis.audit([document, analysis.parse("花开。", f"{name}2")])
    marked = analysis.mark_up(found, choices=analysis.choices(found))
    picture = analysis.section_sizes(analysis.sections(document))
    picture.alt = picture.caption = f"{name} {text}"
    facts = [(name, name)]
    decided = analysis.Decisions().block(document, 0, "caption", by=name, note=text)
    done = analysis.repair(document, decisions=decided)
    return {
        "output/table.html.j2": document._repr_html_(),
        "terms/concordance.html.j2": analysis.concordance(document, "*")._repr_html_(),
        "figures/picture.html.j2": picture._repr_mimebundle_()["text/html"],
        "duplicates/versions.html.j2": analysis.side_by_side(found).html,
        "reports/templates/marked.html.j2": marked.html,
        "reports/templates/marked_page.html.j2": marked.page(),
        "reports/templates/document.html.j2": pages.first_page(
            document, [(name, name)], facts, Markup(""), [], [(name, name, name)], [name], name
        ),
        "reports/templates/overview.html.j2": overview(done, findings_of(done), {name: name}),
        "reports/templates/text.html.j2": text_body(done, findings_of(done)),
        "reports/templates/text_page.html.j2": pages.text_page(
            text_body(done, findings_of(done)), name, document, [(name, name)], facts
        ),
        "reports/templates/caption.html.j2": render("reports/templates/caption.html.j2", caption=f"{name} {text}"),
        "reports/templates/corpus_documents.html.j2": of_corpus(text, name),
        "reports/templates/documents.html.j2": pages.documents_page([(name, name, {name: name}, True)]),
        "reviews/front/page.html.j2": analysis.review_page(analysis.repair(document)),
        "reports/templates/notebook.html.j2": pages.notebook_page(book(name), name, name, [(name, name)], facts),
    }


def of_corpus(text, name):
    """Return what the page of a corpus says of two documents with the same text."""
    table = pd.DataFrame({"text": [text, text], "doc": [name, f"{name}2"]})
    corpus = analysis.read_corpus(table, text="text", name="doc")
    with dask.config.set(scheduler="synchronous"):
        return documents_body(analysis.survey(corpus), analysis.reuse(corpus))


def book(text):
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    printed = [new_output("stream", text=text), new_output("execute_result", {"text/plain": text})]
    return new_notebook(cells=[new_markdown_cell("# T\n\nQ?"), new_code_cell(repr(text), outputs=printed)])


@pytest.mark.parametrize("text", [HOSTILE, "\n\n".join(map(VARIANT.format, ("三十", "六十", "<b>九十")))])
def test_a_hostile_text_and_name_make_the_elements_that_a_plain_one_makes(text):
    plain = re.sub(r"[<>\"'&]", "", text)
    hostile, expected = shown_of(text, NAME), shown_of(plain, "名")
    parts = {"reports/templates/frame.html.j2", "reports/templates/words.html.j2", OF_NBCONVERT}
    parts |= {"reports/templates/corpus_verdict.html.j2"}  # which is given numbers alone
    assert {*TEMPLATES} - {*hostile} == parts
    for template, html in hostile.items():
        assert tags_of(html) - {"span"} == tags_of(expected[template]) - {"span"}, template


def test_every_template_is_escaped_and_none_has_a_way_around_it():
    assert templates().from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"
    for name in TEMPLATES:
        source = (PACKAGE / name).read_text("utf-8")
        assert not re.search(r"\|\s*(?:safe|e|escape)\b|autoescape", source), name


def test_a_variable_without_a_value_is_an_error():
    with pytest.raises(jinja2.UndefinedError, match="'caption' is undefined"):
        render("figures/picture.html.j2", png="", slim="", alt="", nothing="", slim_caption="")


def test_no_module_makes_html_of_strings():
    for path in MODULES:
        name = path.relative_to(PACKAGE).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        filled = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        pieces = [
            part.value for node in filled for part in ast.iter_child_nodes(node) if isinstance(part, ast.Constant)
        ]
        assert name in NO_HTML or not [piece for piece in pieces if TAG.search(piece)], name


def test_whatever_is_taken_for_html_has_its_reason_beside_it():
    for path in MODULES:
        lines = path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            if re.search(r"\bMarkup\(", line):
                assert lines[number - 1].strip().startswith("#"), (path.relative_to(ROOT), line)
