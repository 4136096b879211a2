"""Chinese on a machine without a Chinese font: a page has the glyphs of its characters in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..figures.glyphs import FONT, font_face

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

FAMILY = "Chinese of this page"  # as the style sheet names it, behind the fonts that a reader may have
FIRST = "\u2010"  # what is before it, Latin letters with their accents, every machine can show


def embed_font(page: BeautifulSoup, html: str) -> None:
    """Put the glyphs of the bundled font that a page needs into its style sheet; a page without one stays as it is.

    Parameters
    ----------
    page : the page, which is changed.
    html : the same as text.
    """
    from bs4.element import Stylesheet

    style, needed = page.find("style"), "".join(sorted(each for each in {*html} if each >= FIRST))
    if style is not None and needed:
        style.append(Stylesheet(font_face(FAMILY, str(FONT), needed, "woff2")))
