"""Chinese on a machine without a Chinese font: a page of a report has the glyphs of its characters in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..figures.page_fonts import page_font

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


def embed_font(page: BeautifulSoup, html: str) -> None:
    """Put the glyphs of the bundled font that a page needs into its style sheet; a page without one stays as it is.

    Parameters
    ----------
    page : the page, which is changed.
    html : what it shows.
    """
    from bs4.element import Stylesheet

    style = page.find("style")
    if style is not None and (rule := page_font(html)):
        style.append(Stylesheet(rule))
