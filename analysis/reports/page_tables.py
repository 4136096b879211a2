"""The tables of a page: each with heads that a screen reader can tell, a caption, and a frame that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages.chosen import ENGLISH, language
from ..languages.messages import _
from ..languages.names import column_name, value_name

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag


def head_tables(page: BeautifulSoup) -> None:
    """Give each table scopes, a caption, and a frame that scrolls by keyboard, and take from it what pandas adds.

    A table without a row becomes a sentence that says so.
    """
    tables = [table for table in page.select("main table") if not table.find_parent(role="region")]
    unnamed = 0  # tables that have no caption of their own, but the heading above or their cell's, and so a number
    for table in tables:
        for style in table.find_previous_siblings("style"):
            style.decompose()
        _join_heads(table)
        _drop_row_numbers(table)
        if language() != ENGLISH:
            _name_codes(page, table)
        for cell in table.select("th:not([scope])"):
            if cell.get_text(strip=True):
                cell["scope"] = "col" if cell.find_parent("thead") else "row"
            else:
                cell.name = "td"
        for tag in [table, *table.select(".dataframe [style]")]:
            tag.attrs.pop("style", None)
            tag.attrs.pop("border", None)
        caption = table.find("caption")
        if caption is None or caption.get("class") == ["title"]:
            unnamed += 1
            title = caption or table.find_previous(["h1", "h2", "h3"])
            stated = _("Table {n}. {title}").format(n=unnamed, title=title.get_text(strip=True) if title else "")
            if caption is not None:
                caption.decompose()
            caption = page.new_tag("caption", string=stated)
            table.insert(0, caption)
        if table.find("tbody") and not table.select("tbody tr, tfoot tr"):
            told = _("{caption}: nothing to list.").format(caption=caption.get_text(strip=True).rstrip(":.。："))
            table.replace_with(page.new_tag("p", string=told))
            continue
        frame = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption.get_text(strip=True)}
        table.wrap(page.new_tag("div", attrs=frame))


def _name_codes(page: BeautifulSoup, table: Tag) -> None:
    """Say beside each name of a column what it is, and in place of codes what they stand for; a title keeps these."""
    heads = table.select("thead th, thead td")
    columns = [head.get_text(strip=True) for head in heads]
    for head, code in zip(heads, columns, strict=True):
        if (name := column_name(code)) != code:
            head.string = f"{name} "
            head.append(page.new_tag("code", string=code))
    for row in table.select("tbody tr"):
        for cell, column in zip(row.find_all(["th", "td"], recursive=False), columns, strict=False):
            code = cell.get_text(strip=True)
            if (name := value_name(column, code)) != code:
                cell.string, cell["title"] = name, code


def _join_heads(table: Tag) -> None:
    """Put the names of an index, which pandas has in a row below those of the columns, into the row of these."""
    rows = [row.find_all("th", recursive=False) for row in table.select("thead tr")]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):
        return
    texts = [[cell.get_text(strip=True) for cell in row] for row in rows]
    if all(bool(above) != bool(below) for above, below in zip(*texts, strict=True)):
        for above, below in zip(*rows, strict=True):
            above.string = above.get_text(strip=True) or below.get_text(strip=True)
        table.select("thead tr")[1].decompose()


def _drop_row_numbers(table: Tag) -> None:
    """Take away the numbers with which pandas begins rows that have no names: a reader has no use for them."""
    rows = table.select("tbody tr")
    heads = [row.find("th", recursive=False) for row in rows]
    corners = [row.find("th", recursive=False) for row in table.select("thead tr")]
    has_names = any(corner is None or corner.get_text(strip=True) for corner in corners)
    if rows and len(corners) == 1 and not has_names and all(head and head.get_text().isdecimal() for head in heads):
        for head in filter(None, [*heads, *corners]):
            head.decompose()
