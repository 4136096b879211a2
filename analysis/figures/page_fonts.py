"""Chinese on a machine without a Chinese font: what a page's style needs to have the glyphs of its characters."""

from __future__ import annotations

from .glyphs import FONT, font_face

FAMILY = "Chinese of this page"  # as style sheets name it
FIRST = "\u2010"  # what is before it, Latin letters with their accents, every machine can show


def page_font(text: str) -> str:
    """Return a style rule that holds the glyphs of the bundled font for what a page shows; empty if it needs none.

    Each character takes some 200 bytes, and making the rule a tenth of a second at least.

    Parameters
    ----------
    text : all that the page shows, or its HTML.

    >>> page_font("spring"), page_font("春天")[:45]
    ('', "@font-face{font-family:'Chinese of this page'")
    """
    needed = "".join(sorted(each for each in {*text} if each >= FIRST))
    return font_face(FAMILY, str(FONT), needed, "woff2") if needed else ""
