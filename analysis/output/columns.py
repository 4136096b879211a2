"""Text in the columns of a terminal, where a Han character takes two, and no text may steer the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcwidth import wcswidth, wcwidth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CLOSING = "，。、；：？！…）》〉」』】〕”’)]"  # no line begins with these
OPENING = "（《〈「『【〔“‘(["  # nor ends with these
Span = tuple[str, str]  # a text, and the name of its style


def plain(text: str) -> str:
    r"""Return *text* in one line, with a blank for what would steer a terminal.

    >>> plain("政\x1b[31m协")
    '政 [31m协'
    """
    return "".join(c if c.isprintable() else " " for c in text)


def display_width(text: str) -> int:
    """Return how many columns *text* takes in one line.

    >>> display_width("政协A")
    5
    """
    return int(wcswidth(plain(text)))


def pad(text: str, columns: int, left: bool = False) -> str:
    """Return *text* filled up with blanks to so many columns; with *left* on its left.

    >>> pad("政协", 6), pad("政协", 6, left=True)
    ('政协  ', '  政协')
    """
    text = plain(text)
    blanks = " " * (columns - display_width(text))
    return blanks + text if left else text + blanks


def wrapped(spans: Iterable[Span], columns: int) -> list[list[Span]]:
    """Return text in lines of so many columns at most; it is broken at blanks and between Han characters.

    >>> wrapped([("关于APP的", ""), ("通知。", "strong")], 8)
    [[('关于APP', '')], [('的', ''), ('通知。', 'strong')]]
    """
    lines: list[list[Span]] = [[]]
    used = 0
    for text, style in spans:
        for unit in _units(text, columns):
            size = display_width(unit)
            if used and used + size > columns:
                lines.append([])
                used = 0
                if unit == " ":
                    continue
            _append(lines[-1], unit, style)
            used += size
    return lines


def _append(line: list[Span], text: str, style: str) -> None:
    if line and line[-1][1] == style:
        text = line.pop()[0] + text
    line.append((text, style))


def _units(text: str, columns: int) -> Iterator[str]:
    """Yield the parts of a text within which no line ends: narrow words, and characters with the marks behind them."""
    units: list[str] = []
    for c in plain(text):
        if units and (wcwidth(c) == 0 or c in CLOSING or units[-1] in OPENING or _is_inside(units[-1] + c)):
            units[-1] += c
        else:
            units.append(c)
    for unit in units:
        yield from [unit] if display_width(unit) <= columns else unit


def _is_inside(text: str) -> bool:
    """Say whether the last two characters of a text are those of a narrow word."""
    return all(wcwidth(c) == 1 and not c.isspace() for c in text[-2:])
