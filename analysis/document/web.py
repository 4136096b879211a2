"""HTML as Markdown: headings, lists and tables keep their marks, and what only lays a page out has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

# What a browser does not show, or shows on every page of a site.
NOT_TEXT = ("script", "style", "template", "noscript", "nav", "svg", "iframe", "form", "button")
HEAD = ("head", "title")
PARTS = ("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
LONGEST_CELL = 200  # characters; what is longer was put into a table to have a place on the page
INDENT = re.compile(r"\n?(?:\u3000|\xa0{2})")  # begins a paragraph, behind a single line break too
BLANK_LINES = re.compile(r"\n{3,}")


def page_of(text: str) -> BeautifulSoup:
    """Return a page of HTML without scripts and the like, its layout tables turned into boxes."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(text, "html.parser")
    for tag in page(NOT_TEXT):
        tag.decompose()
    _take_tables_apart(page)
    for line_break in page("br"):
        if INDENT.match(str(line_break.next_sibling or "")):
            line_break.insert_before(page.new_tag("br"))
    return page


def _take_tables_apart(page: BeautifulSoup) -> None:
    layout = {id(table) for table in page("table") if _is_layout(table)}
    boxes = [tag for tag in page(PARTS) if id(tag if tag.name == "table" else tag.find_parent("table")) in layout]
    for tag in boxes:
        tag.name = "div"


def _is_layout(table: Tag) -> bool:
    """Tell whether a table is there for places on the page, and not for rows and columns."""
    if table.find(["table", "h1", "h2", "h3"]) or all(len(row(["td", "th"])) < 2 for row in table("tr")):
        return True
    return any(len(cell.get_text()) > LONGEST_CELL for cell in table(["td", "th"]))


def markdown(page: BeautifulSoup) -> str:
    """Return a page as Markdown.

    >>> markdown(page_of("<h2>题</h2><ul><li>甲</li><li>乙</li></ul>"))
    '## 题\\n\\n- 甲\\n- 乙\\n'
    """
    import markdownify
    from bs4.element import Declaration, ProcessingInstruction

    for tag in page(HEAD):
        tag.decompose()
    for string in page.find_all(string=lambda string: isinstance(string, Declaration | ProcessingInstruction)):
        string.extract()
    as_is: dict[str, Any] = {"escape_asterisks": False, "escape_underscores": False, "escape_misc": False}
    shape: dict[str, Any] = {"heading_style": "ATX", "bullets": "-", "table_infer_header": True}
    converter = markdownify.MarkdownConverter(strip=["a", "b", "strong", "em", "i", "img"], **shape, **as_is)
    lines = converter.convert_soup(page).split("\n")
    return BLANK_LINES.sub("\n\n", "\n".join(line.rstrip(" ") for line in lines)).strip() + "\n"
