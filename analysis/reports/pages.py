"""Render executed notebooks, a document's overview and a list of documents as HTML that stands alone."""

from __future__ import annotations

import platform
import re
from functools import cache
from hashlib import sha256
from html import escape
from importlib import metadata
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ..languages.chosen import ENGLISH, language
from ..languages.messages import _
from ..languages.names import value_name
from ..output.html import render
from ..words.varieties import variety
from .fonts import embed_font
from .page_tables import head_tables
from .reader_cells import cells_of_readers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from bs4 import BeautifulSoup, NavigableString
    from nbformat import NotebookNode

    from ..document.documents import Document
    from ..words.varieties import Variety

TEMPLATES = Path(__file__).parent / "templates"
USUAL = (("simplified", "modern"), ("", "modern"))  # script and language of which a page says nothing
NAMED_VERSIONS = ("zh-analysis", "jieba", "rjieba", "pandas", "matplotlib", "wordcloud", "nbconvert")
HAN = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
# Marks such as 、 are in HAN too: a repetition of HAN and what is between would try all ways to share them out.
CHINESE = re.compile(rf"{HAN}(?:[{HAN[1:-1]}\W\d_]*{HAN})?")
EMPHASIS = re.compile("[*_`]")
SPAN = '<span lang="zh">{}</span>'  # put in while a page is written, behind all templates; see `_escaped`
UNSPOKEN = {"style", "title", "script"}

Facts = list[tuple[str, str]]
Links = list[tuple[str, str]]


def facts(document: Document, parameters: Mapping[str, Any]) -> Facts:
    """Return what a page says of its making: nothing that differs from one run to the next."""
    source = document.source
    with_mark = _("{name}, {n} characters, {encoding} with byte order mark, newlines {newline}")
    without = _("{name}, {n} characters, {encoding}, newlines {newline}")
    stated = (with_mark if source.byte_order_mark else without).format(
        name=PurePath(source.path).name if source.path else document.name,
        n=f"{len(document.text):,}",
        encoding=source.encoding,
        newline=source.newline,
    )
    found = variety(document)
    spoken = [(_("Language"), _in_words(found))]
    return [
        (_("Source"), stated),
        ("SHA-256", source.sha256),
        *([] if (found.script, found.language) in USUAL else spoken),
        (_("Parameters"), _stated(parameters)),
        (_("Made with"), versions()),
    ]


def _stated(parameters: Mapping[str, Any]) -> str:
    """Return parameters as the options of a command are called; the source, which stands above, is left out."""
    pairs: list[tuple[str, Any]] = []
    for name, value in parameters.items():
        pairs += value.items() if isinstance(value, dict) else [(name, value)]
    stated = [(name, value.name if isinstance(value, PurePath) else value) for name, value in pairs if name != "source"]
    given = [(name.replace("_", "-"), value) for name, value in stated if value not in (None, "", (), [])]
    return _("; ").join(f"{name} {value_name('value', str(value))}" for name, value in given)


def _in_words(found: Variety) -> str:
    """Return which Chinese a text is in, by what it is known, and which engine suits it."""
    scripts = {"traditional": _("traditional characters"), "simplified": _("simplified characters")}
    languages = {
        "modern": _("modern Chinese"),
        "classical": _("classical Chinese"),
        "Cantonese": _("Cantonese Chinese"),
    }
    with_script = _("{script}, {language}: {evidence}; engine suggested: {engine}")
    without = _("{language}: {evidence}; engine suggested: {engine}")
    return (with_script if found.script else without).format(
        script=scripts.get(found.script, ""),
        language=languages[found.language],
        evidence=found.evidence,
        engine=found.engine,
    )


def corpus_facts(source: str, documents: pd.DataFrame, parameters: Mapping[str, Any]) -> Facts:
    """Return the same of a corpus; its sum is that of its documents' sums, in order."""
    stated = _("{name}, {documents} documents, {n} characters").format(
        name=source, documents=f"{len(documents):,}", n=f"{documents['characters'].sum():,}"
    )
    return [
        (_("Source"), stated),
        ("SHA-256", sha256("\n".join(documents["sha256"]).encode()).hexdigest()),
        (_("Parameters"), _stated(parameters)),
        (_("Made with"), versions()),
    ]


def versions() -> str:
    """Return which versions of Python and the libraries are at work."""
    return f"Python {platform.python_version()}, " + ", ".join(f"{n} {metadata.version(n)}" for n in NAMED_VERSIONS)


def title_of(document: Document) -> str:
    """Return the title that stands in the document, or else its name."""
    title = next((block for block in document.blocks if block.kind == "title"), None)
    return " ".join(document.text[title.start : title.end].split()) if title else document.name


def opening(notebook: NotebookNode) -> tuple[str, str]:
    """Return the title of a notebook and the question below it."""
    title, __, rest = notebook.cells[0].source.partition("\n\n")
    return title.lstrip("# "), " ".join(EMPHASIS.sub("", rest.partition("\n\n")[0]).split())


def notebook_page(
    notebook: NotebookNode,
    name: str,
    document: str,
    links: Links,
    made: Facts,
    more: Sequence[tuple[str, Markup]] = (),
    is_chinese: bool = True,
) -> str:
    """Return an executed notebook as a page of the report on *document*; *links* lead to the others.

    *more* is what stands behind the cells: sections, each with the title that it has. What is about Chinese alone is
    left out of the page on a text that is in another language.
    """
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

    title, __ = opening(notebook)
    notebook = NotebookNode({**notebook, "cells": [*cells_of_readers(notebook.cells, is_chinese)]})
    exporter = HTMLExporter(template_name="cells", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True)
    return _page(
        "notebook.html.j2",
        title=title,
        document=document,
        pages=links,
        here=name,
        contents=[(heading, _anchor(heading)) for heading in (*_headings(notebook), *(title for title, __ in more))],
        more=[section for __, section in more],
        # nbconvert escapes what cells print; what they show as HTML are displays of results, whose templates escape.
        cells=Markup(exporter.from_notebook_node(notebook, resources={"code": _("Code")})[0]),  # noqa: S704
        facts=made,
    )


def _headings(notebook: NotebookNode) -> list[str]:
    lines = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return [line[3:].strip() for line in lines if line.startswith("## ")]


def _anchor(heading: str) -> str:
    return heading.strip().replace(" ", "-")


def text_page(body: Markup, name: str, document: Document, links: Links, made: Facts) -> str:
    """Return the page on which the text itself is; *body* is from `text_body`."""
    return _page(
        "text_page.html.j2",
        title=title_of(document),
        document=document.name,
        pages=links,
        here=name,
        body=body,
        facts=made,
    )


def first_page(
    document: Document,
    links: Links,
    made: Facts,
    overview: Markup,
    pictures: Sequence[str],
    questions: Sequence[tuple[str, str, str]],
    failures: Sequence[str],
    above: str,
) -> str:
    """Return the first page on a document.

    Parameters
    ----------
    document, links, made : what it is, the pages, and how they were made.
    overview : from `overview`.
    pictures : those of the notebooks that are shown here too, as HTML; each escapes what the text holds.
    questions : title, file and question of each page.
    failures : what went wrong.
    above : where the list of documents is; empty where there is none.
    """
    return _page(
        "document.html.j2",
        title=title_of(document),
        pages=links,
        facts=made,
        overview=overview,
        # Displays of results, each rendered by a template that escapes, or a table that pandas has escaped.
        pictures=[Markup(shown) for shown in pictures],  # noqa: S704
        questions=questions,
        failures=failures,
        above=above,
    )


def documents_page(rows: Sequence[tuple[str, str, Mapping[str, str], bool]]) -> str:
    """Return the list of documents: file, title, numbers by name and whether all went well, of each."""
    names = list(dict.fromkeys(name for *__, numbers, ___ in rows for name in numbers))
    return _page(
        "documents.html.j2",
        title=_("{n} documents").format(n=len(rows)),
        rows=rows,
        names=names,
        facts=[(_("Made with"), versions())],
    )


def _page(template: str, **values: Any) -> str:
    """Return a page of a report, which has the style of all of them."""
    return readable(render(f"reports/templates/{template}", style=_style(), **values))


@cache
def _style() -> Markup:
    from pygments.formatters import HtmlFormatter

    light, dark = (HtmlFormatter(style=style).get_style_defs(".highlight") for style in ("xcode", "github-dark"))
    ours = (TEMPLATES / "style.css").read_text("utf-8")
    # Style sheets, of pygments and our own: nothing of a text is in them, and a browser reads them as they are.
    return Markup(f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n{ours}")  # noqa: S704


def readable(html: str) -> str:
    """Return a page that a screen reader can tell, tables with heads and captions, Chinese as Chinese, with its font.

    >>> readable("<p>政协 works &amp; 工作</p>")
    '<p><span lang="zh">政协</span> works &amp; <span lang="zh">工作</span></p>'
    """
    from bs4 import BeautifulSoup
    from bs4.formatter import HTMLFormatter

    page = BeautifulSoup(html, "html.parser")
    for heading in page.select("main h2"):
        heading.attrs.setdefault("id", _anchor(heading.get_text()))
    for link in page.select('main a[href$=".ipynb"]'):
        link["href"] = str(link["href"]).removesuffix(".ipynb") + ".html"
    head_tables(page)
    embed_font(page, html + page.get_text())  # what tables are called in Chinese has been added
    for block in page.select(".highlight, pre"):
        block["tabindex"] = "0"  # it may be wider than a phone, and be scrolled by keyboard
    if language() == ENGLISH:  # a page in Chinese says so of itself
        _name_chinese_elements(page)
    return page.decode(formatter=HTMLFormatter(entity_substitution=_escaped))


def _name_chinese_elements(page: BeautifulSoup) -> None:
    """Say that an element is Chinese where it holds nothing else."""
    for text in page.find_all(string=CHINESE):
        element = text.parent
        if element and _is_shown(text) and len(element.contents) == 1 and CHINESE.fullmatch(text.strip()):
            element["lang"] = "zh"


def _is_shown(text: NavigableString) -> bool:
    """Say whether a string of a page is read out, and no element that holds it says that it is Chinese."""
    from bs4 import Comment

    known = text.parent is None or isinstance(text, Comment) or text.parent.name in UNSPOKEN
    return not known and text.find_parent(lang="zh") is None


def _escaped(text: str) -> str:
    """Return text of a page, or an attribute, as HTML, with each Chinese passage that nothing marks in a span.

    The spans are made as the page is written: as elements, each would move all that come after it in its parent.
    """
    from bs4 import NavigableString

    pieces, end = [], 0
    is_english = language() == ENGLISH
    if is_english and isinstance(text, NavigableString) and CHINESE.search(text) and _is_shown(text):
        for match in CHINESE.finditer(text):
            pieces += [escape(text[end : match.start()], quote=False), SPAN.format(escape(match[0], quote=False))]
            end = match.end()
    return "".join(pieces) + escape(text[end:], quote=False)
