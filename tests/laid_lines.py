"""Lines of a page where a test puts them, as `analysis.layout` has them."""

from analysis.layout.areas import Item
from analysis.layout.boxes import Box
from analysis.layout.lines import Line, PageLines


def line(text: str, x: float, y: float, size: float = 10, **more: object) -> Line:
    """Return a line of Han characters with its top left corner at a place."""
    return Line(
        text, Box(x, y, x + size * len(text), y + size), size, **{"bold": False, "font": "", "first": size} | more
    )


def item(text: str, x: float, y: float, size: float = 10) -> Item:
    """Return such a line as what is put into the order of reading."""
    found = line(text, x, y, size)
    return Item("line", found.box, [found])


def page(*lines: Line, number: int = 1, **more: object) -> PageLines:
    """Return a page of 300 by 400 points with such lines."""
    return PageLines(number, 300, 400, 0, [*lines], **{"rules": [], "frames": [], "pictures": []} | more)
