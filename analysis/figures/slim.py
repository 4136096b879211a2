"""The second drawing of a picture, for a phone: as much of it as can be read there, set out anew, not scaled."""

from __future__ import annotations

from contextvars import ContextVar
from textwrap import fill
from typing import TYPE_CHECKING, Any, TypeVar

from matplotlib.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SLIM = 4.4  # inches: what is drawn so wide can be read on a phone
TITLE = 36  # letters in a line of its title
LEAST = 0.024  # of its width: the height of a letter of 8 pixels on a phone
Choice = TypeVar("Choice")
_is_slim: ContextVar[bool] = ContextVar("is_slim", default=False)  # whether a picture is being drawn for a phone


def is_slim() -> bool:
    """Say whether a picture is being drawn for a phone."""
    return _is_slim.get()


def choose(wide: Choice, slim: Choice) -> Choice:
    """Return what goes with the width that is being drawn.

    >>> choose(16, 8)
    16
    """
    return slim if is_slim() else wide


def draw_slim(draw: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Draw a picture for a phone."""
    before = _is_slim.set(True)
    try:
        return draw(*args, **kwargs)
    finally:
        _is_slim.reset(before)


def wrap_titles(picture: Any) -> None:
    """Cut the titles of a slim picture into lines that it has room for."""
    for axes in picture.axes:
        title = axes.get_title(loc="left")
        for text in axes.findobj(Text):
            if title and text.get_text() == title:
                text.set_text(fill(title, TITLE))


def in_parts(items: Sequence[Choice], most: int) -> list[Sequence[Choice]]:
    """Cut a list into as few parts of at most *most* items as there can be, all of like length.

    >>> in_parts("abcdefg", 3)
    ['abc', 'def', 'g']
    >>> in_parts("abcdef", 5)
    ['abc', 'def']
    >>> in_parts("", 3)
    ['']
    """
    parts = max(-(-len(items) // most), 1)
    size = max(-(-len(items) // parts), 1)
    return [items[start : start + size] for start in range(0, max(len(items), 1), size)]
