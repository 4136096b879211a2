"""The colours of findings and of kinds of blocks: one meaning each, in pictures as in marked-up text."""

from __future__ import annotations

# For fills, Okabe & Ito (2008): told apart by readers of every kind of colour vision.
BLUE, ORANGE, GREEN, RED, SKY, PINK = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"
INK, GREY = "#222222", "#6b6b6b"
REUSE_COLOURS = {
    "repeat": RED,
    "near repeat": ORANGE,
    "variant": SKY,
    "splice": GREEN,
    "periodic run": PINK,
    "doubled characters": BLUE,
    "natural repeat": GREY,
}
KIND_COLOURS = {
    "title": INK,
    "heading": INK,
    "lead": BLUE,
    "paragraph": SKY,
    "list item": "#a6d3ef",
    "quotation": PINK,
    "verse line": PINK,
    "caption": ORANGE,
    "byline": GREEN,
    "page furniture": GREY,
}
# Kinds of blocks that are no running text; in a marked-up text they have a bar of their colour.
APART = ("title", "heading", "caption", "byline", "page furniture")
SIGNS = {
    "broken paragraph": "‖",
    "truncated paragraph": "┤",
    "orphan start": "├",
    "order swap": "×",
    "lost heading": "#",
}


def tint(colour: str, share: float = 0.35) -> str:
    """Return a colour thinned with white until black letters can be read on it.

    Parameters
    ----------
    colour : as ``#rrggbb``.
    share : how much of it stays, 0..1.

    >>> tint("#D55E00"), tint("#000000", 0.5)
    ('#f0c7a6', '#808080')
    """
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * share):02x}" for channel in channels)
